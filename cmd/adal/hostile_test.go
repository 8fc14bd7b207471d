package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// hostile is fixtures/hostile/cells; its README says what the reports show for each.
var hostile, _ = filepath.Abs("../../fixtures/hostile/cells")

// TestHostileCells looks at what the reports make of each cell. With cell.Neutral giving
// back its argument it fails in CSV and XLSX.
func TestHostileCells(t *testing.T) {
	t.Parallel()
	r := filepath.Join(t.TempDir(), "run")
	must(t, "scan", "--data", hostile, "--period", "2026Q3", "--out", r, "--max-rejects", "50%", "--lang", "en")
	if code, out, _ := adal(t, "verify", r, "--data", hostile, "--lang", "en"); code != 0 {
		t.Errorf("verify: exit %d\n%s", code, out)
	}

	names := map[string]bool{}
	for _, f := range table(t, filepath.Join(r, "findings.csv")) {
		names[f["other_name"]] = true
	}
	for _, want := range []string{
		`'=HYPERLINK("http://example.invalid/"&A1,"щёлкни")`, `'+7 (000) 0000001 | calc`, `'-2+3+cmd|' /C calc'!A0`, `'@SUM(1+1)*cmd|' /C calc'!A0`,
		`'=1+1`, `<script>alert('x')</script><img src=x onerror=alert(1)>`, `ТОО "Кавычка"; O'Neil, \"); DROP TABLE roster; --`,
		`{{.Secret}} ${jndi:ldap://example.invalid/a} %s%n $1`, `../../../etc/passwd`, `" onmouseover="alert(1)" style="position:fixed`,
		`]]></script><!--<svg onload=alert(1)>`, `ТОО «НУЛЬ»`,
	} {
		if !names[want] {
			t.Errorf("findings.csv has no other_name %s", want)
		}
	}

	nothingRuns(t, r)

	// HTML: nothing of the data is markup, nothing comes from elsewhere.
	b, err := os.ReadFile(filepath.Join(r, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(b)
	if !regexp.MustCompile(`(?i)<meta http-equiv="?Content-Security-Policy"? content="[^"]*default-src 'none'`).MatchString(page) {
		t.Error("the page has no policy that forbids everything by default")
	}
	for _, bad := range []string{"<script>alert", "<img src=x", "<svg onload", `" onmouseover="`, "<b>Отдел</b>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s as markup", bad)
		}
	}
	if !strings.Contains(page, "&lt;script&gt;alert(") {
		t.Error("the page does not show the name with a script as text")
	}
	if out := regexp.MustCompile(`(?i)(src|href|action)\s*=\s*["']?\s*(https?:|//|data:text|javascript:)[^"'> ]*|url\(\s*["']?https?:|@import`).FindString(page); out != "" {
		t.Errorf("the page refers to %s", out)
	}

	// JSON: every line is an object with the name as the source has it.
	b, err = os.ReadFile(filepath.Join(r, "findings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		var f map[string]any
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Errorf("a line of findings.jsonl is no JSON: %v", err)
		}
	}

	// The terminal: nothing steers it.
	for _, args := range [][]string{{"diff", r, r}, {"explain", r, "1"}, {"explain", r, "3"}, {"verify", r}} {
		if out := must(t, args...); strings.ContainsFunc(out, func(c rune) bool { return c < ' ' && c != '\n' || c == 0x7f }) {
			t.Errorf("%s prints a control character", args[0])
		} else if strings.ContainsAny(out, "\u202e\u2066") {
			t.Errorf("%s prints a right-to-left mark", args[0])
		}
	}
}

// The annual report carries its contracts as JSON inside the page: a cell can neither end
// that element nor become markup, and what the script shows is the text of the source.
// Without the escaping of encoding/json, which SetEscapeHTML(false) would switch off, it fails.
func TestHostileLedger(t *testing.T) {
	t.Parallel()
	r := filepath.Join(t.TempDir(), "run")
	must(t, "concentration", "--data", hostile, "--year", "2026", "--out", r, "--max-rejects", "50%", "--lang", "en")
	nothingRuns(t, r)
	page, ledger := readLedger(t, r)
	for _, bad := range []string{"<script>alert", "<img src=x", "<svg onload", `="" onmouseover="`} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s as markup", bad)
		}
	}
	if n := strings.Count(page, "<script"); n != 2 || strings.Count(page, "</script") != n || strings.Contains(page, "<!--") {
		t.Errorf("%d scripts open, %d close", n, strings.Count(page, "</script"))
	}
	names := map[string]bool{}
	for _, s := range ledger.Suppliers {
		names[s[0]] = true
	}
	for _, want := range []string{
		`<script>alert('x')</script><img src=x onerror=alert(1)>`, `]]></script><!--<svg onload=alert(1)>`, `" onmouseover="alert(1)" style="position:fixed`,
		`=HYPERLINK("http://example.invalid/"&A1,"щёлкни")`, `ТОО "Кавычка"; O'Neil, \"); DROP TABLE roster; --`,
	} {
		if !names[want] {
			t.Errorf("the ledger has no supplier %s", want)
		}
	}
	for _, c := range ledger.clickables(page) {
		if want := ledger.text(t, "en", c); c.text != want {
			t.Errorf("%v: the page says %s, the contracts it opens %s", ledger.title(c), c.text, want)
		}
	}
}

// nothingRuns looks for formulas in the tables and the workbook of a run.
func nothingRuns(t *testing.T, r string) {
	t.Helper()
	// CSV: no cell is a formula, no cell has a NUL.
	files, err := filepath.Glob(filepath.Join(r, "*.csv"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%v %v", files, err)
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, record := range records {
			for _, cell := range record {
				if formula(cell) {
					t.Errorf("%s: a cell is a formula: %q", filepath.Base(path), cell)
				}
				if strings.ContainsRune(cell, 0) {
					t.Errorf("%s: a NUL in %q", filepath.Base(path), cell)
				}
			}
		}
	}

	// XLSX: no formula but the counts of the summary, and no text a spreadsheet would make one of.
	book, err := excelize.OpenFile(filepath.Join(r, "report.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	cells := 0
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for k, cell := range row {
				cells++
				at, _ := excelize.CoordinatesToCellName(k+1, i+1)
				if f, _ := book.GetCellFormula(sheet, at); f != "" && (sheet != book.GetSheetName(0) || !strings.HasPrefix(f, "COUNT")) {
					t.Errorf("%s!%s is the formula %q", sheet, at, f)
				}
				if formula(cell) {
					t.Errorf("%s!%s is %q", sheet, at, cell)
				}
			}
		}
	}
	if cells < 100 {
		t.Errorf("only %d cells in the workbook", cells)
	}
	if err := book.Close(); err != nil {
		t.Error(err)
	}
}

// formula reports whether a spreadsheet would take a text for a formula. Plain numbers
// are none.
func formula(cell string) bool {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return false
	}
	_, err := strconv.ParseFloat(cell, 64)
	return err != nil
}

// one is a data folder with the least a scan needs.
func one(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, data, "roster.csv", rosterHead+"551206100013,Формулин,Сырым,Отдел,Начальник,2015-01-05,\n")
	return data
}

const rosterHead = "iin,last_name,first_name,unit,position,date_from,date_to\n"

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestHostileFiles(t *testing.T) {
	t.Parallel()
	scan := func(t *testing.T, data string) (run string, code int, errs string) {
		run = filepath.Join(t.TempDir(), "run")
		began := time.Now()
		code, _, errs = adal(t, "scan", "--data", data, "--period", "2026Q3", "--out", run, "--lang", "en")
		if took := time.Since(began); took > time.Minute {
			t.Errorf("took %v", took)
		}
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(run), ".*")); len(left) > 0 {
			t.Errorf("left over: %v", left)
		}
		return run, code, errs
	}
	fails := func(t *testing.T, data, want string) {
		t.Helper()
		run, code, errs := scan(t, data)
		if code != exitFailed || !strings.Contains(errs, want) || strings.Contains(errs, "goroutine ") {
			t.Errorf("exit %d, want an error with %q:\n%.1000s", code, want, errs)
		}
		if _, err := os.Lstat(run); err == nil {
			t.Error("there is a run")
		}
	}

	t.Run("a cell of 10 MB", func(t *testing.T) {
		data := one(t)
		size := 10 << 20
		if !long() {
			size = 1 << 20
		}
		big := strings.Repeat("Ж", size/2)
		put(t, data, "suppliers.csv", "supplier_id,name,kind,commercial\n491240400004,"+big+",company,yes\n")
		put(t, data, "supplier_people.csv", "supplier_id,holder_id,role,share_pct,date_from,date_to\n491240400004,551206100013,founder,50,2012-01-01,\n")
		run, code, errs := scan(t, data)
		if code != 0 {
			t.Fatalf("exit %d\n%.1000s", code, errs)
		}
		if rows := table(t, filepath.Join(run, "findings.csv")); len(rows) == 0 || len(rows[0]["other_name"]) == 0 {
			t.Errorf("no finding about the firm with the long name")
		}
		book, err := excelize.OpenFile(filepath.Join(run, "report.xlsx"))
		if err != nil {
			t.Fatalf("the workbook does not open: %v", err)
		}
		_ = book.Close()
		letter := filepath.Join(t.TempDir(), "letter.docx")
		must(t, "letter", run, "--out", letter)
		if text := document(t, letter); len(text) > 1<<16 {
			t.Errorf("the letters are %d bytes long", len(text))
		}
		_, picture, _ := strings.Cut(must(t, "explain", run, "1", "--lang", "en"), "\nDrawing (")
		if picture, _, _ = strings.Cut(picture, "\n\n"); len(picture) > 1<<12 {
			t.Errorf("the drawing is %d bytes long", len(picture))
		}
	})
	t.Run("deep JSON", func(t *testing.T) {
		data := one(t)
		put(t, data, "contracts.json", strings.Repeat(`{"a":[`, 100_000))
		fails(t, data, "contracts.json")
	})
	t.Run("deep JSON that is closed", func(t *testing.T) {
		data := one(t)
		put(t, data, "contracts.json", `[{"contract_id":`+strings.Repeat("[", 100_000)+strings.Repeat("]", 100_000)+`}]`)
		fails(t, data, "contracts.json")
	})
	t.Run("a table that is a link to the outside", func(t *testing.T) {
		data, outside := one(t), t.TempDir()
		put(t, outside, "suppliers.csv", "supplier_id,name\n491240400004,СЕКРЕТ\n")
		if err := os.Symlink(filepath.Join(outside, "suppliers.csv"), filepath.Join(data, "suppliers.csv")); err != nil {
			t.Fatal(err)
		}
		fails(t, data, "suppliers.csv is a link out of the data folder; such links are not followed")
	})
	t.Run("a folder that is a link to the outside", func(t *testing.T) {
		data, outside := one(t), t.TempDir()
		put(t, outside, "a.csv", "supplier_id,name\n491240400004,СЕКРЕТ\n")
		if err := os.Symlink(outside, filepath.Join(data, "suppliers")); err != nil {
			t.Fatal(err)
		}
		run, code, _ := scan(t, data)
		if _, err := os.Stat(filepath.Join(run, "tables", "suppliers.parquet")); err == nil || code == exitUsage {
			t.Errorf("exit %d, and the table outside was read: %v", code, err == nil)
		}
	})
	t.Run("a ZIP that climbs", func(t *testing.T) {
		data := one(t)
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, name := range []string{"../../climbed.csv", "/tmp/adal-climbed.csv", `..\..\climbed.csv`} {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte("supplier_id,name\n491240400004,ТОО\n")); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		put(t, data, "suppliers.zip", b.String())
		run, _, errs := scan(t, data)
		for _, climbed := range []string{filepath.Join(filepath.Dir(filepath.Dir(run)), "climbed.csv"), filepath.Join(filepath.Dir(run), "climbed.csv"), "/tmp/adal-climbed.csv"} {
			if _, err := os.Stat(climbed); err == nil {
				t.Errorf("%s was written\n%s", climbed, errs)
			}
		}
	})
	t.Run("names of files", func(t *testing.T) {
		data := one(t)
		put(t, data, "suppliers-'); DROP TABLE roster; --.csv", "supplier_id,name,commercial\n491240400004,ТОО,yes\n")
		put(t, data, "supplier_people-<script>alert(1)<.csv", "supplier_id,holder_id,role,share_pct,date_from,date_to\n491240400004,551206100013,founder,50,2012-01-01,\n")
		put(t, data, "roster-=cmd|x.csv", rosterHead+"601105200022,Кавычкина,Роза,Отдел,Эксперт,2016-01-05,\n")
		run, code, errs := scan(t, data)
		if code != 0 {
			t.Fatalf("exit %d\n%s", code, errs)
		}
		page, err := os.ReadFile(filepath.Join(run, "report.html"))
		if err != nil || bytes.Contains(page, []byte("<script>alert(1)")) {
			t.Errorf("the name of a file is markup in the page (%v)", err)
		}
		if code, out, _ := adal(t, "verify", run, "--data", data, "--lang", "en"); code != 0 {
			t.Errorf("verify: exit %d\n%s", code, out)
		}
	})
}
