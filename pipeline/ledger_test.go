package pipeline

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/run"
)

// tiyn reads an amount with two decimals, 0 where it is blank.
func tiyn(t *testing.T, amount string) *big.Int {
	t.Helper()
	if amount == "" {
		return new(big.Int)
	}
	n, ok := new(big.Int).SetString(strings.Replace(amount, ".", "", 1), 10)
	if !ok || !strings.Contains(amount, ".") || len(amount)-strings.Index(amount, ".") != 3 {
		t.Fatalf("%q is no amount with two decimals", amount)
	}
	return n
}

// opened is what a list of contracts says of itself.
type opened struct {
	contracts int64
	suppliers map[string]bool
	value     *big.Int
	amount    *big.Int
	offered   map[string][3]int64 // of an announcement with bids: lots, bids, lots with one
}

// open adds up the contracts of the ledger a figure is made of.
func open(t *testing.T, r *run.Run, of func(*run.Contract) bool) opened {
	o := opened{suppliers: map[string]bool{}, value: new(big.Int), amount: new(big.Int), offered: map[string][3]int64{}}
	for i := range r.Contracts {
		c := &r.Contracts[i]
		if !of(c) {
			continue
		}
		o.contracts++
		o.suppliers[c.SupplierID] = true
		o.value.Add(o.value, tiyn(t, c.Value))
		o.amount.Add(o.amount, tiyn(t, c.Amount))
		if c.Lots > 0 {
			o.offered[c.Announcement] = [3]int64{c.Lots, c.Bids, c.SingleBids}
		}
	}
	return o
}

// inSlice says whether a contract is in a slice by what the ledger says of it.
func inSlice(c *run.Contract, kind, slice string) bool {
	prefix := func(n int) bool { return len(c.Category) >= n && c.Category[:n] == slice }
	switch kind {
	case "all":
		return true
	case "subject_kind":
		return c.SubjectKind == slice
	case "category2":
		return prefix(2)
	case "category4":
		return prefix(4)
	case "category6":
		return prefix(6)
	case "unit":
		return c.Unit == slice
	}
	return c.MethodClass == slice
}

// ledgerAddsUp holds every figure of a whole ledger against the contracts it opens, to the
// tiyn: the reconciliation, the slices and who holds most of them, groups, indicators,
// suppliers the law names, ways of buying nobody knows.
func ledgerAddsUp(t *testing.T, r *run.Run, year int) {
	t.Helper()
	say := func(what any, o opened, contracts int64, amount string, sum *big.Int) {
		if o.contracts != contracts || sum.Cmp(tiyn(t, amount)) != 0 {
			t.Errorf("%v: the ledger opens %d contracts, %s; the figure says %d, %s", what, o.contracts, sum, contracts, amount)
		}
	}
	if int64(len(r.Contracts)) != r.AllContracts() {
		t.Errorf("the ledger holds %d of %d contracts", len(r.Contracts), r.AllContracts())
	}
	order := func(c *run.Contract) int {
		switch {
		case c.LeftOut == "":
			return 1
		case c.Before(year):
			return 2
		}
		return 3
	}
	rows := map[string]bool{}
	for i := range r.Contracts {
		c := &r.Contracts[i]
		rows[fmt.Sprint(c.File, c.Row)] = true
		if i == 0 {
			continue
		}
		b := &r.Contracts[i-1]
		if cmp.Or(order(b)-order(c), tiyn(t, c.Value).Cmp(tiyn(t, b.Value)), strings.Compare(b.Root, c.Root)) >= 0 && (order(c) < 3 || b.Value != "") {
			t.Errorf("%+v\nstands before\n%+v", *b, *c)
		}
	}
	if len(rows) != len(r.Contracts) {
		t.Errorf("%d contracts stand in %d rows", len(r.Contracts), len(rows))
	}
	for _, l := range r.Reconciliation {
		switch {
		case l.Step == "counted":
			o := open(t, r, func(c *run.Contract) bool { return c.LeftOut == "" })
			say(l, o, l.Contracts, l.Amount, o.value)
		case l.Step == "left_out" && l.Contracts > 0:
			o := open(t, r, func(c *run.Contract) bool { return c.LeftOut == l.Reason })
			say(l, o, l.Contracts, l.Amount, o.amount)
		}
	}
	members := map[string]map[string]bool{}
	for _, g := range r.Groups {
		o := open(t, r, func(c *run.Contract) bool { return c.LeftOut == "" && c.SupplierID == g.SupplierID })
		say(g, o, g.Contracts, g.Amount, o.value)
		if g.Kind == "certain" {
			if members[g.GroupID] == nil {
				members[g.GroupID] = map[string]bool{}
			}
			members[g.GroupID][g.SupplierID] = true
		}
	}
	for _, c := range r.Contracts {
		if c.GroupID != "" && (c.LeftOut != "" || !members[c.GroupID][c.SupplierID]) {
			t.Errorf("%+v is of no member of its group", c)
		}
	}
	for _, s := range r.Slices {
		in := func(c *run.Contract) bool {
			return c.LeftOut == "" && (s.CustomerBIN == "" || c.CustomerBIN == s.CustomerBIN) && inSlice(c, s.Kind, s.Slice)
		}
		o := open(t, r, in)
		say(s, o, s.Contracts, s.Amount, o.value)
		if s.Identity == "supplier" && s.Suppliers != int64(len(o.suppliers)) {
			t.Errorf("%+v: the ledger opens %d suppliers", s, len(o.suppliers))
		}
		top := open(t, r, func(c *run.Contract) bool {
			if s.Identity == "group" && members[s.TopID] != nil {
				return in(c) && c.GroupID == s.TopID
			}
			return in(c) && c.SupplierID == s.TopID
		})
		say(s, top, top.contracts, s.TopAmount, top.value)
	}
	for _, l := range r.Lawful {
		o := open(t, r, func(c *run.Contract) bool {
			return c.LeftOut == "" && c.CustomerBIN == l.CustomerBIN && c.SupplierID == l.SupplierID && c.Lawful == l.Ground
		})
		say(l, o, l.Contracts, l.Amount, o.value)
	}
	for _, m := range r.Unknown {
		o := open(t, r, func(c *run.Contract) bool {
			return c.LeftOut == "" && c.MethodClass == "unknown" && c.MethodID == m.MethodID && c.Method == m.Method
		})
		say(m, o, m.Contracts, m.Amount, o.value)
	}
	for _, k := range r.KPIs {
		for i, stated := range []*float64{k.Value, k.Previous} {
			in := func(c *run.Contract) bool {
				return c.CustomerBIN == k.CustomerBIN && (i == 0 && c.LeftOut == "" || i == 1 && c.Before(year))
			}
			got := indicator(t, r, k.Measure, in)
			if stated == nil && got != nil || stated != nil && (got == nil || math.Abs(*got-*stated) > 1e-9*math.Abs(*stated)) {
				t.Errorf("%+v: the ledger opens %v", k, got)
			}
		}
	}
}

// indicator works out an indicator from the ledger; nil where there is nothing to work from.
func indicator(t *testing.T, r *run.Run, measure string, in func(*run.Contract) bool) *float64 {
	float := func(n *big.Int) float64 { v, _ := new(big.Float).SetInt(n).Float64(); return v }
	all := open(t, r, in)
	classes := map[string][]string{
		"single_source_direct": {"single_source_direct"}, "single_source_direct_failed": {"single_source_direct", "single_source_failed"},
		"single_source_direct_failed_e_shop": {"single_source_direct", "single_source_failed", "e_shop"},
		"e_shop":                             {"e_shop"}, "competitive": {"competitive", "e_shop"},
		"competitive_without_e_shop": {"competitive"}, "unknown_method": {"unknown"},
	}
	of := func(of ...string) opened {
		return open(t, r, func(c *run.Contract) bool { return in(c) && slices.Contains(of, c.MethodClass) })
	}
	var v float64
	switch {
	case all.contracts == 0:
		return nil
	case measure == "contracts":
		v = float64(all.contracts)
	case measure == "amount":
		v = float(all.value) / 100
	case measure == "suppliers":
		v = float64(len(all.suppliers))
	case measure == "suppliers_per_100_contracts":
		v = 100 * float64(len(all.suppliers)) / float64(all.contracts)
	case measure == "bids_per_lot" || measure == "single_bid_share":
		var sum [3]int64
		for _, o := range all.offered {
			for i := range sum {
				sum[i] += o[i]
			}
		}
		if sum[0] == 0 {
			return nil
		}
		v = float64(sum[1]) / float64(sum[0])
		if measure == "single_bid_share" {
			v = float64(sum[2]) / float64(sum[0])
		}
	default:
		name, count := strings.CutSuffix(measure, "_count")
		name = strings.TrimSuffix(name, "_amount")
		base := open(t, r, func(c *run.Contract) bool { return in(c) && (name == "unknown_method" || c.MethodClass != "unknown") })
		part := of(classes[name]...)
		if base.contracts == 0 {
			return nil
		}
		v = float(part.value) / float(base.value)
		if count {
			v = float64(part.contracts) / float64(base.contracts)
		}
	}
	return &v
}

// Beyond the cap the least of the contracts left out go first, and a note says how many.
func TestLedgerIsCut(t *testing.T) {
	lines := []string{"contract_id,customer_bin,supplier_id,signed_on,amount"}
	add := func(n int, day string) {
		for range n {
			i := len(lines)
			lines = append(lines, fmt.Sprintf("%d,%s,%s,%s,%d", i, aBuyer, aFirm, day, 1000+i%7919))
		}
	}
	add(100, "2023-05-05")
	add(20_000, "2024-05-05")
	add(29_990, "2025-05-05")
	r := concentration(t, input(t, map[string][]string{"contracts": lines}))
	years := map[int]int{}
	least := map[int]string{}
	for _, c := range r.Contracts {
		years[c.Year]++
		least[c.Year] = c.Value
	}
	if want := map[int]int{2025: 29_990, 2024: 20_000, 2023: 10}; !maps.Equal(years, want) {
		t.Errorf("kept %v, want %v", years, want)
	}
	if r.Contracts[0].Year != 2025 || r.Contracts[0].Value != "8918.00" || least[2023] != "1091.00" {
		t.Errorf("the first is %+v, the least of 2023 %s", r.Contracts[0], least[2023])
	}
	var said []string
	for _, n := range r.Quality {
		if n.Note == "ledger_cut" {
			said = append(said, n.Detail)
		}
	}
	same(t, []string{"50000 / 50090"}, said)
}
