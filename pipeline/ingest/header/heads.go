package header

import (
	"slices"
	"strings"

	"adal/pipeline/ingest/source"
)

// Has reports whether a row has a cell for a column.
func (l *Layout) Has(cells []string, column string) bool {
	for _, t := range l.Targets {
		if t.Column.Name == column {
			v, _ := t.Cell(cells)
			return strings.Trim(v, source.Blanks) != ""
		}
	}
	return false
}

// Heads finds the head of the company in a list of companies: tax lists and others name
// one beside each, with the IIN in a column of its own. nil where there is none.
func Heads(l *Layout) *Layout {
	if l.Table.Name != "suppliers" || l.Entity != "" {
		return nil
	}
	id, name := -1, -1
	for i, h := range l.Header {
		switch Key(h.Shown) {
		case "иинруководителя", "ииндиректора", "иинпервогоруководителя", "owneriin", "headiin", "басшыныңжсн":
			id = i
		case "директор", "руководитель", "фиоруководителя", "фиодиректора", "ownername", "headfio", "басшысы", "первыйруководитель":
			name = i
		}
	}
	if id < 0 {
		return nil
	}
	t := TableNamed("supplier_people")
	heads := &Layout{Table: t, Header: l.Header}
	for _, c := range t.Columns {
		x := Target{Column: c}
		switch c.Name {
		case "supplier_id":
			for _, s := range l.Targets {
				if s.Column.Name == "supplier_id" {
					x.From, x.part = s.From, s.part
				}
			}
		case "holder_id":
			x.From = []int{id}
		case "holder_name":
			if name < 0 {
				continue
			}
			x.From = []int{name}
		case "role":
			x.Constant = "head"
		default:
			continue
		}
		heads.Targets = append(heads.Targets, x)
	}
	drop := func(s string) bool { return s == l.Header[id].Shown || name >= 0 && s == l.Header[name].Shown }
	l.Unused = slices.DeleteFunc(l.Unused, drop)
	return heads
}
