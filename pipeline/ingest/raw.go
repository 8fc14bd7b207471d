package ingest

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
)

// rawWriter writes rows of text with their source row as Parquet, in batches.
type rawWriter struct {
	file    *os.File
	out     *pqarrow.FileWriter
	builder *array.RecordBuilder
	rows    *array.Int64Builder
	cells   []*array.StringBuilder
	pending int
	closed  bool
}

const rawBatch = 16384

func newRawWriter(path string, columns []string) (*rawWriter, error) {
	fields := []arrow.Field{{Name: "_row", Type: arrow.PrimitiveTypes.Int64}}
	for _, c := range columns {
		fields = append(fields, arrow.Field{Name: c, Type: arrow.BinaryTypes.String, Nullable: true})
	}
	schema := arrow.NewSchema(fields, nil)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("write the raw snapshot: %w", err)
	}
	out, err := pqarrow.NewFileWriter(schema, f, parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Snappy)), pqarrow.DefaultWriterProps())
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("write the raw snapshot: %w", err)
	}
	w := &rawWriter{file: f, out: out, builder: array.NewRecordBuilder(memory.DefaultAllocator, schema)}
	w.rows = w.builder.Field(0).(*array.Int64Builder)
	for i := range columns {
		w.cells = append(w.cells, w.builder.Field(i+1).(*array.StringBuilder))
	}
	return w, nil
}

func (w *rawWriter) add(row int64, cells []string) error {
	w.rows.Append(row)
	for i, c := range cells {
		if c == "" {
			w.cells[i].AppendNull()
		} else {
			w.cells[i].Append(c)
		}
	}
	if w.pending++; w.pending < rawBatch {
		return nil
	}
	return w.flush()
}

func (w *rawWriter) flush() error {
	w.pending = 0
	batch := w.builder.NewRecordBatch()
	defer batch.Release()
	if err := w.out.Write(batch); err != nil {
		return fmt.Errorf("write the raw snapshot: %w", err)
	}
	return nil
}

func (w *rawWriter) close() error {
	if err := w.flush(); err != nil {
		return err
	}
	w.closed = true
	w.builder.Release()
	if err := w.out.Close(); err != nil { // closes the file too
		return fmt.Errorf("write the raw snapshot: %w", err)
	}
	return nil
}

// abort frees what close has not.
func (w *rawWriter) abort() {
	if !w.closed {
		w.closed = true
		w.builder.Release()
		_ = w.file.Close()
	}
}

// parquet takes a Parquet file, every column as text. The engine copies what is copied as
// it stands; the rest goes row by row.
func (r *reader) parquet(it *item) error {
	if r.db == nil {
		return fault.Data("needs_engine", "place", it.place())
	}
	source := "read_parquet(" + warehouse.Quote(it.disk) + ")"
	damaged := func(what fault.Term, err error) error {
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		return fault.Data("damaged_parquet", "place", it.place(), "what", what, "cause", firstLine(err, it))
	}
	var header []string
	err := r.db.Each(r.ctx, "SELECT column_name FROM (DESCRIBE SELECT * FROM "+source+")", nil, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		header = append(header, name)
		return err
	})
	if err != nil {
		return damaged(fault.Say("unreadable_parquet"), err)
	}
	for _, given := range it.entries("", 1) {
		src := Source{Format: "parquet", Packed: it.packed, Mapped: given != nil}
		g := &parquetGrid{header: header}
		t, ok, err := r.recognise(it, "", g, given, src)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		t.src.HeaderRow = 0
		l := t.header.layout
		text := func(at int) string { return "CAST(" + warehouse.Ident(header[at]) + " AS VARCHAR)" }
		odd, err := r.oddParquet(l, source, text)
		if err != nil {
			return damaged(fault.Say("cut_parquet"), err)
		}
		if l.direct() && !odd {
			raw := Raw{Part: it.part, Source: t.src, Columns: l.columns(), FirstRow: 1, Parquet: r.temp(l.table.Name + ".parquet"),
				File: run.File{Table: l.table.Name, Path: it.path, Format: "parquet", SHA256: it.sha256, Bytes: it.bytes}}
			var picked []string
			for _, x := range l.targets {
				picked = append(picked, copied(x, true, text))
			}
			if err := r.db.Snapshot(r.ctx, "SELECT "+strings.Join(picked, ", ")+" FROM "+source, raw.Parquet); err != nil {
				return damaged(fault.Say("cut_parquet"), err)
			}
			if err := r.db.One(r.ctx, "SELECT count(*) FROM read_parquet("+warehouse.Quote(raw.Parquet)+")", nil, &raw.File.Rows); err != nil {
				return err
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
		columns := make([]string, len(header))
		for i := range header {
			columns[i] = "coalesce(" + text(i) + ", '')"
		}
		cells := make([]string, len(header))
		into := make([]any, len(header))
		for i := range cells {
			into[i] = &cells[i]
		}
		row := int64(0)
		err = r.db.Each(r.ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+source, nil, func(scan func(...any) error) error {
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
func (r *reader) oddParquet(l *layout, source string, text func(int) string) (bool, error) {
	var words, tests []string
	for _, w := range slices.Concat(slices.Collect(maps.Keys(nothings)), slices.Collect(maps.Keys(openForms))) {
		words = append(words, warehouse.Quote(w))
	}
	slices.Sort(words)
	for _, t := range l.targets {
		for _, at := range t.from {
			tests = append(tests, text(at)+" IN ("+strings.Join(words, ", ")+")")
			if names[t.column.Name] {
				tests = append(tests, "regexp_matches("+text(at)+`, '[A-Za-z]\p{Cyrillic}|\p{Cyrillic}[A-Za-z]')`)
			}
		}
	}
	if len(tests) == 0 {
		return false, nil
	}
	var odd bool
	err := r.db.One(r.ctx, "SELECT coalesce(bool_or("+strings.Join(tests, " OR ")+"), false) FROM "+source, nil, &odd)
	return odd, err
}

// firstLine is what an engine says of a file, without where the file lies here.
func firstLine(err error, it *item) string {
	s, _, _ := strings.Cut(err.Error(), "\n")
	return strings.ReplaceAll(s, it.disk, it.place())
}

// parquetGrid is the header of a Parquet file as a grid, for the search of a header.
type parquetGrid struct {
	header []string
	given  bool
}

func (g *parquetGrid) next() (int64, []string, error) {
	if g.given {
		return 0, nil, io.EOF
	}
	g.given = true
	return 1, g.header, nil
}

func (g *parquetGrid) close() error { return nil }
