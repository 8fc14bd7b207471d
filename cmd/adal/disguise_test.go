package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"adal/fixtures/disguise"
)

// Whatever the ministry is disguised as, a scan finds what it finds in the ministry itself, to
// the byte, or it is refused with the file at fault. Two hundred disguises in the long form.
func TestDisguises(t *testing.T) {
	t.Parallel()
	n := uint64(8)
	if long() {
		n = 200
	}
	want := contents(t, filepath.Join(scanned(t), "findings.csv"))
	refused := 0
	for seed := range n {
		data, run := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), fmt.Sprint(seed))
		told, err := disguise.Random(ministry, data, seed)
		if err != nil {
			t.Fatal(err)
		}
		code, _, errs := adal(t, "scan", "--data", data, "--period", "2026Q3", "--out", run)
		if code != 0 {
			refused++
			t.Logf("seed %d: %s%s", seed, errs, told)
			if !strings.Contains(errs, ".csv") && !strings.Contains(errs, ".xlsx") {
				t.Errorf("seed %d: refused without a place: %s\n%s", seed, errs, told)
			}
			continue
		}
		if got := contents(t, filepath.Join(run, "findings.csv")); got != want {
			t.Errorf("seed %d: other findings\n%s", seed, told)
		}
	}
	if t.Logf("%d of %d disguises were refused", refused, n); refused > int(n)/2 {
		t.Errorf("%d of %d disguises were refused", refused, n)
	}
}
