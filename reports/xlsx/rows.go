package xlsx

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// rows holds the rows of the lists of a workbook as the parts of their sheets have them, in a file until
// the archive is written. excelize makes the frame of a sheet with its heading; to write the cells and links of
// ten thousand findings as well takes it several times as long, since it makes each cell anew and looks
// through all links of a sheet for each.
type rows struct {
	file *os.File
	out  *bufio.Writer
	size int64
	of   map[string]*held // by the name of the part
	line []byte           // the row that is being written

	letters []string // of columns
}

// held are the rows of a sheet, from and to in the file, and its links.
type held struct {
	from, to int64
	links    []byte
}

// newRows holds rows in a file of the folder temp until it is closed.
func newRows(temp string) (*rows, error) {
	f, err := os.CreateTemp(temp, "rows-")
	if err != nil {
		return nil, err
	}
	return &rows{file: f, out: bufio.NewWriterSize(f, 1<<16), of: map[string]*held{}}, nil
}

func (r *rows) Close() error {
	err := r.file.Close()
	if e := os.Remove(r.file.Name()); err == nil {
		err = e
	}
	return err
}

// begin holds the rows that follow for the sheet of a number, from 1.
func (r *rows) begin(sheet int) *held {
	h := &held{from: r.size, to: r.size}
	r.of[fmt.Sprintf("xl/worksheets/sheet%d.xml", sheet)] = h
	return h
}

// sheet gives what is held of a part, nil where it is none of the sheets.
func (r *rows) sheet(name string) *held {
	if r == nil {
		return nil
	}
	return r.of[name]
}

// value is a cell of a row: nil, an int64, a float64, a day or a text.
type value struct {
	style int
	is    any
}

// write adds a row of a sheet: its number, from 1, how high it is, 0 where it does not say.
func (r *rows) write(h *held, n int, points float64, cells []value) error {
	line := r.line[:0]
	line = append(line, `<row r="`...)
	line = strconv.AppendInt(line, int64(n), 10)
	line = append(line, '"')
	if points > 0 {
		line = append(line, ` ht="`...)
		line = strconv.AppendFloat(line, points, 'f', -1, 64)
		line = append(line, `" customHeight="1"`...)
	}
	line = append(line, '>')
	for i, c := range cells {
		if i == len(r.letters) {
			r.letters = append(r.letters, columnName(i))
		}
		line = appendCell(line, r.letters[i], n, c)
	}
	line = append(line, `</row>`...)
	r.line = line
	h.to += int64(len(line))
	r.size = h.to
	_, err := r.out.Write(line)
	return err
}

// link adds a link from a cell to a place of the workbook.
func (h *held) link(cell, to string) {
	h.links = append(append(h.links, `<hyperlink ref="`...), cell...)
	h.links = append(h.links, `" location="`...)
	h.links = appendText(h.links, to)
	h.links = append(h.links, `"></hyperlink>`...)
}

// fill writes the frame of a sheet with its rows and links, which its heading and a link are in already.
func (r *rows) fill(w io.Writer, frame []byte, h *held) error {
	if err := r.out.Flush(); err != nil {
		return err
	}
	const rowsEnd, linksEnd = "</sheetData>", "</hyperlinks>"
	head, tail, ok := bytes.Cut(frame, []byte(rowsEnd))
	before, after, linked := bytes.Cut(tail, []byte(linksEnd))
	if !ok || !linked && len(h.links) > 0 {
		return fmt.Errorf("a sheet has no place for its rows or links")
	}
	if linked {
		after = append([]byte(linksEnd), after...)
	}
	for _, part := range []io.Reader{
		bytes.NewReader(head), io.NewSectionReader(r.file, h.from, h.to-h.from), strings.NewReader(rowsEnd),
		bytes.NewReader(before), bytes.NewReader(h.links), bytes.NewReader(after),
	} {
		if _, err := io.Copy(w, part); err != nil {
			return err
		}
	}
	return nil
}

// appendCell writes a cell of a column in the n-th row.
func appendCell(line []byte, column string, n int, c value) []byte {
	line = append(append(line, `<c r="`...), column...)
	line = strconv.AppendInt(line, int64(n), 10)
	if c.style != 0 {
		line = append(line, `" s="`...)
		line = strconv.AppendInt(line, int64(c.style), 10)
	}
	switch x := c.is.(type) {
	case nil:
		return append(line, `"></c>`...)
	case string:
		return appendInline(line, x)
	case int64:
		line = strconv.AppendInt(append(line, `"><v>`...), x, 10)
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return appendInline(line, fmt.Sprint(x))
		}
		line = append(append(line, `"><v>`...), fifteenDigits(x)...)
	case time.Time:
		line = strconv.AppendInt(append(line, `"><v>`...), dayNumber(x), 10)
	default:
		return appendInline(line, fmt.Sprint(x))
	}
	return append(line, `</v></c>`...)
}

// mostLetters is how many letters, in UTF-16, a cell can hold; what is longer is cut.
const mostLetters = 32767

func appendInline(line []byte, s string) []byte {
	if len(s) > mostLetters {
		n := 0
		for i, r := range s {
			if n += utf16.RuneLen(r); n > mostLetters {
				s = s[:i]
				break
			}
		}
	}
	line = append(line, `" t="inlineStr"><is><t`...)
	if s != "" && (strings.IndexByte("\t\n\r ", s[0]) >= 0 || strings.IndexByte("\t\n\r ", s[len(s)-1]) >= 0) {
		line = append(line, ` xml:space="preserve"`...)
	}
	return append(appendText(append(line, '>'), s), `</t></is></c>`...)
}

// appendText writes a text for XML. What looks like the format's sign for a letter, _x0041_, is written
// so that it is read as it stands.
func appendText(line []byte, s string) []byte {
	written := 0
	for at := 0; ; at++ {
		next := strings.Index(s[at:], "_x")
		if next < 0 {
			return appendPlain(line, s[written:])
		}
		at += next
		if end := at + len("_x0041_"); end <= len(s) && s[end-1] == '_' && hexadecimal(s[at+2:end-1]) {
			line = append(appendPlain(line, s[written:at]), "_x005F"...)
			written = at
		}
	}
}

func hexadecimal(s string) bool {
	return strings.Trim(s, "0123456789abcdefABCDEF") == ""
}

// appendPlain writes a text for XML, line ends as they are.
func appendPlain(line []byte, s string) []byte {
	if asIs(s) {
		return append(line, s...)
	}
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return append(line, bytes.ReplaceAll(b.Bytes(), []byte("&#xA;"), []byte("\n"))...)
}

// asIs reports a text in which XML has nothing to escape.
func asIs(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\'' || c == '&' || c == '<' || c == '>' || c == 0xef { // with the last begins what XML cannot hold
			return false
		}
	}
	return utf8.ValidString(s)
}

// fifteenDigits writes a number as a spreadsheet keeps it: with its first fifteen digits.
func fifteenDigits(v float64) []byte {
	const most = 15
	s := strconv.AppendFloat(nil, v, 'f', -1, 64)
	point := bytes.IndexByte(s, '.')
	n := 0
	for i, c := range s {
		if c < '0' || c > '9' || n == 0 && c == '0' {
			continue
		}
		if n++; n <= most {
			continue
		}
		if point >= 0 && i > point {
			return bytes.TrimSuffix(s[:i], []byte("."))
		}
		if point >= 0 {
			s = s[:point]
		}
		for k := i; k < len(s); k++ {
			s[k] = '0'
		}
		break
	}
	return s
}

// dayNumber is the number a spreadsheet has for a day, which from March 1900 on counts a 29 February
// that there was not.
func dayNumber(day time.Time) int64 {
	n := (day.Unix() - time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC).Unix()) / (24 * 60 * 60)
	if n > 59 {
		n++
	}
	return n
}
