package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"adal/pipeline/run"
)

// say gives a sentence of this command in lang.
func say(lang, key string, args ...any) string {
	t, ok := sentences[key]
	if !ok {
		return key
	}
	return strings.TrimSpace(fmt.Sprintf(t.In(lang), args...))
}

// sentences are what diff and verify say, beside the words the reports share.
var sentences = map[string]run.Text{
	"rule_new": {RU: "правило %s новое", KK: "%s ережесі жаңа", EN: "the rule %s is new"},
	"diff_counts": {
		RU: "новых %d, открыто снова %d, сохраняется %d, исчезло %d", KK: "жаңа %d, қайта ашылған %d, сақталуда %d, жоғалған %d",
		EN: "%d new, %d reopened, %d persisting, %d gone",
	},
	"diff_new":        {RU: "Новые", KK: "Жаңа", EN: "New"},
	"diff_reopened":   {RU: "Открыты снова", KK: "Қайта ашылған", EN: "Reopened"},
	"diff_persisting": {RU: "Сохраняются", KK: "Сақталуда", EN: "Persisting"},
	"diff_gone":       {RU: "Исчезли, и что изменилось", KK: "Жоғалған, және не өзгерген", EN: "Gone, and what changed"},
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
}

// sorted gives the keys of parameters in their order.
func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
