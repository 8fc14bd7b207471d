package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
	"adal/texts"
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
	say := func(id string, pairs ...string) { b.WriteString(texts.In(lang, "closing."+id, pairs...) + "\n") }
	n := strconv.Itoa
	page := "report.html"
	if r.Job == run.Protect { // its counts are in the sealed files
		say("protect", "path", filepath.Join(out, page+run.SealedSuffix))
		return b.String()
	}
	if r.Job == run.Duties {
		states := map[string]int{}
		for _, d := range r.Duties {
			states[d.State]++
		}
		say("duties", "period", r.Period, "overdue", n(states["overdue"]), "unknown", n(states["unknown"]), "open", n(states["open"]),
			"done", n(states["done"]), "late", n(states["late"]))
	} else {
		say("found", "period", r.Period, "violations", n(violations), "leads", n(leads))
		if len(r.Cases) > 0 {
			say("cases", "cases", n(len(r.Cases)), "people", strconv.FormatInt(r.InCases(), 10))
		}
	}
	if warning := words.Outside(lang, r); warning != "" {
		b.WriteString(texts.In(lang, "ui.warning") + ". " + warning + "\n")
	}
	say("read", "rows", strconv.FormatInt(rows, 10), "files", n(len(r.Files)), "rejected", strconv.FormatInt(rejected, 10))
	say("ran", "ran", n(ran), "all", n(len(r.Coverage)))
	if len(skipped) > 0 {
		say("skipped", "rules", strings.Join(skipped, ", "))
	}
	if little := words.Little(lang, r); little != "" {
		b.WriteString(little + "\n")
	}
	path := filepath.Join(out, page)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) { // it was not asked for
		path = out
	}
	say("open", "path", path)
	return b.String()
}
