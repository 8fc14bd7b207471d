package view

import (
	"cmp"
	"slices"
	"strconv"

	"adal/pipeline/run"
	"adal/reports/words"
)

// maxDots is how many categories a chart shows, the largest first; maxNumbered how many of them
// it numbers and names.
const maxDots, maxNumbered = 300, 10

// LargeAndHeld is which categories are at once a large part of what a customer bought and held
// by few, and the table behind the picture.
type LargeAndHeld struct {
	Plot *Plot
	Rows []HeldRow
	More string // what the table leaves out
}

// HeldRow is a category with a number in the picture.
type HeldRow struct {
	No, Category, Holder          string
	Contracts, Amount, Part, Held Num
	Class                         string
	Mark                          *Mark
}

// sliceName names a slice: a category by its code and by what the contracts themselves call it.
func (b builder) sliceName(kind, value string) string {
	name := b.mask.Text(words.Slice(b.lang, kind, value))
	if called := b.categoryNames[value]; called != "" && (kind == "category2" || kind == "category4" || kind == "category6") {
		name += " · " + b.mask.Text(called)
	}
	return name
}

// categoryName is the code of a category and what the contracts call it.
func (b builder) categoryName(code string) string {
	if called := b.categoryNames[code]; called != "" {
		return b.mask.Text(code) + " · " + b.mask.Text(called)
	}
	return b.mask.Text(code)
}

// largeAndHeld draws the categories of a customer: how large a part of all it bought each is,
// and what part of it its largest supplier or group has. Those too small to judge stay out.
func (b builder) largeAndHeld(bin string, bought sliced, names map[string]string) *LargeAndHeld {
	h := &LargeAndHeld{Plot: &Plot{
		Title: b.t("plot_held"), Note: b.t("plot_held_note"), None: b.t("plot_none_held"), Axis: b.t("plot_held_x"), Upright: b.t("plot_held_y"),
	}}
	p := h.Plot
	p.Label = p.Title + ". " + b.t("plot_table_beside")
	whole := 0.0
	for _, x := range bought.of(bin, "all") {
		whole = number(either(x).Amount)
	}
	var judged []*run.Slice
	for _, x := range bought.of(bin, "category4") {
		if x[1] != nil && x[1].Evaluated {
			judged = append(judged, x[1])
		}
	}
	if len(judged) < 3 || whole <= 0 { // two dots show nothing the tables do not say
		return h
	}
	part := func(x *run.Slice) float64 { return number(x.Amount) / whole }
	s, l := shareScale(part(judged[0])), b.levels()
	p.Ticks, p.Up = s.ticks(b.percent), scale{1, 0.2}.ticks(b.percent)
	p.Bounds = []PlotTick{{l.high, b.say("plot_from", "share", words.Share(b.lang, l.high))}}
	numbered, lawful := b.worstHeld(judged, l.high), false
	for _, x := range judged[:min(len(judged), maxDots)] {
		d := PlotDot{X: s.at(part(x)), Y: x.TopShare, Class: "p-other"}
		switch {
		case b.namedByLaw(x):
			d.Class, lawful = "p-lawful", true
		case x.TopShare >= l.high:
			d.Class = "p-held"
		}
		if i := slices.Index(numbered, x); i >= 0 {
			d.Text = strconv.Itoa(i + 1)
		}
		p.Dots = append(p.Dots, d)
	}
	p.Keys = []PlotKey{{"dot", "p-held", b.say("plot_key_held", "share", words.Share(b.lang, l.high))}, {"dot", "p-other", b.t("plot_key_other")}}
	if lawful {
		p.Keys = append(p.Keys, PlotKey{"dot", "p-lawful", b.t("plot_key_lawful")})
	}
	all := b.opens(func(l *ledger) opens { return l.slice(opens{}, bin, "all", "") })
	for i, x := range numbered {
		n, top := b.slice(x, names)
		share := b.opens(func(l *ledger) opens {
			o := l.slice(opens{}, bin, x.Kind, x.Slice)
			o.All, o.Whole = x.Contracts, all
			return o
		}, or(names[bin], b.mask.ID(bin)), b.categoryName(x.Slice))
		h.Rows = append(h.Rows, HeldRow{
			No: strconv.Itoa(i + 1), Category: b.categoryName(x.Slice), Holder: words.Named(b.lang, "supplier", x.TopName, x.TopID, b.mask),
			Contracts: b.count(x.Contracts, n), Amount: b.money(x.Amount, n), Part: b.share(part(x), share), Held: b.share(x.TopShare, top),
			Class: l.mark(x.TopShare, true), Mark: b.holderMark(x.TopID),
		})
	}
	if more := len(judged) - len(numbered); more > 0 {
		h.More = b.say("plot_held_more", "n", words.Count(b.lang, int64(more)))
	}
	return h
}

// namedByLaw reports whether the law itself names who sold the most of a category: that stands in
// a part of the report of its own.
func (b builder) namedByLaw(x *run.Slice) bool {
	for i := range b.run.NamedByLaw {
		if n := &b.run.NamedByLaw[i]; n.CustomerBIN == x.CustomerBIN && n.Code == x.Slice {
			return 2*number(n.Amount) >= number(x.Amount)
		}
	}
	return false
}

// worstHeld picks the largest of the categories held from a share on, but for those where the law
// names the supplier.
func (b builder) worstHeld(judged []*run.Slice, from float64) []*run.Slice {
	held := slices.DeleteFunc(slices.Clone(judged), func(x *run.Slice) bool { return x.TopShare < from || b.namedByLaw(x) })
	slices.SortStableFunc(held, func(x, y *run.Slice) int { return cmp.Compare(number(y.Amount), number(x.Amount)) })
	return held[:min(len(held), maxNumbered)]
}
