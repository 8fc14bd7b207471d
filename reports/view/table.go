package view

import (
	"iter"
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Kind says what the cells of a column are.
type Kind int

// The kinds of cells. A cell is a string, an int64, a float64, a pointer to one of the two, or
// nil; money and days are strings, 1234.50 and 2026-09-30. A blank string and nil are no value.
const (
	Text            Kind = iota
	Wrapped              // text of more than a line
	Integer              // a count
	Money                // in the currency of the report
	Share                // a fraction
	Decimal              // an index
	Date                 // a day
	Points               // of the score, one decimal
	Linked               // text that leads to a row of another table
	Number               // of a unit of its own
	PointsOfPercent      // a change of a share
	Verbatim             // a word of adal's own, never of the data: it is not kept from being a formula
	Kinds                // how many there are
)

// Typed is a cell that is of another kind than its column.
type Typed struct {
	Kind  Kind
	Value any
}

// Column is a column of a table. Width is how many letters its cells mostly have, where the
// table is for people.
type Column struct {
	Title string
	Width float64
	Kind  Kind
}

// Table is a table of the report: for programs, with the names and codes of the contract, or
// for people, in words.
type Table struct {
	Title   string // the name of the file, or of the sheet
	Columns []Column
	Freeze  int // columns that tell what a row is
	Rows    iter.Seq[[]any]
	// To says of a row, from 0, to which row of which sheet it leads; nil where none leads anywhere.
	To func(row int) (sheet string, to int, ok bool)
	// Cut says that the run itself keeps only a part of the rows.
	Cut string
	// Tip says how to find the rows of the table Tips behind the numbers of the column TipOn.
	Tip, TipOn, Tips string
	// Marks colour cells by their number; of several that fit the first counts.
	Marks []CellMark
	// Links says where cells lead, by the heading of their column, beside To.
	Links []CellLink
	// Choices are what a person may choose from in the column ChosenIn, from 0.
	Choices  []string
	ChosenIn int
}

// CellMark colours the numbers of a column, named by its heading, from one on; where From is negative,
// those below its absolute value. Look is high, middle or low.
type CellMark struct {
	Column string
	From   float64
	Look   string
}

// CellLink leads the cells of a column, named by its heading, to the rows of Sheet where their numbers
// are told: of a row, from 0, to which, from 0.
type CellLink struct {
	Column, Sheet string
	To            func(row int) (to int, ok bool)
	Size          func(row int) int // how many rows of Sheet they are; nil for one
	Wide          int               // columns of these rows; 0 where there is no Size
}

// scoreMarks colours the scores of a column by their band.
func (b builder) scoreMarks(column string) []CellMark {
	from := b.run.Job.Bands()
	return []CellMark{{column, from.High, "high"}, {column, from.Middle, "middle"}}
}

// contractLinks leads the numbers of contracts of the findings to the first row of their own block of
// contracts among the rows they rest on; first is the first row of each finding there.
func (b builder) contractLinks(first map[int]int, columns ...string) []CellLink {
	to := func(row int) (int, bool) {
		f := &b.run.Findings[row]
		at, ok := first[row]
		i := slices.IndexFunc(f.Evidence, func(e run.Evidence) bool { return e.Table == "contracts" })
		return at + i, ok && i >= 0
	}
	var links []CellLink
	for _, c := range columns {
		links = append(links, CellLink{Column: c, Sheet: b.t("sheet_evidence"), To: to})
	}
	return links
}

// table makes a table for people.
func (b builder) table(title string, columns []Column, freeze int, rows iter.Seq[[]any]) *Table {
	t := &Table{Title: title, Columns: columns, Freeze: freeze, Rows: rows}
	if on, how := b.tip(title); how != "" {
		t.Tip, t.TipOn, t.Tips = how, on, b.t("sheet_contracts")
	}
	return t
}

// fileKinds are the kinds a column of a file is given by name.
var fileKinds = map[string]Kind{"": Text, "integer": Integer, "money": Money, "share": Share, "date": Date, "points": Points, "verbatim": Verbatim}

// file makes a table for programs. Its columns are the names of the contract in their order,
// separated by blanks, each with its kind after a colon where it is no text.
func file(name, columns string, rows iter.Seq[[]any]) *Table {
	t := &Table{Title: name, Rows: rows}
	for c := range strings.FieldsSeq(columns) {
		title, kind, _ := strings.Cut(c, ":")
		t.Columns = append(t.Columns, Column{Title: title, Kind: fileKinds[kind]})
	}
	return t
}

// Count gives the number of rows.
func (t *Table) Count() int64 {
	n := int64(0)
	for range t.Rows {
		n++
	}
	return n
}

// columnName names a column as the catalogues do, with the report's currency.
func (b builder) columnName(key string) string {
	return words.InCurrency(b.run.Currency, words.Columns.In(b.lang, key))
}

// RowsCut says of a table that only its first n rows are shown.
func (v *Report) RowsCut(n int64) string {
	return strings.ReplaceAll(v.t("rows_cut"), "{n}", words.Count(v.lang, n))
}

// Day writes a day, 2026-09-30, as people do.
func (v *Report) Day(s string) string { return words.Date(v.lang, s) }

// known is nil for a number that is not known.
func known(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
