package view

import (
	"cmp"
	"slices"

	"adal/pipeline/run"
)

// sliceKey names a slice of a customer.
type sliceKey struct{ customer, kind, slice string }

// sliced is the slices of the run, each by supplier and by group, and the customers with the
// largest first.
type sliced struct {
	pairs map[sliceKey][2]*run.Slice
	keys  []sliceKey // in the order of the run
	order []string
}

func (b builder) sliced() sliced {
	s := sliced{pairs: map[sliceKey][2]*run.Slice{}}
	for i := range b.run.Slices {
		x := &b.run.Slices[i]
		k := sliceKey{x.CustomerBIN, x.Kind, x.Slice}
		p, seen := s.pairs[k]
		if !seen {
			s.keys = append(s.keys, k)
		}
		if x.Identity == "group" {
			p[1] = x
		} else {
			p[0] = x
		}
		s.pairs[k] = p
		if !slices.Contains(s.order, x.CustomerBIN) {
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
	for _, k := range s.keys {
		if k.customer == customer && k.kind == kind {
			rows = append(rows, s.pairs[k])
		}
	}
	slices.SortStableFunc(rows, func(x, y [2]*run.Slice) int { return cmp.Compare(number(either(y).Amount), number(either(x).Amount)) })
	return rows
}
