package ingest

import (
	"maps"
	"slices"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
)

// parquet takes a Parquet file, every column as text. The engine copies what is copied as
// it stands; the rest goes row by row.
func (r *reader) parquet(it *item) error {
	if r.db == nil {
		return fault.Data("needs_engine", "place", it.place())
	}
	origin := "read_parquet(" + warehouse.Quote(it.disk) + ")"
	damaged := func(what fault.Term, err error) error {
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		return fault.Data("damaged_parquet", "place", it.place(), "what", what, "cause", firstLine(err, it))
	}
	var heading []string
	err := r.db.Each(r.ctx, "SELECT column_name FROM (DESCRIBE SELECT * FROM "+origin+")", nil, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		heading = append(heading, name)
		return err
	})
	if err != nil {
		return damaged(fault.Say("unreadable_parquet"), err)
	}
	for _, given := range it.entries("", 1) {
		src := Source{Format: "parquet", Packed: it.packed, Mapped: given != nil}
		g := &source.Names{Header: heading}
		t, ok, err := r.recognise(it, "", g, given, src)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		t.src.HeaderRow = 0
		l := t.header.Layout
		text := func(at int) string { return "CAST(" + warehouse.Ident(heading[at]) + " AS VARCHAR)" }
		odd, err := r.oddParquet(l, origin, text)
		if err != nil {
			return damaged(fault.Say("cut_parquet"), err)
		}
		if l.Direct() && !odd {
			raw := Raw{Part: it.part, Source: t.src, Columns: l.Columns(), FirstRow: 1, Parquet: r.temp(l.Table.Name + ".parquet"),
				File: run.File{Table: l.Table.Name, Path: it.path, Format: "parquet", SHA256: it.sha256, Bytes: it.bytes}}
			var picked []string
			for _, x := range l.Targets {
				picked = append(picked, copied(x, true, text))
			}
			if raw.File.Rows, err = r.db.Snapshot(r.ctx, "SELECT "+strings.Join(picked, ", ")+" FROM "+origin, raw.Parquet); err != nil {
				return damaged(fault.Say("cut_parquet"), err)
			}
			o := &output{raw: raw, layout: l}
			o.describe()
			r.createdDates(o)
			r.keep(o)
			continue
		}
		o, err := r.begin(it, "", l, t.src, false)
		if err != nil {
			return err
		}
		columns := make([]string, len(heading))
		for i := range heading {
			columns[i] = "coalesce(" + text(i) + ", '')"
		}
		cells := make([]string, len(heading))
		into := make([]any, len(heading))
		for i := range cells {
			into[i] = &cells[i]
		}
		row := int64(0)
		err = r.db.Each(r.ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+origin, nil, func(scan func(...any) error) error {
			if err := scan(into...); err != nil {
				return err
			}
			row++
			return o.add(row, cells, nil)
		})
		if err != nil {
			o.abandon()
			return damaged(fault.Say("cut_parquet"), err)
		}
		if err := r.done(o); err != nil {
			return err
		}
	}
	return nil
}

// oddParquet reports whether a cell of a Parquet file has to be read more patiently than
// the engine copies it: one that says in words that there is nothing, or mixes scripts.
func (r *reader) oddParquet(l *header.Layout, origin string, text func(int) string) (bool, error) {
	var words, tests []string
	for _, w := range slices.Concat(slices.Collect(maps.Keys(source.Nothings)), slices.Collect(maps.Keys(source.OpenForms))) {
		words = append(words, warehouse.Quote(w))
	}
	slices.Sort(words)
	for _, t := range l.Targets {
		for _, at := range t.From {
			tests = append(tests, text(at)+" IN ("+strings.Join(words, ", ")+")")
			if header.OneScript[t.Column.Name] {
				tests = append(tests, "regexp_matches("+text(at)+`, '[A-Za-z]\p{Cyrillic}|\p{Cyrillic}[A-Za-z]')`)
			}
		}
	}
	for _, t := range l.Targets {
		if t.Column.Name == "relation" && l.Table.Name == "family_links" && len(t.From) > 0 {
			tests = append(tests, "regexp_matches(lower("+text(t.From[0])+"), 'бывш|бұрынғы|экс')")
		}
	}
	if len(tests) == 0 {
		return false, nil
	}
	var odd bool
	err := r.db.One(r.ctx, "SELECT coalesce(bool_or("+strings.Join(tests, " OR ")+"), false) FROM "+origin, nil, &odd)
	return odd, err
}

// firstLine is what an engine says of a file, without where the file lies here.
func firstLine(err error, it *item) string {
	s, _, _ := strings.Cut(err.Error(), "\n")
	return strings.ReplaceAll(s, it.disk, it.place())
}
