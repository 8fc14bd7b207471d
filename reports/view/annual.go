package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// maxSlices is how many slices of one kind the page lists for a customer.
const maxSlices = 40

// openCustomers is how many customers stand open where there are more.
const openCustomers = 4

// maxCustomers is how many customers the page shows, the largest first.
const maxCustomers = 20

// Annual is what the yearly report shows beside the findings.
type Annual struct {
	More                   string // how many customers it leaves out, and where they are
	Notice, High, VeryHigh string
	Customers              []Customer
	Groups                 []Group
	KPIs                   []Indicators
	Lawful                 []Lawful
	Unknown                []UnknownMethod
	Steps                  []Step
	Waterfall              *Plot
	folds                  int
}

type Customer struct {
	Name, Anchor string
	Folded       bool // stands closed: of many customers one is looked at at a time
	Fold         int  // place among what the page keeps packed until it is opened, from 1; 0 stands in the page
	Tables       []SliceTable
	Charts       []Chart
	MoreCharts   []Chart // those that stand closed
	MoreTitle    string
	Cumulated    *Cumulated
	Mixed        *Mixed
	Held         *LargeAndHeld
}

type SliceTable struct {
	Title, More string
	Open        bool
	Rows        []SliceRow
}

type SliceRow struct {
	Slice, Note                                       string
	Contracts, Suppliers, Amount, TopShare            Num
	GroupShare                                        Num
	Top, TopClass, Group, GroupClass                  string
	SupplierHHI, GroupHHI, Difference, DifferenceMark string
	Evaluated                                         bool
	TopMark, GroupMark                                *Mark
}

type Indicators struct {
	Customer, Year, Before string
	Folded                 bool
	Fold                   int // as of a customer
	Rows                   []Indicator
	Shares, Others         *Plot
	amount                 float64 // of what was bought
}

type Indicator struct {
	Name, Change, Reference string
	Now, Before             Num
}

type Lawful struct {
	Supplier, Customer, Ground string
	Contracts, Amount          Num
	Mark                       *Mark
}

type UnknownMethod struct {
	ID, Name          string
	Contracts, Amount Num
}

type Step struct {
	Step, Reason      string
	Rows              int64
	Contracts, Amount Num
	Total             bool
}

func (b builder) annual() *Annual {
	l := b.levels()
	a := &Annual{Notice: words.Share(b.lang, l.notice), High: words.Share(b.lang, l.high), VeryHigh: words.Share(b.lang, l.veryHigh)}
	b.groups(a)
	b.customers(a)
	b.indicators(a)
	names := b.customerNames()
	for _, x := range b.run.Lawful {
		row := Lawful{
			Supplier: words.Ref(b.lang, x.Name, x.SupplierID, b.mask), Customer: or(names[x.CustomerBIN], b.mask.ID(x.CustomerBIN)),
			Ground: words.Ground(b.lang, b.mask.Text(x.Ground)), Mark: b.mark(x.SupplierID),
		}
		n := b.opens(func(l *ledger) opens {
			return opens{All: x.Contracts, Customer: l.customer(x.CustomerBIN, ""), Supplier: l.supplier(x.SupplierID, x.Name), Lawful: x.Ground}
		}, row.Customer, row.Supplier, row.Ground)
		row.Contracts, row.Amount = b.count(x.Contracts, n), b.money(x.Amount, n)
		a.Lawful = append(a.Lawful, row)
	}
	for _, x := range b.run.Unknown {
		row := UnknownMethod{ID: b.mask.Text(x.MethodID), Name: b.mask.Text(x.Method)}
		n := b.opens(func(l *ledger) opens {
			return opens{All: x.Contracts, Method: l.method("unknown", x.MethodID, x.Method)}
		}, words.MethodClasses.In(b.lang, "unknown"), row.ID, row.Name)
		row.Contracts, row.Amount = b.count(x.Contracts, n), b.money(x.Amount, n)
		a.Unknown = append(a.Unknown, row)
	}
	for _, x := range b.run.Reconciliation {
		row := Step{Step: words.Steps.In(b.lang, x.Step), Reason: words.StepReason(b.lang, x.Step, x.Reason), Rows: x.Rows,
			Total: x.Step == "read" || x.Step == "counted"}
		n := 0
		if x.Step == "counted" || x.Step == "left_out" && x.Contracts > 0 {
			n = b.opens(func(*ledger) opens { return opens{All: x.Contracts, State: x.Reason} }, row.Step, row.Reason)
		}
		row.Contracts = b.count(x.Contracts, n)
		if x.Amount != "" {
			row.Amount = b.money(x.Amount, n)
		}
		a.Steps = append(a.Steps, row)
	}
	a.Waterfall = b.waterfall()
	return a
}

// opens gives the place of a number that opens what of says, 0 where the page has no ledger.
func (b builder) opens(of func(*ledger) opens, title ...string) int {
	if b.ledger == nil {
		return 0
	}
	return b.ledger.number(of(b.ledger), title...)
}

func (b builder) count(n int64, opens int) Num {
	return Num{words.Count(b.lang, n), opens, "contracts"}
}

func (b builder) money(amount string, opens int) Num {
	return Num{words.Money(b.lang, b.run.Currency, amount), opens, "amount"}
}

func (b builder) share(v float64, opens int) Num { return Num{words.Share(b.lang, v), opens, "share"} }

// counted is the line of what counts in the year, nil where there is none.
func (b builder) counted() *run.Reconciliation {
	for i := range b.run.Reconciliation {
		if x := &b.run.Reconciliation[i]; x.Step == "counted" {
			return x
		}
	}
	return nil
}

// tiles adds the key numbers of the yearly report.
func (a *Annual) tiles(b builder, add func(label string, figure Num, note string, of *Mark)) {
	if x := b.counted(); x != nil {
		n := b.opens(func(*ledger) opens { return opens{All: x.Contracts} }, b.t("counted_contracts"))
		add("counted_contracts", b.count(x.Contracts, n), words.MoneyShort(b.lang, b.run.Currency, x.Amount), nil)
	}
	names := b.customerNames()
	for _, identity := range []string{"supplier", "group"} {
		var top *run.Slice
		for i := range b.run.Slices {
			if x := &b.run.Slices[i]; x.Kind == "all" && x.Identity == identity && (top == nil || number(x.Amount) > number(top.Amount)) {
				top = x
			}
		}
		if top != nil {
			name := words.Named(b.lang, "supplier", top.TopName, top.TopID, b.mask)
			_, n := b.slice(top, names)
			add("top_"+identity, b.share(top.TopShare, n), name, b.holderMark(top.TopID))
		}
	}
}

// customerNames gives the names of customers by their numbers, worked out once.
func (b builder) customerNames() map[string]string {
	b.worded.once.Do(func() {
		given := map[string]string{}
		for _, x := range b.run.Slices {
			if x.Customer != "" {
				given[x.CustomerBIN] = x.Customer
			}
		}
		b.worded.customers = make(map[string]string, len(given))
		for bin, name := range given {
			if b.worded.customers[bin] = b.mask.Text(name); bin == "" { // all of them together
				b.worded.customers[bin] = b.t("all_customers")
			}
		}
	})
	return b.worded.customers
}

// levels are the shares from which a cell of the tables is marked: noticeable, high, very
// high. They follow the parameters of the rule that names them.
type levels struct{ notice, high, veryHigh float64 }

func (b builder) levels() levels {
	l := levels{0.15, 0.35, 0.50}
	for i := range b.run.Rules {
		r := &b.run.Rules[i]
		if len(r.Marks) != 3 {
			continue
		}
		for k, into := range []*float64{&l.notice, &l.high, &l.veryHigh} {
			for _, p := range r.Parameters {
				if v, err := strconv.ParseFloat(p.Value, 64); err == nil && p.Name == r.Marks[k] {
					*into = v
				}
			}
		}
	}
	return l
}

// mark gives the class of a share; thresholds are tested on the whole fraction.
func (l levels) mark(share float64, evaluated bool) string {
	switch {
	case !evaluated || share < l.notice:
		return ""
	case share >= max(l.veryHigh, l.high):
		return "l3"
	case share >= l.high:
		return "l2"
	}
	return "l1"
}

// sliceOrder is the order of kinds of slices on the page; the first two stand open.
var sliceOrder = []string{"all", "subject_kind", "category4", "unit", "method_class", "category6", "category2"}

func (b builder) customers(a *Annual) {
	all := b.sliced()
	l := b.levels()
	names := b.customerNames()
	rest := len(all.order) - maxCustomers
	many := rest > 0
	if many {
		all.order = all.order[:maxCustomers]
		a.More = strings.ReplaceAll(b.t("more_customers"), "{n}", words.Count(b.lang, int64(rest)))
	}
	for _, bin := range all.order {
		c := Customer{Name: words.Ref(b.lang, names[bin], bin, b.mask), Anchor: "c-" + b.mask.ID(bin)}
		for _, kind := range sliceOrder {
			t := SliceTable{Title: words.SliceKinds.In(b.lang, kind), Open: kind == "all" || kind == "subject_kind"}
			rows := all.of(bin, kind)
			for i, p := range rows {
				if i == maxSlices {
					t.More = strings.ReplaceAll(b.t("more_rows"), "{n}", words.Count(b.lang, int64(len(rows)-i))) + ": concentration.csv"
					break
				}
				t.Rows = append(t.Rows, b.sliceRow(p, l, names))
			}
			if len(t.Rows) > 0 {
				c.Tables = append(c.Tables, t)
			}
		}
		c.Charts = b.charts(bin, a)
		if len(c.Charts) > maxCharts {
			c.Charts, c.MoreCharts = c.Charts[:maxCharts], c.Charts[maxCharts:]
			c.MoreTitle = strings.ReplaceAll(b.t("more_charts"), "{n}", words.Count(b.lang, int64(len(c.MoreCharts))))
		}
		b.plots(&c, bin, a, all, names)
		if c.Folded = len(a.Customers) >= openCustomers; c.Folded && many {
			a.folds++
			c.Fold = a.folds
		}
		a.Customers = append(a.Customers, c)
	}
}

// plots draws what a customer bought beyond who holds it.
func (b builder) plots(c *Customer, bin string, a *Annual, all sliced, names map[string]string) {
	for _, l := range b.charted(bin, a) {
		if l.kind == "all" {
			c.Cumulated = b.cumulated(l)
		}
	}
	c.Mixed = b.mixed(bin, or(names[bin], b.mask.ID(bin)))
	c.Held = b.largeAndHeld(bin, all, names)
}

func either(p [2]*run.Slice) *run.Slice {
	if p[0] != nil {
		return p[0]
	}
	return p[1]
}

// slice gives what the numbers of a slice open: all of it, and what its largest holder has.
func (b builder) slice(x *run.Slice, customers map[string]string) (all, top int) {
	title := []string{or(customers[x.CustomerBIN], b.mask.ID(x.CustomerBIN)), b.sliceName(x.Kind, x.Slice)}
	of := func(l *ledger) opens { return l.slice(opens{}, x.CustomerBIN, x.Kind, x.Slice) }
	all = b.opens(func(l *ledger) opens {
		o := of(l)
		o.All = x.Contracts
		return o
	}, title...)
	top = b.opens(func(l *ledger) opens {
		o := l.holder(of(l), x.TopID)
		o.Whole = all
		return o
	}, append(title, words.Named(b.lang, "supplier", x.TopName, x.TopID, b.mask))...)
	return all, top
}

func (b builder) sliceRow(p [2]*run.Slice, l levels, customers map[string]string) SliceRow {
	x := either(p)
	all, top := b.slice(x, customers)
	row := SliceRow{
		Slice: b.sliceName(x.Kind, x.Slice), Contracts: b.count(x.Contracts, all), Amount: b.money(x.Amount, all),
		Evaluated: x.Evaluated, Note: words.Codes(b.lang, strings.ReplaceAll(x.Note, "few_contracts", ""), b.mask),
	}
	if s := p[0]; s != nil {
		row.Suppliers = Num{words.Count(b.lang, s.Suppliers), all, "suppliers"}
		row.Top, row.TopShare = words.Named(b.lang, "supplier", s.TopName, s.TopID, b.mask), b.share(s.TopShare, top)
		row.TopMark = b.mark(s.TopID)
		row.TopClass, row.SupplierHHI = l.mark(s.TopShare, s.Evaluated), words.Decimal(b.lang, s.HHI, 3)
	}
	if g := p[1]; g != nil {
		_, top := b.slice(g, customers)
		row.Group, row.GroupShare = words.Named(b.lang, "supplier", g.TopName, g.TopID, b.mask), b.share(g.TopShare, top)
		row.GroupMark = b.holderMark(g.TopID)
		row.GroupClass, row.GroupHHI = l.mark(g.TopShare, g.Evaluated), words.Decimal(b.lang, g.HHI, 3)
		if s := p[0]; s != nil {
			if d := g.HHI - s.HHI; d > 0.0005 {
				row.Difference = "+" + words.Decimal(b.lang, d, 3)
				if d > 0.01 && x.Evaluated {
					row.DifferenceMark = "up"
				}
			}
		}
	}
	return row
}

func (b builder) indicators(a *Annual) {
	names := b.customerNames()
	index, of := map[string]int{}, map[string][]run.KPI{}
	for _, x := range b.run.KPIs {
		i, seen := index[x.CustomerBIN]
		if !seen {
			i = len(a.KPIs)
			index[x.CustomerBIN] = i
			a.KPIs = append(a.KPIs, Indicators{
				Customer: or(names[x.CustomerBIN], b.mask.ID(x.CustomerBIN)), Year: strconv.Itoa(x.Year), Before: strconv.Itoa(x.Year - 1),
			})
		}
		row := Indicator{
			Name: words.MeasureName(b.lang, b.run.Currency, x.Measure), Now: Num{Text: "—"}, Before: Num{Text: "—"},
			Change: words.MeasureChange(b.lang, x.Measure, x.Change), Reference: words.Reference(b.lang, x.Measure),
		}
		figure := func(v *float64, state, year string) Num {
			as := ""
			n := b.opens(func(l *ledger) (o opens) {
				o, as = l.indicator(&x, state)
				return o
			}, a.KPIs[i].Customer, row.Name, year)
			if as == "" {
				n = 0
			}
			return Num{words.Measure(b.lang, x.Measure, v), n, as}
		}
		if x.Value != nil {
			row.Now = figure(x.Value, "", a.KPIs[i].Year)
		}
		if x.Previous != nil {
			row.Before = figure(x.Previous, "before", a.KPIs[i].Before)
		}
		a.KPIs[i].Rows = append(a.KPIs[i].Rows, row)
		of[x.CustomerBIN] = append(of[x.CustomerBIN], x)
	}
	for bin, i := range index {
		k := &a.KPIs[i]
		k.Shares, k.Others = b.indicatorPlots(of[bin], k.Year, k.Before)
		for _, x := range of[bin] {
			if x.Measure == "amount" && x.Value != nil {
				k.amount = *x.Value
			}
		}
	}
	slices.SortStableFunc(a.KPIs, func(x, y Indicators) int { return cmp.Compare(y.amount, x.amount) })
	for i := range a.KPIs {
		if a.KPIs[i].Folded = i >= openCustomers; a.KPIs[i].Folded && len(a.KPIs) > maxCustomers {
			a.folds++
			a.KPIs[i].Fold = a.folds
		}
	}
}

func number(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }

func figure2(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
