package words

import (
	"regexp"
	"strings"

	"adal/pipeline/run"
)

// Parameters says what the parameters of the rules mean.
var Parameters = Table{"parameters", texts{
	"min_effective_share": t("наименьшая доля, прямая и через организации, которая связывает лицо с поставщиком", "тұлғаны өнім берушімен байланыстыратын, тікелей және ұйымдар арқылы ең аз үлес", "least share, directly and through companies, that ties a person to a supplier"),
	"months":              t("за сколько месяцев до конца периода смотрятся договоры", "кезең соңына дейінгі неше айдың шарттары қаралады", "months of contracts before the as-of day"),
	"left_months":         t("сколько месяцев прошло после ухода с должности", "лауазымнан кеткеннен кейінгі айлар саны", "months since the last post ended"),
	"days":                t("срок в календарных днях", "күнтізбелік күндермен мерзім", "term in calendar days"),
	"max_hub":             t("контакт или контролирующий большего числа организаций связью не считается", "осыдан көп ұйымға ортақ байланыс дерегі немесе бақылаушы байланыс деп саналмайды", "a contact or controller of more organisations makes no tie"),
	"classes":             t("виды службы, обязанные заявлять об интересах", "мүдделерін мәлімдеуге міндетті қызмет түрлері", "classes of service that must declare"),
	"share":               t("доля, с которой она считается значительной", "елеулі деп саналатын үлес", "share from which it counts as significant"),
	"min_contracts":       t("наименьшее число договоров, при котором делается вывод", "қорытынды жасалатын шарттардың ең аз саны", "fewest contracts to judge by"),
	"years":               t("сколько лет подряд", "қатарынан неше жыл", "years running"),
	"cr3":                 t("доля трёх крупнейших", "ең ірі үшеудің үлесі", "share of the three largest"),
	"cr4":                 t("доля четырёх крупнейших", "ең ірі төртеудің үлесі", "share of the four largest"),
	"hhi_excess":          t("HHI сверх неизбежного", "шарасыз деңгейден артық HHI", "HHI above what is unavoidable"),
}}

// ParameterMeaning says in lang what a parameter is for; the rule's own reason in English,
// and where the vocabulary does not know it.
func ParameterMeaning(lang string, p run.Parameter) string {
	if lang == "en" && p.Reason != "" || !Parameters.Has(p.Name) {
		return p.Reason
	}
	return Parameters.In(lang, p.Name)
}

// laws are the names of laws and codes as the rules cite them.
var laws = Table{"laws", texts{
	"Anti-corruption Standard":     t("Антикоррупционный стандарт", "Сыбайлас жемқорлыққа қарсы стандарт", "Anti-corruption Standard"),
	"Law on Countering Corruption": t("Закон РК «О противодействии коррупции»", "«Сыбайлас жемқорлыққа қарсы іс-қимыл туралы» ҚР Заңы", "Law on Countering Corruption"),
	"Law on the Civil Service":     t("Закон РК «О государственной службе»", "«Мемлекеттік қызмет туралы» ҚР Заңы", "Law on the Civil Service"),
	"Law on Public Procurement":    t("Закон РК «О государственных закупках»", "«Мемлекеттік сатып алу туралы» ҚР Заңы", "Law on Public Procurement"),
	"Entrepreneurial Code":         t("Предпринимательский кодекс РК", "ҚР Кәсіпкерлік кодексі", "Entrepreneurial Code"),
	"second part":                  t("часть вторая", "екінші бөлік", "second part"),
	"first part":                   t("часть первая", "бірінші бөлік", "first part"),
}}

var cited = regexp.MustCompile(`(paragraphs?|articles?) ([0-9()\-]+(?:, [0-9()\-]+)*)`)

// Basis words a legal basis, which the rules cite in English. What it does not know stays
// as it is cited.
func Basis(lang, basis string) string {
	if lang != "ru" && lang != "kk" {
		return basis
	}
	for _, law := range laws.Codes() {
		basis = strings.ReplaceAll(basis, law, laws.In(lang, law))
	}
	return cited.ReplaceAllStringFunc(basis, func(s string) string {
		m := cited.FindStringSubmatch(s)
		one := strings.TrimSuffix(m[1], "s")
		if lang == "kk" {
			return strings.ReplaceAll(m[2], ", ", "-, ") + map[string]string{"paragraph": "-тармақ", "article": "-бап"}[one]
		}
		if strings.Contains(m[2], ",") {
			return map[string]string{"paragraph": "пункты ", "article": "статьи "}[one] + m[2]
		}
		return map[string]string{"paragraph": "пункт ", "article": "статья "}[one] + m[2]
	})
}

// ContractStatuses names the statuses of the procurement portal's register.
var ContractStatuses = Table{"contract statuses", texts{
	"185": t("подписан", "қол қойылған", "signed"),
	"190": t("действует", "қолданыста", "in force"),
	"330": t("не заключён", "жасалмаған", "not concluded"),
	"340": t("расторгнут в одностороннем порядке", "біржақты тәртіппен бұзылған", "terminated by one side"),
	"345": t("ожидает расторжения", "бұзылуын күтуде", "awaiting termination"),
	"350": t("расторгнут по соглашению сторон", "тараптардың келісімімен бұзылған", "terminated by agreement"),
	"375": t("частично исполнен", "ішінара орындалған", "partly performed"),
	"390": t("исполнен", "орындалған", "performed"),
	"430": t("отменён", "күші жойылған", "cancelled"),
	"450": t("создано дополнительное соглашение", "қосымша келісім жасалған", "addendum made"),
	"455": t("изменён", "өзгертілген", "changed"),
	"456": t("передача прав", "құқықтар берілген", "rights transferred"),
	"460": t("передан, действует", "берілген, қолданыста", "transferred, in force"),
	"461": t("передан, не заключён", "берілген, жасалмаған", "transferred, not concluded"),
	"462": t("передан, расторгнут в одностороннем порядке", "берілген, біржақты бұзылған", "transferred, terminated by one side"),
	"463": t("передан, расторгнут по соглашению сторон", "берілген, келісіммен бұзылған", "transferred, terminated by agreement"),
	"464": t("передан, исполнен", "берілген, орындалған", "transferred, performed"),
	"470": t("срок договора истёк", "шарт мерзімі өткен", "term expired"),
}}

// Methods names the procurement methods of the portal that contracts mostly carry.
var Methods = Table{"methods", texts{
	"2":   t("открытый конкурс", "ашық конкурс", "open tender"),
	"3":   t("запрос ценовых предложений", "баға ұсыныстарын сұрату", "request for quotations"),
	"6":   t("из одного источника по несостоявшимся закупкам", "өтпеген сатып алу бойынша бір көзден", "single source after a failed tender"),
	"7":   t("аукцион", "аукцион", "auction"),
	"8":   t("через товарные биржи", "тауар биржалары арқылы", "through commodity exchanges"),
	"22":  t("двухэтапный конкурс", "екі кезеңді конкурс", "two-stage tender"),
	"23":  t("из одного источника путём прямого заключения договора", "тікелей шарт жасасу арқылы бір көзден", "single source, direct contract"),
	"32":  t("конкурс с предварительным квалификационным отбором", "алдын ала біліктілік іріктеуі бар конкурс", "tender with prequalification"),
	"60":  t("через электронный магазин", "электрондық дүкен арқылы", "through the e-shop"),
	"77":  t("аукцион", "аукцион", "auction"),
	"78":  t("аукцион", "аукцион", "auction"),
	"188": t("конкурс с рейтингово-балльной системой", "рейтингтік-балдық жүйемен конкурс", "tender with a rating system"),

	"ocds:open":      t("открытая процедура", "ашық рәсім", "open procedure"),
	"ocds:selective": t("отбор поставщиков", "өнім берушілерді іріктеу", "selective procedure"),
	"ocds:limited":   t("приглашение поставщиков по выбору заказчика", "тапсырыс берушінің таңдауымен өнім берушілерді шақыру", "suppliers invited at the buyer's choice"),
	"ocds:direct":    t("прямая закупка", "тікелей сатып алу", "direct purchase"),
}}
