package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Blanks are what stands around a cell without being of it.
const Blanks = " \t\r\n\u00a0\u202f\u2009\ufeff"

// Folded is a text as words are compared: lower case, one space between words.
func Folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

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
	Nothings = func() map[string]bool {
		m := map[string]bool{}
		for _, w := range nothingWords {
			m[w], m[strings.ToUpper(w)] = true, true
			r, size := utf8.DecodeRuneInString(w)
			m[string(unicode.ToUpper(r))+w[size:]] = true
		}
		m["NaN"], m["NaT"] = true, true
		return m
	}()
	Opens = func() map[string]bool {
		m := map[string]bool{}
		for _, w := range openWords {
			m[w] = true
		}
		return m
	}()
	// Words of either kind keep the engine from copying a text as it stands.
	LongestNothing, FirstOfNothing = func() (longest int, first [256]bool) {
		for _, words := range []map[string]bool{Nothings, OpenForms} {
			for w := range words {
				longest = max(longest, len(w))
				first[w[0]] = true
			}
		}
		return longest, first
	}()
	OpenForms = func() map[string]bool {
		m := map[string]bool{}
		for _, w := range openWords {
			r, size := utf8.DecodeRuneInString(w)
			m[w], m[strings.ToUpper(w)], m[string(unicode.ToUpper(r))+w[size:]] = true, true, true
		}
		return m
	}()
)

func isNothing(b []byte) bool { return Nothings[string(b)] || OpenForms[string(b)] }

// Clean is a text without the blanks around it and what no text may hold.
func Clean(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return strings.Trim(strings.ToValidUTF8(s, "\ufffd"), Blanks)
}

// Shorten cuts a text for a message.
func Shorten(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + "..."
}
