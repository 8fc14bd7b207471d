package header

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"adal/pipeline/ingest/source"
)

var generic = regexp.MustCompile(`(?i)^(sheet|лист|парақ|бет|table|таблица|кадры|roster|штат|список)\s*[0-9]*$`)

// UnitFrom finds the unit of people in a roster without a column for it: in rows that head the
// people below them, else in the name of the sheet. It reports whether it did.
func (l *Layout) UnitFrom(below [][]string, sheet string) bool {
	if l.Table.Name != "roster" || !slices.Equal(l.Missing, []string{"unit"}) || len(l.Targets) < 4 {
		return false
	}
	c, _ := l.Table.Column("unit")
	t := Target{Column: c}
	switch {
	case slices.ContainsFunc(below, func(cells []string) bool { return heading(cells) != "" }):
		l.heading = new(string)
		t.heading = l.heading
	case sheet != "" && !generic.MatchString(strings.TrimSpace(sheet)):
		t.Constant = strings.TrimSpace(sheet)
	default:
		return false
	}
	l.Targets, l.Missing = append(l.Targets, t), nil
	return true
}

// heading gives the text of a row that has nothing else in it, "" where the row has more.
func heading(cells []string) string {
	f := FilledOf(cells)
	if len(f) == 2 && strings.TrimRight(f[0], "0123456789.") == "" {
		f = f[1:] // numbered
	}
	if len(f) != 1 || totals.MatchString(f[0]) || leavers.MatchString(f[0]) || !strings.ContainsFunc(f[0], unicode.IsLetter) {
		return ""
	}
	return strings.Trim(f[0], source.Blanks)
}

// UnderHeading takes a row that heads those below it; false where it heads none.
func (l *Layout) UnderHeading(cells []string) bool {
	if l.heading == nil {
		return false
	}
	text := heading(cells)
	if text == "" {
		return false
	}
	*l.heading = text
	return true
}

// HasHeadings reports whether rows head those below them.
func (l *Layout) HasHeadings() bool { return l.heading != nil }
