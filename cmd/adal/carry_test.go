package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A report that is rendered again never writes into the files it replaces, which are the ones
// that stand if it is killed. memo.docx and indicators.json were truncated there before.
func TestReportWritesNewFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out := filepath.Join(dir, "run")
	must(t, "flags", "--data", ministry, "--out", out)
	names, err := filepath.Glob(filepath.Join(out, "*.*"))
	if err != nil || len(names) < 5 {
		t.Fatalf("%v %v", names, err)
	}
	before := map[string]string{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		second := filepath.Join(dir, "second-"+filepath.Base(name))
		if err := os.Link(name, second); err != nil {
			t.Skipf("no hard links here: %v", err)
		}
		before[second] = string(b)
	}
	must(t, "report", out, "--lang", "kk")
	for second, was := range before {
		if b, err := os.ReadFile(second); err != nil || string(b) != was {
			t.Errorf("%s was written into (%v)", filepath.Base(second), err)
		}
	}
}
