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

// charts sets the shares by supplier beside the shares by group. A group's bar is made of
// its members' bars, so the eye adds them up.
func (b builder) charts(bin string, a *Annual) []Chart {
	type key struct{ kind, slice string }
	type lists struct{ supplier, group []run.Holding }
	all := map[key]*lists{}
	var keys []key
	for _, h := range b.run.Holdings {
		if h.CustomerBIN != bin {
			continue
		}
		k := key{h.Kind, h.Slice}
		if all[k] == nil {
			all[k] = &lists{}
			keys = append(keys, k)
		}
		if h.Identity == "group" {
			all[k].group = append(all[k].group, h)
		} else {
			all[k].supplier = append(all[k].supplier, h)
		}
	}
	number := map[string]int{}
	for _, g := range a.Groups {
		number[g.Anchor] = g.No
	}
	byShare := func(x, y run.Holding) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), cmp.Compare(x.ID, y.ID))
	}
	customer := or(b.customerNames()[bin], b.mask.ID(bin))
	var out []Chart
	for _, k := range keys {
		l := all[k]
		slices.SortStableFunc(l.supplier, byShare)
		slices.SortStableFunc(l.group, byShare)
		members := map[string][]float64{}
		for _, h := range l.supplier {
			if h.GroupID != "" {
				members[h.GroupID] = append(members[h.GroupID], h.Share)
			}
		}
		tag := func(h run.Holding) (string, bool) {
			no, ok := number["g-"+h.GroupID]
			if !ok || h.GroupID == "" {
				return "", false
			}
			return b.t("group") + " " + strconv.Itoa(no), true
		}
		c := Chart{Title: b.mask.Text(words.Slice(b.lang, k.kind, k.slice))}
		within := func(l *ledger) opens { return l.slice(opens{}, bin, k.kind, k.slice) }
		all := b.opens(within)
		list := func(from []run.Holding, whole bool) []Bar {
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
				x := Bar{Name: words.Named(b.lang, "supplier", h.Name, h.ID, b.mask), Amount: words.MoneyShort(b.lang, b.run.Currency, h.Amount), Mark: b.holderMark(holder)}
				x.Share = b.share(h.Share, b.opens(func(l *ledger) opens {
					o := l.holder(within(l), holder)
					o.All, o.Whole = h.Contracts, all
					return o
				}, customer, c.Title, x.Name))
				name, grouped := tag(h)
				x.Tag = name
				class := "alone"
				if grouped {
					class = "related"
				}
				parts := []float64{h.Share}
				if whole && grouped && len(members[h.GroupID]) > 1 {
					parts = members[h.GroupID]
				}
				left := 0.0
				for _, p := range parts {
					x.Pieces = append(x.Pieces, Piece{figure2(left * 100), figure2(max(p*100-0.4, 0.2)), class})
					left += p
				}
				rest -= h.Share
				bars = append(bars, x)
			}
			if rest > 0.0005 {
				n := b.opens(func(l *ledger) opens {
					o := within(l)
					o.But, o.Whole = l.holders(shown), all
					return o
				}, customer, c.Title, b.t("others"))
				bars = append(bars, Bar{Name: b.t("others"), Share: b.share(rest, n), Pieces: []Piece{{"0", figure2(rest * 100), "rest"}}, Rest: true})
			}
			return bars
		}
		c.Supplier, c.Group = list(l.supplier, false), list(l.group, true)
		c.all = k.kind == "all"
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
