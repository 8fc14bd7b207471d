package pipeline

import (
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/pipeline/job"
	"adal/pipeline/rank"
	"adal/pipeline/run"
)

// Every finding of the ministry is in one case. What a case counts is what its findings count
// where one alone has contracts, and never more than all of them or less than the largest;
// where several share contracts none is counted twice.
func TestCasesOfTheMinistry(t *testing.T) {
	sum := func(s string) *big.Rat {
		v, ok := new(big.Rat).SetString(s)
		if !ok {
			t.Fatalf("%q is no sum", s)
		}
		return v
	}
	for name, do := range map[string]job.Do{"2026Q3": Scan, "2025": Concentration, "flags": Flags} {
		t.Run(name, func(t *testing.T) {
			r := casesOf(t, "../fixtures/ministry", name, do)
			byID := map[string]*run.Finding{}
			for i := range r.Findings {
				byID[r.Findings[i].ID] = &r.Findings[i]
			}
			seen, several, once := 0, 0, 0
			for _, c := range r.Cases {
				var with []*run.Finding
				for _, id := range c.Findings {
					seen++
					f := byID[id]
					if f == nil {
						t.Fatalf("case %s lists %s, which is no finding or listed twice", c.ID, id)
					}
					delete(byID, id)
					if f.Amount != "" {
						with = append(with, f)
					}
				}
				if len(c.Findings) > 1 {
					several++
				}
				if len(with) == 0 {
					if c.Amount != "" {
						t.Errorf("case %s has a sum and none of its findings has", c.ID)
					}
					continue
				}
				all, most, number := new(big.Rat), new(big.Rat), int64(0)
				for _, f := range with {
					all.Add(all, sum(f.Amount))
					if sum(f.Amount).Cmp(most) > 0 {
						most = sum(f.Amount)
					}
					number = max(number, *f.Contracts)
				}
				is := sum(c.Amount)
				if is.Cmp(most) < 0 || is.Cmp(all) > 0 || c.Contracts < number {
					t.Errorf("case %s %v: %d contracts of %s; its findings have at most %s, together %s", c.ID, c.Rules, c.Contracts, c.Amount, most.FloatString(2), all.FloatString(2))
				}
				if len(with) == 1 && (is.Cmp(all) != 0 || c.Contracts != *with[0].Contracts) {
					t.Errorf("case %s: %d contracts of %s, its one finding with any %d of %s", c.ID, c.Contracts, c.Amount, *with[0].Contracts, with[0].Amount)
				}
				if len(with) > 1 && is.Cmp(all) < 0 {
					once++
				}
			}
			if seen != len(r.Findings) || len(byID) > 0 {
				t.Errorf("%d findings in cases, of %d", seen, len(r.Findings))
			}
			if several == 0 || name != "flags" && once == 0 {
				t.Errorf("nothing tried: %d cases of several findings, %d whose findings share contracts", several, once)
			}
			if !slices.IsSortedFunc(r.Cases, func(a, b run.Case) int { return rankOf(r, a) - rankOf(r, b) }) {
				t.Error("cases are not in the order of their first findings")
			}
		})
	}
}

// A finding of the annual report shows at most so many contracts; its case counts all of them, and a
// code of four digits and one of six over the same contracts are one case.
func TestCaseOfMoreThanIsShown(t *testing.T) {
	const number = rank.Shown + 60
	var b strings.Builder
	b.WriteString("contract_id,customer_bin,supplier_id,signed_on,year,amount,category,method_id,status_id\n")
	line := func(id int, supplier, category string) {
		fmt.Fprintf(&b, "%d,491240313377,%s,2025-03-%02d,2025,%d.25,%s,3,190\n", id, supplier, 1+id%28, 1000+id, category)
	}
	want := new(big.Rat)
	for i := range number {
		line(i+1, "491240940749", "439110.000.000000")
		want.Add(want, big.NewRat(int64(4*(1000+i+1)+1), 4))
	}
	line(number+1, "491240266956", "439110.000.000000")
	line(number+2, "491240266956", "582950.000.000000")
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "contracts.csv"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	r := casesOf(t, data, "2025", Concentration)
	tried := false
	for _, c := range r.Cases {
		if c.Slice != "category6=439110" {
			if strings.HasPrefix(c.Slice, "category4=4391") {
				t.Errorf("the shorter code is a case of its own: %v", c.Rules)
			}
			continue
		}
		tried = true
		shown, shares := 0, 0
		for _, f := range r.Findings {
			if !slices.Contains(c.Findings, f.ID) || f.Rule != "P52a" {
				continue
			}
			shares++
			shown = max(shown, len(f.Evidence))
		}
		if shares != 2 || shown != rank.Shown {
			t.Errorf("%d findings of a share, %d rows shown; want those of two codes, %d rows", shares, shown, rank.Shown)
		}
		if c.Bought[0].Contracts != number || c.Bought[0].Amount != want.FloatString(2) {
			t.Errorf("the case counts %d contracts of %s, want %d of %s", c.Bought[0].Contracts, c.Bought[0].Amount, number, want.FloatString(2))
		}
	}
	if !tried {
		t.Errorf("nothing found: %+v", r.Cases)
	}
}

func rankOf(r *run.Run, c run.Case) int {
	return slices.IndexFunc(r.Findings, func(f run.Finding) bool { return f.ID == c.Findings[0] })
}

func casesOf(t *testing.T, data, name string, do job.Do) *run.Run {
	t.Helper()
	period, err := job.Quarter(name)
	if name == "flags" { // every tender of the data
		period, err = job.Period{}, nil
	}
	if year, isYear := strconv.Atoi(name); isYear == nil {
		period, err = job.Year(year)
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Discard)
	r, err := do(t.Context(), job.Options{Data: data, Period: period, Memory: "2GB", MaxRejects: 1}, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
