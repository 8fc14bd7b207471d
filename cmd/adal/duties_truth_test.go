package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// Every planted duty of the ministry and of generated data is found in its state, no near miss
// is a duty, and nothing else is overdue, late, open or of an unknown start.
func TestTruthOfDuties(t *testing.T) {
	generated := filepath.Join(t.TempDir(), "data")
	do(t, "generate", "--out", generated, "--employees", "2000", "--suppliers", "300", "--contracts", "4000", "--seed", "9")
	for name, data := range map[string]string{"ministry": ministry, "generated": generated} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "run")
			do(t, "duties", "--data", data, "--as-of", "2026-09-30", "--out", out, "--ids", "full", "--lang", "en")
			key := func(r map[string]string) string {
				return strings.Join([]string{r["rule"], r["subject_kind"], r["subject_id"], r["about"], r["starts_on"]}, " ")
			}
			found := map[string]map[string]string{}
			for _, r := range table(t, filepath.Join(out, "duties.csv")) {
				found[key(r)] = r
			}
			planted, met := map[string]bool{}, map[string]int{}
			for _, r := range table(t, filepath.Join(data, "truth_duties.csv")) {
				met[r["state"]]++
				if r["state"] == "none" {
					for k, d := range found {
						if d["rule"] == r["rule"] && d["about"] == r["about"] && (d["subject_id"] == r["subject_id"] || r["subject_id"] == "") {
							t.Errorf("%s: a near miss is a duty: %s", r["case"], k)
						}
					}
					continue
				}
				planted[key(r)] = true
				if d := found[key(r)]; d == nil || d["state"] != r["state"] || d["note"] != r["note"] {
					t.Errorf("%s: %s is %s %q, want %s %q", r["case"], key(r), d["state"], d["note"], r["state"], r["note"])
				}
			}
			for k, d := range found {
				if d["state"] != "done" && !planted[k] {
					t.Errorf("%s and not in the truth: %s: %s", d["state"], k, d["summary"])
				}
			}
			for _, state := range []string{"overdue", "unknown", "open", "late", "done", "none"} {
				if met[state] < 8 {
					t.Errorf("%d planted %s: it tests little", met[state], state)
				}
			}
		})
	}
}
