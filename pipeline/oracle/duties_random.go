package oracle

import (
	"fmt"
	"slices"
	"strings"
)

// dutyWorld invents the registers around an as-of day.
type dutyWorld struct {
	*world
	World
	asOf Day
}

// DutyWorld is a small office whose registers turn on the as-of day of the world, on the days
// terms end, and on the day before and after. The same seed gives the same world. Every sixth
// world lacks a register or two.
func DutyWorld(seed int64) World {
	w := newWorld(uint64(seed), 0, []Day{Date(2026, 9, 30)})
	asOf := pick(w, Date(2026, 9, 30), Date(2026, 9, 30), Date(2026, 9, 30), Date(2026, 6, 30), Date(2026, 8, 15), Date(2026, 8, 14),
		Date(2026, 1, 1), Date(2026, 9, 16), Date(2025, 12, 31), Date(2025, 3, 31), Date(2024, 5, 6), Date(2027, 2, 10),
		Date(2023, 7, 1)+Day(w.IntN(1300)), Date(2023, 7, 1)+Day(w.IntN(1300)))
	year := asOf.Year()
	w.borders = []Day{asOf, asOf, Date(year-1, 12, 31), Date(year-2, 12, 31), Date(year-1, 12, 31), Date(year-3, 12, 31), DutiesSince, DutiesSince + 90, asOf - 200}
	w.families(8 + w.IntN(14))
	w.roster()
	d := &dutyWorld{world: w, asOf: asOf}
	d.posts()
	d.AsOf = asOf
	d.World.Data = w.Data
	d.inventNotices()
	d.inventGifts()
	d.inventAccounts()
	d.inventDeclarations()
	d.inventEvents()
	d.inventMaps()
	d.World.Data = w.Data // decisions came with the events
	if w.chance(16) {
		for range 1 + w.IntN(2) {
			d.lose()
		}
	}
	return d.World
}

// posts gives every position one category, and some posts the class corps_a.
func (d *dutyWorld) posts() {
	categories := map[string]string{}
	for i := range d.world.Roster {
		p := &d.world.Roster[i]
		if _, seen := categories[p.PositionID]; !seen {
			categories[p.PositionID] = pick(d.world, "C-3", "C-3", "C-4", "C-5", "")
		}
		p.Category = categories[p.PositionID]
		if d.chance(12) {
			p.ServiceClass = "corps_a"
		}
	}
}

// lose makes a register absent.
func (d *dutyWorld) lose() {
	w := &d.World
	switch d.IntN(15) {
	case 0:
		w.Notices = nil
	case 1:
		w.Accounts = nil
	case 2:
		w.TaxRequests = nil
	case 3:
		w.Consents = nil
	case 4:
		w.Declarations = nil
	case 5:
		w.Publications = nil
	case 6:
		w.LegalChanges = nil
	case 7:
		w.HRNotices = nil
	case 8:
		w.Gifts = nil
	case 9:
		w.Events = nil
	case 10:
		w.Attendance = nil
	case 11:
		w.Analyses = nil
	case 12:
		w.Risks = nil
	case 13:
		w.Plan = nil
	case 14:
		w.Structure = nil
	}
}

// blank is a row of a register with every date blank.
func blank[T any, P rowOf[T]]() T {
	var x T
	for _, f := range P(&x).fields() {
		if day, is := f.cell.(*Day); is {
			*day = Undated
		}
	}
	return x
}

// start is a day from which a term of the length ends on the as-of day or next to it; or the
// as-of day or next to it; or some day before; now and then one well after.
func (d *dutyWorld) start(length string) Day {
	switch {
	case d.chance(40) && length != "none":
		target := d.asOf + pick[Day](d.world, -1, 0, 1)
		var fitting []Day
		for day := d.asOf - 200; day <= d.asOf; day++ {
			if e := term(day, length); e.By == target || e.On == target {
				fitting = append(fitting, day)
			}
		}
		if len(fitting) > 0 {
			return pick(d.world, fitting...)
		}
	case d.chance(15):
		return d.asOf + pick[Day](d.world, -1, 0, 1)
	case d.chance(5):
		return d.asOf + Day(1+d.IntN(40))
	}
	return d.asOf - Day(d.IntN(400))
}

// done is when what started was done: not at all, on the day it was due or next to it, on the
// as-of day or the next, or some time after the start.
func (d *dutyWorld) done(start Day, length string) Day {
	if start == Undated {
		return pick(d.world, Undated, d.asOf-Day(d.IntN(200)))
	}
	switch {
	case d.chance(30):
		return Undated
	case d.chance(50) && length != "none":
		return pick(d.world, term(start, length).By, term(start, length).On) + pick[Day](d.world, -1, 0, 0, 1)
	case d.chance(15):
		return max(start, d.asOf+pick[Day](d.world, 0, 1))
	}
	return start + Day(d.IntN(60))
}

// oftenSame is the day, or one near it, or none.
func (d *dutyWorld) oftenSame(day Day) Day {
	switch {
	case day == Undated || d.chance(15):
		return Undated
	case d.chance(30):
		return day + Day(d.IntN(6))
	}
	return day
}

func (d *dutyWorld) yesNo() string { return pick(d.world, "yes", "yes", "no", "") }

// oneCategory says whether all posts of the person but the named position have one category.
func (d *dutyWorld) oneCategory(iin, but string) bool {
	seen := map[string]bool{}
	for _, p := range d.world.Roster {
		if p.IIN == iin && p.PositionID != but {
			seen[p.Category] = true
		}
	}
	return len(seen) == 1
}

// inventNotices writes notices in the order of the procedure, known before all else.
func (d *dutyWorld) inventNotices() {
	d.Notices = []Notice{}
	for i := range 4 + d.IntN(10) {
		n := blank[Notice]()
		n.ID, n.IIN = fmt.Sprintf("N-%d", i+1), pick(d.world, d.persons...)
		if d.chance(80) {
			n.ManagerNotified = d.start("+3wd")
		}
		n.UnitNotified = d.oftenSame(orElse(n.ManagerNotified, d.start("none")))
		n.SentToUnit = d.done(n.ManagerNotified, "+3wd")
		if d.chance(40) {
			n.UnitReceivedOn = d.start(pick(d.world, "+10wd", "+3m"))
		}
		n.Concluded = d.done(n.received(), "+10wd")
		n.Conclusion = pick(d.world, "conflict", "conflict", "conflict", "none", "")
		if n.Concluded != Undated && d.chance(50) {
			n.HeadReceivedOn = max(n.Concluded, pick(d.world, n.Concluded, n.Concluded+Day(d.IntN(5)), d.start("+10wd")))
		}
		n.MeasureOn = d.done(orElse(n.HeadReceivedOn, n.Concluded), "+10wd")
		n.Measure = pick(d.world, "", "other_person", "duties_changed", "other")
		n.Resolvable = pick(d.world, "no", "no", "yes", "")
		n.Transferred = d.done(n.received(), "+3m")
		if p := pick(d.world, d.world.Roster...); d.oneCategory(n.IIN, p.PositionID) {
			n.NewPosition = p.PositionID
		}
		n.CriminalSigns = pick(d.world, "yes", "no", "")
		n.Referred = d.done(orElse(n.Concluded, n.received()), "none")
		if d.chance(90) {
			n.Known = d.start("none")
			for _, day := range []Day{n.ManagerNotified, n.UnitNotified, n.SentToUnit, n.UnitReceivedOn, n.Concluded, n.HeadReceivedOn, n.MeasureOn, n.Transferred, n.Referred} {
				if day != Undated {
					n.Known = min(n.Known, day)
				}
			}
		}
		d.Notices = append(d.Notices, n)
	}
}

func (d *dutyWorld) inventGifts() {
	d.Gifts = []Gift{}
	for i := range 4 + d.IntN(10) {
		g := blank[Gift]()
		g.ID, g.IIN = fmt.Sprintf("G-%d", i+1), pick(d.world, d.persons...)
		g.Kind = pick(d.world, "gift", "service", "money", "hospitality")
		length := "+7d"
		if g.Kind == "money" {
			length = "+14d"
		}
		g.Received = d.start(length)
		if d.chance(30) { // on a day when a post begins or ends
			p := pick(d.world, d.world.Roster...)
			day := pick(d.world, p.From, p.From-1, p.To, p.To+1)
			if day > d.asOf-400 && day < d.asOf+20 {
				g.Received = day
			}
		}
		starts := g.Received
		if d.chance(35) {
			g.Aware = g.Received + Day(d.IntN(20))
			starts = g.Aware
		}
		g.Value = pick(d.world, "", "1000", "52000.50")
		g.HostPresent, g.InService = d.yesNo(), d.yesNo()
		g.Handed, g.PaidOn, g.Explained, g.BoughtOut = d.done(starts, length), d.done(starts, length), d.done(starts, length), d.done(starts, length)
		if d.chance(8) { // with the day it was known, or with none
			g.Received = Undated
		}
		d.Gifts = append(d.Gifts, g)
	}
}

func (d *dutyWorld) inventAccounts() {
	d.Accounts, d.TaxRequests, d.Consents = []ForeignAccount{}, []TaxRequest{}, []Consent{}
	for i := range 3 + d.IntN(8) {
		x := blank[ForeignAccount]()
		x.IIN, x.Bank = pick(d.world, d.persons...), fmt.Sprintf("Банк %d", i+1)
		x.Country = pick(d.world, "CH", "DE", "Кипр", "AE", "TR", "KZ", "KAZ", "398", "Казахстан", "Қазақстан", "Kazakhstan")
		if d.chance(90) {
			x.Detected = d.start(pick(d.world, "+2wd", "+6m", "+6m"))
		}
		x.HeadNotified = d.done(x.Detected, "+2wd")
		x.HRNotified, x.PersonNotified = d.oftenSame(x.HeadNotified), d.oftenSame(x.HeadNotified)
		if d.chance(60) {
			x.ClosedOn = d.done(x.Detected, "+6m")
		}
		x.MeasuredOn = d.done(x.Detected, "none")
		d.Accounts = append(d.Accounts, x)
	}
	sent := map[Day]bool{}
	for range d.IntN(4) {
		day := d.asOf - Day(d.IntN(700)) + 20
		if sent[day] {
			continue
		}
		sent[day] = true
		for _, iin := range d.persons {
			if d.chance(15) {
				continue
			}
			x := blank[TaxRequest]()
			x.IIN, x.Sent = iin, day
			if d.chance(60) {
				x.Replied = day + Day(d.IntN(40))
				x.Passed = d.done(x.Replied, "none")
			}
			d.TaxRequests = append(d.TaxRequests, x)
		}
	}
	for range d.IntN(2 * len(d.persons)) {
		d.Consents = append(d.Consents, Consent{pick(d.world, d.persons...), "foreign_accounts", d.start("none") - Day(d.IntN(2)*d.IntN(3000))})
	}
}

// inventDeclarations writes declarations, their publication, and the notices of them and of changes of the law.
func (d *dutyWorld) inventDeclarations() {
	d.Declarations, d.Publications, d.LegalChanges, d.HRNotices = []Declaration{}, []Publication{}, []LegalChange{}, []HRNotice{}
	year := d.asOf.Year()
	seen := map[string]bool{}
	declare := func(x Declaration) {
		key := fmt.Sprint(x.IIN, x.Form, x.Year, x.Filed)
		same250 := fmt.Sprint(x.IIN, x.Form, x.Filed)
		if !seen[key] && (x.Form != "250" || !seen[same250]) {
			seen[key], seen[same250] = true, true
			d.Declarations = append(d.Declarations, x)
		}
	}
	firstPost := map[string]Day{}
	for _, p := range d.world.Roster {
		if from, in := firstPost[p.IIN]; p.inScope() && (!in || p.From < from) {
			firstPost[p.IIN] = p.From
		}
	}
	for _, iin := range d.persons {
		for range d.IntN(3) {
			day := d.asOf - Day(d.IntN(1200)) + 30
			if from, in := firstPost[iin]; in && d.chance(60) {
				day = from + pick[Day](d.world, -2, -1, -1, 0, 5)
			}
			declare(Declaration{iin, "250", fmt.Sprint(day.Year() - d.IntN(2)), day, pick(d.world, "", "paper", "electronic")})
		}
		for reported := year - 3; reported < year; reported++ {
			for range 1 + d.IntN(2)*d.IntN(2) {
				if d.chance(25) {
					continue
				}
				channel := pick(d.world, "", "electronic", "paper", "paper")
				day := pick(d.world, Date(reported+1, 9, 15), Date(reported+1, 7, 15), Date(reported+1, 7, 15), d.asOf, Date(reported+1, 3, 1)) + pick[Day](d.world, -1, 0, 1, 2, 3)
				declare(Declaration{iin, "270", fmt.Sprint(reported), day, channel})
			}
			for range d.IntN(2) + d.IntN(2) {
				day := pick(d.world, Date(reported+1, 8, 15), Date(reported+1, 6, 15), d.asOf, Date(reported+1, 2, 1)) + pick[Day](d.world, -1, 0, 1)
				d.HRNotices = append(d.HRNotices, HRNotice{iin, "filing", fmt.Sprint(reported), day})
			}
			if d.chance(50) {
				day := pick(d.world, Date(reported+1, 12, 31), d.asOf, Date(reported+1, 10, 1)) + pick[Day](d.world, -1, 0, 1)
				d.Publications = append(d.Publications, Publication{"declaration", iin, fmt.Sprint(reported), day})
			}
		}
	}
	for i := range d.IntN(3) {
		c := LegalChange{fmt.Sprintf("Z-%d", i+1), "О поправках", d.start("+30wd")}
		if d.chance(8) {
			c.InForce = Undated
		}
		d.LegalChanges = append(d.LegalChanges, c)
		for _, iin := range d.persons {
			for range 1 + d.IntN(2) {
				day := d.done(c.InForce, "+30wd")
				if c.InForce != Undated && d.chance(15) {
					day = c.InForce - 1 - Day(d.IntN(5))
				}
				if day != Undated {
					d.HRNotices = append(d.HRNotices, HRNotice{iin, "legal_change", c.ID, day})
				}
			}
		}
	}
	for y := year - 2; y <= year; y++ {
		if d.chance(60) {
			day := pick(d.world, Date(y, 1, 1), Date(y, 12, 31), Date(y, 5, 5), d.asOf) + pick[Day](d.world, -1, 0, 1)
			d.Publications = append(d.Publications, Publication{"council_plan", "", fmt.Sprint(y), day})
		}
	}
	for range d.IntN(3) {
		d.Publications = append(d.Publications, Publication{"site_update", "противодействие коррупции", "", d.start("none")})
	}
}

// inside is a day of the as-of day's year or the one before, often the edge of a quarter.
func (d *dutyWorld) inside() Day {
	if d.chance(60) {
		return Date(d.asOf.Year()-1, 1+3*d.IntN(8), 1) + pick[Day](d.world, -1, 0, 20)
	}
	return d.start("none")
}

func (d *dutyWorld) inventEvents() {
	d.Events, d.Attendance, d.Analyses = []Event{}, []Attendance{}, []Analysis{}
	for i := range d.IntN(16) {
		e := Event{fmt.Sprintf("E-%d", i+1), pick(d.world, "conflict_training", "declaration_example", "culture", "culture", "protection", "procurement_training"), d.inside()}
		d.Events = append(d.Events, e)
		if d.chance(30) { // nobody came, or nobody wrote it down
			continue
		}
		scores := []string{"", "60", "59.99", "100", "0", "75.5"}
		if d.chance(20) {
			scores = []string{""}
		}
		for _, iin := range d.persons {
			if d.chance(50) {
				d.Attendance = append(d.Attendance, Attendance{e.ID, iin, pick(d.world, scores...)})
			}
		}
	}
	for range d.IntN(8) {
		d.world.Decisions = append(d.world.Decisions, Decision{Announcement: "О-1", IIN: pick(d.world, d.persons...), Role: "approver", Day: d.inside()})
	}
	seen := map[string]bool{}
	for range d.IntN(10) {
		a := blank[Analysis]()
		a.Kind, a.Finished = pick(d.world, "internal_risk", "conflict", "conflict", "procurement", "procurement"), d.inside()
		if a.Kind == "procurement" && d.chance(50) {
			a.Finished = d.start("+3d")
		}
		if d.chance(8) {
			a.Finished = Undated
		}
		a.Reports = d.done(a.Finished, "+3d")
		if key := a.Kind + a.Finished.String(); !seen[key] {
			seen[key] = true
			d.Analyses = append(d.Analyses, a)
		}
	}
}

// inventMaps writes up to three versions of two maps, their plans, and changes of structure.
// The rows of a plan about one risk leave blank the same fields in the same order, so that the
// fewest blanks are the same ones whichever row is taken.
func (d *dutyWorld) inventMaps() {
	d.Risks, d.Plan, d.Structure = []Risk{}, []PlanRow{}, []StructureChange{}
	var ids []string
	var dates []Day
	for _, name := range []string{"legislation", "organisation"} {
		letter := strings.ToUpper(name[:1])
		day := d.asOf - Day(d.IntN(600))
		for version := range d.IntN(4) {
			dates = append(dates, day)
			for n := range 1 + d.IntN(4) {
				x := blank[Risk]()
				// Versions are not named in the order of their dates.
				x.Version, x.Date, x.Map, x.ID = fmt.Sprintf("%d", 9-version), day, name, fmt.Sprintf("%s-%d", letter, n+1)
				x.Risk, x.Process = "Риск "+x.ID, "Процесс"
				post := pick(d.world, d.world.Roster...)
				x.Unit = post.UnitID
				x.PositionIDs = strings.Join([]string{post.PositionID, pick(d.world, d.world.Roster...).PositionID}[:1+d.IntN(2)], ";")
				x.LikelihoodText, x.ImpactText = fmt.Sprint(1+d.IntN(5)), fmt.Sprint(1+d.IntN(5))
				x.Rule = pick(d.world, "", "P10-2a", "P10-2a;P52a")
				d.Risks = append(d.Risks, x)
				if !slices.Contains(ids, x.ID) {
					ids = append(ids, x.ID)
				}
			}
			day = pick(d.world, day+1+Day(d.IntN(200)), max(day+1, d.asOf), max(day+1, d.asOf+1))
		}
	}
	ids = append(ids, "X-1") // a plan about what stands in no map
	plans := []string{"PL-1", "PL-2", "PL-3"}[:1+d.IntN(3)]
	approved := map[string]Day{}
	for _, p := range plans {
		approved[p] = d.start("none")
		if d.chance(15) {
			approved[p] = Undated
		}
	}
	for _, id := range ids {
		fields := d.Perm(4)
		for _, plan := range plans {
			if d.chance(45) {
				continue
			}
			p := blank[PlanRow]()
			p.Plan, p.Risk, p.Measure, p.Executor, p.Completion = plan, id, "Мера", pick(d.world, "Управление закупок", "Кадровая служба", "Юридический отдел"), "Отчёт"
			p.Due = d.asOf + pick(d.world, -1, 0, 1, -Day(d.IntN(200)), Day(d.IntN(150)))
			p.Approved = approved[plan]
			if d.chance(20) {
				p.Approved = pick(d.world, Undated, d.start("none"))
			}
			for _, f := range fields[:d.IntN(2)*d.IntN(5)] {
				switch f {
				case 0:
					p.Measure = ""
				case 1:
					p.Due = Undated
				case 2:
					p.Executor = ""
				case 3:
					p.Completion = ""
				}
			}
			if p.Due != Undated && d.chance(60) {
				p.DoneOn = pick(d.world, p.Due, upTo(p.Due).By, d.asOf) + pick[Day](d.world, -1, 0, 1)
			}
			d.Plan = append(d.Plan, p)
		}
	}
	for _, plan := range plans {
		for range d.IntN(3) {
			d.Publications = append(d.Publications, Publication{"risk_plan", plan, "", d.start("none")})
		}
	}
	for range d.IntN(4) {
		day := d.start("none")
		if len(dates) > 0 {
			day = pick(d.world, dates...) + pick[Day](d.world, -1, 0, 0, 1)
		}
		d.Publications = append(d.Publications, Publication{"cartogram", "", "", day})
	}
	for i := range d.IntN(4) {
		c := StructureChange{fmt.Sprintf("S-%d", i+1), d.start("none"), "new_unit"}
		if len(dates) > 0 && d.chance(60) {
			c.Changed = pick(d.world, dates...) + pick[Day](d.world, -1, 0, 1)
		}
		if d.chance(10) {
			c.Changed = Undated
		}
		d.Structure = append(d.Structure, c)
	}
}
