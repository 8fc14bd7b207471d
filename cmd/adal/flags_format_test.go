package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A run of flags in one format has no other file, is made again by verify as it is, and after
// report is the run that was written in all of them.
func TestFlagsFormat(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	few, all := filepath.Join(dir, "few"), filepath.Join(dir, "all")
	args := []string{"flags", "--data", ministry, "--year", "2025", "--rules", "R058", "--rules", "R018, R003"}
	must(t, append(args, "--out", few, "--format", "indicators")...)
	must(t, append(args, "--out", all)...)
	names := func(out string) []string {
		files, err := filepath.Glob(filepath.Join(out, "*"))
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	if got := names(few); len(got) != 4 { // with the manifest, the sums and the tables
		t.Errorf("the run has %v", got)
	}
	must(t, "verify", few, "--data", ministry)
	must(t, "report", few)
	if len(names(few)) != len(names(all)) {
		t.Errorf("after report it has %v", names(few))
	}
	for _, name := range names(all) {
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(few, filepath.Base(name))); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not the same after report (%v)", filepath.Base(name), err)
		}
	}
	var out, errs bytes.Buffer
	if code := execute(t.Context(), []string{"flags", "--data", ministry, "--out", filepath.Join(dir, "none"), "--format", "pdf"}, nil, &out, &errs); code != exitUsage {
		t.Errorf("an unknown format: %d, %s", code, errs.String())
	}
}

// --rules may be given several times, each with several flags: all of them are computed.
func TestFlagsOfSeveralRules(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "run")
	must(t, "flags", "--data", ministry, "--out", out, "--format", "csv", "--rules", "R058", "--rules", "R018, R003")
	b, err := os.ReadFile(filepath.Join(out, "coverage.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range []string{"R003", "R018", "R058"} {
		if !bytes.Contains(b, []byte("\n"+rule+",")) {
			t.Errorf("%s was not computed: %s", rule, b)
		}
	}
}
