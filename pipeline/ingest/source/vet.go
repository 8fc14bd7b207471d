package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// vetted is what the bytes of a sheet told: where it ends, and its merged cells.
type vetted struct {
	lastRow int64
	whole   bool // it ends as a sheet does
	merges  []merge
	formula map[int64][]int // columns, by row, of formulas whose value nobody kept
}

const (
	maxMerges      = 100_000
	workbookMemory = 16 << 20 // parts larger than this are read from disk
)

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
