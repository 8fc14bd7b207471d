package view

import (
	"cmp"
	"slices"

	"adal/pipeline/run"
)

// maxBars is how many suppliers a chart names before it says the rest in one bar.
const maxBars = 8

// maxCharts is how many charts of a customer stand open.
const maxCharts = 4

// Chart is who holds how much of a slice, alone and with those tied to it: a picture and the
// table behind it.
type Chart struct {
	gain    float64 // what counting by group adds to the largest share
	all     bool
	Title   string
	Plot    *Plot
	Holders []Holder
}

// same reports whether two charts show the same.
func (c Chart) same(d Chart) bool {
	return slices.EqualFunc(c.Holders, d.Holders, func(x, y Holder) bool {
		return x.Name == y.Name && x.Share.Text == y.Share.Text && x.Amount.Text == y.Amount.Text
	})
}

// Piece is a part of a bar.
type Piece struct{ X, Width, Class string }

// charted is the holders of one slice of a customer, by supplier and by group, the largest first,
// and what a chart of them needs.
type charted struct {
	kind, slice     string
	supplier, group []run.Holding
	customer, title string
	number          map[string]int      // of groups by their anchor
	within          func(*ledger) opens // the contracts of the slice
	all             int                 // the number that opens them
	contracts       int64
	amount          string // of the slice; blank where it is not known
}

// charted gives the slices of a customer worth drawing, in the order of the run.
func (b builder) charted(bin string, a *Annual) []*charted {
	type key struct{ kind, slice string }
	index := map[key]*charted{}
	var all []*charted
	number := map[string]int{}
	for _, g := range a.Groups {
		number[g.Anchor] = g.No
	}
	customer := or(b.customerNames()[bin], b.mask.ID(bin))
	for _, i := range b.byCustomer().holdings[bin] {
		h := b.run.Holdings[i]
		k := key{h.Kind, h.Slice}
		c := index[k]
		if c == nil {
			c = &charted{
				kind: h.Kind, slice: h.Slice, customer: customer, title: b.sliceName(h.Kind, h.Slice), number: number,
				within: func(l *ledger) opens { return l.slice(opens{}, bin, k.kind, k.slice) },
			}
			index[k] = c
			all = append(all, c)
		}
		if h.Identity == "group" {
			c.group = append(c.group, h)
		} else {
			c.supplier = append(c.supplier, h)
		}
	}
	byShare := func(x, y run.Holding) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), cmp.Compare(x.ID, y.ID))
	}
	for _, c := range all {
		slices.SortStableFunc(c.supplier, byShare)
		slices.SortStableFunc(c.group, byShare)
	}
	for _, i := range b.byCustomer().slices[bin] {
		x := &b.run.Slices[i]
		if c := index[key{x.Kind, x.Slice}]; c != nil {
			c.contracts, c.amount = x.Contracts, x.Amount
		}
	}
	return all
}

// charts sets what holders have alone beside what they have with those tied to them.
func (b builder) charts(bin string, a *Annual) []Chart {
	var out []Chart
	for _, l := range b.charted(bin, a) {
		l.all = b.opens(l.within)
		c := Chart{Title: l.title, Holders: b.holders(l), all: l.kind == "all"}
		if len(l.supplier) > 0 && len(l.group) > 0 {
			c.gain = l.group[0].Share - l.supplier[0].Share
		}
		// A category of four digits that is one of six is told once.
		if i := slices.IndexFunc(out, func(x Chart) bool { return x.same(c) }); i >= 0 && !out[i].all && !c.all {
			out[i].Title += "; " + c.Title
			out[i].Plot.Title = out[i].Title
			continue
		}
		c.Plot = b.holdingPlot(&c, l)
		out = append(out, c)
	}
	// The whole first, then where related suppliers matter most.
	slices.SortStableFunc(out, func(x, y Chart) int {
		if x.all != y.all {
			if x.all {
				return -1
			}
			return 1
		}
		return cmp.Compare(y.gain, x.gain)
	})
	return out
}
