package oracle

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// DutiesSince is the parameter since of P22a: a first post from this day on asks for form 250.
var DutiesSince = Date(2025, 1, 1)

// PassScore is the least score in per cent that passes a test.
const PassScore = 60

// Duty is what the Standard obliges somebody to do by a day. A day that is not known or not
// set is Undated; Days is blank or a number of calendar days.
type Duty struct {
	Rule, SubjectKind, SubjectID, About string
	StartsOn                            Day
	Term                                string
	DueOn, DueBy, DoneOn                Day
	State, Days, Note                   string
}

// reckoning holds what the rules of duties share.
type reckoning struct {
	World
	asOf   Day
	kin    map[Day]Ties
	duties map[[4]string]Duty // one per rule, subject, about and start
	scan   scan               // for the roster's questions
}

// Duties is every duty of the world as known on the as-of day: by state overdue, unknown,
// open, late, done, then by due day (blank last), rule, subject and about. A rule whose
// registers are nil gives none. ReadCalendar must have been called.
func Duties(w World, asOf Day) []Duty {
	r := reckon(w, asOf)
	all := slices.Collect(maps.Values(r.duties))
	states := []string{"overdue", "unknown", "open", "late", "done"}
	due := func(d Duty) Day {
		if d.DueBy == Undated {
			return ForEver
		}
		return d.DueBy
	}
	slices.SortFunc(all, func(a, b Duty) int {
		return cmp.Or(cmp.Compare(slices.Index(states, a.State), slices.Index(states, b.State)), cmp.Compare(due(a), due(b)),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.SubjectID, b.SubjectID), cmp.Compare(a.About, b.About), cmp.Compare(a.StartsOn, b.StartsOn))
	})
	return all
}

func reckon(w World, asOf Day) *reckoning {
	r := &reckoning{World: w, asOf: asOf, kin: map[Day]Ties{}, duties: map[[4]string]Duty{}, scan: scan{Data: w.Data}}
	r.recurring()
	r.riskMaps()
	r.notices()
	r.gifts()
	r.notifications()
	r.declarations()
	r.accounts()
	return r
}

// known is a day that the as-of day knows of; later ones are blank.
func (r *reckoning) known(d Day) Day {
	if d > r.asOf {
		return Undated
	}
	return d
}

// first is the earliest known day of those given, Undated of none.
func (r *reckoning) first(days ...Day) Day {
	earliest := Undated
	for _, d := range days {
		if r.known(d) != Undated && (earliest == Undated || d < earliest) {
			earliest = d
		}
	}
	return earliest
}

// last is the latest of the days given if all are known, else Undated; together says that
// all are the same.
func (r *reckoning) last(days ...Day) (latest Day, together bool) {
	for _, d := range days {
		if r.known(d) == Undated {
			return Undated, true
		}
	}
	return slices.Max(days), slices.Max(days) == slices.Min(days)
}

func orElse(d, other Day) Day {
	if d == Undated {
		return other
	}
	return d
}

// office is a duty of an office, person one of a person; the days are to be filled.
func office(rule, office, about string) Duty {
	return Duty{Rule: rule, SubjectKind: "office", SubjectID: office, About: about, StartsOn: Undated, DueOn: Undated, DueBy: Undated, DoneOn: Undated}
}

func person(rule, iin, about string) Duty {
	d := office(rule, iin, about)
	d.SubjectKind = "person"
	return d
}

// put reckons when a duty is due and how it stands. One that starts after the as-of day is
// none. A blank start is unknown, and the column that should say it is noted.
func (r *reckoning) put(d Duty, startColumn string, end termEnd, notes ...string) {
	if d.StartsOn > r.asOf {
		return
	}
	d.DoneOn, d.DueOn, d.DueBy = r.known(d.DoneOn), end.On, end.By
	if end.Unconfirmed {
		notes = append(notes, "unconfirmed_calendar")
	}
	switch {
	case d.StartsOn == Undated && startColumn != "":
		d.State = "unknown"
		notes = append(notes, "missing:"+startColumn)
	case d.DoneOn != Undated && (d.DueBy == Undated || d.DoneOn <= d.DueBy):
		d.State = "done"
	case d.DoneOn != Undated:
		d.State, d.Days = "late", fmt.Sprint(int(d.DoneOn-d.DueBy))
	case d.DueBy == Undated:
		d.State = "open"
	case r.asOf > d.DueBy:
		d.State, d.Days = "overdue", fmt.Sprint(int(r.asOf-d.DueBy))
	default:
		d.State, d.Days = "open", fmt.Sprint(int(d.DueBy-r.asOf))
	}
	slices.Sort(notes)
	d.Note = strings.Join(slices.Compact(notes), ";")
	r.duties[[4]string{d.Rule, d.SubjectID, d.About, d.StartsOn.String()}] = d
}

// within puts a duty whose term runs from its start.
func (r *reckoning) within(d Duty, length, startColumn string, notes ...string) {
	d.Term = length
	end := termEnd{On: Undated, By: Undated}
	if d.StartsOn != Undated && d.StartsOn <= r.asOf {
		end = term(d.StartsOn, length)
	}
	r.put(d, startColumn, end, notes...)
}

func (r *reckoning) kinOn(day Day) Ties {
	if r.kin[day] == nil {
		r.kin[day] = r.KinOn(day)
	}
	return r.kin[day]
}

// obliged are the people in an in-scope post on the day, by number.
func (r *reckoning) obliged(day Day) []string {
	people := map[string]bool{}
	for _, p := range r.Roster {
		if p.inScope() && p.Holds(day) {
			people[p.IIN] = true
		}
	}
	return slices.Sorted(maps.Keys(people))
}

// spouses are those married to the person on the day, by number.
func (r *reckoning) spouses(iin string, day Day) []string {
	var all []string
	for p, relations := range r.kinOn(day) {
		if p.x == iin && relations["spouse"] {
			all = append(all, p.y)
		}
	}
	slices.Sort(all)
	return all
}

// recurring are the duties of every quarter, half and year: done on the first matching date.
func (r *reckoning) recurring() {
	each := func(length, rule, subject string, runs bool, dates func(period) []Day, notes func(Day) []string) {
		if !runs {
			return
		}
		for _, p := range periods(r.asOf, length) {
			var inside []Day
			for _, d := range dates(p) {
				if p.Holds(d) {
					inside = append(inside, d)
				}
			}
			d := office(rule, subject, p.Name)
			d.StartsOn, d.Term, d.DoneOn = p.From, length, r.first(inside...)
			var n []string
			if notes != nil && d.DoneOn != Undated {
				n = notes(d.DoneOn)
			}
			r.put(d, "", notMoved(p.To), n...)
		}
	}
	analyses := func(kind string) func(period) []Day {
		return func(period) (days []Day) {
			for _, a := range r.Analyses {
				if a.Kind == kind {
					days = append(days, a.Finished)
				}
			}
			return days
		}
	}
	events := func(kind string, counts func(Event) bool) func(period) []Day {
		return func(period) (days []Day) {
			for _, e := range r.Events {
				if e.Kind == kind && counts(e) {
					days = append(days, e.Held)
				}
			}
			return days
		}
	}
	every := func(Event) bool { return true }
	scored := func(e Event) bool {
		return slices.ContainsFunc(r.Attendance, func(a Attendance) bool { return a.Event == e.ID && a.Score != "" })
	}
	each("year", "P6-1a", "prevention_unit", r.Analyses != nil, analyses("internal_risk"), nil)
	each("quarter", "P11a", "prevention_unit", r.Analyses != nil, analyses("conflict"), nil)
	each("half", "P18a", "prevention_unit", r.Events != nil, events("conflict_training", every), nil)
	each("year", "P27a", "hr", r.Events != nil, events("declaration_example", every), nil)
	each("half", "P31a", "prevention_unit", r.Events != nil && r.Attendance != nil, events("culture", scored), nil)
	each("quarter", "P42a", "prevention_unit", r.Events != nil, events("protection", every), nil)
	each("half", "P51-3a", "procurement_unit", r.Events != nil, events("procurement_training", every), nil)
	each("year", "P52f", "prevention_unit", r.Analyses != nil, analyses("procurement"), nil)
	each("year", "P38a", "hr", r.Publications != nil, func(p period) (days []Day) {
		for _, x := range r.Publications {
			if x.Kind == "council_plan" && x.Year == p.Name {
				days = append(days, x.On)
			}
		}
		return days
	}, nil)
	each("year", "P28-3a", "hr", r.TaxRequests != nil, func(period) (days []Day) {
		for _, x := range r.TaxRequests {
			days = append(days, x.Sent)
		}
		return days
	}, func(day Day) []string {
		n := 0
		for _, iin := range r.obliged(day) {
			if !slices.ContainsFunc(r.TaxRequests, func(x TaxRequest) bool { return x.IIN == iin && x.Sent == day }) {
				n++
			}
		}
		if n == 0 {
			return nil
		}
		return []string{fmt.Sprintf("not_listed:%d", n)}
	})

	// Not recurring, but of the same register.
	for _, a := range r.Analyses {
		if a.Kind == "procurement" {
			d := office("P52g", "prevention_unit", a.Finished.String())
			d.StartsOn, d.DoneOn = a.Finished, a.Reports
			r.within(d, "+3d", "finished_on")
		}
	}
}

// newest are the known rows of the newest version of each map, the latest date of the version
// with them.
func (r *reckoning) newest() []Risk {
	latest := map[string]Risk{}
	for _, x := range r.Risks {
		if r.known(x.Date) != Undated && (latest[x.Map].Map == "" || x.Date > latest[x.Map].Date) {
			latest[x.Map] = x
		}
	}
	var rows []Risk
	for _, x := range r.Risks {
		if v := latest[x.Map]; v.Map != "" && x.Version == v.Version && r.known(x.Date) != Undated {
			rows = append(rows, x)
		}
	}
	return rows
}

// knownPlan are the rows of the plan but those approved after the as-of day.
func (r *reckoning) knownPlan() []PlanRow {
	var rows []PlanRow
	for _, p := range r.Plan {
		if p.Approved <= r.asOf {
			rows = append(rows, p)
		}
	}
	return rows
}

func (x PlanRow) blanks() []string {
	var blank []string
	for _, c := range []struct {
		name   string
		filled bool
	}{{"measure", x.Measure != ""}, {"due_on", x.Due != Undated}, {"executor", x.Executor != ""}, {"completion", x.Completion != ""}} {
		if !c.filled {
			blank = append(blank, c.name)
		}
	}
	return blank
}

// planned is P6-3a of one row; false where the row is none.
func (r *reckoning) planned(p PlanRow) (Duty, termEnd, bool) {
	if p.Due == Undated || orElse(p.Approved, p.Due) > r.asOf {
		return Duty{}, termEnd{}, false
	}
	d := office("P6-3a", p.Executor, p.Plan+";"+p.Risk)
	d.StartsOn, d.Term, d.DoneOn = orElse(p.Approved, p.Due), "to", p.DoneOn
	return d, upTo(p.Due), true
}

// riskMaps is P6-1b, P6-3a, P6-3b, P6-4a and P8a.
func (r *reckoning) riskMaps() {
	if r.Structure != nil && r.Risks != nil {
		for _, c := range r.Structure {
			d := office("P6-1b", "prevention_unit", c.ID)
			d.StartsOn = c.Changed
			if c.Changed != Undated {
				var days []Day
				for _, x := range r.Risks {
					if x.Date >= c.Changed {
						days = append(days, x.Date)
					}
				}
				d.DoneOn = r.first(days...)
			}
			r.within(d, "none", "changed_on")
		}
	}
	for _, p := range r.Plan {
		if d, end, is := r.planned(p); is {
			r.put(d, "", end)
		}
	}
	if r.Risks != nil && r.Plan != nil {
		for _, x := range r.newest() {
			blank := PlanRow{Due: Undated}.blanks()
			for _, p := range r.knownPlan() {
				if b := p.blanks(); p.Risk == x.ID && len(b) < len(blank) {
					blank = b
				}
			}
			if len(blank) > 0 {
				d := office("P6-3b", "first_head", x.ID)
				d.StartsOn = x.Date
				r.within(d, "none", "map_date", "blank:"+strings.Join(blank, ","))
			}
		}
	}
	published := func(kind string, counts func(Publication) bool) Day {
		var days []Day
		for _, x := range r.Publications {
			if x.Kind == kind && counts(x) {
				days = append(days, x.On)
			}
		}
		return r.first(days...)
	}
	if r.Plan != nil && r.Publications != nil {
		approved := map[string]Day{}
		for _, p := range r.Plan {
			before, seen := approved[p.Plan]
			switch {
			case !seen || before == Undated:
				approved[p.Plan] = p.Approved
			case p.Approved != Undated:
				approved[p.Plan] = min(before, p.Approved)
			}
		}
		for plan, day := range approved {
			d := office("P6-4a", "first_head", plan)
			d.StartsOn, d.DoneOn = day, published("risk_plan", func(x Publication) bool { return x.About == plan })
			r.within(d, "none", "approved_on")
		}
	}
	if r.Risks != nil && r.Publications != nil {
		for _, x := range r.newest() {
			d := office("P8a", "prevention_unit", x.Map)
			d.StartsOn, d.DoneOn = x.Date, published("cartogram", func(p Publication) bool { return p.On >= x.Date })
			r.within(d, "none", "map_date")
		}
	}
}

func (x Notice) received() Day {
	switch {
	case x.UnitReceivedOn != Undated:
		return x.UnitReceivedOn
	case x.UnitNotified != Undated && x.SentToUnit != Undated:
		return min(x.UnitNotified, x.SentToUnit)
	}
	return orElse(x.UnitNotified, x.SentToUnit)
}

// manager is who is directly above the person on the day: the lowest number of them, by any
// post of the person; blank where nobody is known.
func (r *reckoning) manager(iin string, day Day) string {
	lowest := ""
	for i, p := range r.Roster {
		if p.IIN != iin || !p.Holds(day) {
			continue
		}
		for _, above := range r.scan.superiors(i, day) {
			if id := r.Roster[above].IIN; lowest == "" || id < lowest {
				lowest = id
			}
		}
	}
	return lowest
}

// otherCategory says whether the roster has categories of both the post held before the
// transfer and the new one, and none in common.
func (r *reckoning) otherCategory(n Notice) bool {
	if n.NewPosition == "" || r.known(n.Transferred) == Undated {
		return false
	}
	before, after := map[string]bool{}, map[string]bool{}
	for _, p := range r.Roster {
		switch {
		case p.Category == "":
		case p.PositionID == n.NewPosition:
			after[p.Category] = true
		case p.IIN == n.IIN && p.Holds(n.Transferred-1):
			before[p.Category] = true
		}
	}
	for c := range before {
		if after[c] {
			return false
		}
	}
	return len(before) > 0 && len(after) > 0
}

// notices is P13a and P14.
func (r *reckoning) notices() {
	for _, n := range r.Notices {
		concluded := n.Concluded <= r.asOf // blank counts
		if concluded && n.CriminalSigns == "yes" {
			d := office("P13a", "leadership", n.ID)
			d.StartsOn, d.DoneOn = orElse(n.Concluded, n.received()), n.Referred
			r.within(d, "none", "unit_received_on")
		}

		d := person("P14-1a", n.IIN, n.ID)
		done, together := r.last(n.ManagerNotified, n.UnitNotified)
		d.StartsOn, d.DoneOn = n.Known, done
		if together {
			r.within(d, "none", "known_on")
		} else {
			r.within(d, "none", "known_on", "not_simultaneous")
		}

		if n.ManagerNotified != Undated {
			d := office("P14-2a", "leadership", n.ID)
			if m := r.manager(n.IIN, n.ManagerNotified); m != "" {
				d = person("P14-2a", m, n.ID)
			}
			d.StartsOn, d.DoneOn = n.ManagerNotified, n.SentToUnit
			r.within(d, "+3wd", "manager_notified_on")
		}
		if n.received() != Undated {
			d := office("P14-3a", "prevention_unit", n.ID)
			d.StartsOn, d.DoneOn = n.received(), n.Concluded
			r.within(d, "+10wd", "unit_received_on")
		}
		if !concluded || n.Conclusion != "conflict" {
			continue
		}
		d = office("P14-4a", "leadership", n.ID)
		d.StartsOn, d.DoneOn = orElse(n.HeadReceivedOn, n.Concluded), n.MeasureOn
		if r.known(n.MeasureOn) != Undated && n.Measure == "" {
			r.within(d, "+10wd", "head_received_on", "no_measure_named")
		} else {
			r.within(d, "+10wd", "head_received_on")
		}
		if n.Resolvable == "no" {
			d := person("P14-6a", n.IIN, n.ID)
			d.StartsOn, d.DoneOn = n.received(), n.Transferred
			if r.otherCategory(n) {
				r.within(d, "+3m", "unit_received_on", "other_category")
			} else {
				r.within(d, "+3m", "unit_received_on")
			}
		}
	}
}

// receivers are those whom a gift obliges: who received it, if in an in-scope post that day,
// else whoever in one has the receiver in the family.
func (r *reckoning) receivers(g Gift) (people []string, family bool) {
	day := orElse(orElse(g.Received, g.Aware), r.asOf)
	obliged := r.obliged(day)
	if slices.Contains(obliged, g.IIN) {
		return []string{g.IIN}, false
	}
	for _, iin := range obliged {
		if r.kinOn(day).InFamily(iin, g.IIN) {
			people = append(people, iin)
		}
	}
	return people, true
}

// gifts is P16.
func (r *reckoning) gifts() {
	for _, g := range r.Gifts {
		inService := g.InService != "no"
		var rule, length string
		var done Day
		switch {
		case g.Kind == "money":
			rule, length = "P16-3a", "+14d"
			done, _ = r.last(g.PaidOn, g.Explained)
		case inService && (g.Kind == "gift" || g.Kind == "hospitality" && g.HostPresent == "no"):
			rule, length, done = "P16-5a", "+7d", r.first(g.Handed, g.BoughtOut)
		case inService && g.Kind == "service":
			rule, length, done = "P16-5b", "+7d", g.PaidOn
		default:
			continue
		}
		people, family := r.receivers(g)
		for _, iin := range people {
			d := person(rule, iin, g.ID)
			d.StartsOn, d.DoneOn = orElse(g.Aware, g.Received), done
			if family {
				r.within(d, length, "received_on", "received_by_family")
			} else {
				r.within(d, length, "received_on")
			}
		}
	}
}

// filed is the first form 270 of the person about a year, or the first form 250 of any.
func (r *reckoning) filed(iin, form, year string) (Declaration, bool) {
	var first Declaration
	found := false
	for _, x := range r.Declarations {
		if x.IIN == iin && x.Form == form && (form == "250" || x.Year == year) && r.known(x.Filed) != Undated && (!found || x.Filed < first.Filed) {
			first, found = x, true
		}
	}
	return first, found
}

func (r *reckoning) filedOn(iin, form, year string) Day {
	x, found := r.filed(iin, form, year)
	if !found {
		return Undated
	}
	return x.Filed
}

func (r *reckoning) onPaper(iin, year string) bool {
	x, found := r.filed(iin, "270", year)
	return found && x.Channel == "paper"
}

// reported are the two years whose declarations are due in the as-of day's year and the one before.
func (r *reckoning) reported() []int { return []int{r.asOf.Year() - 2, r.asOf.Year() - 1} }

// notifications is P21.
func (r *reckoning) notifications() {
	if r.HRNotices == nil {
		return
	}
	told := func(iin, kind, about string, from Day) Day {
		var days []Day
		for _, x := range r.HRNotices {
			if x.IIN == iin && x.Kind == kind && x.About == about && x.Sent >= from {
				days = append(days, x.Sent)
			}
		}
		return r.first(days...)
	}
	for _, c := range r.LegalChanges {
		if r.known(c.InForce) == Undated {
			continue
		}
		for _, iin := range r.obliged(c.InForce) {
			d := office("P21-1a", "hr", c.ID+";"+iin)
			d.StartsOn, d.DoneOn = c.InForce, told(iin, "legal_change", c.ID, c.InForce)
			r.within(d, "+30wd", "in_force_on")
		}
	}
	for _, year := range r.reported() {
		text := strconv.Itoa(year)
		for _, iin := range r.obliged(Date(year, 12, 31)) {
			end := term(Date(year+1, 9, 15), "-1m")
			if r.onPaper(iin, text) {
				end = term(Date(year+1, 7, 15), "-1m")
			}
			d := office("P21-2a", "hr", text+";"+iin)
			d.StartsOn, d.Term, d.DoneOn = end.On, "-1m", told(iin, "filing", text, SinceEver)
			r.put(d, "", end)
		}
	}
}

// declarations is P22a, P23a and P26a.
func (r *reckoning) declarations() {
	if r.Declarations != nil {
		entered := map[string]Day{} // the first in-scope post
		for _, p := range r.Roster {
			if p.inScope() && r.known(p.From) != Undated {
				if before, seen := entered[p.IIN]; !seen || p.From < before {
					entered[p.IIN] = p.From
				}
			}
		}
		upTo250 := map[string]int{} // the last year a form 250 was due in
		put := func(iin, about string, post Day) {
			upTo250[iin] = max(upTo250[iin], (post - 1).Year())
			d := person("P22a", iin, about)
			d.Term, d.DoneOn = "none", r.filedOn(iin, "250", "")
			r.put(d, "", notMoved(post-1))
		}
		for iin, post := range entered {
			if post < DutiesSince {
				continue
			}
			put(iin, "", post)
			for _, s := range r.spouses(iin, post) {
				put(s, iin, post)
			}
		}
		annual := func(iin, about string, year int) {
			first := upTo250[iin]
			if day := r.filedOn(iin, "250", ""); day != Undated {
				first = max(first, day.Year())
			}
			if year <= first {
				return
			}
			text := strconv.Itoa(year)
			end := upTo(Date(year+1, 9, 15))
			if r.onPaper(iin, text) {
				end = upTo(Date(year+1, 7, 15))
			}
			d := person("P23a", iin, about)
			d.StartsOn, d.Term, d.DoneOn = Date(year+1, 1, 1), "to", r.filedOn(iin, "270", text)
			r.put(d, "", end)
		}
		for _, year := range r.reported() {
			for _, iin := range r.obliged(Date(year, 12, 31)) {
				annual(iin, strconv.Itoa(year), year)
				for _, s := range r.spouses(iin, Date(year, 12, 31)) {
					annual(s, fmt.Sprintf("%d;%s", year, iin), year)
				}
			}
		}
	}
	if r.Publications == nil {
		return
	}
	for _, year := range r.reported() {
		day := Date(year, 12, 31)
		public := func(iin string) {
			var days []Day
			for _, x := range r.Publications {
				if x.Kind == "declaration" && x.About == iin && x.Year == strconv.Itoa(year) {
					days = append(days, x.On)
				}
			}
			d := office("P26a", "hr", fmt.Sprintf("%d;%s", year, iin))
			d.StartsOn, d.Term, d.DoneOn = day+1, "to", r.first(days...)
			r.put(d, "", notMoved(Date(year+1, 12, 31)))
		}
		for _, p := range r.Roster {
			if p.Holds(day) && (p.ServiceClass == "political" || p.ServiceClass == "corps_a") {
				public(p.IIN)
				for _, s := range r.spouses(p.IIN, day) {
					public(s)
				}
			}
		}
	}
}

// accounts is P28.
func (r *reckoning) accounts() {
	if r.Consents != nil {
		for _, iin := range r.obliged(r.asOf) {
			var days []Day
			for _, x := range r.Consents {
				if x.IIN == iin && x.Kind == "foreign_accounts" {
					days = append(days, x.Signed)
				}
			}
			d := office("P28-2a", "hr", iin)
			d.StartsOn, d.DoneOn = r.scan.enteredOffice(iin, r.asOf), r.first(days...)
			r.within(d, "none", "date_from")
		}
	}
	for _, x := range r.TaxRequests {
		if x.Replied != Undated {
			d := office("P28-4a", "hr", x.IIN+";"+x.Sent.String())
			d.StartsOn, d.DoneOn = x.Replied, x.Passed
			r.within(d, "none", "replied_on")
		}
	}
	for _, x := range r.Accounts {
		if slices.Contains([]string{"kz", "kaz", "398", "казахстан", "қазақстан", "kazakhstan"}, strings.ToLower(x.Country)) {
			continue
		}
		both := x.IIN + ";" + x.Bank
		d := office("P28-5a", "prevention_unit", both)
		done, together := r.last(x.HeadNotified, x.HRNotified, x.PersonNotified)
		d.StartsOn, d.DoneOn = x.Detected, done
		if together {
			r.within(d, "+2wd", "detected_on")
		} else {
			r.within(d, "+2wd", "detected_on", "not_simultaneous")
		}

		d = person("P28-5b", x.IIN, x.Bank)
		d.StartsOn, d.DoneOn = x.Detected, x.ClosedOn
		r.within(d, "+6m", "detected_on")
		if closing, is := r.duties[[4]string{"P28-5b", x.IIN, x.Bank, x.Detected.String()}]; is && closing.State == "overdue" {
			d := office("P28-6a", "first_head", both)
			d.StartsOn, d.DoneOn = closing.DueBy, x.MeasuredOn
			r.within(d, "none", "due_by")
		}
	}
}

// TrainingRow is a row of training.csv. Share is Passed / Staff.
type TrainingRow struct {
	Half, Kind, Unit                string
	Staff, Attended, Tested, Passed int
	Share                           float64
}

// Training is the measure P31-2, by half, kind and unit. A unit without staff has no row.
func Training(w World, asOf Day) []TrainingRow {
	if w.Events == nil || w.Attendance == nil {
		return nil
	}
	var rows []TrainingRow
	for _, half := range periods(asOf, "half") {
		day := min(half.To, asOf)
		for _, kind := range []string{"conflict_training", "culture", "procurement_training", "protection"} {
			staff := map[string]map[string]bool{}
			for _, p := range w.Roster {
				if !p.Holds(day) || kind == "procurement_training" && !w.procures(p.IIN, half.From, day) {
					continue
				}
				if staff[p.Unit] == nil {
					staff[p.Unit] = map[string]bool{}
				}
				staff[p.Unit][p.IIN] = true
			}
			for _, unit := range slices.Sorted(maps.Keys(staff)) {
				row := TrainingRow{Half: half.Name, Kind: kind, Unit: unit, Staff: len(staff[unit])}
				for iin := range staff[unit] {
					attended, tested, passed := w.trained(iin, kind, half.From, day)
					row.Attended += attended
					row.Tested += tested
					row.Passed += passed
				}
				row.Share = float64(row.Passed) / float64(row.Staff)
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// procures says whether the person's posts of the last day influence procurement, or the
// person decided about one from the first day to the last.
func (w World) procures(iin string, from, to Day) bool {
	return slices.ContainsFunc(w.Roster, func(p Post) bool {
		return p.IIN == iin && p.Holds(to) && slices.Contains(strings.Split(p.Influence, ";"), "procurement")
	}) || slices.ContainsFunc(w.Decisions, func(x Decision) bool { return x.IIN == iin && from <= x.Day && x.Day <= to })
}

// trained is 1 or 0 each: attended an event of the kind, has a score, has one that passes.
func (w World) trained(iin, kind string, from, to Day) (attended, tested, passed int) {
	for _, e := range w.Events {
		if e.Kind != kind || e.Held < from || e.Held > to {
			continue
		}
		for _, a := range w.Attendance {
			if a.Event != e.ID || a.IIN != iin {
				continue
			}
			attended = 1
			if a.Score == "" {
				continue
			}
			tested = 1
			if score, err := strconv.ParseFloat(a.Score, 64); err == nil && score >= PassScore {
				passed = 1
			}
		}
	}
	return attended, tested, passed
}

// RiskMapRow is a row of riskmap.csv without what comes from a scan. Unit is the id, Posts the
// number of positions named.
type RiskMapRow struct {
	Map, Version, RiskID, Risk, Process, UnitID string
	Likelihood, Impact, Score                   int
	Zone                                        string
	Posts, PlanItems, OverdueItems              int
}

// RiskMap is every risk of the newest version of each map, by map and risk.
func RiskMap(w World, asOf Day) []RiskMapRow {
	r := reckon(w, asOf)
	var rows []RiskMapRow
	for _, x := range r.newest() {
		row := RiskMapRow{Map: x.Map, Version: x.Version, RiskID: x.ID, Risk: x.Risk, Process: x.Process, UnitID: x.Unit}
		row.Likelihood, _ = strconv.Atoi(x.LikelihoodText)
		row.Impact, _ = strconv.Atoi(x.ImpactText)
		row.Score = row.Likelihood * row.Impact
		switch {
		case row.Score <= 4:
			row.Zone = "low"
		case row.Score <= 9:
			row.Zone = "medium"
		case row.Score <= 16:
			row.Zone = "high"
		default:
			row.Zone = "very_high"
		}
		posts := map[string]bool{}
		for p := range strings.SplitSeq(x.PositionIDs, ";") {
			if p != "" {
				posts[p] = true
			}
		}
		row.Posts = len(posts)
		for _, p := range r.knownPlan() {
			if p.Risk != x.ID {
				continue
			}
			row.PlanItems++
			if d, _, is := r.planned(p); is && r.duties[[4]string{"P6-3a", d.SubjectID, d.About, d.StartsOn.String()}].State == "overdue" {
				row.OverdueItems++
			}
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b RiskMapRow) int {
		return cmp.Or(cmp.Compare(a.Map, b.Map), cmp.Compare(a.RiskID, b.RiskID))
	})
	return rows
}
