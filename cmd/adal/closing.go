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
	t := closingText.In(lang)
	var b strings.Builder
	fmt.Fprintf(&b, t[0]+"\n", r.Period, violations, leads)
	fmt.Fprintf(&b, t[1]+"\n", rows, len(r.Files), rejected)
	fmt.Fprintf(&b, t[2]+"\n", ran, len(r.Coverage))
	if len(skipped) > 0 {
		fmt.Fprintf(&b, t[3]+"\n", strings.Join(skipped, ", "))
	}
	fmt.Fprintf(&b, t[4]+"\n", filepath.Join(out, "report.html"))
	return b.String()
}

type lines [5]string

type closingWords struct{ ru, kk, en lines }

func (w closingWords) In(lang string) lines {
	switch lang {
	case "kk":
		return w.kk
	case "en":
		return w.en
	}
	return w.ru
}

var closingText = closingWords{
	ru: lines{
		"%s: признаков нарушений: %d, поводов для проверки: %d; решает человек",
		"прочитано строк: %d, файлов: %d; отклонено строк: %d",
		"правил выполнено: %d из %d",
		"не выполнены, нет таблиц: %s",
		"отчёт: %s",
	},
	kk: lines{
		"%s: бұзушылық белгілері: %d, тексеруге негіздер: %d; шешімді адам қабылдайды",
		"оқылған жолдар: %d, файлдар: %d; қабылданбаған жолдар: %d",
		"орындалған ережелер: %d / %d",
		"орындалмады, кестелер жоқ: %s",
		"есеп: %s",
	},
	en: lines{
		"%s: %d signs of violations, %d leads; each requires checking by a person",
		"read %d rows of %d files; %d rows rejected",
		"rules run: %d of %d",
		"not run for want of tables: %s",
		"report: %s",
	},
}
