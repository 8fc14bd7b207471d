package reports

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"adal/pipeline/run"
	"adal/reports/internal/sample"
	"adal/reports/view"
)

// rowsOf counts the rows of a table, none where there is no table.
func rowsOf(t *view.Table) int64 {
	if t == nil {
		return 0
	}
	return t.Count()
}

// TestSections walks the sections of every report: each that has something stands on the page, in
// the workbook and in a table for programs, or says why not.
func TestSections(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range []*run.Run{sample.Scan(), sample.Annual(), dutyRun()} {
		dir := t.TempDir()
		if err := Write(dir, r, Options{Compared: true}); err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(filepath.Join(dir, "report.html"))
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenFile(filepath.Join(dir, "report.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		sheets := book.GetSheetList()
		_ = book.Close()
		names := map[string]bool{}
		for _, s := range view.Of(r, "ru", false).Sections() {
			if s.Name == "" || names[s.Name] {
				t.Errorf("%s: the section %q has no name of its own", r.Job, s.Name)
			}
			names[s.Name], seen[s.Name] = true, true
			if s.File != nil {
				if _, err := os.Stat(filepath.Join(dir, s.File.Title)); err != nil {
					t.Errorf("%s: %s is not written: %v", r.Job, s.Name, err)
				}
			} else if s.Not["file"] == "" {
				t.Errorf("%s: %s has no File and does not say why not", r.Job, s.Name)
			}
			if s.Sheet != nil && !slices.Contains(sheets, s.Sheet.Title) {
				t.Errorf("%s: the workbook has no sheet %s of %s", r.Job, s.Sheet.Title, s.Name)
			}
			if rowsOf(s.Sheet)+rowsOf(s.File) == 0 {
				continue
			}
			if s.Sheet == nil && s.Not["workbook"] == "" {
				t.Errorf("%s: %s has rows, no Sheet, and does not say why not", r.Job, s.Name)
			}
			anchor := s.Page
			if anchor == "" {
				anchor = s.Name
			}
			if s.Not["page"] == "" && !bytes.Contains(page, []byte(` id="`+anchor+`"`)) {
				t.Errorf("%s: nothing on the page has the id %s, under which %s stands", r.Job, anchor, s.Name)
			}
		}
	}
	for _, name := range []string{"findings", "gone", "unfair", "contracts", "duties", "cartogram", "positions"} {
		if !seen[name] {
			t.Errorf("no report has the section %s", name)
		}
	}
}
