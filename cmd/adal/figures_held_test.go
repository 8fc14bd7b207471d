package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// holding is what a supplier, or a group of them, has of a slice, as contracts.csv adds up.
type holding struct {
	id, group string // of a group alone where it is one
	names     []string
	contracts int
	amount    float64
}

// bought is a slice and who holds what of it, the largest first.
type bought struct {
	suppliers, groups []holding
	contracts         int
	amount            float64
}

// mostHolders is how many of the largest a chart and its table have where there are more than one
// besides.
const mostHolders = 8

// counts reports whether a contract counts in the year; of a blank customer those of all do.
func (k *facts) counts(x map[string]string, bin string) bool {
	return x["left_out"] == "" && x["year"] == k.period && (bin == "" || x["customer_bin"] == bin)
}

// inSlice reports whether a contract is one of a slice.
func inSlice(x map[string]string, kind, value string) bool {
	switch {
	case kind == "all":
		return true
	case strings.HasPrefix(kind, "category"):
		return strings.HasPrefix(strings.ReplaceAll(x["category"], ".", ""), value)
	}
	return x[kind] == value
}

// bought adds up the contracts of a customer in a slice.
func (k *facts) bought(bin, kind, value string) bought {
	var s bought
	by, groups := map[string]*holding{}, map[string]*holding{}
	add := func(to map[string]*holding, id, group string, x map[string]string) {
		if to[id] == nil {
			to[id] = &holding{id: id, group: group}
		}
		to[id].contracts++
		to[id].amount += amountOf(x["value"])
		if !slices.Contains(to[id].names, x["supplier"]) {
			to[id].names = append(to[id].names, x["supplier"])
		}
	}
	for _, x := range k.files["contracts.csv"] {
		if !k.counts(x, bin) || !inSlice(x, kind, value) {
			continue
		}
		s.contracts++
		s.amount += amountOf(x["value"])
		add(by, x["supplier_id"], x["group_id"], x)
		add(groups, cmp.Or(x["group_id"], x["supplier_id"]), x["group_id"], x)
	}
	sorted := func(of map[string]*holding) []holding {
		var all []holding
		for _, h := range of {
			all = append(all, *h)
		}
		slices.SortFunc(all, func(x, y holding) int { return cmp.Or(cmp.Compare(y.amount, x.amount), cmp.Compare(x.id, y.id)) })
		return all
	}
	s.suppliers, s.groups = sorted(by), sorted(groups)
	return s
}

// within gives the suppliers of a group that sold in the slice; none of one alone.
func (s bought) within(group string) []holding {
	all := slices.DeleteFunc(slices.Clone(s.suppliers), func(h holding) bool { return h.group != group })
	if group == "" || len(all) < 2 {
		return nil
	}
	return all
}

// cumulated is the per cent the n largest have together; blank where there are fewer.
func cumulated(all []holding, n int, whole float64) any {
	if n > len(all) {
		return ""
	}
	sum := 0.0
	for _, h := range all[:n] {
		sum += h.amount
	}
	return 100 * sum / whole
}

// numberedSums are how many of the largest the tables add up.
func numberedSums(s bought) []int {
	most := max(len(s.suppliers), len(s.groups))
	return slices.DeleteFunc([]int{1, 2, 3, 4, 5, 10, 15, 20}, func(n int) bool { return n > most })
}

// shownHolder is a row of a table of holders as its reader sees it.
type shownHolder struct {
	name, contracts, group string // of a group its id
	member                 bool
}

// holders gives what the rows of a table of holders must say - contracts, amount and per cent - and
// what is wrong with the rows themselves. Holders that have the same are told apart by their names.
func (k *facts) holders(s bought, rows []shownHolder) (want [][]any, fault string) {
	most, rest := len(s.groups), holding{contracts: s.contracts, amount: s.amount}
	if most > mostHolders+1 {
		most = mostHolders
	}
	say := func(h holding) {
		share := 0.0
		if s.amount > 0 {
			share = 100 * h.amount / s.amount
		}
		want = append(want, []any{h.contracts, fmt.Sprintf("%.2f", h.amount), share})
	}
	left, members, seen := slices.Clone(s.groups), []holding(nil), 0
	for i, r := range rows {
		from := &left
		switch {
		case r.member:
			from = &members
		case len(members) > 0:
			return want, fmt.Sprintf("%q comes before %d other members of the group above it", r.name, len(members))
		case seen == most:
			if i != len(rows)-1 || most == len(s.groups) {
				return want, fmt.Sprintf("%q: more rows than holders", r.name)
			}
			say(rest)
			return want, ""
		}
		h, ok := k.take(from, r)
		if !ok {
			return want, fmt.Sprintf("%q (group %q) is no holder that has so much", r.name, r.group)
		}
		say(h)
		if !r.member {
			seen++
			members = s.within(r.group)
			rest.contracts, rest.amount = rest.contracts-h.contracts, rest.amount-h.amount
		}
	}
	if seen < most || most < len(s.groups) || len(members) > 0 {
		return want, fmt.Sprintf("%d of %d holders, %d members left out, nothing said of the rest", seen, most, len(members))
	}
	return want, ""
}

// take takes out of those who have the most of what is left who a row shows.
func (k *facts) take(from *[]holding, r shownHolder) (holding, bool) {
	best, at := -1, -1
	for i, h := range *from {
		if (*from)[0].amount-h.amount > 0.005 {
			break
		}
		if !r.member && h.group != r.group {
			continue
		}
		fits := 0
		if r.group != "" && !r.member || slices.ContainsFunc(h.names, func(n string) bool { return strings.Contains(r.name, n) }) {
			fits += 2
		}
		if all := k.numbers(r.contracts); len(all) == 1 && all[0].is(strconv.Itoa(h.contracts)) {
			fits++
		}
		if fits > best {
			best, at = fits, i
		}
	}
	if best < 2 { // nobody of that name
		return holding{}, false
	}
	h := (*from)[at]
	*from = slices.Delete(*from, at, at+1)
	return h, true
}

// heldCategory is a category of four digits large enough to be judged.
type heldCategory struct {
	code                string
	amount, part, share float64 // of all the customer bought, and of the category its largest holder has
	top                 string
	lawful              bool // the law names who sold the most of it
}

// heldCategories gives those of a customer that are drawn, and of them those that are numbered.
func (k *facts) heldCategories(bin string) (judged, numbered []heldCategory) {
	whole, lawful := 0.0, map[string]float64{}
	for _, x := range k.files["contracts.csv"] {
		if k.counts(x, bin) {
			whole += amountOf(x["value"])
			if code := strings.ReplaceAll(x["category"], ".", ""); x["lawful"] != "" && len(code) >= 4 {
				lawful[code[:4]] += amountOf(x["value"])
			}
		}
	}
	for _, x := range k.files["concentration.csv"] {
		if x["customer_bin"] != bin || x["slice_kind"] != "category4" || x["identity"] != "group" || x["evaluated"] != "yes" {
			continue
		}
		v := amountOf(x["amount"])
		byLaw := lawful[x["slice"]] > 0 && 2*lawful[x["slice"]] >= v
		judged = append(judged, heldCategory{x["slice"], v, v / whole, amountOf(x["top_share"]), x["top_name"], byLaw})
	}
	if len(judged) < 3 { // two dots show nothing the tables do not say
		return nil, nil
	}
	high := amountOf(k.parameters["P52a.share"])
	for _, x := range judged {
		if x.share >= high && !x.lawful {
			numbered = append(numbered, x)
		}
	}
	slices.SortStableFunc(numbered, func(x, y heldCategory) int { return cmp.Compare(y.amount, x.amount) })
	return judged, numbered[:min(len(numbered), 10)]
}

// mix gives the years a customer bought in and the classes of method, each by year.
func (k *facts) mix(bin string) (years []string, classes map[string]map[string]map[string]string) {
	classes = map[string]map[string]map[string]string{}
	for _, x := range k.files["method_mix.csv"] {
		if x["customer_bin"] != bin {
			continue
		}
		if !slices.Contains(years, x["year"]) {
			years = append(years, x["year"])
		}
		if classes[x["method_class"]] == nil {
			classes[x["method_class"]] = map[string]map[string]string{}
		}
		classes[x["method_class"]][x["year"]] = x
	}
	slices.Sort(years)
	return years, classes
}

// customerNames is what the files call the customers.
func (k *facts) customerNames() map[string]string {
	names := map[string]string{}
	for _, x := range k.files["concentration.csv"] {
		names[x["customer_bin"]] = x["customer"]
	}
	return names
}

// measured gives the customers that have indicators, the largest first, with theirs.
func (k *facts) measured() (bins []string, of map[string][]map[string]string) {
	of, amount := map[string][]map[string]string{}, map[string]float64{}
	for _, x := range k.files["kpi.csv"] {
		if of[x["customer_bin"]] == nil {
			bins = append(bins, x["customer_bin"])
		}
		of[x["customer_bin"]] = append(of[x["customer_bin"]], x)
		if x["measure"] == "amount" {
			amount[x["customer_bin"]] = amountOf(x["value"])
		}
	}
	slices.SortStableFunc(bins, func(x, y string) int { return cmp.Compare(amount[y], amount[x]) })
	return bins, of
}

// inPerCent reports whether a measure is a fraction, shown in per cent.
func inPerCent(measure string) bool {
	return strings.HasSuffix(measure, "_share") || strings.HasSuffix(measure, "_amount") || strings.HasSuffix(measure, "_count")
}

// shownMeasure is the value of an indicator as it is shown.
func shownMeasure(x map[string]string, column string) string {
	if v := x[column]; v != "" && inPerCent(x["measure"]) {
		return percent(v)
	}
	return x[column]
}
