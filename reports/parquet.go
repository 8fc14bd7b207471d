package reports

import (
	"fmt"
	"io"
	"math/big"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"adal/reports/view"
)

// money is the type of amounts: two decimals.
var money = &arrow.Decimal128Type{Precision: 38, Scale: 2}

// parquetTypes are the types of the columns by their kind, text where there is none.
var parquetTypes = map[view.Kind]arrow.DataType{
	view.Integer: arrow.PrimitiveTypes.Int64, view.Money: money, view.Share: arrow.PrimitiveTypes.Float64,
	view.Points: arrow.PrimitiveTypes.Float64, view.Date: arrow.FixedWidthTypes.Date32,
}

// writeParquet writes findings.parquet for programs: the columns of findings.csv with amounts
// as decimals, dates as dates, blank as null.
func writeParquet(w io.Writer, table *view.Table) error {
	var fields []arrow.Field
	for _, c := range table.Columns {
		t, ok := parquetTypes[c.Kind]
		if !ok {
			t = arrow.BinaryTypes.String
		}
		fields = append(fields, arrow.Field{Name: c.Title, Type: t, Nullable: true})
	}
	schema := arrow.NewSchema(fields, nil)
	out, err := pqarrow.NewFileWriter(schema, w,
		// Without dictionaries: a column that outgrows its dictionary is listed with two kinds
		// of pages, in an order that the library leaves to chance.
		parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithDictionaryDefault(false), parquet.WithCreatedBy("adal")),
		pqarrow.NewArrowWriterProperties(pqarrow.WithStoreSchema()))
	if err != nil {
		return err
	}
	const batch = 1 << 16
	b := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer b.Release()
	flush := func() error {
		record := b.NewRecordBatch()
		defer record.Release()
		return out.WriteBuffered(record)
	}
	n := 0
	for values := range table.Rows {
		if err := appendRow(b, values); err != nil {
			return fmt.Errorf("row %d: %w", n+1, err)
		}
		if n++; n%batch == 0 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if n == 0 || n%batch != 0 {
		if err := flush(); err != nil {
			return err
		}
	}
	return out.Close()
}

func appendRow(b *array.RecordBuilder, values []any) error {
	for i, v := range values {
		switch column := b.Field(i).(type) {
		case *array.StringBuilder:
			if s := v.(string); s != "" {
				column.Append(s)
			} else {
				column.AppendNull()
			}
		case *array.Int64Builder:
			switch n := v.(type) {
			case int64:
				column.Append(n)
			case *int64:
				if n != nil {
					column.Append(*n)
				} else {
					column.AppendNull()
				}
			}
		case *array.Float64Builder:
			switch n := v.(type) {
			case float64:
				column.Append(n)
			case *float64:
				if n != nil {
					column.Append(*n)
				} else {
					column.AppendNull()
				}
			}
		case *array.Date32Builder:
			if v == "" {
				column.AppendNull()
				continue
			}
			day, err := time.Parse(time.DateOnly, v.(string))
			if err != nil {
				return err
			}
			column.Append(arrow.Date32FromTime(day))
		case *array.Decimal128Builder:
			if v == "" {
				column.AppendNull()
				continue
			}
			tiyn, err := parseMoney(v.(string))
			if err != nil {
				return err
			}
			column.Append(tiyn)
		}
	}
	return nil
}

// parseMoney reads tenge with at most two decimals, exactly.
func parseMoney(s string) (decimal128.Num, error) {
	whole, frac, _ := strings.Cut(s, ".")
	if len(frac) > 2 {
		return decimal128.Num{}, fmt.Errorf("amount %q has more than two decimals", s)
	}
	n, ok := new(big.Int).SetString(whole+(frac + "00")[:2], 10)
	if !ok || len(new(big.Int).Abs(n).Text(10)) > 38 {
		return decimal128.Num{}, fmt.Errorf("amount %q is not money", s)
	}
	return decimal128.FromBigInt(n), nil
}
