package view

import (
	"cmp"
	"slices"
	"sync"

	"adal/pipeline/run"
)

// sliceKey names a slice of a customer.
type sliceKey struct{ customer, kind, slice string }

// sliced is the slices of the run, each by supplier and by group, and the customers with the
// largest first.
type sliced struct {
	pairs map[sliceKey][2]*run.Slice
	keys  map[[2]string][]sliceKey // by customer and kind, in the order of the run
	order []string
}

// cuts are what customers bought, sorted out once for a report.
type cuts struct {
	once   sync.Once
	sliced sliced

	holdings, slices map[string][]int // of the run, by customer
}

// byCustomer sorts out what customers bought.
func (b builder) byCustomer() *cuts {
	b.cuts.once.Do(func() {
		b.cuts.holdings, b.cuts.slices = map[string][]int{}, map[string][]int{}
		for i := range b.run.Holdings {
			bin := b.run.Holdings[i].CustomerBIN
			b.cuts.holdings[bin] = append(b.cuts.holdings[bin], i)
		}
		for i := range b.run.Slices {
			bin := b.run.Slices[i].CustomerBIN
			b.cuts.slices[bin] = append(b.cuts.slices[bin], i)
		}
		b.cuts.sliced = b.newSliced()
	})
	return b.cuts
}

// sliced gives the slices of the run; who changes its order takes a copy.
func (b builder) sliced() sliced { return b.byCustomer().sliced }

func (b builder) newSliced() sliced {
	s := sliced{pairs: map[sliceKey][2]*run.Slice{}, keys: map[[2]string][]sliceKey{}}
	known := map[string]bool{}
	for i := range b.run.Slices {
		x := &b.run.Slices[i]
		k := sliceKey{x.CustomerBIN, x.Kind, x.Slice}
		p, seen := s.pairs[k]
		if !seen {
			of := [2]string{k.customer, k.kind}
			s.keys[of] = append(s.keys[of], k)
		}
		if x.Identity == "group" {
			p[1] = x
		} else {
			p[0] = x
		}
		s.pairs[k] = p
		if !known[x.CustomerBIN] {
			known[x.CustomerBIN] = true
			s.order = append(s.order, x.CustomerBIN)
		}
	}
	amounts := map[string]float64{}
	for k, p := range s.pairs {
		if k.kind == "all" {
			amounts[k.customer] = number(either(p).Amount)
		}
	}
	slices.SortStableFunc(s.order, func(x, y string) int { return cmp.Compare(amounts[y], amounts[x]) })
	return s
}

// of gives the slices of one kind of a customer, the largest first.
func (s sliced) of(customer, kind string) [][2]*run.Slice {
	var rows [][2]*run.Slice
	for _, k := range s.keys[[2]string{customer, kind}] {
		rows = append(rows, s.pairs[k])
	}
	slices.SortStableFunc(rows, func(x, y [2]*run.Slice) int { return cmp.Compare(number(either(y).Amount), number(either(x).Amount)) })
	return rows
}
