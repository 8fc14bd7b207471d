package view

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// Texts folded one after the other are what their letters are, each by itself, joined by line ends.
func TestFolding(t *testing.T) {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		"Ж", "Қ", "қ", "Ё", "И", "\u0306", "é", "e", "\u0301", "A", "z", "ǅ", "İ", "1", "2", "345", "000", " ", ",", "'", ".", "\n", "\t", "\u00a0", "\u2009", "\ufeff", "—", "₸", "№", "\xff", "\xd0", "漢", "𝄞",
	}), 0, 40)
	rapid.Check(t, func(t *rapid.T) {
		var texts []string
		for range rapid.IntRange(0, 5).Draw(t, "texts") {
			texts = append(texts, strings.Join(pieces.Draw(t, "text"), ""))
		}
		f := newFolding()
		f.add(texts...)
		if got, want := f.text(), letterByLetter(strings.Join(texts, "\n")); got != want {
			t.Errorf("%q: %q, letter by letter %q", texts, got, want)
		}
	})
}

func letterByLetter(s string) string {
	var letters strings.Builder
	for _, r := range norm.NFC.String(s) {
		switch {
		case !unicode.IsSpace(r) && r != '\ufeff':
			letters.WriteString(foldRune(r))
		case !strings.HasSuffix(letters.String(), " "):
			letters.WriteByte(' ')
		}
	}
	said := letters.String()
	digit := func(i int) bool { return i >= 0 && i < len(said) && said[i] >= '0' && said[i] <= '9' }
	var out strings.Builder
	for i := range len(said) {
		switch sign := said[i]; {
		case strings.IndexByte(" ,'", sign) >= 0 && digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4):
		case sign == ',' && digit(i-1) && digit(i+1):
			out.WriteByte('.')
		default:
			out.WriteByte(sign)
		}
	}
	return strings.TrimSpace(out.String())
}
