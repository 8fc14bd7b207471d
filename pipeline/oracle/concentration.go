package oracle

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"strings"
)

// Parameters of the annual report, at their defaults.
const (
	MaxHub       = 20
	MinContracts = 5
	YearsRunning = 3
)

var (
	significantShare = big.NewRat(35, 100)
	cr3Limit         = big.NewRat(50, 100)
	cr4Limit         = big.NewRat(70, 100)
	excessLimit      = big.NewRat(25, 100)
	directLimit      = big.NewRat(50, 100)
)

// Concentration is the annual report. Amount is the sum of all counted contracts of the year.
type Concentration struct {
	RowsRead, Counted int
	Amount            string
	// LeftOut counts chains by why they are not in the year: all rows stand aside, value
	// blank, value not positive, foreign currency, other year.
	LeftOut   map[string]int
	Groups    []Group
	Suspected []Group
	Metrics   []Metric
	Together  []Metric // of all customers as one, where there are several; their Customer is blank
	Findings  []Finding
}

// Group is suppliers connected in the year, by id. Key joins the members with counted
// contracts with "+"; Members are all that are reached. Amount is of the year, of any customer.
type Group struct {
	Key     string
	Members []string
	Amount  string
	// Largest is the member with the highest amount of the year, of equals the lowest id.
	Largest string
}

// Metric is a line of concentration.csv. Indices that are blank are nil. TopID is a
// supplier's id or a group's Key.
type Metric struct {
	Customer, SliceKind, Slice, Identity string
	Suppliers, Contracts                 int
	Amount                               string
	CR1, CR3, CR4, HHI, HHIMin           float64
	HHINorm, HHIExcess                   *float64
	EffectiveNumber, Gini                float64
	TopID, TopAmount                     string
	TopShare                             float64
	Evaluated                            bool
}

type annual struct {
	Data
	year      Span
	contracts []Contract          // counted, of the year
	groups    []Group             // certain
	groupOf   map[string]int      // supplier -> index of groups
	rank      map[string]*big.Rat // supplier -> amount of the year
}

// Concentrate is the annual report of a year.
func Concentrate(d Data, year int) Concentration {
	a := newAnnual(d, year)
	total := new(big.Rat)
	for _, c := range a.contracts {
		total.Add(total, c.Value)
	}
	r := Concentration{RowsRead: d.RowsRead, Counted: len(a.contracts), Amount: total.FloatString(2), LeftOut: map[string]int{},
		Groups: a.groups, Suspected: a.suspected()}
	for _, c := range d.Chains() {
		if reason := leftOut(c, year); reason != "" {
			r.LeftOut[reason]++
		}
	}
	slicesOf := a.slices()
	for _, key := range sliceOrder(slicesOf) {
		for _, identity := range []string{"supplier", "group"} {
			r.Metrics = append(r.Metrics, a.measure(key, identity, slicesOf[key]))
		}
	}
	customers, together := map[string]bool{}, map[sliceKey][]Contract{}
	for key, contracts := range slicesOf {
		customers[key.customer] = true
		key.customer = ""
		together[key] = append(together[key], contracts...)
	}
	if len(customers) > 1 {
		for _, key := range sliceOrder(together) {
			for _, identity := range []string{"supplier", "group"} {
				r.Together = append(r.Together, a.measure(key, identity, together[key]))
			}
		}
	}
	a.significant(&r, slicesOf)
	a.fewSuppliers(&r, slicesOf)
	a.onTop(&r, slicesOf)
	a.peopleOfTheMinistry(&r)
	a.directContracts(&r)
	a.largeContracts(&r)
	a.aboveYearlyLimit(&r)
	a.justUnderLimit(&r)
	a.failedTenders(&r)
	slices.SortFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Subject, b.Subject),
			cmp.Compare(a.Other, b.Other), cmp.Compare(a.Slice, b.Slice))
	})
	return r
}

func leftOut(c Contract, year int) string {
	value := c.Current.Amount
	if statusClass[c.Current.StatusID] == "terminated" {
		value = c.Current.Paid
	}
	switch {
	case c.Current.ID == "":
		return "all rows stand aside"
	case value == nil:
		return "value blank"
	case value.Sign() <= 0:
		return "value not positive"
	case !isTenge(c.Current.Currency):
		return "foreign currency"
	case c.Year != year:
		return "other year"
	}
	return ""
}

func newAnnual(d Data, year int) *annual {
	a := &annual{Data: d, year: Span{Date(year, 1, 1), Date(year, 12, 31)}, groupOf: map[string]int{}, rank: map[string]*big.Rat{}}
	for _, c := range d.Counted() {
		if c.Year != year {
			continue
		}
		a.contracts = append(a.contracts, c)
		if a.rank[c.Current.Supplier] == nil {
			a.rank[c.Current.Supplier] = new(big.Rat)
		}
		a.rank[c.Current.Supplier].Add(a.rank[c.Current.Supplier], c.Value)
	}
	a.groups = a.components(a.certainEdges())
	for i, g := range a.groups {
		for _, m := range g.Members {
			a.groupOf[m] = i
		}
	}
	return a
}

// knownSuppliers are all ids that stand for a supplier anywhere in the data.
func (a *annual) knownSuppliers() []string {
	known := map[string]bool{}
	for _, s := range a.Suppliers {
		known[s.ID] = true
	}
	for _, p := range a.People {
		known[p.Supplier] = true
	}
	for _, c := range a.Contracts {
		known[c.Supplier] = true
	}
	return slices.Sorted(maps.Keys(known))
}

// controls lists what each person or company controls on any day of the year, without
// those that control more than MaxHub other companies.
func (a *annual) controls() map[string]map[string]bool {
	controls := map[string]map[string]bool{}
	add := func(controller, supplier string) {
		if controls[controller] == nil {
			controls[controller] = map[string]bool{}
		}
		controls[controller][supplier] = true
	}
	for _, p := range a.People {
		half := isStake(p.Role) && p.Share != nil && p.Share.Cmp(big.NewRat(50, 1)) > 0
		if p.Meets(a.year) && (p.Role == "head" || half) {
			add(p.Holder, p.Supplier)
		}
	}
	open := map[string]Span{}
	for _, s := range a.Suppliers {
		open[s.ID] = Span{s.RegisteredOn, s.ClosedOn - 1}
	}
	for _, id := range a.knownSuppliers() {
		if span, listed := open[id]; IsPerson(id) && (!listed || span.Meets(a.year)) {
			add(id, id)
		}
	}
	for controller, controlled := range controls {
		others := len(controlled)
		if controlled[controller] {
			others--
		}
		if others > MaxHub {
			delete(controls, controller)
		}
	}
	return controls
}

// relatives are the pairs who are spouse, parent, child or sibling on any day of the year.
func (a *annual) relatives() map[pair]bool {
	days := []Day{a.year.From}
	for _, day := range a.changes() {
		if a.year.Holds(day) {
			days = append(days, day)
		}
	}
	related := map[pair]bool{}
	for _, day := range days {
		for p, r := range a.KinOn(day) {
			if r["spouse"] || r["parent"] || r["child"] || r["sibling"] {
				related[p] = true
			}
		}
	}
	return related
}

func (a *annual) certainEdges() []pair {
	var edges []pair
	controls := a.controls()
	for controller, controlled := range controls {
		for x := range controlled {
			for y := range controlled {
				edges = append(edges, pair{x, y})
			}
			if !IsPerson(controller) {
				edges = append(edges, pair{controller, x})
			}
		}
	}
	for p := range a.relatives() {
		for x := range controls[p.x] {
			for y := range controls[p.y] {
				edges = append(edges, pair{x, y})
			}
		}
	}
	for _, s := range a.Suppliers {
		if s.HeadOffice != "" {
			edges = append(edges, pair{s.ID, s.HeadOffice})
		}
	}
	return edges
}

func (a *annual) contactEdges() []pair {
	contacts := map[[2]string]map[string]bool{}
	for _, s := range a.Suppliers {
		for kind, value := range map[string]string{"address": s.Address, "phone": s.Phone, "email": s.Email, "account": s.BankAccount} {
			if value == "" {
				continue
			}
			key := [2]string{kind, value}
			if contacts[key] == nil {
				contacts[key] = map[string]bool{}
			}
			contacts[key][s.ID] = true
		}
	}
	var edges []pair
	for _, sharing := range contacts {
		if len(sharing) > MaxHub {
			continue
		}
		for x := range sharing {
			for y := range sharing {
				edges = append(edges, pair{x, y})
			}
		}
	}
	return edges
}

// components are the connected suppliers, where at least two have counted contracts in the year.
func (a *annual) components(edges []pair) []Group {
	next := map[string][]string{}
	for _, e := range edges {
		next[e.x] = append(next[e.x], e.y)
		next[e.y] = append(next[e.y], e.x)
	}
	seen := map[string]bool{}
	var groups []Group
	for _, start := range slices.Sorted(maps.Keys(next)) {
		if seen[start] {
			continue
		}
		seen[start] = true
		members := []string{start}
		for i := 0; i < len(members); i++ {
			for _, n := range next[members[i]] {
				if !seen[n] {
					seen[n] = true
					members = append(members, n)
				}
			}
		}
		slices.Sort(members)
		g := Group{Members: members}
		var counted []string
		total := new(big.Rat)
		for _, m := range members {
			if a.rank[m] == nil {
				continue
			}
			counted = append(counted, m)
			total.Add(total, a.rank[m])
			if g.Largest == "" || a.rank[m].Cmp(a.rank[g.Largest]) > 0 {
				g.Largest = m
			}
		}
		if len(counted) >= 2 {
			g.Key, g.Amount = strings.Join(counted, "+"), total.FloatString(2)
			groups = append(groups, g)
		}
	}
	return groups
}

// suspected are the groups that contacts make, alone or with the certain edges: those
// that are not, member for member, a certain group.
func (a *annual) suspected() []Group {
	var groups []Group
	for _, g := range a.components(append(a.certainEdges(), a.contactEdges()...)) {
		if !slices.ContainsFunc(a.groups, func(c Group) bool { return slices.Equal(c.Members, g.Members) }) {
			groups = append(groups, g)
		}
	}
	return groups
}

type sliceKey struct{ customer, kind, slice string }

var sliceKinds = []string{"all", "subject_kind", "category2", "category4", "category6", "unit", "method_class"}

func sliceOrder[V any](m map[sliceKey]V) []sliceKey {
	return slices.SortedFunc(maps.Keys(m), func(a, b sliceKey) int {
		return cmp.Or(cmp.Compare(a.customer, b.customer),
			cmp.Compare(slices.Index(sliceKinds, a.kind), slices.Index(sliceKinds, b.kind)), cmp.Compare(a.slice, b.slice))
	})
}

// category is the first n digits of a code without its dots; none of a code with fewer leading digits.
func category(code string, n int) string {
	code = strings.ReplaceAll(code, ".", "")
	if len(code) < n || strings.Trim(code[:n], "0123456789") != "" {
		return ""
	}
	return code[:n]
}

func sliceValue(kind string, r ContractRow) string {
	switch kind {
	case "subject_kind":
		return r.SubjectKind
	case "category2":
		return category(r.Category, 2)
	case "category4":
		return category(r.Category, 4)
	case "category6":
		return category(r.Category, 6)
	case "unit":
		return cmp.Or(r.UnitID, r.Unit)
	case "method_class":
		return methodClass(r)
	}
	return ""
}

func (a *annual) slices() map[sliceKey][]Contract {
	all := map[sliceKey][]Contract{}
	for _, c := range a.contracts {
		for _, kind := range sliceKinds {
			value := sliceValue(kind, c.Current)
			if kind == "all" || value != "" {
				key := sliceKey{c.Current.Customer, kind, value}
				all[key] = append(all[key], c)
			}
		}
	}
	return all
}

// identify is the group of a supplier, or the supplier itself.
func (a *annual) identify(supplier, identity string) string {
	if i, in := a.groupOf[supplier]; in && identity == "group" {
		return a.groups[i].Key
	}
	return supplier
}

// holders are the amounts of a slice per identity, largest first, of equals the lowest id
// first; a group stands under the id of its largest member of the year.
func (a *annual) holders(identity string, contracts []Contract) (ids []string, amounts map[string]*big.Rat) {
	amounts = map[string]*big.Rat{}
	name := map[string]string{}
	for _, c := range contracts {
		id := a.identify(c.Current.Supplier, identity)
		name[id] = id
		if i, in := a.groupOf[c.Current.Supplier]; in && identity == "group" {
			name[id] = a.groups[i].Largest
		}
		if amounts[id] == nil {
			amounts[id] = new(big.Rat)
		}
		amounts[id].Add(amounts[id], c.Value)
	}
	ids = slices.SortedFunc(maps.Keys(amounts), func(x, y string) int {
		return cmp.Or(amounts[y].Cmp(amounts[x]), cmp.Compare(name[x], name[y]))
	})
	return ids, amounts
}

func sumOf(contracts []Contract) *big.Rat {
	total := new(big.Rat)
	for _, c := range contracts {
		total.Add(total, c.Value)
	}
	return total
}

// indices are the exact figures of one slice by one identity.
type indices struct {
	total, cr1, cr3, cr4, hhi, hhiMin, gini *big.Rat
	hhiNorm, hhiExcess                      *big.Rat // nil where blank
	top                                     string
	topAmount                               *big.Rat
	n                                       int
}

func (a *annual) indices(identity string, contracts []Contract) indices {
	ids, amounts := a.holders(identity, contracts)
	one, n := big.NewRat(1, 1), int64(len(ids))
	x := indices{total: sumOf(contracts), hhi: new(big.Rat), hhiMin: new(big.Rat), gini: new(big.Rat),
		top: ids[0], topAmount: amounts[ids[0]], n: len(ids)}
	share := func(v *big.Rat) *big.Rat { return new(big.Rat).Quo(v, x.total) }
	square := func(v *big.Rat) *big.Rat { return new(big.Rat).Mul(v, v) }
	running := new(big.Rat) // the first ids together
	for i, id := range ids {
		running.Add(running, amounts[id])
		switch i + 1 {
		case 1:
			x.cr1 = share(running)
		case 3:
			x.cr3 = share(running)
		case 4:
			x.cr4 = share(running)
		}
		x.hhi.Add(x.hhi, square(share(amounts[id])))
		// ids go from the largest down, so the place from the smallest up is n - i.
		weight := big.NewRat(2*(n-int64(i))-n-1, n)
		x.gini.Add(x.gini, new(big.Rat).Mul(weight, share(amounts[id])))
	}
	if x.cr3 == nil {
		x.cr3 = one
	}
	if x.cr4 == nil {
		x.cr4 = one
	}
	for _, c := range contracts {
		x.hhiMin.Add(x.hhiMin, square(share(c.Value)))
	}
	between := func(low *big.Rat) *big.Rat {
		if low.Cmp(one) == 0 {
			return nil
		}
		return new(big.Rat).Quo(new(big.Rat).Sub(x.hhi, low), new(big.Rat).Sub(one, low))
	}
	x.hhiNorm = between(big.NewRat(1, n))
	x.hhiExcess = between(x.hhiMin)
	return x
}

func float(x *big.Rat) float64 { f, _ := x.Float64(); return f }

func floatOrNil(x *big.Rat) *float64 {
	if x == nil {
		return nil
	}
	f := float(x)
	return &f
}

func (a *annual) measure(key sliceKey, identity string, contracts []Contract) Metric {
	x := a.indices(identity, contracts)
	return Metric{
		Customer: key.customer, SliceKind: key.kind, Slice: key.slice, Identity: identity,
		Suppliers: x.n, Contracts: len(contracts), Amount: x.total.FloatString(2),
		CR1: float(x.cr1), CR3: float(x.cr3), CR4: float(x.cr4), HHI: float(x.hhi), HHIMin: float(x.hhiMin),
		HHINorm: floatOrNil(x.hhiNorm), HHIExcess: floatOrNil(x.hhiExcess),
		EffectiveNumber: float(new(big.Rat).Inv(x.hhi)), Gini: float(x.gini),
		TopID: x.top, TopAmount: x.topAmount.FloatString(2), TopShare: float(x.cr1),
		Evaluated: len(contracts) >= MinContracts,
	}
}

// text is the slice of a finding: category4=3313, or all.
func (k sliceKey) text() string {
	if k.kind == "all" {
		return "all"
	}
	return k.kind + "=" + k.slice
}

// watched says whether P52 looks at slices of the kind.
func watched(kind string) bool {
	return slices.Contains([]string{"all", "category4", "category6", "unit"}, kind)
}

func (r *Concentration) find(rule, kind, subject, other, slice string, contracts []Contract) {
	f := Finding{Rule: rule, Kind: kind, Subject: subject, Other: other, Slice: slice, Contracts: len(contracts)}
	if len(contracts) > 0 {
		f.Amount = sumOf(contracts).FloatString(2)
	}
	r.Findings = append(r.Findings, f)
}

func only(contracts []Contract, keep func(Contract) bool) []Contract {
	var kept []Contract
	for _, c := range contracts {
		if keep(c) {
			kept = append(kept, c)
		}
	}
	return kept
}

// significant is P52a and P52b.
func (a *annual) significant(r *Concentration, slicesOf map[sliceKey][]Contract) {
	for _, key := range sliceOrder(slicesOf) {
		contracts := slicesOf[key]
		if !watched(key.kind) || len(contracts) < MinContracts {
			continue
		}
		total := sumOf(contracts)
		bySupplier := func(id string) []Contract {
			return only(contracts, func(c Contract) bool { return c.Current.Supplier == id })
		}
		reached := func(amount *big.Rat) bool {
			return new(big.Rat).Quo(amount, total).Cmp(significantShare) >= 0
		}
		ids, amounts := a.holders("supplier", contracts)
		for _, id := range ids {
			if reached(amounts[id]) {
				r.find("P52a", "lead", id, key.customer, key.text(), bySupplier(id))
			}
		}
		for _, g := range a.groups {
			of := only(contracts, func(c Contract) bool { return slices.Contains(g.Members, c.Current.Supplier) })
			amount, largest := sumOf(of), new(big.Rat)
			for _, m := range g.Members {
				if amounts[m] != nil && amounts[m].Cmp(largest) > 0 {
					largest = amounts[m]
				}
			}
			gain := new(big.Rat).Quo(new(big.Rat).Sub(amount, largest), total)
			if reached(amount) && amount.Cmp(largest) > 0 && gain.Cmp(big.NewRat(5, 100)) >= 0 {
				r.find("P52b", "lead", g.Key, key.customer, key.text(), of)
			}
		}
	}
}

// fewSuppliers is P52c, by supplier, in the slices of P52a.
func (a *annual) fewSuppliers(r *Concentration, slicesOf map[sliceKey][]Contract) {
	for _, key := range sliceOrder(slicesOf) {
		contracts := slicesOf[key]
		if !watched(key.kind) || len(contracts) < MinContracts {
			continue
		}
		x := a.indices("supplier", contracts)
		few := x.cr3.Cmp(cr3Limit) >= 0 || x.cr4.Cmp(cr4Limit) >= 0
		if few && x.n >= 2 && x.hhiExcess != nil && x.hhiExcess.Cmp(excessLimit) >= 0 {
			r.find("P52c", "lead", key.customer, "", key.text(), contracts)
		}
	}
}

// onTop is P52d: the slice of the report's year is evaluated, those of the years before exist.
func (a *annual) onTop(r *Concentration, slicesOf map[sliceKey][]Contract) {
	before := make([]map[sliceKey][]Contract, YearsRunning)
	earlier := make([]*annual, YearsRunning)
	for i := 1; i < YearsRunning; i++ {
		earlier[i] = newAnnual(a.Data, a.year.From.Year()-i)
		before[i] = earlier[i].slices()
	}
	for _, key := range sliceOrder(slicesOf) {
		contracts := slicesOf[key]
		if !watched(key.kind) || len(contracts) < MinContracts {
			continue
		}
		ids, _ := a.holders("supplier", contracts)
		always := true
		for i := 1; i < YearsRunning; i++ {
			then, _ := earlier[i].holders("supplier", before[i][key])
			always = always && len(then) > 0 && then[0] == ids[0]
		}
		if always {
			r.find("P52d", "lead", ids[0], key.customer, key.text(),
				only(contracts, func(c Contract) bool { return c.Current.Supplier == ids[0] }))
		}
	}
}

// peopleOfTheMinistry is P52e: on one and the same day of the year a member of a P52b
// group, or a P52a supplier, is tied to somebody in office or to their kin.
func (a *annual) peopleOfTheMinistry(r *Concentration) {
	days := map[Day]bool{a.year.From: true}
	mark := func(s Span) {
		for _, day := range []Day{s.From, s.To + 1} {
			if a.year.Holds(day) {
				days[day] = true
			}
		}
	}
	for _, x := range a.Roster {
		mark(x.Span)
	}
	for _, x := range a.Family {
		mark(x.Span)
	}
	for _, x := range a.People {
		mark(x.Span)
	}
	for _, x := range a.Suppliers {
		mark(Span{x.RegisteredOn, x.ClosedOn - 1})
	}
	inside := map[string]bool{} // suppliers tied to the ministry
	s := &scan{Data: a.Data}
	for day := range days {
		register, kin := a.registerOn(day), a.KinOn(day)
		near := map[string]bool{}
		for _, employee := range s.employees() {
			if !s.inOffice(employee, day) {
				continue
			}
			near[employee] = true
			for p := range kin {
				if p.x == employee && kin.InKin(p.x, p.y) {
					near[p.y] = true
				}
			}
		}
		for _, supplier := range a.knownSuppliers() {
			for _, person := range register.tiedPeople(supplier) {
				inside[supplier] = inside[supplier] || near[person]
			}
		}
	}
	for _, f := range slices.Clone(r.Findings) {
		switch f.Rule {
		case "P52a":
			if inside[f.Subject] {
				r.Findings = append(r.Findings, Finding{Rule: "P52e", Kind: "lead", Subject: f.Subject, Other: f.Other,
					Slice: f.Slice, Amount: f.Amount, Contracts: f.Contracts})
			}
		case "P52b":
			for _, g := range a.groups {
				if g.Key == f.Subject && slices.ContainsFunc(g.Members, func(m string) bool { return inside[m] }) {
					r.Findings = append(r.Findings, Finding{Rule: "P52e", Kind: "lead", Subject: f.Subject, Other: f.Other,
						Slice: f.Slice, Amount: f.Amount, Contracts: f.Contracts})
				}
			}
		}
	}
}

// largeContracts is P52h: contracts of a tenth of what their customer bought in the year.
func (a *annual) largeContracts(r *Concentration) {
	bought := map[string][]Contract{}
	for _, c := range a.contracts {
		bought[c.Current.Customer] = append(bought[c.Current.Customer], c)
	}
	for customer, contracts := range bought {
		if len(contracts) < MinContracts {
			continue
		}
		tenth := new(big.Rat).Quo(sumOf(contracts), big.NewRat(10, 1))
		large := map[string][]Contract{}
		for _, c := range contracts {
			if c.Value.Cmp(tenth) >= 0 {
				large[c.Current.Supplier] = append(large[c.Current.Supplier], c)
			}
		}
		for supplier, of := range large {
			r.find("P52h", "lead", supplier, customer, "all", of)
		}
	}
}

// directContracts is P49a, per customer as a whole and per unit; contracts of an unknown method are not in the share.
func (a *annual) directContracts(r *Concentration) {
	units := map[pair][]Contract{}
	for _, c := range a.contracts {
		if methodClass(c.Current) == "unknown" {
			continue
		}
		whole := pair{c.Current.Customer, ""}
		units[whole] = append(units[whole], c)
		if unit := sliceValue("unit", c.Current); unit != "" {
			key := pair{c.Current.Customer, unit}
			units[key] = append(units[key], c)
		}
	}
	for key, contracts := range units {
		direct := only(contracts, func(c Contract) bool { return methodClass(c.Current) == "single_source_direct" })
		share := new(big.Rat).Quo(sumOf(direct), sumOf(contracts))
		if len(contracts) >= MinContracts && share.Cmp(directLimit) >= 0 {
			slice := "all"
			if key.y != "" {
				slice = "unit=" + key.y
			}
			r.find("P49a", "lead", key.x, key.y, slice, direct)
		}
	}
}

// knownNet is the value without VAT, nil where it is not known: amount_net where it is above
// 0 and not above amount, of a terminated contract the same part of what was paid.
func knownNet(c Contract) *big.Rat {
	x := c.Current
	if x.AmountNet == nil || x.Amount == nil || x.AmountNet.Sign() <= 0 || x.AmountNet.Cmp(x.Amount) > 0 {
		return nil
	}
	if statusClass[x.StatusID] != "terminated" {
		return x.AmountNet
	}
	part := new(big.Rat).Mul(x.Paid, new(big.Rat).Quo(x.AmountNet, x.Amount))
	rounded, _ := new(big.Rat).SetString(part.FloatString(2))
	return rounded
}

// net is the value without VAT, with VAT where nobody knows it without.
func net(c Contract) *big.Rat {
	if known := knownNet(c); known != nil {
		return known
	}
	return c.Value
}

// yearlyLimit is a limit of the year in tenge, 0 where none is known.
func yearlyLimit(year int, mrp int64) *big.Rat {
	value := map[int]int64{2025: 3932, 2026: 4325}[year]
	return big.NewRat(mrp*value, 1)
}

const homogeneous = "16(3)(28)"

var directLimitMRP = map[string]int64{"goods": 100, "works": 500, "services": 500}

// aboveYearlyLimit is P49b.
func (a *annual) aboveYearlyLimit(r *Concentration) {
	year := a.year.From.Year()
	sums := map[[3]string][]Contract{}
	for _, c := range a.contracts {
		six := category(c.Current.Category, 6)
		if c.Current.Ground == homogeneous && six != "" && directLimitMRP[c.Current.SubjectKind] > 0 {
			key := [3]string{c.Current.Customer, six, c.Current.SubjectKind}
			sums[key] = append(sums[key], c)
		}
	}
	for key, contracts := range sums {
		total, sure := new(big.Rat), new(big.Rat)
		for _, c := range contracts {
			total.Add(total, net(c))
			if known := knownNet(c); known != nil {
				sure.Add(sure, known)
			}
		}
		limit := yearlyLimit(year, directLimitMRP[key[2]])
		if limit.Sign() > 0 && total.Cmp(limit) > 0 {
			r.find("P49b", ban(sure.Cmp(limit) > 0), key[0], key[1], "subject_kind="+key[2], contracts)
		}
	}
}

// limitOf is the limit a contract's way of buying has, 0 where it has none.
func limitOf(c Contract, year int) *big.Rat {
	switch {
	case c.Current.Ground == homogeneous:
		return yearlyLimit(year, directLimitMRP[c.Current.SubjectKind])
	case methodClass(c.Current) == "e_shop":
		return yearlyLimit(year, 4000)
	case c.Current.MethodID == "3":
		return yearlyLimit(year, 8000)
	}
	return new(big.Rat)
}

// justUnderLimit is P49c: two contracts of one supplier or group at 80 to 100 per cent of
// the same limit, signed at most 30 days apart.
func (a *annual) justUnderLimit(r *Concentration) {
	year := a.year.From.Year()
	near := only(a.contracts, func(c Contract) bool {
		limit := limitOf(c, year)
		return limit.Sign() > 0 && net(c).Cmp(limit) <= 0 &&
			net(c).Cmp(new(big.Rat).Mul(limit, big.NewRat(80, 100))) >= 0
	})
	caught := map[[3]string]map[int]bool{}
	for i, x := range near {
		for j, y := range near {
			who, six := a.identify(x.Current.Supplier, "group"), category(x.Current.Category, 6)
			if i == j || six == "" || six != category(y.Current.Category, 6) || x.Current.SubjectKind != y.Current.SubjectKind || x.Current.Customer != y.Current.Customer ||
				who != a.identify(y.Current.Supplier, "group") || max(x.SignedOn-y.SignedOn, y.SignedOn-x.SignedOn) > 30 ||
				limitOf(x, year).Cmp(limitOf(y, year)) != 0 {
				continue
			}
			key := [3]string{x.Current.Customer, who, six}
			if caught[key] == nil {
				caught[key] = map[int]bool{}
			}
			caught[key][i], caught[key][j] = true, true
		}
	}
	for key, which := range caught {
		var contracts []Contract
		for _, i := range slices.Sorted(maps.Keys(which)) {
			contracts = append(contracts, near[i])
		}
		r.find("P49c", "lead", key[0], key[1], "category6="+key[2], contracts)
	}
}

// failedTenders is P49d.
func (a *annual) failedTenders(r *Concentration) {
	failed := map[pair][]Contract{}
	for _, c := range a.contracts {
		if c.Current.MethodID == "6" && slices.Contains([]string{"competitive", "e_shop"}, methodByID[c.Current.PlannedMethodID]) {
			key := pair{c.Current.Customer, a.identify(c.Current.Supplier, "group")}
			failed[key] = append(failed[key], c)
		}
	}
	for key, contracts := range failed {
		if len(contracts) >= 3 {
			r.find("P49d", "lead", key.x, key.y, "all", contracts)
		}
	}
}
