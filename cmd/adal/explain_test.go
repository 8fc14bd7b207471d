package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// explain draws a relative behind a supplier as person, tie, relative, role, firm, contracts, each
// with the numbers of the rows it lists below.
func TestExplainDraws(t *testing.T) {
	t.Parallel()
	r := scanned(t)
	f, err := os.Open(filepath.Join(r, "findings.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	drawn, chains := 0, 0
	for _, row := range rows[1:] {
		if rule := row[at["rule"]]; rule != "P12-4b" && rule != "P10-8b" {
			continue
		}
		out := must(t, "explain", r, row[at["finding_id"]])
		_, rest, found := strings.Cut(out, "\nРисунок (")
		picture, _, _ := strings.Cut(rest, "\n\n")
		if !found {
			t.Fatalf("no drawing:\n%s", out)
		}
		drawn++
		names := []string{row[at["subject_name"]], row[at["via_name"]], row[at["other_name"]]}
		last := 0
		for _, name := range names {
			i := strings.Index(picture, name)
			if name != "" && i < last {
				t.Errorf("%s does not stand in its place:\n%s", name, picture)
			}
			last = max(i, last)
		}
		if row[at["rule"]] == "P12-4b" {
			chains++
			if strings.Count(picture, "\n    │ ") < 3 || !regexp.MustCompile(`договор[^\n]*\[[0-9, –]+\]`).MatchString(picture[last:]) {
				t.Errorf("the way does not lead from the person to the contracts:\n%s", picture)
			}
		}
		for _, n := range regexp.MustCompile(`[\[–, ]([0-9]+)\]`).FindAllStringSubmatch(picture, -1) {
			if !regexp.MustCompile(`(?m)^ *` + n[1] + `\. `).MatchString(rest) {
				t.Errorf("the drawing names the row %s, which is not listed:\n%s", n[1], out)
			}
		}
	}
	if drawn < 5 || chains < 3 {
		t.Errorf("%d drawings, %d with a relative", drawn, chains)
	}
}
