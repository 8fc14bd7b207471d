package main

import (
	"path/filepath"
	"strings"
	"testing"

	"adal/pipeline/run"
)

// A quarter the data do not reach is told on the terminal and in the manifest, one they reach
// is not.
func TestPeriodOutsideTheData(t *testing.T) {
	for period, want := range map[string]bool{"2031Q3": true, "2026Q3": false} {
		out := filepath.Join(t.TempDir(), "run")
		code, stdout, stderr := adal(t, "scan", "--data", small(t), "--period", period, "--out", out)
		if code != 0 {
			t.Fatalf("%s: exit %d\n%s", period, code, stderr)
		}
		if got := strings.Contains(stdout, "Внимание. "); got != want {
			t.Errorf("%s: the terminal warns: %v, want %v\n%s", period, got, want, stdout)
		}
		m, err := run.ReadManifest(out)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Outside != nil; got != want {
			t.Errorf("%s: the manifest warns: %v, want %v", period, got, want)
		}
	}
}
