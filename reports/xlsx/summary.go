package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"adal/reports/view"
)

// The summary has a column of ids of rules and one of labels, which are one where there is no id, three
// of numbers and one that takes the rest of the page.
var summaryWidths = []float64{11, 38, 14, 14, 14, 44}

const (
	labelWidth = 11 + 38
	numberAt   = 2                 // the first column of numbers, from 0
	textWidth  = 14 + 14 + 14 + 44 // of a text that stands beside its label
	rowPoints  = 16.0              // of a line
	chartRows  = 17                // kept free for the charts of a part
)

// summary is the first sheet while it is written.
type summary struct {
	*book
	name string
	sw   *excelize.StreamWriter
	row  int // the last that was written
}

// beginSummary makes the first sheet; it is written last, when it is known how long the lists are that
// its numbers count.
func (b *book) beginSummary() (*summary, error) {
	name, err := b.view.Label("sheet_summary")
	if err != nil {
		return nil, err
	}
	sw, err := b.begin(name, false)
	if err != nil {
		return nil, err
	}
	for i, width := range summaryWidths {
		if err := sw.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	return &summary{book: b, name: name, sw: sw}, nil
}

// write writes what was run, the key numbers with their charts, what each rule found, and how to read it.
func (s *summary) write() error {
	o := s.view.Overview()
	if err := s.put(28, excelize.Cell{StyleID: s.title, Value: s.value(view.Text, o.Title)}); err != nil {
		return err
	}
	for _, l := range o.Head {
		if err := s.beside(l); err != nil {
			return err
		}
	}
	if err := s.numbers(o); err != nil {
		return err
	}
	if err := s.bands(o); err != nil {
		return err
	}
	if err := s.found(o); err != nil {
		return err
	}
	if err := s.heading(o.HowTitle); err != nil {
		return err
	}
	for _, text := range o.How {
		if err := s.wide(text); err != nil {
			return err
		}
	}
	return s.sw.Flush()
}

// put writes the next row.
func (s *summary) put(points float64, cells ...any) error {
	s.row++
	return s.sw.SetRow("A"+strconv.Itoa(s.row), cells, excelize.RowOpts{Height: points})
}

func (s *summary) heading(text string) error {
	s.row++
	return s.put(22, excelize.Cell{StyleID: s.part, Value: s.value(view.Text, text)})
}

// beside writes a label with a text of several lines.
func (s *summary) beside(l view.Says) error {
	text, _ := l.Value.(string)
	lines := max(1, linesOf(l.Label, labelWidth-3), linesOf(text, textWidth-4))
	if err := s.put(height(lines), excelize.Cell{StyleID: s.label, Value: s.value(view.Text, l.Label)}, nil, excelize.Cell{StyleID: s.styles[view.Wrapped], Value: s.value(view.Text, text)}); err != nil {
		return err
	}
	return s.merge(0, 1, numberAt, len(summaryWidths)-1)
}

// wide writes a text over the whole width.
func (s *summary) wide(text string) error {
	if err := s.put(height(linesOf(text, labelWidth+textWidth-6)), excelize.Cell{StyleID: s.styles[view.Wrapped], Value: s.value(view.Text, text)}); err != nil {
		return err
	}
	return s.merge(0, len(summaryWidths)-1)
}

// number is a cell of a number: a formula over the list it counts, with the number it gives, where it
// counts one, and a link to that list.
func (s *summary) number(l view.Says, column int) (any, error) {
	c := excelize.Cell{StyleID: s.styles[view.Integer], Value: l.Value, Formula: s.formula(l.Of)}
	if l.Of == nil || s.rows[l.Of.Sheet] == 0 {
		return c, nil
	}
	c.StyleID = s.counted
	return c, s.file.SetCellHyperLink(s.name, at(column, s.row+1), place(l.Of.Sheet, l.To+2), "Location")
}

func (s *summary) numbers(o view.Overview) error {
	if err := s.heading(o.NumbersTitle); err != nil {
		return err
	}
	for _, l := range o.Numbers {
		if err := s.line(l); err != nil {
			return err
		}
	}
	return nil
}

func (s *summary) line(l view.Says) error {
	n, err := s.number(l, numberAt)
	if err != nil {
		return err
	}
	label := excelize.Cell{StyleID: s.styles[view.Wrapped], Value: s.value(view.Text, l.Label)}
	if l.ID != "" {
		return s.put(height(linesOf(l.Label, summaryWidths[1]-3)), excelize.Cell{StyleID: s.styles[view.Text], Value: s.value(view.Text, l.ID)}, label, n)
	}
	if err := s.put(height(linesOf(l.Label, labelWidth-3)), label, nil, n); err != nil {
		return err
	}
	return s.merge(0, 1)
}

// merge makes one cell of some of the last row, from a column to another, twice where four are given.
func (s *summary) merge(columns ...int) error {
	for i := 0; i < len(columns); i += 2 {
		if err := s.sw.MergeCell(at(columns[i], s.row), at(columns[i+1], s.row)); err != nil {
			return err
		}
	}
	return nil
}

// bands writes findings by band and kind, and beside it the chart of it and that of the coverage.
func (s *summary) bands(o view.Overview) error {
	first := 0
	if o.Bands != nil {
		if err := s.heading(o.Bands.Title); err != nil {
			return err
		}
		head := []any{excelize.Cell{StyleID: s.header, Value: ""}, excelize.Cell{StyleID: s.header, Value: ""}}
		for _, k := range o.Bands.Kinds {
			head = append(head, excelize.Cell{StyleID: s.header, Value: s.value(view.Text, k)})
		}
		if err := s.put(32, head...); err != nil {
			return err
		}
		first = s.row
		for _, r := range o.Bands.Rows {
			cells := []any{excelize.Cell{StyleID: s.styles[view.Wrapped], Value: s.value(view.Text, capital(r.Name))}, nil}
			for i, c := range r.Counts {
				n, err := s.number(c, numberAt+i)
				if err != nil {
					return err
				}
				cells = append(cells, n)
			}
			if err := s.put(rowPoints, cells...); err != nil {
				return err
			}
		}
	}
	if first == 0 && o.Seen == nil {
		return nil
	}
	top := s.row + 2
	if first > 0 {
		if err := s.bandChart(o.Bands, first, top); err != nil {
			return err
		}
	}
	if o.Seen != nil {
		if err := s.seenChart(o.Seen, top); err != nil {
			return err
		}
	}
	for s.row < top+chartRows-1 {
		if err := s.put(rowPoints); err != nil {
			return err
		}
	}
	return nil
}

// found writes what each rule found, with a chart of it.
func (s *summary) found(o view.Overview) error {
	if len(o.Found) == 0 {
		return nil
	}
	if err := s.heading(o.FoundTitle); err != nil {
		return err
	}
	first := s.row + 1
	for _, l := range o.Found {
		if err := s.line(l); err != nil {
			return err
		}
	}
	return s.foundChart(o.FoundTitle, first)
}

// formula counts the rows of a sheet; blank where the sheet is not there or is not whole.
func (s *summary) formula(c *view.Count) string {
	if c == nil || s.rows[c.Sheet] == 0 || s.cut[c.Sheet] {
		return ""
	}
	column := func(title string) string {
		name, _ := excelize.ColumnNumberToName(1 + slices.Index(s.columns[c.Sheet], title))
		return fmt.Sprintf("%s!$%s$2:$%s$%d", quote(c.Sheet), name, name, s.rows[c.Sheet]+1)
	}
	if len(c.Where) == 0 {
		return "COUNTA(" + column(s.columns[c.Sheet][0]) + ")"
	}
	var conditions []string
	add := func(title, criterion string) {
		conditions = append(conditions, column(title)+`,"`+strings.ReplaceAll(criterion, `"`, `""`)+`"`)
	}
	for _, w := range c.Where {
		if slices.Index(s.columns[c.Sheet], w.Column) < 0 {
			return ""
		}
		if w.Is != "" {
			add(w.Column, w.Is)
		}
		if w.From > 0 {
			add(w.Column, ">="+strconv.FormatFloat(w.From, 'f', -1, 64))
		}
		if w.Below > 0 {
			add(w.Column, "<"+strconv.FormatFloat(w.Below, 'f', -1, 64))
		}
	}
	if len(conditions) == 1 {
		return "COUNTIF(" + conditions[0] + ")"
	}
	return "COUNTIFS(" + strings.Join(conditions, ",") + ")"
}

// at names a cell by its column, from 0, and its row, from 1.
func at(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column+1, row)
	return name
}
