package view

import (
	"math/big"
	"strconv"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Holder is a line of the table behind a chart of holders: a supplier, a group, a member of the
// group above it, or all the others.
type Holder struct {
	Name, Tag, Anchor        string
	Member, Rest             bool
	Contracts, Amount, Share Num
	Mark                     *Mark
}

// membersOf gives what the members of a group hold, the largest first; none of who is in none.
func (l *charted) membersOf(h run.Holding) []run.Holding {
	if h.GroupID == "" {
		return nil
	}
	var all []run.Holding
	for _, m := range l.supplier {
		if m.GroupID == h.GroupID {
			all = append(all, m)
		}
	}
	if _, known := l.number["g-"+h.GroupID]; !known || len(all) < 2 {
		return nil
	}
	return all
}

// holdingPlot draws what the largest holders have: of a group its largest member, and what the
// members tied to it add.
func (b builder) holdingPlot(c *Chart, l *charted) *Plot {
	p := &Plot{Title: c.Title, Axis: b.t("plot_share_axis"), None: b.t("plot_none_holdings")}
	p.Label = b.t("holdings") + ": " + c.Title + ". " + b.t("plot_table_beside")
	most := 0.0
	for _, h := range l.group {
		most = max(most, h.Share)
	}
	s := shareScale(most)
	p.Ticks = s.ticks(b.percent)
	related := false
	for i, h := range l.group {
		if i == maxBars && len(l.group) > maxBars+1 {
			break
		}
		row := PlotRow{
			Name: words.Named(b.lang, "supplier", h.Name, h.ID, b.mask),
			Text: words.Share(b.lang, h.Share) + " · " + words.MoneyShort(b.lang, b.run.Currency, h.Amount),
		}
		members := l.membersOf(h)
		if len(members) == 0 {
			row.Pieces = []PlotPiece{{0, s.at(h.Share), "p-alone", ""}}
			p.Rows = append(p.Rows, row)
			continue
		}
		row.Name = b.t("group") + " " + strconv.Itoa(l.number["g-"+h.GroupID]) + ": " + row.Name
		row.Sub = b.say("plot_alone", "share", words.Share(b.lang, members[0].Share), "amount", words.MoneyShort(b.lang, b.run.Currency, members[0].Amount))
		left := 0.0
		for k, m := range members {
			class := "p-alone"
			if k > 0 {
				class, related = "p-related", true
			}
			row.Pieces = append(row.Pieces, PlotPiece{s.at(left), s.at(left + m.Share), class, ""})
			left += m.Share
		}
		p.Rows = append(p.Rows, row)
	}
	p.Keys = []PlotKey{{"fill", "p-alone", b.t("plot_key_alone")}}
	if related {
		p.Keys = append(p.Keys, PlotKey{"fill", "p-related", b.t("plot_key_related")})
	}
	return p
}

// holders lists the largest holders with their members, and what the others have.
func (b builder) holders(l *charted) []Holder {
	var all []Holder
	var shown []string
	rest := new(big.Rat)
	rest.SetString(or(l.amount, "0"))
	contracts, share := l.contracts, 1.0
	for i, h := range l.group {
		if i == maxBars && len(l.group) > maxBars+1 {
			break
		}
		id := or(h.GroupID, h.ID)
		shown = append(shown, id)
		x := b.holderLine(l, h, id)
		if _, known := l.number["g-"+h.GroupID]; known && h.GroupID != "" {
			x.Tag, x.Anchor = b.t("group")+" "+strconv.Itoa(l.number["g-"+h.GroupID]), "g-"+h.GroupID
		}
		all = append(all, x)
		for _, m := range l.membersOf(h) {
			y := b.holderLine(l, m, m.ID)
			y.Member = true
			all = append(all, y)
		}
		if v, ok := new(big.Rat).SetString(h.Amount); ok {
			rest.Sub(rest, v)
		}
		contracts -= h.Contracts
		share -= h.Share
	}
	if contracts > 0 && l.amount != "" {
		n := b.opens(func(x *ledger) opens {
			o := l.within(x)
			o.But, o.Whole, o.All = x.holders(shown), l.all, contracts
			return o
		}, l.customer, l.title, b.t("others"))
		all = append(all, Holder{Name: b.t("others"), Rest: true, Contracts: b.count(contracts, n), Amount: b.money(rest.FloatString(2), n), Share: b.share(max(share, 0), n)})
	}
	return all
}

// holderLine is what one holder has of a slice.
func (b builder) holderLine(l *charted, h run.Holding, id string) Holder {
	x := Holder{Name: words.Named(b.lang, "supplier", h.Name, h.ID, b.mask), Mark: b.holderMark(id)}
	n := b.opens(func(y *ledger) opens {
		o := y.holder(l.within(y), id)
		o.All, o.Whole = h.Contracts, l.all
		return o
	}, l.customer, l.title, x.Name)
	x.Contracts, x.Amount, x.Share = b.count(h.Contracts, n), b.money(h.Amount, n), b.share(h.Share, n)
	return x
}
