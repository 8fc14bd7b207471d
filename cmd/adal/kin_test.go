package main

import (
	"encoding/csv"
	"strings"
	"testing"
)

// Beside the masked numbers stand the names, as the roster and the forms have them; to read, each
// person comes once with the relatives below, in words.
func TestKinNames(t *testing.T) {
	t.Parallel()
	rows, err := csv.NewReader(strings.NewReader(must(t, "kin", "--data", ministryDir, "--on", "2026-09-30"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if head := strings.Join(rows[0], ","); head != "iin,relative_iin,relation,set,date_from,date_to,path,name,relative_name" {
		t.Fatalf("%s", head)
	}
	named, people := 0, map[string]bool{}
	for _, r := range rows[1:] {
		people[r[0]] = true
		if r[7] != "" && r[8] != "" {
			named++
		}
	}
	if named < len(rows)*9/10 {
		t.Errorf("%d of %d rows have both names", named, len(rows)-1)
	}
	out := must(t, "kin", "--data", ministryDir, "--on", "2026-09-30", "--format", "text")
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	heads := 0
	for _, l := range lines {
		if l != "" && !strings.HasPrefix(l, "  ") {
			heads++
		}
	}
	if heads != len(people) || strings.Count(out, "\n  ") != len(rows)-1 {
		t.Errorf("%d people and %d relatives, the CSV has %d and %d", heads, strings.Count(out, "\n  "), len(people), len(rows)-1)
	}
	if !strings.Contains(out, "Камышова Айжан Талғатқызы (ИИН ********6954)\n") || !strings.Contains(out, "  супруг — Камышов Павел Максимович (ИИН ********6592), с 13.09.2008 [family_links.csv:540]\n") {
		t.Errorf("the wife and her husband are not named:\n%.2000s", out)
	}
	if code, _, _ := adal(t, "kin", "--data", ministryDir, "--format", "xml"); code != exitUsage {
		t.Errorf("exit %d", code)
	}
}
