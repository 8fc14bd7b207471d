package view

import (
	"encoding/json"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Num is a number of the page. One that opens the contracts behind it says which, and what
// of their list it is: their number, their sum, a share of a whole.
type Num struct {
	Text  string
	Opens int    // place in the ledger's numbers, from 1; 0 is plain text
	As    string // contracts, suppliers, amount, short, share, count_share, per_100, bids or single
}

// ledger is the contracts a page carries, each once, and what its numbers open. Everything
// in it is masked and in words. A nil ledger opens nothing.
type ledger struct {
	b       builder
	book    book
	numbers []opens
	seen    map[string]int // a number by what it opens -> its place

	at      map[source]int      // of a row of a source file its place in the ledger, from 0
	members map[string][]string // of groups
	bought  map[string]int64    // how many contracts a customer has, "before" in front of it in the year before

	texts, customers, suppliers, groups, units, categories, methods, grounds, files, states, subjects, lots *names
}

// names numbers things from 1 as they come up; 0 stands for none.
type names struct{ number map[string]int }

func (n *names) of(key string, first func()) int {
	if key == "" {
		return 0
	}
	i, known := n.number[key]
	if !known {
		i = len(n.number) + 1
		n.number[key] = i
		first()
	}
	return i
}

type source struct {
	file string
	row  int64
}

// newLedger reads the contracts of a run; nil where it keeps none.
func newLedger(b builder) *ledger {
	if len(b.run.Contracts) == 0 {
		return nil
	}
	fresh := func() *names { return &names{map[string]int{}} }
	l := &ledger{
		b: b, seen: map[string]int{}, at: map[source]int{}, members: map[string][]string{}, bought: map[string]int64{},
		texts: fresh(), customers: fresh(), suppliers: fresh(), groups: fresh(), units: fresh(), categories: fresh(), methods: fresh(),
		grounds: fresh(), files: fresh(), states: fresh(), subjects: fresh(), lots: fresh(),
	}
	l.book.Kept, l.book.All = len(b.run.Contracts), max(b.run.AllContracts(), int64(len(b.run.Contracts)))
	l.book.Marks = map[int][2]string{}
	l.book.Rows.Stated, l.book.Rows.Currency = map[int]json.RawMessage{}, map[int]string{}
	year, _ := strconv.Atoi(b.run.Period)
	for i := range b.run.Contracts {
		l.add(i, &b.run.Contracts[i], year)
	}
	for _, k := range b.run.KPIs {
		if k.Measure == "contracts" && k.Value != nil {
			l.bought[k.CustomerBIN] = int64(*k.Value)
		}
		if k.Measure == "contracts" && k.Previous != nil {
			l.bought["before"+k.CustomerBIN] = int64(*k.Previous)
		}
	}
	for _, g := range b.run.Groups {
		l.members[g.GroupID] = append(l.members[g.GroupID], g.SupplierID)
		l.supplier(g.SupplierID, g.Name)
	}
	return l
}

func (l *ledger) add(i int, c *run.Contract, year int) {
	m, lang, r := l.b.mask, l.b.lang, &l.book.Rows
	l.at[source{c.File, c.Row}] = i
	number, id := m.Text(c.Number), m.Text(c.ID)
	switch {
	case number == "":
		number, id = id, ""
	case strings.Contains(number, id):
		id = ""
	}
	r.Number, r.ID = append(r.Number, number), append(r.ID, id)
	var signed *int64
	if d, err := time.Parse(time.DateOnly, c.SignedOn); err == nil {
		days := d.Unix() / (24 * 60 * 60)
		signed = &days
	}
	r.Signed = append(r.Signed, signed)
	r.Customer = append(r.Customer, l.customer(c.CustomerBIN, c.Customer))
	r.Supplier = append(r.Supplier, l.supplier(c.SupplierID, c.Supplier))
	r.Category = append(r.Category, l.categories.of(c.Category, func() { l.book.Categories = append(l.book.Categories, m.Text(c.Category)) }))
	r.Subject = append(r.Subject, l.subjects.of(c.SubjectKind, func() {
		l.book.Subjects = append(l.book.Subjects, [2]string{c.SubjectKind, words.SubjectKinds.In(lang, c.SubjectKind)})
	}))
	r.Unit = append(r.Unit, l.unit(c.Unit))
	r.Method = append(r.Method, l.method(c.MethodClass, c.MethodID, c.Method))
	r.Ground = append(r.Ground, l.ground(c.Ground, c.Lawful))
	lots := 0
	if c.Lots > 0 {
		lots = l.lots.of(c.Announcement, func() { l.book.Lots = append(l.book.Lots, [3]int64{c.Lots, c.Bids, c.SingleBids}) })
	}
	r.Lots = append(r.Lots, lots)
	state := c.LeftOut
	if c.Before(year) {
		state = "before"
	}
	r.State = append(r.State, l.states.of(state, func() { l.book.States = append(l.book.States, state) }))
	r.File = append(r.File, l.files.of(c.File, func() { l.book.Files = append(l.book.Files, m.Text(c.File)) }))
	r.Row = append(r.Row, c.Row)
	value, stated := hundredths(c.Value), hundredths(c.Amount)
	r.Value = append(r.Value, value)
	if string(value) != string(stated) {
		r.Stated[i] = stated
	}
	if c.Currency != "" {
		r.Currency[i] = m.Text(c.Currency)
	}
}

// hundredths writes an amount as a whole number, as text where a script could not hold it.
func hundredths(amount string) json.RawMessage {
	whole, frac, _ := strings.Cut(amount, ".")
	n, ok := new(big.Int).SetString(whole+(frac + "00")[:2], 10)
	switch {
	case amount == "" || !ok:
		return json.RawMessage("null")
	case n.BitLen() <= 53:
		return json.RawMessage(n.String())
	}
	return json.RawMessage(strconv.Quote(n.String()))
}

func (l *ledger) text(s string) int {
	return l.texts.of(s, func() { l.book.Texts = append(l.book.Texts, s) })
}

func (l *ledger) customer(bin, name string) int {
	return l.customers.of(bin, func() {
		l.book.Customers = append(l.book.Customers, words.Named(l.b.lang, "customer", name, bin, l.b.mask))
	})
}

func (l *ledger) supplier(id, name string) int {
	return l.suppliers.of(id, func() {
		number := words.IDWithScheme(l.b.lang, id, l.b.mask)
		name := words.Named(l.b.lang, "supplier", name, id, l.b.mask)
		if name == number {
			number = ""
		}
		l.book.Suppliers = append(l.book.Suppliers, [2]string{name, number})
		if m := l.b.mark(id); m != nil {
			l.book.Marks[len(l.book.Suppliers)] = [2]string{m.Text, m.State}
		}
	})
}

// group numbers the members of a group.
func (l *ledger) group(id string) int {
	return l.groups.of(id, func() {
		var members []int
		for _, m := range l.members[id] {
			members = append(members, l.supplier(m, ""))
		}
		l.book.Groups = append(l.book.Groups, members)
	})
}

func (l *ledger) unit(key string) int { return l.units.of(key, func() {}) }

func (l *ledger) method(class, id, name string) int {
	if class == "" {
		return 0
	}
	return l.methods.of(class+"\x00"+id+"\x00"+name, func() {
		m := l.b.mask
		text := words.Method(l.b.lang, m.Text(id), m.Text(name))
		if text == "" {
			text = words.MethodClasses.In(l.b.lang, class)
		}
		l.book.Methods = append(l.book.Methods, [2]string{class, text})
	})
}

func (l *ledger) ground(ground, lawful string) int {
	return l.grounds.of(ground, func() {
		l.book.Grounds = append(l.book.Grounds, [2]string{words.Ground(l.b.lang, l.b.mask.Text(ground)), lawful})
	})
}

// slice narrows what a number opens to a slice of a customer.
func (l *ledger) slice(o opens, customer, kind, slice string) opens {
	if customer != "" { // blank is all of them together
		o.Customer = l.customer(customer, "")
	}
	switch kind {
	case "all":
	case "unit":
		o.Kind, o.Slice = kind, strconv.Itoa(l.unit(slice))
	default:
		o.Kind, o.Slice = kind, slice
	}
	return o
}

// holder narrows what a number opens to a supplier, or to a group where id is one.
func (l *ledger) holder(o opens, id string) opens {
	if l.members[id] != nil {
		o.Group = l.group(id)
	} else {
		o.Supplier = l.supplier(id, "")
	}
	return o
}

// holders numbers suppliers, and the members of groups.
func (l *ledger) holders(ids []string) []int {
	var all []int
	for _, id := range ids {
		if l.members[id] != nil {
			all = append(all, l.book.Groups[l.group(id)-1]...)
		} else {
			all = append(all, l.supplier(id, ""))
		}
	}
	return all
}

// number keeps what a number opens and gives its place, the same for all that open the same
// under one title.
func (l *ledger) number(o opens, title ...string) int {
	for _, t := range title {
		if t != "" {
			o.Title = append(o.Title, l.text(t))
		}
	}
	key, err := json.Marshal(o)
	if err != nil {
		return 0
	}
	n, known := l.seen[string(key)]
	if !known {
		l.numbers = append(l.numbers, o)
		n = len(l.numbers)
		l.seen[string(key)] = n
	}
	return n
}

// knownClasses are the classes of method the shares by method are counted among.
var knownClasses = []string{"competitive", "e_shop", "exchange", "single_source_direct", "single_source_failed", "special"}

// Indicator says which contracts an indicator is made of in a year: this one, or before it.
// Of a share it says the whole too, and of each what of the list it is, blank for one nobody knows.
func (l *ledger) indicator(k *run.KPI, state string) (o opens, as string) {
	o = opens{State: state, Customer: l.customer(k.CustomerBIN, "")}
	whole := o
	whole.All = l.bought[state+k.CustomerBIN]
	as = "share"
	name, byCount := strings.CutSuffix(k.Measure, "_count")
	if byCount {
		as = "count_share"
	}
	switch strings.TrimSuffix(name, "_amount") {
	case "single_source_direct":
		o.Classes = []string{"single_source_direct"}
	case "single_source_direct_failed":
		o.Classes = []string{"single_source_direct", "single_source_failed"}
	case "single_source_direct_failed_e_shop":
		o.Classes = []string{"single_source_direct", "single_source_failed", "e_shop"}
	case "e_shop":
		o.Classes = []string{"e_shop"}
	case "competitive":
		o.Classes = []string{"competitive", "e_shop"}
	case "competitive_without_e_shop":
		o.Classes = []string{"competitive"}
	case "unknown_method":
		o.Classes = []string{"unknown"}
		o.Whole = l.number(whole)
		return o, as
	case "contracts", "suppliers", "amount":
		return whole, k.Measure
	case "suppliers_per_100_contracts":
		return whole, "per_100"
	case "bids_per_lot":
		o.Bids = true
		return o, "bids"
	case "single_bid_share":
		o.Bids = true
		return o, "single"
	default:
		return o, ""
	}
	whole.All, whole.Classes = 0, knownClasses
	o.Whole = l.number(whole)
	return o, as
}

// finding says which contracts of the year a finding is about.
func (l *ledger) finding(f *run.Finding) opens {
	kind, slice, _ := strings.Cut(f.Slice, "=")
	o := opens{}
	switch l.b.rules[f.Rule].Opens {
	case "holder":
		o = l.holder(l.slice(o, f.OtherID, kind, slice), f.SubjectID)
	case "slice":
		o = l.slice(o, f.SubjectID, kind, slice)
	case "direct_of_unit":
		o = l.slice(o, f.SubjectID, kind, slice)
		o.Classes = []string{"single_source_direct"}
	case "ground_of_category":
		o = l.slice(o, f.SubjectID, "category6", f.OtherID)
		o.Subject = slice
		o.Ground = l.ground(strings.ReplaceAll(f.Detail["ground"], " ", ""), "")
	default: // what it rests on is listed, up to a limit, by row
		for _, e := range f.Evidence {
			if i, ok := l.at[source{e.File, e.Row}]; ok && e.Table == "contracts" && !slices.Contains(o.Rows, i) {
				o.Rows = append(o.Rows, i)
			}
		}
	}
	o.All = *f.Contracts
	return o
}

// Contracts gives the contracts the page carries, as its script reads them, in JSON in which
// nothing can end the element it stands in; blank where no number opens any.
func (p *Page) Contracts() ([]byte, error) {
	l := p.ledger
	if l == nil {
		return nil, nil
	}
	b := l.b
	l.book.Numbers = l.numbers
	l.book.Say = say{
		Contracts: b.t("contracts"), Suppliers: b.t("suppliers"), Amount: b.t("amount"), Share: b.t("share"), CountShare: b.t("share_by_count"),
		Per100: words.MeasureName(b.lang, "", "suppliers_per_100_contracts"), PerLot: words.MeasureName(b.lang, "", "bids_per_lot"),
		Single: words.MeasureName(b.lang, "", "single_bid_share"), Part: b.t("ledger_part"), Shown: b.t("ledger_shown"),
		Short: b.t("ledger_short"), Cut: b.t("ledger_cut"), Row: b.t("row"),
		Money:     strings.Replace(words.Money(b.lang, b.run.Currency, "0.00"), words.Decimal(b.lang, 0, 2), "{n}", 1),
		Percent:   strings.Replace(words.Share(b.lang, 0), words.Decimal(b.lang, 0, 1), "{n}", 1),
		Thousands: strings.Trim(words.Count(b.lang, 1000), "01"), Point: strings.Trim(words.Decimal(b.lang, 0, 1), "0"),
	}
	return json.Marshal(&l.book)
}
