package header

import (
	"strings"

	"adal/pipeline/ingest/source"
	"adal/pipeline/tables"
)

// Cell is the name of a column as it stands, and what it may be compared by.
type Cell struct {
	Shown string
	keys  []string
}

// Plain is a header of one row.
func Plain(names []string) []Cell {
	cells := make([]Cell, len(names))
	for i, n := range names {
		cells[i] = Cell{Shown: strings.Trim(n, " \t\r\n\u00a0\ufeff"), keys: keysOf(n)}
	}
	return cells
}

// TwoRows reads a header over two rows, where the upper names stand over several lower ones.
func TwoRows(upper, lower []string) []Cell {
	cells := make([]Cell, max(len(upper), len(lower)))
	at := func(row []string, i int) string {
		if i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	over := ""
	for i := range cells {
		u, l := at(upper, i), at(lower, i)
		switch {
		case u != "":
			over = u
			if l == "" {
				over = ""
			}
		case l == "":
			over = ""
		default:
			u = over
		}
		switch {
		case l == "" || Key(l) == Key(u):
			cells[i] = Cell{Shown: u, keys: keysOf(u)}
		case u == "":
			cells[i] = Cell{Shown: l, keys: keysOf(l)}
		default:
			cells[i] = Cell{Shown: u + " " + l, keys: append([]string{Key(u + " " + l), Key(l + " " + u)}, keysOf(l)...)}
		}
	}
	return cells
}

// ShownNames gives the names as they stand.
func ShownNames(header []Cell) []string {
	names := make([]string, len(header))
	for i, h := range header {
		names[i] = h.Shown
	}
	return names
}

// Target is one column of a table and where its cells come from.
type Target struct {
	Column   tables.Column
	From     []int // places in the source; the first that is not blank gives the cell
	part     part
	Constant string
	values   map[string]string // by folded word
	Words    func(string) string
	// along are the cells that make an id of a number, which alone means several things.
	along []Target
	// heading is what the row that heads a group says; beside takes a number out of a name.
	heading *string
	beside  bool
}

// direct reports whether the cells are those of the source as they stand.
func (t Target) direct() bool {
	return t.part == whole && t.heading == nil && t.Constant == "" && t.values == nil && t.Words == nil && t.along == nil && len(t.From) > 0
}

// Cell gives the cell of a row. from tells which of the places gave it, -1 none.
func (t Target) Cell(cells []string) (value string, from int) {
	if t.Constant != "" {
		return t.Constant, -1
	}
	if t.heading != nil {
		return *t.heading, -1
	}
	from = -1
	for _, i := range t.From {
		if i < len(cells) {
			if v := cells[i]; v != "" && strings.Trim(v, source.Blanks) != "" {
				value, from = v, i
				break
			}
		}
	}
	if from < 0 {
		return "", -1
	}
	if t.part != whole && source.Nothings[source.Folded(value)] {
		return source.Folded(value), from // what a form is filled in with has no parts
	}
	if t.beside {
		value = textBeside.of(value)
	}
	if t.part != whole {
		value = t.part.of(value)
	}
	if t.values != nil {
		if mapped, ok := t.values[source.Folded(value)]; ok {
			value = mapped
		}
	}
	if t.Words != nil {
		value = t.Words(value)
	}
	for _, other := range t.along {
		beside, _ := other.Cell(cells)
		value += " / " + beside
	}
	return value, from
}

// Named gives the names that are not blank.
func Named(header []Cell) []string {
	var names []string
	for _, h := range header {
		if h.Shown != "" {
			names = append(names, h.Shown)
		}
	}
	return names
}
