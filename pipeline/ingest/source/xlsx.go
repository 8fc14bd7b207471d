package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
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

// vetted is what the bytes of a sheet told: where it ends, and its merged cells.
type vetted struct {
	lastRow int64
	whole   bool // it ends as a sheet does
	merges  []merge
	formula map[int64][]int // columns, by row, of formulas whose value nobody kept
}

type merge struct{ top, left, bottom, right int }

const (
	maxMerges      = 100_000
	workbookMemory = 16 << 20 // parts larger than this are read from disk
)

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

// vet unpacks a part to its end, which checks its sum, and looks for what a stream of
// cells does not tell.
func vet(f *zip.File, budget *bounded) (vetted, error) {
	var v vetted
	r, err := f.Open()
	if err != nil {
		return v, err
	}
	defer func() { _ = r.Close() }()
	budget.r = r
	if !strings.Contains(f.Name, "worksheets/") {
		_, err := io.Copy(io.Discard, budget)
		return v, err
	}
	const overlap = 16 << 10 // longer than a cell with a formula
	buf := make([]byte, 0, 1<<20+overlap)
	for {
		n, err := io.ReadFull(budget, buf[len(buf):len(buf)+1<<20])
		buf = buf[:len(buf)+n]
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return v, err
		}
		v.look(buf, last)
		if last {
			tail := bytes.TrimSpace(buf)
			v.whole = bytes.HasSuffix(tail, []byte("worksheet>"))
			return v, nil
		}
		keep := min(overlap, len(buf))
		copy(buf, buf[len(buf)-keep:])
		buf = buf[:keep]
	}
}

var (
	rowTag      = regexp.MustCompile(`<(?:[A-Za-z0-9]+:)?row(?:\s[^>]*?)?\sr="([0-9]{1,7})"`)
	bareFormula = regexp.MustCompile(`<(?:[A-Za-z0-9]+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*?>\s*<(?:[A-Za-z0-9]+:)?f(?:\s[^>]*?)?(?:/>|>[^<]*</(?:[A-Za-z0-9]+:)?f>)\s*(?:<(?:[A-Za-z0-9]+:)?v/>\s*)?</(?:[A-Za-z0-9]+:)?c>`)
	mergeTag    = regexp.MustCompile(`mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"`)
)

// look finds the last row and the merged cells in a piece of a sheet. Pieces overlap;
// the same merge twice does no harm.
func (v *vetted) look(piece []byte, last bool) {
	for from := len(piece); from > 0; {
		at := bytes.LastIndex(piece[:from], []byte("row "))
		if at < 0 {
			break
		}
		start := bytes.LastIndexByte(piece[:at], '<')
		if start >= 0 && at-start < 16 {
			if m := rowTag.FindSubmatch(piece[start:min(len(piece), start+400)]); m != nil {
				n, _ := strconv.ParseInt(string(m[1]), 10, 64)
				v.lastRow = max(v.lastRow, n)
				break
			}
		}
		from = at
	}
	if bytes.Contains(piece, []byte("f>")) || bytes.Contains(piece, []byte("<f")) || bytes.Contains(piece, []byte(":f ")) {
		v.lookForFormulas(piece)
	}
	if !bytes.Contains(piece, []byte("mergeCell ")) {
		return
	}
	for _, m := range mergeTag.FindAllSubmatch(piece, -1) {
		if len(v.merges) >= maxMerges {
			return
		}
		left, _ := excelize.ColumnNameToNumber(string(m[1]))
		right, _ := excelize.ColumnNameToNumber(string(m[3]))
		top, _ := strconv.Atoi(string(m[2]))
		bottom, _ := strconv.Atoi(string(m[4]))
		if left > 0 && right >= left && bottom >= top && right <= MaxColumns {
			v.merges = append(v.merges, merge{top: top, left: left - 1, bottom: bottom, right: right - 1})
		}
	}
}

// lookForFormulas finds cells with a formula and no value: whoever wrote them left the
// counting to a spreadsheet, which never opened the file.
func (v *vetted) lookForFormulas(piece []byte) {
	for _, m := range bareFormula.FindAllSubmatch(piece, -1) {
		column, _ := excelize.ColumnNameToNumber(string(m[1]))
		row, _ := strconv.ParseInt(string(m[2]), 10, 64)
		if column < 1 || slices.Contains(v.formula[row], column-1) {
			continue
		}
		if v.formula == nil {
			v.formula = map[int64][]int{}
		}
		v.formula[row] = append(v.formula[row], column-1)
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

// Serial turns a day counted since 1900 (or 1904) into 2026-03-01. Day 60 of 1900 never
// was; smaller numbers are a day off in every spreadsheet, and here right.
func (w *Workbook) Serial(s string) (string, bool) {
	whole, _, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n < 1 || n > 2_958_465 || !serialForm.MatchString(s) {
		return s, false
	}
	if w.from.Year() == 1899 && n < 60 {
		n++
	}
	return w.from.AddDate(0, 0, n).Format(time.DateOnly), true
}

var serialForm = regexp.MustCompile(`^[0-9]{1,7}(\.[0-9]+)?$`)

var scientific = regexp.MustCompile(`^(-?)([0-9]+)(?:\.([0-9]+))?[eE]([+-]?[0-9]{1,3})$`)

// PlainNumber writes out a number in scientific notation, digit by digit: nothing is rounded
// and no float is made. It fails where the digits left of the point were cut away, of
// which least must be there.
func PlainNumber(s string, least int) (string, bool) {
	m := scientific.FindStringSubmatch(s)
	if m == nil {
		return s, false
	}
	e, err := strconv.Atoi(m[4])
	significant := strings.TrimLeft(m[2]+m[3], "0")
	if err != nil || e < -40 || e > 40 || len(significant) < min(least, len(m[2])+e) {
		return s, false
	}
	point := len(m[2]) + e
	all := m[2] + m[3]
	switch {
	case point <= 0:
		all = "0." + strings.Repeat("0", -point) + all
	case point >= len(all):
		all += strings.Repeat("0", point-len(all))
	default:
		all = all[:point] + "." + all[point:]
	}
	if strings.Contains(all, ".") {
		all = strings.TrimSuffix(strings.TrimRight(all, "0"), ".")
	}
	all = strings.TrimLeft(all, "0")
	if all == "" || all[0] == '.' {
		all = "0" + all
	}
	return m[1] + all, true
}

// ShownDigits rounds a number as spreadsheets show it, to fifteen digits: what stands
// behind them is the noise of binary fractions.
func ShownDigits(s string) string {
	if !strings.Contains(s, ".") || len(s) < 17 {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	short, ok := PlainNumber(strconv.FormatFloat(f, 'e', 14, 64), 0)
	if !ok {
		return s
	}
	return short
}
