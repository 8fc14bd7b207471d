package pipeline

import (
	"math/big"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"adal/pipeline/job"
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
			r := casesOf(t, name, do)
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

func rankOf(r *run.Run, c run.Case) int {
	return slices.IndexFunc(r.Findings, func(f run.Finding) bool { return f.ID == c.Findings[0] })
}

func casesOf(t *testing.T, name string, do job.Do) *run.Run {
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
	r, err := do(t.Context(), job.Options{Data: "../fixtures/ministry", Period: period, Memory: "2GB", MaxRejects: 1}, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
