package pipeline

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"adal/fixtures/invent"
	"adal/fixtures/oracle"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// bought is what a finding says of days, sum and number, as the reference writes it.
func bought(f *run.Finding) string {
	if f.Amount == "" && f.Contracts == nil {
		return f.From + " " + f.To + "  "
	}
	if f.Contracts == nil {
		return fmt.Sprintf("%s %s %s -", f.From, f.To, f.Amount)
	}
	return fmt.Sprintf("%s %s %s %d", f.From, f.To, f.Amount, *f.Contracts)
}

// The days, the sum and the number of purchases of each flag of tenders are those of the
// tenders it rests on, by a reference that knows the releases alone. A short period and a late
// bid tell days of their own.
func TestFlagsOfReleasesTellTheirTenders(t *testing.T) {
	kinds := map[string]string{"process": "OCID", "buyer": "Buyer", "procuring_entity": "ProcuringEntity", "tenderer": "Tenderer"}
	seen := map[string]int{}
	compare := func(lines string, k *oracle.Settings, codes, settings []string) {
		want, err := oracle.FlagFacts(lines, k)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range flagRun(t, map[string]string{"releases.jsonl": lines}, func(o *job.Options) { o.Only, o.Settings = codes, settings }).Findings {
			other := ""
			switch f.Rule {
			case "R053":
				other = f.OtherID
			case "R019":
				_, other, _ = strings.Cut(f.Slice, "=")
			}
			expected, known := want[[4]string{kinds[f.SubjectKind], f.SubjectID, f.Rule, other}]
			if !known {
				t.Fatalf("the reference has no %s of %s %s", f.Rule, f.SubjectKind, f.SubjectID)
			}
			switch f.Rule {
			case "R003", "R030", "R057":
				expected.From, expected.To = f.From, f.To
			}
			if got := bought(&f); got != expected.String() {
				t.Errorf("%s of %s %s tells %q, the reference %q", f.Rule, f.SubjectKind, f.SubjectID, got, expected)
			}
			if f.Amount != "" {
				seen[f.Rule+" "+f.SubjectKind]++
			}
		}
	}
	for seed := range uint64(3) {
		var lines strings.Builder
		if err := invent.Tenders(&lines, 300+int(seed)*400, seed); err != nil {
			t.Fatal(err)
		}
		compare(lines.String(), nil, cardinal, nil)
	}
	k := oracle.Settings{Limit: 100, Near: 0.8, Share040: 0.3, Share050: 0.2, Index: 0.2, Rise: 0.1, Ratio: 0.7, Days: 30, Least: 2, Rounds: 2,
		Purchases: 10, Buyers: 2, Peers: 3, Item011: 4, Item: 2}
	for seed := range uint64(3) {
		compare(oracle.RandomMarket(rand.New(rand.NewPCG(seed, 23)), 100+int(seed)*40), &k, []string{"R019", "R053", "R057"},
			[]string{"R019.ratio=0.7", "R053.rounds=2", "R057.rounds=2"})
	}
	for _, rule := range []string{"R003 process", "R018 process", "R028 process", "R028 tenderer", "R030 process", "R030 tenderer", "R035 process", "R035 tenderer",
		"R036 process", "R038 tenderer", "R048 tenderer", "R058 process", "R058 tenderer", "R019 buyer", "R053 tenderer", "R057 tenderer"} {
		if seen[rule] == 0 {
			t.Errorf("no %s with a sum in any world: it tests nothing (%v)", rule, seen)
		}
	}
}

// Of tables the days, the sum and the number of contracts of a flag of one tender are those of
// the contracts announced by it, put together by the reference.
func TestFlagsOfTablesTellTheirContracts(t *testing.T) {
	data := t.TempDir()
	if err := invent.Write(data, invent.Options{Employees: 1000, Seed: 11}); err != nil {
		t.Fatal(err)
	}
	d, err := oracle.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	want := d.ContractFacts(announcedDays(t, data))
	r := flagsOf(t, data)
	compared := map[string]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.SubjectKind != "process" || f.Rule == "R066" || f.Rule == "R067" { // these are of the addenda
			continue
		}
		expected := want[f.SubjectID]
		switch f.Rule {
		case "R032", "R032b", "R032c", "R033", "R046": // the day of the bid
			expected.From, expected.To = f.From, f.To
		}
		if got := bought(f); got != expected.String() {
			t.Errorf("%s of %s tells %q, the reference %q", f.Rule, f.SubjectID, got, expected)
		}
		if f.From == "" {
			t.Errorf("%s of %s has no day", f.Rule, f.SubjectID)
		}
		compared[f.Rule]++
	}
	for _, rule := range []string{"R018", "R028", "R032", "R032b", "R033", "R043", "R046", "R058"} {
		if compared[rule] == 0 {
			t.Errorf("no %s: it tests nothing (%v)", rule, compared)
		}
	}
}

// announcedDays reads the days of announcements.
func announcedDays(t *testing.T, data string) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(data, "announcements.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	days := map[string][]string{}
	for _, row := range rows[1:] {
		days[row[0]] = row[4:6]
	}
	return days
}
