package view

import (
	"adal/pipeline/run"
	"adal/reports/words"
)

// Says is a line of the summary: a label and what stands beside it, a text or a number. A line
// of neither is a gap.
type Says struct {
	Label string
	Value any
	Plain bool // the label is one of a list, no heading
}

// Title names the report: what it is, and of which period.
func (v *Report) Title() (what, period string) {
	return v.t(string(v.run.Job) + "_title"), words.Period(v.lang, v.run.Period)
}

// AsOf is the day the report is as of, 2026-09-30.
func (v *Report) AsOf() string { return v.run.AsOf }

// Summary is the first sheet of the workbook: what was run, how to read it, the key numbers.
func (v *Report) Summary() (title string, lines []Says) {
	b, r := v.builder, v.run
	title, period := v.Title()
	put := func(label string, value any) { lines = append(lines, Says{Label: label, Value: value}) }
	gap := func() { lines = append(lines, Says{}) }
	put(b.t("period"), period+": "+words.Span(b.lang, r.From, r.AsOf))
	for _, warning := range words.Warnings(b.lang, r) {
		put(b.t("warning"), warning)
	}
	if r.Customer != "" {
		put(b.t("customer"), b.mask.Text(r.Customer))
	}
	rows := int64(0)
	for _, f := range r.Files {
		rows += f.Rows
	}
	put(b.t("files"), words.Count(b.lang, int64(len(r.Files)))+"; "+b.t("rows_read")+": "+words.Count(b.lang, rows))
	gap()
	put(b.t("how_title"), nil)
	if !r.Job.Terms() {
		put("", words.BandsNote(b.lang))
	}
	for _, note := range b.howToRead() {
		put("", note)
	}
	gap()
	put(b.t("key_numbers"), nil)
	lines = append(lines, b.keyNumbers()...)
	gap()
	put(b.t("found"), nil)
	byRule := map[string]int64{}
	for i := range r.Findings {
		byRule[r.Findings[i].Rule]++
	}
	for _, x := range r.Rules {
		if n := byRule[x.ID]; n > 0 {
			lines = append(lines, Says{x.ID + " · " + x.Title.In(b.lang), n, true})
		}
	}
	return title, lines
}

// howToRead is what a reader of the workbook has to know.
func (b builder) howToRead() []string {
	keys := []string{"how_sign", "how_score", "how_silence"}
	if b.run.Job.Terms() {
		keys = []string{"how_duties", "how_duties_known"}
	}
	if b.mask.Full() {
		keys = append(keys, "how_full")
	} else {
		keys = append(keys, "how_masked")
	}
	if len(b.run.Contracts) > 0 {
		keys = append(keys, "how_contracts")
	}
	var notes []string
	for _, k := range keys {
		notes = append(notes, b.t(k))
	}
	if note := b.ledgerCut(); note != "" {
		notes = append(notes, b.t("sheet_contracts")+": "+note)
	}
	if note := b.unfairNote(); note != "" {
		notes = append(notes, note)
	}
	if len(b.run.Gone) > 0 {
		notes = append(notes, b.t("sheet_gone")+": "+b.t("gone_note"))
	}
	if note := words.CurrencyNote(b.lang, b.run.Currency); note != "" {
		notes = append(notes, note)
	}
	return notes
}

// keyNumbers counts what was found and what was not looked at.
func (b builder) keyNumbers() []Says {
	var lines []Says
	put := func(label string, n int64) { lines = append(lines, Says{label, n, true}) }
	counts := map[string]int64{}
	for i := range b.run.Findings {
		counts[b.run.Findings[i].Kind]++
	}
	for i := range b.run.Duties {
		counts[b.run.Duties[i].State]++
	}
	if b.run.Job.Terms() {
		for _, s := range run.DutyStates {
			put(words.DutyStates.In(b.lang, s), counts[s])
		}
	} else {
		put(b.t("violations"), counts["violation"])
		put(b.t("leads"), counts["lead"])
		if len(b.run.Cases) > 0 {
			put(b.t("cases"), int64(len(b.run.Cases)))
			put(b.t("in_cases"), b.run.InCases())
		}
	}
	put(b.t("rejected_rows"), int64(len(b.run.Rejects)))
	skipped := int64(0)
	for _, c := range b.run.Coverage {
		if c.Status == "skipped" {
			skipped++
		}
	}
	put(b.t("skipped_rules"), skipped)
	return lines
}
