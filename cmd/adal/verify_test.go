package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"adal/pipeline/run"
)

// A run is the same in another directory, with another number of threads, in another
// locale and time zone.
func TestVerifyIdentical(t *testing.T) {
	t.Parallel()
	annual := filepath.Join(t.TempDir(), "2025")
	must(t, "concentration", "--data", ministry, "--year", "2025", "--out", annual)
	for _, r := range []string{copyOf(t, scanned(t)), annual} {
		data := copyOf(t, ministry)
		cmd := process(t.Context(), "verify", r, "--data", data, "--threads", "1", "--lang", "en")
		cmd.Dir = t.TempDir()
		cmd.Env = append(os.Environ(), "LC_ALL=kk_KZ.UTF-8", "LANG=kk_KZ.UTF-8", "TZ=Asia/Almaty", "TMPDIR="+t.TempDir())
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "byte for byte") {
			t.Fatalf("%s: %v\n%s", filepath.Base(r), err, out)
		}
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(r), ".*")); len(left) > 0 {
			t.Errorf("verify left %v", left)
		}
	}
}

// Another build that gives the same bytes is named, and is no difference.
func TestVerifyOtherBuild(t *testing.T) {
	t.Parallel()
	r := filepath.Join(t.TempDir(), "run")
	must(t, "scan", "--data", small(t), "--period", "2026Q3", "--out", r)
	forged := `"version": "0.0.9"`
	edit(t, filepath.Join(r, run.ManifestFile), `"version": "`+Version+`"`, forged)
	code, _, _ := adal(t, "verify", r)
	if code != exitDifference {
		t.Errorf("an edited manifest: exit %d, want %d", code, exitDifference)
	}
	resum(t, r)
	code, out, _ := adal(t, "verify", r, "--data", small(t), "--lang", "en")
	if code != 0 || !strings.Contains(out, "the program: adal: was 0.0.9, is "+Version) {
		t.Errorf("exit %d\n%s", code, out)
	}
}

// resum makes SHA256SUMS agree with an edited manifest, as a careful forger would.
func resum(t *testing.T, r string) {
	t.Helper()
	sums := filepath.Join(r, run.SumsFile)
	b, err := os.ReadFile(sums)
	if err != nil {
		t.Fatal(err)
	}
	is, err := run.Digest(filepath.Join(r, run.ManifestFile))
	if err != nil {
		t.Fatal(err)
	}
	edit(t, sums, string(b[:64]), is)
}

// Every kind of change is found and named.
func TestVerifyNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(t *testing.T, r, data string)
		want   []string
	}{
		{"input byte", func(t *testing.T, r, data string) {
			_, file, row := source(t, r, "P12-4a", "contracts", map[string]bool{})
			setCell(t, filepath.Join(data, file), row, "amount", "1234567.89")
		}, []string{"the input contracts.csv changed: was", "findings.csv: run again it comes out otherwise", "P12-4a: ", "because: the input contracts.csv changed"}},
		{"missing and added input", func(t *testing.T, _, data string) {
			if err := os.Remove(filepath.Join(data, "recusals.csv")); err != nil {
				t.Fatal(err)
			}
			b, _ := os.ReadFile(filepath.Join(data, "units.csv"))
			put(t, data, "units-2.csv", string(b))
		}, []string{"the input recusals.csv is missing", "tables/recusals.parquet: run again it is not made", "the input units-2.csv is new"}},
		{"unusable input", func(t *testing.T, _, data string) {
			edit(t, filepath.Join(data, "roster.csv"), "\n", "\n\x00\x00\x00\x00\x00\x00\x00\x00")
			edit(t, filepath.Join(data, "roster.csv"), "iin,", "number,")
		}, []string{"it cannot be made again: roster.csv", "the input roster.csv changed"}},
		{"parameter, rule and program", func(t *testing.T, r, _ string) {
			manifest := filepath.Join(r, run.ManifestFile)
			m, err := run.ReadManifest(r)
			if err != nil {
				t.Fatal(err)
			}
			edit(t, manifest, `"P12-4b.months": "12"`, `"P12-4b.months": "6"`)
			edit(t, manifest, m.Rules[0].Digest, strings.Repeat("0", 64))
			edit(t, manifest, `"version": "`+Version+`"`, `"version": "0.0.9"`)
			resum(t, r)
		}, []string{"the parameter P12-4b.months: was 12, is 6", "P12-4b: ", "the parameter P12-4b.months", "the rule P10-0a: was 000000000000", "the program: adal: was 0.0.9, is " + Version}},
		{"output byte, forged to the end", func(t *testing.T, r, _ string) {
			was, _ := run.Digest(filepath.Join(r, "findings.csv"))
			edit(t, filepath.Join(r, "findings.csv"), "\n1,", "\n9,")
			is, _ := run.Digest(filepath.Join(r, "findings.csv"))
			edit(t, filepath.Join(r, run.ManifestFile), was, is)
			edit(t, filepath.Join(r, run.SumsFile), was, is)
			edit(t, filepath.Join(r, "evidence.csv"), "row", "r0w")
			resum(t, r)
		}, []string{"findings.csv: run again it comes out otherwise", "nothing recorded explains it", "evidence.csv: altered after the run was made"}},
		{"period", func(t *testing.T, r, _ string) {
			edit(t, filepath.Join(r, run.ManifestFile), `"period": "2026Q3"`, `"period": "2026Q2"`)
			resum(t, r)
		}, []string{"the manifest itself: period: was 2026Q3, is 2026Q2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "period" && !long() {
				t.Skip("in make torture")
			}
			t.Parallel()
			r, data := copyOf(t, scanned(t)), copyOf(t, ministry)
			c.change(t, r, data)
			code, out, errs := adal(t, "verify", r, "--data", data, "--lang", "en")
			if code != exitDifference {
				t.Fatalf("exit %d, want %d\n%s%s", code, exitDifference, out, errs)
			}
			for _, w := range c.want {
				if !strings.Contains(out, w) {
					t.Errorf("verify does not say %q:\n%s", w, out)
				}
			}
		})
	}
}
