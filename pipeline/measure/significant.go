package measure

import (
	"slices"

	"adal/pipeline/money"
)

// Significant is a holder of at least some share of a slice. Largest is what the largest
// member of a group has of it alone, Members how many of the group hold a part; of a
// supplier they are its own.
type Significant struct {
	Slice   *Slice
	ByGroup bool
	Holding
	Largest money.Amount
	Members int
}

// Significant lists the holders of at least a share of a watched slice: suppliers, and
// groups. A supplier in no group is listed as a supplier alone.
func (m *Market) Significant(all []Slice, inGroup func(supplier int32) bool, share float64) []Significant {
	var found []Significant
	for i := range all {
		s := &all[i]
		if !s.Kind.Watched() {
			continue
		}
		if money.Reaches(s.Supplier.First, share, s.Supplier.Total) {
			for _, h := range m.Holders(s, false) {
				if !money.Reaches(h.Amount, share, s.Supplier.Total) {
					break
				}
				found = append(found, Significant{s, false, h, h.Amount, 1})
			}
		}
		if !money.Reaches(s.Group.First, share, s.Group.Total) {
			continue
		}
		var members []Holding
		for _, h := range m.Holders(s, true) {
			if !money.Reaches(h.Amount, share, s.Group.Total) {
				break
			}
			if !inGroup(h.Holder) {
				continue
			}
			if members == nil {
				members = m.Holders(s, false)
			}
			x := Significant{Slice: s, ByGroup: true, Holding: h}
			for _, p := range members {
				if m.Leader[p.Holder] != h.Holder {
					continue
				}
				if x.Members == 0 {
					x.Largest = p.Amount
				}
				x.Members++
			}
			found = append(found, x)
		}
	}
	return found
}

// Top is the largest supplier of a slice in some year.
type Top struct {
	Slice    *Slice
	Supplier int32
	Amount   money.Amount
}

// TopsIn finds the top suppliers of the slices in the contracts of another year; a slice
// without a contract then has none.
func (m *Market) TopsIn(contracts []Contract, of []Slice) []Top {
	then := &Market{Customers: m.Customers, Suppliers: m.Suppliers, Units: m.Units, Contracts: contracts, prefixes: m.prefixes, names: m.names}
	d := then.newDesk()
	var tops []Top
	done := map[Kind]bool{}
	for i := range of {
		s := &of[i]
		if !s.Kind.Watched() {
			continue
		}
		if !done[s.Kind] {
			then.cut[s.Kind], done[s.Kind] = then.cutBy(s.Kind), true
		}
		part := then.lookup(s)
		if len(part) == 0 {
			continue
		}
		top := slices.MinFunc(d.holders(then, part, nil), bySize)
		tops = append(tops, Top{s, top.Holder, top.Amount})
	}
	return tops
}
