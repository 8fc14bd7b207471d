package ingest_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/xuri/excelize/v2"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/warehouse"
)

// fuzzed holds a reader to what it owes for any bytes: it ends, it does not panic, what it
// cannot read is said with a next step, and what it read is accounted for.
func fuzzed(t *testing.T, name string, b []byte) {
	if len(b) > 1<<20 {
		t.Skip("larger than a minute of fuzzing should spend on one input")
	}
	began := time.Now()
	root, work := dir{name: b}.write(t), t.TempDir()
	var db *warehouse.DB // only Parquet needs the engine, and it is slow to start
	if strings.HasSuffix(name, ".parquet") {
		var err error
		if db, err = warehouse.Open(t.Context(), warehouse.Options{Memory: "512MB", Threads: 1, Temp: work, Folders: []string{root, work}}); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
	}
	in, err := ingest.Read(t.Context(), db, root, work, ingest.Options{Limits: ingest.Limits{Unpacked: 8 << 20, Ratio: 500, Members: 50}})
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("took %s", took)
	}
	if err != nil {
		all := []error{err}
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			all = joined.Unwrap()
		}
		for _, e := range all {
			f, ok := errors.AsType[*fault.Fault](e)
			if !ok {
				t.Fatalf("not said to the user: %v", e)
			}
			if f.Hint("en") == "" || !strings.Contains(f.Message("en"), stemOf(name)) {
				t.Errorf("no next step, or no file: %q hint %q", f.Message("en"), f.Hint("en"))
			}
		}
		return
	}
	for _, f := range in.Files {
		r, err := file.OpenParquetFile(f.Parquet, false)
		if err != nil {
			t.Fatal(err)
		}
		n := r.NumRows()
		_ = r.Close()
		if f.File.Rows != n+int64(len(f.Rejects))+f.Left {
			t.Errorf("%s: rows %d are not raw %d + rejected %d + left out %d", f.Place(), f.File.Rows, n, len(f.Rejects), f.Left)
		}
	}
}

func stemOf(name string) string { stem, _, _ := strings.Cut(name, "."); return stem }

func FuzzCSV(f *testing.F) {
	f.Add([]byte(roster(boss, clerk)))
	f.Add([]byte("\ufeff" + strings.ReplaceAll(roster(boss), ",", ";")))
	f.Add([]byte(rosterHeader + "\n" + boss + ",\"Обла\"\"ков\",\"Кирилл\nx\",Отдел,Эксперт,2020-01-01\n\n\"\n\"\"\"\n"))
	f.Add(cp1251("Отчёт\nИИН;ФИО;Отдел;Должность;Дата назначения\n1;2;3;4;5\nИтого;;;;\n"))
	f.Add(wide(roster(boss), true, false))
	f.Add([]byte("'iin'|'last_name'|'first_name'|'unit'|'position'|'date_from'\n'1'|'2'|'3'|'4'|'5'|''\n"))
	f.Add([]byte("a\rb\rc"))
	f.Add([]byte("\x00\x01\x02"))
	f.Fuzz(func(t *testing.T, b []byte) { fuzzed(t, "roster.csv", b) })
}

func FuzzText(f *testing.F) {
	f.Add([]byte("ИИН;ФИО;Отдел;Должность;Дата назначения\n1;2;3;4;5\n"))
	f.Add([]byte(`{"items":[{"iin":"1"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) { fuzzed(t, "выгрузка.txt", b) })
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`[{"iin":"1","last_name":"a","first_name":"b","unit":"c","position":"d","date_from":"2020-01-01"}]`))
	f.Add([]byte(`{"total":1,"items":[{"id":1,"supplier_biin":"2","contract_sum_wnds":1e3,"customer_bin":"3"}],"next_page":""}`))
	f.Add([]byte(`{"data":{"Subjects":[{"pid":1,"bin":"1","nameRu":"x","Employees":[{"iin":"2","fio":"y"}]}]},"extensions":{}}`))
	f.Add([]byte(`{"releases":[` + release("o", "2026-01-01", `"buyer":{"id":"1"},"awards":[{"id":"a","suppliers":[{"id":"2"}]}],"contracts":[{"id":"c","awardID":"a"}]`) + `]}`))
	f.Add([]byte(`{"records":[{"ocid":"o","releases":[{"ocid":"o","tag":[]},{"ocid":"o","parties":[{"beneficialOwners":[{}]}]}]}]}`))
	f.Add([]byte(strings.Repeat("[", 20000)))
	f.Add([]byte(strings.Repeat(`{"data":`, 2000)))
	f.Add([]byte(`{"items":[{"a":1},`))
	f.Fuzz(func(t *testing.T, b []byte) { fuzzed(t, "записи.json", b) })
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte("{\"iin\":\"1\",\"last_name\":\"a\",\"first_name\":\"b\",\"unit\":\"c\",\"position\":\"d\",\"date_from\":\"e\"}\n{\n{\"iin\":null}\n"))
	f.Add([]byte("{\"items\":[{\"iin\":\"1\"}]}\n{\"items\":[]}\n"))
	f.Add([]byte(release("o", "2026-01-01", `"tender":{}`) + "\n" + release("o", "2026-01-02", `"contracts":[{"id":1}]`) + "\nx\n"))
	f.Fuzz(func(t *testing.T, b []byte) { fuzzed(t, "roster.jsonl", b) })
}

func FuzzWorkbook(f *testing.F) {
	book := workbook(f, func(x *excelize.File) { fill(f, x, "Sheet1", rosterCells(boss, 5, "—")...) })
	f.Add(book)
	f.Add(book[:len(book)/2])
	f.Add(ole("EncryptedPackage"))
	f.Fuzz(func(t *testing.T, b []byte) { fuzzed(t, "кадры.xlsx", b) })
}

// FuzzSheet mutates the sheet inside a whole workbook, where a mutated archive would not
// open at all.
func FuzzSheet(f *testing.F) {
	book := workbook(f, func(x *excelize.File) {
		fill(f, x, "Sheet1", rosterCells(boss, 5, "—")...)
		must(f, x.MergeCell("Sheet1", "B2", "B3"))
	})
	files := unzipped(f, book)
	f.Add(files["xl/worksheets/sheet1.xml"], files["xl/sharedStrings.xml"])
	f.Add([]byte(`<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`), files["xl/sharedStrings.xml"])
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>iin</t></is></c></row><row r="2"><c`), []byte("<sst/>"))
	f.Fuzz(func(t *testing.T, sheet, strings []byte) {
		files := unzipped(t, book)
		files["xl/worksheets/sheet1.xml"], files["xl/sharedStrings.xml"] = sheet, strings
		fuzzed(t, "кадры.xlsx", zipped(files))
	})
}

func FuzzParquet(f *testing.F) {
	whole := parquetOf(f, roster(boss, clerk))
	f.Add(whole)
	f.Add(whole[:len(whole)-20])
	f.Fuzz(func(t *testing.T, b []byte) { fuzzed(t, "roster.parquet", b) })
}

func FuzzPacked(f *testing.F) {
	f.Add(gz([]byte(roster(boss))), true)
	f.Add(zipped(dir{"roster.csv": []byte(roster(boss)), "x/y.json": []byte(`[]`)}), false)
	f.Add(gz(gz([]byte(roster(boss)))), true)
	f.Add(zipped(dir{"../../roster.csv": []byte(roster(boss))}), false)
	f.Fuzz(func(t *testing.T, b []byte, gzip bool) {
		name := "архив.zip"
		if gzip {
			name = "roster.csv.gz"
		}
		fuzzed(t, name, b)
	})
}
