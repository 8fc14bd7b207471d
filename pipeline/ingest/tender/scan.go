package tender

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// scan walks through one JSON text that is whole in memory. It takes exactly the texts that the
// decoder of jsontext takes which lets names stand twice and bytes be no UTF-8, and gives the
// strings it gives: tests hold it to that. It keeps no names and copies nothing, which is why it is
// here: of a release most is passed over.
type scan struct {
	text  []byte
	at    int
	depth int
}

// deepest is how many lists and objects may be open at once.
const deepest = 10000

var errNoJSON = errors.New("not JSON")

// peek gives the sign that comes next, blanks passed over; 0 at the end.
func (s *scan) peek() byte {
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// take passes over the sign that comes next where it is c.
func (s *scan) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.at++
	return true
}

// open begins a list or an object, which the sign that comes next opens.
func (s *scan) open() error {
	s.at++
	if s.depth++; s.depth > deepest {
		return errNoJSON
	}
	return nil
}

// name takes the name of a member with its colon, and gives it in quotes as it is written.
func (s *scan) name() ([]byte, error) {
	if s.peek() != '"' {
		return nil, errNoJSON
	}
	from := s.at
	if _, err := s.quoted(); err != nil {
		return nil, err
	}
	name := s.text[from:s.at]
	if !s.take(':') {
		return nil, errNoJSON
	}
	return name, nil
}

// more tells behind an element whether another one follows; where none does, the list or object is
// closed with what closes it.
func (s *scan) more(closes byte) (bool, error) {
	switch s.peek() {
	case ',':
		s.at++
		return true, nil
	case closes:
		s.at++
		s.depth--
		return false, nil
	}
	return false, errNoJSON
}

// skip passes over the value that comes next.
func (s *scan) skip() error {
	switch c := s.peek(); c {
	case '"':
		_, err := s.quoted()
		return err
	case '{':
		return s.skipMembers()
	case '[':
		return s.skipElements()
	case 't':
		return s.literal("true")
	case 'f':
		return s.literal("false")
	case 'n':
		return s.literal("null")
	}
	return s.number()
}

func (s *scan) skipMembers() error {
	if err := s.open(); err != nil {
		return err
	}
	if s.take('}') {
		s.depth--
		return nil
	}
	for {
		if _, err := s.name(); err != nil {
			return err
		}
		if err := s.skip(); err != nil {
			return err
		}
		if more, err := s.more('}'); !more {
			return err
		}
	}
}

func (s *scan) skipElements() error {
	if err := s.open(); err != nil {
		return err
	}
	if s.take(']') {
		s.depth--
		return nil
	}
	for {
		if err := s.skip(); err != nil {
			return err
		}
		if more, err := s.more(']'); !more {
			return err
		}
	}
}

// raw gives the value that comes next as it is written.
func (s *scan) raw() ([]byte, error) {
	s.peek()
	from := s.at
	err := s.skip()
	return s.text[from:s.at], err
}

// string gives the string that peek has found. A byte that is no UTF-8 becomes U+FFFD.
func (s *scan) string() (string, error) {
	from := s.at
	plain, err := s.quoted()
	if err != nil {
		return "", err
	}
	if inside := s.text[from+1 : s.at-1]; plain && utf8.Valid(inside) {
		return string(inside), nil
	}
	b, _ := jsontext.AppendUnquote(nil, s.text[from:s.at]) // the error is that of the UTF-8
	return string(b), nil
}

func (s *scan) literal(word string) error {
	if len(s.text)-s.at < len(word) || string(s.text[s.at:s.at+len(word)]) != word {
		return errNoJSON
	}
	s.at += len(word)
	return nil
}

// number passes over a number.
func (s *scan) number() error {
	digits := func() bool {
		from := s.at
		for s.at < len(s.text) && s.text[s.at]-'0' < 10 {
			s.at++
		}
		return s.at > from
	}
	next := func(c byte) bool {
		is := s.at < len(s.text) && s.text[s.at] == c
		if is {
			s.at++
		}
		return is
	}
	next('-')
	if !next('0') && !digits() {
		return errNoJSON
	}
	if next('.') && !digits() {
		return errNoJSON
	}
	if next('e') || next('E') {
		if !next('+') {
			next('-')
		}
		if !digits() {
			return errNoJSON
		}
	}
	return nil
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// ends marks the first of eight bytes that is a quote, a backslash or a sign of control; 0 where
// none is. Behind the first there may be marks of others.
func ends(v uint64) uint64 {
	quote, slash := v^(ones*'"'), v^(ones*'\\')
	return ((quote-ones)&^quote | (slash-ones)&^slash | (v-ones*' ')&^v) & highs
}

// quoted passes over the string that peek has found, and reports whether no sign in it is escaped.
func (s *scan) quoted() (plain bool, err error) {
	plain = true
	for i := s.at + 1; i < len(s.text); {
		if i+8 <= len(s.text) {
			marks := ends(binary.LittleEndian.Uint64(s.text[i:]))
			if marks == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(marks) / 8
		}
		switch c := s.text[i]; {
		case c == '"':
			s.at = i + 1
			return plain, nil
		case c == '\\':
			plain = false
			n := escaped(s.text[i+1:])
			if n == 0 {
				return false, errNoJSON
			}
			i += 1 + n
		case c < ' ':
			return false, errNoJSON
		default:
			i++
		}
	}
	return false, errNoJSON
}

// escaped gives how many signs behind a backslash belong to it, 0 where it is no escape.
func escaped(s []byte) int {
	if len(s) == 0 {
		return 0
	}
	switch s[0] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 1
	case 'u':
		if len(s) < 5 {
			return 0
		}
		for _, c := range s[1:5] {
			if c-'0' >= 10 && c|0x20-'a' >= 6 {
				return 0
			}
		}
		return 5
	}
	return 0
}
