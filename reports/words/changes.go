package words

import (
	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/texts"
)

// Changes says what changed for a finding that is gone.
var Changes = Table{"change"}

// Past is the sentence of a finding of the run before. Where the rule is no longer the one
// the finding was made by, and its sentence does not fit, the two sides stand alone.
func Past(lang, currency string, rule run.Rule, f *run.Finding, m *mask.Masker) string {
	if s, err := Expand(lang, currency, rule, f, m); err == nil && s != "" {
		return s
	}
	s := Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m)
	if f.OtherID != "" {
		s += " — " + Named(lang, f.OtherKind, f.OtherName, f.OtherID, m)
	}
	if f.Slice != "" {
		s += ", " + m.Text(SliceName(lang, f.Slice))
	}
	return s
}

// Change says in lang one thing that changed for a finding that is gone. Where data are
// missing it says that this is no cure.
func Change(lang string, c run.Change, m *mask.Masker) string {
	key := c.What
	if key == "not_supplied" && c.File == "" {
		key = "rule_not_run"
	}
	if !Changes.Has(key) {
		key = "unexplained"
	}
	return texts.Fill(Changes.In(lang, key), func(name string) (string, bool) {
		switch name {
		case "where":
			return Place(lang, c.File, c.Row, m), true
		case "table":
			return InputTables.In(lang, c.Table), true
		case "reason":
			return Reasons.In(lang, c.New), true
		case "column":
			if !Columns.Has(c.Column) { // the name of a parameter or a rule
				return c.Column, true
			}
			return Columns.In(lang, c.Column), true
		case "old":
			if c.What == "window_moved" {
				return Period(lang, c.Old), true
			}
			return changed(lang, c.Old, m), true
		case "new":
			if c.What == "window_moved" {
				return Period(lang, c.New), true
			}
			return changed(lang, c.New, m), true
		}
		return "", false
	})
}

// changed is a cell of a source row, or a setting, as it may be shown.
func changed(lang, s string, m *mask.Masker) string {
	if s == "" {
		return "—"
	}
	s = Date(lang, m.ID(s))
	if r := []rune(s); len(r) > 80 {
		s = string(r[:80]) + "…"
	}
	return s
}
