package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"adal/pipeline/fault"
)

// What a record of a delimited text may be. A quote that is open longer than this is a
// stray one, and only its line is given up.
const (
	maxLine        = 16 << 20
	maxRecordBytes = 4 << 20
	maxRecordLines = 1000
	MaxColumns     = 16384
	// maxStray is how many bytes are cut in vain over a text, where quotes open and close astray.
	maxStray = 64 * maxRecordBytes
)

// Records cuts delimited text into rows: quoted cells may hold delimiters and ends of
// lines, a quote doubled inside a quoted cell is a quote, a quote elsewhere is text. Time
// is linear in the text whatever its quotes, and memory is that of one record.
type Records struct {
	in           *bufio.Reader
	Delim, Quote byte
	Width        int // cells a row must have, 0 while it is not known
	Row          int64
	Taken        int64      // lines of the text that went into rows, blank ones too
	ahead        []textLine // lines read beyond the row
	ended        bool
	worked       int64 // bytes cut for records of several lines that did not fit
}

type textLine struct {
	text   []byte
	closes int8 // whether a cell that is open before the line ends in it: 1 yes, -1 no, 0 not looked at
}

// NewRecords cuts a text whose cells stand between delim and may be quoted.
func NewRecords(r io.Reader, delim, quote byte) *Records {
	in := bufio.NewReaderSize(r, 1<<16)
	if b, _ := in.Peek(3); bytes.Equal(b, []byte("\ufeff")) {
		_, _ = in.Discard(3)
	}
	return &Records{in: in, Delim: delim, Quote: quote}
}

func (r *Records) Close() error { return nil }

// line gives the i-th line ahead, reading it where it has to; nil after the last.
func (r *Records) line(i int) (*textLine, error) {
	for len(r.ahead) <= i {
		if r.ended {
			return nil, nil
		}
		var text []byte
		for {
			b, err := r.in.ReadSlice('\n')
			if len(text)+len(b) > maxLine {
				return nil, fault.Say("long_row", "row", r.Row+1, "mib", maxLine>>20)
			}
			text = append(text, b...)
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			if errors.Is(err, io.EOF) {
				r.ended = true
			} else if err != nil {
				return nil, err
			}
			break
		}
		if r.ended && len(text) == 0 {
			return nil, nil
		}
		text = bytes.TrimSuffix(text, []byte("\n"))
		text = bytes.TrimSuffix(text, []byte("\r"))
		r.ahead = append(r.ahead, textLine{text: text})
	}
	return &r.ahead[i], nil
}

func (r *Records) drop(n int) {
	r.Taken += int64(n)
	clear(r.ahead[:n])
	r.ahead = r.ahead[n:]
}

func (r *Records) Next() (int64, []string, error) {
	for {
		line, err := r.line(0)
		if err != nil {
			return 0, nil, err
		}
		if line == nil {
			return 0, nil, io.EOF
		}
		r.Row++
		text := line.text
		if r.nothing(text) {
			r.drop(1)
			continue
		}
		cells, open := r.cut(text)
		used := 1
		if open {
			worked := r.worked
			if cells, used, err = r.join(); err != nil {
				return 0, nil, err
			}
			if used > 0 && (r.Width == 0 || fits(cells, r.Width)) {
				r.worked = worked
			}
		}
		if used == 0 || (r.Width > 0 && !fits(cells, r.Width)) {
			b := &Broken{Row: r.Row, Text: string(text), Cells: slices.Clone(cells)}
			r.drop(1)
			return r.Row, nil, b
		}
		r.drop(used)
		return r.Row, cells, nil
	}
}

// nothing reports whether a line holds no cell with anything in it.
func (r *Records) nothing(text []byte) bool {
	for _, c := range text {
		if c != ' ' && c != '\t' && c != '\r' && c != r.Delim {
			return false
		}
	}
	return true
}

// join cuts a record of several lines. used is 0 where its quote never closes. Lines are put
// together only where one may end the record, so that quotes that never close cost nothing;
// what records that do not fit cost together is bounded by maxStray.
func (r *Records) join() (cells []string, used int, err error) {
	var whole []byte
	joined := 0 // lines that are in whole
	size := len(r.ahead[0].text)
	for i := 1; i < maxRecordLines; i++ {
		line, err := r.line(i)
		if err != nil {
			return nil, 0, err
		}
		if line == nil {
			break
		}
		if size += 1 + len(line.text); size > maxRecordBytes {
			break
		}
		if line.closes == 0 {
			line.closes = -1
			if r.closesIn(line.text) {
				line.closes = 1
			}
		}
		if line.closes < 0 {
			continue
		}
		for ; joined <= i; joined++ {
			if joined > 0 {
				whole = append(whole, '\n')
			}
			whole = append(whole, r.ahead[joined].text...)
		}
		if r.worked += int64(len(whole)); r.worked > maxStray {
			return nil, 0, fault.Say("stray_quotes", "row", r.Row)
		}
		if cells, open := r.cut(whole); !open {
			return cells, i + 1, nil
		}
	}
	cells, _ = r.cut(r.ahead[0].text)
	return cells, 0, nil
}

// closesIn reports whether a line ends a cell that was open before it.
func (r *Records) closesIn(text []byte) bool {
	for i := 0; i < len(text); {
		if text[i] != r.Quote {
			i++
			continue
		}
		j := i
		for j < len(text) && text[j] == r.Quote {
			j++
		}
		if (j-i)%2 == 1 && (j == len(text) || text[j] == r.Delim) {
			return true
		}
		i = j
	}
	return false
}

// cut gives the cells of a record. open says that its last cell is quoted and not closed.
func (r *Records) cut(text []byte) (cells []string, open bool) {
	for {
		if len(cells) > MaxColumns {
			return cells, false
		}
		if len(text) > 0 && text[0] == r.Quote {
			cell, rest, closed := r.quoted(text[1:])
			if !closed {
				return append(cells, cell), true
			}
			cells = append(cells, cell)
			if len(rest) == 0 {
				return cells, false
			}
			text = rest[1:]
			continue
		}
		i := bytes.IndexByte(text, r.Delim)
		if i < 0 {
			return append(cells, string(text)), false
		}
		cells = append(cells, string(text[:i]))
		text = text[i+1:]
	}
}

// quoted reads a quoted cell behind its first quote; rest begins with the delimiter.
func (r *Records) quoted(text []byte) (cell string, rest []byte, closed bool) {
	var b strings.Builder
	for {
		i := bytes.IndexByte(text, r.Quote)
		if i < 0 {
			b.Write(text)
			return b.String(), nil, false
		}
		b.Write(text[:i])
		text = text[i+1:]
		switch {
		case len(text) == 0:
			return b.String(), nil, true
		case text[0] == r.Quote:
			b.WriteByte(r.Quote)
			text = text[1:]
		case text[0] == r.Delim:
			return b.String(), text, true
		default: // a stray quote is text
			b.WriteByte(r.Quote)
		}
	}
}

// fits reports whether a record has a cell for every column, and nothing beyond.
func fits(record []string, width int) bool {
	if len(record) < width {
		return false
	}
	for _, extra := range record[width:] {
		if strings.TrimSpace(extra) != "" {
			return false
		}
	}
	return true
}

// Separators judges by the beginning of a text what its cells stand between. The pair
// that gives rows of one width wins, a wider one before a narrower.
func Separators(head []byte, cutOff bool) (delim, quote byte) {
	if cutOff {
		if i := bytes.LastIndexByte(head, '\n'); i > 0 {
			head = head[:i+1]
		}
	}
	best := -1.0
	delim, quote = ',', '"'
	for _, q := range []byte{'"', '\''} {
		for _, d := range []byte{',', ';', '\t', '|'} {
			if q == '\'' && !bytes.Contains(head, []byte{q, d, q}) {
				continue
			}
			r := NewRecords(bytes.NewReader(head), d, q)
			// Rows are as wide as they are written; or as far as there is something in them,
			// where whoever wrote them dropped the blanks at their ends.
			written, filled := map[int]int{}, map[int]int{}
			rows, quoted := 0, 0
			for rows < 50 {
				_, cells, err := r.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					if _, ok := errors.AsType[*Broken](err); ok {
						rows++
						continue
					}
					break
				}
				rows++
				written[len(cells)]++
				for len(cells) > 1 && strings.TrimSpace(cells[len(cells)-1]) == "" {
					cells = cells[:len(cells)-1]
				}
				filled[len(cells)]++
				for _, c := range cells {
					if len(c) > 1 && c[0] == '\'' && c[len(c)-1] == '\'' {
						quoted++ // left in the cells: the other quote is the one
					}
				}
			}
			most, columns := 0, 0
			for _, widths := range []map[int]int{written, filled} {
				for w, n := range widths {
					if w > 1 && (n > most || n == most && w > columns) {
						most, columns = n, w
					}
				}
			}
			if rows == 0 || columns < 2 {
				continue
			}
			score := float64(most)/float64(rows)*10 + float64(min(columns, 40))/40
			if q == '"' && quoted > rows {
				score /= 2
			}
			if score > best {
				best, delim, quote = score, d, q
			}
		}
	}
	return delim, quote
}
