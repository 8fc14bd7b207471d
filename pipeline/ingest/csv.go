package ingest

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// csv reads delimited text, UTF-8 by now. Where the columns are copied as they stand, the
// engine's own reader takes them, which is fast; where that or the look at the bytes finds
// anything odd, the file is cut row by row, and rows that do not fit are rejected alone.
func (r *reader) csv(it *item, file string, head []byte, l source.Look, src Source) error {
	entries := it.entries("", 1)
	var faults []error
	for _, given := range entries {
		src := src
		src.Format = "csv"
		delim, quote := source.Separators(head, len(head) == 64<<10)
		if given != nil && given.Delimiter != "" {
			delim = header.Delimiters[given.Delimiter]
		}
		if given != nil && given.Quote != "" {
			quote = given.Quote[0]
		}
		src.Delimiter, src.Quote, src.Mapped = describeDelimiter(delim), string(quote), given != nil
		if err := r.delimited(it, file, l, src, given, delim, quote); err != nil {
			if _, ok := errors.AsType[*fault.Fault](err); !ok {
				return err
			}
			faults = append(faults, err)
		}
	}
	if len(faults) == 1 {
		return faults[0]
	}
	return errors.Join(faults...)
}

func (r *reader) delimited(it *item, file string, l source.Look, src Source, given *header.FileMapping, delim, quote byte) error {
	in, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer func() { _ = in.Close() }()
	g := source.NewRecords(in, delim, quote)
	t, ok, err := r.recognise(it, "", g, given, src)
	if err != nil {
		if _, ok := errors.AsType[*fault.Fault](err); ok {
			return err
		}
		return fault.Data("not_rows", "place", it.place(), "cause", err)
	}
	if !ok {
		return nil
	}
	t.text, t.lines = in, l.Lines
	t.plain = t.header.To == 0 && t.first.at[0] == 1
	if r.db != nil && t.plain && t.header.Direct() && t.header.AllNamed() && l.Simple() && header.Heads(t.header.Layout) == nil && len(t.relatives) == 0 && !totalsAtEnd(file) {
		done, err := r.fastCSV(t, file, delim, quote, l)
		if err != nil || done {
			return err
		}
	}
	return r.read(t)
}

// fastCSV lets the engine copy the file. done is false where it met an irregularity, or
// gave another number of rows than the parity of quotes in the bytes says there are.
func (r *reader) fastCSV(t *tabular, file string, delim, quote byte, looks source.Look) (done bool, err error) {
	l, edges := t.header.Layout, looks.EdgeBlank
	raw := Raw{Part: t.item.part, Source: t.src, Columns: l.Columns(), FirstRow: 2,
		File: run.File{Table: l.Table.Name, Path: t.item.path, Format: "csv", SHA256: t.item.sha256, Bytes: t.item.bytes}}
	var types, picked strings.Builder
	for i := range t.first.rows[0] {
		if i > 0 {
			types.WriteString(", ")
		}
		fmt.Fprintf(&types, "'c%d': 'VARCHAR'", i)
	}
	for i, x := range l.Targets {
		if i > 0 {
			picked.WriteString(", ")
		}
		picked.WriteString(copied(x, edges, func(at int) string { return fmt.Sprintf("c%d", at) }))
	}
	raw.Parquet = r.temp(l.Table.Name + ".parquet")
	query := fmt.Sprintf(`SELECT %s FROM read_csv(%s, columns = {%s}, auto_detect = false, header = true,
		delim = %s, quote = %s, escape = %s, strict_mode = true, null_padding = false)`,
		picked.String(), warehouse.Quote(file), types.String(), warehouse.Quote(string(delim)), warehouse.Quote(string(quote)), warehouse.Quote(string(quote)))
	if raw.File.Rows, err = r.db.Snapshot(r.ctx, query, raw.Parquet); err != nil {
		return false, r.ctx.Err()
	}
	counted := looks.Records[0]
	if quote == '\'' {
		counted = looks.Records[1]
	}
	again := raw.File.Rows+1 != counted
	if !again {
		if again, err = r.headerBelow(l, raw.Parquet); err != nil {
			return false, err
		}
	}
	if again {
		return false, os.Remove(raw.Parquet)
	}
	o := &output{raw: raw, layout: l}
	o.describe()
	r.createdDates(o)
	r.keep(o)
	return true, nil
}

// headerBelow reports whether a row that was copied has to be looked at by itself: it names
// columns, where a number of a person or company must stand, for another table begins there;
// it numbers the columns, or is a vacant post; or a marriage of it has ended.
func (r *reader) headerBelow(l *header.Layout, parquet string) (found bool, err error) {
	i := slices.IndexFunc(l.Targets, func(t header.Target) bool {
		return t.Column.Must && (t.Column.Type == tables.IIN || t.Column.Type == tables.ID)
	})
	from := " FROM read_parquet(" + warehouse.Quote(parquet) + ")"
	if l.Table.Name == "family_links" && slices.Contains(l.Columns(), "relation") {
		query := "SELECT coalesce(bool_or(regexp_matches(lower(relation), 'бывш|бұрынғы|экс')), false)" + from
		if err := r.db.One(r.ctx, query, nil, &found); found || err != nil {
			return found, err
		}
	}
	if l.Table.Name == "dispositions" { // nothing decided yet
		query := "SELECT coalesce(bool_or(coalesce(status, '') = ''), false)" + from
		if err := r.db.One(r.ctx, query, nil, &found); found || err != nil {
			return found, err
		}
	}
	if i < 0 { // without such a column only a row that numbers the columns is told apart
		if len(l.Targets) < 3 {
			return false, nil
		}
		var same []string
		for n, t := range l.Targets[:3] {
			same = append(same, warehouse.Ident(t.Column.Name)+" = '"+strconv.Itoa(n+1)+"'")
		}
		err := r.db.One(r.ctx, "SELECT coalesce(bool_or("+strings.Join(same, " AND ")+"), false)"+from, nil, &found)
		return found, err
	}
	id := warehouse.Ident(l.Targets[i].Column.Name)
	odd := []string{"false"}
	if len(l.Targets) > 2 { // a row that numbers the columns
		first, second := warehouse.Ident(l.Targets[0].Column.Name), warehouse.Ident(l.Targets[1].Column.Name)
		odd = append(odd, "length("+id+") < 6 AND regexp_full_match("+first+", '[0-9]{1,3}') AND regexp_full_match("+second+", '[0-9]{1,3}')")
	}
	if l.Table.Name == "roster" {
		for _, c := range l.Columns() {
			odd = append(odd, id+" IS NULL AND regexp_matches(lower("+warehouse.Ident(c)+"), '^ *(вакан|бос |vacan)')")
		}
	}
	if err := r.db.One(r.ctx, "SELECT coalesce(bool_or("+strings.Join(odd, " OR ")+"), false)"+from, nil, &found); found || err != nil {
		return found, err
	}
	s := header.Sieve{Layout: l}
	cells := make([]string, len(l.Targets))
	into := make([]any, len(cells))
	texts := make([]string, len(cells))
	for j, c := range l.Columns() {
		into[j], texts[j] = &cells[j], "coalesce("+warehouse.Ident(c)+", '')"
	}
	query := "SELECT " + strings.Join(texts, ", ") + from + " WHERE " + id + "[1] > '9' LIMIT 1000"
	err = r.db.Each(r.ctx, query, nil, func(scan func(...any) error) error {
		err := scan(into...)
		found = found || s.NamesColumns(cells)
		return err
	})
	return found, err
}

// copied gives the SQL of a column that is copied as it stands, but for the blanks around
// its cells; edges says that there may be some.
func copied(t header.Target, edges bool, column func(int) string) string {
	names := make([]string, len(t.From))
	for i, at := range t.From {
		names[i] = column(at)
		if edges {
			names[i] = "trim(" + names[i] + ", ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239) || chr(8201) || chr(65279))"
		}
		if edges || len(t.From) > 1 {
			names[i] = "NULLIF(" + names[i] + ", '')"
		}
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

var totalsLine = regexp.MustCompile(`(?im)^[^0-9\n]{0,40}(итого|всего|общий итог|барлығы|жиыны|total)`)

// totalsAtEnd reports whether the end of a text may hold totals, which are no rows.
func totalsAtEnd(file string) bool {
	in, err := os.Open(file)
	if err != nil {
		return false
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return false
	}
	const tail = 16 << 10
	b := make([]byte, min(tail, info.Size()))
	if _, err := in.ReadAt(b, info.Size()-int64(len(b))); err != nil {
		return false
	}
	return totalsLine.Match(b)
}

func describeDelimiter(d byte) string {
	if d == '\t' {
		return "tab"
	}
	return fmt.Sprintf("%c", d)
}
