package oracle

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"
)

type (
	// Trip is a row of trips; the basis is blank where nobody stated it.
	Trip struct {
		ID, IIN  string
		From, To Day
		Payer    string
		Basis    string
		Consent  Day
	}
	// Mandate is a row of mandates.
	Mandate struct {
		IIN, Body, Kind string
		From, To        Day
	}
	// GroupMember is a row of control_groups.
	GroupMember struct {
		Group, IIN         string
		Approved           Day
		Unit, Announcement string
		Notified           Day
	}
	// Candidate is a row of candidates.
	Candidate struct {
		Contest, IIN, Position string
		Announced              Day
		Contacts               string
	}
	// Disclosure is a row of disclosures.
	Disclosure struct {
		IIN, About string
		Notified   Day
	}
)

func (x *Trip) fields() []field {
	return []field{{"trip_id", &x.ID}, {"iin", &x.IIN}, {"date_from", &x.From}, {"date_to", &x.To}, {"payer_id", &x.Payer}, {"basis", &x.Basis}, {"consent_on", &x.Consent}}
}

func (x *Mandate) fields() []field {
	return []field{{"iin", &x.IIN}, {"body", &x.Body}, {"kind", &x.Kind}, {"date_from", &x.From}, {"date_to", &x.To}}
}

func (x *GroupMember) fields() []field {
	return []field{{"group_id", &x.Group}, {"member_iin", &x.IIN}, {"approved_on", &x.Approved}, {"unit_id", &x.Unit}, {"announcement_id", &x.Announcement}, {"notified_on", &x.Notified}}
}

func (x *Candidate) fields() []field {
	return []field{{"contest_id", &x.Contest}, {"iin", &x.IIN}, {"position_id", &x.Position}, {"announced_on", &x.Announced}, {"contacts", &x.Contacts}}
}

func (x *Disclosure) fields() []field {
	return []field{{"iin", &x.IIN}, {"about_id", &x.About}, {"notified_on", &x.Notified}}
}

// SignWorld is what the scan reads for the signs of the registers. A register that is nil has no
// file.
type SignWorld struct {
	World
	Trips       []Trip
	Mandates    []Mandate
	Groups      []GroupMember
	Candidates  []Candidate
	Disclosures []Disclosure
}

// Write puts the world into dir as canonical CSV.
func (w SignWorld) Write(dir string) error {
	return errors.Join(w.World.Write(dir),
		writeRows(dir, "trips", w.Trips), writeRows(dir, "mandates", w.Mandates), writeRows(dir, "control_groups", w.Groups),
		writeRows(dir, "candidates", w.Candidates), writeRows(dir, "disclosures", w.Disclosures))
}

// LoadSigns reads a directory as LoadWorld does, and the registers whose signs the scan looks for.
func LoadSigns(dir string) (SignWorld, error) {
	world, err := LoadWorld(dir)
	w := SignWorld{World: world}
	return w, errors.Join(err,
		readRows(dir, "trips", &w.Trips), readRows(dir, "mandates", &w.Mandates), readRows(dir, "control_groups", &w.Groups),
		readRows(dir, "candidates", &w.Candidates), readRows(dir, "disclosures", &w.Disclosures))
}

// MergeSigns is one world with the rows of all, which must share no id.
func MergeSigns(worlds ...SignWorld) SignWorld {
	var all SignWorld
	var data []Data
	for _, w := range worlds {
		data = append(data, w.Data)
		all.Gifts, all.Accounts, all.Notices = append(all.Gifts, w.Gifts...), append(all.Accounts, w.Accounts...), append(all.Notices, w.Notices...)
		all.Trips, all.Mandates, all.Groups = append(all.Trips, w.Trips...), append(all.Mandates, w.Mandates...), append(all.Groups, w.Groups...)
		all.Candidates, all.Disclosures = append(all.Candidates, w.Candidates...), append(all.Disclosures, w.Disclosures...)
	}
	all.Data = Merge(data...)
	return all
}

// Sign is a finding of the signs of the registers. From is the first day that matters, SinceEver
// where it is not stated; Disclosed is yes, late, no or unknown.
type Sign struct {
	Rule, Kind, Subject   string
	OtherKind, Other, Via string
	Tie, Amount           string
	Contracts             int
	From                  Day
	Disclosed             string
	Depth                 int // steps of subordination, 0 where the rule has none
}

type signKey struct{ rule, subject, otherKind, other string }

// way is one thing that speaks for a sign: through whom, how they are related, on what day.
type way struct {
	lead      bool
	via       string
	relation  Relation // of via, blank where there is none
	day       Day
	contracts []int
	depth     int
	told      bool
}

type signs struct {
	*scan
	SignWorld
	found map[signKey][]way
}

// Signs is every finding of P10-5a, P10-6a, P10-7a, P16-4a, P16-8a, P16-9a, P40a and P46a, by rule,
// subject and other.
func Signs(w SignWorld, period string) ([]Sign, error) {
	window, err := Quarter(period)
	if err != nil {
		return nil, err
	}
	s := &signs{SignWorld: w, found: map[signKey][]way{}, scan: &scan{Data: w.Data, window: window, asOf: window.To, contracts: w.decidable(),
		kin: map[Day]Ties{}, registers: map[Day]*register{}, found: map[findingKey]*fact{}}}
	s.gifts()
	s.trips()
	s.accounts()
	s.mandates()
	s.controlGroups()
	s.contests()
	var all []Sign
	for key, ways := range s.found {
		all = append(all, s.sign(key, ways))
	}
	slices.SortFunc(all, func(a, b Sign) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.OtherKind, b.OtherKind), cmp.Compare(a.Other, b.Other))
	})
	return all, nil
}

func (s *signs) see(rule, subject, otherKind, other string, w way) {
	key := signKey{rule, subject, otherKind, other}
	s.found[key] = append(s.found[key], w)
}

// partyKind is what a giver or payer is: a person by their number, else a supplier.
func partyKind(id string) string {
	if IsPerson(id) {
		return "person"
	}
	return "supplier"
}

// sign puts the ways together: the tie named is in person, else the first in the naming order, of
// the lowest number.
func (s *signs) sign(key signKey, ways []way) Sign {
	x := Sign{Rule: key.rule, Kind: "lead", Subject: key.subject, OtherKind: key.otherKind, Other: key.other, Tie: "self", From: ForEver}
	order := func(w way) int {
		if w.relation == "" {
			return -1
		}
		return slices.Index(NamingOrder, w.relation)
	}
	best := slices.MinFunc(ways, func(a, b way) int { return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a.via, b.via)) })
	x.Via = best.via
	if best.relation != "" {
		x.Tie = string(best.relation)
	}
	contracts, told := map[int]bool{}, false
	for _, w := range ways {
		if !w.lead {
			x.Kind = "violation"
		}
		x.From = min(x.From, w.day)
		if x.Depth == 0 || w.depth < x.Depth {
			x.Depth = w.depth
		}
		for _, c := range w.contracts {
			contracts[c] = true
		}
		told = told || w.told
	}
	x.Amount, x.Contracts = s.sum(contracts)
	x.Disclosed = s.disclosed(x, contracts)
	if told {
		x.Disclosed = "yes"
	}
	return x
}

// disclosed says whether the subject told of it: about the other, about via, or about a contract or
// an announcement of the finding; a notice with an about_id counts as well, from its earlier day.
func (s *signs) disclosed(x Sign, contracts map[int]bool) string {
	if s.Disclosures == nil && s.Notices == nil {
		return "unknown"
	}
	all := slices.Clone(s.Disclosures)
	for _, n := range s.Notices {
		day := n.ManagerNotified
		if day == Undated || n.UnitNotified != Undated && n.UnitNotified < day {
			day = n.UnitNotified
		}
		all = append(all, Disclosure{n.IIN, n.About, day})
	}
	first := Undated
	for _, d := range all {
		about := d.About == x.Other || d.About == x.Via
		for c := range contracts {
			about = about || s.contracts[c].Means(d.About) || s.contracts[c].AnnouncedAs(d.About)
		}
		if d.IIN == x.Subject && d.About != "" && about && d.Notified != Undated && d.Notified <= s.asOf && (first == Undated || d.Notified < first) {
			first = d.Notified
		}
	}
	switch {
	case first == Undated:
		return "no"
	case x.From != SinceEver && first > x.From:
		return "late"
	}
	return "yes"
}

// dealt are the contracts, by supplier, that the person has a decision on at most twelve months
// before or after the day, of suppliers that the giver is or is tied to that day.
func (s *signs) dealt(person, giver string, day Day) map[string][]int {
	of := map[string][]int{}
	for _, x := range s.scan.Decisions {
		if x.IIN != person {
			continue
		}
		for i, c := range s.scan.contracts {
			if c.Value == nil || !c.Means(x.Contract) && !c.AnnouncedAs(x.Announcement) {
				continue
			}
			decided := x.Day
			if decided == Undated {
				decided = c.SignedOn
			}
			supplier := c.Current.Supplier
			if decided >= day.MonthsBefore(12) && decided <= day.MonthsAfter(12) &&
				(giver == supplier || slices.Contains(s.registerOn(day).tiedPeople(supplier), giver)) {
				of[supplier] = append(of[supplier], i)
			}
		}
	}
	return of
}

// above gives who is above somebody on a day, directly or through the chain, and how many steps.
func (s *signs) above(iin string, day Day) map[string]int {
	people := map[string]int{}
	seen := map[int]bool{}
	var front []int
	for i, p := range s.scan.Roster {
		if p.IIN == iin && p.Holds(day) {
			front = append(front, i)
		}
	}
	for depth := 1; len(front) > 0; depth++ {
		var next []int
		for _, at := range front {
			for _, up := range s.superiors(at, day) {
				if seen[up] {
					continue
				}
				seen[up] = true
				next = append(next, up)
				if p := s.scan.Roster[up].IIN; p != iin && people[p] == 0 {
					people[p] = depth
				}
			}
		}
		front = next
	}
	return people
}

// ofFamily are the employees whose family member somebody is that day.
func (s *signs) ofFamily(member string, day Day) []string {
	var all []string
	for _, e := range s.employees() {
		if s.kinOn(day).InFamily(e, member) {
			all = append(all, e)
		}
	}
	return all
}

func (s *signs) relation(subject, via string, day Day) Relation {
	return Name(s.kinOn(day)[pair{subject, via}])
}

func (s *signs) gifts() {
	for _, g := range s.Gifts {
		if g.Giver == "" || g.Received == Undated || g.Giver == g.IIN {
			continue
		}
		counterparty := func(person, via string) {
			if !s.lastYear(g.Received) || person == g.Giver || !s.inOffice(person, g.Received) {
				return
			}
			for supplier, contracts := range s.dealt(person, g.Giver, g.Received) {
				w := way{lead: true, via: via, day: g.Received, contracts: contracts}
				if via != "" {
					w.relation = s.relation(person, via, g.Received)
				}
				s.see("P10-5a", person, "supplier", supplier, w)
			}
		}
		counterparty(g.IIN, "")
		for _, e := range s.ofFamily(g.IIN, g.Received) {
			counterparty(e, g.IIN)
			s.familyReceived(e, g.IIN, g.Giver, g.Received)
		}
		if depth := s.above(g.Giver, g.Received)[g.IIN]; depth > 0 && s.window.Holds(g.Received) {
			s.see("P16-4a", g.IIN, "person", g.Giver, way{day: g.Received, depth: depth})
		}
	}
}

// familyReceived is P16-9a for one gift or trip of a family member of an employee.
func (s *signs) familyReceived(employee, member, giver string, day Day) {
	if !s.window.Holds(day) || giver == employee || !s.inOffice(employee, day) {
		return
	}
	w := way{via: member, relation: s.relation(employee, member, day), day: day}
	for _, contracts := range s.dealt(employee, giver, day) {
		w.contracts = append(w.contracts, contracts...)
	}
	if len(w.contracts) > 0 || s.above(giver, day)[employee] > 0 {
		s.see("P16-9a", employee, partyKind(giver), giver, w)
	}
}

func (s *signs) trips() {
	for _, t := range s.Trips {
		if t.Payer != "" && t.Payer != t.IIN {
			for _, e := range s.ofFamily(t.IIN, t.From) {
				s.familyReceived(e, t.IIN, t.Payer, t.From)
			}
		}
		if !s.window.Holds(t.From) || !s.inOffice(t.IIN, t.From) || t.Payer == t.IIN {
			continue
		}
		w := way{day: t.From}
		kin := s.kinOn(t.From)
		hit := false
		switch t.Basis {
		case "":
			hit = true
		case "individual":
			for _, contracts := range s.dealt(t.IIN, t.Payer, t.From) {
				w.contracts = append(w.contracts, contracts...)
			}
			hit = t.Consent == Undated || t.Consent > t.From || len(w.contracts) > 0
		case "family":
			w.lead = true
			hit = t.Payer != "" && !kin.InKin(t.IIN, t.Payer) && !kin.InFamily(t.IIN, t.Payer)
		}
		if hit {
			s.see("P16-8a", t.IIN, partyKind(t.Payer), t.Payer, w)
		}
	}
}

func (s *signs) accounts() {
	home := []string{"kz", "kaz", "398", "казахстан", "қазақстан", "kazakhstan"}
	for _, a := range s.Accounts {
		inOffice := false
		for day := range s.days {
			inOffice = inOffice || s.inOffice(a.IIN, day)
		}
		if inOffice && !slices.Contains(home, strings.ToLower(a.Country)) && a.Detected <= s.asOf && (a.ClosedOn == Undated || a.ClosedOn >= s.window.From) {
			s.see("P10-6a", a.IIN, "bank", a.Country+" "+a.Bank, way{day: max(a.Detected, SinceEver)})
		}
	}
}

func (s *signs) mandates() {
	for _, m := range s.Mandates {
		span := Span{orElse(m.From, SinceEver), orElse(m.To, ForEver)}
		for _, p := range s.scan.Roster {
			common := Span{max(p.From, span.From), min(p.To, span.To)}
			if p.IIN == m.IIN && p.inScope() && common.From <= common.To && common.Meets(s.window) {
				s.see("P10-7a", m.IIN, "body", m.Body, way{day: common.From})
			}
		}
	}
}

// controlGroups is P40a. Kinship counts either way, and so does who depends on whom.
func (s *signs) controlGroups() {
	for _, m := range s.Groups {
		day := m.Approved
		if day > s.asOf {
			continue
		}
		kin := s.kinOn(day)
		w := way{lead: true, day: day, told: m.Notified != Undated && m.Notified <= s.asOf}
		through := func(person string, contracts []int, family bool) {
			v := w
			v.contracts = contracts
			switch {
			case person == m.IIN:
			case kin.EitherWay(m.IIN, person), family && (kin.InFamily(m.IIN, person) || kin.InFamily(person, m.IIN)):
				v.via, v.relation = person, cmp.Or(Name(kin[pair{m.IIN, person}]), "dependant")
			default:
				return
			}
			s.see("P40a", m.IIN, "group", m.Group, v)
		}
		for _, p := range s.scan.Roster {
			if m.Unit != "" && p.unitKey() == m.Unit && p.inScope() && p.Holds(day) {
				through(p.IIN, nil, true)
			}
		}
		for i, c := range s.scan.contracts {
			if c.Value != nil && c.AnnouncedAs(m.Announcement) {
				for _, behind := range s.registerOn(day).tiedPeople(c.Current.Supplier) {
					through(behind, []int{i}, false)
				}
			}
		}
	}
}

// positionsAbove are the manager positions of a position on a day: what its rows of that day say; on a
// day without one the rows that ended last before it, else those that begin first after it.
func (s *signs) positionsAbove(position string, day Day) map[string]bool {
	far := func(p Post) (class int, days Day) {
		switch {
		case p.Holds(day):
			return 0, 0
		case p.To < day:
			return 1, day - p.To
		}
		return 2, p.From - day
	}
	above := map[string]bool{}
	class, days := 3, Day(0)
	for _, p := range s.scan.Roster {
		if p.PositionID != position || p.ManagerPositionID == "" {
			continue
		}
		c, d := far(p)
		if order := cmp.Or(cmp.Compare(c, class), cmp.Compare(d, days)); order <= 0 {
			if order < 0 {
				clear(above)
			}
			above[p.ManagerPositionID], class, days = true, c, d
		}
	}
	return above
}

// contests is P46a.
func (s *signs) contests() {
	for _, c := range s.Candidates {
		if !s.window.Holds(c.Announced) {
			continue
		}
		kin := s.kinOn(c.Announced)
		seen := map[string]bool{c.Position: true}
		front := []string{c.Position}
		for depth := 1; len(front) > 0; depth++ {
			next := map[string]bool{}
			for _, at := range front {
				for up := range s.positionsAbove(at, c.Announced) {
					if !seen[up] {
						seen[up], next[up] = true, true
					}
				}
			}
			front = slices.Sorted(maps.Keys(next))
			for _, p := range s.scan.Roster {
				if next[p.PositionID] && p.Holds(c.Announced) && p.IIN != c.IIN && kin.EitherWay(c.IIN, p.IIN) {
					s.see("P46a", c.IIN, "person", p.IIN, way{lead: true, relation: s.relation(c.IIN, p.IIN, c.Announced), day: c.Announced, depth: depth})
				}
			}
		}
	}
}
