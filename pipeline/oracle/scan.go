package oracle

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
)

// Finding is what a rule says of a pair: one per rule, subject and other, and in P12-4b per via.
// Tie is what other, or via when there is one, is to the subject. Amount is blank where no
// contract is concerned. Slice is of the annual report only: category4=3313, all.
type Finding struct {
	Rule, Kind          string
	Subject, Other, Via string
	Tie                 string
	Amount              string
	Contracts           int
	Slice               string
}

// Quarter is the window of a period such as 2026Q3.
func Quarter(period string) (Span, error) {
	var year, quarter int
	if _, err := fmt.Sscanf(period, "%dQ%d", &year, &quarter); err != nil || quarter < 1 || quarter > 4 {
		return Span{}, fmt.Errorf("period %q is not like 2026Q3", period)
	}
	return Span{Date(year, 3*quarter-2, 1), Date(year, 3*quarter+1, 1) - 1}, nil
}

// scan holds what the rules share: the data, the window, and the answers per day already found.
type scan struct {
	Data
	window    Span
	asOf      Day
	contracts []Contract
	kin       map[Day]Ties
	registers map[Day]*register
	found     map[findingKey]*fact
}

type findingKey struct{ rule, subject, other, via string }

// fact gathers what speaks for one finding before it is written down.
type fact struct {
	kind      string
	relations map[Relation]bool
	contracts map[int]bool
}

// Scan is every finding of the quarterly rules: P10-2a, 2b, 2c, 3a, 8a, 8b, 0a, 13a, 19a,
// P12-4a, 4b, 4c and, where declared_interests has rows, P12-6a. They come in the order of
// rule, subject, other, via.
func Scan(d Data, period string) ([]Finding, error) {
	window, err := Quarter(period)
	if err != nil {
		return nil, err
	}
	s := &scan{Data: d, window: window, asOf: window.To, contracts: d.Counted(),
		kin: map[Day]Ties{}, registers: map[Day]*register{}, found: map[findingKey]*fact{}}
	s.subordination()
	s.oneUnit()
	s.governingBodies()
	s.entrepreneurs()
	s.managers()
	s.stakesNotInTrust()
	s.behindSuppliers()
	s.sharedContacts()
	s.decisions()
	s.former()
	s.undeclared()

	var all []Finding
	for key, f := range s.found {
		x := Finding{Rule: key.rule, Kind: f.kind, Subject: key.subject, Other: key.other, Via: key.via, Tie: "self"}
		if len(f.relations) > 0 {
			x.Tie = string(Name(f.relations))
		}
		x.Amount, x.Contracts = s.sum(f.contracts)
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Subject, b.Subject),
			cmp.Compare(a.Other, b.Other), cmp.Compare(a.Via, b.Via))
	})
	return all, nil
}

func (s *scan) sum(contracts map[int]bool) (amount string, n int) {
	if len(contracts) == 0 {
		return "", 0
	}
	total := new(big.Rat)
	for i := range contracts {
		total.Add(total, s.contracts[i].Value)
	}
	return total.FloatString(2), len(contracts)
}

// find notes that something speaks for a finding. A violation wins over a lead.
func (s *scan) find(key findingKey, kind string, relations map[Relation]bool, contract int) {
	f := s.found[key]
	if f == nil {
		f = &fact{kind: kind, relations: map[Relation]bool{}, contracts: map[int]bool{}}
		s.found[key] = f
	}
	if kind == "violation" {
		f.kind = kind
	}
	maps.Copy(f.relations, relations)
	if contract >= 0 {
		f.contracts[contract] = true
	}
}

const noContract = -1

func (s *scan) kinOn(day Day) Ties {
	if s.kin[day] == nil {
		s.kin[day] = s.KinOn(day)
	}
	return s.kin[day]
}

func (s *scan) registerOn(day Day) *register {
	if s.registers[day] == nil {
		s.registers[day] = s.Data.registerOn(day)
	}
	return s.registers[day]
}

func (s *scan) days(yield func(Day) bool) {
	for day := s.window.From; day <= s.window.To; day++ {
		if !yield(day) {
			return
		}
	}
}

// lastYear says whether a day lies within the 12 months to the as-of day.
func (s *scan) lastYear(day Day) bool { return s.asOf.MonthsBefore(12) < day && day <= s.asOf }

func (p Post) inScope() bool { return p.ServiceClass != "technical" }

func (s *scan) inOffice(iin string, day Day) bool {
	return slices.ContainsFunc(s.Roster, func(p Post) bool { return p.IIN == iin && p.inScope() && p.Holds(day) })
}

func (s *scan) holdsPost(iin string, day Day) bool {
	return slices.ContainsFunc(s.Roster, func(p Post) bool { return p.IIN == iin && p.Holds(day) })
}

// superiors are the posts directly above a post on a day, as indices of the roster: every
// other person's post under manager_position_id; where nobody else holds it, every post of
// manager_iin. Nobody is their own superior.
func (s *scan) superiors(post int, day Day) []int {
	p := s.Roster[post]
	var above []int
	if p.ManagerPositionID != "" {
		for i, o := range s.Roster {
			if o.PositionID == p.ManagerPositionID && o.IIN != p.IIN && o.Holds(day) {
				above = append(above, i)
			}
		}
	}
	if len(above) == 0 && p.ManagerIIN != "" && p.ManagerIIN != p.IIN {
		for i, o := range s.Roster {
			if o.IIN == p.ManagerIIN && o.Holds(day) {
				above = append(above, i)
			}
		}
	}
	return above
}

// subordination is P10-2a and P10-2b: relatives one step, and two or more steps, above.
func (s *scan) subordination() {
	type hit struct {
		pair
		relations map[Relation]bool
	}
	var direct, higher []hit
	for day := range s.days {
		kin := s.kinOn(day)
		see := func(list *[]hit, lower, upper int) {
			x, y := s.Roster[lower], s.Roster[upper]
			if x.IIN != y.IIN && kin.EitherWay(x.IIN, y.IIN) && (x.inScope() || y.inScope()) {
				p := pair{x.IIN, y.IIN}
				*list = append(*list, hit{p, kin[p]})
			}
		}
		for post, p := range s.Roster {
			if !p.Holds(day) {
				continue
			}
			first := s.superiors(post, day)
			for _, up := range first {
				see(&direct, post, up)
			}
			// Every post at the end of a way of two or more steps.
			above := map[int]bool{}
			front := first
			for len(front) > 0 {
				var next []int
				for _, at := range front {
					for _, up := range s.superiors(at, day) {
						if !above[up] {
							above[up] = true
							next = append(next, up)
						}
					}
				}
				front = next
			}
			for up := range above {
				see(&higher, post, up)
			}
		}
	}
	for _, h := range direct {
		s.find(findingKey{"P10-2a", h.x, h.y, ""}, "violation", h.relations, noContract)
	}
	for _, h := range higher {
		if !s.has("P10-2a", h.x, h.y) {
			s.find(findingKey{"P10-2b", h.x, h.y, ""}, "lead", h.relations, noContract)
		}
	}
}

// has says whether a rule has found the pair, in either order.
func (s *scan) has(rule, x, y string) bool {
	return s.found[findingKey{rule, x, y, ""}] != nil || s.found[findingKey{rule, y, x, ""}] != nil
}

func (p Post) unitKey() string { return cmp.Or(p.UnitID, p.Unit) }

func (s *scan) oneUnit() {
	for day := range s.days {
		kin := s.kinOn(day)
		for _, a := range s.Roster {
			for _, b := range s.Roster {
				if a.IIN < b.IIN && a.unitKey() != "" && a.unitKey() == b.unitKey() && a.Holds(day) && b.Holds(day) &&
					(a.inScope() || b.inScope()) && kin.EitherWay(a.IIN, b.IIN) &&
					!s.has("P10-2a", a.IIN, b.IIN) && !s.has("P10-2b", a.IIN, b.IIN) {
					s.find(findingKey{"P10-2c", a.IIN, b.IIN, ""}, "lead", kin[pair{a.IIN, b.IIN}], noContract)
				}
			}
		}
	}
}

func (s *scan) supplier(id string) Supplier {
	for _, x := range s.Suppliers {
		if x.ID == id {
			return x
		}
	}
	return Supplier{ID: id, RegisteredOn: SinceEver, ClosedOn: ForEver}
}

func (s *scan) governingBodies() {
	for day := range s.days {
		kin := s.kinOn(day)
		for _, a := range s.Bodies {
			for _, b := range s.Bodies {
				if a.IIN < b.IIN && a.Organisation == b.Organisation && a.Body == b.Body && a.Holds(day) && b.Holds(day) &&
					kin.EitherWay(a.IIN, b.IIN) && s.supplier(a.Organisation).QuasiState != "no" {
					s.find(findingKey{"P10-3a", a.IIN, b.IIN, ""}, "violation", kin[pair{a.IIN, b.IIN}], noContract)
				}
			}
		}
	}
}

// kindOf is the kind of a supplier: company for a BIN, entrepreneur for an IIN, where blank.
func kindOf(s Supplier) string {
	switch {
	case s.Kind != "":
		return s.Kind
	case IsPerson(s.ID):
		return "entrepreneur"
	}
	return "company"
}

func (s *scan) entrepreneurs() {
	for day := range s.days {
		for _, x := range s.Suppliers {
			if kindOf(x) == "entrepreneur" && x.RegisteredOn <= day && day < x.ClosedOn && s.inOffice(x.ID, day) {
				s.find(findingKey{"P10-8a", x.ID, x.ID, ""}, "violation", nil, noContract)
			}
		}
	}
}

// commercial says whether an id may be a commercial company: a BIN, and commercial is not no.
func (s *scan) commercial(id string) bool { return !IsPerson(id) && s.supplier(id).Commercial != "no" }

func (s *scan) managers() {
	for day := range s.days {
		for _, p := range s.People {
			if (p.Role != "head" && p.Role != "board_member") || !p.Holds(day) || !IsPerson(p.Holder) ||
				!s.commercial(p.Supplier) || !s.inOffice(p.Holder, day) {
				continue
			}
			allowed := slices.ContainsFunc(s.Work, func(w Work) bool {
				return w.IIN == p.Holder && w.Organisation == p.Supplier && w.Holds(day) &&
					slices.Contains([]string{"pedagogical", "scientific", "creative", "official_duty"}, w.Activity)
			})
			if !allowed {
				s.find(findingKey{"P10-8b", p.Holder, p.Supplier, ""}, "violation", nil, noContract)
			}
		}
	}
}

// enteredOffice is the first day of the unbroken in-scope service that holds the day.
func (s *scan) enteredOffice(iin string, day Day) Day {
	first := day
	for changed := true; changed; {
		changed = false
		for _, p := range s.Roster {
			if p.IIN == iin && p.inScope() && p.From < first && p.To >= first-1 {
				first, changed = p.From, true
			}
		}
	}
	return first
}

func (p SupplierPerson) owns(holder, company string) bool {
	return isStake(p.Role) && p.Holder == holder && p.Supplier == company && (p.Share == nil || p.Share.Sign() > 0)
}

// acquired is the first day of the unbroken holding of a company that holds the day.
func (s *scan) acquired(holder, company string, day Day) Day {
	first := day
	for changed := true; changed; {
		changed = false
		for _, p := range s.People {
			if p.owns(holder, company) && p.From < first && p.To >= first-1 {
				first, changed = p.From, true
			}
		}
	}
	return first
}

func (s *scan) stakesNotInTrust() {
	for day := range s.days {
		for _, p := range s.People {
			if !IsPerson(p.Holder) || !p.owns(p.Holder, p.Supplier) || !p.Holds(day) ||
				!s.commercial(p.Supplier) || !s.inOffice(p.Holder, day) {
				continue
			}
			if slices.ContainsFunc(s.Trusts, func(t Trust) bool {
				return t.IIN == p.Holder && t.Company == p.Supplier && t.Holds(day)
			}) {
				continue
			}
			entered, acquired := s.enteredOffice(p.Holder, day), s.acquired(p.Holder, p.Supplier, day)
			key := findingKey{"P10-0a", p.Holder, p.Supplier, ""}
			switch {
			case acquired <= entered && day > entered+30:
				s.find(key, "violation", nil, noContract)
			case acquired > entered && day > acquired+30:
				s.find(key, "lead", nil, noContract)
			}
		}
	}
}

// employees are the people of the roster, each once.
func (s *scan) employees() []string {
	all := map[string]bool{}
	for _, p := range s.Roster {
		all[p.IIN] = true
	}
	return slices.Sorted(maps.Keys(all))
}

func (s *scan) behindSuppliers() {
	for i, c := range s.contracts {
		day, supplier := c.SignedOn, c.Current.Supplier
		if !s.lastYear(day) {
			continue
		}
		kin := s.kinOn(day)
		for _, behind := range s.registerOn(day).tiedPeople(supplier) {
			for _, employee := range s.employees() {
				if !s.inOffice(employee, day) {
					continue
				}
				if employee == behind {
					s.find(findingKey{"P12-4a", employee, supplier, ""}, "lead", nil, i)
				} else if kin.InKin(employee, behind) || kin.InFamily(employee, behind) {
					s.find(findingKey{"P12-4b", employee, supplier, behind}, "lead", kin[pair{employee, behind}], i)
				}
			}
		}
	}
}

// sharedContacts is P12-4c, read as: on the day a contract of the supplier was signed in the
// last 12 months, for employees in office that day.
func (s *scan) sharedContacts() {
	shared := func(a, b Supplier) bool {
		same := func(x, y string) bool { return x != "" && x == y }
		return same(a.Address, b.Address) || same(a.Phone, b.Phone) || same(a.Email, b.Email) || same(a.BankAccount, b.BankAccount)
	}
	for i, c := range s.contracts {
		if !s.lastYear(c.SignedOn) {
			continue
		}
		day := c.SignedOn
		kin := s.kinOn(day)
		supplier := s.supplier(c.Current.Supplier)
		for _, other := range s.Suppliers {
			if other.ID == supplier.ID || !shared(supplier, other) {
				continue
			}
			for _, behind := range s.registerOn(day).tiedPeople(other.ID) {
				for _, employee := range s.employees() {
					near := employee == behind || kin[pair{employee, behind}]["spouse"] || kin[pair{employee, behind}]["child"]
					if !near || !s.inOffice(employee, day) || s.hasAny("P12-4a", employee, supplier.ID) || s.hasAny("P12-4b", employee, supplier.ID) {
						continue
					}
					s.find(findingKey{"P12-4c", employee, supplier.ID, ""}, "lead", nil, i)
				}
			}
		}
	}
}

func (s *scan) hasAny(rule, subject, other string) bool {
	for key := range s.found {
		if key.rule == rule && key.subject == subject && key.other == other {
			return true
		}
	}
	return false
}

// decisions is P10-13a.
func (s *scan) decisions() {
	type caught struct {
		via       string
		relations map[Relation]bool // none: self
	}
	ways := map[pair][]caught{}
	concerned := map[pair]map[int]bool{}
	for _, x := range s.Decisions {
		for i, c := range s.contracts {
			if !c.Means(x.Contract) && !c.AnnouncedAs(x.Announcement) {
				continue
			}
			day, supplier := x.Day, c.Current.Supplier
			if day == Undated {
				day = c.SignedOn
			}
			if !s.lastYear(day) || s.recused(x.IIN, c, day) {
				continue
			}
			key := pair{x.IIN, supplier}
			for _, behind := range s.registerOn(day).tiedPeople(supplier) {
				if behind != x.IIN && !s.kinOn(day).InKin(x.IIN, behind) {
					continue
				}
				way := caught{}
				if behind != x.IIN {
					way = caught{behind, s.kinOn(day)[pair{x.IIN, behind}]}
				}
				ways[key] = append(ways[key], way)
				if concerned[key] == nil {
					concerned[key] = map[int]bool{}
				}
				concerned[key][i] = true
			}
		}
	}
	rank := func(w caught) int {
		if w.via == "" {
			return -1
		}
		return slices.Index(NamingOrder, Name(w.relations))
	}
	for key, list := range ways {
		best := slices.MinFunc(list, func(a, b caught) int {
			return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.via, b.via))
		})
		for i := range concerned[key] {
			s.find(findingKey{"P10-13a", key.x, key.y, best.via}, "violation", nil, i)
		}
		if best.via != "" {
			s.found[findingKey{"P10-13a", key.x, key.y, best.via}].relations[Name(best.relations)] = true
		}
	}
}

// recused says whether the person stood back from the contract, its announcement or its
// supplier no later than the day.
func (s *scan) recused(iin string, c Contract, day Day) bool {
	return slices.ContainsFunc(s.Recusals, func(r Recusal) bool {
		return r.IIN == iin && r.Day <= day &&
			(c.Means(r.About) || c.AnnouncedAs(r.About) || r.About == c.Current.Supplier)
	})
}

// former is P10-19a.
func (s *scan) former() {
	for i, c := range s.contracts {
		day, supplier := c.SignedOn, c.Current.Supplier
		if !s.lastYear(day) {
			continue
		}
		for _, person := range s.registerOn(day).tiedPeople(supplier) {
			if s.holdsPost(person, day) {
				continue
			}
			left, ever := SinceEver, false
			for _, p := range s.Roster {
				if p.IIN == person && p.inScope() && p.To < day {
					left, ever = max(left, p.To), true
				}
			}
			if ever && left >= day.MonthsBefore(24) {
				s.find(findingKey{"P10-19a", person, supplier, ""}, "lead", nil, i)
			}
		}
	}
}

// mustDeclare lists the classes of service that must declare.
var mustDeclare = []string{"political", "corps_a", "corps_b", "official", "equated"}

// undeclared is P12-6a, for the people in office who appear in declared_interests or whose
// class must declare.
func (s *scan) undeclared() {
	for _, p := range s.People {
		if !p.Holds(s.asOf) || p.Share != nil && isStake(p.Role) && p.Share.Sign() == 0 || !s.inOffice(p.Holder, s.asOf) {
			continue
		}
		appears, declared := false, false
		for _, post := range s.Roster {
			appears = appears || post.IIN == p.Holder && post.Holds(s.asOf) && slices.Contains(mustDeclare, post.ServiceClass)
		}
		for _, x := range s.Declared {
			if x.IIN == p.Holder {
				appears = true
				declared = declared || x.Company == p.Supplier
			}
		}
		if appears && !declared {
			s.find(findingKey{"P12-6a", p.Holder, p.Supplier, ""}, "lead", nil, noContract)
		}
	}
}
