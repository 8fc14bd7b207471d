package header

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"adal/pipeline/ingest/source"
	"adal/pipeline/tables"
)

// OneScript are the columns whose words are in one script; a Latin letter in a Cyrillic word
// is a slip of the keyboard there.
var OneScript = map[string]bool{
	"last_name": true, "first_name": true, "patronymic": true, "unit": true, "position": true, "name": true, "holder_name": true,
	"relative_last_name": true, "relative_first_name": true, "relative_patronymic": true, "customer": true, "supplier": true,
	"organisation": true, "body": true, "relation": true, "role": true, "head_name": true,
}

// ReadCell is a cell as a person reads it: without the blanks around it and what no text may
// hold; blank where it says that there is nothing; a name in one script.
func ReadCell(c tables.Column, s string) string {
	if s = source.Clean(s); s == "" {
		return ""
	}
	if len(s) <= source.LongestNothing && source.FirstOfNothing[s[0]] && source.Nothings[s] && (c.Type != tables.Bool || !isNo(s)) && c.Words[source.Folded(s)] == "" {
		return ""
	}
	switch {
	case c.Type == tables.Date && c.Name == "date_to" && source.Opens[source.Folded(s)]:
		return ""
	case OneScript[c.Name]:
		return mixedWords(s)
	case c.Name == "category" && len(s) <= 8:
		return latinGrade(s)
	}
	return s
}

func isNo(s string) bool {
	f := source.Folded(s)
	for _, w := range tables.No {
		if w == f {
			return true
		}
	}
	return false
}

var upperLookalikes = map[rune]rune{
	'A': 'А', 'B': 'В', 'C': 'С', 'E': 'Е', 'H': 'Н', 'I': 'І', 'K': 'К', 'M': 'М', 'O': 'О', 'P': 'Р', 'T': 'Т', 'X': 'Х', 'Y': 'У',
	'a': 'а', 'c': 'с', 'e': 'е', 'h': 'һ', 'i': 'і', 'k': 'к', 'm': 'м', 'o': 'о', 'p': 'р', 't': 'т', 'x': 'х', 'y': 'у',
}

// mixedWords writes every word of both scripts in Cyrillic, where all its Latin letters
// look like Cyrillic ones.
func mixedWords(s string) string {
	last, found := uint8(0), false
	for i := range len(s) {
		now := source.Script[s[i]]
		if source.Mixed(last, now) {
			found = true
			break
		}
		last = now
	}
	if !found {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		j := i
		cyrillic, odd := false, false
		for j < len(s) {
			r, size := utf8.DecodeRuneInString(s[j:])
			if !unicode.IsLetter(r) {
				break
			}
			if unicode.Is(unicode.Cyrillic, r) {
				cyrillic = true
			} else if _, ok := upperLookalikes[r]; !ok {
				odd = true
			}
			j += size
		}
		word := s[i:j]
		if cyrillic && !odd {
			word = strings.Map(func(r rune) rune {
				if c, ok := upperLookalikes[r]; ok {
					return c
				}
				return r
			}, word)
		}
		b.WriteString(word)
		if j < len(s) {
			_, size := utf8.DecodeRuneInString(s[j:])
			b.WriteString(s[j : j+size])
			j += size
		}
		i = j
	}
	return b.String()
}

// latinGrade writes a grade of the civil service, С-4, with the Latin letter the lists
// have; anything else stays.
func latinGrade(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	if size < 2 || len(rest) < 2 || rest[0] != '-' || rest[1] < '0' || rest[1] > '9' {
		return s
	}
	for latin, c := range upperLookalikes {
		if c == first && latin < 'a' {
			return string(latin) + rest
		}
	}
	return s
}
