package plain

import (
	"fmt"
	"os"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"adal/pipeline/tables"
)

// RowColumn is the column of the number of a row in its source file.
const RowColumn = "_row"

// batch is how many rows are written at once, as one row group: the engine shares row groups out
// to its threads.
const batch = 1 << 16

// most is about how many bytes of text are written at once, however few rows they are.
const most = 64 << 20

// File writes typed rows as Parquet, for the engine to read once. Batches are written beside the
// reading of the next.
type File struct {
	rows    *array.Int64Builder
	columns []func(Cell)
	builder *array.RecordBuilder
	pending int   // rows
	bytes   int   // of their texts
	Rows    int64 // written so far

	batches chan arrow.RecordBatch
	done    chan error
	closed  bool
}

// Create begins a file of rows with these columns of a table.
func Create(path string, t tables.Table, columns []string) (*File, error) {
	fields := []arrow.Field{{Name: RowColumn, Type: arrow.PrimitiveTypes.Int64}}
	for _, name := range columns {
		c, _ := t.Column(name)
		fields = append(fields, arrow.Field{Name: name, Type: arrowType(c.Type), Nullable: true})
	}
	schema := arrow.NewSchema(fields, nil)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("write the typed rows: %w", err)
	}
	properties := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Uncompressed), parquet.WithDictionaryDefault(false),
		parquet.WithStats(false), parquet.WithStoreDecimalAsInteger(true), parquet.WithMaxRowGroupLength(batch))
	out, err := pqarrow.NewFileWriter(schema, f, properties, pqarrow.DefaultWriterProps())
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("write the typed rows: %w", err)
	}
	w := &File{builder: array.NewRecordBuilder(memory.DefaultAllocator, schema), batches: make(chan arrow.RecordBatch, 1), done: make(chan error, 1)}
	w.rows = w.builder.Field(0).(*array.Int64Builder)
	for i := range columns {
		w.columns = append(w.columns, appender(w.builder.Field(i+1)))
	}
	go w.write(out)
	return w, nil
}

func arrowType(t tables.Type) arrow.DataType {
	switch t {
	case tables.Date:
		return arrow.FixedWidthTypes.Date32
	case tables.Money:
		return &arrow.Decimal128Type{Precision: 18, Scale: 2}
	case tables.Percent:
		return &arrow.Decimal128Type{Precision: 18, Scale: 8}
	case tables.Year:
		return arrow.PrimitiveTypes.Int32
	case tables.Bool:
		return arrow.FixedWidthTypes.Boolean
	default:
		return arrow.BinaryTypes.String
	}
}

// appender adds a cell to a column.
func appender(b array.Builder) func(Cell) {
	var number func(int64)
	switch b := b.(type) {
	case *array.StringBuilder:
		return func(c Cell) {
			if c.Blank {
				b.AppendNull()
			} else {
				b.BinaryBuilder.Append(c.Text)
			}
		}
	case *array.Date32Builder:
		number = func(n int64) { b.Append(arrow.Date32(n)) }
	case *array.Decimal128Builder:
		number = func(n int64) { b.Append(decimal128.FromI64(n)) }
	case *array.Int32Builder:
		number = func(n int64) { b.Append(int32(n)) }
	case *array.BooleanBuilder:
		number = func(n int64) { b.Append(n == 1) }
	}
	return func(c Cell) {
		if c.Blank {
			b.AppendNull()
		} else {
			number(c.Number)
		}
	}
}

// Add writes a row.
func (f *File) Add(row int64, cells []Cell) {
	f.rows.Append(row)
	for i, c := range cells {
		f.columns[i](c)
		f.bytes += len(c.Text)
	}
	f.Rows++
	if f.pending++; f.pending == batch || f.bytes > most {
		f.send()
	}
}

func (f *File) send() {
	f.pending, f.bytes = 0, 0
	f.batches <- f.builder.NewRecordBatch()
}

// write takes the batches as they come; after a fault it lets them go by.
func (f *File) write(out *pqarrow.FileWriter) {
	var failed error
	for b := range f.batches {
		if failed == nil {
			failed = out.Write(b)
		}
		b.Release()
	}
	if err := out.Close(); failed == nil { // closes the file too
		failed = err
	}
	f.done <- failed
}

// Close ends the file; a second time it does nothing.
func (f *File) Close() error {
	if f.closed {
		return nil
	}
	f.closed = true
	if f.pending > 0 {
		f.send()
	}
	close(f.batches)
	f.builder.Release()
	if err := <-f.done; err != nil {
		return fmt.Errorf("write the typed rows: %w", err)
	}
	return nil
}
