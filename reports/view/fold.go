package view

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded are letters of Kazakh, and ё, with the one many type in their place.
var folded = map[string]string{"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ё": "е"}

// Fold writes a text as a search compares it: small letters, those of Kazakh as those of Russian,
// numbers without the signs between thousands and with a point before decimals. page.js does the
// same to what somebody types.
func Fold(s string) string {
	f := newFolding()
	f.add(s)
	return f.text()
}

// folding folds texts one after the other, a blank between them.
type folding struct {
	out   []byte
	begun bool
	blank bool // the last letter is a blank
}

// foldings are kept to be used again: ten thousand cards are folded, each of a few thousand letters.
var foldings = sync.Pool{New: func() any { return &folding{} }}

func newFolding() *folding { return foldings.Get().(*folding) }

func (f *folding) add(texts ...string) {
	for _, s := range texts {
		if f.begun && !f.blank {
			f.out, f.blank = append(f.out, ' '), true
		}
		f.begun = true
		if !composed(s) {
			s = norm.NFC.String(s)
		}
		f.fold(s)
	}
}

func (f *folding) fold(s string) {
	out, blank := f.out, f.blank
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		switch {
		case r < utf8.RuneSelf:
		case r >= 0xd0 && r <= 0xd3 && i+1 < len(s) && s[i+1]&0xc0 == 0x80: // Cyrillic
			r, size = (r&0x1f)<<6|rune(s[i+1]&0x3f), 2
		default:
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case (r <= ' ' || r >= 0x85 && r <= 0xa0 || r >= 0x1680) && unicode.IsSpace(r) || r == '\ufeff':
			if !blank {
				out = append(out, ' ')
			}
			blank = true
			continue
		case r < frequent:
			out = append(out, foldedOf[r]...)
		default:
			out = append(out, foldRune(r)...)
		}
		blank = false
	}
	f.out, f.blank = out, blank
}

// text gives what was folded and ends the folding.
func (f *folding) text() string {
	s := string(bytes.TrimSpace(plainNumbers(f.out)))
	if cap(f.out) <= 1<<20 {
		*f = folding{out: f.out[:0]}
		foldings.Put(f)
	}
	return s
}

// frequent is a rune behind those of Latin and Cyrillic texts, whose folds are kept.
const frequent = 0x600

var foldedOf = func() (of [frequent]string) {
	for r := range rune(frequent) {
		of[r] = foldRune(r)
	}
	return of
}()

func foldRune(r rune) string {
	small := strings.ToLower(string(r))
	if to, ok := folded[small]; ok {
		return to
	}
	return small
}

// composed reports whether a text is in normal form C for sure: it holds Latin and Cyrillic letters,
// dashes, quotation marks, signs of money and of a number, and no mark that joins the letter before it.
func composed(s string) bool {
	for i := 0; i < len(s); i++ {
		switch x := s[i]; {
		case x >= 0xca && x < 0xd0 || x > 0xd3 && x != 0xe2: // beyond Latin and Cyrillic, and what joins
			return false
		case x == 0xd2 && i+1 < len(s) && s[i+1] >= 0x83 && s[i+1] <= 0x87: // marks over Cyrillic letters
			return false
		case x == 0xe2 && (i+2 >= len(s) || (s[i+1] != 0x80 || s[i+2] < 0x90) && (s[i+1] != 0x82 || s[i+2] < 0xa0 || s[i+2] > 0xbf) && (s[i+1] != 0x84 || s[i+2] != 0x96)):
			return false
		}
	}
	return true
}

// plainNumbers takes the signs between thousands out of the numbers of a text, in its place, and sets a
// point before their decimals: what stands between digits and before exactly three of them parts thousands.
func plainNumbers(s []byte) []byte {
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	n := 0 // what is written stays behind what is read, and has a digit before it where the text has one
	for i, c := range s {
		if (c == ' ' || c == ',' || c == '\'') && digit(i-1) && digit(i+1) {
			if digit(i+2) && digit(i+3) && !digit(i+4) {
				continue
			}
			if c == ',' {
				c = '.'
			}
		}
		s[n] = c
		n++
	}
	return s[:n]
}
