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
		raw, err := f.GetCellValue("Findings", "T2", excelize.Options{RawCellValue: true})
		if err != nil || strings.Contains(raw, "-") || raw == "" {
			t.Errorf("%s: the date is stored as %q", job, raw)
		}
		if kind, _ := f.GetCellType("Findings", "H3"); kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
			t.Errorf("%s: the amount is text", job)
		}
		sheets := unzip(t, files["report.xlsx"])
		if !bytes.Contains(sheets["xl/worksheets/sheet2.xml"], []byte("<autoFilter")) {
			t.Errorf("%s: no filters", job)
		}
		_ = f.Close()
	}
}

// TestWorkbookPrints: every sheet fits the width of a page at a size one can read, its columns past
// that are outside the print area, and every page says of which report it is.
func TestWorkbookPrints(t *testing.T) {
	for job, make := range jobs() {
		f, err := excelize.OpenReader(bytes.NewReader(write(t, make(), optionsEN)["report.xlsx"]))
		if err != nil {
			t.Fatal(err)
		}
		areas := map[string]string{}
		for _, n := range f.GetDefinedName() {
			if n.Name == "_xlnm.Print_Area" {
				areas[n.Scope] = n.RefersTo
			}
		}
		if areas["Findings"] == "" {
			t.Errorf("%s: the widest sheet has no print area", job)
		}
		for _, sheet := range f.GetSheetList() {
			props, err := f.GetSheetProps(sheet)
			if err != nil || props.FitToPage == nil || !*props.FitToPage {
				t.Errorf("%s, %s: does not fit the page: %v", job, sheet, err)
			}
			cols, err := f.GetCols(sheet)
			if err != nil {
				t.Fatal(err)
			}
			last := len(cols)
			if area := areas[sheet]; area != "" {
				end := area[strings.LastIndex(area, ":")+1:]
				if last, err = excelize.ColumnNameToNumber(strings.Split(end, "$")[1]); err != nil {
					t.Fatal(err)
				}
			}
			width := 0.0
			for c := 1; c <= last; c++ {
				name, _ := excelize.ColumnNumberToName(c)
				w, err := f.GetColWidth(sheet, name)
				if err != nil {
					t.Fatal(err)
				}
				width += w
			}
			if width > 216 {
				t.Errorf("%s, %s: prints %v letters on the width of a page", job, sheet, width)
			}
			if h, err := f.GetHeaderFooter(sheet); err != nil || !strings.Contains(h.OddHeader, "adal") || !strings.Contains(h.OddFooter, "&P / &N") {
				t.Errorf("%s, %s: the pages do not say what they are of: %v", job, sheet, err)
			}
		}
		_ = f.Close()
	}
}

// TestWorkbookWorks: the numbers of the summary are formulas that give what the sheet keeps and lead to
// their lists, there are charts, scores are coloured, and numbers of contracts lead to their rows.
func TestWorkbookWorks(t *testing.T) {
	for job, make := range jobs() {
		files := write(t, make(), optionsEN)
		f, err := excelize.OpenReader(bytes.NewReader(files["report.xlsx"]))
		if err != nil {
			t.Fatal(err)
		}
		formulas := 0
		rows, err := f.GetRows("Summary", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for c, kept := range row {
				at, _ := excelize.CoordinatesToCellName(c+1, i+1)
				formula, _ := f.GetCellFormula("Summary", at)
				if formula == "" {
					continue
				}
				formulas++
				if got, err := f.CalcCellValue("Summary", at, excelize.Options{RawCellValue: true}); err != nil || got != kept {
					t.Errorf("%s: %s = %s gives %q, %q is kept: %v", job, at, formula, got, kept, err)
				}
			}
		}
		charts := 0
		for name := range unzip(t, files["report.xlsx"]) {
			if strings.HasPrefix(name, "xl/charts/chart") {
				charts++
			}
		}
		if formulas < 8 || charts != 3 {
			t.Errorf("%s: %d formulas and %d charts", job, formulas, charts)
		}
		for _, sheet := range []string{"Findings", "Cases"} {
			if formats, err := f.GetConditionalFormats(sheet); err != nil || len(formats) != 1 {
				t.Errorf("%s, %s: scores are not coloured: %v %v", job, sheet, formats, err)
			}
		}
		led := 0
		for i := 2; i < 8; i++ {
			if ok, target, _ := f.GetCellHyperLink("Findings", fmt.Sprintf("I%d", i)); ok {
				led++
				if table, _ := f.GetCellValue("Evidence", target[strings.LastIndex(target, "!")+1:]); table == "" {
					t.Errorf("%s: the number of contracts leads to %s", job, target)
				}
			}
		}
		if led == 0 {
			t.Errorf("%s: no number of contracts leads anywhere", job)
		}
		_ = f.Close()
	}
}
