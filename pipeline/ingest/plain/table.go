package plain

import (
	"context"
	"fmt"
	"strings"

	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// Table takes typed rows into the canonical table they are of, in the engine.
type Table struct {
	name    string
	bulk    *warehouse.Bulk
	base    int64 // of the numbers of rows
	columns []into
	Rows    int64 // taken so far
}

// into is where a cell goes.
type into struct {
	column int
	text   bool
}

// Open makes the canonical table where it is not there yet, and begins to take rows with these
// columns of it. Row n of what is read gets source_id(number, n).
func Open(ctx context.Context, db *warehouse.DB, t tables.Table, columns []string, number int64) (*Table, error) {
	if err := db.Exec(ctx, "CREATE TABLE IF NOT EXISTS "+db.Large(t.Name)+" ("+declared(t)+")", nil); err != nil {
		return nil, fmt.Errorf("table %s: %w", t.Name, err)
	}
	at := map[string]int{}
	for i, c := range t.Columns {
		at[c.Name] = i + 1
	}
	w := &Table{name: t.Name, base: number << warehouse.FileBits}
	for _, name := range columns {
		c, _ := t.Column(name)
		w.columns = append(w.columns, into{at[name], c.Type.SQL() == tables.Text.SQL()})
	}
	var err error
	w.bulk, err = db.Bulk(ctx, t.Name)
	return w, w.failed(err)
}

// declared lists the columns of a table before anything was judged, so that each may be blank.
func declared(t tables.Table) string {
	cols := []string{"src BIGINT"}
	for _, c := range t.Columns {
		cols = append(cols, warehouse.Ident(c.Name)+" "+c.Type.SQL())
	}
	return strings.Join(cols, ", ")
}

// Add takes a row.
func (w *Table) Add(row int64, cells []Cell) {
	w.bulk.Number(0, w.base+row)
	for i := range cells {
		c, to := &cells[i], w.columns[i]
		switch {
		case c.Blank:
		case to.text:
			w.bulk.Text(to.column, c.Text)
		default:
			w.bulk.Number(to.column, c.Number)
		}
	}
	w.bulk.EndRow()
	w.Rows++
}

// Close keeps the rows that were taken.
func (w *Table) Close() error { return w.failed(w.bulk.Close()) }

// Abandon keeps none of them; after Close it does nothing.
func (w *Table) Abandon() error { return w.failed(w.bulk.Abandon()) }

// failed says of a fault of the engine which table it came to.
func (w *Table) failed(err error) error {
	if err != nil {
		return fmt.Errorf("table %s: %w", w.name, err)
	}
	return nil
}
