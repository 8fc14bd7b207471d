package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"adal/pipeline/tables"
)

// What people and programs write where there is nothing. In a column of yes and no the
// words for no mean no, and a word the column knows means what it says.
var (
	nothingWords = []string{
		"nan", "null", "none", "<na>", "nat", "n/a", "#n/a", "#н/д", "—", "–", "-", "--", "---", "нет", "жоқ", "нет данных",
		"не указано", "не указан", "не указана", "отсутствует", "отсутствуют", "не имеется", "не имеет", "не имею", "н/д", "б/д", "нет сведений",
		"сведений нет", "не замужем", "не женат", "холост", "не состоит в браке", "умер", "умерла", "умерли", "скончался", "скончалась",
		"покойный", "покойная", "прочерк", "мәлімет жоқ", "көрсетілмеген", "деректер жоқ", "тұрмысқа шықпаған", "үйленбеген", "қайтыс болған", "қайтыс болды", "марқұм",
	}
	openWords = []string{
		"по настоящее время", "настоящее время", "по наст. время", "по наст.время", "наст. время", "по н.в.", "н.в.", "по н.в", "н.в", "по н/в", "н/в", "нв",
		"по сей день", "по сегодняшний день", "бессрочно", "действует", "работает", "қазіргі уақытқа дейін", "осы уақытқа дейін", "қазіргі уақыт",
		"бүгінгі күнге дейін", "қазір", "жұмыс істейді", "мерзімсіз",
	}
	nothings = func() map[string]bool {
		m := map[string]bool{}
		for _, w := range nothingWords {
			m[w], m[strings.ToUpper(w)] = true, true
			r, size := utf8.DecodeRuneInString(w)
			m[string(unicode.ToUpper(r))+w[size:]] = true
		}
		m["NaN"], m["NaT"] = true, true
		return m
	}()
	opens = func() map[string]bool {
		m := map[string]bool{}
		for _, w := range openWords {
			m[w] = true
		}
		return m
	}()
	// Words of either kind keep the engine from copying a text as it stands.
	longestNothing, firstOfNothing = func() (longest int, first [256]bool) {
		for _, words := range []map[string]bool{nothings, openForms} {
			for w := range words {
				longest = max(longest, len(w))
				first[w[0]] = true
			}
		}
		return longest, first
	}()
	openForms = func() map[string]bool {
		m := map[string]bool{}
		for _, w := range openWords {
			r, size := utf8.DecodeRuneInString(w)
			m[w], m[strings.ToUpper(w)], m[string(unicode.ToUpper(r))+w[size:]] = true, true, true
		}
		return m
	}()
)

func isNothing(b []byte) bool { return nothings[string(b)] || openForms[string(b)] }

// names are the columns whose words are in one script; a Latin letter in a Cyrillic word
// is a slip of the keyboard there.
var names = map[string]bool{
	"last_name": true, "first_name": true, "patronymic": true, "unit": true, "position": true, "name": true, "holder_name": true,
	"relative_last_name": true, "relative_first_name": true, "relative_patronymic": true, "customer": true, "supplier": true,
	"organisation": true, "body": true, "relation": true, "role": true, "head_name": true,
}

// cell is a cell as a person reads it: without the blanks around it and what no text may
// hold; blank where it says that there is nothing; a name in one script.
func cell(c tables.Column, s string) string {
	if s = clean(s); s == "" {
		return ""
	}
	if len(s) <= longestNothing && firstOfNothing[s[0]] && nothings[s] && (c.Type != tables.Bool || !isNo(s)) && c.Words[folded(s)] == "" {
		return ""
	}
	switch {
	case c.Type == tables.Date && c.Name == "date_to" && opens[folded(s)]:
		return ""
	case names[c.Name]:
		return mixedWords(s)
	case c.Name == "category" && len(s) <= 8:
		return latinGrade(s)
	}
	return s
}

func isNo(s string) bool {
	f := folded(s)
	for _, w := range tables.No {
		if w == f {
			return true
		}
	}
	return false
}

// clean is a text without the blanks around it and what no text may hold.
func clean(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return strings.Trim(strings.ToValidUTF8(s, "\ufffd"), blanks)
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
		now := script[s[i]]
		if mixed(last, now) {
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
