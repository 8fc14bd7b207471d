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

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
)

// money is the type of amounts: two decimals.
var money = &arrow.Decimal128Type{Precision: 38, Scale: 2}

// writeParquet writes findings.parquet for programs: the columns of findings.csv with
// full ids, amounts as decimals, dates as dates, blank as null.
func writeParquet(w io.Writer, r *run.Run, lang string) error {
	rules := map[string]run.Rule{}
	for _, x := range r.Rules {
		rules[x.ID] = x
	}
	types := map[string]arrow.DataType{
		"rank": arrow.PrimitiveTypes.Int64, "contracts": arrow.PrimitiveTypes.Int64, "amount": money,
		"share": arrow.PrimitiveTypes.Float64, "score": arrow.PrimitiveTypes.Float64,
		"date_from": arrow.FixedWidthTypes.Date32, "date_to": arrow.FixedWidthTypes.Date32,
	}
	var fields []arrow.Field
	for _, name := range strings.Fields(findingColumns) {
		t, ok := types[name]
		if !ok {
			t = arrow.BinaryTypes.String
		}
		fields = append(fields, arrow.Field{Name: name, Type: t, Nullable: true})
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
	full := mask.New(r, true)
	const batch = 1 << 16
	for start := 0; start == 0 || start < len(r.Findings); start += batch {
		b := array.NewRecordBuilder(memory.DefaultAllocator, schema)
		for i := start; i < min(start+batch, len(r.Findings)); i++ {
			f := &r.Findings[i]
			if err := appendFinding(b, f, words.Summary(lang, r.Currency, rules[f.Rule], f, full)); err != nil {
				return fmt.Errorf("finding %s: %w", f.ID, err)
			}
		}
		record := b.NewRecordBatch()
		err := out.WriteBuffered(record)
		record.Release()
		b.Release()
		if err != nil {
			return err
		}
	}
	return out.Close()
}

func appendFinding(b *array.RecordBuilder, f *run.Finding, summary string) error {
	values := []any{
		int64(f.Rank), f.ID, f.Rule, f.Kind, f.Paragraph, f.SubjectKind, f.SubjectID, f.SubjectName, f.Position, f.Unit,
		f.OtherKind, f.OtherID, f.OtherName, f.Tie, f.ViaID, f.ViaName, f.From, f.To, f.Amount, f.Contracts, f.Share,
		f.Slice, f.Score, f.Confidence, f.Status, f.Disclosed, summary,
	}
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
