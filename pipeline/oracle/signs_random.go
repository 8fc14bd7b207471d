package oracle

import "fmt"

// signWorld invents the registers of a ministry.
type signWorld struct {
	*world
	SignWorld
}

// RandomSigns is a random ministry around 2026Q3 with the registers whose signs the scan looks for:
// gifts and trips paid by those decided about, by subordinates, relatives and strangers, on the days
// on which rules turn. The same seed and space give the same world.
func RandomSigns(seed uint64, space int) SignWorld {
	w := &signWorld{world: randomScan(seed, space)}
	w.inventGifts()
	w.inventTrips()
	w.inventAccounts()
	w.inventGroups()
	w.inventContests()
	w.inventNotices()
	w.SignWorld.Data = w.world.Data
	return w.SignWorld
}

// relative is somebody a family link names beside the person, often; else anybody.
func (w *signWorld) relative(iin string) string {
	var near []string
	for _, f := range w.world.Family {
		switch {
		case f.IIN == iin && f.Relative != "":
			near = append(near, f.Relative)
		case f.Relative == iin:
			near = append(near, f.IIN)
		}
	}
	if len(near) == 0 || w.chance(15) {
		return pick(w.world, w.persons...)
	}
	return pick(w.world, near...)
}

// offer is who receives what from whom on a day: from a counterparty, from a subordinate, from a
// relative, from anybody.
func (w *signWorld) offer() (receiver, giver string, day Day) {
	day = w.border()
	if w.chance(60) {
		day = Date(2026, 7, 1) + Day(w.IntN(92))
	}
	employee := pick(w.world, w.world.Roster...).IIN
	giver = pick(w.world, w.persons...)
	switch n := w.IntN(100); {
	case n < 45 && len(w.world.Decisions) > 0:
		d := pick(w.world, w.world.Decisions...)
		employee = d.IIN
		for _, c := range w.world.Contracts {
			if c.ID == d.Contract || d.Announcement != "" && c.Announcement == d.Announcement {
				giver = c.Supplier
			}
		}
		if w.chance(55) {
			for _, p := range w.world.People {
				if p.Supplier == giver && (IsPerson(p.Holder) || w.chance(10)) {
					giver = p.Holder
					break
				}
			}
		}
		if d.Day != Undated && w.chance(40) {
			day = pick(w.world, d.Day.MonthsAfter(12), d.Day.MonthsBefore(12)) + pick[Day](w.world, -1, 0, 0, 1)
		}
	case n < 80:
		below := pick(w.world, w.world.Roster...)
		giver = below.IIN
		for range 1 + w.IntN(3) { // up the chain
			for _, p := range w.world.Roster {
				if p.IIN != below.IIN && (p.PositionID == below.ManagerPositionID || p.IIN == below.ManagerIIN) {
					below = p
					break
				}
			}
		}
		employee = below.IIN
		if below.From > SinceEver && w.chance(20) {
			day = below.From + pick[Day](w.world, -1, 0)
		}
	case n < 88:
		giver = w.relative(employee)
	}
	receiver = employee
	if w.chance(45) {
		receiver = w.relative(employee)
	}
	if w.chance(4) {
		giver = pick(w.world, receiver, employee)
	}
	if w.chance(5) {
		giver = ""
	}
	return receiver, giver, day
}

func (w *signWorld) inventGifts() {
	w.Gifts = []Gift{}
	for i := range 12 + w.IntN(14) {
		g := blank[Gift]()
		g.ID, g.Kind = fmt.Sprintf("П%d-%d", w.space, i), pick(w.world, "gift", "service", "money", "hospitality")
		g.IIN, g.Giver, g.Received = w.offer()
		g.InService, g.HostPresent = pick(w.world, "", "yes", "no"), pick(w.world, "", "yes", "no")
		if w.chance(4) {
			g.Received = Undated
		}
		w.Gifts = append(w.Gifts, g)
	}
}

func (w *signWorld) inventTrips() {
	w.Trips = []Trip{}
	for i := range 12 + w.IntN(14) {
		t := Trip{ID: fmt.Sprintf("К%d-%d", w.space, i), To: Undated, Consent: Undated,
			Basis: pick(w.world, "", "", "own", "official", "treaty", "event", "individual", "individual", "individual", "individual", "family", "family", "family")}
		t.IIN, t.Payer, t.From = w.offer()
		if t.Basis == "family" && w.chance(60) {
			t.Payer = w.relative(t.IIN)
		}
		if w.chance(60) {
			t.To = t.From + Day(w.IntN(10))
		}
		if w.chance(75) {
			t.Consent = t.From + pick[Day](w.world, -5, -1, 0, 0, 1, 4)
		}
		w.Trips = append(w.Trips, t)
	}
}

func (w *signWorld) inventAccounts() {
	w.Accounts, w.Mandates = []ForeignAccount{}, []Mandate{}
	for i := range 4 + w.IntN(6) {
		a := blank[ForeignAccount]()
		a.IIN, a.Bank = pick(w.world, w.persons...), fmt.Sprintf("Банк %d", i%5)
		a.Country = pick(w.world, "CH", "DE", "AE", "KZ", "kaz", "398", "Казахстан", "ҚАЗАҚСТАН", "Kazakhstan")
		if w.chance(92) {
			a.Detected = w.border()
		}
		if w.chance(50) {
			a.ClosedOn = w.border()
		}
		w.Accounts = append(w.Accounts, a)
	}
	for i := range 3 + w.IntN(6) {
		span := w.span()
		m := Mandate{pick(w.world, w.persons...), fmt.Sprintf("Маслихат %d", i%3), pick(w.world, "deputy", "representative"), span.From, span.To}
		if m.From == SinceEver {
			m.From = Undated
		}
		if m.To == ForEver {
			m.To = Undated
		}
		w.Mandates = append(w.Mandates, m)
	}
}

// inventGroups invents members of groups that control a unit, an announcement, both or neither, often
// near what they control.
func (w *signWorld) inventGroups() {
	w.Groups = []GroupMember{}
	for i := range 3 + w.IntN(3) {
		about := GroupMember{Group: fmt.Sprintf("Г%d-%d", w.space, i), Approved: w.border(), Notified: Undated}
		if w.chance(25) {
			about.Approved = Date(2023, 1, 1) + Day(w.IntN(1300))
		}
		inside := pick(w.world, w.world.Roster...)
		if w.chance(70) {
			about.Unit = inside.unitKey()
		}
		var behind string
		if c := pick(w.world, w.world.Contracts...); c.Announcement != "" && w.chance(70) {
			about.Announcement = c.Announcement
			for _, p := range w.world.People {
				if p.Supplier == c.Supplier && IsPerson(p.Holder) {
					behind = p.Holder
				}
			}
		}
		for range 2 + w.IntN(4) {
			m := about
			m.IIN = pick(w.world, w.persons...)
			switch n := w.IntN(10); {
			case n < 2:
				m.IIN = inside.IIN
			case n < 4:
				m.IIN = w.relative(inside.IIN)
			case n < 6 && behind != "":
				m.IIN = behind
			case n < 8 && behind != "":
				m.IIN = w.relative(behind)
			}
			if w.chance(25) {
				m.Notified = pick(w.world, m.Approved, w.border())
			}
			w.Groups = append(w.Groups, m)
		}
	}
}

// inventContests invents candidates for posts that are held, vacant or unknown.
func (w *signWorld) inventContests() {
	w.Candidates = []Candidate{}
	for i := range 4 + w.IntN(4) {
		post := pick(w.world, w.world.Roster...)
		c := Candidate{Contest: fmt.Sprintf("С%d-%d", w.space, i), Position: post.PositionID, Announced: w.border(), Contacts: pick(w.world, "yes", "no", "")}
		if w.chance(60) {
			c.Announced = Date(2026, 7, 1) + Day(w.IntN(92))
		}
		for range 2 + w.IntN(3) {
			c.IIN = pick(w.world, w.persons...)
			boss := post
			for range 1 + w.IntN(2) {
				for _, p := range w.world.Roster {
					if p.PositionID == boss.ManagerPositionID {
						boss = p
						break
					}
				}
			}
			if w.chance(70) {
				c.IIN = w.relative(boss.IIN)
			}
			w.Candidates = append(w.Candidates, c)
		}
	}
}

// inventNotices tells of what was received, of contracts and announcements, early, late and after
// the as-of day, half of it as notices of a conflict.
func (w *signWorld) inventNotices() {
	w.Notices, w.Disclosures = []Notice{}, []Disclosure{}
	tell := func(iin, about string) {
		if about == "" || w.chance(55) {
			return
		}
		day := pick(w.world, w.border(), Date(2025, 1, 1), Date(2026, 9, 30))
		if w.chance(50) {
			w.Disclosures = append(w.Disclosures, Disclosure{iin, about, day})
			return
		}
		n := blank[Notice]()
		n.ID, n.IIN, n.About, n.Known = fmt.Sprintf("У%d-%d", w.space, len(w.Notices)), iin, about, day
		switch w.IntN(4) {
		case 0:
			n.ManagerNotified = day
		case 1:
			n.UnitNotified = day
		case 2:
			n.ManagerNotified, n.UnitNotified = day+Day(w.IntN(40)), day
		}
		w.Notices = append(w.Notices, n)
	}
	for _, g := range w.Gifts {
		tell(pick(w.world, g.IIN, w.relative(g.IIN)), pick(w.world, g.Giver, g.IIN))
	}
	for _, t := range w.Trips {
		tell(pick(w.world, t.IIN, w.relative(t.IIN)), pick(w.world, t.Payer, t.IIN))
	}
	for _, d := range w.world.Decisions {
		tell(d.IIN, pick(w.world, d.Contract, d.Announcement))
	}
	for _, a := range w.Accounts {
		tell(a.IIN, a.Country+" "+a.Bank)
	}
	for _, m := range w.Mandates {
		tell(m.IIN, m.Body)
	}
	for _, m := range w.Groups {
		tell(m.IIN, pick(w.world, m.Group, w.relative(m.IIN), m.Announcement))
	}
	for _, c := range w.Candidates {
		tell(c.IIN, w.relative(c.IIN))
	}
}
