package oracle

import (
	"cmp"
	"maps"
	"slices"
)

// Relation is what one person is to another, in the twelve words of the contract and dependant.
type Relation string

// NamingOrder lists the relations in the order in which one of several is named.
var NamingOrder = []Relation{
	"spouse", "parent", "child", "sibling", "grandparent", "grandchild",
	"spouse_parent", "spouse_child", "spouse_sibling",
	"child_spouse", "parent_spouse", "sibling_spouse", "dependant",
}

var inverse = map[Relation]Relation{
	"spouse": "spouse", "parent": "child", "child": "parent", "sibling": "sibling",
	"grandparent": "grandchild", "grandchild": "grandparent",
	"spouse_parent": "child_spouse", "child_spouse": "spouse_parent",
	"spouse_child": "parent_spouse", "parent_spouse": "spouse_child",
	"spouse_sibling": "sibling_spouse", "sibling_spouse": "spouse_sibling",
}

// statedAs maps the words of family_links.relation to relations. Marriage and dependants included.
var statedAs = map[string]Relation{
	"father": "parent", "mother": "parent", "parent": "parent", "adoptive_parent": "parent",
	"son": "child", "daughter": "child", "child": "child", "adopted_child": "child",
	"husband": "spouse", "wife": "spouse", "spouse": "spouse",
	"brother": "sibling", "sister": "sibling", "sibling": "sibling", "half_sibling": "sibling",
	"grandfather": "grandparent", "grandmother": "grandparent", "grandparent": "grandparent",
	"grandson": "grandchild", "granddaughter": "grandchild", "grandchild": "grandchild",
	"spouse_parent": "spouse_parent", "spouse_sibling": "spouse_sibling", "spouse_child": "spouse_child",
	"child_spouse": "child_spouse", "sibling_spouse": "sibling_spouse", "parent_spouse": "parent_spouse",
	"dependant": "dependant",
}

// isDated says whether the dates of a stated relation count: only of spouse, adoption and dependant.
func isDated(stated string) bool {
	switch stated {
	case "husband", "wife", "spouse", "adoptive_parent", "adopted_child", "dependant":
		return true
	}
	return false
}

type pair struct{ x, y string }

// Ties are all the relations of one day: Ties[pair{x, y}][r] says that y is r to x.
type Ties map[pair]map[Relation]bool

func (t Ties) add(x string, r Relation, y string) {
	if x == y {
		return
	}
	put := func(p pair, r Relation) {
		if t[p] == nil {
			t[p] = map[Relation]bool{}
		}
		t[p][r] = true
	}
	put(pair{x, y}, r)
	if back, both := inverse[r]; both {
		put(pair{y, x}, back)
	}
}

// InKin says whether y is in kin(x): close relatives, spouse and in-laws.
func (t Ties) InKin(x, y string) bool {
	for _, r := range NamingOrder[:9] {
		if t[pair{x, y}][r] {
			return true
		}
	}
	return false
}

// EitherWay says whether one of the two is in kin of the other.
func (t Ties) EitherWay(x, y string) bool { return t.InKin(x, y) || t.InKin(y, x) }

// InFamily says whether y is a family member of x: spouse, parent, child or dependant.
func (t Ties) InFamily(x, y string) bool {
	of := t[pair{x, y}]
	return of["spouse"] || of["parent"] || of["child"] || of["dependant"]
}

// Name is the first of the relations in the naming order, blank of none.
func Name(relations map[Relation]bool) Relation {
	for _, r := range NamingOrder {
		if relations[r] {
			return r
		}
	}
	return ""
}

// marriage is one marriage of two people, x the lower id, after its rows are put together.
type marriage struct {
	pair
	Span
}

// marriages puts the spouse rows of each two people together. Rows with the same start are
// one marriage. A row without a start belongs to the marriage with the latest start not
// after its end; those that belong to none have the same start, a blank one, and are one
// marriage of its own. In one marriage the earliest end wins.
func marriages(links []FamilyLink) []marriage {
	rows := map[pair][]Span{}
	for _, l := range links {
		if statedAs[l.Relation] != "spouse" || l.Relative == "" || l.Relative == l.IIN {
			continue
		}
		p := pair{min(l.IIN, l.Relative), max(l.IIN, l.Relative)}
		rows[p] = append(rows[p], l.Span)
	}
	var all []marriage
	for p, spans := range rows {
		ends := map[Day]Day{} // start of a dated marriage -> its earliest end
		for _, s := range spans {
			if s.From == SinceEver {
				continue
			}
			if end, seen := ends[s.From]; !seen || s.To < end {
				ends[s.From] = s.To
			}
		}
		starts := slices.Sorted(maps.Keys(ends))
		for _, s := range spans {
			if s.From != SinceEver {
				continue
			}
			latest, found := SinceEver, false
			for _, start := range starts {
				if start <= s.To {
					latest, found = start, true
				}
			}
			if found {
				ends[latest] = min(ends[latest], s.To)
			} else if end, seen := ends[SinceEver]; !seen || s.To < end {
				ends[SinceEver] = s.To
			}
		}
		for start := range ends {
			all = append(all, marriage{p, Span{start, ends[start]}})
		}
	}
	return all
}

// KinOn is every tie of the day, stated and derived.
func (d Data) KinOn(day Day) Ties {
	ties := Ties{}
	for _, l := range d.Family {
		r := statedAs[l.Relation]
		if r == "spouse" || r == "" || l.Relative == "" || isDated(l.Relation) && !l.Holds(day) {
			continue
		}
		ties.add(l.IIN, r, l.Relative)
	}
	for _, m := range marriages(d.Family) {
		if m.Holds(day) {
			ties.add(m.x, "spouse", m.y)
		}
	}

	// The primitive links of the day, before anything is derived from them.
	of := func(r Relation) map[string][]string {
		list := map[string][]string{}
		for p, relations := range ties {
			if relations[r] {
				list[p.x] = append(list[p.x], p.y)
			}
		}
		return list
	}
	parents, children, spouses := of("parent"), of("child"), of("spouse")

	for _, brood := range children {
		for _, a := range brood {
			for _, b := range brood {
				ties.add(a, "sibling", b)
			}
		}
	}
	for x, ps := range parents {
		for _, p := range ps {
			for _, pp := range parents[p] {
				ties.add(x, "grandparent", pp)
			}
		}
	}
	siblings := of("sibling")
	for x, ss := range spouses {
		for _, s := range ss {
			for _, y := range parents[s] {
				ties.add(x, "spouse_parent", y)
			}
			for _, y := range children[s] {
				ties.add(x, "spouse_child", y)
			}
			for _, y := range siblings[s] {
				ties.add(x, "spouse_sibling", y)
			}
		}
	}
	return ties
}

// KinRow is a line of adal kin: Relative is in kin(IIN), and Relation names the tie.
// Spans are the runs of days on which the named tie holds, in order.
type KinRow struct {
	IIN, Relative string
	Relation      Relation
	Set           string
	Spans         []Span
}

// changes are the days on which a tie can begin or end, first of all SinceEver.
func (d Data) changes() []Day {
	days := map[Day]bool{SinceEver: true}
	for _, l := range d.Family {
		if !isDated(l.Relation) {
			continue
		}
		if l.From != SinceEver {
			days[l.From] = true
		}
		if l.To != ForEver {
			days[l.To+1] = true
		}
	}
	return slices.Sorted(maps.Keys(days))
}

// KinOfDay is one row per ordered pair in which the relative is in kin(IIN) on a day, without
// its spans, in the order of the two ids.
func (d Data) KinOfDay(day Day) []KinRow {
	ties := d.KinOn(day)
	var rows []KinRow
	for p, relations := range ties {
		if ties.InKin(p.x, p.y) {
			r := Name(relations)
			rows = append(rows, KinRow{IIN: p.x, Relative: p.y, Relation: r, Set: setOf(r)})
		}
	}
	slices.SortFunc(rows, func(a, b KinRow) int {
		return cmp.Or(cmp.Compare(a.IIN, b.IIN), cmp.Compare(a.Relative, b.Relative))
	})
	return rows
}

// Kin is one row per ordered pair in which the relative is in kin(IIN) on any day at all,
// in the order of the two ids.
func (d Data) Kin() []KinRow {
	days := d.changes()
	states := make([]Ties, len(days))
	named := map[pair]map[Relation]bool{}
	for i, day := range days {
		states[i] = d.KinOn(day)
		for p, relations := range states[i] {
			if !states[i].InKin(p.x, p.y) {
				continue
			}
			if named[p] == nil {
				named[p] = map[Relation]bool{}
			}
			maps.Copy(named[p], relations)
		}
	}
	var rows []KinRow
	for p, relations := range named {
		r := KinRow{IIN: p.x, Relative: p.y, Relation: Name(relations)}
		r.Set = setOf(r.Relation)
		for i, day := range days {
			if !states[i][p][r.Relation] {
				continue
			}
			end := ForEver
			if i+1 < len(days) {
				end = days[i+1] - 1
			}
			if n := len(r.Spans); n > 0 && r.Spans[n-1].To == day-1 {
				r.Spans[n-1].To = end
			} else {
				r.Spans = append(r.Spans, Span{day, end})
			}
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b KinRow) int {
		return cmp.Or(cmp.Compare(a.IIN, b.IIN), cmp.Compare(a.Relative, b.Relative))
	})
	return rows
}

func setOf(r Relation) string {
	switch r {
	case "spouse":
		return "spouse"
	case "spouse_parent", "spouse_child", "spouse_sibling":
		return "in_law"
	}
	return "close"
}
