package mask

import (
	"regexp"
	"unicode/utf8"
)

// dates finds a day written with digits, the year first or last.
var dates = regexp.MustCompile(`(?:^|\b)(?:[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}|[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2})(?:\b|$)`)

// year finds the year of a day, or one that stands alone.
var year = regexp.MustCompile(`(?:^|[^0-9])((?:1[6-9]|20)[0-9]{2})(?:$|[^0-9])`)

// birth finds a day that the text calls one of birth, before it or after it.
var birth = regexp.MustCompile(`(?i)(?:рожд[а-яё]*|родил[а-яё]*|д\.\s?р\.?|туған[а-яёәіңғүұқөһ]*|born|birth[a-z]*)[^0-9\n]{0,24}` + day +
	`|` + day + `\s*(?:г\.?\s?)?(?:р\.|рожд|р/?ж|туған|жылы туған|\(born)`)

const day = `(?:[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})`

// ofDay is how few digits a day is written with, with no letter between them.
const ofDay = 6

// born leaves of the days of birth in a text the year alone.
func born(s string) string {
	if !dated(s) || !telling(s) {
		return s
	}
	return birth.ReplaceAllStringFunc(s, func(found string) string { return dates.ReplaceAllStringFunc(found, Year) })
}

// telling reports whether a text can call a day one of birth: the words for it have a letter b or
// letters that are not of ASCII.
func telling(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c == 'b' || c == 'B' {
			return true
		}
	}
	return false
}

// dated reports whether a text can hold a day at all: a sign of days stands between digits twice.
// Most texts cannot.
func dated(s string) bool {
	n := 0
	for i := 1; i+1 < len(s); i++ {
		if c := s[i]; (c == '.' || c == '/' || c == '-') && isDigit(s[i-1]) && isDigit(s[i+1]) {
			n++
		}
	}
	return n >= 2
}

// BirthColumn reports whether a column of an input table holds days of birth.
func BirthColumn(column string) bool {
	return column == "birth_date" || column == "relative_birth_date"
}
