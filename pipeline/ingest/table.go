package ingest

import (
	"errors"
	"io"
	"slices"
	"strconv"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
	"adal/pipeline/tables"
)

// reading is a grid on its way to raw rows: the table itself, and what stands beside it in the
// same rows, as heads of companies and relatives do.
type reading struct {
	*tabular
	r       *reader
	outputs []*output // the table itself first
	sieve   *header.Sieve
}

// read writes the rows below the header as raw rows.
func (r *reader) read(t *tabular) error {
	w := &reading{tabular: t, r: r, sieve: &header.Sieve{Layout: t.header.Layout, Report: !t.plain}}
	defer func() {
		for _, o := range w.outputs {
			o.abandon()
		}
	}()
	if err := w.begin(); err != nil {
		return err
	}
	// A text is read again from its beginning now that it is known how many cells a row
	// has: a stray quote among the first rows would have swallowed others.
	rec, _ := t.g.(*source.Records)
	if rec != nil {
		var err error
		if rec, err = t.again(rec); err != nil {
			return err
		}
		t.g, t.first = rec, firstRows{rows: t.first.rows[:t.header.To+1], at: t.first.at[:t.header.To+1]}
	}
	done, err := t.percentsAgain()
	defer done()
	if err != nil {
		return err
	}
	if err := w.rows(rec); err != nil {
		return err
	}
	main := w.outputs[0]
	if rec != nil && rec.Taken != t.lines {
		return fault.Data("lines_lost", "place", main.raw.Place(), "read", rec.Taken, "lines", t.lines)
	}
	for _, o := range w.outputs {
		if o != main && o.raw.File.Rows == o.raw.Left {
			continue
		}
		if err := r.done(o); err != nil {
			return err
		}
	}
	return nil
}

// begin opens what the rows are written to.
func (w *reading) begin() error {
	open := func(part string, l *header.Layout) error {
		o, err := w.r.begin(w.item, join(w.part, part), l, w.src, false)
		if err == nil {
			w.outputs = append(w.outputs, o)
		}
		return err
	}
	l := w.header.Layout
	if err := open("", l); err != nil {
		return err
	}
	if heads := header.Heads(l); heads != nil {
		if err := open("head", heads); err != nil {
			return err
		}
	}
	for _, relative := range w.relatives {
		if err := open(relative.Relative, relative); err != nil {
			return err
		}
	}
	w.outputs[0].unnamed = newUnnamed(w.outputs)
	if w.sheet != nil && slices.ContainsFunc(l.Targets, func(x header.Target) bool { return x.Column.Type == tables.Percent }) {
		return w.sheet.ShowPercents()
	}
	return nil
}

// percentsAgain goes back to the header of a sheet whose percents are shown: those of rows that
// were read to find the header are read again. done ends what that opened.
func (t *tabular) percentsAgain() (done func(), err error) {
	done = func() {}
	if t.sheet == nil || t.sheet.Shown == nil || len(t.first.rows) <= t.header.To+1 {
		return done, nil
	}
	again, err := t.sheet.Book.Rows(t.sheet.Info)
	if err != nil {
		return done, err
	}
	done = func() { _ = again.Close() }
	if err := again.ShowPercents(); err != nil {
		return done, err
	}
	_ = t.sheet.Close()
	t.sheet, t.g = again, again
	for again.Row < t.src.HeaderRow {
		if _, _, err := again.Next(); err != nil {
			return done, err
		}
	}
	t.first = firstRows{}
	return done, nil
}

// rows takes every row below the header; rec is the grid where it is a text.
func (w *reading) rows(rec *source.Records) error {
	for i := w.header.To + 1; i < len(w.first.rows); i++ {
		if err := w.row(w.first.at[i], w.first.rows[i]); err != nil {
			return err
		}
	}
	main := w.outputs[0]
	for !w.first.ended {
		row, cells, err := w.g.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if b, ok := errors.AsType[*source.Broken](err); ok {
			if w.sieve.Title(b.Cells); w.sieve.OtherBlock(b.Cells) != "" {
				return main.otherBlock(w.sieve, b.Row, b.Cells)
			}
			main.reject(b.Row, b.Text, brokenRow+":"+strconv.Itoa(len(b.Cells))+"/"+strconv.Itoa(rec.Width))
			continue
		}
		if err != nil {
			return err
		}
		if err := w.row(row, cells); err != nil {
			return err
		}
	}
	return nil
}

// row writes one row to each table it says something of, or says why it is left out.
func (w *reading) row(row int64, cells []string) error {
	if err := w.r.ctx.Err(); err != nil {
		return err
	}
	main, why := w.outputs[0], w.sieve.LeftOut(cells)
	if w.sheet != nil && (why == "" || why == "not_a_record") {
		if err := main.uncounted(row, cells, w.sheet); err != nil {
			return err
		}
	}
	if why == "not_decided" {
		main.undecided()
		return nil
	}
	if why != "" {
		main.leave(why, row, cells)
		w.sieve.Title(cells)
		return nil
	}
	if w.sieve.OtherBlock(cells) != "" {
		return main.otherBlock(w.sieve, row, cells)
	}
	main.unnamed.look(row, cells)
	for i, o := range w.outputs {
		if o.layout.Relative != "" && !o.layout.Stated(cells) {
			o.unstated(1)
			continue
		}
		if i > 0 && o.layout.Relative == "" && !o.layout.Has(cells, "holder_id") {
			continue
		}
		if err := o.add(row, cells, w.sheet); err != nil {
			return err
		}
	}
	return nil
}

// again begins a text anew and passes over it down to the header.
func (t *tabular) again(rec *source.Records) (*source.Records, error) {
	if _, err := t.text.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	fresh := source.NewRecords(t.text, rec.Delim, rec.Quote)
	for fresh.Row < t.src.HeaderRow {
		_, _, err := fresh.Next()
		if _, ok := errors.AsType[*source.Broken](err); err != nil && !ok {
			return nil, err
		}
	}
	fresh.Width = len(t.first.rows[t.header.To])
	return fresh, nil
}
