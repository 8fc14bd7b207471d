package view

import "adal/reports/words"

// decisionStatuses are what a person may decide of a finding, in the words of the table dispositions.
var decisionStatuses = []string{"confirmed", "dismissed", "justified"}

// decisionsSection is where people write what they decided of each finding: under the columns of
// the table dispositions, so that the workbook put into the data folder is read back as it stands.
// A finding nobody decided on is left out then.
func (b builder) decisionsSection() Section {
	columns := []Column{
		{b.t("rank"), 7, Integer}, {b.t("rule"), 11, Text}, {b.t("subject"), 32, Wrapped}, {b.t("other"), 32, Wrapped}, {b.columnName("finding_id"), 19, Text},
		{b.columnName("status"), 22, Text}, {b.columnName("reason"), 40, Wrapped}, {b.columnName("by"), 24, Wrapped}, {b.columnName("on"), 12, Date}, {b.columnName("expires"), 13, Date},
	}
	t := b.table(b.t("sheet_decisions"), columns, 1, func(yield func([]any) bool) {
		for i := range b.run.Findings {
			f := &b.run.Findings[i]
			row := []any{
				int64(f.Rank), f.Rule, words.Named(b.lang, f.SubjectKind, f.SubjectName, f.SubjectID, b.mask), words.Named(b.lang, f.OtherKind, f.OtherName, f.OtherID, b.mask), f.ID,
				"", "", "", "", "",
			}
			if d := f.Disposition; d != nil {
				row = append(row[:5], words.Statuses.In(b.lang, d.Status), b.mask.Text(d.Reason), b.mask.Text(d.By), d.On, d.Expires)
			}
			if !yield(row) {
				return
			}
		}
	})
	for _, s := range decisionStatuses {
		t.Choices = append(t.Choices, words.Statuses.In(b.lang, s))
	}
	t.ChosenIn = 5
	return Section{
		Name: "decisions", Sheet: t,
		Not: map[string]string{"file": "dispositions.csv is the user's own", "page": "the page has a form in every finding"},
	}
}
