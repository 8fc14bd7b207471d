package ingest

import (
	"fmt"
	"os"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
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
