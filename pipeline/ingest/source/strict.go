package source

import (
	"bytes"
	"errors"
	"io"
)

// ErrIrregular says that a text is not what Strict reads: Records has to.
var ErrIrregular = errors.New("irregular")

// Strict cuts delimited text whose every row is regular, which is quicker than Records is: a quote
// stands at both ends of a cell or is doubled inside a quoted one, and every row has the cells of
// the first. It gives up at the first row that is otherwise.
type Strict struct {
	in           io.Reader
	delim, quote byte
	buf          []byte
	at, end      int // of what is read and not yet cut
	ended        bool
	cells        [][]byte
	unquoted     []byte // cells of the row that held doubled quotes
	Row          int64  // of the row that was cut last
}

// NewStrict cuts a text whose cells stand between delim and may be quoted.
func NewStrict(r io.Reader, delim, quote byte) *Strict {
	return &Strict{in: r, delim: delim, quote: quote, buf: make([]byte, 1<<20)}
}

// Next gives the cells of the next row, which stand until the one after it is asked for; io.EOF
// after the last, ErrIrregular where the text is not regular.
func (s *Strict) Next() ([][]byte, error) {
	for {
		cells, used, err := s.cut()
		if errors.Is(err, errMore) {
			if err = s.more(); err != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		s.at += used
		if cells == nil { // a line without text
			continue
		}
		if s.Row > 0 && len(cells) != len(s.cells) || blankRow(cells) {
			return nil, ErrIrregular
		}
		s.cells = cells
		s.Row++
		return cells, nil
	}
}

// blankRow reports whether Records would pass over a row.
func blankRow(cells [][]byte) bool {
	for _, c := range cells {
		if len(bytes.Trim(c, " \t\r")) > 0 {
			return false
		}
	}
	return true
}

// errMore says that a row does not end in what was read yet.
var errMore = errors.New("more")

// more reads on, behind what is not cut yet.
func (s *Strict) more() error {
	if s.ended {
		return ErrIrregular // of a quote that is never closed
	}
	if s.at == 0 && s.end == len(s.buf) {
		if len(s.buf) >= maxRecordBytes {
			return ErrIrregular
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	first := s.Row == 0 && s.end == 0
	s.end = copy(s.buf, s.buf[s.at:s.end])
	s.at = 0
	n, err := io.ReadAtLeast(s.in, s.buf[s.end:], 1)
	s.end += n
	if errors.Is(err, io.EOF) {
		s.ended = true
	} else if err != nil {
		return err
	}
	if first && bytes.HasPrefix(s.buf[:s.end], []byte("\ufeff")) {
		s.at = len("\ufeff")
	}
	return nil
}

// cut gives the cells of the row at the beginning of what is read, nil of a line without text, and
// how many bytes it takes.
func (s *Strict) cut() (cells [][]byte, used int, err error) {
	text := s.buf[s.at:s.end]
	i := bytes.IndexByte(text, '\n')
	line, used := text, len(text)
	switch {
	case i >= 0:
		line, used = text[:i], i+1
	case !s.ended:
		return nil, 0, errMore
	case len(text) == 0:
		return nil, 0, io.EOF
	}
	if bytes.IndexByte(line, s.quote) >= 0 {
		return s.cutQuoted(text)
	}
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) == 0 {
		return nil, used, nil
	}
	cells = s.row()
	for {
		i := bytes.IndexByte(line, s.delim)
		if i < 0 {
			return append(cells, line), used, nil
		}
		cells = append(cells, line[:i])
		line = line[i+1:]
	}
}

// row gives room for the cells of a row: that of the row before, which nobody needs any more.
func (s *Strict) row() [][]byte {
	if s.Row < 2 { // the first row says how many cells there are
		return make([][]byte, 0, 32)
	}
	return s.cells[:0]
}

// cutQuoted does the same where quotes stand in the row.
func (s *Strict) cutQuoted(text []byte) (cells [][]byte, used int, err error) {
	cells, s.unquoted = s.row(), s.unquoted[:0]
	for at := 0; ; {
		var cell []byte
		if at < len(text) && text[at] == s.quote {
			var n int
			if cell, n, err = s.quoted(text[at+1:]); err != nil {
				return nil, 0, err
			}
			if bytes.Contains(cell, []byte("\r\n")) { // one end of a line to Records
				return nil, 0, ErrIrregular
			}
			at += 1 + n
		} else {
			begins := at
			for at < len(text) && text[at] != s.delim && text[at] != '\n' {
				if text[at] == s.quote {
					return nil, 0, ErrIrregular
				}
				at++
			}
			cell = text[begins:at]
		}
		cells = append(cells, cell)
		switch {
		case at == len(text) && !s.ended:
			return nil, 0, errMore
		case at == len(text), text[at] == '\n':
			last := len(cells) - 1
			cells[last] = bytes.TrimSuffix(cells[last], []byte("\r"))
			return cells, min(at+1, len(text)), nil
		case text[at] == '\r' && at+1 < len(text) && text[at+1] == '\n':
			return cells, at + 2, nil
		case text[at] != s.delim:
			return nil, 0, ErrIrregular
		}
		at++
	}
}

// quoted reads a cell behind its first quote, and says how many bytes it takes with its last.
func (s *Strict) quoted(text []byte) (cell []byte, used int, err error) {
	i := bytes.IndexByte(text, s.quote)
	if i >= 0 && i+1 < len(text) && text[i+1] != s.quote {
		return text[:i], i + 1, nil
	}
	begins := len(s.unquoted)
	for {
		switch {
		case i < 0:
			return nil, 0, errMore
		case i+1 == len(text) && !s.ended:
			return nil, 0, errMore
		}
		s.unquoted = append(s.unquoted, text[:i]...)
		used += i + 1
		if text = text[i+1:]; len(text) == 0 || text[0] != s.quote {
			return s.unquoted[begins:len(s.unquoted):len(s.unquoted)], used, nil
		}
		s.unquoted = append(s.unquoted, s.quote)
		text, used = text[1:], used+1
		i = bytes.IndexByte(text, s.quote)
	}
}
