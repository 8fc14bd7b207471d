package cases

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/money"
	"adal/pipeline/run"
)

// world is findings as rules leave them, with their contracts, made by chance from few people,
// firms and codes so that they meet often.
func world(r *rand.Rand) (run.Run, Concerns) {
	var x run.Run
	about := Concerns{Of: map[string][]int64{}, Contracts: map[int64]Contract{}}
	codes := map[int64]string{}
	for n := range int64(14) {
		about.Contracts[n] = Contract{Supplier: fmt.Sprint("s", r.IntN(3)), Value: money.Tiyn(uint64(1 + r.IntN(1_000_000)))}
		codes[n] = []string{"331211", "331212", "441100"}[r.IntN(3)]
	}
	pick := func(prefix string) (chosen []int64) {
		for n := range int64(14) {
			if strings.HasPrefix(codes[n], prefix) && r.IntN(3) > 0 {
				chosen = append(chosen, n)
			}
		}
		return chosen
	}
	seen := map[string]bool{}
	for range 3 + r.IntN(25) {
		f := run.Finding{Rule: fmt.Sprint("P", r.IntN(4)), Kind: []string{"violation", "lead"}[r.IntN(2)], Status: []string{"new", "new", "persisting", "confirmed"}[r.IntN(4)],
			Score: float64(r.IntN(100))}
		var contracts []int64
		switch r.IntN(5) {
		case 0:
			f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID = "person", fmt.Sprint("p", r.IntN(3)), "person", fmt.Sprint("p", r.IntN(3))
			if r.IntN(2) == 0 {
				contracts = pick("")
			}
		case 1:
			f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID = "person", fmt.Sprint("p", r.IntN(3)), "supplier", fmt.Sprint("s", r.IntN(3))
			f.ViaID = fmt.Sprint("v", r.IntN(2))
			contracts = pick("")
		case 2: // whose slice it is stands on either side
			f.Slice = []string{"category4=3312", "category6=331211", "category6=331212", "all"}[r.IntN(4)]
			_, prefix, _ := strings.Cut(f.Slice, "=")
			contracts = pick(prefix)
			if r.IntN(2) == 0 {
				f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID = "supplier", fmt.Sprint("s", r.IntN(3)), "customer", fmt.Sprint("c", r.IntN(2))
			} else {
				f.SubjectKind, f.SubjectID = "customer", fmt.Sprint("c", r.IntN(2))
			}
		case 3:
			f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID, f.Slice = "customer", fmt.Sprint("c", r.IntN(2)), "category6", "331211", "subject_kind=goods"
			contracts = pick("331211")
		default:
			f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID = "process", fmt.Sprint("t", r.IntN(3)), "tenderer", fmt.Sprint("s", r.IntN(3))
		}
		f.ID = strings.Join([]string{f.Rule, f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID, f.ViaID, f.Slice}, "/")
		if seen[f.ID] {
			continue
		}
		seen[f.ID] = true
		about.Of[f.ID] = contracts
		x.Findings = append(x.Findings, f)
	}
	return x, about
}

// alike says of two findings, from the words of the definition and with no key at all, whether
// they are one matter by themselves.
func alike(a, b run.Finding, of func(run.Finding) string) bool {
	people := func(f run.Finding) bool { return f.SubjectKind == "person" && f.OtherKind == "person" }
	buyer := func(f run.Finding) string {
		if f.SubjectKind == "customer" {
			return f.SubjectID
		}
		if f.OtherKind == "customer" {
			return f.OtherID
		}
		return ""
	}
	switch {
	case people(a) || people(b):
		return people(a) && people(b) && (a.SubjectID == b.SubjectID && a.OtherID == b.OtherID || a.SubjectID == b.OtherID && a.OtherID == b.SubjectID)
	case a.SubjectKind == "process" || b.SubjectKind == "process":
		return a.SubjectKind == b.SubjectKind && a.SubjectID == b.SubjectID
	case buyer(a) != "" || buyer(b) != "":
		return buyer(a) == buyer(b) && of(a) == of(b)
	}
	return a.SubjectKind == b.SubjectKind && a.SubjectID == b.SubjectID && a.OtherKind == b.OtherKind && a.OtherID == b.OtherID
}

// sliceOf gives the slice a finding is filed under: its own, or that of a finding of a longer
// code over the same contracts of the same buyer.
func sliceOf(all []run.Finding, about Concerns, f run.Finding) string {
	own := func(f run.Finding) string {
		if f.OtherKind == "category6" {
			return "category6=" + f.OtherID
		}
		return f.Slice
	}
	buyer := func(f run.Finding) string {
		if f.SubjectKind == "customer" {
			return f.SubjectID
		}
		return f.OtherID
	}
	if !strings.HasPrefix(own(f), "category4") || len(about.Of[f.ID]) == 0 {
		return own(f)
	}
	for _, g := range all {
		if (g.SubjectKind == "customer" || g.OtherKind == "customer") && strings.HasPrefix(own(g), "category6") && buyer(g) == buyer(f) && slices.Equal(about.Of[g.ID], about.Of[f.ID]) {
			return own(g)
		}
	}
	return own(f)
}

// By chance, against a comparison of every pair of findings and a sum over a plain list.
func TestCasesAgainstPairs(t *testing.T) {
	joined, folded, shared := 0, 0, 0
	for seed := range uint64(600) {
		x, about := world(rand.New(rand.NewPCG(seed, 1)))
		got := Of(&x, about)
		caseOf := map[string]int{}
		for i, c := range got {
			for _, id := range c.Findings {
				if _, twice := caseOf[id]; twice {
					t.Fatalf("seed %d: %s stands in two cases", seed, id)
				}
				caseOf[id] = i
			}
		}
		if len(caseOf) != len(x.Findings) {
			t.Fatalf("seed %d: %d findings in cases, of %d", seed, len(caseOf), len(x.Findings))
		}
		of := func(f run.Finding) string { return sliceOf(x.Findings, about, f) }
		for i, a := range x.Findings {
			for _, b := range x.Findings[:i] {
				want, is := alike(a, b, of), caseOf[a.ID] == caseOf[b.ID]
				if want != is {
					t.Fatalf("seed %d: %s and %s: one case: %v, want %v", seed, a.ID, b.ID, is, want)
				}
				if is {
					joined++
				}
			}
			if of(a) != a.Slice && a.OtherKind != "category6" {
				folded++
			}
		}
		for i, c := range got {
			var contracts []int64
			rested := 0
			for _, f := range x.Findings {
				if caseOf[f.ID] == i {
					contracts = append(contracts, about.Of[f.ID]...)
					rested += len(about.Of[f.ID])
				}
			}
			slices.Sort(contracts)
			contracts = slices.Compact(contracts)
			if rested > len(contracts) {
				shared++
			}
			sum := uint64(0)
			for _, n := range contracts {
				sum += about.Contracts[n].Value.Big().Uint64()
			}
			amount := ""
			if len(contracts) > 0 {
				amount = fmt.Sprintf("%d.%02d", sum/100, sum%100)
			}
			if c.Amount != amount || c.Contracts != int64(len(contracts)) {
				t.Fatalf("seed %d: case %v: %d contracts of %s, want %d of %s", seed, c.Findings, c.Contracts, c.Amount, len(contracts), amount)
			}
			n := int64(0)
			for _, s := range c.Bought {
				n += s.Contracts
			}
			if n != c.Contracts {
				t.Fatalf("seed %d: suppliers of case %v have %d contracts, the case %d", seed, c.Findings, n, c.Contracts)
			}
		}
	}
	if joined == 0 || folded == 0 || shared == 0 {
		t.Fatalf("nothing tried: %d pairs in one case, %d shorter codes folded, %d cases whose findings share contracts", joined, folded, shared)
	}
}

// The order of the findings changes the order of cases and of what they list, and nothing else.
func TestOrderOfFindings(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		x, about := world(r)
		before := Of(&x, about)
		r.Shuffle(len(x.Findings), func(i, j int) { x.Findings[i], x.Findings[j] = x.Findings[j], x.Findings[i] })
		for _, list := range about.Of {
			r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}
		after := Of(&x, about)
		plain := func(all []run.Case) (sorted []run.Case) {
			for _, c := range all {
				c.Findings, c.Rules = slices.Sorted(slices.Values(c.Findings)), slices.Sorted(slices.Values(c.Rules))
				if c.Kind == "pair" { // whom the first finding is about comes first
					c.SubjectID, c.OtherID = min(c.SubjectID, c.OtherID), max(c.SubjectID, c.OtherID)
				}
				c.People = slices.Clone(c.People)
				slices.SortFunc(c.People, func(a, b run.CasePerson) int { return strings.Compare(a.ID+a.Name, b.ID+b.Name) })
				for i := range c.People {
					if c.People[i].Role != "subject" {
						c.People[i].Role = "" // between who is other and who is relative the first decides
					}
				}
				sorted = append(sorted, c)
			}
			slices.SortFunc(sorted, func(a, b run.Case) int { return strings.Compare(a.ID, b.ID) })
			return sorted
		}
		if a, b := plain(before), plain(after); !reflect.DeepEqual(a, b) {
			t.Fatalf("seed %d:\n%+v\n%+v", seed, a, b)
		}
	}
}

// A case is there before when one of its findings is, or when a finding of it is gone; it is
// decided when all of them are.
func TestStatusOfCase(t *testing.T) {
	f := func(rule, status string) run.Finding {
		return run.Finding{ID: rule, Rule: rule, Kind: "lead", SubjectKind: "person", SubjectID: "p", OtherKind: "supplier", OtherID: "s", Status: status}
	}
	for _, x := range []struct {
		findings, gone []run.Finding
		status         string
	}{
		{[]run.Finding{f("a", "new"), f("b", "new")}, nil, "new"},
		{[]run.Finding{f("a", "new"), f("b", "persisting")}, nil, "persisting"},
		{[]run.Finding{f("a", "new")}, []run.Finding{f("c", "")}, "persisting"},
		{[]run.Finding{f("a", "confirmed"), f("b", "justified")}, nil, "decided"},
		{[]run.Finding{f("a", "confirmed"), f("b", "new")}, nil, "persisting"},
	} {
		r := run.Run{Findings: x.findings}
		for _, g := range x.gone {
			r.Gone = append(r.Gone, run.Gone{Finding: g})
		}
		got := Of(&r, Concerns{})
		if len(got) != 1 || got[0].Status != x.status {
			t.Errorf("%+v: %+v, want one case that is %s", x, got, x.status)
		}
	}
}
