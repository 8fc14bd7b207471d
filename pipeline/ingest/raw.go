package ingest

import (
	"context"
	"fmt"
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
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// rawWriter writes rows of text with their source row as Parquet, in batches.
type rawWriter struct {
	file    *os.File
	out     *pqarrow.FileWriter
	builder *array.RecordBuilder
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
	out, err := pqarrow.NewFileWriter(schema, f, parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd)), pqarrow.DefaultWriterProps())
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("write the raw snapshot: %w", err)
	}
	return &rawWriter{file: f, out: out, builder: array.NewRecordBuilder(memory.DefaultAllocator, schema)}, nil
}

func (w *rawWriter) add(row int64, cells []string) error {
	w.builder.Field(0).(*array.Int64Builder).Append(row)
	for i, c := range cells {
		b := w.builder.Field(i + 1).(*array.StringBuilder)
		if c == "" {
			b.AppendNull()
		} else {
			b.Append(c)
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
		w.builder.Release()
		_ = w.file.Close()
	}
}

// parquet takes a Parquet file as it is, every column as text.
func (r reader) parquet(ctx context.Context, f run.File) (*Raw, []run.Reject, error) {
	table, _ := tables.ByName(f.Table)
	source := "read_parquet(" + warehouse.Quote(r.file) + ")"
	var header []string
	err := r.db.Each(ctx, "SELECT column_name FROM (DESCRIBE SELECT * FROM "+source+")", nil, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		header = append(header, name)
		return err
	})
	if err != nil {
		return nil, nil, fault.Data("write it again with the program it comes from", "%s: not a readable Parquet file: %v", f.Path, err)
	}
	position, ignored, err := columns(table, f.Path, header)
	if err != nil {
		return nil, nil, err
	}
	f.Unknown = strings.Join(ignored, ", ")
	raw := &Raw{File: f, Ignored: ignored, Parquet: r.raw, FirstRow: 1}
	var picked []string
	for _, c := range table.Columns {
		if i, ok := position[c.Name]; ok {
			raw.Columns = append(raw.Columns, c.Name)
			picked = append(picked, fmt.Sprintf("CAST(%s AS VARCHAR) AS %s", warehouse.Ident(header[i]), warehouse.Ident(c.Name)))
		}
	}
	if err := r.db.WriteParquet(ctx, "SELECT "+strings.Join(slices.Clip(picked), ", ")+" FROM "+source, r.raw, nil); err != nil {
		return nil, nil, fault.Data("write it again with the program it comes from", "%s: cannot be read to its end: %v", f.Path, err)
	}
	return raw, nil, r.db.One(ctx, "SELECT count(*) FROM read_parquet("+warehouse.Quote(r.raw)+")", nil, &raw.File.Rows)
}
