package ingest

import "unicode/utf8"

// scanner watches a file go by for what decides how it is read: whether it is UTF-8,
// and whether its rows are its lines.
type scanner struct {
	look      *look
	rest      []byte // a rune cut by the end of a chunk
	offset    int64
	lineBlank bool
	blankSeen bool // a blank line, which counts once text follows
	lastCR    bool
}

func (s *scanner) feed(b []byte) {
	s.lines(b)
	if s.look.notUTF8 {
		return
	}
	if len(s.rest) > 0 {
		b = append(s.rest, b...)
		s.rest = nil
	}
	for len(b) > 0 {
		if utf8.Valid(b) {
			return
		}
		// Valid but for a rune cut at the end?
		cut := len(b)
		for cut > 0 && len(b)-cut < utf8.UTFMax && !utf8.RuneStart(b[cut-1]) {
			cut--
		}
		if cut > 0 && !utf8.FullRune(b[cut-1:]) && utf8.Valid(b[:cut-1]) {
			s.rest = append([]byte(nil), b[cut-1:]...)
			return
		}
		s.look.notUTF8 = true
		return
	}
}

func (s *scanner) end() {
	if len(s.rest) > 0 {
		s.look.notUTF8 = true
	}
	if s.lastCR {
		s.look.loneReturn = true
	}
}

func (s *scanner) lines(b []byte) {
	for _, c := range b {
		if s.lastCR && c != '\n' {
			s.look.loneReturn = true
		}
		s.lastCR = c == '\r'
		switch c {
		case '\n':
			if s.lineBlank {
				s.blankSeen = true
			}
			s.lineBlank = true
		case '\r', ' ', '\t':
		case 0:
			s.look.nul = true
			s.lineBlank = false
		default:
			if s.blankSeen {
				s.look.blankLine = true
			}
			s.lineBlank = false
		}
	}
}
