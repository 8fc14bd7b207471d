package oracle

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"time"
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
	// From and To are the first and last day, in the scan alone: SinceEver and ForEver where
	// they are not bounded.
	From, To Day
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
	contracts []Contract // that count, and after them those left out for their value, of which Value is nil
	kin       map[Day]Ties
	registers map[Day]*register
	found     map[findingKey]*fact
	kinTurns  []Day // the days on which a tie begins or has ended, SinceEver first
	turns     []Day // the days on which anything begins or has ended, SinceEver first
}

type findingKey struct{ rule, subject, other, via string }

// fact gathers what speaks for one finding before it is written down.
type fact struct {
	kind      string
	relations map[Relation]bool
	contracts map[int]bool
	days      Span
}

// Scan is every finding of the quarterly rules: P10-2a, 2b, 2c, 3a, 8a, 8b, 8c, 0a, 13a, 19a,
// P12-4a, 4b, 4c and, where declared_interests has rows, P12-6a. They come in the order of
// rule, subject, other, via.
func Scan(d Data, period string) ([]Finding, error) {
	window, err := Quarter(period)
	if err != nil {
		return nil, err
	}
	s := &scan{Data: d, window: window, asOf: window.To, contracts: d.decidable(),
		kin: map[Day]Ties{}, registers: map[Day]*register{}, found: map[findingKey]*fact{}}
	s.kinTurns, s.turns = d.changes(), d.turningDays()
	s.subordination()
	s.oneUnit()
	s.governingBodies()
	s.entrepreneurs()
	s.managers()
	s.otherWork()
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
		x.From, x.To = f.days.From, f.days.To
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
	valued := false
	for i := range contracts {
		if v := s.contracts[i].Value; v != nil {
			total.Add(total, v)
			valued = true
		}
	}
	if !valued {
		return "", len(contracts)
	}
	return total.FloatString(2), len(contracts)
}

// find notes that something speaks for a finding on some days. A violation wins over a lead.
func (s *scan) find(key findingKey, kind string, relations map[Relation]bool, contract int, days Span) {
	f := s.found[key]
	if f == nil {
		f = &fact{kind: kind, relations: map[Relation]bool{}, contracts: map[int]bool{}, days: days}
		s.found[key] = f
	}
	f.days = Span{min(f.days.From, days.From), max(f.days.To, days.To)}
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
	if i, exact := slices.BinarySearch(s.kinTurns, day); !exact {
		day = s.kinTurns[i-1]
	}
	if s.kin[day] == nil {
		s.kin[day] = s.KinOn(day)
	}
	return s.kin[day]
}

func one(day Day) Span { return Span{day, day} }

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
		days      Span
	}
	var direct, higher []hit
	for day := range s.steady {
		kin := s.kinOn(day)
		see := func(list *[]hit, lower, upper int) {
			x, y := s.Roster[lower], s.Roster[upper]
			if x.IIN != y.IIN && kin.EitherWay(x.IIN, y.IIN) && (x.inScope() || y.inScope()) {
				p := pair{x.IIN, y.IIN}
				steps := s.superiors
				if list == &higher {
					steps = s.higherUp
				}
				days := s.daysOf(day, p, func(day Day) bool {
					for a, lower := range s.Roster {
						if lower.samePost(x) && lower.Holds(day) {
							for _, b := range steps(a, day) {
								if upper := s.Roster[b]; upper.samePost(y) && (lower.inScope() || upper.inScope()) {
									return true
								}
							}
						}
					}
					return false
				})
				*list = append(*list, hit{p, kin[p], days})
			}
		}
		for post, p := range s.Roster {
			if !p.Holds(day) {
				continue
			}
			for _, up := range s.superiors(post, day) {
				see(&direct, post, up)
			}
			for _, up := range s.higherUp(post, day) {
				see(&higher, post, up)
			}
		}
	}
	for _, h := range direct {
		s.find(findingKey{"P10-2a", h.x, h.y, ""}, "violation", h.relations, noContract, h.days)
	}
	for _, h := range higher {
		if !s.has("P10-2a", h.x, h.y) {
			s.find(findingKey{"P10-2b", h.x, h.y, ""}, "lead", h.relations, noContract, h.days)
		}
	}
}

// has says whether a rule has found the pair, in either order.
func (s *scan) has(rule, x, y string) bool {
	return s.found[findingKey{rule, x, y, ""}] != nil || s.found[findingKey{rule, y, x, ""}] != nil
}

func (p Post) unitKey() string { return cmp.Or(p.UnitID, p.Unit) }

func (s *scan) oneUnit() {
	for day := range s.steady {
		kin := s.kinOn(day)
		for _, a := range s.Roster {
			for _, b := range s.Roster {
				if a.IIN < b.IIN && a.unitKey() != "" && a.unitKey() == b.unitKey() && a.Holds(day) && b.Holds(day) &&
					(a.inScope() || b.inScope()) && kin.EitherWay(a.IIN, b.IIN) &&
					!s.has("P10-2a", a.IIN, b.IIN) && !s.has("P10-2b", a.IIN, b.IIN) {
					days := s.daysOf(day, pair{a.IIN, b.IIN}, func(day Day) bool {
						for _, x := range s.Roster {
							for _, y := range s.Roster {
								if x.samePost(a) && y.samePost(b) && x.Holds(day) && y.Holds(day) && (x.inScope() || y.inScope()) &&
									x.unitKey() != "" && x.unitKey() == y.unitKey() {
									return true
								}
							}
						}
						return false
					})
					s.find(findingKey{"P10-2c", a.IIN, b.IIN, ""}, "lead", kin[pair{a.IIN, b.IIN}], noContract, days)
				}
			}
		}
	}
}

// forms are forms of business of facts/legal_forms.csv that a name may begin with, as abbreviated there or in words.
var forms = map[string]string{
	"ТОО": "yes", "ЖШС": "yes", "АО": "yes", "АҚ": "yes", "ПК": "yes", "ГП": "yes", "РГП": "yes", "КГП": "yes", "ИП": "yes",
	"товарищество с ограниченной ответственностью": "yes", "государственное учреждение": "no",
	"НАО": "no", "ГУ": "no", "РГУ": "no", "КГУ": "no", "ММ": "no", "ОО": "no", "ОФ": "no", "ЧУ": "no",
}

// whether is what is known of a company over all its rows: yes before blank before no, and
// blank where it is not listed.
func (s *scan) whether(id string, of func(Supplier) string) string {
	listed, all := false, "no"
	for _, x := range s.Suppliers {
		if x.ID != id {
			continue
		}
		listed = true
		switch of(x) {
		case "yes":
			return "yes"
		case "":
			all = ""
		}
	}
	if !listed {
		return ""
	}
	return all
}

func (s *scan) quasiState(id string) string {
	return s.whether(id, func(x Supplier) string { return x.QuasiState })
}

// commercial says whether a company is a commercial one: as stated, else by its legal form,
// else by the first word of its name. A person's own business is not asked about.
func (s *scan) commercial(id string) string {
	if IsPerson(id) {
		return "no"
	}
	return s.whether(id, func(x Supplier) string {
		named := ""
		for form, is := range forms {
			if rest, ok := strings.CutPrefix(strings.ToLower(x.Name), strings.ToLower(form)); ok && strings.HasPrefix(rest, " ") {
				named = is // no form of the list begins another one with a space after it
			}
		}
		return cmp.Or(x.Commercial, forms[x.LegalForm], named)
	})
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
	for day := range s.steady {
		kin := s.kinOn(day)
		for _, a := range s.Bodies {
			for _, b := range s.Bodies {
				if a.IIN < b.IIN && a.Organisation == b.Organisation && a.Body == b.Body && a.Holds(day) && b.Holds(day) &&
					kin.EitherWay(a.IIN, b.IIN) && s.quasiState(a.Organisation) != "no" {
					s.find(findingKey{"P10-3a", a.IIN, b.IIN, ""}, ban(s.quasiState(a.Organisation) == "yes"), kin[pair{a.IIN, b.IIN}], noContract,
						s.daysOf(day, pair{a.IIN, b.IIN}, func(day Day) bool { return s.sits(a, day) && s.sits(b, day) }))
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
				for _, days := range s.postDays(x.ID, day) {
					s.find(findingKey{"P10-8a", x.ID, x.ID, ""}, "violation", nil, noContract, days.and(Span{x.RegisteredOn, before(x.ClosedOn)}))
				}
			}
		}
	}
}

// ban is the kind of a finding: a violation where everything the ban asks is known.
func ban(known bool) string {
	if known {
		return "violation"
	}
	return "lead"
}

// working says whether somebody's outside work of an activity at a company covers the day.
func (s *scan) working(iin, company string, day Day, activities ...string) bool {
	return slices.ContainsFunc(s.Work, func(w Work) bool {
		return w.IIN == iin && w.Organisation == company && w.Holds(day) && slices.Contains(activities, w.Activity)
	})
}

func (s *scan) managers() {
	for day := range s.days {
		for _, p := range s.People {
			if (p.Role != "head" && p.Role != "board_member") || !p.Holds(day) || !IsPerson(p.Holder) ||
				s.commercial(p.Supplier) == "no" || !s.inOffice(p.Holder, day) || s.working(p.Holder, p.Supplier, day, "official_duty") {
				continue
			}
			allowed := s.working(p.Holder, p.Supplier, day, "pedagogical", "scientific", "creative")
			for _, days := range s.postDays(p.Holder, day) {
				s.find(findingKey{"P10-8b", p.Holder, p.Supplier, ""}, ban(s.commercial(p.Supplier) == "yes" && !allowed), nil, noContract, days.and(p.Span))
			}
		}
	}
}

// otherWork is P10-8c.
func (s *scan) otherWork() {
	for day := range s.days {
		for _, w := range s.Work {
			if w.Activity == "other" && w.Holds(day) && s.inOffice(w.IIN, day) {
				for _, days := range s.postDays(w.IIN, day) {
					s.find(findingKey{"P10-8c", w.IIN, w.Organisation, ""}, "lead", nil, noContract, days.and(w.Span))
				}
			}
		}
		for _, p := range s.People {
			if p.Role == "accountant" && p.Holds(day) && s.inOffice(p.Holder, day) && s.commercial(p.Supplier) != "no" {
				for _, days := range s.postDays(p.Holder, day) {
					s.find(findingKey{"P10-8c", p.Holder, p.Supplier, ""}, "lead", nil, noContract, days.and(p.Span))
				}
			}
		}
	}
}

// DaysOff says of days whether the calendar makes them days off or working days; of a day
// it does not name Saturday and Sunday are off. Tests fill it from the facts.
var DaysOff = map[Day]bool{}

// ReadCalendar fills DaysOff from rows of a day, its kind, day_off or working, its name, and
// whether it is confirmed.
func ReadCalendar(rows [][]string) {
	for _, row := range rows {
		day, err := time.Parse(time.DateOnly, row[0])
		if err != nil {
			panic(err)
		}
		DaysOff[Date(day.Year(), int(day.Month()), day.Day())] = row[1] == "day_off"
		calendarYears[day.Year()] = calendarYears[day.Year()] || row[3] != "yes"
	}
}

func dayOff(d Day) bool {
	if off, named := DaysOff[d]; named {
		return off
	}
	w := d.calendar().Weekday()
	return w == time.Saturday || w == time.Sunday
}

// lastDayOf is the last day of a term of 30 calendar days, moved to a working day.
func lastDayOf(start Day) Day {
	day := start + 30
	for dayOff(day) {
		day++
	}
	return day
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
				s.commercial(p.Supplier) == "no" || !s.inOffice(p.Holder, day) {
				continue
			}
			if slices.ContainsFunc(s.Trusts, func(t Trust) bool {
				return t.IIN == p.Holder && t.Company == p.Supplier && t.Holds(day)
			}) {
				continue
			}
			entered, acquired := s.enteredOffice(p.Holder, day), s.acquired(p.Holder, p.Supplier, day)
			days := Span{max(entered, acquired), s.lastHeld(p.Holder, p.Supplier, day)}
			key := findingKey{"P10-0a", p.Holder, p.Supplier, ""}
			switch {
			case acquired <= entered && (entered == SinceEver || day > lastDayOf(entered)):
				s.find(key, ban(p.Role != "beneficiary" && s.commercial(p.Supplier) == "yes"), nil, noContract, days)
			case acquired > entered && day > lastDayOf(acquired):
				s.find(key, "lead", nil, noContract, days)
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
		if c.Value == nil || !s.lastYear(day) {
			continue
		}
		kin := s.kinOn(day)
		for _, behind := range s.registerOn(day).tiedPeople(supplier) {
			for _, employee := range s.employees() {
				if !s.inOffice(employee, day) {
					continue
				}
				if employee == behind {
					s.find(findingKey{"P12-4a", employee, supplier, ""}, "lead", nil, i, one(day))
				} else if kin.InKin(employee, behind) || kin.InFamily(employee, behind) {
					s.find(findingKey{"P12-4b", employee, supplier, behind}, "lead", kin[pair{employee, behind}], i, one(day))
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
		if c.Value == nil || !s.lastYear(c.SignedOn) {
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
					s.find(findingKey{"P12-4c", employee, supplier.ID, ""}, "lead", nil, i, one(day))
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
	decided := map[pair][]Day{}
	for _, x := range s.Decisions {
		for i, c := range s.contracts {
			if !c.Means(x.Contract) && !c.AnnouncedAs(x.Announcement) {
				continue
			}
			day := x.Day
			if day == Undated {
				day = c.SignedOn
			}
			if !s.lastYear(day) {
				continue
			}
			for supplier := range s.inPlay(c) {
				if s.recused(x.IIN, c, supplier, day) {
					continue
				}
				key := pair{x.IIN, supplier}
				behindIt := s.registerOn(day).tiedPeople(supplier)
				if s.ownsSome(x.IIN, supplier, day) && !slices.Contains(behindIt, x.IIN) {
					behindIt = append(slices.Clone(behindIt), x.IIN)
				}
				for _, behind := range behindIt {
					kin := s.kinOn(day)
					if behind != x.IIN && !kin.InKin(x.IIN, behind) && !kin.InFamily(x.IIN, behind) {
						continue
					}
					way := caught{}
					if behind != x.IIN {
						way = caught{behind, kin[pair{x.IIN, behind}]}
					}
					ways[key] = append(ways[key], way)
					if concerned[key] == nil {
						concerned[key] = map[int]bool{}
					}
					concerned[key][i] = true
					decided[key] = append(decided[key], day)
				}
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
			s.find(findingKey{"P10-13a", key.x, key.y, best.via}, "violation", nil, i, Span{slices.Min(decided[key]), slices.Max(decided[key])})
		}
		if best.via != "" {
			s.found[findingKey{"P10-13a", key.x, key.y, best.via}].relations[Name(best.relations)] = true
		}
	}
}

// inPlay are those a decision on a contract is about: its supplier, the suppliers of the
// rows of its chain that do not stand aside, and everybody with a bid on its announcement.
func (s *scan) inPlay(c Contract) map[string]bool {
	all := map[string]bool{}
	for _, r := range c.Rows {
		if !standsAside(r) {
			all[r.Supplier] = true
		}
	}
	for _, b := range s.Bids {
		if c.AnnouncedAs(b.Announcement) {
			all[b.Supplier] = true
		}
	}
	return all
}

// ownsSome says whether a person has a direct stake of some stated size, however small.
func (s *scan) ownsSome(iin, company string, day Day) bool {
	return slices.ContainsFunc(s.People, func(p SupplierPerson) bool {
		return p.Holder == iin && p.Supplier == company && isStake(p.Role) && p.Holds(day) && p.Share != nil && p.Share.Sign() > 0
	})
}

// recused says whether the person stood back from the contract, its announcement or the
// supplier no later than the day.
func (s *scan) recused(iin string, c Contract, supplier string, day Day) bool {
	return slices.ContainsFunc(s.Recusals, func(r Recusal) bool {
		return r.IIN == iin && r.Day <= day &&
			(c.Means(r.About) || c.AnnouncedAs(r.About) || r.About == supplier)
	})
}

// former is P10-19a.
func (s *scan) former() {
	for i, c := range s.contracts {
		day, supplier := c.SignedOn, c.Current.Supplier
		if c.Value == nil || !s.lastYear(day) {
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
			if ever && left.MonthsAfter(24) >= day {
				s.find(findingKey{"P10-19a", person, supplier, ""}, "lead", nil, i, one(day))
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
			s.find(findingKey{"P12-6a", p.Holder, p.Supplier, ""}, "lead", nil, noContract, p.Span)
		}
	}
}
