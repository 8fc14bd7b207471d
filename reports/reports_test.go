package reports_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"

	"adal/pipeline/run"
	"adal/reports"
	"adal/reports/internal/sample"
	"adal/reports/text"
	"adal/reports/view"
	"adal/reports/words"
)

// golden says whether golden files are written instead of compared: make golden.
var golden = os.Getenv("ADAL_GOLDEN") != ""

var optionsEN = reports.Options{Lang: "en"}

func jobs() map[string]func() *run.Run {
	return map[string]func() *run.Run{"scan": sample.Scan, "annual": sample.Annual}
}

// write renders r into a new folder and gives its files by name.
func write(t *testing.T, r *run.Run, o reports.Options) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	if err := reports.Write(dir, r, o); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s is readable by others: %v", e.Name(), info.Mode())
		}
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestGolden holds every file of both jobs against testdata: the texts in all languages,
// the page in Russian, the workbook as its cells.
func TestGolden(t *testing.T) {
	for job, make := range jobs() {
		for _, lang := range words.Langs {
			r := make()
			files := write(t, r, reports.Options{Lang: lang})
			delete(files, "findings.parquet")
			delete(files, "memo.docx") // their words are held in reports/docx
			delete(files, "report.docx")
			if lang != "ru" {
				delete(files, "report.html")
				delete(files, "report.xlsx")
			} else {
				files["report.xlsx.txt"] = workbook(t, files["report.xlsx"])
				delete(files, "report.xlsx")
			}
			files["explain.txt"] = explain(t, r, lang, false)
			for name, got := range files {
				if name == "report.html" {
					got = shown(got)
				}
				compare(t, filepath.Join("testdata", job, lang, name), got)
			}
		}
	}
}

// shown is a page without its style and scripts, and their digests, which stand in files of
// their own; the data a script reads stay.
func shown(page []byte) []byte {
	page = regexp.MustCompile(`(?s)<(style|script)>.*?</(?:style|script)>`).ReplaceAll(page, []byte("<$1></$1>"))
	return regexp.MustCompile(`'sha256-[^']*'`).ReplaceAll(page, []byte("'sha256-'"))
}

func compare(t *testing.T, path string, got []byte) {
	t.Helper()
	if golden {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	a, b := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range max(len(a), len(b)) {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			t.Errorf("%s, line %d:\nwant %s\n got %s\n(make golden rewrites it)", path, i+1, x, y)
			return
		}
	}
}

func explain(t *testing.T, r *run.Run, lang string, full bool) []byte {
	t.Helper()
	v := view.Of(r, lang, full)
	var out bytes.Buffer
	for i := range r.Findings {
		if err := text.Explain(&out, v, &r.Findings[i]); err != nil {
			t.Fatal(err)
		}
		out.WriteString("----\n")
	}
	return out.Bytes()
}

// TestContractColumns: the columns of the contract stand first and in its order.
func TestContractColumns(t *testing.T) {
	want := map[string]string{
		"findings.csv": "rank,finding_id,rule,kind,paragraph,subject_kind,subject_id,subject_name,position,unit,other_kind,other_id,other_name,tie,via_id,via_name," +
			"date_from,date_to,amount,contracts,share,slice,score,confidence,status,disclosed,summary",
		"evidence.csv": "finding_id,step,what,table,file,row,fact",
		"coverage.csv": "rule,status,reason,population,findings",
		"rejects.csv":  "table,file,row,column,value,reason",
		"concentration.csv": "customer_bin,customer,year,slice_kind,slice,identity,suppliers,contracts,amount,cr1,cr3,cr4,hhi,hhi_norm,hhi_min,hhi_excess," +
			"effective_number,gini,top_id,top_name,top_amount,top_share,evaluated,note",
		"groups.csv":         "group_id,kind,supplier_id,name,amount,contracts,share",
		"group_edges.csv":    "group_id,from_id,to_id,type,via_id,fact,table,file,row",
		"kpi.csv":            "customer_bin,year,measure,value,previous,change",
		"reconciliation.csv": "step,reason,rows,contracts,amount",
		"method_mix.csv":     "customer_bin,year,method_class,contracts,amount,share",
		"contracts.csv":      "contract_id,root_id,number,signed_on,year,customer_bin,customer,supplier_id,supplier,group_id,value,amount",
	}
	files := write(t, sample.Annual(), reports.Options{})
	for name, header := range want {
		got, _, _ := strings.Cut(string(files[name]), "\n")
		if got != header && !strings.HasPrefix(got, header+",") {
			t.Errorf("%s begins with %s", name, got)
		}
	}
	rows := map[string]int64{}
	for _, s := range view.Of(sample.Annual(), "ru", false).Sections() {
		if s.File != nil {
			rows[s.File.Title] = s.File.Count()
		}
	}
	for name, b := range files {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		records, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if int64(len(records)-1) != rows[name] {
			t.Errorf("%s has %d rows, its table %d", name, len(records)-1, rows[name])
		}
		if bytes.Contains(b, []byte("\r")) || bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
			t.Errorf("%s: carriage returns or a byte order mark", name)
		}
	}
	if _, ok := files["positions.csv"]; ok {
		t.Error("the annual report lists posts")
	}
	if _, ok := write(t, sample.Scan(), reports.Options{})["positions.csv"]; !ok {
		t.Error("the scan lists no posts")
	}
}

// TestSameBytes: a run gives the same bytes, in any folder, and nothing in them knows the time.
func TestSameBytes(t *testing.T) {
	for job, make := range jobs() {
		for _, lang := range words.Langs {
			a, b := write(t, make(), reports.Options{Lang: lang}), write(t, make(), reports.Options{Lang: lang})
			if !slices.Equal(slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b))) {
				t.Fatalf("%s: other files", job)
			}
			for name := range a {
				if !bytes.Equal(a[name], b[name]) {
					t.Errorf("%s, %s: %s differs", job, lang, name)
				}
			}
			z, err := zip.NewReader(bytes.NewReader(a["report.xlsx"]), int64(len(a["report.xlsx"])))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range z.File {
				if f.ModifiedDate != 0 && f.ModifiedDate != 0x21 || f.ModifiedTime != 0 || len(f.Extra) > 0 {
					t.Errorf("report.xlsx: %s carries a time", f.Name)
				}
			}
			if core := string(unzip(t, a["report.xlsx"])["docProps/core.xml"]); strings.Count(core, make().AsOf+"T00:00:00Z") != 2 {
				t.Errorf("report.xlsx has times of its own: %s", core)
			}
		}
	}
}

func unzip(t *testing.T, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestNoLeak: no full number of a person stands in anything a person opens, in any
// language, nor a date of birth that would give one back.
func TestNoLeak(t *testing.T) {
	secret := append(sample.People(), "1885-01-15", "15.01.1885", "1862", "1991-05-01", "01.05.1991", "850115100018", "85011510001", "9301011000", "50115100009")
	for job, make := range jobs() {
		for _, lang := range words.Langs {
			files := write(t, make(), reports.Options{Lang: lang})
			delete(files, "findings.parquet")
			for _, of := range []string{"report.xlsx", "memo.docx", "report.docx"} {
				if files[of] == nil {
					continue // only the annual report is a document of its own
				}
				for name, b := range unzip(t, files[of]) {
					files[of+"/"+name] = b
				}
			}
			files["explain"] = explain(t, make(), lang, false)
			for name, b := range files {
				for _, s := range secret {
					if bytes.Contains(b, []byte(s)) {
						t.Errorf("%s, %s: %s shows %s", job, lang, name, s)
					}
				}
			}
		}
	}
	full := write(t, sample.Scan(), reports.Options{FullIDs: true})
	for _, name := range []string{"findings.csv", "evidence.csv", "findings.jsonl", "report.html"} {
		if !bytes.Contains(full[name], []byte(sample.Subordinate)) {
			t.Errorf("full ids: %s masks", name)
		}
	}
}

// TestNothingRuns: names that are formulas or scripts stay text everywhere.
func TestNothingRuns(t *testing.T) {
	for job, make := range jobs() {
		files := write(t, make(), reports.Options{})
		for name, b := range files {
			if !strings.HasSuffix(name, ".csv") {
				continue
			}
			records, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			number := regexp.MustCompile(`^-[0-9.]+$`)
			for i, record := range records {
				for _, cell := range record {
					if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !number.MatchString(cell) {
						t.Errorf("%s, %s, row %d: %q would run", job, name, i+1, cell)
					}
				}
			}
		}
		for name, b := range unzip(t, files["report.xlsx"]) {
			for _, f := range regexp.MustCompile(`<f[ >][^<]*`).FindAll(b, -1) {
				if !strings.HasPrefix(name, "xl/worksheets/") { // a chart names the cells it draws
					continue
				}
				if name != "xl/worksheets/sheet1.xml" || !regexp.MustCompile(`^<f>COUNT(A|IFS?)\(`).Match(f) {
					t.Errorf("%s: %s has the formula %s", job, name, f)
				}
			}
			if bytes.Contains(b, []byte(">="+"HYPERLINK")) || bytes.Contains(b, []byte(">+ИП")) {
				t.Errorf("%s: %s has a text that begins like a formula", job, name)
			}
		}
		page := string(files["report.html"])
		for _, bad := range []string{"<script>alert", "<b>Тест"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s: the page holds %s", job, bad)
			}
		}
	}
	page := string(write(t, sample.Scan(), reports.Options{})["report.html"])
	if !strings.Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt;") {
		t.Error("the unit's name is lost")
	}
}

func TestJSONLines(t *testing.T) {
	r := sample.Scan()
	lines := strings.Split(strings.TrimSuffix(string(write(t, r, reports.Options{Lang: "en"})["findings.jsonl"]), "\n"), "\n")
	if len(lines) != len(r.Findings) {
		t.Fatalf("%d lines for %d findings", len(lines), len(r.Findings))
	}
	for i, line := range lines {
		var f view.Finding
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, p := range f.Parts {
			sum += p.Points
		}
		if fmt.Sprintf("%.1f", sum) != fmt.Sprintf("%.1f", f.Score) || f.ID != r.Findings[i].ID || len(f.Evidence) != len(r.Findings[i].Evidence) {
			t.Errorf("line %d: parts sum to %g of %g, %d rows of evidence", i+1, sum, f.Score, len(f.Evidence))
		}
	}
}

func TestParquet(t *testing.T) {
	r := sample.Scan()
	b := write(t, r, reports.Options{})["findings.parquet"]
	f, err := file.NewParquetReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	table, err := reader.ReadTable(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if table.NumRows() != int64(len(r.Findings)) || table.NumCols() != 27 {
		t.Fatalf("%d rows, %d columns", table.NumRows(), table.NumCols())
	}
	column := func(name string) any {
		return table.Column(table.Schema().FieldIndices(name)[0]).Data().Chunk(0)
	}
	if id := column("subject_id").(*array.String).Value(0); id != r.Findings[0].SubjectID {
		t.Errorf("subject_id is %s", id)
	}
	if summary := column("summary").(*array.String).Value(4); strings.Contains(summary, "*") {
		t.Errorf("the summary is masked: %s", summary)
	}
	if a := column("amount").(*array.Decimal128); !a.IsNull(0) || a.ValueStr(3) != "1243500000.5" {
		t.Errorf("amounts: %s", a)
	}
	if d := column("date_from").(*array.Date32); d.Value(0).FormattedString() != "2026-07-01" {
		t.Errorf("dates: %s", d)
	}
	if empty := write(t, &run.Run{Job: run.Scan, Period: "2026Q3"}, reports.Options{})["findings.parquet"]; len(empty) == 0 {
		t.Error("no file without findings")
	}
}

func TestOptions(t *testing.T) {
	if err := reports.Write(t.TempDir(), sample.Scan(), reports.Options{Lang: "de", Formats: []string{"odt"}}); err == nil ||
		!strings.Contains(err.Error(), "de") || !strings.Contains(err.Error(), "odt") {
		t.Errorf("got %v", err)
	}
	files := write(t, sample.Scan(), reports.Options{Formats: []string{"json"}})
	if len(files) != 1 || files["findings.jsonl"] == nil {
		t.Errorf("json writes %v", slices.Sorted(maps.Keys(files)))
	}
	if err := reports.Write(filepath.Join(t.TempDir(), "missing"), sample.Scan(), reports.Options{}); err == nil {
		t.Error("a folder that is not there passes")
	}
}

// TestEmptyRun: a run of nothing still opens and says so.
func TestEmptyRun(t *testing.T) {
	for _, job := range []run.Job{run.Scan, run.Concentration} {
		files := write(t, &run.Run{Job: job, Period: "2025", From: "2025-01-01", AsOf: "2025-12-31"}, reports.Options{})
		if !bytes.Contains(files["report.html"], []byte(words.UI.In("ru", "no_findings"))) {
			t.Errorf("%s: the page of an empty run says nothing", job)
		}
	}
}
