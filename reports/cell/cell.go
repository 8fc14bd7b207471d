// Package cell keeps a text from becoming a formula. Names and notes come from files of
// others; a spreadsheet that opens them must show them and never run them. It promises
// that no text it passed starts with a sign a spreadsheet takes for the start of a formula.
package cell

import (
	"strconv"
	"strings"
	"unicode"
)

// Neutral puts an apostrophe before a text that a spreadsheet would take for a formula: one
// that begins with a sign of a formula in ASCII, full width or small, or with a vertical bar,
// also behind blanks, control characters and what is invisible, which some programs drop.
func Neutral(s string) string {
	for i, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r >= 'А' && r <= 'я': // as most texts begin
			return s
		case strings.ContainsRune("=+-@|＝＋－＠｜﹢﹦﹣﹫", r):
			return "'" + s
		case i == 0 && (r == '\t' || r == '\r' || r == '\n'):
			return "'" + s
		case !dropped(r):
			return s
		}
	}
	return s
}

// dropped reports what a program that reads a table may leave out before it looks at a cell.
func dropped(r rune) bool {
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u3164', '\uffa0', '\ufffc':
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zs, unicode.Zl, unicode.Zp, unicode.Variation_Selector)
}

// Number is Neutral for a column of numbers: a plain negative number stays a number.
func Number(s string) string {
	if strings.HasPrefix(s, "-") {
		if _, err := strconv.ParseFloat(s, 64); err == nil {
			return s
		}
	}
	return Neutral(s)
}
