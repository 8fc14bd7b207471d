package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The last quarter and year that ended before a day, over the turn of a year too.
func TestFinished(t *testing.T) {
	for day, want := range map[string][2]string{
		"2026-01-01": {"2025Q4", "2025"}, "2026-03-31": {"2025Q4", "2025"}, "2026-04-01": {"2026Q1", "2025"},
		"2026-11-29": {"2026Q3", "2025"}, "2026-12-31": {"2026Q3", "2025"},
	} {
		d, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if q, y := finished(d); q != want[0] || y != want[1] {
			t.Errorf("%s: %s and %s, want %s", day, q, y, want)
		}
	}
}

// What is dropped on the program and is no folder of tables is said with the next step; a
// folder of contracts alone is checked, and its missing roster is said, not an error of the run.
func TestDropped(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\n"), 0o755); err != nil { // shows nothing, and leaves nothing behind when the test is over
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
	data := filepath.Join(dir, "Данные отдела")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(data, "units.csv")
	for path, text := range map[string]string{file: "unit_id,unit,parent_unit_id,bin\nU1,Отдел,,\n", filepath.Join(data, "events.csv"): "event_id,kind,held_on\nE1,culture,2026-03-02\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, errs := adal(t, file); code != exitUsage || !strings.Contains(errs, "нужна папка") {
		t.Errorf("a file: exit %d, %s", code, errs)
	}
	if code, _, errs := adal(t, data, data); code != exitUsage || !strings.Contains(errs, "несколько") {
		t.Errorf("two folders: exit %d, %s", code, errs)
	}
	if code, _, errs := adal(t, "check", "--data", data, "--open"); code != exitUsage || !strings.Contains(errs, "открывать нечего") {
		t.Errorf("no page: exit %d, %s", code, errs)
	}
	code, out, errs := adal(t, data)
	if code != exitDone || strings.Count(out, "Не выполнено") != 2 {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "Данные отдела-check-*.html"))
	if err != nil || len(pages) != 1 {
		t.Errorf("pages beside the folder: %v, %v", pages, err)
	}
}

// Beside the reports of a folder that was dropped stand drafts of letters, one document a report.
func TestDroppedLetters(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir) // no browser
	data := filepath.Join(dir, "данные")
	if err := os.CopyFS(data, os.DirFS(ministryDir)); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := adal(t, data); code != exitDone {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	runs, _ := filepath.Glob(filepath.Join(dir, "данные-20*"))
	letters, _ := filepath.Glob(filepath.Join(dir, "данные-letters-*.docx"))
	if len(runs) != 2 || len(letters) != 2 {
		t.Fatalf("reports %v, letters %v", runs, letters)
	}
	if text := document(t, letters[0]) + document(t, letters[1]); strings.Count(text, letterHeads["ru"]) < 21 {
		t.Errorf("%d letters", strings.Count(text, letterHeads["ru"]))
	}
}
