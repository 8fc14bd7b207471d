package main

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every flag raised by a tie of bidders stands in truth.csv, every planted one is raised, and every
// near miss is silent, in the ministry and in generated data.
func TestFlagsTruth(t *testing.T) {
	generated := filepath.Join(t.TempDir(), "data")
	do(t, "generate", "--out", generated, "--employees", "1200", "--seed", "7")
	for name, data := range map[string]string{"ministry": ministry, "generated": generated} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "run")
			do(t, "flags", "--year", "2025", "--data", data, "--out", out, "--ids", "full", "--lang", "en")
			key := func(r map[string]string) string {
				return strings.Join([]string{r["rule"], r["kind"], r["subject_id"], r["other_id"], r["via_id"], r["tie"]}, " ")
			}
			want, silent, planted := map[string]string{}, map[string]string{}, map[string]bool{}
			for _, r := range table(t, filepath.Join(data, "truth.csv")) {
				switch {
				case r["job"] != "flags":
				case r["expect"] == "silent":
					silent[r["rule"]+" "+r["subject_id"]] = r["case"]
				default:
					want[key(r)] = r["case"]
					planted[r["rule"]] = true
				}
			}
			found := map[string]bool{}
			for _, r := range table(t, filepath.Join(out, "findings.csv")) {
				if !planted[r["rule"]] {
					continue
				}
				found[key(r)] = true
				if want[key(r)] == "" {
					t.Errorf("found and not in the truth: %s: %s", key(r), r["summary"])
				}
				if c := silent[r["rule"]+" "+r["subject_id"]]; c != "" {
					t.Errorf("the near miss %s is not silent: %s", c, r["summary"])
				}
			}
			for _, k := range slices.Sorted(maps.Keys(want)) {
				if !found[k] {
					t.Errorf("not found: %s (%s)", k, want[k])
				}
			}
			if len(planted) < 5 || len(silent) < 20 {
				t.Errorf("the truth holds %d rules and %d near misses: it tests nothing", len(planted), len(silent))
			}
		})
	}
}
