package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"adal/pipeline/run"
)

// closing is what a job says when it is done: what was found, of how much, and which
// file to open.
func closing(r *run.Run, out, lang string) string {
	violations, leads, rows, rejected := 0, 0, int64(0), int64(0)
	for _, f := range r.Findings {
		if f.Kind == "violation" {
			violations++
		} else {
			leads++
		}
	}
	for _, f := range r.Files {
		rows += f.Rows
		rejected += f.Rejected
	}
	ran, skipped := 0, []string{}
	for _, c := range r.Coverage {
		if c.Status == "ran" {
			ran++
		} else {
			skipped = append(skipped, c.Rule)
		}
	}
	var b strings.Builder
	say := func(line int, args ...any) { fmt.Fprintf(&b, closingText[line].In(lang)+"\n", args...) }
	say(0, r.Period, violations, leads)
	say(1, rows, len(r.Files), rejected)
	say(2, ran, len(r.Coverage))
	if len(skipped) > 0 {
		say(3, strings.Join(skipped, ", "))
	}
	say(4, filepath.Join(out, "report.html"))
	return b.String()
}

// closingText are the lines of it: what was found, what was read, which rules ran, which
// did not, and the file to open.
var closingText = [5]run.Text{
	{RU: "%s: признаков нарушений: %d, поводов для проверки: %d; решает человек",
		KK: "%s: бұзушылық белгілері: %d, тексеруге негіздер: %d; шешімді адам қабылдайды",
		EN: "%s: %d signs of violations, %d leads; each requires checking by a person"},
	{RU: "прочитано строк: %d, файлов: %d; отклонено строк: %d",
		KK: "оқылған жолдар: %d, файлдар: %d; қабылданбаған жолдар: %d",
		EN: "read %d rows of %d files; %d rows rejected"},
	{RU: "правил выполнено: %d из %d",
		KK: "орындалған ережелер: %d / %d",
		EN: "rules run: %d of %d"},
	{RU: "не выполнены, нет таблиц: %s",
		KK: "орындалмады, кестелер жоқ: %s",
		EN: "not run for want of tables: %s"},
	{RU: "отчёт: %s", KK: "есеп: %s", EN: "report: %s"},
}
