package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// number is a number of a person: twelve digits that begin with a day of birth.
var number = regexp.MustCompile(`\b[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-3][0-9]{5}\b`)

// people gives every full number of a person that stands anywhere in the files of a data
// folder: also in names, reasons and rejected rows, and with a wrong check digit too.
func people(t *testing.T, data string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	err := filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".csv" {
			return err
		}
		b, err := os.ReadFile(path)
		for _, n := range number.FindAll(b, -1) {
			all[string(n)] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("the data name nobody")
	}
	return all
}

// eachNumber calls f for every twelve digits in a row, also inside a longer row.
func eachNumber(b []byte, f func(string)) {
	run := 0
	for i, c := range b {
		if c < '0' || c > '9' {
			run = 0
			continue
		}
		if run++; run >= 12 {
			f(string(b[i-11 : i+1]))
		}
	}
}

// opened gives what a person can read in a run: every file but Parquet, workbooks and documents part
// by part.
func opened(t *testing.T, run string) map[string][]byte {
	t.Helper()
	texts := map[string][]byte{}
	err := filepath.WalkDir(run, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) == ".parquet" {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(run, path)
		texts[name] = b
		if ext := filepath.Ext(path); ext != ".xlsx" && ext != ".docx" || err != nil {
			return err
		}
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return err
		}
		for _, part := range z.File {
			f, err := part.Open()
			if err != nil {
				return err
			}
			inside, err := io.ReadAll(f)
			if err != nil {
				return err
			}
			texts[name+"/"+part.Name] = inside
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func leaks(t *testing.T, people map[string]bool, texts map[string][]byte) {
	t.Helper()
	for name, text := range texts {
		found := map[string]bool{}
		eachNumber(text, func(n string) {
			if people[n] && !found[n] {
				found[n] = true
				if len(found) < 4 {
					t.Errorf("%s shows the full number ******%s", name, n[6:])
				}
			}
		})
	}
}

// No full number of a person of the inputs stands in any file of a run that a person
// opens, in any language, nor in what explain, diff, verify and the job itself print.
// With any of mask.ID, mask.Text and mask.Raw giving back its argument this fails.
func TestNoLeak(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, data string
		job        []string
	}{
		{"scan", ministry, []string{"scan", "--period", "2026Q3"}},
		{"concentration", ministry, []string{"concentration", "--year", "2025"}},
		{"duties", ministry, []string{"duties", "--as-of", "2026-09-30"}},
		{"flags", ministry, []string{"flags", "--year", "2025"}},
		{"hostile", hostile, []string{"scan", "--period", "2026Q3", "--max-rejects", "50%"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			all := people(t, c.data)
			r := filepath.Join(t.TempDir(), "run")
			code, out, errs := adal(t, append(c.job, "--data", c.data, "--out", r)...)
			if code != 0 {
				t.Fatalf("exit %d\n%s", code, errs)
			}
			texts := map[string][]byte{"what the job prints": []byte(out + errs)}
			for _, lang := range []string{"ru", "kk", "en"} {
				if lang != "ru" {
					must(t, "report", r, "--lang", lang, "--format", "csv,json,html,xlsx")
				}
				for name, b := range opened(t, r) {
					texts[lang+" "+name] = b
				}
			}
			for i := range 20 {
				for _, format := range []string{"text", "json"} {
					if _, out, _ := adal(t, "explain", r, fmt.Sprint(i+1), "--format", format); out != "" {
						texts[fmt.Sprintf("explain %d as %s", i+1, format)] = []byte(out)
					}
				}
			}
			beside := t.TempDir()
			for _, lang := range []string{"ru", "kk", "en"} { // duties have no cases
				if code, _, errs := adal(t, "letter", r, "--lang", lang, "--most", "500", "--out", filepath.Join(beside, lang+".docx")); code != 0 && c.name != "duties" {
					t.Fatalf("letter: exit %d\n%s", code, errs)
				}
			}
			for name, b := range opened(t, beside) {
				texts["letters "+name] = b
			}
			for _, format := range []string{"text", "csv", "json"} {
				texts["diff as "+format] = []byte(must(t, "diff", r, r, "--format", format))
			}
			if len(texts) < 30 {
				t.Errorf("only %d texts were looked at", len(texts))
			}
			leaks(t, all, texts)
		})
	}
}

// Where the tables of the closed job lie beside the others and stay unread, nothing of them stands in
// any file of any run, workbooks and documents inside, nor in what the commands print.
func TestClosedTablesLeaveNoTrace(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(data, os.DirFS(ministry)); err != nil {
		t.Fatal(err)
	}
	const reporter, order, dispute = "190315201884", "ORDER-77-31", "DISPUTE-91-24"
	for name, rows := range map[string]string{
		"reporters.csv":        "iin,reported_on,agreement_on\n" + reporter + ",2026-02-02,2026-03-05\n",
		"personnel_orders.csv": "order_id,iin,date,kind,initiative,commission_on\n" + order + "," + reporter + ",2026-05-05,dismissal,employer,\n",
		"labour_disputes.csv":  "dispute_id,iin,received_on,decided_on,body_present,protocol_sent_on,application_on,answered_on\n" + dispute + "," + reporter + ",2026-06-01,,,,2026-06-01,\n",
	} {
		if err := os.WriteFile(filepath.Join(data, name), []byte(rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	texts := map[string][]byte{}
	for _, job := range [][]string{
		{"scan", "--period", "2026Q3"}, {"concentration", "--year", "2025"}, {"duties", "--as-of", "2026-09-30"}, {"flags", "--year", "2025"},
	} {
		out := filepath.Join(t.TempDir(), job[0])
		_, said, errs := adal(t, append(job, "--data", data, "--out", out, "--without", "reporters", "--ids", "full")...)
		texts[job[0]+" prints"] = []byte(said + errs)
		for name, b := range opened(t, out) {
			texts[job[0]+" "+name] = b
		}
		kept, err := os.ReadDir(filepath.Join(out, "tables"))
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range kept {
			texts[job[0]+" keeps "+k.Name()] = []byte(k.Name())
		}
	}
	for _, command := range [][]string{{"check"}, {"check", "--format", "html"}, {"kin", "--on", "2026-09-30"}} {
		_, said, errs := adal(t, append(command, "--data", data, "--without", "reporters", "--ids", "full")...)
		texts[strings.Join(command, " ")] = []byte(said + errs)
	}
	if len(texts) < 100 {
		t.Errorf("only %d texts were looked at", len(texts))
	}
	for name, b := range texts {
		for _, word := range []string{reporter, order, dispute, "reporters", "personnel_orders", "labour_disputes"} {
			if bytes.Contains(b, []byte(word)) {
				t.Errorf("%s holds %s", name, word)
			}
		}
	}
}

// Too many rejects is an error that shows rows: it shows no number either.
func TestNoLeakInErrors(t *testing.T) {
	t.Parallel()
	all := people(t, hostile)
	for _, args := range [][]string{
		{"scan", "--data", hostile, "--period", "2026Q3", "--out", filepath.Join(t.TempDir(), "run"), "--max-rejects", "0"},
		{"check", "--data", hostile, "--max-rejects", "0"},
		{"kin", "--data", hostile, "--max-rejects", "50%"},
	} {
		_, out, errs := adal(t, args...)
		leaks(t, all, map[string][]byte{strings.Join(args[:1], " "): []byte(out + errs)})
	}
}

// With --ids full the numbers are there: the search above can find them.
func TestFullNumbersAreFound(t *testing.T) {
	t.Parallel()
	all := people(t, ministry)
	r := copyOf(t, scanned(t))
	must(t, "report", r, "--ids", "full", "--format", "csv,json,html,xlsx")
	missing := map[string]bool{"findings.csv": true, "findings.jsonl": true, "report.html": true, "evidence.csv": true, "report.xlsx/xl/sharedStrings.xml": true}
	sheets := 0
	for name, text := range opened(t, r) {
		eachNumber(text, func(n string) {
			if all[n] {
				delete(missing, name)
				if strings.HasPrefix(name, "report.xlsx/xl/") {
					sheets++
				}
			}
		})
	}
	if sheets > 0 {
		delete(missing, "report.xlsx/xl/sharedStrings.xml")
	}
	if len(missing) > 0 {
		t.Errorf("with --ids full no number is found in %v", missing)
	}
}

// Folders of a run are for their owner alone, and so are its files, whatever the umask is.
// Without the chmod of Commit the tables, which the engine writes, are readable by all.
func TestModes(t *testing.T) {
	t.Parallel()
	err := filepath.WalkDir(scanned(t), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v", path, info.Mode().Perm(), want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
