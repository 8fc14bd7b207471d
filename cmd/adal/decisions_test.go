package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// What a person chooses in the workbook's sheet of decisions is read back as a decision, in every
// language; findings nobody decided on are left out, and counted.
func TestDecisionsAreReadBack(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ru", "kk", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			data, dir := copyOf(t, ministry), t.TempDir()
			if err := os.Remove(filepath.Join(data, "dispositions.csv")); err != nil {
				t.Fatal(err)
			}
			first, next := filepath.Join(dir, "first"), filepath.Join(dir, "next")
			must(t, "scan", "--data", data, "--period", "2026Q3", "--out", first, "--lang", lang)
			before := column(t, filepath.Join(first, "findings.csv"), "status")
			decided := decide(t, filepath.Join(first, "report.xlsx"), filepath.Join(data, "decided.xlsx"))
			must(t, "scan", "--data", data, "--period", "2026Q3", "--out", next, "--lang", lang)
			after := column(t, filepath.Join(next, "findings.csv"), "status")
			if len(before) != len(after) {
				t.Fatalf("%d findings, before the decisions %d", len(after), len(before))
			}
			for id, was := range before {
				if want := decided[id]; want != "" && after[id] != want || want == "" && after[id] != was {
					t.Errorf("%s: status %s, was %s, decided %q", id, after[id], was, want)
				}
			}
			if q := contents(t, filepath.Join(next, "quality.csv")); strings.Count(q, "not_decided") != 1 {
				t.Errorf("what was not decided is not noted once:\n%s", q)
			}
		})
	}
}

// decide fills in three decisions, one of each kind the list offers, as the list words it.
func decide(t *testing.T, from, to string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	decided := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		lists, err := f.GetDataValidations(sheet)
		if err != nil || len(lists) == 0 {
			continue
		}
		words := strings.Split(strings.Trim(lists[0].Formula1, `"`), ",")
		for i, word := range words {
			row := []string{"2", "3", "4"}[i]
			id, err := f.GetCellValue(sheet, "E"+row)
			if err != nil {
				t.Fatal(err)
			}
			decided[id] = []string{"confirmed", "dismissed", "justified"}[i]
			for at, value := range map[string]string{"F": word, "G": "проверено", "H": "Облаков К.", "I": "2026-09-30"} {
				if err := f.SetCellStr(sheet, at+row, value); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if len(decided) != 3 {
		t.Fatalf("the workbook lets %d decisions be chosen", len(decided))
	}
	if err := f.SaveAs(to); err != nil {
		t.Fatal(err)
	}
	return decided
}

// column reads a column of findings.csv by the finding of each row.
func column(t *testing.T, file, name string) map[string]string {
	t.Helper()
	values := map[string]string{}
	for _, row := range table(t, file) {
		values[row["finding_id"]] = row[name]
	}
	return values
}
