package measure

import (
	"adal/pipeline/money"
	"fmt"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func held(pairs ...uint64) []Held {
	var all []Held
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, Held{int32(pairs[i]), money.Tiyn(pairs[i+1] * 100)})
	}
	return all
}

// The worked example of the facts: contracts A60 A20 B10 C5 C5.
func TestWorkedExample(t *testing.T) {
	f := Of(held(0, 60, 0, 20, 1, 10, 2, 5, 2, 5))
	if f.Holders != 3 || f.Contracts != 5 || f.Total.String() != "100.00" || f.Top != 0 || f.First.String() != "80.00" {
		t.Errorf("%+v", f)
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"cr1", f.CR1, 0.8}, {"cr3", f.CR3, 1}, {"cr4", f.CR4, 1},
		{"hhi", f.HHI, 0.66}, {"hhi_norm", *f.HHINorm, 0.49}, {"effective_number", f.Effective, 1 / 0.66}, {"hhi_min", f.HHIMin, 0.415},
		{"hhi_excess", *f.HHIExcess, 0.245 / 0.585}, {"gini", f.Gini, 1.4 / 3},
	} {
		if math.Abs(c.got-c.want) > 1e-15 {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestOneHolder(t *testing.T) {
	one := Of(held(7, 10))
	if one.HHI != 1 || one.HHIMin != 1 || one.HHINorm != nil || one.HHIExcess != nil || one.Gini != 0 || one.Effective != 1 || one.CR4 != 1 {
		t.Errorf("one contract: %+v", one)
	}
	two := Of(held(7, 10, 7, 10))
	if two.HHI != 1 || two.HHIMin != 0.5 || two.HHINorm != nil || *two.HHIExcess != 1 {
		t.Errorf("one holder: %+v", two)
	}
}

func TestTopOfEquals(t *testing.T) {
	if f := Of(held(9, 5, 3, 5, 4, 5)); f.Top != 3 {
		t.Errorf("top %d, want the lowest", f.Top)
	}
}

// Sums far above what 64 bits hold are exact too.
func TestLargeAmounts(t *testing.T) {
	large := money.Joined(1_000_000_000_000, 7) // 10^27 tiyn and 7
	if got := large.String(); got != "10000000000000000000000000.07" {
		t.Error(got)
	}
	f := Of([]Held{{0, large}, {1, large}, {2, large}, {3, large}})
	if f.HHI != 0.25 || f.Gini != 0 || f.HHIMin != 0.25 || *f.HHIExcess != 0 {
		t.Errorf("%+v", f)
	}
	if !money.Reaches(large, 0.25, f.Total) || money.Reaches(large, 0.250000000001, f.Total) {
		t.Error("a quarter is a quarter")
	}
}

func TestReachesExactly(t *testing.T) {
	whole := money.Tiyn(100_000_000_000_000_000) // above what a float tells apart
	if !money.Reaches(money.Tiyn(35_000_000_000_000_000), 0.35, whole) {
		t.Error("35% is 35%")
	}
	if money.Reaches(money.Tiyn(34_999_999_999_999_999), 0.35, whole) {
		t.Error("a tiyn less is less")
	}
}

func market(t *rapid.T) []Held {
	n := rapid.IntRange(1, 60).Draw(t, "contracts")
	all := make([]Held, n)
	for i := range all {
		all[i] = Held{int32(rapid.IntRange(0, 9).Draw(t, "holder")), money.Tiyn(rapid.Uint64Range(1, 1e12).Draw(t, "value"))}
	}
	return all
}

// shares are the exact shares of the holders.
func shares(contracts []Held) map[int32]*big.Rat {
	sums, whole := map[int32]*big.Int{}, new(big.Int)
	for _, c := range contracts {
		if sums[c.Holder] == nil {
			sums[c.Holder] = new(big.Int)
		}
		sums[c.Holder].Add(sums[c.Holder], c.Value.Big())
		whole.Add(whole, c.Value.Big())
	}
	exact := map[int32]*big.Rat{}
	for h, s := range sums {
		exact[h] = new(big.Rat).SetFrac(s, whole)
	}
	return exact
}

func TestLaws(t *testing.T) {
	const dust = 1e-12
	rapid.Check(t, func(t *rapid.T) {
		contracts := market(t)
		f := Of(contracts)
		sum := new(big.Rat)
		for _, s := range shares(contracts) {
			sum.Add(sum, s)
		}
		if sum.Cmp(big.NewRat(1, 1)) != 0 {
			t.Fatalf("shares sum to %s", sum)
		}
		if f.HHIMin > f.HHI+dust || f.HHI > 1+dust || f.HHI < 1/float64(f.Holders)-dust {
			t.Fatalf("hhi_min %v, hhi %v of %d", f.HHIMin, f.HHI, f.Holders)
		}
		if f.CR1 > f.CR3 || f.CR3 > f.CR4 || f.CR4 > 1 || f.Gini < -dust || f.Gini >= 1 {
			t.Fatalf("%+v", f)
		}
		if math.Abs(f.Effective*f.HHI-1) > dust {
			t.Fatalf("effective number %v of hhi %v", f.Effective, f.HHI)
		}

		if g := Of(rapid.Permutation(contracts).Draw(t, "order")); said(g) != said(f) {
			t.Fatalf("in another order %s, was %s", said(g), said(f))
		}
	})
}

// said is every figure to the last bit.
func said(f Figures) string {
	norm, excess := math.NaN(), math.NaN()
	if f.HHINorm != nil {
		norm = *f.HHINorm
	}
	if f.HHIExcess != nil {
		excess = *f.HHIExcess
	}
	f.HHINorm, f.HHIExcess = nil, nil
	return fmt.Sprintf("%+v %x %x", f, norm, excess)
}

// Merging two holders raises HHI by twice the product of their shares.
func TestMerging(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		contracts := market(t)
		a, b := contracts[0].Holder, contracts[len(contracts)-1].Holder
		before, exact := Of(contracts), shares(contracts)
		for i := range contracts {
			if contracts[i].Holder == b {
				contracts[i].Holder = a
			}
		}
		after := Of(contracts)
		rise := new(big.Rat)
		if a != b {
			rise.Mul(big.NewRat(2, 1), new(big.Rat).Mul(exact[a], exact[b]))
		}
		want, _ := rise.Float64()
		if got := after.HHI - before.HHI; math.Abs(got-want) > 1e-12 {
			t.Fatalf("hhi rose by %v, want %v", got, want)
		}
		if after.HHIMin != before.HHIMin || after.Total != before.Total {
			t.Fatalf("%+v, was %+v", after, before)
		}
	})
}

// Every slice is what its contracts alone say, and by group it is no less concentrated
// than by supplier; a contract is in one slice of a kind or in none.
func TestMarket(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const suppliers = 12
		m := &Market{
			Customers: []string{"c1", "c2"}, Suppliers: make([]string, suppliers), Units: []string{"u1", "u2"},
			Categories: [][3]string{{"33", "3313", "331312"}, {"33", "3313", "331319"}, {"81", "8121", ""}, {"", "", ""}},
			Leader:     make([]int32, suppliers),
		}
		for i := range m.Leader {
			m.Suppliers[i] = fmt.Sprintf("s%02d", i)
			m.Leader[i] = int32(i)
			if i < 6 {
				m.Leader[i] = int32(i / 3 * 3)
			}
		}
		pick := func(name string, low, high int) int { return rapid.IntRange(low, high).Draw(t, name) }
		for range pick("contracts", 1, 40) {
			m.Contracts = append(m.Contracts, Contract{
				Customer: int32(pick("customer", 0, 1)), Supplier: int32(pick("supplier", 0, suppliers-1)), Category: int32(pick("category", -1, 3)),
				Unit: int32(pick("unit", -1, 1)), Subject: int8(pick("subject", -1, 2)), Method: int8(pick("method", 0, 6)),
				Lawful: pick("lawful", 0, 1) == 1, Value: money.Tiyn(uint64(pick("value", 1, 1e9))),
			})
		}
		m.Prepare()
		all := m.Slices()
		for i := range all {
			s := &all[i]
			var by, grouped []Held
			for j := range m.Contracts {
				c := &m.Contracts[j]
				if v := m.value(s.Kind, c); c.Customer == s.Customer && v >= 0 && m.name(s.Kind, v) == s.Value {
					by = append(by, Held{c.Supplier, c.Value})
					grouped = append(grouped, Held{m.Leader[c.Supplier], c.Value})
				}
			}
			if said(Of(by)) != said(s.Supplier) || said(Of(grouped)) != said(s.Group) {
				t.Fatalf("%s=%s: %+v", s.Kind, s.Value, s)
			}
			if s.Group.HHI < s.Supplier.HHI-1e-12 {
				t.Fatalf("hhi by group %v, by supplier %v", s.Group.HHI, s.Supplier.HHI)
			}
			total := money.Amount{}
			for _, h := range m.Holders(s, false) {
				total = total.Plus(h.Amount)
			}
			if total != s.Supplier.Total {
				t.Fatalf("holders have %s of %s", total, s.Supplier.Total)
			}
		}
		for k := range kinds {
			n := 0
			for i := range m.Contracts {
				if m.value(k, &m.Contracts[i]) >= 0 {
					n++
				}
			}
			for _, s := range all {
				if s.Kind == k {
					n -= s.Supplier.Contracts
				}
			}
			if n != 0 {
				t.Fatalf("%s: %d contracts are in no slice or in two", k, n)
			}
		}
	})
}
