package source

import (
	"bytes"
	"unicode/utf8"
)

// scanner watches a file go by for what decides how it is read: whether it is UTF-8,
// whether its rows are its lines, and whether any cell has to be read more patiently
// than it stands.
type scanner struct {
	look      *Look
	rest      []byte // a rune cut by the end of a chunk
	lineBlank bool
	blankSeen bool    // a blank line, which counts once text follows
	class     uint8   // of the byte before
	before    uint16  // what that byte makes of its neighbour
	quoted    bool    // inside a quoted cell
	odd       [2]bool // an odd number of " and of ' was met
	begun     [2]bool // the record has some text
	cell      []byte
	short     bool // the cell is still short enough to say that there is nothing
}

func (s *scanner) feed(b []byte) {
	if s.look.json {
		s.plain(b)
	} else {
		s.lines(b)
	}
	if s.look.NotUTF8 {
		return
	}
	if len(s.rest) > 0 {
		b = append(s.rest, b...)
		s.rest = nil
	}
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
	s.look.NotUTF8 = true
}

// endLine counts a line, and the records it ends.
func (s *scanner) endLine() {
	s.look.Lines++
	for q := range s.odd {
		s.begun[q] = s.begun[q] || !s.lineBlank
		if !s.odd[q] {
			if s.begun[q] {
				s.look.Records[q]++
			}
			s.begun[q] = false
		}
	}
}

func (s *scanner) end() {
	if s.class != byteNewline {
		s.odd = [2]bool{}
		s.endLine()
	}
	if len(s.rest) > 0 {
		s.look.NotUTF8 = true
	}
	if s.class == byteReturn {
		s.look.LoneReturn = true
	}
	s.endCell()
}

// What a byte is to lines.
const (
	byteText    = iota
	byteNewline // the beginning of a file too
	byteReturn
	byteNul
	byteBlank // a space or tab
	byteDelimiter
	byteQuote
)

var byteClass = func() (c [256]uint8) {
	c['\n'], c['\r'], c[0] = byteNewline, byteReturn, byteNul
	c[' '], c['\t'] = byteBlank, byteBlank
	c[','], c[';'], c['|'] = byteDelimiter, byteDelimiter, byteDelimiter
	c['"'], c['\''] = byteQuote, byteQuote
	return c
}()

// Bits of a Latin letter beside a Cyrillic one: script[before] shifted meets script[byte].
const (
	latinByte    = 1 // a Latin letter
	cyrillicLead = 2 // the first byte of a Cyrillic letter
	cyrillicTail = 4 // what may be its second
)

// Script says of a byte what it may be in a letter of one of two scripts.
var Script = func() (c [256]uint8) {
	for x := 'A'; x <= 'Z'; x++ {
		c[x], c[x+'a'-'A'] = latinByte, latinByte
	}
	for x := 0xd0; x <= 0xd3; x++ {
		c[x] = cyrillicLead
	}
	for x := 0x80; x <= 0xbf; x++ {
		c[x] = cyrillicTail
	}
	return c
}()

// Mixed says which pairs of neighbours are of two scripts.
func Mixed(before, after uint8) bool {
	return before == latinByte && after == cyrillicLead || before == cyrillicTail && after == latinByte
}

// plain looks for what decides the encoding of a text and its ends of lines, and nothing else.
func (s *scanner) plain(b []byte) {
	if len(b) == 0 {
		return
	}
	l := s.look
	l.Nul = l.Nul || bytes.IndexByte(b, 0) >= 0
	l.Newline = l.Newline || bytes.IndexByte(b, '\n') >= 0
	if s.class == byteReturn && b[0] != '\n' {
		l.LoneReturn = true
	}
	for at := 0; !l.LoneReturn; at++ {
		i := bytes.IndexByte(b[at:], '\r')
		if i < 0 || at+i+1 == len(b) {
			break
		}
		if at += i; b[at+1] != '\n' {
			l.LoneReturn = true
		}
	}
	s.class = byteClass[b[len(b)-1]]
}

// What two neighbours may be together: a byte's low bits say of what it may be the second, its high
// bits, shifted by first, of what the first. A pair is where both say so.
const (
	latinThenCyrillic = 1 << iota
	cyrillicThenLatin
	wideC2 // U+00A0
	wide80 // U+2009, U+202F
	wideBB // U+FEFF
	noText // the byte is of another class than text

	first     = 8
	twoScript = latinThenCyrillic | cyrillicThenLatin
	wideBlank = wideC2 | wide80 | wideBB // a blank that is no space
)

var neighbours = func() (n [256]uint16) {
	for x := range n {
		switch Script[x] {
		case latinByte:
			n[x] = cyrillicThenLatin | latinThenCyrillic<<first
		case cyrillicLead:
			n[x] = latinThenCyrillic
		case cyrillicTail:
			n[x] = cyrillicThenLatin << first
		}
		if byteClass[x] != byteText {
			n[x] |= noText
		}
	}
	for _, w := range []struct{ first, second, pair uint16 }{{0xc2, 0xa0, wideC2}, {0x80, 0x89, wide80}, {0x80, 0xaf, wide80}, {0xbb, 0xbf, wideBB}} {
		n[w.first] |= w.pair << first
		n[w.second] |= w.pair
	}
	return n
}()

func (s *scanner) lines(b []byte) {
	start := 0 // of the cell in b
	for i := 0; i < len(b); {
		pairs := uint16(0)
		if s.class == byteText { // nearly every byte follows text and is some
			before := s.before
			for ; i < len(b); i++ {
				now := neighbours[b[i]]
				pairs |= before & now
				before = now >> first
				if now&noText != 0 {
					break
				}
			}
			s.before = before
		} else {
			now := neighbours[b[i]]
			pairs, s.before = s.before&now, now>>first
		}
		s.look.mixed = s.look.mixed || pairs&twoScript != 0
		s.look.EdgeBlank = s.look.EdgeBlank || pairs&wideBlank != 0
		if i == len(b) {
			break
		}
		if c := byteClass[b[i]]; c == byteDelimiter || c == byteNewline {
			s.takeCell(b[start:i])
			start = i + 1
		}
		s.edge(b[i])
		i++
	}
	if s.short && len(s.cell)+len(b)-start <= LongestNothing+2 {
		s.cell = append(s.cell, b[start:]...)
	} else {
		s.short = false
	}
}

// edge takes a byte that is no text, or follows one.
func (s *scanner) edge(x byte) {
	l, c, class := s.look, byteClass[x], s.class
	s.class = c
	if class == byteReturn && c != byteNewline {
		l.LoneReturn = true
	}
	// A blank beside a delimiter is at the edge of a cell, but for one inside quotes.
	if !s.quoted && (c == byteBlank && class != byteText || class == byteBlank && c != byteText) {
		l.EdgeBlank = true
	}
	switch {
	case !s.quoted && c == byteQuote && (class == byteDelimiter || class == byteNewline):
		s.quoted = true
	case s.quoted && class == byteQuote && (c == byteDelimiter || c == byteNewline || c == byteReturn):
		s.quoted = false
	case s.quoted && (c == byteBlank && class == byteQuote || class == byteBlank && c == byteQuote):
		l.EdgeBlank = true // inside the quotes, beside one
	}
	switch c {
	case byteNewline:
		l.Newline = true
		s.endLine()
		s.blankSeen = s.blankSeen || s.lineBlank
		s.lineBlank = true
	case byteNul:
		l.Nul = true
		s.lineBlank = false
	case byteQuote:
		if x == '"' {
			s.odd[0] = !s.odd[0]
		} else {
			s.odd[1] = !s.odd[1]
		}
		s.text()
	case byteText:
		s.text()
	}
}

// text takes what makes a line no blank one.
func (s *scanner) text() {
	s.look.blankLine = s.look.blankLine || s.blankSeen
	s.lineBlank = false
}

// takeCell looks at a cell that ends: does it say in words that there is nothing?
func (s *scanner) takeCell(b []byte) {
	if !s.short {
		s.short, s.cell = true, s.cell[:0]
		return
	}
	if len(s.cell) > 0 {
		s.cell = append(s.cell, b...)
		b = s.cell
	}
	if n := len(b); n > 0 && n <= LongestNothing+2 && !s.look.nothing {
		if b[0] == '"' && b[n-1] == '"' && n > 2 {
			b = b[1 : n-1]
		}
		if FirstOfNothing[b[0]] && isNothing(b) {
			s.look.nothing = true
		}
	}
	s.short, s.cell = true, s.cell[:0]
}

func (s *scanner) endCell() { s.takeCell(nil) }
