package rules

import (
	"regexp"
	"strings"
	"testing"

	"adal/texts"
)

// TestEveryRuleIsWorded holds every rule to say the same in each language: as many sentences
// and clauses of reasons, exceptions and explanations in Kazakh and English as in Russian, and
// the meaning of its parameters and its law in the reader's language.
func TestEveryRuleIsWorded(t *testing.T) {
	catalogue, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	cyrillic := regexp.MustCompile(`\p{Cyrillic}{3}`)
	english := regexp.MustCompile(`[a-z]{3}`)
	for _, r := range catalogue {
		for part, text := range map[string]interface{ In(string) string }{
			"exceptions": r.Exceptions, "clears": r.Clears, "innocent": r.Innocent, "assumptions": r.Assumptions, "basis": r.Basis,
		} {
			want := clauses(text.In("ru"))
			for _, lang := range texts.Langs[1:] {
				if got := clauses(text.In(lang)); got != want {
					t.Errorf("rule.%s.%s: %d clauses in %s, %d in ru:\n%s\n%s", r.ID, part, got, lang, want, text.In(lang), text.In("ru"))
				}
			}
		}
		for _, lang := range []string{"ru", "kk"} {
			for _, p := range r.Parameters {
				if s := p.Meaning.In(lang); !cyrillic.MatchString(s) {
					t.Errorf("%s: the meaning of %s.%s is %q", lang, r.ID, p.Name, s)
				}
			}
			if s := r.Basis.In(lang); english.MatchString(s) {
				t.Errorf("%s: the law of %s is cited as %q", lang, r.ID, s)
			}
		}
	}
}

// clauses counts what a text lists between semicolons.
func clauses(s string) int {
	if s == "" {
		return 0
	}
	return strings.Count(s, ";") + 1
}
