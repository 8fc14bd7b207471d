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

// read writes the rows below the header as raw rows.
func (r *reader) read(t *tabular) error {
	h := t.header
	main, err := r.begin(t.item, t.part, h.Layout, t.src, false)
	if err != nil {
		return err
	}
	outputs := []*output{main}
	defer func() {
		for _, o := range outputs {
			o.abandon()
		}
	}()
	if l := header.Heads(h.Layout); l != nil {
		heads, err := r.begin(t.item, join(t.part, "head"), l, t.src, false)
		if err != nil {
			return err
		}
		outputs = append(outputs, heads)
	}
	for _, l := range t.relatives {
		relatives, err := r.begin(t.item, join(t.part, l.Relative), l, t.src, false)
		if err != nil {
			return err
		}
		outputs = append(outputs, relatives)
	}
	if t.sheet != nil {
		if slices.ContainsFunc(h.Targets, func(x header.Target) bool { return x.Column.Type == tables.Percent }) {
			if err := t.sheet.ShowPercents(); err != nil {
				return err
			}
		}
	}
	// A text is read again from its beginning now that it is known how many cells a row
	// has: a stray quote among the first rows would have swallowed others.
	rec, _ := t.g.(*source.Records)
	if rec != nil {
		if rec, err = t.again(rec); err != nil {
			return err
		}
		t.g, t.first = rec, firstRows{rows: t.first.rows[:h.To+1], at: t.first.at[:h.To+1]}
	}
	main.unnamed = newUnnamed(outputs)
	s := &header.Sieve{Layout: h.Layout, Report: !t.plain}

	write := func(row int64, cells []string) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		why := s.LeftOut(cells)
		if why == "not_a_record" && t.sheet != nil {
			if err := main.uncounted(row, cells, t.sheet); err != nil {
				return err
			}
		}
		if why != "" {
			main.leave(why, row, cells)
			s.Title(cells)
			return nil
		}
		if t.sheet != nil {
			if err := main.uncounted(row, cells, t.sheet); err != nil {
				return err
			}
		}
		if s.OtherBlock(cells) != "" {
			return main.otherBlock(s, row, cells)
		}
		main.unnamed.look(row, cells)
		for i, o := range outputs {
			if o.layout.Relative != "" && !o.layout.Stated(cells) {
				o.unstated(1)
				continue
			}
			if i > 0 && o.layout.Relative == "" && !o.layout.Has(cells, "holder_id") {
				continue
			}
			if err := o.add(row, cells, t.sheet); err != nil {
				return err
			}
		}
		return nil
	}
	if t.sheet != nil && t.sheet.Shown != nil && len(t.first.rows) > h.To+1 {
		// The percents of rows that were read to find the header are read again.
		again, err := t.sheet.Book.Rows(t.sheet.Info)
		if err != nil {
			return err
		}
		defer func() { _ = again.Close() }()
		if err := again.ShowPercents(); err != nil {
			return err
		}
		_ = t.sheet.Close()
		t.sheet, t.g = again, again
		for again.Row < t.src.HeaderRow {
			if _, _, err := again.Next(); err != nil {
				return err
			}
		}
		t.first = firstRows{}
	} else {
		for i := h.To + 1; i < len(t.first.rows); i++ {
			if err := write(t.first.at[i], t.first.rows[i]); err != nil {
				return err
			}
		}
	}
	for !t.first.ended {
		row, cells, err := t.g.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if b, ok := errors.AsType[*source.Broken](err); ok {
			if s.Title(b.Cells); s.OtherBlock(b.Cells) != "" {
				return main.otherBlock(s, b.Row, b.Cells)
			}
			main.reject(b.Row, b.Text, brokenRow+":"+strconv.Itoa(len(b.Cells))+"/"+strconv.Itoa(rec.Width))
			continue
		}
		if err != nil {
			return err
		}
		if err := write(row, cells); err != nil {
			return err
		}
	}
	if rec != nil && rec.Taken != t.lines {
		return fault.Data("lines_lost", "place", main.raw.Place(), "read", rec.Taken, "lines", t.lines)
	}
	for _, o := range outputs {
		if o != main && o.raw.File.Rows == o.raw.Left {
			continue
		}
		if err := r.done(o); err != nil {
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
