package oracle

// methodClass is the class of the way of buying: by id; by name where the id is blank or
// not in the list; else unknown.
func methodClass(r ContractRow) string {
	if class, listed := methodByID[r.MethodID]; listed {
		return class
	}
	if class, listed := methodByName[r.Method]; listed {
		return class
	}
	return "unknown"
}

// The ids and names of the state procurement portal's contract register.
var methodByID = map[string]string{
	"2":   "competitive",
	"3":   "competitive",
	"6":   "single_source_failed",
	"7":   "competitive",
	"8":   "exchange",
	"22":  "competitive",
	"23":  "single_source_direct",
	"32":  "competitive",
	"50":  "special",
	"51":  "special",
	"52":  "special",
	"55":  "special",
	"60":  "e_shop",
	"77":  "competitive",
	"78":  "competitive",
	"105": "single_source_direct",
	"107": "competitive",
	"116": "competitive",
	"117": "competitive",
	"118": "exchange",
	"122": "special",
	"128": "special",
	"130": "special",
	"132": "competitive",
	"133": "competitive",
	"188": "competitive",
}

var methodByName = map[string]string{
	"Открытый конкурс":                                           "competitive",
	"Запрос ценовых предложений":                                 "competitive",
	"Из одного источника по несостоявшимся закупкам":             "single_source_failed",
	"Аукцион (до 2022)":                                          "competitive",
	"Через товарные биржи":                                       "exchange",
	"Конкурс с применением двухэтапных процедур":                 "competitive",
	"Из одного источника путем прямого заключения договора":      "single_source_direct",
	"Конкурс с предварительным квалификационным отбором":         "competitive",
	"Закупка жилища":                                             "special",
	"Закупка по государственному социальному заказу (бумажные)":  "special",
	"Государственный социальный заказ":                           "special",
	"Закупка жилища (не ГЗ)":                                     "special",
	"Через электронный магазин":                                  "e_shop",
	"Аукцион (с 2022)":                                           "competitive",
	"Аукцион":                                                    "competitive",
	"Из одного источника (не ГЗ)":                                "single_source_direct",
	"Электронные торги (не ГЗ)":                                  "competitive",
	"Запрос ценовых предложений (не ГЗ)":                         "competitive",
	"Тендер (не ГЗ)":                                             "competitive",
	"Через товарные биржи (не ГЗ)":                               "exchange",
	"Договор на услуги государственного образовательного заказа": "special",
	"Конкурс с применением специального порядка":                 "special",
	"Государственные закупки с применением особого порядка":      "special",
	"Первый этап конкурса с использованием рамочного соглашения": "competitive",
	"Второй этап конкурса с использованием рамочного соглашения": "competitive",
	"Конкурс с использованием рейтингово-балльной системы":       "competitive",
}
