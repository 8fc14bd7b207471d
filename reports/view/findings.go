package view

import (
	"slices"
	"strconv"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Columns of findings.csv, in the order of the contract.
const findingColumns = "rank:integer finding_id rule kind paragraph subject_kind subject_id subject_name position unit other_kind other_id " +
	"other_name tie via_id via_name date_from:date date_to:date amount:money contracts:integer share:share slice score:points confidence status disclosed summary"

// findingsSection is the findings in their order.
func (b builder) findingsSection() Section {
	return Section{
		Name: "findings", Page: "findings",
		File:  b.findingsFile(),
		Sheet: b.findingsSheet(),
	}
}

func (b builder) findingsFile() *Table {
	m := b.mask
	return file("findings.csv", findingColumns, func(yield func([]any) bool) {
		for i := range b.run.Findings {
			f := &b.run.Findings[i]
			if !yield([]any{
				int64(f.Rank), f.ID, f.Rule, f.Kind, f.Paragraph, f.SubjectKind, words.MaskID(f.SubjectKind, f.SubjectID, m), m.Text(f.SubjectName),
				m.Text(f.Position), m.Text(f.Unit), f.OtherKind, words.MaskID(f.OtherKind, f.OtherID, m), m.Text(f.OtherName), f.Tie, m.ID(f.ViaID),
				m.Text(f.ViaName), f.From, f.To, f.Amount, f.Contracts, f.Share, m.Text(f.Slice),
				f.Score, f.Confidence, f.Status, f.Disclosed, b.summary(f),
			}) {
				return
			}
		}
	})
}

func (b builder) findingsSheet() *Table {
	columns := []Column{
		{b.t("rank"), 7, Integer}, {b.columnName("finding_id"), 19, Text}, {b.t("score"), 8, Points}, {b.t("kind"), 20, Text}, {b.t("rule"), 11, Text},
		{b.t("summary"), 70, Wrapped}, {b.t("sheet_evidence"), 19, Linked}, {b.columnName("amount"), 19, Money}, {b.t("contracts"), 12, Integer}, {b.t("status"), 18, Text}, {b.t("subject"), 30, Wrapped}, {b.t("subject") + ", " + b.t("id"), 17, Text},
		{b.t("position"), 28, Wrapped}, {b.t("unit"), 26, Wrapped}, {b.t("tie"), 24, Wrapped}, {b.t("via"), 28, Wrapped},
		{b.t("via") + ", " + b.t("id"), 17, Text}, {b.t("other"), 30, Wrapped}, {b.t("other") + ", " + b.t("id"), 17, Text},
		{b.columnName("date_from"), 12, Date}, {b.columnName("date_to"), 12, Date},
		{b.t("share"), 9, Share}, {b.t("slice"), 24, Wrapped}, {b.t("confidence"), 24, Wrapped},
		{b.t("disclosed"), 24, Wrapped}, {b.t("paragraph_heading"), 24, Text}, {b.t("basis"), 50, Wrapped},
		{b.t("why_here"), 50, Wrapped}, {b.t("in_favour"), 50, Wrapped}, {b.t("doubts"), 50, Wrapped},
	}
	first := map[int]int{} // of a finding its first row of evidence
	next := 0
	for i := range b.run.Findings {
		if n := len(proved(&b.run.Findings[i])); n > 0 {
			first[i] = next
			next += n
		}
	}
	m, lang := b.mask, b.lang
	t := b.table(b.t("sheet_findings"), b.listed(columns, 44), 2, func(yield func([]any) bool) {
		for i := range b.run.Findings {
			f := &b.run.Findings[i]
			r := b.rules[f.Rule]
			jump := ""
			if len(f.Evidence) > 0 {
				jump = b.t("to_evidence") + ": " + strconv.Itoa(len(f.Evidence))
			}
			via := ""
			if f.ViaID != "" || f.ViaName != "" {
				via = words.Named(lang, "person", f.ViaName, f.ViaID, m)
			}
			disclosed := ""
			if f.SubjectKind == "person" {
				disclosed = words.Disclosed.In(lang, f.Disclosed)
			}
			if !yield(b.withListed([]any{
				int64(f.Rank), f.ID, f.Score, words.Kinds.In(lang, f.Kind), f.Rule, b.summary(f), jump,
				f.Amount, f.Contracts, words.Statuses.In(lang, f.Status),
				words.Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m), words.MaskID(f.SubjectKind, f.SubjectID, m), m.Text(f.Position), m.Text(f.Unit),
				words.Tie(lang, f), via, m.ID(f.ViaID), words.Named(lang, f.OtherKind, f.OtherName, f.OtherID, m), words.MaskID(f.OtherKind, f.OtherID, m),
				f.From, f.To, f.Share, m.Text(words.SliceOf(lang, f)), words.Sure(lang, f), disclosed, words.Paragraph(lang, f.Paragraph), r.Basis.In(lang), b.why(f), line(b.favour(f)), line(b.doubts(f)), b.entries(b.register.In(f)),
			})) {
				return
			}
		}
	})
	t.To = func(row int) (string, int, bool) {
		to, ok := first[row]
		return b.t("sheet_evidence"), to, ok
	}
	t.Marks = b.scoreMarks(b.t("score"))
	t.Links = b.listedLinks(first, b.t("contracts"), b.columnName("amount"))
	return t
}

// evidenceSection is the source rows the findings rest on; the page has them in every finding.
func (b builder) evidenceSection() Section {
	return Section{
		Name: "evidence", Page: "findings",
		File:  b.evidenceFile("finding_id", b.findingRows),
		Sheet: b.evidenceSheet(),
	}
}

// bothEvidenceSection is the source rows of findings and of duties, in one file.
func (b builder) bothEvidenceSection() Section {
	s := b.evidenceSection()
	s.File = b.evidenceFile("id", func(yield func(string, run.Evidence) bool) {
		on := true
		b.findingRows(func(id string, e run.Evidence) bool {
			on = yield(id, e)
			return on
		})
		if on {
			b.dutyRows(yield)
		}
	})
	return s
}

// evidenceFile lists source rows under the id of what they prove.
func (b builder) evidenceFile(id string, rows func(yield func(id string, e run.Evidence) bool)) *Table {
	return file("evidence.csv", id+" step:integer what table file row:integer fact", func(yield func([]any) bool) {
		for id, e := range rows {
			if !yield([]any{id, int64(e.Step), e.What, e.Table, b.mask.Text(e.File), e.Row, b.fact(e)}) {
				return
			}
		}
	})
}

// proved gives the source rows of a finding in the order of their steps: what it rests on, then
// what speaks for the person.
func proved(f *run.Finding) []run.Evidence {
	if len(f.Favour) == 0 {
		return f.Evidence
	}
	return slices.Concat(f.Evidence, f.Favour)
}

// findingRows walks the source rows of the findings.
func (b builder) findingRows(yield func(string, run.Evidence) bool) {
	for i := range b.run.Findings {
		for _, e := range proved(&b.run.Findings[i]) {
			if !yield(b.run.Findings[i].ID, e) {
				return
			}
		}
	}
}

func (b builder) evidenceSheet() *Table {
	columns := []Column{
		{b.t("finding_id"), 19, Linked}, {b.t("rank"), 7, Integer}, {b.t("rule"), 11, Text}, {b.t("step"), 7, Integer}, {b.t("what"), 24, Wrapped},
		{b.t("fact"), 84, Wrapped}, {b.t("table"), 22, Wrapped}, {b.t("file"), 24, Text}, {b.columnName("row"), 10, Integer},
	}
	var back []int // of a row its finding
	for i := range b.run.Findings {
		for range proved(&b.run.Findings[i]) {
			back = append(back, i)
		}
	}
	t := b.table(b.t("sheet_evidence"), columns, 1, func(yield func([]any) bool) {
		for i := range b.run.Findings {
			f := &b.run.Findings[i]
			for _, e := range proved(f) {
				if !yield([]any{
					f.ID, int64(f.Rank), f.Rule, int64(e.Step), words.Roles.In(b.lang, e.What), b.fact(e),
					words.InputTables.In(b.lang, e.Table), b.mask.Text(e.File), e.Row,
				}) {
					return
				}
			}
		}
	})
	t.To = func(row int) (string, int, bool) { return b.t("sheet_findings"), back[row], true }
	return t
}

// scoresSection is what the score of every finding is made of; findings.jsonl has it for programs.
func (b builder) scoresSection() Section {
	return Section{
		Name: "score_parts", Page: "findings",
		Sheet: b.scoresSheet(),
		Not:   map[string]string{"file": "findings.jsonl has it"},
	}
}

func (b builder) scoresSheet() *Table {
	columns := []Column{
		{b.t("finding_id"), 19, Text}, {b.t("rank"), 7, Integer}, {b.t("part"), 28, Text}, {b.t("points"), 9, Points}, {b.t("most"), 9, Points},
		{b.t("reason_given"), 46, Wrapped},
	}
	return b.table(b.t("sheet_score"), columns, 1, func(yield func([]any) bool) {
		for i := range b.run.Findings {
			f := &b.run.Findings[i]
			for k, p := range f.Parts {
				if !yield([]any{f.ID, int64(f.Rank), words.Parts.In(b.lang, p.Name), p.Points, p.Max, b.partFact(f, k)}) {
					return
				}
			}
		}
	})
}
