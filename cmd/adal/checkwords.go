package main

import "adal/pipeline/run"

func t3(ru, kk, en string) run.Text { return run.Text{RU: ru, KK: kk, EN: en} }

// checkWords are the words of the check page, in the three languages side by side.
var checkWords = map[string]run.Text{
	"folder":                   t3("Папка", "Қалта", "Folder"),
	"files":                    t3("За что приняты файлы", "Файлдар не деп қабылданды", "What the files were taken for"),
	"no_files":                 t3("ни одной таблицы не найдено", "бірде-бір кесте табылмады", "no table was found"),
	"rows":                     t3("строк", "жол", "rows"),
	"taken":                    t3("принято", "қабылданды", "taken"),
	"rejected":                 t3("отклонено", "қабылданбады", "rejected"),
	"left_out":                 t3("пропущено", "өткізілді", "left out"),
	"columns":                  t3("столбцы", "бағандар", "columns"),
	"not_used":                 t3("не используются", "пайдаланылмайды", "not used"),
	"text":                     t3("текст", "мәтін", "text"),
	"delimiter":                t3("разделитель", "бөлгіш", "delimiter"),
	"quote":                    t3("кавычка", "тырнақша", "quote"),
	"workbook":                 t3("книга", "кітап", "workbook"),
	"sheet":                    t3("лист", "парақ", "sheet"),
	"json_lines":               t3("JSON построчно", "жолма-жол JSON", "JSON lines"),
	"portal":                   t3("портал госзакупок:", "мемлекеттік сатып алу порталы:", "procurement portal:"),
	"pages":                    t3("таких файлов", "мұндай файлдар", "such files"),
	"packed":                   t3("упакован", "қапталған", "packed"),
	"header_row":               t3("заголовок в строке", "тақырыбы мына жолда:", "header in row"),
	"mapped":                   t3("по adal.yaml", "adal.yaml бойынша", "by adal.yaml"),
	"duplicate_row":            t3("повтор строки", "жолдың қайталануы", "repeated row"),
	"totals_row":               t3("итоги", "қорытынды", "totals"),
	"not_a_record":             t3("надписи", "жазулар", "headings and signatures"),
	"numbering_row":            t3("нумерация столбцов", "бағандар нөмірлері", "column numbers"),
	"repeated_header":          t3("повтор заголовка", "тақырып қайталануы", "repeated header"),
	"release_superseded":       t3("прежние версии процесса", "үдерістің бұрынғы нұсқалары", "earlier releases"),
	"release_without_contract": t3("процессы без договора", "шартсыз үдерістер", "processes without a contract"),
	"skipped":                  t3("Не использованы", "Пайдаланылмады", "Not used"),
	"why_not_data":             t3("не файл с таблицей", "кестесі бар файл емес", "no file of tables"),
	"why_no_table":             t3("не похож ни на одну таблицу", "ешбір кестеге ұқсамайды", "like no table"),
	"why_hidden_sheet":         t3("скрытый лист; чтобы прочитать, назовите его в adal.yaml", "жасырын парақ; оқу үшін adal.yaml ішінде атаңыз", "a hidden sheet; name it in adal.yaml to read it"),
	"why_empty":                t3("пуст", "бос", "empty"),
	"why_deep_folder":          t3("папка в папке не читается; переложите её файлы выше", "қалта ішіндегі қалта оқылмайды; файлдарын жоғары шығарыңыз", "a folder in a folder is not read; move its files up"),
	"why_ignored":              t3("исключён в adal.yaml", "adal.yaml ішінде алынып тасталған", "ignored by adal.yaml"),
	"most_like":                t3("ближе всего", "ең жақыны", "most like"),
	"lacks":                    t3("не хватает столбцов", "бағандар жетіспейді", "lacks the columns"),
	"tables":                   t3("Насколько заполнены таблицы", "Кестелер қаншалықты толтырылған", "How full the tables are"),
	"rows_usable":              t3("пригодных строк", "жарамды жолдар", "usable rows"),
	"too_many":                 t3("отклонено больше допустимого", "рұқсат етілгеннен көп қабылданбады", "more rejected than allowed"),
	"filled":                   t3("заполнено", "толтырылған", "filled"),
	"empty":                    t3("пусто", "бос", "empty"),
	"report_currency":          t3("суммы в отчёте - в валюте данных", "есептегі сомалар - деректер валютасында", "amounts in the report are in the currency of the data"),
	"rules":                    t3("Какие правила можно выполнить", "Қандай ережелерді орындауға болады", "Which rules can run"),
	"can_scan":                 t3("квартальная проверка", "тоқсандық тексеру", "quarterly scan"),
	"can_concentration":        t3("годовой отчёт", "жылдық есеп", "annual report"),
	"cannot":                   t3("нельзя, нет таблицы", "болмайды, кесте жоқ", "cannot, no table"),
	"reasons":                  t3("Частые причины отклонения строк", "Жолдарды қабылдамаудың жиі себептері", "Frequent reasons of rejected rows"),
	"example":                  t3("например", "мысалы", "for example"),
	"row":                      t3("строка", "жол", "row"),
	"odd":                      t3("На что обратить внимание", "Неге назар аудару керек", "What to look at"),
	"ask":                      t3("Что запросить", "Не сұрату керек", "What to ask for"),
	"for_rules":                t3("для правил", "мына ережелер үшін", "for the rules"),
	"ask_corrected":            t3("У того, кто дал файлы: исправить отклонённые строки; adal scan перечислит их все в rejects.csv", "Файлдарды бергеннен: қабылданбаған жолдарды түзету; adal scan олардың бәрін rejects.csv ішінде тізеді", "Of whoever gave the files: the rejected rows corrected; adal scan lists them all in rejects.csv"),
	"serial_date":              t3("даты, записанные числом, прочитаны", "санмен жазылған күндер оқылды", "days written as numbers, read"),
	"hidden_sheet":             t3("скрытый лист не прочитан", "жасырын парақ оқылмады", "hidden sheet not read"),
	"missing_signed_on":        t3("дата подписания взята из другой даты", "қол қойылған күні басқа күннен алынды", "date of signing taken from another date"),
	"damaged_text":             t3("в тексте есть испорченные символы", "мәтінде бүлінген таңбалар бар", "damaged characters in the text"),
	"several_suppliers":        t3("несколько поставщиков по одному договору, взят первый", "бір шартта бірнеше өнім беруші, біріншісі алынды", "several suppliers of one contract, the first taken"),
}

// checkColumns names the columns the reports have no words for.
var checkColumns = map[string]run.Text{
	"head_name":     t3("руководитель", "басшысы", "head"),
	"head_iin":      t3("ИИН руководителя", "басшының ЖСН-ы", "head's IIN"),
	"plan_id":       t3("пункт плана", "жоспар тармағы", "point of the plan"),
	"portal_id":     t3("номер на портале", "портал нөмірі", "number on the portal"),
	"organiser_bin": t3("БИН организатора", "ұйымдастырушының БСН-ы", "organiser's BIN"),
	"published_on":  t3("дата публикации", "жарияланған күні", "published on"),
}

// checkTables names the tables the reports have no words for.
var checkTables = map[string]run.Text{
	"unfair_suppliers": t3("реестр недобросовестных участников", "жосықсыз қатысушылар тізілімі", "register of unfair participants"),
	"contract_units":   t3("предметы договоров", "шарт мәндері", "units of contracts"),
	"plans":            t3("пункты планов закупок", "сатып алу жоспарының тармақтары", "points of procurement plans"),
	"lots":             t3("лоты", "лоттар", "lots"),
	"announcements":    t3("объявления о закупках", "сатып алу хабарландырулары", "announcements"),
}

var (
	fromHR      = t3("У кадровой службы", "Кадр қызметінен", "Of the personnel office")
	fromBuyers  = t3("У подразделения закупок", "Сатып алу бөлімшесінен", "Of procurement")
	fromRecords = t3("Из реестра юридических лиц", "Заңды тұлғалар тізілімінен", "From the register of companies")
	fromStaff   = t3("У работников (декларации, уведомления)", "Қызметкерлерден (декларациялар, хабарламалар)", "Of the staff (declarations, notices)")
)

// asked is what rules need, and who has it: a table, or columns of one of which one must
// be filled in at least a share of the rows.
var asked = []struct {
	table    string
	columns  []string
	least    int64 // percent
	optional bool  // asked for only where a rule cannot run without it
	from     run.Text
	what     run.Text
}{
	{table: "roster", from: fromHR},
	{table: "roster", columns: []string{"manager_position_id", "manager_iin"}, least: 80, from: fromHR,
		what: t3("кто непосредственный руководитель (код его должности или ИИН): заполнено", "тікелей басшысы кім (лауазым коды не ЖСН): толтырылған", "who the direct superior is (code of the post, or IIN): filled")},
	{table: "roster", columns: []string{"unit_id"}, least: 50, from: fromHR,
		what: t3("коды подразделений: заполнено", "бөлімше кодтары: толтырылған", "codes of the units: filled")},
	{table: "roster", columns: []string{"influence"}, least: 1, from: fromHR,
		what: t3("какие должности распоряжаются ресурсами, закупками, контролем: заполнено", "қай лауазымдар ресурстарға, сатып алуға, бақылауға билік етеді: толтырылған", "which posts decide on resources, procurement, control: filled")},
	{table: "roster", columns: []string{"service_class"}, least: 50, from: fromHR,
		what: t3("вид службы каждой должности: заполнено", "әр лауазымның қызмет түрі: толтырылған", "the class of service of each post: filled")},
	{table: "family_links", from: fromHR},
	{table: "family_links", columns: []string{"relative_iin"}, least: 90, from: fromHR,
		what: t3("ИИН родственников: заполнено", "туыстардың ЖСН-ы: толтырылған", "IINs of the relatives: filled")},
	{table: "governing_bodies", from: fromHR},
	{table: "outside_work", optional: true, from: fromHR},
	{table: "contracts", from: fromBuyers},
	{table: "contracts", columns: []string{"category"}, least: 50, from: fromBuyers,
		what: t3("код ЕНС ТРУ договора (или выгрузка ContractUnits): заполнено", "шарттың ТЖҚ БНА коды (не ContractUnits үзіндісі): толтырылған", "the ENS TRU code of contracts (or the dump ContractUnits): filled")},
	{table: "contracts", columns: []string{"method_id", "method"}, least: 90, from: fromBuyers,
		what: t3("способ закупки: заполнено", "сатып алу тәсілі: толтырылған", "the method of procurement: filled")},
	{table: "contracts", columns: []string{"unit_id", "unit"}, least: 50, from: fromBuyers,
		what: t3("какое подразделение заказало: заполнено", "қай бөлімше тапсырыс берді: толтырылған", "which unit ordered: filled")},
	{table: "decisions", from: fromBuyers},
	{table: "bids", optional: true, from: fromBuyers},
	{table: "suppliers", from: fromRecords},
	{table: "suppliers", columns: []string{"address", "phone", "email"}, least: 50, from: fromRecords,
		what: t3("адреса, телефоны и почта поставщиков: заполнено", "өнім берушілердің мекенжайы, телефоны, поштасы: толтырылған", "addresses, phones and e-mail of suppliers: filled")},
	{table: "supplier_people", from: fromRecords},
	{table: "declared_interests", from: fromStaff},
	{table: "disclosures", optional: true, from: fromStaff},
	{table: "trust_agreements", optional: true, from: fromStaff},
}

// suggestWords are the comments of a suggested adal.yaml.
var suggestWords = map[string]run.Text{
	"head":      t3("Черновик adal.yaml: проверьте строки со знаком вопроса, потом положите файл в папку с данными.", "adal.yaml жобасы: сұрақ белгісі бар жолдарды тексеріп, файлды деректер қалтасына салыңыз.", "A first adal.yaml: check the lines with a question mark, then put the file into the data folder."),
	"nothing":   t3("ничего указывать не нужно", "ештеңе көрсетудің қажеті жоқ", "nothing to map"),
	"unsure":    t3("не уверен", "сенімді емес", "not sure"),
	"not_found": t3("столбцы таблицы, которых не нашлось", "табылмаған кесте бағандары", "columns of the table that were not found"),
	"left":      t3("столбцы файла", "файл бағандары", "columns of the file"),
	"doubt":     t3("похоже на таблицу, но не хватает столбцов; уберите знак # и допишите", "кестеге ұқсайды, бірақ бағандар жетіспейді; # белгісін алып, толықтырыңыз", "like a table, but columns are missing; take the # away and fill in"),
}
