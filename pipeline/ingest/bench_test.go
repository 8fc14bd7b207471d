package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"adal/pipeline/ingest"
	"adal/pipeline/warehouse"
)

const benchRows = 200_000

// BenchmarkRead reads one table of contracts in several forms, beside the engine's own
// reading of the same CSV to Parquet. MB/s are of the file as it lies on disk.
func BenchmarkRead(b *testing.B) {
	header := []string{"contract_id", "root_id", "customer_bin", "customer", "supplier_id", "supplier", "number", "signed_on", "year", "amount", "method_id", "method", "category", "description"}
	row := func(i int) []string {
		return []string{fmt.Sprint(10_000_000 + i), fmt.Sprint(10_000_000 + i), buyer, "Министерство степного развития", firm, "ТОО «Алтын Тырна»", fmt.Sprintf("Д-%d", i),
			"2025-03-01", "2025", fmt.Sprintf("%d.00", 1000+i), "2", "Открытый конкурс", "262013.000.000012", "Компьютеры и мониторы, поставка по заявке"}
	}
	var csv, russian, lines strings.Builder
	csv.WriteString(strings.Join(header, ",") + "\n")
	russian.WriteString("Ид;Ид основного договора;БИН заказчика;Наименование заказчика;БИН поставщика;Наименование поставщика;Номер договора;Дата заключения;Финансовый год;Сумма договора с НДС;Код способа закупки;Способ закупки;Код ЕНС ТРУ;Описание\r\n")
	for i := range benchRows {
		r := row(i)
		csv.WriteString(strings.Join(r[:13], ",") + ",\"" + r[13] + "\"\n")
		russian.WriteString(strings.Join(r, ";") + "\r\n")
		lines.WriteString("{")
		for j, h := range header {
			if j > 0 {
				lines.WriteString(",")
			}
			fmt.Fprintf(&lines, "%q:%q", h, r[j])
		}
		lines.WriteString("}\n")
	}
	const sheetRows = benchRows / 4
	x := excelize.NewFile()
	sw, err := x.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	cells := make([]any, len(header))
	for i := range sheetRows {
		r := header
		if i > 0 {
			r = row(i)
		}
		for j := range r {
			cells[j] = r[j]
		}
		if err := sw.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			b.Fatal(err)
		}
	}
	if err := sw.Flush(); err != nil {
		b.Fatal(err)
	}
	book := filepath.Join(b.TempDir(), "contracts.xlsx")
	if err := x.SaveAs(book); err != nil {
		b.Fatal(err)
	}
	packed, err := os.ReadFile(book)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		file string
		b    []byte
		rows int64
	}{
		{"csv", "contracts.csv", []byte(csv.String()), benchRows},
		{"csv-1251", "договоры.csv", cp1251(russian.String()), benchRows},
		{"csv-rows", "contracts.csv", append([]byte(csv.String()), '\n', '\n', '1', '\n'), benchRows},
		{"jsonl", "contracts.jsonl", []byte(lines.String()), benchRows},
		{"xlsx", "contracts.xlsx", packed, sheetRows - 1},
		{"duckdb-csv", "contracts.csv", []byte(csv.String()), benchRows},
	} {
		b.Run(c.name, func(b *testing.B) {
			root := dir{c.file: c.b}.write(b)
			b.SetBytes(int64(len(c.b)))
			b.ResetTimer()
			for b.Loop() {
				b.StopTimer()
				work := b.TempDir()
				db, err := warehouse.Open(b.Context(), warehouse.Options{Memory: "2GB", Temp: work, Folders: []string{root, work}})
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if c.name == "duckdb-csv" {
					if _, err := db.Snapshot(b.Context(), "SELECT * FROM read_csv("+warehouse.Quote(filepath.Join(root, c.file))+", all_varchar = true)", filepath.Join(work, "x.parquet")); err != nil {
						b.Fatal(err)
					}
				} else {
					in, err := ingest.Read(b.Context(), db, root, work, ingest.Options{})
					if err != nil {
						b.Fatal(err)
					}
					if got := in.Files[0].File.Rows - in.Files[0].File.Rejected; got != c.rows {
						b.Fatalf("rows %d", got)
					}
				}
				b.StopTimer()
				_ = db.Close()
				b.StartTimer()
			}
		})
	}
}
