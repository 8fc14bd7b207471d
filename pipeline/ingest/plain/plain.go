// Package plain types rows while they are read, where every cell is written the plain way, as
// nearly all are: a day as 2026-03-01 or 01.03.2026, an amount as 1234.56, a number of twelve digits
// that passes, a word as the lists spell it. What it takes it reads as the first cast of package
// normalise does, which a test holds it to; a row with anything else in it is left to that.
package plain

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"adal/pipeline/kz"
	"adal/pipeline/tables"
)

// Cell is a typed cell: blank, a text, or a number.
type Cell struct {
	Blank  bool
	Text   []byte // of a text, a word, the number of a person or organisation
	Number int64  // days since 1970-01-01, hundredths of the currency, 1e-8 of a per cent, a year, 1 of yes
}

// Verdict is what a row is to this package.
type Verdict int

// A row is plain, or odd and has to be read more patiently; or it holds an amount that only the
// other amounts of its file explain, so that the whole file has to be.
const (
	Plain Verdict = iota
	Odd
	Whole
)

// Rows types the rows of one file.
type Rows struct {
	table   tables.Table
	columns []column
	cells   []Cell
	at      map[string]int
	order   []int // of reading: the relation, on which the dates hang, comes first
}

type column struct {
	tables.Column
	read  func(c *column, cell []byte, into *Cell) bool
	zero  bool // 0 stands for nothing
	words map[string][]byte
}

// Of prepares for rows with these columns of a table.
func Of(t tables.Table, columns []string) *Rows {
	r := &Rows{table: t, cells: make([]Cell, len(columns)), at: map[string]int{}}
	for i, name := range columns {
		c, _ := t.Column(name)
		r.columns = append(r.columns, column{Column: c, read: readers[c.Type], zero: name == "announcement_id" || name == "root_id", words: wordsOf(c)})
		r.at[name] = i
		r.order = append(r.order, i)
	}
	if i, ok := r.at["relation"]; ok {
		r.order = append([]int{i}, slices.DeleteFunc(r.order, func(j int) bool { return j == i })...)
	}
	return r
}

// wordsOf lists what a cell of a column of words may say, in lower case.
func wordsOf(c tables.Column) map[string][]byte {
	words := map[string][]byte{}
	for word, canonical := range c.Words {
		words[word] = []byte(canonical)
	}
	if c.Type == tables.Bool {
		for _, w := range tables.Yes {
			words[w] = []byte("1")
		}
		for _, w := range tables.No {
			words[w] = []byte("0")
		}
	}
	return words
}

// Read types the cells of a row, one for each of the columns, without the blanks around them. What it
// gives stands until the next row.
func (r *Rows) Read(cells [][]byte) ([]Cell, Verdict) {
	undated := false
	for _, i := range r.order {
		c, into := &r.columns[i], &r.cells[i]
		*into = Cell{Blank: true}
		cell := cells[i]
		if len(cell) == 0 || undated && c.Type == tables.Date && (c.Name == "date_from" || c.Name == "date_to") {
			if c.Must {
				return nil, Odd
			}
			continue
		}
		into.Blank = false
		if !c.read(c, cell, into) {
			if c.Type == tables.Money && bytes.IndexByte(cell, '.') >= 0 {
				return nil, Whole
			}
			return nil, Odd
		}
		if c.Must && into.Blank {
			return nil, Odd
		}
		if c.Name == "relation" && r.table.Name == "family_links" {
			undated = slices.Contains(tables.Undated, string(into.Text))
		}
	}
	if r.reversed("date_from", "date_to") || r.table.Name == "suppliers" && r.reversed("registered_on", "closed_on") ||
		r.table.Name == "decisions" && r.blank("contract_id") && r.blank("announcement_id") {
		return nil, Odd
	}
	return r.cells, Plain
}

// reversed reports whether the second of two days comes before the first.
func (r *Rows) reversed(from, to string) bool {
	return !r.blank(from) && !r.blank(to) && r.cells[r.at[to]].Number < r.cells[r.at[from]].Number
}

func (r *Rows) blank(name string) bool {
	i, ok := r.at[name]
	return !ok || r.cells[i].Blank
}

// readers read a cell that is not blank, by the type of its column; false where it is not plain.
var readers = map[tables.Type]func(c *column, cell []byte, into *Cell) bool{
	tables.Text: readText, tables.IIN: readID, tables.ID: readID, tables.Date: readDate, tables.Money: readMoney,
	tables.Percent: readPercent, tables.Year: readYear, tables.Bool: readBool, tables.Word: readWord, tables.Strict: readWord, tables.List: readList,
}

func readText(c *column, cell []byte, into *Cell) bool {
	if c.Code() && mayBeWhole(cell) {
		return false
	}
	into.Text = cell
	into.Blank = c.zero && len(cell) == 1 && cell[0] == '0'
	return true
}

// mayBeWhole reports whether a code may be a whole number that a spreadsheet wrote as a decimal:
// 45.00, 1.2E+5; or that was written for one: ="45".
func mayBeWhole(b []byte) bool {
	n := 0
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	if n == 0 || n == len(b) {
		return len(b) > 0 && b[0] == '='
	}
	rest := b[n:]
	switch rest[0] {
	case 'e', 'E':
		return true
	case '.', ',':
		return len(bytes.Trim(rest[1:], "0")) == 0 || bytes.ContainsAny(rest, "eE")
	default:
		return false
	}
}

func readID(c *column, cell []byte, into *Cell) bool {
	if !kz.IsID(cell) || c.Type == tables.IIN && cell[4] > '3' {
		return false
	}
	into.Text = cell
	return true
}

func readWord(c *column, cell []byte, into *Cell) bool {
	canonical, ok := c.words[string(cell)]
	if !ok {
		if len(cell) > maxWord || bytes.ContainsAny(cell, ".,+") {
			return false
		}
		if canonical, ok = c.words[strings.ToLower(string(cell))]; !ok {
			return false
		}
		c.words[string(cell)] = canonical // a spelling met once is met again
	}
	into.Text = canonical
	return true
}

// maxWord is how many bytes a word of a list is not longer than: spellings that are kept are bounded by it.
const maxWord = 100

func readBool(c *column, cell []byte, into *Cell) bool {
	if !readWord(c, cell, into) {
		return false
	}
	into.Number = int64(into.Text[0] - '0')
	return true
}

func readList(c *column, cell []byte, into *Cell) bool {
	if len(cell) > maxWord {
		return false
	}
	var found []string
	for word := range strings.FieldsFuncSeq(string(cell), func(r rune) bool { return r == ';' || r == ',' }) {
		canonical, ok := c.words[strings.ToLower(strings.Trim(word, " "))]
		if !ok {
			return false
		}
		found = append(found, string(canonical))
	}
	if len(found) == 0 {
		return false
	}
	slices.Sort(found)
	into.Text = []byte(strings.Join(slices.Compact(found), ";"))
	return true
}

// digits reads a whole number of digits alone.
func digits(b []byte) (n int64, ok bool) {
	for _, x := range b {
		if x < '0' || x > '9' {
			return 0, false
		}
		n = n*10 + int64(x-'0')
	}
	return n, len(b) > 0
}

func readYear(_ *column, cell []byte, into *Cell) (ok bool) {
	into.Number, ok = digits(cell)
	return ok && len(cell) == 4 && into.Number >= 1900 && into.Number <= 2200
}

// readDate reads 2026-03-01 and 01.03.2026.
func readDate(_ *column, cell []byte, into *Cell) bool {
	if len(cell) != 10 {
		return false
	}
	y, m, d := cell[:4], cell[5:7], cell[8:]
	switch {
	case cell[4] == '-' && cell[7] == '-':
	case cell[2] == '.' && cell[5] == '.':
		d, m, y = cell[:2], cell[3:5], cell[6:]
	default:
		return false
	}
	year, okY := digits(y)
	month, okM := digits(m)
	day, okD := digits(d)
	if !okY || !okM || !okD || year < 1 || month < 1 || month > 12 || day < 1 || day > 31 {
		return false
	}
	t := time.Date(int(year), time.Month(month), int(day), 0, 0, 0, 0, time.UTC)
	if t.Day() != int(day) {
		return false // the 30th of February
	}
	into.Number = t.Unix() / (24 * 60 * 60)
	return true
}

// readMoney reads an amount of at most fifteen digits and two decimals.
func readMoney(_ *column, cell []byte, into *Cell) bool {
	n, ok := decimal(cell, 15, 2)
	into.Number = n
	return ok
}

// readPercent reads 0 to 100 with at most eight decimals.
func readPercent(_ *column, cell []byte, into *Cell) bool {
	n, ok := decimal(cell, 3, 8)
	into.Number = n
	return ok && n >= 0 && n <= 100*1e8 && cell[0] != '-'
}

// decimal reads a decimal number as a whole one of its last decimals.
func decimal(b []byte, whole, decimals int) (n int64, ok bool) {
	minus := b[0] == '-'
	if minus {
		b = b[1:]
	}
	rest := []byte(nil)
	if i := bytes.IndexByte(b, '.'); i >= 0 {
		if b, rest = b[:i], b[i+1:]; len(rest) == 0 || len(rest) > decimals {
			return 0, false
		}
	}
	if n, ok = digits(b); !ok || len(b) > whole {
		return 0, false
	}
	behind := int64(0)
	if len(rest) > 0 {
		if behind, ok = digits(rest); !ok {
			return 0, false
		}
	}
	for range len(rest) {
		n *= 10
	}
	n += behind
	for range decimals - len(rest) {
		n *= 10
	}
	if minus {
		n = -n
	}
	return n, true
}
