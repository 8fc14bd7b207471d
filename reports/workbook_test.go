package reports_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbook lists the cells of a workbook as a reader sees them, sheet by sheet.
func workbook(t *testing.T, b []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var out bytes.Buffer
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "== %s\n", sheet)
		for i, row := range rows {
			fmt.Fprintf(&out, "%d\t%s\n", i+1, strings.ReplaceAll(strings.Join(row, "\t"), "\n", " ⏎ "))
		}
	}
	return out.Bytes()
}

// TestWorkbook: a frozen header with filters, dates and money as numbers, a link from a
// finding to its rows and back.
func TestWorkbook(t *testing.T) {
	for job, make := range jobs() {
		r := make()
		files := write(t, r, optionsEN)
		f, err := excelize.OpenReader(bytes.NewReader(files["report.xlsx"]))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range f.GetSheetList()[1:] {
			panes, err := f.GetPanes(sheet)
			if err != nil || !panes.Freeze || panes.YSplit != 1 {
				t.Errorf("%s, %s: the header is not frozen: %v", job, sheet, err)
			}
		}
		ok, target, err := f.GetCellHyperLink("Findings", "G2")
		if err != nil || !ok || target != "'Evidence'!A2" {
			t.Errorf("%s: the first finding leads to %q, %v", job, target, err)
		}
		if ok, target, _ := f.GetCellHyperLink("Evidence", "A2"); !ok || target != "'Findings'!A2" {
			t.Errorf("%s: the first row leads back to %q", job, target)
		}
		raw, err := f.GetCellValue("Findings", "Q2", excelize.Options{RawCellValue: true})
		if err != nil || strings.Contains(raw, "-") || raw == "" {
			t.Errorf("%s: the date is stored as %q", job, raw)
		}
		if kind, _ := f.GetCellType("Findings", "S3"); kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
			t.Errorf("%s: the amount is text", job)
		}
		sheets := unzip(t, files["report.xlsx"])
		if !bytes.Contains(sheets["xl/worksheets/sheet2.xml"], []byte("<autoFilter")) {
			t.Errorf("%s: no filters", job)
		}
		_ = f.Close()
	}
}
