package view

import (
	"slices"
	"strconv"
	"time"

	"adal/pipeline/kz"
	"adal/pipeline/run"
	"adal/reports/words"
	"adal/texts"
)

// gravest is how many findings or duties a memo names: what a first head reads in five minutes.
const gravest = 10

// Memo is the note to the first head that goes with a report: what was found in numbers, the
// gravest of it, and until when somebody has to act.
type Memo struct {
	Heading, To, From, Subject string
	Paragraphs                 []string
	Lists                      []MemoList
	Caution                    string
	Signature                  string
}

// MemoList is a small table of a memo. Widths are parts of the line, in percent.
type MemoList struct {
	Title   string
	Columns []string
	Widths  []int
	Right   []int // columns of numbers, set to the right
	Rows    [][]string
	Note    string
}

// Memo gives the memo of the report.
func (v *Report) Memo() *Memo {
	b := v.builder
	what, period := v.Title()
	m := &Memo{Heading: b.t("memo_heading"), To: b.t("memo_to"), From: b.t("memo_from"), Caution: b.t("memo_caution"), Signature: b.t("memo_signature")}
	m.Subject = what + ", " + period
	if b.run.From != "" && !b.run.Job.Terms() {
		m.Subject += " (" + words.Span(b.lang, b.run.From, b.run.AsOf) + ")"
	}
	if b.run.Job.Terms() {
		m.Paragraphs = b.memoDuties()
		m.Lists = append(m.Lists, b.overdueList())
		m.Caution = b.t("memo_duties_caution")
	} else {
		m.Paragraphs = b.memoFindings()
		m.Lists = append(m.Lists, b.gravestList())
	}
	for i, warning := range words.Warnings(b.lang, b.run) {
		m.Paragraphs = slices.Insert(m.Paragraphs, i, b.t("warning")+". "+warning)
	}
	if terms := b.termsList(); len(terms.Rows) > 0 {
		m.Lists = append(m.Lists, terms)
	}
	return m
}

func (b builder) say(key string, given ...string) string {
	return texts.In(b.lang, "ui."+key, given...)
}

// memoFindings says in numbers what was found, what became of what was found before, and
// what could not be looked at.
func (b builder) memoFindings() []string {
	kinds, people := map[string]int64{}, map[string]bool{}
	fresh := int64(0)
	for i := range b.run.Findings {
		f := &b.run.Findings[i]
		kinds[f.Kind]++
		if f.Kind == "violation" && f.SubjectKind == "person" {
			people[f.SubjectID] = true
		}
		if f.Status == "new" {
			fresh++
		}
	}
	n := func(n int64) string { return words.Count(b.lang, n) }
	all := []string{b.memoCounts(kinds, int64(len(people)))}
	if counts := b.caseCounts(); counts != "" {
		all = append(all, b.say("memo_cases", "cases", counts))
	}
	if b.compared {
		all = append(all, b.say("memo_changed", "new", n(fresh), "gone", n(int64(len(b.run.Gone)))))
	} else {
		all = append(all, b.t("memo_not_compared"))
	}
	return append(all, b.memoCoverage()...)
}

// memoCounts says how much was found, and of how many people where it is of people; red flags are leads,
// and their job says nothing of violations where there are none.
func (b builder) memoCounts(kinds map[string]int64, people int64) string {
	violations, leads := words.Count(b.lang, kinds["violation"]), words.Count(b.lang, kinds["lead"])
	switch {
	case people > 0:
		return b.say("memo_found", "violations", violations, "leads", leads, "people", words.Count(b.lang, people))
	case kinds["violation"] == 0 && b.run.Job == run.Flags:
		return b.say("memo_found_leads", "leads", leads)
	}
	return b.say("memo_found_of_none", "violations", violations, "leads", leads)
}

// memoCoverage says how many rules ran, and of which most could not be checked in full.
func (b builder) memoCoverage() []string {
	ran := int64(0)
	var least *run.Coverage
	part := 1.0
	for i := range b.run.Coverage {
		c := &b.run.Coverage[i]
		if c.Status == "skipped" {
			continue
		}
		ran++
		if c.Population > 0 && float64(c.Checked)/float64(c.Population) < part {
			least, part = c, float64(c.Checked)/float64(c.Population)
		}
	}
	n := func(n int64) string { return words.Count(b.lang, n) }
	all := []string{b.say("memo_ran", "ran", n(ran), "all", n(int64(len(b.run.Coverage))))}
	if least != nil && !b.run.Job.Terms() {
		all = append(all, b.say("memo_least", "rule", b.rules[least.Rule].Title.In(b.lang), "checked", n(least.Checked), "population", n(least.Population)))
	}
	return all
}

// memoDuties says in numbers how the duties stand.
func (b builder) memoDuties() []string {
	states, soon := map[string]int64{}, int64(0)
	for i := range b.run.Duties {
		states[b.run.Duties[i].State]++
		if b.run.Duties[i].Soon {
			soon++
		}
	}
	n := func(n int64) string { return words.Count(b.lang, n) }
	return append([]string{
		b.say("memo_duties", "day", words.Date(b.lang, b.run.AsOf), "overdue", n(states["overdue"]), "unknown", n(states["unknown"]),
			"open", n(states["open"]), "late", n(states["late"]), "done", n(states["done"])),
		b.say("memo_soon", "soon", n(soon)),
	}, b.memoCoverage()...)
}

func (b builder) gravestList() MemoList {
	l := MemoList{
		Title: b.t("memo_gravest"), Widths: []int{6, 18, 62, 14},
		Columns: []string{b.t("rank"), b.t("paragraph_heading"), b.t("summary"), b.t("score")},
	}
	named, of, more := b.memoNames()
	for _, f := range named {
		sentence := b.summary(f)
		if beside := b.beside(f); beside != "" {
			sentence += " " + beside
		}
		l.Rows = append(l.Rows, []string{strconv.Itoa(f.Rank), words.Kinds.In(b.lang, f.Kind) + ", " + words.Paragraph(b.lang, f.Paragraph), sentence, words.Points(b.lang, f.Score) + ", " + words.Bands.In(b.lang, b.run.Job.Bands().Of(f.Score))})
	}
	if len(l.Rows) == 0 {
		l.Note = b.t("memo_none")
	} else if more > 0 {
		l.Note = b.say(of, "n", words.Count(b.lang, int64(more)))
	}
	return l
}

// memoNames are the findings a memo names, one of each of the gravest cases that await somebody: the
// first of it, or the same of its narrower slice; with the sentence on how many more there are. A run
// without cases names its findings.
func (b builder) memoNames() (named []*run.Finding, more string, n int) {
	findings := b.byID()
	for i := range b.run.Cases {
		c := &b.run.Cases[i]
		if c.Status == "decided" || len(named) == gravest {
			continue
		}
		found := inside(c, findings)
		if len(found) == 0 {
			continue
		}
		first := found[0]
		for _, f := range found[1:] {
			if f.Rule == first.Rule && f.Score == first.Score && first.Slice != c.Slice && f.Slice == c.Slice {
				first = f
			}
		}
		named = append(named, first)
	}
	if len(b.run.Cases) > 0 {
		return named, "memo_more_cases", len(b.run.Cases) - len(named)
	}
	for i := range b.run.Findings[:min(gravest, len(b.run.Findings))] {
		named = append(named, &b.run.Findings[i])
	}
	return named, "memo_more", len(b.run.Findings) - len(named)
}

func (b builder) overdueList() MemoList {
	l := MemoList{
		Title: b.t("memo_overdue"), Widths: []int{44, 30, 14, 12},
		Columns: []string{b.t("what"), b.t("memo_owes"), b.t("due_by"), b.t("days")},
	}
	var late DutyList
	for i := range b.run.Duties {
		if b.run.Duties[i].State == "overdue" {
			b.list(&late, &b.run.Duties[i])
		}
	}
	for _, row := range late.Rows[:min(gravest, len(late.Rows))] {
		what := row.What
		if row.About != "" {
			what += " (" + row.About + ")"
		}
		l.Rows = append(l.Rows, []string{what, row.Who, row.DueBy, row.Days})
	}
	if len(l.Rows) == 0 {
		l.Note = b.t("memo_none_overdue")
	} else if more := len(late.Rows) - len(l.Rows); more > 0 {
		l.Note = b.say("memo_more", "n", words.Count(b.lang, int64(more)))
	}
	return l
}

// terms are what the Standard gives for a job's report to be acted on, with the paragraph.
var terms = map[run.Job][]struct {
	key, paragraph string
	term           kz.Term
}{
	run.Scan: {
		{"memo_forward", "14(2)", kz.Term{Count: 3, Unit: "wd"}},
		{"memo_conclude", "14(3)", kz.Term{Count: 10, Unit: "wd"}},
		{"memo_measure", "14(4)", kz.Term{Count: 10, Unit: "wd"}},
		{"memo_transfer", "14(6)", kz.Term{Count: 3, Unit: "m"}},
	},
	run.Concentration: {{"memo_report", "52", kz.Term{Count: 3, Unit: "d"}}},
}

// termsList counts the terms from the last day of the window, as the earliest a thing can be
// known: a day the calendar does not hold is left to the reader, with the term in words.
func (b builder) termsList() MemoList {
	l := MemoList{Title: b.t("memo_terms"), Widths: []int{62, 16, 22}, Columns: []string{b.t("what"), b.t("paragraph_heading"), b.t("due_by")}}
	asOf, err := time.Parse(time.DateOnly, b.run.AsOf)
	if err != nil {
		return l
	}
	for _, t := range terms[b.run.Job] {
		by := b.t("memo_no_calendar")
		if due, err := kz.WorkingDays().End(t.term, asOf, time.Time{}); err == nil {
			by = words.Date(b.lang, due.By.Format(time.DateOnly))
			if due.Estimated {
				by += " *"
				l.Note = b.t("memo_estimated")
			}
		}
		l.Rows = append(l.Rows, []string{b.t(t.key), words.Paragraph(b.lang, t.paragraph), by})
	}
	if len(l.Rows) > 0 {
		l.Title += ": " + b.say("memo_counted", "day", words.Date(b.lang, b.run.AsOf))
	}
	return l
}
