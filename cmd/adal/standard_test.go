package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"adal/pipeline/rules"
	"adal/texts"
)

// Every paragraph of the Standard is answered, by rules or by why there can be none, in every
// language; every rule stands once in what adal rules --standard prints; and the table of the
// README is that one.
func TestStandard(t *testing.T) {
	catalogue, err := rules.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	paragraphs, left := rules.Standard(catalogue)
	seen := map[string]int{}
	for _, r := range left {
		seen[r.ID]++
		if strings.HasPrefix(r.ID, "P") {
			t.Errorf("%s answers no paragraph of 1 to %d", r.ID, rules.Paragraphs)
		}
	}
	var table strings.Builder
	table.WriteString("| | asks | answered by |\n| --- | --- | --- |\n")
	for i, p := range paragraphs {
		if p.Number != i+1 {
			t.Errorf("paragraph %d stands in place %d", p.Number, i+1)
		}
		for _, r := range p.Rules {
			seen[r.ID]++
		}
		for _, lang := range []string{"ru", "kk", "en"} {
			if p.Answer(lang) == "" || p.What(lang) == "" {
				t.Errorf("paragraph %d is not answered in %s", p.Number, lang)
			}
		}
		fmt.Fprintf(&table, "| %d | %s | %s |\n", p.Number, p.What("en"), p.Answer("en"))
	}
	printed := do(t, "rules", "--standard")
	for _, r := range catalogue {
		if seen[r.ID] != 1 {
			t.Errorf("%s stands %d times", r.ID, seen[r.ID])
		}
		if !strings.Contains(printed, r.ID) {
			t.Errorf("adal rules --standard does not print %s", r.ID)
		}
	}
	if n := strings.Count(printed, "\n"); n != rules.Paragraphs+min(1, len(left)) {
		t.Errorf("%d lines are printed", n)
	}
	if len(paragraphs) != 52 || !strings.Contains(printed, texts.In("ru", "standard.52")) {
		t.Error("the Standard has 52 paragraphs")
	}
	heldToReadme(t, table.String())
}

func heldToReadme(t *testing.T, table string) {
	t.Helper()
	const path, from, to = "../../README.md", "<!-- standard -->\n", "<!-- /standard -->"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(b), from)
	old, after, found := strings.Cut(rest, to)
	if !found {
		t.Fatal("README.md has no place for the table")
	}
	if old == table {
		return
	}
	if !*update {
		t.Fatal("the table of README.md is not what the rules say; run make golden")
	}
	if err := os.WriteFile(path, []byte(before+from+table+to+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
