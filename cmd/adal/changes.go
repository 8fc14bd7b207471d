package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
)

// changeText says in lang what changed for a finding that is gone.
func changeText(lang string, c run.Change, m *mask.Masker) string {
	where := ""
	if c.File != "" {
		where = fmt.Sprintf("%s, %s %d", m.Text(c.File), words.UI.In(lang, "row"), c.Row)
	}
	was, is := value(m, c.Old), value(m, c.New)
	switch c.What {
	case "not_supplied":
		if c.File == "" {
			return say(lang, "rule_not_run", words.InputTables.In(lang, c.Table), words.Reasons.In(lang, c.New))
		}
		return say(lang, "not_supplied", where)
	case "rejected":
		return say(lang, "rejected", where)
	case "relation_ended", "stake_ended", "post_ended", "ended":
		return say(lang, c.What, where, words.Date(lang, c.New))
	case "post_changed", "value_changed":
		return say(lang, c.What, where, c.Column, was, is)
	case "record_added":
		return say(lang, c.What, words.InputTables.In(lang, c.Table), where)
	case "threshold_changed":
		return say(lang, c.What, c.Column, was, is)
	case "rule_changed", "rule_gone":
		return say(lang, c.What, c.Column)
	case "contract_too_old":
		return say(lang, c.What, where, words.Date(lang, c.Old), words.Date(lang, c.New))
	case "window_moved":
		return say(lang, c.What, was, is)
	}
	return say(lang, "unexplained")
}

// value is a cell of a source row as it may be shown.
func value(m *mask.Masker, s string) string {
	if s == "" {
		return "—"
	}
	s = m.ID(s)
	if r := []rune(s); len(r) > 80 {
		s = string(r[:80]) + "…"
	}
	return s
}

// say gives a sentence of this command in lang.
func say(lang, key string, args ...any) string {
	t, ok := sentences[key]
	if !ok {
		return key
	}
	return strings.TrimSpace(fmt.Sprintf(t.In(lang), args...))
}

// sentences are what diff, verify and gone.csv say, beside the words the reports share.
var sentences = map[string]run.Text{
	"rule_not_run": {
		RU: "правило не выполнено (%[2]s: %[1]s): проверить нельзя, это не устранение",
		KK: "ереже орындалмады (%[2]s: %[1]s): тексеру мүмкін емес, бұл жойылды деген сөз емес",
		EN: "the rule did not run (%[2]s: %[1]s): nobody can tell, this is not a cure",
	},
	"not_supplied": {
		RU: "строки больше нет в данных (была: %s): это не устранение",
		KK: "жол деректерде енді жоқ (бұрын: %s): бұл жойылды деген сөз емес",
		EN: "the row is no longer supplied (it was %s): this is not a cure",
	},
	"rejected": {
		RU: "строка теперь отклонена (%s): это не устранение",
		KK: "жол енді қабылданбады (%s): бұл жойылды деген сөз емес",
		EN: "the row is now rejected (%s): this is not a cure",
	},
	"relation_ended": {RU: "родство или брак прекращены (%s): %s", KK: "туыстық не неке тоқтатылған (%s): %s", EN: "the relation ended (%s): %s"},
	"stake_ended":    {RU: "роль или доля прекращены (%s): %s", KK: "рөл не үлес тоқтатылған (%s): %s", EN: "the role or stake ended (%s): %s"},
	"post_ended":     {RU: "пребывание в должности закончено (%s): %s", KK: "лауазымда болу аяқталған (%s): %s", EN: "the post ended (%s): %s"},
	"ended":          {RU: "срок закончен (%s): %s", KK: "мерзімі аяқталған (%s): %s", EN: "it ended (%s): %s"},
	"post_changed": {
		RU: "должность или подразделение изменены (%s): %s: %s → %s", KK: "лауазымы не бөлімшесі өзгерген (%s): %s: %s → %s",
		EN: "the post or unit changed (%s): %s: %s → %s",
	},
	"value_changed": {RU: "значение изменено (%s): %s: %s → %s", KK: "мәні өзгерген (%s): %s: %s → %s", EN: "a value changed (%s): %s: %s → %s"},
	"record_added":  {RU: "появилась запись, %s: %s", KK: "жазба пайда болды, %s: %s", EN: "there is a record now, %s: %s"},
	"threshold_changed": {
		RU: "порог изменён: %s: %s → %s", KK: "шек өзгертілген: %s: %s → %s", EN: "a threshold changed: %s: %s → %s",
	},
	"rule_changed": {RU: "правило %s изменено", KK: "%s ережесі өзгертілген", EN: "the rule %s changed"},
	"rule_gone":    {RU: "правила %s больше нет", KK: "%s ережесі енді жоқ", EN: "there is no rule %s any more"},
	"contract_too_old": {
		RU: "договор от %[2]s (%[1]s) раньше рассматриваемого срока, с %[3]s", KK: "%[2]s күнгі шарт (%[1]s) қаралатын мерзімнен бұрын, %[3]s бастап",
		EN: "the contract of %[2]s (%[1]s) is before the days looked at, from %[3]s",
	},
	"rule_new": {RU: "правило %s новое", KK: "%s ережесі жаңа", EN: "the rule %s is new"},
	"diff_counts": {
		RU: "новых %d, открыто снова %d, сохраняется %d, исчезло %d", KK: "жаңа %d, қайта ашылған %d, сақталуда %d, жоғалған %d",
		EN: "%d new, %d reopened, %d persisting, %d gone",
	},
	"diff_new":        {RU: "Новые", KK: "Жаңа", EN: "New"},
	"diff_reopened":   {RU: "Открыты снова", KK: "Қайта ашылған", EN: "Reopened"},
	"diff_persisting": {RU: "Сохраняются", KK: "Сақталуда", EN: "Persisting"},
	"diff_gone":       {RU: "Исчезли, и что изменилось", KK: "Жоғалған, және не өзгерген", EN: "Gone, and what changed"},
	"window_moved": {
		RU: "данные те же, отчётный период другой: %s → %s", KK: "деректер сол күйінде, есепті кезең басқа: %s → %s",
		EN: "the data are the same, the period is another: %s → %s",
	},
	"verified": {
		RU: "файлы отчёта совпадают с манифестом и SHA256SUMS: %d", KK: "есеп файлдары манифестпен және SHA256SUMS-пен сәйкес: %d",
		EN: "%d files are as the manifest and SHA256SUMS say",
	},
	"reproduced": {
		RU: "повторный прогон дал те же файлы, байт в байт: %d", KK: "қайта есептеу сол файлдарды байтпа-байт берді: %d",
		EN: "run again: the same %d files, byte for byte",
	},
	"sealed_unopened": {
		RU: "зашифрованных файлов %d: проверены только снаружи; --unseal проверит и содержимое",
		KK: "шифрланған файлдар %d: тек сырты тексерілді; --unseal ішін де тексереді",
		EN: "%d sealed files were checked from outside only; --unseal looks inside",
	},
	"without_data": {
		RU: "без --data проверены только файлы отчёта; с данными отчёт будет построен заново",
		KK: "--data берілмегендіктен тек есеп файлдары тексерілді; деректермен есеп қайта жасалады",
		EN: "without --data only the run's own files are checked; with it the run is made again",
	},
	"verify_differs": {RU: "расхождений: %d", KK: "айырмашылықтар: %d", EN: "differences: %d"},
	"missing":        {RU: "файла нет", KK: "файл жоқ", EN: "the file is missing"},
	"extra":          {RU: "лишний: в манифесте его нет", KK: "артық: манифесте жоқ", EN: "extra: the manifest does not have it"},
	"altered":        {RU: "изменён после построения отчёта", KK: "есеп жасалғаннан кейін өзгертілген", EN: "altered after the run was made"},
	"not_a_file":     {RU: "не обычный файл", KK: "кәдімгі файл емес", EN: "not a regular file"},
	"sums_missing":   {RU: "нет в SHA256SUMS", KK: "SHA256SUMS ішінде жоқ", EN: "not in SHA256SUMS"},
	"sums_disagree":  {RU: "SHA256SUMS и манифест расходятся", KK: "SHA256SUMS пен манифест сәйкес емес", EN: "SHA256SUMS and the manifest disagree"},
	"unreadable":     {RU: "не читается: %s", KK: "оқылмайды: %s", EN: "cannot be read: %s"},
	"not_reproduced": {RU: "повторный прогон дал другое", KK: "қайта есептеу басқа нәтиже берді", EN: "run again it comes out otherwise"},
	"no_longer_made": {RU: "повторный прогон его не даёт", KK: "қайта есептеу оны бермейді", EN: "run again it is not made"},
	"newly_made":     {RU: "повторный прогон даёт новый файл", KK: "қайта есептеу жаңа файл береді", EN: "run again it is made newly"},
	"decider":        {RU: "отличается то, что определяет отчёт", KK: "есепті анықтайтын нәрсе өзгеше", EN: "what decides the run is not the same"},
	"other_program": {
		RU: "отчёт построен другой сборкой программы", KK: "есеп бағдарламаның басқа жинағымен жасалған", EN: "the run was made by another build of the program",
	},
	"because": {RU: "причина: %s", KK: "себебі: %s", EN: "because: %s"},
	"no_cause": {
		RU: "ничто из записанного этого не объясняет: файл или манифест изменён после построения отчёта", KK: "жазылғандардың ешқайсысы мұны түсіндірмейді: файл не манифест есептен кейін өзгертілген",
		EN: "nothing recorded explains it: the file or the manifest was changed after the run",
	},
	"manifest":      {RU: "сам манифест: %s", KK: "манифестің өзі: %s", EN: "the manifest itself: %s"},
	"rule_moved":    {RU: "%s: признаков изменилось %d", KK: "%s: өзгерген белгілер %d", EN: "%s: %d findings are not the same"},
	"cannot_rerun":  {RU: "заново не построить: %s", KK: "қайта жасау мүмкін емес: %s", EN: "it cannot be made again: %s"},
	"input_changed": {RU: "вход %s изменён", KK: "%s кірісі өзгертілген", EN: "the input %s changed"},
	"input_missing": {RU: "входа %s нет", KK: "%s кірісі жоқ", EN: "the input %s is missing"},
	"input_added":   {RU: "новый вход %s", KK: "жаңа кіріс %s", EN: "the input %s is new"},
	"parameter":     {RU: "параметр %s", KK: "%s параметрі", EN: "the parameter %s"},
	"rule":          {RU: "правило %s", KK: "%s ережесі", EN: "the rule %s"},
	"rule_added":    {RU: "новое правило %s", KK: "жаңа ереже %s", EN: "the rule %s is new"},
	"rule_removed":  {RU: "правила %s больше нет", KK: "%s ережесі енді жоқ", EN: "the rule %s is gone"},
	"program":       {RU: "программа: %s", KK: "бағдарлама: %s", EN: "the program: %s"},
	"previous":      {RU: "предыдущий отчёт", KK: "алдыңғы есеп", EN: "the run before"},
	"was_is":        {RU: "было %s, стало %s", KK: "бұрын %s, енді %s", EN: "was %s, is %s"},
	"rows_were":     {RU: "строк %s", KK: "жолдар %s", EN: "rows %s"},
	"unexplained": {
		RU: "строки, на которых держался признак, не изменились; изменилось что-то вокруг них",
		KK: "белгі негізделген жолдар өзгермеген; олардың айналасында бірдеңе өзгерген",
		EN: "the rows the finding rested on did not change; something around them did",
	},
}

// sorted gives the keys of parameters in their order.
func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
