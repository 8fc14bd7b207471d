package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adal/fixtures/writings"
	"adal/pipeline/tables"
)

// planted copies a data folder and writes a text into every cell of every column of free text,
// those the files do not have too. Columns by which rows are joined stay.
func planted(t *testing.T, data, text string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%v %v", files, err)
	}
	for _, path := range files {
		name, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".csv"), "-")
		table, ok := tables.ByName(name)
		if !ok {
			continue
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		_ = f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range table.Columns {
			if c.Type != tables.Text || strings.HasSuffix(c.Name, "_id") || c.Name == "category" || c.Name == "currency" || c.Name == "number" {
				continue
			}
			at := slices.Index(rows[0], c.Name)
			for i := range rows {
				if at < 0 {
					rows[i] = append(rows[i], map[bool]string{true: c.Name, false: text}[i == 0])
				} else if i > 0 && i < len(rows) && len(rows[i]) > at {
					rows[i][at] = text
				}
			}
		}
		out, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		w := csv.NewWriter(out)
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A number nobody in the data has stands in every column of free text in every writing, and in
// nothing the program writes or prints. Before digits were folded 22 of 26 writings did.
func TestWritingsDoNotLeak(t *testing.T) {
	t.Parallel()
	const id = "900308200006"
	var all strings.Builder
	for _, w := range writings.Of(id) {
		all.WriteString("тест " + w.Text + " ")
	}
	data := planted(t, small(t), all.String()+"тест")
	texts := map[string][]byte{}
	look := func(name string, args ...string) {
		code, out, errs := adal(t, args...)
		texts[name] = []byte(out + errs)
		if code != exitDone {
			t.Errorf("%s: exit %d\n%.600s", name, code, errs)
		}
	}
	dir := t.TempDir()
	scan, annual := filepath.Join(dir, "scan"), filepath.Join(dir, "annual")
	look("scan", "scan", "--data", data, "--period", "2026Q3", "--out", scan)
	look("concentration", "concentration", "--data", data, "--year", "2026", "--out", annual)
	for _, lang := range []string{"ru", "en"} {
		for name, r := range map[string]string{"scan": scan, "annual": annual} {
			if lang != "ru" {
				must(t, "report", r, "--lang", lang, "--format", "csv,json,html,xlsx")
			}
			for file, b := range opened(t, r) {
				texts[lang+" "+name+" "+file] = b
			}
		}
	}
	look("check", "check", "--data", data)
	look("check as a page", "check", "--data", data, "--format", "html")
	look("check of rejects", "check", "--data", data, "--rejects")
	look("suggestion", "check", "--data", data, "--suggest")
	look("kin", "kin", "--data", data)
	look("verify", "verify", scan, "--data", data)
	for _, n := range []string{"1", "2", "3"} {
		look("explain "+n, "explain", scan, n)
		look("explain as JSON "+n, "explain", scan, n, "--format", "json")
	}
	for _, format := range []string{"text", "csv", "json"} {
		look("diff as "+format, "diff", scan, scan, "--format", format)
	}
	for name, b := range texts {
		if writings.Shows(string(b), id) {
			t.Errorf("%s shows the number", name)
		}
	}
	if !strings.Contains(string(texts["ru scan quality.csv"]), "number_in_text") {
		t.Error("quality.csv does not count it")
	}
	full := copyOf(t, scan)
	must(t, "report", full, "--ids", "full", "--format", "csv")
	if !writings.Shows(string(opened(t, full)["evidence.csv"]), id) {
		t.Error("with --ids full the search above finds nothing either")
	}
}
