package normalise

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/pipeline/ingest"
	"adal/pipeline/ingest/plain"
	"adal/pipeline/kz"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// spellings are cells as people write them, by what they are meant to be.
func spellings(c tables.Column) []string {
	all := []string{"", "", "0", "x", "-", "12.5", "45.00", "1.2E+5", "1e3", "100,5", "+7"}
	switch c.Type {
	case tables.IIN, tables.ID:
		return append(all, number("180101100"), number("181231200"), "491240313377", "491240931402", "18010110001", "111111111111", "180101100013", "AM-TIN:1", `="491240313377"`)
	case tables.Date:
		return append(all, "2026-03-01", "01.03.2026", "2026-02-30", "31.04.2026", "0001-01-01", "9999-12-31", "2026-3-1", "1.3.2026", "01/03/2026", "2026-03-01 10:00",
			"43845", "0000-01-01", "29.02.2024", "29.02.2023", "2026-13-01", "1 марта 2026", "1969-12-31", "1970-01-01", "2026/03/01", "-2026-03-1")
	case tables.Money:
		return append(all, "1234", "1234.5", "1234.56", "-7.25", "-0", "00012.10", "999999999999999.99", "9999999999999999", "99999999999999999", "1 234,56", "12.", ".5", "1234.567", "тенге", "--1", "1_000", "0x10", "1e2")
	case tables.Percent:
		return append(all, "0", "100", "100.00000001", "33.33333333", "33.333333333", "-1", "-0", "5%", "7,5", "0.00000001", "050")
	case tables.Year:
		return append(all, "2026", "1900", "2200", "1899", "2201", "26", "2026.0", "02026")
	case tables.Word, tables.Strict, tables.List, tables.Bool:
		words := slices.Sorted(maps.Keys(c.Words))
		for _, w := range slices.Concat(words, tables.Yes, tables.No) {
			all = append(all, w, strings.ToUpper(w))
		}
		if len(words) > 1 {
			all = append(all, words[0]+";"+words[1], words[1]+", "+words[0], words[0]+";?", ";", words[0]+";"+words[0], " "+words[0])
		}
		return all
	default:
		return append(all, "Облаков", "262013.000.000012", "12,0", "0.0", "00", "a.b", "1.0.0", "10000001", "7E+02", "12.300", `="45"`, "=x")
	}
}

// number is a valid number that begins so.
func number(begins string) string {
	for i := range 1000 {
		if s := fmt.Sprintf("%s%03d", begins, i); kz.IsID(s) {
			return s
		}
	}
	return ""
}

// Whatever package plain takes for plain, the first cast here reads the same, and finds nothing
// more to be said of the row: on random rows of every table.
func TestPlainIsTheFirstCast(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	agreed := map[tables.Type]int{}
	for _, table := range tables.All {
		if table.Closed {
			continue
		}
		columns := make([]string, len(table.Columns))
		for i, c := range table.Columns {
			columns[i] = c.Name
		}
		rows := plain.Of(table, columns)
		alone, of := make([]*plain.Rows, len(columns)), make([][]string, len(columns))
		for i, c := range table.Columns {
			alone[i], of[i] = plain.Of(tables.Table{Name: "x", Columns: []tables.Column{c}}, columns[i:i+1]), spellings(c)
		}
		var kept [][]string
		var typed [][]string
		for range 1000 {
			cells := make([][]byte, len(columns))
			texts := make([]string, len(columns))
			for i := range table.Columns {
				s := of[i][random.IntN(len(of[i]))]
				// nearly all cells are good ones, or no row of many columns would be plain
				for range 30 {
					if _, verdict := alone[i].Read([][]byte{[]byte(s)}); verdict == plain.Plain {
						break
					}
					s = of[i][random.IntN(len(of[i]))]
				}
				cells[i], texts[i] = []byte(s), s
			}
			read, verdict := rows.Read(cells)
			if verdict != plain.Plain {
				continue
			}
			kept = append(kept, texts)
			typed = append(typed, shown(table, read))
			for i, c := range table.Columns {
				if texts[i] != "" {
					agreed[c.Type]++
				}
			}
		}
		if len(kept) == 0 {
			t.Errorf("%s: no row was plain", table.Name)
			continue
		}
		for i, got := range cast(t, table, columns, kept) {
			if want := strings.Join(typed[i], "|") + "|false"; got != want {
				t.Errorf("%s: %q\nplain %s\ncast  %s", table.Name, kept[i], want, got)
				break
			}
		}
	}
	for _, kind := range []tables.Type{tables.Text, tables.IIN, tables.ID, tables.Date, tables.Money, tables.Percent, tables.Year, tables.Bool, tables.Word, tables.Strict, tables.List} {
		if agreed[kind] < 30 {
			t.Errorf("type %d: %d cells were compared", kind, agreed[kind])
		}
	}
}

// shown writes typed cells as the engine does.
func shown(table tables.Table, cells []plain.Cell) []string {
	texts := make([]string, len(cells))
	for i, c := range cells {
		n := c.Number
		switch kind := table.Columns[i].Type; {
		case c.Blank:
		case kind == tables.Date:
			texts[i] = strconv.FormatInt(n, 10)
		case kind == tables.Money:
			texts[i] = strconv.FormatInt(n, 10)
		case kind == tables.Percent:
			texts[i] = strconv.FormatInt(n, 10)
		case kind == tables.Year:
			texts[i] = strconv.FormatInt(n, 10)
		case kind == tables.Bool:
			texts[i] = strconv.FormatBool(n == 1)
		default:
			texts[i] = string(c.Text)
		}
	}
	return texts
}

// cast types rows as Tables does those that were not typed while they were read.
func cast(t *testing.T, table tables.Table, columns []string, rows [][]string) []string {
	t.Helper()
	work := t.TempDir()
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	_ = w.Write(append([]string{"_row"}, columns...))
	for i, r := range rows {
		_ = w.Write(append([]string{strconv.Itoa(i)}, r...))
	}
	w.Flush()
	file := filepath.Join(work, "rows.csv")
	if err := os.WriteFile(file, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	db, err := warehouse.Open(ctx, warehouse.Options{Memory: "1GB", Threads: 1, Temp: work, Folders: []string{work}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	raw := filepath.Join(work, "raw.parquet")
	read := "SELECT CAST(_row AS BIGINT) AS _row, * EXCLUDE _row FROM read_csv(" + warehouse.Quote(file) + ", all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')"
	if _, err := db.Snapshot(ctx, read, raw); err != nil {
		t.Fatal(err)
	}
	in := &ingest.Input{Files: []ingest.Raw{{Columns: columns, Parquet: raw}}}
	in.Files[0].File.Table, in.Files[0].File.No = table.Name, 1
	if err := prepared(ctx, db, in); err != nil {
		t.Fatal(err)
	}
	var shown []string
	for _, c := range table.Columns {
		name := warehouse.Ident(c.Name)
		switch c.Type {
		case tables.Date:
			name = "date_diff('day', DATE '1970-01-01', " + name + ")"
		case tables.Money:
			name = "CAST(CAST(" + name + " AS DECIMAL(30, 2)) * 100 AS BIGINT)"
		case tables.Percent:
			name = "CAST(CAST(" + name + " AS DECIMAL(30, 8)) * 100000000 AS BIGINT)"
		default:
		}
		shown = append(shown, "coalesce(CAST("+name+" AS VARCHAR), '')")
	}
	query := fmt.Sprintf("SELECT concat_ws('|', %s, CAST(odd AS VARCHAR)) AS row FROM (SELECT *, %s OR %s AS odd FROM (%s)) ORDER BY src",
		strings.Join(shown, ", "), odd(table), decimal(table), typedSelect(table))
	type row struct{ Row string }
	found, err := warehouse.All[row](ctx, db, query, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]string, len(found))
	for i, f := range found {
		all[i] = f.Row
	}
	if len(all) != len(rows) {
		t.Fatalf("%s: %d rows of %d", table.Name, len(all), len(rows))
	}
	return all
}
