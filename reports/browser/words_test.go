package browser

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/leonelquinteros/gotext"
)

// catalogue gives the messages of a language, all their forms.
func catalogue(t *testing.T, lang string) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "texts", lang+".po"))
	if err != nil {
		t.Fatal(err)
	}
	po := gotext.NewPo()
	po.Parse(text)
	all := map[string][]string{}
	for id, m := range po.GetDomain().GetTranslations() {
		for _, form := range m.Trs {
			if id != "" && form != "" {
				all[id] = append(all[id], form)
			}
		}
	}
	return all
}

// strange is what a page of a language must not say: pieces of messages of other languages, and
// messages that are a text of their own, each with where it is from.
type strange struct{ pieces, whole map[string]string }

var place = regexp.MustCompile(`\{[a-z0-9_]+\}`)

// foreign gives what a page in lang must not say. What its own catalogue says too, or the data of
// the ministry, which are in Russian and Kazakh, is no sign of another language.
func foreign(t *testing.T, lang string) strange {
	own := strings.Builder{}
	for _, forms := range catalogue(t, lang) {
		own.WriteString(strings.Join(forms, "\n") + "\n")
	}
	tables, err := filepath.Glob(filepath.Join(ministry, "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range tables {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		own.Write(text)
	}
	known := texts(squeeze(own.String()))
	s := strange{map[string]string{}, map[string]string{}}
	for _, other := range languages {
		if other == lang {
			continue
		}
		for id, forms := range catalogue(t, other) {
			for _, form := range forms {
				if text := squeeze(form); letters(text) >= 3 && !known.has(text) {
					s.whole[text] = other + " " + id
				}
				for _, piece := range place.Split(form, -1) {
					if piece = strings.Trim(squeeze(piece), " .,;:()«»—-"); letters(piece) >= 12 && strings.Contains(piece, " ") && !known.has(piece) {
						s.pieces[piece] = other + " " + id
					}
				}
			}
		}
	}
	return s
}

// spoken is a long text that is asked for many pieces.
type spoken struct {
	text  string
	words map[string]bool
}

func texts(s string) spoken {
	t := spoken{s, map[string]bool{}}
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		t.words[w] = true
	}
	return t
}

// has reports whether the text has a piece. One whose words between the first and the last it has
// not all, it need not be searched for.
func (t spoken) has(piece string) bool {
	words := strings.FieldsFunc(piece, func(r rune) bool { return !unicode.IsLetter(r) })
	for i, w := range words {
		if i > 0 && i < len(words)-1 && !t.words[w] {
			return false
		}
	}
	return strings.Contains(t.text, piece)
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// toCyrillic writes letters of Kazakh with those of Russian, as people type them.
func toCyrillic(s string) string {
	return strings.NewReplacer("ә", "а", "ғ", "г", "қ", "к", "ң", "н", "ө", "о", "ұ", "у", "ү", "у", "һ", "х", "і", "и", "ё", "е",
		"Ә", "а", "Ғ", "г", "Қ", "к", "Ң", "н", "Ө", "о", "Ұ", "у", "Ү", "у", "Һ", "х", "І", "и", "Ё", "е").Replace(strings.ToLower(s))
}

func rowText(f finding) string {
	var all []string
	for _, v := range f {
		all = append(all, v)
	}
	return strings.Join(all, "\n")
}

// lines gives the header of findings.csv and the lines of these findings, as they stand there.
func lines(t *testing.T, run string, ids []string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(run, "findings.csv"))
	if err != nil {
		t.Fatal(err)
	}
	all := strings.SplitAfter(string(text), "\n")
	out := all[0]
	for _, id := range ids {
		for _, l := range all {
			if strings.Contains(l, ","+id+",") {
				out += l
			}
		}
	}
	return out
}
