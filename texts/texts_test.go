package texts

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/leonelquinteros/gotext"
)

var update = flag.Bool("update", false, "put the entries of the catalogues in order")

// asItIs are the messages that are the same in every language.
var asItIs = map[string]bool{"column.hhi": true, "fault.one_rule.hint": true, "term.in_files": true}

var (
	latin          = regexp.MustCompile(`[A-Za-z]{2}`)
	cyrillicLetter = regexp.MustCompile(`[\p{Cyrillic}]`)
	digits         = regexp.MustCompile(`[0-9]`)

	place = regexp.MustCompile(`\{[a-z0-9_]+\}`)
	guilt = regexp.MustCompile(`(?i)винов|преступ|коррупционер|мошен|қылмыс|кінәлі|guilty|corrupt |corrupted|fraud|crimin`)
	entry = regexp.MustCompile(`(?m)^msgid "(.+)"$`)
)

// TestCatalogues holds the three files against each other: the same ids, each once and in
// order, and nothing fuzzy or left over.
func TestCatalogues(t *testing.T) {
	for i, lang := range Langs {
		b, err := os.ReadFile(lang + ".po")
		if err != nil {
			t.Fatal(err)
		}
		messages := in(lang).messages
		ordered := write(b, messages)
		if *update {
			if err := os.WriteFile(lang+".po", ordered, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		seen := map[string]bool{}
		for _, m := range entry.FindAllStringSubmatch(string(b), -1) {
			if seen[m[1]] {
				t.Errorf("%s.po: %s stands twice", lang, m[1])
			}
			seen[m[1]] = true
		}
		for id := range messages {
			for j, other := range Langs {
				if j != i && in(other).messages[id] == nil {
					t.Errorf("%s stands in %s.po and is missing in %s.po", id, lang, other)
				}
			}
		}
		for n, line := range strings.Split(string(b), "\n") {
			if strings.HasPrefix(line, "#~") || strings.HasPrefix(line, "#, fuzzy") {
				t.Errorf("%s.po:%d is left over, or not translated yet: %s", lang, n+1, line)
			}
		}
		if !bytes.Equal(b, ordered) {
			t.Errorf("%s.po is not in order, or has a line the reader does not take: go test ./texts -run Catalogues -update, and read the diff", lang)
		}
	}
}

// TestMessages looks at each message in each language: nothing blank, every plural form
// there, the same places, no Cyrillic in English and no English in Russian and Kazakh, nobody called guilty.
func TestMessages(t *testing.T) {
	forms := map[string]int{"ru": 3, "kk": 2, "en": 2}
	for id, first := range in(Default).messages {
		want := places(first)
		for _, lang := range Langs {
			m := in(lang).messages[id]
			if m == nil {
				continue // TestCatalogues says so
			}
			if (m.PluralID == "") != (first.PluralID == "") || m.PluralID != "" && m.PluralID != id {
				t.Errorf("%s, %s: msgid_plural is %q", id, lang, m.PluralID)
			}
			n := 1
			if m.PluralID != "" {
				n = forms[lang]
			}
			if len(m.Trs) != n {
				t.Errorf("%s, %s: %d forms, not %d", id, lang, len(m.Trs), n)
			}
			for i := range n {
				s := m.Trs[i]
				if strings.TrimSpace(s) == "" || strings.Trim(s, " \t") != s {
					t.Errorf("%s, %s: blank, or blanks around it: %q", id, lang, s)
				}
				if guilt.MatchString(s) {
					t.Errorf("%s, %s speaks of guilt: %q", id, lang, s)
				}
				if lang != "en" && latin.MatchString(place.ReplaceAllString(s, "")) && !cyrillicLetter.MatchString(s) && !asItIs[id] {
					t.Errorf("%s is English in %s: %q", id, lang, s)
				}
				if strings.HasPrefix(id, "detail.") && digits.MatchString(s) {
					t.Errorf("%s, %s names a number, which a parameter may set otherwise: %q", id, lang, s)
				}
				if lang == "en" && strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) && !cyrillic[id] {
					t.Errorf("%s: English has Cyrillic letters: %q", id, s)
				}
			}
			if got := places(m); !slices.Equal(got, want) {
				t.Errorf("%s: %s has the places %v, ru has %v", id, lang, got, want)
			}
		}
	}
	for _, lang := range Langs {
		for n, want := range map[string]map[int]string{"ru": {1: "0", 2: "1", 5: "2", 11: "2", 21: "0", 104: "1"}, "kk": {1: "0", 2: "1"}, "en": {1: "0", 0: "1"}}[lang] {
			po := gotext.NewPo()
			b, _ := files.ReadFile(lang + ".po")
			po.Parse([]byte(strings.SplitAfterN(string(b), "\n\n", 2)[0] + "msgid \"n\"\nmsgid_plural \"n\"\nmsgstr[0] \"0\"\nmsgstr[1] \"1\"\nmsgstr[2] \"2\"\n"))
			if got := po.GetN("n", "n", n); got != want {
				t.Errorf("%s: %d takes form %s, not %s", lang, n, got, want)
			}
		}
	}
}

// cyrillic are the messages that show a Cyrillic word to readers of English too.
var cyrillic = map[string]bool{"term.file_missing": true, "help.adal.long": true, "help.data.long": true}

// places gives the names of the places of a message, each once.
func places(m *gotext.Translation) []string {
	var all []string
	for _, s := range m.Trs {
		all = append(all, place.FindAllString(s, -1)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// write gives a catalogue with its head as it stands and its entries in order.
func write(old []byte, messages map[string]*gotext.Translation) []byte {
	var b strings.Builder
	head, _, _ := strings.Cut(string(old), "\n\n")
	b.WriteString(head + "\n")
	var ids []string
	for id := range messages {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		m := messages[id]
		fmt.Fprintf(&b, "\nmsgid %s\n", quote(id))
		if m.PluralID == "" {
			fmt.Fprintf(&b, "msgstr %s\n", quote(m.Trs[0]))
			continue
		}
		fmt.Fprintf(&b, "msgid_plural %s\n", quote(m.PluralID))
		for i := range len(m.Trs) {
			fmt.Fprintf(&b, "msgstr[%s] %s\n", strconv.Itoa(i), quote(m.Trs[i]))
		}
	}
	return []byte(b.String())
}

// quote writes a text of several lines a line each.
func quote(s string) string {
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)
	if !strings.Contains(s, "\n") {
		return `"` + escape.Replace(s) + `"`
	}
	out := `""`
	for line := range strings.Lines(s) {
		out += "\n\"" + escape.Replace(line) + `"`
	}
	return out
}

func TestFill(t *testing.T) {
	if got := filled("{a} {b} {c", []string{"a", "{b}", "b", "2"}); got != "{b} 2 {c" {
		t.Errorf("got %q", got)
	}
	if got := In("en", "no.such_id"); got != "no.such_id" {
		t.Errorf("got %q", got)
	}
}
