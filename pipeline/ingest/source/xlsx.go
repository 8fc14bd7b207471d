package source

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"adal/pipeline/fault"
)

// Workbook is an open workbook. Its parts were unpacked once before, so that what
// excelize reads is neither cut nor beyond the limits.
type Workbook struct {
	place  string
	File   *excelize.File
	Sheets []SheetInfo
	from   time.Time // day of serial number 0
}

// SheetInfo is a sheet of a workbook, not yet read.
type SheetInfo struct {
	Name   string
	Hidden bool
	vetted vetted
}

type merge struct{ top, left, bottom, right int }

// OpenWorkbook opens a workbook that is not cut, not under a password and within the
// limits; every fault is said in the user's words.
func OpenWorkbook(file, place, work string, l Limits) (w *Workbook, err error) {
	defer Recovered(place, &err)
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", place, err)
	}
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, DamagedWorkbook(place, err)
	}
	defer func() { _ = z.Close() }()
	budget := &bounded{left: l.Unpacked, packed: info.Size(), ratio: l.Ratio}
	sheets := map[string]vetted{}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, fault.Data("locked_workbook", "place", place)
		}
		v, err := vet(f, budget)
		if errors.Is(err, errTooLarge) {
			return nil, tooLarge(place, l)
		}
		if err != nil {
			return nil, DamagedWorkbook(place, fmt.Errorf("%s: %w", f.Name, err))
		}
		sheets[strings.TrimPrefix(path.Clean("/"+f.Name), "/")] = v
	}
	x, err := excelize.OpenFile(file, excelize.Options{RawCellValue: true, TmpDir: work,
		UnzipSizeLimit: max(l.Unpacked, workbookMemory), UnzipXMLSizeLimit: workbookMemory})
	if err != nil {
		return nil, DamagedWorkbook(place, err)
	}
	w = &Workbook{place: place, File: x, from: time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)}
	if props, err := x.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		w.from = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	parts := sheetParts(z)
	for _, name := range x.GetSheetList() {
		visible, err := x.GetSheetVisible(name)
		if err != nil {
			continue
		}
		part, known := parts[name]
		v, here := sheets[part]
		if !known || !here {
			continue // a chart sheet has no cells
		}
		if !v.whole {
			_ = x.Close()
			return nil, DamagedWorkbook(place, fault.Say("cut_sheet", "sheet", name))
		}
		w.Sheets = append(w.Sheets, SheetInfo{Name: name, Hidden: !visible, vetted: v})
	}
	if len(w.Sheets) == 0 {
		_ = x.Close()
		return nil, DamagedWorkbook(place, fault.Say("no_sheets"))
	}
	return w, nil
}

// DamagedWorkbook is the fault of a workbook that cannot be read.
func DamagedWorkbook(place string, err error) error {
	return fault.Data("damaged_workbook", "place", place, "cause", err)
}

// Recovered turns a panic of a reader over damaged bytes into a fault of the file.
func Recovered(place string, err *error) {
	if p := recover(); p != nil {
		*err = fault.Data("damaged_file", "place", place, "cause", p)
	}
}

// sheetParts says which part of the archive holds which sheet.
func sheetParts(z *zip.ReadCloser) map[string]string {
	read := func(name string) []byte {
		for _, f := range z.File {
			if strings.TrimPrefix(path.Clean("/"+f.Name), "/") == name && f.UncompressedSize64 < 64<<20 {
				r, err := f.Open()
				if err != nil {
					return nil
				}
				defer func() { _ = r.Close() }()
				b, _ := io.ReadAll(io.LimitReader(r, 64<<20))
				return b
			}
		}
		return nil
	}
	target := map[string]string{}
	for _, m := range elements(read("xl/_rels/workbook.xml.rels"), "Relationship") {
		t := m["Target"]
		if !strings.HasPrefix(t, "/") {
			t = "/xl/" + t
		}
		target[m["Id"]] = strings.TrimPrefix(path.Clean(t), "/")
	}
	parts := map[string]string{}
	for _, m := range elements(read("xl/workbook.xml"), "sheet") {
		parts[m["name"]] = target[m["id"]]
	}
	return parts
}

// Sheet streams the rows of a sheet.
type Sheet struct {
	Book    *Workbook
	Info    SheetInfo
	rows    *excelize.Rows
	Shown   *excelize.Rows // the same as the screen shows it, where percents matter
	Row     int64
	display []string
	down    map[int][]merge // merges over several rows of one column, by their first row
	filling []fill
}

type fill struct {
	column, until int
	value         string
}

// Rows opens a sheet.
func (w *Workbook) Rows(s SheetInfo) (g *Sheet, err error) {
	defer Recovered(w.place, &err)
	rows, err := w.File.Rows(s.Name)
	if err != nil {
		return nil, DamagedWorkbook(w.place, err)
	}
	g = &Sheet{Book: w, Info: s, rows: rows, down: map[int][]merge{}}
	for _, m := range s.vetted.merges {
		if m.left == m.right && m.bottom > m.top {
			g.down[m.top] = append(g.down[m.top], m)
		}
	}
	return g, nil
}

// ShowPercents makes shownPercent work: from the next row on, the cells are read twice.
func (g *Sheet) ShowPercents() (err error) {
	defer Recovered(g.Book.place, &err)
	g.Shown, err = g.Book.File.Rows(g.Info.Name)
	if err != nil {
		return DamagedWorkbook(g.Book.place, err)
	}
	for range g.Row {
		g.Shown.Next()
	}
	return nil
}

// Uncounted reports whether a cell holds a formula whose value the file does not have.
func (g *Sheet) Uncounted(row int64, column int) bool {
	return slices.Contains(g.Info.vetted.formula[row], column)
}

// ShownPercent reports whether a cell of the row shows a percent sign.
func (g *Sheet) ShownPercent(column int) bool {
	return column < len(g.display) && strings.HasSuffix(g.display[column], "%")
}

func (g *Sheet) Next() (row int64, cells []string, err error) {
	defer Recovered(g.Book.place, &err)
	for g.rows.Next() {
		g.Row++
		cells, err := g.rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return 0, nil, DamagedWorkbook(g.Book.place, fault.Say("in_sheet_row", "sheet", g.Info.Name, "row", g.Row, "cause", err))
		}
		if g.Shown != nil {
			g.Shown.Next()
			if g.display, err = g.Shown.Columns(excelize.Options{RawCellValue: false}); err != nil {
				return 0, nil, DamagedWorkbook(g.Book.place, fault.Say("in_sheet_row", "sheet", g.Info.Name, "row", g.Row, "cause", err))
			}
		}
		if len(cells) > MaxColumns {
			cells = cells[:MaxColumns]
		}
		if allBlank(cells) {
			continue
		}
		return g.Row, g.fillDown(cells), nil
	}
	if err := g.rows.Error(); err != nil {
		return 0, nil, DamagedWorkbook(g.Book.place, fault.Say("in_sheet", "sheet", g.Info.Name, "cause", err))
	}
	if g.Row < g.Info.vetted.lastRow {
		return 0, nil, DamagedWorkbook(g.Book.place, fault.Say("sheet_ends", "sheet", g.Info.Name, "row", g.Row))
	}
	return 0, nil, io.EOF
}

// fillDown writes the value of a cell merged over several rows into each of them, as
// the eye reads it.
func (g *Sheet) fillDown(cells []string) []string {
	if len(g.down) == 0 {
		return cells
	}
	kept := g.filling[:0]
	for _, f := range g.filling {
		if int64(f.until) < g.Row {
			continue
		}
		kept = append(kept, f)
		for len(cells) <= f.column {
			cells = append(cells, "")
		}
		if cells[f.column] == "" {
			cells[f.column] = f.value
		}
	}
	g.filling = kept
	for _, m := range g.down[int(g.Row)] {
		if m.left < len(cells) && cells[m.left] != "" {
			g.filling = append(g.filling, fill{column: m.left, until: m.bottom, value: cells[m.left]})
		}
	}
	return cells
}

func (g *Sheet) Close() error {
	if g.Shown != nil {
		_ = g.Shown.Close()
	}
	return g.rows.Close()
}

func allBlank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}
