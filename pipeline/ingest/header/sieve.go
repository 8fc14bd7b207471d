package header

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/ingest/source"
	"adal/pipeline/tables"
)

// Sieve tells rows that are no records: what people write around a table so that it can
// be read on paper.
type Sieve struct {
	Layout *Layout
	Report bool // the file is laid out as a report: headings and signatures may stand in it
	rows   int
	left   bool // the rows are under a heading of those who left
}

var totals = regexp.MustCompile(`(?i)^\s*(итого|всего|общий итог|общая сумма|барлығы|жиыны|жиынтығы|total|grand total)([\s:.,(]|$)`)

// LeftOut gives the code of the note that says why a row is no record, "" for a record.
func (s *Sieve) LeftOut(cells []string) string {
	s.rows++
	report := s.Report || s.Layout.HasHeadings()
	if s.vacant(cells) {
		return "vacancy"
	}
	if s.undecided(cells) {
		return "not_decided"
	}
	if numbering(cells) && (s.rows == 1 || s.smallIDs(cells)) {
		return "numbering_row"
	}
	if !report && s.rows > 1 && len(cells) > 0 && !totals.MatchString(cells[firstFilled(cells)]) {
		return ""
	}
	first := firstFilled(cells)
	if totals.MatchString(cells[first]) && s.noIDs(cells) {
		return "totals_row"
	}
	if !report {
		return ""
	}
	if s.repeated(cells) {
		return "repeated_header"
	}
	filled := 0
	for _, c := range cells {
		if strings.Trim(c, source.Blanks) != "" {
			filled++
		}
	}
	if filled <= 2 && len(s.Layout.Targets) >= 4 && s.noMust(cells) {
		if s.Layout.UnderHeading(cells) {
			return "group_heading"
		}
		return "not_a_record"
	}
	return ""
}

var vacancy = regexp.MustCompile(`(?i)^\s*(вакан|бос (орын|лауазым|тұр)|vacan)`)

// vacant reports whether a row of a roster is a post nobody holds.
func (s *Sieve) vacant(cells []string) bool {
	return s.Layout.Table.Name == "roster" && slices.ContainsFunc(cells, vacancy.MatchString) && s.noIDs(cells)
}

// undecided reports whether a row names a finding nobody decided on yet, as the sheet of decisions
// of a report has one for each.
func (s *Sieve) undecided(cells []string) bool {
	l := s.Layout
	return l.Table.Name == "dispositions" && l.Has(cells, "finding_id") && !l.Has(cells, "status") && !l.Has(cells, "reason") && !l.Has(cells, "by")
}

// leavers is what a heading says over the rows of those who left.
var leavers = regexp.MustCompile(`(?i)уволен|бывши[ех]|выбывши|жұмыстан шық|босатылған|қызметтен кет`)

// Title takes note of a heading that changes what the rows below it mean.
func (s *Sieve) Title(cells []string) {
	if f := FilledOf(cells); len(f) <= 2 && len(f) > 0 && leavers.MatchString(f[0]) {
		s.left = true
	}
}

// OtherBlock reports, as the id of a fault, that a row begins a table of another shape below
// the first: its names of columns, or, under a heading of those who left, a person without
// the day they left on, who would be taken for one in office.
func (s *Sieve) OtherBlock(cells []string) string {
	if s.Layout.Table.Name == "roster" {
		if !s.Report {
			s.Title(cells)
		}
		if s.left && !s.noIDs(cells) && !s.Layout.Has(cells, "date_to") {
			return "leavers_block"
		}
	}
	if !s.noIDs(cells) || s.repeated(cells) || !s.NamesColumns(cells) {
		return ""
	}
	return "second_header"
}

// NamesColumns reports whether a row is mostly names of columns.
func (s *Sieve) NamesColumns(cells []string) bool {
	filled := FilledOf(cells)
	names := 0
	for _, c := range filled {
		if len(c) < 100 && anyName()[Key(c)] {
			names++
		}
	}
	return names >= 3 && 2*names >= len(filled)
}

// FilledOf gives the cells with something in them.
func FilledOf(cells []string) []string {
	var filled []string
	for _, c := range cells {
		if c = strings.Trim(c, source.Blanks); c != "" {
			filled = append(filled, c)
		}
	}
	return filled
}

func firstFilled(cells []string) int {
	for i, c := range cells {
		if strings.Trim(c, source.Blanks) != "" {
			return i
		}
	}
	return 0
}

// noIDs reports whether no number of a person or company stands where one must.
func (s *Sieve) noIDs(cells []string) bool {
	for _, t := range s.Layout.Targets {
		if !t.Column.Must || t.Column.Type != tables.IIN && t.Column.Type != tables.ID {
			continue
		}
		if v, _ := t.Cell(cells); strings.ContainsAny(v, "0123456789") && len(v) > 5 {
			return false // shorter it counts something
		}
	}
	return true
}

// smallIDs reports whether a number too short for a person or company stands where one must.
func (s *Sieve) smallIDs(cells []string) bool {
	return slices.ContainsFunc(s.Layout.Targets, func(t Target) bool {
		v, _ := t.Cell(cells)
		return t.Column.Must && (t.Column.Type == tables.IIN || t.Column.Type == tables.ID) && len(v) < 6
	})
}

// noMust reports whether no cell that must be there is: no number, no day, no word of the column.
func (s *Sieve) noMust(cells []string) bool {
	for _, t := range s.Layout.Targets {
		if !t.Column.Must {
			continue
		}
		v, _ := t.Cell(cells)
		if _, known := t.Column.Words[source.Folded(v)]; known || strings.ContainsAny(v, "0123456789") && len(strings.Fields(v)) == 1 {
			return false
		}
	}
	return true
}

// numbering reports whether a row numbers the columns: 1 2 3 4.
func numbering(cells []string) bool {
	n := 0
	for _, c := range cells {
		c = strings.Trim(c, source.Blanks)
		if c == "" {
			continue
		}
		n++
		if c != strconv.Itoa(n) {
			return false
		}
	}
	return n >= 3
}

// repeated reports whether a row says the names of the columns again, as after a page break.
func (s *Sieve) repeated(cells []string) bool {
	n := 0
	for i, c := range cells {
		if c = strings.Trim(c, source.Blanks); c == "" {
			continue
		}
		if i >= len(s.Layout.Header) || !slices.Contains(s.Layout.Header[i].keys, Key(c)) && Key(c) != Key(s.Layout.Header[i].Shown) {
			return false
		}
		n++
	}
	return n > 1
}
