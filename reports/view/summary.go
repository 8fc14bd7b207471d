package view

import (
	"slices"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Says is a line of the summary: a label and what stands beside it, a text or a number.
type Says struct {
	ID    string // of a rule, before its label
	Label string
	Value any
	Plain bool   // the label is one of a list, no heading
	Of    *Count // what the number counts, nil where it is no count of rows of a sheet
	To    int    // row of the sheet of Of the number leads to, from 0
}

// Count says that a number is that of the rows of a sheet that meet every one of some conditions: all
// its rows where there are none.
type Count struct {
	Sheet string
	Where []Condition
}

// Condition is one on the cells of a column, named by its heading: equal to a text, or a number from
// one on, or below one.
type Condition struct {
	Column string
	Is     string
	From   float64
	Below  float64
}

// Overview is the first sheet of the workbook: what was run, the key numbers, which rules found what,
// and how to read it.
type Overview struct {
	Title   string
	Head    []Says
	Numbers []Says
	Found   []Says // findings, or duties, by rule
	How     []string
	// Bands counts the findings by band and kind; nil where nothing is scored.
	Bands *Bands
	// Seen is the sheet and the columns that say of each rule what part it could check.
	Seen *Columns
	// Headings of the parts.
	NumbersTitle, FoundTitle, HowTitle string
}

// Bands is a small table of counts: a row a band, a column a kind.
type Bands struct {
	Title string
	Kinds []string
	Rows  []BandRow
}

// BandRow is the counts of one band, named, by kind.
type BandRow struct {
	Name, Band string
	Counts     []Says
}

// Columns are two columns of a sheet that a chart is drawn of, by their headings.
type Columns struct{ Sheet, Title, Names, Values string }

// Title names the report: what it is, and of which period.
func (v *Report) Title() (what, period string) {
	return v.t(string(v.run.Job) + "_title"), words.Period(v.lang, v.run.Period)
}

// AsOf is the day the report is as of, 2026-09-30.
func (v *Report) AsOf() string { return v.run.AsOf }

// Overview gives the first sheet of the workbook.
func (v *Report) Overview() Overview {
	b, r := v.builder, v.run
	title, period := v.Title()
	o := Overview{Title: title, NumbersTitle: b.t("key_numbers"), FoundTitle: b.t("found_by_rule"), HowTitle: b.t("how_title")}
	put := func(label string, value any) { o.Head = append(o.Head, Says{Label: label, Value: value}) }
	put(b.t("period"), period+": "+words.Span(b.lang, r.From, r.AsOf))
	for _, warning := range words.Warnings(b.lang, r) {
		put(b.t("warning"), warning)
	}
	if !b.compared && !r.Job.Terms() {
		put(b.t("earlier_report"), b.t("earlier_none"))
	}
	if r.Customer != "" {
		put(b.t("customer"), b.mask.Text(r.Customer))
	}
	rows := int64(0)
	for _, f := range r.Files {
		rows += f.Rows
	}
	put(b.t("files"), words.Count(b.lang, int64(len(r.Files)))+"; "+b.t("rows_read")+": "+words.Count(b.lang, rows))
	if !r.Job.Terms() {
		o.How = append(o.How, words.BandsNote(b.lang, r.Job.Bands()))
	}
	o.How = append(append(o.How, b.howToRead()...), b.t("how_print"))
	o.Numbers = b.keyNumbers()
	b.foundByRule(&o)
	if r.Job.Terms() {
		o.FoundTitle = b.t("duties_by_rule")
	}
	if len(r.Findings) > 0 {
		o.Bands = b.bandsTable()
	}
	if slices.ContainsFunc(r.Coverage, func(c run.Coverage) bool { return c.Status != "skipped" && c.Population > 0 }) {
		o.Seen = &Columns{Sheet: b.t("sheet_coverage"), Title: b.t("first_coverage"), Names: b.t("rule"), Values: b.t("share")}
	}
	return o
}

// foundByRule counts what each rule found; a rule's number leads to the first of it.
func (b builder) foundByRule(o *Overview) {
	count, first := map[string]int64{}, map[string]int{}
	sheet := b.t("sheet_findings")
	add := func(rule string, row int) {
		if count[rule] == 0 {
			first[rule] = row
		}
		count[rule]++
	}
	for i := range b.run.Findings {
		add(b.run.Findings[i].Rule, i)
	}
	if b.run.Job == run.Duties {
		sheet = b.t("sheet_duties")
		for i := range b.run.Duties {
			add(b.run.Duties[i].Rule, i)
		}
	}
	for _, x := range b.run.Rules {
		if n := count[x.ID]; n > 0 {
			of := &Count{sheet, []Condition{{Column: b.t("rule"), Is: x.ID}}}
			o.Found = append(o.Found, Says{ID: x.ID, Label: x.Title.In(b.lang), Value: n, Plain: true, Of: of, To: first[x.ID]})
		}
	}
}

// bandsTable counts findings by band and kind.
func (b builder) bandsTable() *Bands {
	t := &Bands{Title: b.t("findings_by_band")}
	kinds, from := []string{"violation", "lead"}, b.run.Job.Bands()
	for _, k := range kinds {
		t.Kinds = append(t.Kinds, b.t(k+"s"))
	}
	for _, band := range []struct {
		name        string
		from, below float64
	}{{"high", from.High, 0}, {"middle", from.Middle, from.High}, {"low", 0, from.Middle}} {
		row := BandRow{Name: words.Bands.In(b.lang, band.name), Band: band.name}
		for _, k := range kinds {
			n := int64(0)
			for i := range b.run.Findings {
				if f := &b.run.Findings[i]; f.Kind == k && b.run.Job.Bands().Of(f.Score) == band.name {
					n++
				}
			}
			row.Counts = append(row.Counts, Says{Value: n, Of: &Count{b.t("sheet_findings"), []Condition{
				{Column: b.t("kind"), Is: words.Kinds.In(b.lang, k)}, {Column: b.t("score"), From: band.from, Below: band.below},
			}}})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
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

// keyNumbers counts what was found and what was not looked at; each says what rows it counts.
func (b builder) keyNumbers() []Says {
	var lines []Says
	put := func(label string, n int64, sheet string, where ...Condition) {
		lines = append(lines, Says{Label: label, Value: n, Plain: true, Of: &Count{sheet, where}})
	}
	counts := map[string]int64{}
	for i := range b.run.Findings {
		counts[b.run.Findings[i].Kind]++
	}
	for i := range b.run.Duties {
		counts[b.run.Duties[i].State]++
	}
	if b.run.Job.Terms() {
		for _, s := range run.DutyStates {
			state := words.DutyStates.In(b.lang, s)
			put(state, counts[s], b.t("sheet_duties"), Condition{Column: b.t("state"), Is: state})
		}
	} else {
		for _, k := range []string{"violation", "lead"} {
			put(b.t(k+"s"), counts[k], b.t("sheet_findings"), Condition{Column: b.t("kind"), Is: words.Kinds.In(b.lang, k)})
		}
		if len(b.run.Cases) > 0 {
			put(b.t("cases"), int64(len(b.run.Cases)), b.t("cases"))
			lines = append(lines, Says{Label: b.t("in_cases"), Value: b.run.InCases(), Plain: true})
		}
	}
	put(b.t("rejected_rows"), int64(len(b.run.Rejects)), b.t("sheet_rejects"))
	skipped := int64(0)
	for _, c := range b.run.Coverage {
		if c.Status == "skipped" {
			skipped++
		}
	}
	put(b.t("skipped_rules"), skipped, b.t("sheet_coverage"), Condition{Column: b.t("status"), Is: words.RuleStatuses.In(b.lang, "skipped")})
	if x := b.counted(); x != nil && b.run.Job == run.Concentration {
		lines = append(lines, Says{Label: b.t("counted_contracts"), Value: x.Contracts, Plain: true})
	}
	return lines
}
