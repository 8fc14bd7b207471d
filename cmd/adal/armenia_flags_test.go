package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// The sample of Armenia's releases goes through the flags. Which processes have a short
// period, a single tenderer, equal prices or a lowest bid that was disqualified is what a
// plain reading of the same lines says.
func TestArmenianFlags(t *testing.T) {
	t.Parallel()
	packed, err := os.ReadFile("../../../shared/data/armenia-ocds-sample.jsonl.gz")
	if err != nil {
		t.Skipf("the sample of Armenia is not part of the project: %v", err)
	}
	data, r := t.TempDir(), filepath.Join(t.TempDir(), "run")
	if err := os.WriteFile(filepath.Join(data, "armenia.jsonl.gz"), packed, 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "flags", "--data", data, "--out", r, "--rules", "R003,R018,R028,R036")
	want, contests := armenianFlags(t, packed)
	got := map[string][]string{}
	for _, row := range table(t, filepath.Join(r, "findings.csv")) {
		if row["subject_kind"] == "process" {
			got[row["rule"]] = append(got[row["rule"]], row["subject_id"])
		}
	}
	for _, rule := range []string{"R003", "R018", "R028", "R036"} {
		slices.Sort(got[rule])
		slices.Sort(want[rule])
		if !slices.Equal(got[rule], want[rule]) {
			t.Errorf("%s: %d processes, read apart %d:\n%v\n%v", rule, len(got[rule]), len(want[rule]), got[rule], want[rule])
		}
		if len(want[rule]) == 0 {
			t.Errorf("no %s in the sample: it tests nothing", rule)
		}
	}
	for _, row := range table(t, filepath.Join(r, "coverage.csv")) {
		if row["population"] != strconv.Itoa(contests) {
			t.Errorf("%s looked at %s processes, %d are not cancelled", row["rule"], row["population"], contests)
		}
	}
	if rejects := table(t, filepath.Join(r, "rejects.csv")); len(rejects) > 0 {
		t.Errorf("%d rows were rejected", len(rejects))
	}
}

type armenianRelease struct {
	OCID   string
	Tender struct {
		Status, ProcurementMethod string
		NumberOfTenderers         *int
		TenderPeriod              struct{ StartDate, EndDate string }
	}
	Bids struct {
		Details []struct {
			Status    string
			Tenderers []struct{ ID string }
			Value     struct {
				Amount   *float64
				Currency string
			}
		}
	}
	Awards []struct{ Status string }
}

func armenianFlags(t *testing.T, packed []byte) (flagged map[string][]string, contests int) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	flagged = map[string][]string{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var x armenianRelease
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		if x.Tender.Status == "cancelled" {
			continue
		}
		contests++
		from, err1 := time.Parse(time.RFC3339, x.Tender.TenderPeriod.StartDate)
		to, err2 := time.Parse(time.RFC3339, x.Tender.TenderPeriod.EndDate)
		if err1 == nil && err2 == nil && int(to.Sub(from).Hours()/24) < 15 {
			flagged["R003"] = append(flagged["R003"], x.OCID)
		}
		m := x.Tender.ProcurementMethod
		if n := x.Tender.NumberOfTenderers; n != nil && *n == 1 && (m == "open" || m == "selective") {
			flagged["R018"] = append(flagged["R018"], x.OCID)
		}
		same, someValid, lowest, lowestOut := false, false, math.Inf(1), false
		first := map[float64]string{}
		for _, b := range x.Bids.Details {
			valid, out := b.Status == "qualified", b.Status == "not-qualified"
			if !valid && !out || b.Value.Amount == nil || len(b.Tenderers) != 1 {
				continue
			}
			if id, ok := first[*b.Value.Amount]; ok && id != b.Tenderers[0].ID {
				same = true
			}
			first[*b.Value.Amount] = b.Tenderers[0].ID
			someValid = someValid || valid
			if *b.Value.Amount < lowest {
				lowest, lowestOut = *b.Value.Amount, out
			}
		}
		if same {
			flagged["R028"] = append(flagged["R028"], x.OCID)
		}
		if someValid && lowestOut && slices.ContainsFunc(x.Awards, func(a struct{ Status string }) bool { return a.Status == "active" }) {
			flagged["R036"] = append(flagged["R036"], x.OCID)
		}
	}
	return flagged, contests
}
