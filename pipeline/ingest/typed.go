package ingest

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"adal/pipeline/disk"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/plain"
	"adal/pipeline/ingest/source"
	"adal/pipeline/tables"
)

// typed reads a regular text and types the rows that are written the plain way as it goes, into their
// table; the others are kept as text. done is false where a row has to be looked at with those around it: then
// nothing was kept, and the text is read row by row as read does.
func (r *reader) typed(t *tabular, delim, quote byte, looks source.Look) (done bool, err error) {
	if _, err := t.text.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	o, err := r.begin(t.item, t.part, t.header.Layout, t.src, false)
	if err != nil {
		return false, err
	}
	defer o.abandon()
	r.plains++
	o.raw.Plain = r.plains
	into, err := plain.Open(r.ctx, r.db, t.header.Table, o.raw.Columns, o.raw.Plain)
	if err != nil {
		return false, err
	}
	w := &typing{r: r, output: o, table: into, rows: plain.Of(t.header.Table, o.raw.Columns), edges: looks.EdgeBlank,
		sieve: &header.Sieve{Layout: t.header.Layout}, sifted: !bearsIDs(t.header.Table), cells: make([][]byte, len(o.layout.Targets))}
	err = w.all(source.NewStrict(t.text, delim, quote))
	counted := looks.Records[0]
	if quote == '\'' {
		counted = looks.Records[1]
	}
	if errors.Is(err, source.ErrIrregular) || err == nil && o.raw.File.Rows+1 != counted {
		o.abandon()
		if err := into.Abandon(); err != nil {
			return false, err
		}
		return false, disk.RemoveAll(o.raw.Parquet)
	}
	if err != nil {
		_ = into.Abandon() // the error is the one that came first
		return false, err
	}
	if err := into.Close(); err != nil {
		return false, err
	}
	return true, w.done()
}

// bearsIDs reports whether the number of a person or organisation must stand in every row of a
// table: a row with one is no heading and no total.
func bearsIDs(t tables.Table) bool {
	return slices.ContainsFunc(t.Columns, func(c tables.Column) bool { return c.Must && (c.Type == tables.IIN || c.Type == tables.ID) })
}

// typing is a regular text on its way to typed rows.
type typing struct {
	*output
	r      *reader
	table  *plain.Table
	rows   *plain.Rows
	sieve  *header.Sieve
	sifted bool // every row is looked at for what is no record
	edges  bool // blanks may stand around a cell
	cells  [][]byte
	texts  []string
}

// all takes every row below the header.
func (w *typing) all(text *source.Strict) error {
	if _, err := text.Next(); err != nil {
		return irregular(err)
	}
	for {
		cells, err := text.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if text.Row&1023 == 0 && w.r.ctx.Err() != nil {
			return w.r.ctx.Err()
		}
		if err := w.row(text.Row, cells); err != nil {
			return err
		}
	}
}

// irregular is the error of a text without a header.
func irregular(err error) error {
	if errors.Is(err, io.EOF) {
		return source.ErrIrregular
	}
	return err
}

func (w *typing) row(row int64, cells [][]byte) error {
	if w.sifted {
		if err := w.record(cells); err != nil {
			return err
		}
	}
	created := false
	for i, t := range w.layout.Targets {
		w.cells[i] = nil
		for k, at := range t.From {
			c := cells[at]
			if w.edges {
				c = trimmed(c)
			}
			if len(c) > 0 {
				w.cells[i] = c
				created = created || k > 0 && t.Column.Name == "signed_on"
				break
			}
		}
	}
	typed, verdict := w.rows.Read(w.cells)
	switch verdict {
	case plain.Whole:
		return source.ErrIrregular
	case plain.Plain:
		w.raw.File.Rows++
		if created {
			w.created++
		}
		w.table.Add(row, typed)
		return nil
	default:
		if !w.sifted {
			if err := w.record(cells); err != nil {
				return err
			}
		}
		return w.add(row, w.texts, nil)
	}
}

// record makes sure that a row is one of the table, and leaves its cells as texts.
func (w *typing) record(cells [][]byte) error {
	w.texts = w.texts[:0]
	filled := 0
	for _, c := range cells {
		w.texts = append(w.texts, string(c))
		if len(trimmed(c)) > 0 {
			filled++
		}
	}
	if filled <= 2 && len(w.layout.Targets) > 3 || w.sieve.LeftOut(w.texts) != "" || w.sieve.OtherBlock(w.texts) != "" {
		return source.ErrIrregular
	}
	return nil
}

// trimmed takes the blanks around a cell away.
func trimmed(c []byte) []byte {
	if n := len(c); n == 0 || c[0] > ' ' && c[0] < 0x80 && c[n-1] > ' ' && c[n-1] < 0x80 {
		return c
	}
	return bytes.Trim(c, source.Blanks)
}

// done ends the table; what holds no row is not kept.
func (w *typing) done() error {
	odd := w.raw.File.Rows - w.table.Rows
	if err := w.r.done(w.output); err != nil {
		return err
	}
	kept := &w.r.in.Files[len(w.r.in.Files)-1]
	if odd == 0 {
		kept.Parquet = ""
		if err := disk.RemoveAll(w.raw.Parquet); err != nil {
			return err
		}
	}
	if w.table.Rows == 0 {
		kept.Plain = 0
	}
	return nil
}
