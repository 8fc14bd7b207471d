package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"adal/pipeline/run"
	"adal/reports/words"
)

// maxListed is how many rows the sheet of contracts behind numbers may have: it repeats those of
// the sheet of contracts, once for every order they are wanted in. Findings come first, then the
// largest customers, each whole or not at all.
const maxListed = 20_000

// span is rows of a sheet that stand together: the first, from 0, and how many.
type span struct{ first, rows int }

// contractLists is the sheet of contracts behind numbers: of a finding its contracts, of a customer
// all it bought by category and again by way of buying, so that the contracts of a category and those
// of an indicator stand together.
type contractLists struct {
	once     sync.Once
	rows     []listedContract
	findings map[int]span
	slices   map[sliceKey]span
	ways     map[sliceKey]span // by customer, year ("" or before) and class of the way of buying
	bids     map[sliceKey]span // by customer and year: those under an announcement whose bids are known
}

// listedContract is a contract under the name of what it is behind.
type listedContract struct {
	of string
	at int
}

// lists gives the sheet of contracts behind numbers, worked out once.
func (b builder) lists() *contractLists {
	x := b.listing
	x.once.Do(func() {
		x.findings, x.slices, x.ways, x.bids = map[int]span{}, map[sliceKey]span{}, map[sliceKey]span{}, map[sliceKey]span{}
		bought := b.bought()
		for i := range b.run.Findings {
			b.listFinding(x, i, bought)
		}
		for _, customer := range bought.largest {
			all, before := bought.of[customer], bought.before[customer]
			if len(x.rows)+2*len(all)+len(before) > maxListed {
				continue
			}
			b.listCustomer(x, customer, all, before)
		}
		b.listMore(x, bought)
	})
	return x
}

// add puts contracts under a name at the end of the sheet.
func (x *contractLists) add(of string, contracts []int) span {
	s := span{len(x.rows), len(contracts)}
	for _, i := range contracts {
		x.rows = append(x.rows, listedContract{of, i})
	}
	return s
}

// purchases are the contracts by customer, blank for all: those that count in the year, and those of
// the year before.
type purchases struct {
	of, before map[string][]int
	at         map[source][]int // those that count in the year, by their row
	largest    []string         // customers, who has most contracts first
	group      map[string]map[string]bool
}

func (b builder) bought() purchases {
	p := purchases{of: map[string][]int{}, before: map[string][]int{}, at: map[source][]int{}, group: map[string]map[string]bool{}}
	year, _ := strconv.Atoi(b.run.Period)
	for i := range b.run.Contracts {
		switch c := &b.run.Contracts[i]; {
		case c.Before(year):
			p.before[c.CustomerBIN] = append(p.before[c.CustomerBIN], i)
		case c.LeftOut == "":
			if p.of[c.CustomerBIN] == nil {
				p.largest = append(p.largest, c.CustomerBIN)
			}
			p.of[c.CustomerBIN] = append(p.of[c.CustomerBIN], i)
			p.of[""] = append(p.of[""], i)
			at := source{c.File, c.Row}
			p.at[at] = append(p.at[at], i)
		}
	}
	slices.SortStableFunc(p.largest, func(x, y string) int { return cmp.Or(len(p.of[y])-len(p.of[x]), strings.Compare(x, y)) })
	for _, g := range b.run.Groups {
		if p.group[g.GroupID] == nil {
			p.group[g.GroupID] = map[string]bool{}
		}
		p.group[g.GroupID][g.SupplierID] = true
	}
	return p
}

// listFinding lists the contracts a finding is about, where all of them are kept.
func (b builder) listFinding(x *contractLists, i int, bought purchases) {
	f := &b.run.Findings[i]
	if f.Contracts == nil || *f.Contracts == 0 || len(x.rows)+int(*f.Contracts) > maxListed {
		return
	}
	contracts := b.contractsOf(f, bought)
	if int64(len(contracts)) != *f.Contracts {
		return
	}
	b.bySize(contracts)
	x.findings[i] = x.add(b.t("listed_finding")+" "+strconv.Itoa(f.Rank)+" · "+f.Rule, contracts)
}

// contractsOf gives the contracts of a finding by what its rule says they are: what a supplier or a
// group sold in a slice, a slice, the direct ones of a unit, those of a category on one ground, or
// those it rests on. On the page the numbers of a finding open the same.
func (b builder) contractsOf(f *run.Finding, bought purchases) []int {
	all := b.run.Contracts
	pick := func(from []int, want func(c *run.Contract) bool) (out []int) {
		for _, i := range from {
			if want(&all[i]) {
				out = append(out, i)
			}
		}
		return out
	}
	kind, slice, _ := strings.Cut(f.Slice, "=")
	switch b.rules[f.Rule].Opens {
	case "holder":
		members := bought.group[f.SubjectID]
		return pick(bought.of[f.OtherID], func(c *run.Contract) bool {
			return (c.SupplierID == f.SubjectID || members[c.SupplierID]) && within(c, kind, slice)
		})
	case "slice":
		return pick(bought.of[f.SubjectID], func(c *run.Contract) bool { return within(c, kind, slice) })
	case "direct_of_unit":
		return pick(bought.of[f.SubjectID], func(c *run.Contract) bool {
			return within(c, kind, slice) && c.MethodClass == "single_source_direct"
		})
	case "ground_of_category":
		ground := strings.ReplaceAll(f.Detail["ground"], " ", "")
		return pick(bought.of[f.SubjectID], func(c *run.Contract) bool {
			return within(c, "category6", f.OtherID) && c.SubjectKind == slice && strings.ReplaceAll(c.Ground, " ", "") == ground
		})
	}
	var rests []int
	for _, e := range f.Evidence {
		if e.Table == "contracts" {
			rests = append(rests, bought.at[source{e.File, e.Row}]...)
		}
	}
	slices.Sort(rests)
	return slices.Compact(rests)
}

// within reports whether a contract is of a slice.
func within(c *run.Contract, kind, slice string) bool {
	switch kind {
	case "unit":
		return c.Unit == slice
	case "subject_kind":
		return c.SubjectKind == slice
	case "method_class":
		return c.MethodClass == slice
	case "category2", "category4", "category6":
		return strings.HasPrefix(c.Category, slice)
	}
	return true
}

// bySize puts contracts in the order the page opens them in, the largest first.
func (b builder) bySize(contracts []int) {
	slices.SortStableFunc(contracts, func(i, k int) int {
		return cmp.Compare(number(b.run.Contracts[k].Value), number(b.run.Contracts[i].Value))
	})
}

// waysInOrder are the ways of buying in an order in which those of every indicator stand together.
var waysInOrder = []string{"single_source_direct", "single_source_failed", "e_shop", "competitive"}

// listCustomer lists what a customer bought by category, then by way of buying, this year and the
// year before.
func (b builder) listCustomer(x *contractLists, customer string, year, before []int) {
	all := b.run.Contracts
	name := words.Named(b.lang, "customer", all[year[0]].Customer, customer, b.mask)
	byCategory := slices.Clone(year)
	slices.SortStableFunc(byCategory, func(i, k int) int { return strings.Compare(all[i].Category, all[k].Category) })
	s := x.add(name+" · "+b.t("listed_categories"), byCategory)
	x.slices[sliceKey{customer, "all", ""}] = s
	for n, i := range byCategory {
		for _, long := range []int{2, 4, 6} {
			if len(all[i].Category) < long {
				break
			}
			k := sliceKey{customer, "category" + strconv.Itoa(long), all[i].Category[:long]}
			at, known := x.slices[k]
			if !known {
				at.first = s.first + n
			}
			x.slices[k] = span{at.first, at.rows + 1}
		}
	}
	place := func(i int) int {
		if at := slices.Index(waysInOrder, all[i].MethodClass); at >= 0 {
			return at
		}
		return len(waysInOrder)
	}
	for _, of := range []struct {
		state, title string
		contracts    []int
	}{{"", b.t("this_year"), year}, {"before", b.t("previous_year"), before}} {
		list := slices.Clone(of.contracts)
		slices.SortStableFunc(list, func(i, k int) int {
			return cmp.Or(place(i)-place(k), strings.Compare(all[i].MethodClass, all[k].MethodClass))
		})
		s := x.add(name+" · "+b.t("listed_ways")+" · "+of.title, list)
		x.ways[sliceKey{customer, of.state, ""}] = s
		for n, i := range list {
			k := sliceKey{customer, of.state, all[i].MethodClass}
			at, known := x.ways[k]
			if !known {
				at.first = s.first + n
			}
			x.ways[k] = span{at.first, at.rows + 1}
		}
	}
}

// together joins the spans of ways of buying that stand one after the other.
func (x *contractLists) together(customer, state string, classes []string) (s span) {
	for _, c := range classes {
		if at, ok := x.ways[sliceKey{customer, state, c}]; ok {
			if s.rows == 0 {
				s.first = at.first
			}
			s.rows += at.rows
		}
	}
	return s
}
