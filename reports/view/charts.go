package view

import (
	"cmp"
	"slices"
	"strconv"

	"adal/pipeline/run"
	"adal/reports/words"
)

// maxBars is how many suppliers a chart names before it says the rest in one bar.
const maxBars = 8

// maxCharts is how many charts of a customer stand open.
const maxCharts = 4

type Chart struct {
	gain            float64 // what counting by group adds to the largest share
	all             bool
	Title           string
	Supplier, Group []Bar
}

// same reports whether two charts show the same bars.
func (c Chart) same(d Chart) bool {
	equal := func(x, y Bar) bool { return x.Name == y.Name && x.Share.Text == y.Share.Text && x.Amount == y.Amount }
	return slices.EqualFunc(c.Supplier, d.Supplier, equal) && slices.EqualFunc(c.Group, d.Group, equal)
}

type Bar struct {
	Name, Tag, Amount string
	Share             Num
	Pieces            []Piece
	Rest              bool
	Mark              *Mark
}

type Piece struct{ X, Width, Class string }

// charted is the holders of one slice of a customer, by supplier and by group, the largest first,
// and what a chart of them needs.
type charted struct {
	kind, slice     string
	supplier, group []run.Holding
	customer, title string
	number          map[string]int       // of groups by their anchor
	members         map[string][]float64 // shares of the members of a group
	within          func(*ledger) opens  // the contracts of the slice
	all             int                  // the number that opens them
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
	for _, h := range b.run.Holdings {
		if h.CustomerBIN != bin {
			continue
		}
		k := key{h.Kind, h.Slice}
		c := index[k]
		if c == nil {
			c = &charted{
				kind: h.Kind, slice: h.Slice, customer: customer, title: b.mask.Text(words.Slice(b.lang, h.Kind, h.Slice)), number: number, members: map[string][]float64{},
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
		for _, h := range c.supplier {
			if h.GroupID != "" {
				c.members[h.GroupID] = append(c.members[h.GroupID], h.Share)
			}
		}
	}
	return all
}

// charts sets the shares by supplier beside the shares by group. A group's bar is made of
// its members' bars, so the eye adds them up.
func (b builder) charts(bin string, a *Annual) []Chart {
	var out []Chart
	for _, l := range b.charted(bin, a) {
		l.all = b.opens(l.within)
		c := Chart{Title: l.title, Supplier: b.bars(l, l.supplier, false), Group: b.bars(l, l.group, true), all: l.kind == "all"}
		if len(l.supplier) > 0 && len(l.group) > 0 {
			c.gain = l.group[0].Share - l.supplier[0].Share
		}
		// A category of four digits that is one of six is told once.
		if i := slices.IndexFunc(out, func(x Chart) bool { return x.same(c) }); i >= 0 && !out[i].all && !c.all {
			out[i].Title += "; " + c.Title
			continue
		}
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

// bars gives the bars of the largest holders and one of the rest; whole says that the holders
// are groups, whose bars are those of their members.
func (b builder) bars(l *charted, from []run.Holding, whole bool) []Bar {
	var bars []Bar
	rest := 1.0
	var shown []string
	for i, h := range from {
		if i == maxBars && len(from) > maxBars+1 {
			break
		}
		holder := h.ID
		if whole && h.GroupID != "" {
			holder = h.GroupID
		}
		shown = append(shown, holder)
		bars = append(bars, b.bar(l, h, holder, whole))
		rest -= h.Share
	}
	if rest > 0.0005 {
		n := b.opens(func(x *ledger) opens {
			o := l.within(x)
			o.But, o.Whole = x.holders(shown), l.all
			return o
		}, l.customer, l.title, b.t("others"))
		bars = append(bars, Bar{Name: b.t("others"), Share: b.share(rest, n), Pieces: []Piece{{"0", figure2(rest * 100), "rest"}}, Rest: true})
	}
	return bars
}

// bar is what one holder has of a slice.
func (b builder) bar(l *charted, h run.Holding, holder string, whole bool) Bar {
	x := Bar{Name: words.Named(b.lang, "supplier", h.Name, h.ID, b.mask), Amount: words.MoneyShort(b.lang, b.run.Currency, h.Amount), Mark: b.holderMark(holder)}
	x.Share = b.share(h.Share, b.opens(func(y *ledger) opens {
		o := y.holder(l.within(y), holder)
		o.All, o.Whole = h.Contracts, l.all
		return o
	}, l.customer, l.title, x.Name))
	class := "alone"
	no, grouped := l.number["g-"+h.GroupID]
	if grouped = grouped && h.GroupID != ""; grouped {
		x.Tag, class = b.t("group")+" "+strconv.Itoa(no), "related"
	}
	parts := []float64{h.Share}
	if whole && grouped && len(l.members[h.GroupID]) > 1 {
		parts = l.members[h.GroupID]
	}
	left := 0.0
	for _, p := range parts {
		x.Pieces = append(x.Pieces, Piece{figure2(left * 100), figure2(max(p*100-0.4, 0.2)), class})
		left += p
	}
	return x
}
