package view

import (
	"cmp"
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// listMore lists, where there is room after what findings and customers are made of, what the other
// slices and the indicators of bids are made of: of each customer its contracts by unit, by kind of
// subject, and those whose bids are known. Those of all customers together would be every row once more
// for every order; the tip of the heading says so.
func (b builder) listMore(x *contractLists, bought purchases) {
	for _, customer := range bought.largest {
		b.listOrders(x, customer, bought.of[customer], bought.before[customer])
	}
}

// listOrders lists contracts of a customer by unit and by kind of subject, and those whose bids are
// known, each list whole or not at all.
func (b builder) listOrders(x *contractLists, customer string, year, before []int) {
	all := b.run.Contracts
	name := words.Named(b.lang, "customer", all[year[0]].Customer, customer, b.mask)
	for _, order := range []struct {
		kind, title string
		of          func(c *run.Contract) string
	}{
		{"unit", "listed_units", func(c *run.Contract) string { return c.Unit }},
		{"subject_kind", "listed_subjects", func(c *run.Contract) string { return c.SubjectKind }},
	} {
		known := slices.DeleteFunc(slices.Clone(year), func(i int) bool { return order.of(&all[i]) == "" })
		if len(x.rows)+len(known) > maxListed {
			continue
		}
		slices.SortStableFunc(known, func(i, k int) int { return cmp.Compare(order.of(&all[i]), order.of(&all[k])) })
		s := x.add(name+" · "+b.t(order.title), known)
		for n, i := range known {
			k := sliceKey{customer, order.kind, order.of(&all[i])}
			at, seen := x.slices[k]
			if !seen {
				at.first = s.first + n
			}
			x.slices[k] = span{at.first, at.rows + 1}
		}
	}
	for _, of := range []struct {
		state, title string
		contracts    []int
	}{{"", b.t("this_year"), year}, {"before", b.t("previous_year"), before}} {
		known := slices.DeleteFunc(slices.Clone(of.contracts), func(i int) bool { return all[i].Lots == 0 })
		if len(known) > 0 && len(x.rows)+len(known) <= maxListed {
			x.bids[sliceKey{customer, of.state, ""}] = x.add(name+" · "+b.t("listed_bids")+" · "+of.title, known)
		}
	}
}

// behind gives the listed contracts an indicator is made of, of this year or ("before") of the one
// before; none where it has no figure, where they are not listed, or where it is made of anything else.
func (b builder) behind(k *run.KPI, state string) span {
	if state == "" && k.Value == nil || state != "" && k.Previous == nil {
		return span{}
	}
	x := b.lists()
	switch name := strings.TrimSuffix(strings.TrimSuffix(k.Measure, "_count"), "_amount"); name {
	case "contracts", "suppliers", "amount", "suppliers_per_100_contracts":
		return x.ways[sliceKey{k.CustomerBIN, state, ""}]
	case "bids_per_lot", "single_bid_share":
		return x.bids[sliceKey{k.CustomerBIN, state, ""}]
	default:
		return x.together(k.CustomerBIN, state, classesOf(name))
	}
}

// madeOf says what an indicator is made of, and why its figure leads nowhere where it does not.
func (b builder) madeOf(k *run.KPI) string {
	zero := func(v *float64) bool { return v == nil || *v == 0 }
	switch {
	case k.Value == nil && k.Previous == nil:
		return b.t("made_unknown")
	case k.Measure == "monitored_share":
		return b.t("made_monitored")
	case b.behind(k, "").rows+b.behind(k, "before").rows > 0:
		if k.Measure == "bids_per_lot" || k.Measure == "single_bid_share" {
			return b.t("made_bids")
		}
		return b.t("made_contracts")
	case zero(k.Value) && zero(k.Previous):
		return b.t("made_none")
	}
	return b.t("made_cut")
}
