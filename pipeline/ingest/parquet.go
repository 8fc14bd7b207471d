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
	f := columnFile{r: r, item: it, origin: "read_parquet(" + warehouse.Quote(it.disk) + ")"}
	type column struct {
		Name string `json:"column_name"`
	}
	columns, err := warehouse.All[column](r.ctx, r.db, "SELECT column_name FROM (DESCRIBE SELECT * FROM "+f.origin+")", nil)
	if err != nil {
		return f.damaged(fault.Say("unreadable_parquet"), err)
	}
	for _, c := range columns {
		f.heading = append(f.heading, c.Name)
	}
	for _, given := range it.entries("", 1) {
		src := Source{Format: "parquet", Packed: it.packed, Mapped: given != nil}
		t, ok, err := r.recognise(it, "", &source.Names{Header: f.heading}, given, src)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		t.src.HeaderRow = 0
		l := t.header.Layout
		odd, err := r.oddParquet(l, f.origin, f.text)
		if err != nil {
			return f.damaged(fault.Say("cut_parquet"), err)
		}
		if l.Direct() && !odd {
			err = f.copied(t)
		} else {
			err = f.rows(t)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// columnFile is a Parquet file as the engine reads it.
type columnFile struct {
	r *reader
	*item
	origin  string // the SQL that reads it
	heading []string
}

// text gives a column as text, as SQL.
func (f columnFile) text(at int) string {
	return "CAST(" + warehouse.Ident(f.heading[at]) + " AS VARCHAR)"
}

func (f columnFile) damaged(what fault.Term, err error) error {
	if f.r.ctx.Err() != nil {
		return f.r.ctx.Err()
	}
	return fault.Data("damaged_parquet", "place", f.place(), "what", what, "cause", firstLine(err, f.item))
}

// copied lets the engine copy the columns.
func (f columnFile) copied(t *tabular) (err error) {
	l := t.header.Layout
	raw := Raw{Part: f.part, Source: t.src, Columns: l.Columns(), FirstRow: 1, Parquet: f.r.temp(l.Table.Name + ".parquet"),
		File: run.File{Table: l.Table.Name, Path: f.path, Format: "parquet", SHA256: f.sha256, Bytes: f.bytes}}
	var picked []string
	for _, x := range l.Targets {
		picked = append(picked, copied(x, f.text))
	}
	if raw.File.Rows, err = f.r.db.Snapshot(f.r.ctx, "SELECT "+strings.Join(picked, ", ")+" FROM "+f.origin, raw.Parquet); err != nil {
		return f.damaged(fault.Say("cut_parquet"), err)
	}
	o := &output{raw: raw, layout: l}
	o.describe()
	f.r.createdDates(o)
	f.r.keep(o)
	return nil
}

// copied gives the SQL of a column that is copied as it stands, but for the blanks around its cells.
func copied(t header.Target, column func(int) string) string {
	names := make([]string, len(t.From))
	for i, at := range t.From {
		names[i] = "NULLIF(trim(" + column(at) + ", ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239) || chr(8201) || chr(65279)), '')"
	}
	if len(names) > 1 {
		return "coalesce(" + strings.Join(names, ", ") + ") AS " + warehouse.Ident(t.Column.Name)
	}
	return names[0] + " AS " + warehouse.Ident(t.Column.Name)
}

// createdDates notes that days of signing may be days of creation.
func (r *reader) createdDates(o *output) {
	for _, t := range o.layout.Targets {
		if t.Column.Name == "signed_on" && len(t.From) > 1 {
			o.raw.Notes = append(o.raw.Notes, run.Note{Note: "missing_signed_on", Table: "contracts", File: o.raw.Place(), Detail: "crdate"})
		}
	}
}

// rows reads the cells row by row.
func (f columnFile) rows(t *tabular) error {
	o, err := f.r.begin(f.item, "", t.header.Layout, t.src, false)
	if err != nil {
		return err
	}
	columns := make([]string, len(f.heading))
	cells, into := make([]string, len(f.heading)), make([]any, len(f.heading))
	for i := range f.heading {
		columns[i], into[i] = "coalesce("+f.text(i)+", '')", &cells[i]
	}
	row := int64(0)
	err = f.r.db.Each(f.r.ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+f.origin, nil, func(scan func(...any) error) error {
		if err := scan(into...); err != nil {
			return err
		}
		row++
		return o.add(row, cells, nil)
	})
	if err != nil {
		o.abandon()
		return f.damaged(fault.Say("cut_parquet"), err)
	}
	return f.r.done(o)
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
