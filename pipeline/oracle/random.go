package oracle

import (
	"cmp"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
)

// A world is a small invented data set. Worlds of different spaces share no id of any kind,
// so they can be merged and the findings of the whole are the findings of each. Every
// person is born in 18xx and every company registered in month 12 of year 49: no number
// can be a living person's or a real firm's.
type world struct {
	*rand.Rand
	Data
	space              int
	numbered           int // people so far
	incorporated       int // companies so far
	versions           int // contract rows so far
	persons, companies []string
	units              []Post // unit id and name only
	borders            []Day  // the days on which rules turn
	announcements      []string
}

// MaxSpace is the highest space of a random world; the lowest is 0.
const MaxSpace = 1900

const (
	peoplePerWorld    = 1000
	companiesPerWorld = 150
	versionsPerWorld  = 2000
)

func newWorld(seed uint64, space int, borders []Day) *world {
	return &world{Rand: rand.New(rand.NewPCG(seed, 1825)), space: space, borders: borders}
}

// newPerson is an IIN nobody else has: born in 18xx, seventh digit 1 or 2.
func (w *world) newPerson() string {
	for {
		n := w.space*peoplePerWorld + w.numbered
		w.numbered++
		birth := n * 7919 % (100 * 12 * 28) // another day for every number of a round
		eleven := fmt.Sprintf("%02d%02d%02d%d%04d", birth/(12*28), birth/28%12+1, birth%28+1, 1+n%2, n/(100*12*28))
		if check, issued := checkDigit(eleven); issued {
			return eleven + string(check)
		}
	}
}

// newCompany is a BIN nobody else has: month 12 of year 49.
func (w *world) newCompany() string {
	for {
		n := w.space*companiesPerWorld + w.incorporated
		w.incorporated++
		eleven := fmt.Sprintf("4912%d0%05d", 4+n/100000, n%100000)
		if check, issued := checkDigit(eleven); issued {
			return eleven + string(check)
		}
	}
}

func (w *world) chance(percent int) bool { return w.IntN(100) < percent }

func pick[T any](w *world, of ...T) T { return of[w.IntN(len(of))] }

// border is a day on, just before or just after one on which a rule turns; now and then any day.
func (w *world) border() Day {
	if w.chance(12) {
		return w.borders[0] - Day(w.IntN(1200)) + 900
	}
	return pick(w, w.borders...) + pick[Day](w, -1, 0, 0, 0, 1)
}

func (w *world) span() Span {
	s := Span{SinceEver, ForEver}
	switch {
	case w.chance(40):
		s.From = Date(2012+w.IntN(11), 1+w.IntN(12), 1+w.IntN(28))
	case w.chance(60):
		s.From = w.border()
	}
	if w.chance(45) {
		s.To = w.border()
	}
	if s.To < s.From {
		s.From, s.To = s.To, s.From
	}
	return s
}

// begun is a span with a first day.
func (w *world) begun() Span {
	for {
		if s := w.span(); s.From != SinceEver {
			return s
		}
	}
}

// state writes that y is r to x in one of its words, from either side, now and then from both.
func (w *world) state(x string, r Relation, y string) {
	words := map[Relation][]string{
		"parent": {"parent", "father", "mother"}, "child": {"child", "son", "daughter"}, "sibling": {"brother", "sister", "sibling", "half_sibling"},
		"grandparent": {"grandparent", "grandfather", "grandmother"}, "grandchild": {"grandchild", "grandson", "granddaughter"},
	}
	add := func(x string, r Relation, y string) {
		word := string(r)
		if list := words[r]; list != nil {
			word = pick(w, list...)
		}
		span := Span{SinceEver, ForEver}
		if w.chance(15) { // dates of undated relations are ignored, reversed ones too
			span = Span{w.border(), w.border()}
		}
		w.Family = append(w.Family, FamilyLink{x, word, y, span})
	}
	switch w.IntN(5) {
	case 0:
		add(x, r, y)
		add(y, inverse[r], x)
	case 1, 2:
		add(x, r, y)
	default:
		add(y, inverse[r], x)
	}
}

// marry writes one to four rows of one marriage or of several of the same two people.
func (w *world) marry(x, y string) {
	starts := []Day{SinceEver, w.border(), Date(2008+w.IntN(12), 1+w.IntN(12), 1)}
	for range 1 + w.IntN(2)*w.IntN(4) {
		s := Span{pick(w, starts...), ForEver}
		if w.chance(30) {
			s.To = w.border()
		}
		if s.To < s.From {
			s.To = s.From + Day(w.IntN(3))
		}
		a, b := x, y
		if w.chance(50) {
			a, b = y, x
		}
		w.Family = append(w.Family, FamilyLink{a, pick(w, "spouse", "husband", "wife"), b, s})
	}
}

// families invents n people of up to four generations, and what is stated about them.
func (w *world) families(n int) {
	var single []string
	newPerson := func() string {
		p := w.newPerson()
		w.persons = append(w.persons, p)
		return p
	}
	for range 2 + w.IntN(4) {
		single = append(single, newPerson())
	}
	for len(w.persons) < n {
		x := pick(w, single...)
		y := newPerson()
		if w.chance(30) {
			y = pick(w, w.persons...)
		}
		if x != y && w.chance(85) {
			w.marry(x, y)
		}
		for range w.IntN(4) {
			child := newPerson()
			single = append(single, child)
			parents := []string{x}
			if x != y && w.chance(80) {
				parents = append(parents, y)
			}
			for _, p := range parents {
				if w.chance(12) {
					word, a, b := "adoptive_parent", child, p
					if w.chance(50) {
						word, a, b = "adopted_child", p, child
					}
					w.Family = append(w.Family, FamilyLink{a, word, b, w.span()})
				} else {
					w.state(child, "parent", p)
				}
			}
		}
	}
	other := func() (x, y string) {
		for x == y {
			x, y = pick(w, w.persons...), pick(w, w.persons...)
		}
		return x, y
	}
	for range 1 + w.IntN(3) { // married again, or twice at a time
		w.marry(other())
	}
	for range w.IntN(3) {
		x, y := other()
		w.Family = append(w.Family, FamilyLink{x, "dependant", y, w.span()})
	}
	for range w.IntN(4) {
		x, y := other()
		w.state(x, pick[Relation](w, "sibling", "grandparent", "grandchild", "spouse_parent", "spouse_child", "spouse_sibling",
			"child_spouse", "parent_spouse", "sibling_spouse"), y)
	}
	if w.chance(30) { // known by name only, and one's own relative: neither is kin
		x := pick(w, w.persons...)
		w.Family = append(w.Family, FamilyLink{x, "brother", x, Span{SinceEver, ForEver}})
	}
	w.Shuffle(len(w.Family), func(i, j int) { w.Family[i], w.Family[j] = w.Family[j], w.Family[i] })
}

// roster puts most people in posts: deputies, acting heads, posts in a row with and without
// a gap, superiors by post and by person, blank, circular and themselves.
func (w *world) roster() {
	for i := range 2 + w.IntN(3) {
		u := Post{UnitID: fmt.Sprintf("U%d-%d", w.space, i), Unit: fmt.Sprintf("Отдел %d-%d", w.space, i)}
		if w.chance(25) {
			u.UnitID = ""
		}
		w.units = append(w.units, u)
	}
	positions := 3 + len(w.persons)/3
	position := func() string { return fmt.Sprintf("P%d-%d", w.space, w.IntN(positions)) }
	for _, p := range w.persons {
		if w.chance(30) {
			continue
		}
		span, same := w.begun(), ""
		var u Post
		for range 1 + w.IntN(3)*w.IntN(2) {
			if u.Unit == "" || w.chance(60) {
				u = pick(w, w.units...)
			}
			post := Post{IIN: p, LastName: "Тестов", FirstName: "Имя" + p[8:], UnitID: u.UnitID, Unit: u.Unit, PositionID: cmp.Or(same, position()),
				Position: "Должность", ServiceClass: pick(w, "corps_b", "corps_b", "political", "official", "", "technical"),
				Kind: pick(w, "", "main", "main", "acting", "combined"), Influence: pick(w, "", "", "procurement", "finance;control"), Span: span}
			if w.chance(75) {
				post.ManagerPositionID = position()
			}
			if w.chance(40) {
				post.ManagerIIN = pick(w, w.persons...)
			}
			same = ""
			w.Roster = append(w.Roster, post)
			if span.To != ForEver && w.chance(60) {
				if w.chance(60) { // the same post in another row
					same = post.PositionID
				}
				span = Span{span.To + pick[Day](w, 0, 1, 1, 2), ForEver}
				if w.chance(50) {
					span.To = max(span.From, w.border())
				}
			} else {
				span = w.begun()
			}
		}
	}
	if len(w.Roster) == 0 {
		w.Roster = append(w.Roster, Post{IIN: w.persons[0], LastName: "Тестов", FirstName: "Имя", UnitID: w.units[0].UnitID,
			Unit: w.units[0].Unit, PositionID: position(), Position: "Должность", Span: w.begun()})
	}
}

// market invents n companies, some entrepreneurs, and who stands behind them.
func (w *world) market(n int) {
	for range n {
		w.companies = append(w.companies, w.newCompany())
	}
	for _, c := range w.companies {
		if w.chance(85) {
			s := Supplier{ID: c, Name: pick(w, "ТОО ", "АО ", "ГУ ", "НАО ", "ОФ ", "Фирма ", "") + c[7:], Kind: pick(w, "company", "company", ""),
				LegalForm: pick(w, "", "", "ТОО", "РГУ", "АО", "прочее"), Commercial: pick(w, "yes", "yes", "", "", "no"), QuasiState: pick(w, "yes", "", "no"), RegisteredOn: SinceEver, ClosedOn: ForEver}
			if w.chance(25) {
				s.Phone = fmt.Sprintf("+7 %06d-%04d", w.space, w.IntN(2))
			}
			w.Suppliers = append(w.Suppliers, s)
			if w.chance(8) { // two extracts that differ
				again := s
				again.Commercial, again.QuasiState = pick(w, "yes", "", "no"), pick(w, "yes", "", "no")
				w.Suppliers = append(w.Suppliers, again)
			}
		}
	}
	for range 1 + w.IntN(4) {
		p := pick(w, w.persons...)
		if slices.ContainsFunc(w.Suppliers, func(s Supplier) bool { return s.ID == p }) {
			continue
		}
		open := w.span()
		closed := open.To
		if closed != ForEver {
			closed++
		}
		w.Suppliers = append(w.Suppliers, Supplier{ID: p, Name: "ИП " + p[8:], Kind: pick(w, "entrepreneur", "entrepreneur", "", "person"),
			RegisteredOn: open.From, ClosedOn: closed})
	}
	stake := func() string { return pick(w, "founder", "shareholder", "beneficiary") }
	holder := func() string {
		if w.chance(40) {
			return pick(w, w.Roster...).IIN
		}
		return pick(w, w.persons...)
	}
	for _, c := range w.companies {
		for range 1 + w.IntN(4) {
			p := SupplierPerson{Supplier: c, Holder: holder(), Role: stake(), Span: w.span()}
			switch {
			case w.chance(45):
				p.Role = pick(w, "head", "head", "board_member", "representative", "accountant")
			case w.chance(80):
				p.Share = pick(w, rat("0"), rat("1"), rat("3"), rat("4.99"), rat("5"), rat("5.01"), rat("10"), rat("25"), rat("50"), rat("60"))
			}
			w.People = append(w.People, p)
			if isStake(p.Role) && w.chance(25) { // the same holding once more, elsewhere or next to it
				q := p
				q.Role, q.Share, q.Span = stake(), pick(w, p.Share, nil, rat("0"), rat("5"), rat("20")), w.span()
				if p.To != ForEver && w.chance(50) {
					q.Span = Span{p.To + pick[Day](w, 1, 1, 2), ForEver}
				}
				w.People = append(w.People, q)
			}
		}
		// At most nine tenths of a company are held by companies: every circle has an end.
		left := int64(90)
		for range w.IntN(3) {
			percent := min(left, pick[int64](w, 0, 5, 10, 20, 25, 40, 50, 70))
			left -= percent
			p := SupplierPerson{Supplier: c, Holder: pick(w, w.companies...), Role: stake(), Share: big.NewRat(percent, 1), Span: w.span()}
			if w.chance(15) {
				p.Share = nil
			}
			w.People = append(w.People, p)
		}
	}
	if w.chance(10) { // two companies that own each other and nobody else
		a, b := w.newCompany(), w.newCompany()
		always := Span{SinceEver, ForEver}
		w.People = append(w.People, SupplierPerson{a, b, "founder", rat("100"), always}, SupplierPerson{b, a, "founder", rat("100"), always})
		w.companies = append(w.companies, a, b)
	}
}

func rat(s string) *big.Rat {
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("not a decimal: " + s)
	}
	return x
}

// row is a version with all that differs between versions set at random.
func (w *world) row(customer, supplier string) ContractRow {
	w.versions++
	id := fmt.Sprint(w.space*versionsPerWorld + 1000 + w.versions)
	if w.chance(12) { // higher by value, lower as text
		id = fmt.Sprint(100_000_000 + w.space*versionsPerWorld + w.versions)
	}
	if w.chance(12) {
		id = fmt.Sprintf("Д-%d/%d", w.space, w.versions)
	}
	c := ContractRow{ID: id, Customer: customer, CustomerName: "Заказчик", Supplier: supplier, SupplierName: "Поставщик",
		SignedOn: w.border(), Amount: big.NewRat(int64(1+w.IntN(500_000_000)), 100),
		Currency: pick(w, "", "", "", "", "KZT", "398", "тенге"), Type: "main",
		StatusID: pick(w, "", "190", "185", "390", "375", "470", "450", "455", "340", "350", "999", "190", "390"),
		MethodID: pick(w, "2", "3", "6", "23", "60"), SubjectKind: pick(w, "goods", "works", "services"), Category: "331312.100.000000"}
	switch w.IntN(30) {
	case 0:
		c.Amount = nil
	case 1:
		c.Amount = new(big.Rat)
	case 2:
		c.Amount = new(big.Rat).Neg(c.Amount)
	case 3:
		c.Currency = "USD"
	case 4, 5:
		c.Deleted = true
	case 6, 7:
		c.StatusID = pick(w, "330", "430", "461")
	}
	if w.chance(60) {
		c.Paid = big.NewRat(int64(w.IntN(100_000_000)), 100)
		if w.chance(25) {
			c.Paid = new(big.Rat)
		}
	}
	if w.chance(6) {
		c.Year = c.SignedOn.Year() + pick(w, -1, 0, 1)
	}
	return c
}

// chain writes one contract: a single row, versions under one root, roots of roots, a
// circle, or versions under a root that names no row.
func (w *world) chain(customer string, supplier func() string, shape func(*ContractRow)) {
	who := supplier()
	announcement := fmt.Sprintf("О%d-%d", w.space, w.versions)
	if len(w.announcements) > 0 && w.chance(12) {
		announcement = pick(w, w.announcements...)
	}
	w.announcements = append(w.announcements, announcement)
	var rows []ContractRow
	for range 1 + w.IntN(2)*w.IntN(4) {
		c := w.row(customer, who)
		c.Announcement = announcement
		switch {
		case w.chance(8):
			c.Announcement = ""
		case w.chance(6):
			c.Announcement = fmt.Sprintf("О%d-%d", w.space, w.versions+1000)
			w.announcements = append(w.announcements, c.Announcement)
		}
		if w.chance(8) {
			c.Supplier = supplier()
		}
		shape(&c)
		rows = append(rows, c)
	}
	form := w.IntN(10)
	for i := range rows {
		r := &rows[i]
		switch {
		case i > 0 && form < 4: // all under the first
			r.Root, r.Type = rows[0].ID, "addendum"
		case i > 0 && form < 7: // each under the one before
			r.Root, r.Type = rows[i-1].ID, "addendum"
		case form == 7: // a circle
			r.Root = rows[(i+1)%len(rows)].ID
		case form == 8: // a root that is no row
			r.Root = fmt.Sprintf("%d", w.space*versionsPerWorld+1000+w.versions+900)
		case i > 0: // a circle of the first two, the others hang on it
			rows[0].Root, r.Root = rows[1].ID, rows[0].ID
		default:
			r.Root = pick(w, "", "0", r.ID)
		}
	}
	if w.chance(6) { // one version read twice, the second time with another amount
		again := pick(w, rows...)
		again.Amount = big.NewRat(int64(1+w.IntN(500_000_000)), 100)
		rows = append(rows, again)
	}
	w.Contracts = append(w.Contracts, rows...)
}

// RandomScan is a small ministry around 2026Q3. The same seed and space give the same world.
func RandomScan(seed uint64, space int) Data { return randomScan(seed, space).Data }

func randomScan(seed uint64, space int) *world {
	w := newWorld(seed, space, []Day{
		Date(2026, 7, 1), Date(2026, 9, 30), Date(2026, 7, 1), Date(2026, 9, 30), Date(2026, 8, 15), // the window
		Date(2025, 9, 30), Date(2025, 10, 1), // twelve months
		Date(2026, 5, 31), Date(2026, 8, 31), // thirty days
		Date(2026, 6, 4), Date(2026, 7, 30), Date(2026, 7, 31), // the thirtieth is a day off
		Date(2023, 9, 30), Date(2024, 2, 28), Date(2024, 2, 29), Date(2024, 9, 30), // twenty-four months
		Date(2026, 2, 28), Date(2025, 12, 31), Date(2026, 3, 31),
	})
	w.families(10 + w.IntN(25))
	w.roster()
	w.market(4 + w.IntN(7))
	customer := w.newCompany()

	var businesses []string
	for _, s := range w.Suppliers {
		if IsPerson(s.ID) {
			businesses = append(businesses, s.ID)
		}
	}
	supplier := func() string {
		switch {
		case w.chance(12) && len(businesses) > 0:
			return pick(w, businesses...)
		case w.chance(6):
			return pick(w, w.persons...)
		}
		return pick(w, w.companies...)
	}
	for range 5 + w.IntN(12) {
		w.chain(customer, supplier, func(*ContractRow) {})
	}
	for _, p := range w.Roster { // one's own business, twenty-four months after the post and a day around
		if p.To > Date(2023, 9, 30) && p.To < Date(2024, 10, 2) && w.chance(50) {
			w.chain(customer, func() string { return p.IIN }, func(c *ContractRow) {
				c.SignedOn = p.To.MonthsBefore(-24) + pick[Day](w, -1, 0, 0, 1)
			})
		}
	}
	w.Shuffle(len(w.Contracts), func(i, j int) { w.Contracts[i], w.Contracts[j] = w.Contracts[j], w.Contracts[i] })

	for range 6 + w.IntN(20) {
		x := Decision{IIN: pick(w, w.persons...), Role: pick(w, "approver", "commission_chair", "secretary"), Day: w.border()}
		if w.chance(25) {
			x.Day = Undated
		}
		c := pick(w, w.Contracts...)
		x.Contract = c.ID
		if c.Announcement != "" && w.chance(45) {
			x.Contract, x.Announcement = "", c.Announcement
		}
		w.Decisions = append(w.Decisions, x)
		if w.chance(35) {
			day := x.Day
			if day == Undated {
				day = c.SignedOn
			}
			other := pick(w, c, pick(w, w.Contracts...))
			about := pick(w, other.ID, other.Supplier, other.Announcement)
			if about != "" {
				w.Recusals = append(w.Recusals, Recusal{x.IIN, about, day + pick[Day](w, -20, -1, 0, 1)})
			}
		}
	}
	for range 2 + w.IntN(8) {
		if c := pick(w, w.Contracts...); c.Announcement != "" {
			w.Bids = append(w.Bids, Bid{c.Announcement, supplier()})
		}
	}
	for range 2 + w.IntN(3) {
		organisation := pick(w, w.companies...)
		for range 2 + w.IntN(4) {
			w.Bodies = append(w.Bodies, BodyMember{organisation, pick(w, "board", "board", "executive"), pick(w, w.persons...), w.span()})
		}
	}
	for _, p := range w.People {
		if !IsPerson(p.Holder) {
			continue
		}
		if isStake(p.Role) && w.chance(25) {
			w.Trusts = append(w.Trusts, Trust{p.Holder, p.Supplier, w.begun()})
		}
		if !isStake(p.Role) && w.chance(25) {
			w.Work = append(w.Work, Work{p.Holder, p.Supplier, pick(w, "pedagogical", "scientific", "creative", "official_duty", "other"), w.span()})
		}
	}
	for range 1 + w.IntN(4) {
		p := pick(w, w.People...)
		x := Declared{p.Holder, p.Supplier, p.Role, w.border()}
		if !IsPerson(x.IIN) {
			x.IIN = pick(w, w.persons...)
		}
		w.Declared = append(w.Declared, x)
	}
	w.RowsRead = len(w.Contracts)
	return w
}

// RandomConcentration is a small market of one or two customers around 2025. The same seed
// and space give the same world.
func RandomConcentration(seed uint64, space int) Data {
	w := newWorld(seed, space, []Day{
		Date(2025, 1, 1), Date(2025, 12, 31), Date(2025, 1, 1), Date(2025, 12, 31),
		Date(2025, 6, 1), Date(2025, 7, 1), Date(2024, 6, 1), Date(2023, 6, 1),
	})
	w.families(10 + w.IntN(15))
	w.roster()
	for range 8 + w.IntN(14) {
		w.companies = append(w.companies, w.newCompany())
	}
	customers := []string{w.newCompany(), w.newCompany()}[:1+w.IntN(2)]
	contact := func(kind string) string {
		if w.chance(93) {
			return ""
		}
		return fmt.Sprintf("%s %d-%d", kind, w.space, w.IntN(4))
	}
	for _, c := range w.companies {
		if w.chance(90) {
			s := Supplier{ID: c, Name: "ТОО " + c[7:], Kind: "company", RegisteredOn: SinceEver, ClosedOn: ForEver,
				Address: contact("ул."), Phone: contact("+7"), Email: contact("mail"), BankAccount: contact("KZ")}
			if w.chance(6) {
				s.Kind, s.HeadOffice = "branch", pick(w, w.companies...)
			}
			w.Suppliers = append(w.Suppliers, s)
		}
		for range w.IntN(3) {
			p := SupplierPerson{Supplier: c, Holder: pick(w, w.persons...), Role: "head", Span: w.span()}
			if w.chance(30) {
				p.Holder = pick(w, w.companies...)
			}
			if w.chance(50) {
				p.Role = pick(w, "founder", "shareholder", "beneficiary")
				p.Share = pick(w, nil, rat("10"), rat("49.99"), rat("50"), rat("50.01"), rat("51"), rat("100"))
			}
			if w.chance(30) { // somebody of no family
				p.Holder = w.newPerson()
			}
			w.People = append(w.People, p)
		}
	}
	for range w.IntN(3) {
		p := pick(w, w.persons...)
		if !slices.ContainsFunc(w.Suppliers, func(s Supplier) bool { return s.ID == p }) {
			w.Suppliers = append(w.Suppliers, Supplier{ID: p, Name: "ИП", Kind: "entrepreneur", RegisteredOn: SinceEver, ClosedOn: ForEver})
		}
		w.companies = append(w.companies, p)
	}
	if w.chance(30) { // a hub: one who heads as many companies as a controller may, or one more
		hub, n := pick(w, w.newPerson(), w.newCompany(), pick(w, w.persons...), pick(w, w.Suppliers...).ID), MaxHub+w.IntN(2)
		if last := w.Suppliers[len(w.Suppliers)-1].ID; IsPerson(last) && w.chance(30) {
			hub = last // one's own business is not one of the other companies
		}
		headed := map[string]bool{}
		for _, p := range w.People {
			if p.Holder == hub {
				headed[p.Supplier] = true
			}
		}
		for i := 0; len(headed) < n; i++ {
			c := w.newCompany()
			if i < 3 {
				c = w.companies[i]
			}
			if c != hub && !IsPerson(c) && !headed[c] {
				headed[c] = true
				w.People = append(w.People, SupplierPerson{c, hub, "head", nil, Span{SinceEver, ForEver}})
			}
		}
	}
	if w.chance(15) { // an address of a whole business centre
		for i := range MaxHub + 2 {
			c := w.newCompany()
			w.Suppliers = append(w.Suppliers, Supplier{ID: c, Name: "ТОО", Kind: "company", RegisteredOn: SinceEver, ClosedOn: ForEver,
				Address: fmt.Sprintf("центр %d", w.space)})
			if i < 2 {
				w.companies = append(w.companies, c)
			}
		}
	}

	favourites := []string{pick(w, w.companies...), pick(w, w.companies...)}
	supplier := func() string {
		if w.chance(25) {
			return pick(w, favourites...)
		}
		return pick(w, w.companies...)
	}
	categories := []string{"331312.100.000000", "331319.200.000001", "141221.290.000019", "8121", "812110", "41", "", "4"}
	unit := []Post{{UnitID: fmt.Sprintf("U%d-1", space), Unit: "Отдел"}, {UnitID: fmt.Sprintf("U%d-2", space)}, {Unit: fmt.Sprintf("Отдел %d-3", space)}, {}}
	for range 20 + w.IntN(60) {
		w.chain(pick(w, customers...), supplier, func(c *ContractRow) {
			c.SignedOn = pick(w, w.border(), Date(2023+w.IntN(3), 1+w.IntN(12), 1+w.IntN(28)), Date(2025, 1+w.IntN(12), 1+w.IntN(28)))
			if c.Year != 0 {
				c.Year = c.SignedOn.Year() + pick(w, -1, 0, 1)
			}
			if c.Amount != nil && w.chance(40) { // round amounts meet thresholds and each other exactly
				c.Amount = big.NewRat(pick[int64](w, 5, 10, 15, 20, 35, 50)*1000, 1)
			}
			c.Category = pick(w, categories...)
			c.SubjectKind = pick(w, "goods", "works", "services", "")
			u := pick(w, unit...)
			c.UnitID, c.Unit = u.UnitID, u.Unit
			c.MethodID = pick(w, "2", "3", "6", "8", "23", "23", "50", "60", "105", "999", "")
			if c.MethodID == "999" || c.MethodID == "" {
				c.Method = pick(w, "", "Аукцион", "Через электронный магазин", "Иной способ")
			}
			if c.MethodID == "6" {
				c.PlannedMethodID = pick(w, "2", "3", "77", "23")
			}
			if c.MethodID == "23" && w.chance(40) {
				c.Ground = homogeneous
			}
			if c.Amount != nil && w.chance(20) {
				c.AmountNet = c.Amount
			}
		})
	}
	favourite := func() string { return favourites[0] }
	if w.chance(40) { // at and around the yearly limits of 100 and 500 units of 2025, thirty days apart and more
		for range 2 + w.IntN(5) {
			w.chain(customers[0], favourite, func(c *ContractRow) {
				c.SubjectKind, c.Amount = "goods", pick(w, rat("393200"), rat("393200.01"), rat("314560"), rat("314559.99"), rat("350000"))
				if w.chance(30) {
					c.SubjectKind, c.Amount = "services", pick(w, rat("1966000"), rat("1572800"), rat("1966000.01"))
				}
				c.MethodID, c.Ground, c.Category = "23", homogeneous, categories[0]
				c.SignedOn, c.Year, c.StatusID = pick(w, Date(2025, 6, 1), Date(2025, 7, 1), Date(2025, 7, 2)), 0, "390"
			})
		}
	}
	if w.chance(30) { // 35 of 100 in a unit of its own, to the tiyn
		for i := range 6 {
			who := favourite
			if i > 0 {
				who = supplier
			}
			w.chain(customers[0], who, func(c *ContractRow) {
				c.Amount, c.Currency, c.StatusID, c.Deleted = rat("13000"), "", "390", false
				c.SignedOn, c.Year, c.UnitID, c.Unit, c.Category = Date(2025, 4, 4), 0, fmt.Sprintf("U%d-4", space), "", ""
				if i == 0 {
					c.Amount, c.Supplier = rat("35000"), favourites[0]
				}
			})
		}
	}
	if w.chance(30) { // on top year after year, now and then with a year between
		for _, year := range []int{2023, pick(w, 2024, 2024, 2024, 2022), 2025} {
			w.chain(customers[0], favourite, func(c *ContractRow) {
				c.Amount, c.Currency, c.StatusID, c.Deleted = rat("90000000"), "", "390", false
				c.SignedOn, c.Year, c.Category = Date(year, 1+w.IntN(12), 9), 0, categories[0]
			})
		}
	}
	if w.chance(40) { // failed tenders, as many as make a finding or one less
		for range 3 + w.IntN(2) {
			w.chain(customers[0], favourite, func(c *ContractRow) {
				c.MethodID, c.PlannedMethodID, c.SignedOn, c.Year = "6", pick(w, "2", "77", "77", "78"), Date(2025, 1+w.IntN(12), 3), 0
			})
		}
	}
	if !slices.ContainsFunc(w.Counted(), func(c Contract) bool { return c.Year == 2025 }) {
		c := w.row(customers[0], supplier()) // the report needs a contract of its year
		c.SignedOn, c.Year, c.Deleted, c.Currency, c.StatusID, c.Amount = Date(2025, 5, 5), 2025, false, "", "190", rat("1000")
		w.Contracts = append(w.Contracts, c)
	}
	w.Shuffle(len(w.Contracts), func(i, j int) { w.Contracts[i], w.Contracts[j] = w.Contracts[j], w.Contracts[i] })
	w.RowsRead = len(w.Contracts)
	return w.Data
}
