package mask

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible writes what a reader would not see as what it is: a control character by its
// picture (␀ to ␟, ␡), anything else without a shape as ‹U+200B›. Names and notes come from
// others; a mark that turns the direction of reading, or hides in a word, is shown and never
// passed on. Applied twice it is the same.
func Visible(s string) string {
	if plain(s) {
		return s
	}
	at := strings.IndexFunc(s, hidden)
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:at])
	for i := at; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\r' && strings.HasPrefix(s[i:], "\r\n"):
			b.WriteRune('␊')
			size++
		case r < ' ':
			b.WriteRune(0x2400 + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case hidden(r):
			fmt.Fprintf(&b, "‹U+%04X›", r)
		case r == utf8.RuneError && size <= 1:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

// plain reports a text of printable ASCII, the letters of Cyrillic, quotation marks, dashes and the sign
// of a number alone, as most are: nothing in it is hidden.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= ' ' && c < 0x7f:
		case c >= 0xd0 && c <= 0xd3 && i+1 < len(s) && s[i+1]&0xc0 == 0x80: // U+0400 to U+04FF
			i++
		case c == 0xc2 && i+1 < len(s) && s[i+1] >= 0xa0 && s[i+1] <= 0xbf && s[i+1] != 0xad: // U+00A0 to U+00BF
			i++
		case c == 0xe2 && i+2 < len(s) && (s[i+1] == 0x80 && s[i+2] >= 0x90 && s[i+2] <= 0xa7 || s[i+1] == 0x84 && s[i+2] == 0x96): // U+2010 to U+2027, U+2116
			i += 2
		default:
			return false
		}
	}
	return true
}

// hidden reports what Visible writes out: everything invisible, and blanks no keyboard makes
// that have no width of their own.
func hidden(r rune) bool {
	if r < 0x7f {
		return r < ' '
	}
	return invisible(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}

// Year gives the year of a day of birth alone, "****" where it has none to be seen: with the
// day, the sex and the last four digits beside it the number could be worked out again.
func Year(day string) string {
	if m := year.FindStringSubmatch(day); m != nil {
		return m[1]
	}
	if strings.TrimSpace(day) == "" {
		return ""
	}
	return "****"
}
