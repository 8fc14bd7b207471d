package header

import (
	"strings"
	"unicode/utf8"
)

// Guess gives for the columns of a table the names of a file they might be, where a name
// shares most of its words with one people use. It is for a person to confirm.
func Guess(table string, header []string) map[string]string {
	guesses := map[string]string{}
	taken := map[string]bool{}
	for _, s := range spellings()[table] {
		if s.part != whole || guesses[s.column] != "" {
			continue
		}
		best := 0.0
		for _, h := range header {
			if taken[h] {
				continue
			}
			for name := range strings.SplitSeq(s.headers, "|") {
				if score := alike(h, name); score > best && score >= 0.5 {
					best, guesses[s.column] = score, h
				}
			}
		}
		if best > 0 {
			taken[guesses[s.column]] = true
		}
	}
	return guesses
}

// IsName reports whether a header is one of the names of a column.
func IsName(table, column, header string) bool {
	for _, k := range keysOf(header) {
		for _, s := range known()[table][k] {
			if s.column == column {
				return true
			}
		}
	}
	return false
}

// Names counts the names a column of a table is known by, beside its own.
func Names(table, column string) int {
	n := 0
	for _, s := range spellings()[table] {
		if s.column == column {
			n += strings.Count(s.headers, "|") + 1
		}
	}
	return n
}

// alike is the share of words two names have in common, words being the same where their
// beginnings are: endings change with the case in Russian and Kazakh.
func alike(a, b string) float64 {
	x, y := stems(a), stems(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	n := 0
	for w := range x {
		if y[w] {
			n++
		}
	}
	return float64(2*n) / float64(len(x)+len(y))
}

func stems(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if w = Key(w); w == "" {
			continue
		}
		if utf8.RuneCountInString(w) > 5 {
			w = string([]rune(w)[:5])
		}
		m[w] = true
	}
	return m
}

// Spelled gives the names a column of a table is known by whole, beside its own.
func Spelled(table, column string) []string {
	var names []string
	for _, s := range spellings()[table] {
		if s.column == column && s.part == whole {
			names = append(names, strings.Split(s.headers, "|")...)
		}
	}
	return names
}
