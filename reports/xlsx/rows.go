package xlsx

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"adal/reports/view"
)

// rows writes the rows of a table, one after the other. The cells of a row are those of the row before,
// filled anew: excelize is done with them when it has written a row.
type rows struct {
	*book
	table *view.Table
	out   *excelize.StreamWriter
	cells []excelize.Cell
	row   []any // of the cells
	links []leading
}

// leading is a link of a table with where it leads in the row that is being written.
type leading struct {
	view.CellLink
	column int // the first of its heading, -1 where there is none
	to     int // the row of its sheet, from 0, -1 where it leads nowhere
}

func (b *book) newRows(t *view.Table, out *excelize.StreamWriter) *rows {
	r := &rows{book: b, table: t, out: out, cells: make([]excelize.Cell, len(t.Columns)), row: make([]any, len(t.Columns))}
	for i := range r.cells {
		r.row[i] = &r.cells[i]
	}
	for _, l := range t.Links {
		r.links = append(r.links, leading{l, slices.IndexFunc(t.Columns, func(c view.Column) bool { return c.Title == l.Column }), -1})
	}
	return r
}

// write writes the n-th row of the sheet, as high as its texts need.
func (r *rows) write(n int, values []any) error {
	for i := range r.links {
		l := &r.links[i]
		to, ok := l.To(n - 2)
		if l.to = -1; ok {
			l.to = to
		}
	}
	lines := 1
	for i, v := range values {
		k := r.table.Columns[i].Kind
		if x, ok := v.(view.Typed); ok {
			k, v = x.Kind, x.Value
		}
		r.cells[i] = excelize.Cell{StyleID: r.styles[k], Value: r.value(k, v)}
		if len(r.links) > 0 {
			if style := r.leading[k]; style != 0 && r.leads(i) {
				r.cells[i].StyleID = style
			}
		}
		if s, ok := v.(string); ok && r.table.Columns[i].Kind == view.Wrapped {
			lines = max(lines, linesOf(s, r.table.Columns[i].Width-3))
		}
	}
	return r.out.SetRow("A"+strconv.Itoa(n), r.row[:len(values)], excelize.RowOpts{Height: height(lines)})
}

// leads reports whether the cell of a column leads to where its number is told.
func (r *rows) leads(column int) bool {
	return slices.ContainsFunc(r.links, func(l leading) bool { return l.to >= 0 && l.Column == r.table.Columns[column].Title })
}

// numberLinks adds where the numbers of the n-th row, which is written, lead.
func (r *rows) numberLinks(n int, links []link) []link {
	for _, l := range r.links {
		if l.column < 0 || len(links) >= maxLinks {
			continue
		}
		if l.to >= 0 && l.to+2 <= maxRows {
			where := place(l.Sheet, l.to+2)
			if l.Size != nil && l.Size(n-2) > 1 { // all of them, so that they stand marked, and summed up below
				where += fmt.Sprintf(":%s%d", columnName(l.Wide-1), min(l.to+1+l.Size(n-2), maxRows))
			}
			links = append(links, link{at(l.column, n), where})
		}
	}
	return links
}
