// Package cell keeps a text from becoming a formula. Names and notes come from files of
// others; a spreadsheet that opens them must show them and never run them. It promises
// that no text it passed starts with a sign a spreadsheet takes for the start of a formula.
package cell

import (
	"strconv"
	"strings"
)

// Neutral puts an apostrophe before a text that a spreadsheet would take for a formula.
func Neutral(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return s
	}
	return "'" + s
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
