package pipeline

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"adal/pipeline/fault"
	"adal/pipeline/kz"
	"adal/pipeline/link"
	"adal/pipeline/measure"
	"adal/pipeline/rank"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Concentration runs the annual report on procurement. It leaves the tables it computed on
// in the staging folder and gives the rest as values. Errors a user can act on are
// fault.Fault; a year without a contract that counts is one.
func Concentration(ctx context.Context, o Options, s *run.Staging) (*run.Run, error) {
	j, err := begin(ctx, o, s, run.Concentration, "contracts")
	if err != nil {
		return nil, err
	}
	defer j.close()
	y := &yearly{job: j}
	return j.perform(ctx, s, []step{
		{"people", y.people},
		{"contracts", y.contracts},
		{"purchases", y.purchases},
		{"kin", y.kin},
		{"groups", y.groups},
		{"indices", y.indices},
		{"suppliers", y.suppliers},
		{"rules", j.scanRules},
		{"ranking", j.rankFindings},
		{"tables of the year", y.figures},
		{"ledger", y.ledger},
		{"coverage", j.cover},
		{"notes", y.notes},
	})
}

// maxHoldings is how many holders of a slice are kept for tables: all that a page can show.
// The figures of the slice, and its curve, are of every holder.
const maxHoldings = 2000

// maxPoints is how many points of a Lorenz curve are kept.
const maxPoints = 200

// yearly is the annual report on its way.
type yearly struct {
	*job
	parties *link.Parties
	found   []link.Group
	groupOf map[int32]*link.Group // certain group by its largest member
	market  *measure.Market
	slices  []measure.Slice
	names   []string // of parties, blank of those that are not shown
	total   measure.Amount
}

func (y *yearly) year() int { return y.Period.To.Year() }

func (y *yearly) people(ctx context.Context) error {
	return y.exec(ctx, "link/people", "link/family")
}

// purchases gathers the contracts that count, with what each is bought by and of whom.
func (y *yearly) purchases(ctx context.Context) error {
	years := int64(2)
	for _, r := range y.rules {
		if back, err := r.Parameter(r.LooksBackYears); err == nil {
			years = max(years, back.(int64))
		}
	}
	y.given["first_year"] = int64(y.year()) - years + 1
	for _, m := range y.Methods {
		err := y.db.Exec(ctx, "UPDATE trade_method SET class = $class WHERE method_id = $id;\n"+
			"INSERT INTO trade_method SELECT $id, '', $class WHERE NOT EXISTS (SELECT 1 FROM trade_method WHERE method_id = $id)",
			warehouse.Params{"id": m.ID, "class": m.Class})
		if err != nil {
			return fmt.Errorf("method %s: %w", m.ID, err)
		}
	}
	if err := y.exec(ctx, "link/contact", "link/groups_control", "measure/words", "measure/bought"); err != nil {
		return err
	}
	var counted int64
	var first, last *int64
	err := y.db.One(ctx, "SELECT count(*) FILTER (WHERE year = $year AND left_out IS NULL), min(year) FILTER (WHERE left_out IS NULL), max(year) FILTER (WHERE left_out IS NULL) FROM contract",
		y.given, &counted, &first, &last)
	if err != nil {
		return err
	}
	if counted == 0 {
		if first != nil {
			return fault.Data("no_contract_of_year", "folder", y.Data, "year", y.year(), "first", *first, "last", *last)
		}
		return fault.Data("no_contract_counts", "folder", y.Data, "year", y.year())
	}
	return y.limits(ctx)
}

// limits fills yearly_limit: the limits of the law in force on the first day of the year, in
// index units of that day. They are in tenge: amounts in another currency are held to none.
func (y *yearly) limits(ctx context.Context) error {
	if y.in.Currency != "" {
		return nil
	}
	day := y.Period.From.Format(time.DateOnly)
	unit := int64(0)
	for _, r := range kz.Table("mrp") {
		if r[0] <= day && day <= r[1] {
			n, err := strconv.ParseInt(r[2], 10, 64)
			if err != nil {
				return fmt.Errorf("facts mrp: %w", err)
			}
			unit = n
		}
	}
	return y.db.Append(ctx, "yearly_limit", func(add func(...driver.Value) error) error {
		for _, r := range kz.Table("annual_limits_mrp") {
			if unit == 0 || day < r[1] || r[2] != "" && day > r[2] {
				continue
			}
			n, err := strconv.ParseInt(r[5], 10, 64)
			if err != nil {
				return fmt.Errorf("facts annual_limits_mrp: %w", err)
			}
			if err := add(r[3], r[4], big.NewInt(n*unit*100)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (y *yearly) kin(ctx context.Context) error {
	return y.exec(ctx, "link/interest_annual", "link/kin")
}

func (y *yearly) groups(ctx context.Context) (err error) {
	if y.parties, y.found, err = link.Groups(ctx, y.db, y.params()); err != nil {
		return err
	}
	y.found = y.parties.BySize(y.found)
	y.groupOf = map[int32]*link.Group{}
	for i := range y.found {
		if g := &y.found[i]; g.Kind == "certain" {
			y.groupOf[g.Largest] = g
		}
	}
	return y.exec(ctx, "measure/counted", "link/groups_names")
}

// indices measures every slice, and leaves what the rules ask of the watched ones.
func (y *yearly) indices(ctx context.Context) error {
	earlier, err := y.readMarket(ctx)
	if err != nil {
		return err
	}
	y.market.Prepare()
	y.slices = y.market.Slices()
	least := 1.0
	for _, r := range y.rules {
		if share, err := r.Parameter(r.HoldersFrom); err == nil {
			least = min(least, share.(float64))
		}
	}
	if err := y.keepMeasures(ctx); err != nil {
		return err
	}
	if err := y.keepHolders(ctx, least); err != nil {
		return err
	}
	return y.keepTops(ctx, earlier)
}

// readMarket reads the contracts as numbers: those of the year into the market, those of
// the years before it by year.
func (y *yearly) readMarket(ctx context.Context) (map[int64][]measure.Contract, error) {
	m := &measure.Market{Suppliers: y.parties.IDs, Leader: make([]int32, len(y.parties.IDs))}
	for i := range m.Leader {
		m.Leader[i] = int32(i)
	}
	for leader, g := range y.groupOf {
		for _, member := range g.Members {
			m.Leader[member] = leader
		}
	}
	list := func(query string, into *[]string) error {
		return y.db.Each(ctx, query, nil, func(scan func(...any) error) error {
			var s string
			err := scan(&s)
			*into = append(*into, s)
			return err
		})
	}
	if err := list("SELECT customer_bin FROM customer_of ORDER BY no", &m.Customers); err != nil {
		return nil, err
	}
	if err := list("SELECT unit_key FROM unit_of ORDER BY no", &m.Units); err != nil {
		return nil, err
	}
	err := y.db.Each(ctx, "SELECT coalesce(category2, ''), coalesce(category4, ''), coalesce(category6, '') FROM category_of ORDER BY no", nil,
		func(scan func(...any) error) error {
			var c [3]string
			err := scan(&c[0], &c[1], &c[2])
			m.Categories = append(m.Categories, c)
			return err
		})
	if err != nil {
		return nil, err
	}
	earlier := map[int64][]measure.Contract{}
	this := int64(y.year())
	var what, buyer, seller, high, low int64
	err = y.db.Each(ctx, queries.Get("measure/contracts"), nil, func(scan func(...any) error) error {
		if err := scan(&what, &buyer, &seller, &high, &low); err != nil {
			return err
		}
		c := measure.Contract{
			Customer: int32(buyer >> 32), Unit: int32(buyer&math.MaxUint32) - 1, Supplier: int32(seller >> 32), Category: int32(seller&math.MaxUint32) - 1,
			Lawful: what%2 == 1, Subject: int8(what / 2 % 4), Method: int8(what / 8 % 8), Value: measure.Joined(high, low),
		}
		if c.Subject == 3 {
			c.Subject = -1
		}
		if year := what / 64; year == this {
			m.Contracts = append(m.Contracts, c)
			y.total = y.total.Plus(c.Value)
		} else {
			earlier[year] = append(earlier[year], c)
		}
		return nil
	})
	y.market = m
	return earlier, err
}

func (y *yearly) keepMeasures(ctx context.Context) error {
	return y.db.Append(ctx, "slice_measure", func(add func(...driver.Value) error) error {
		for i := range y.slices {
			s := &y.slices[i]
			if !s.Kind.Watched() {
				continue
			}
			var excess driver.Value
			if s.Supplier.HHIExcess != nil {
				excess = *s.Supplier.HHIExcess
			}
			err := add(y.market.Customers[s.Customer], s.Kind.String(), s.Value, int64(s.Supplier.Contracts), int64(s.Supplier.Holders),
				s.Supplier.Total.Big(), s.Supplier.FirstThree.Big(), s.Supplier.FirstFour.Big(), s.Supplier.HHI, s.Group.HHI, excess)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (y *yearly) keepHolders(ctx context.Context, least float64) error {
	inGroup := func(leader int32) bool { return y.groupOf[leader] != nil }
	return y.db.Append(ctx, "slice_holder", func(add func(...driver.Value) error) error {
		for _, h := range y.market.Significant(y.slices, inGroup, least) {
			identity, id := "supplier", y.parties.IDs[h.Holder]
			if h.ByGroup {
				identity, id = "group", y.groupOf[h.Holder].ID
			}
			err := add(y.market.Customers[h.Slice.Customer], h.Slice.Kind.String(), h.Slice.Value, identity, id,
				int64(h.Contracts), h.Amount.Big(), h.Largest.Big(), int64(h.Members))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (y *yearly) keepTops(ctx context.Context, earlier map[int64][]measure.Contract) error {
	return y.db.Append(ctx, "slice_top", func(add func(...driver.Value) error) error {
		keep := func(s *measure.Slice, year int64, supplier int32, amount measure.Amount) error {
			return add(y.market.Customers[s.Customer], s.Kind.String(), s.Value, year, y.parties.IDs[supplier], amount.Big())
		}
		for i := range y.slices {
			s := &y.slices[i]
			if !s.Kind.Watched() {
				continue
			}
			if err := keep(s, int64(y.year()), s.Supplier.Top, s.Supplier.First); err != nil {
				return err
			}
		}
		for year := y.given["first_year"].(int64); year < int64(y.year()); year++ {
			for _, t := range y.market.TopsIn(earlier[year], y.slices) {
				if err := keep(t.Slice, year, t.Supplier, t.Amount); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (y *yearly) suppliers(ctx context.Context) error {
	if err := y.exec(ctx, "link/tie_target_annual"); err != nil {
		return err
	}
	if err := link.Ownership(ctx, y.db, y.Period.From, y.Period.To); err != nil {
		return err
	}
	return y.exec(ctx, "link/tie", "link/rule_words")
}

// figures gives the tables of the year as values: slices, groups, indicators,
// reconciliation, and what the report draws.
func (y *yearly) figures(ctx context.Context) error {
	y.names = make([]string, len(y.parties.IDs))
	err := y.db.Each(ctx, queries.Get("measure/names"), nil, func(scan func(...any) error) error {
		var no int64
		var name string
		err := scan(&no, &name)
		y.names[no] = name
		return err
	})
	if err != nil {
		return fmt.Errorf("names: %w", err)
	}
	if err := y.sliceRows(ctx); err != nil {
		return err
	}
	if err := y.groupRows(ctx); err != nil {
		return err
	}
	y.holdings()
	return y.smallTables(ctx)
}

func (y *yearly) sliceRows(ctx context.Context) error {
	least := y.params()["min_contracts"].(int64)
	customers := make([]string, len(y.market.Customers))
	at := map[string]int{}
	for i, bin := range y.market.Customers {
		at[bin] = i
	}
	err := y.db.Each(ctx, "SELECT c.customer_bin, o.name FROM customer_of AS c JOIN organisation AS o ON o.id = c.customer_bin", nil,
		func(scan func(...any) error) error {
			var bin, name string
			err := scan(&bin, &name)
			customers[at[bin]] = name
			return err
		})
	if err != nil {
		return fmt.Errorf("customers: %w", err)
	}
	together := y.market.Together()
	missing := missing(append(slices.Clip(y.slices), together...))
	for _, s := range append(slices.Clip(y.slices), together...) {
		bin, name := "", "all"
		if s.Customer != measure.Everybody {
			bin, name = y.market.Customers[s.Customer], customers[s.Customer]
		}
		evaluated := int64(s.Supplier.Contracts) >= least
		var notes []string
		if !evaluated {
			notes = append(notes, "few_contracts")
		}
		if !s.Lawful.IsZero() {
			notes = append(notes, "lawful")
		}
		if s.Kind == measure.All {
			notes = append(notes, missing[s.Customer]...)
		}
		for _, identity := range []string{"supplier", "group"} {
			f := &s.Supplier
			if identity == "group" {
				f = &s.Group
			}
			id := y.parties.IDs[f.Top]
			if g := y.groupOf[f.Top]; g != nil && identity == "group" {
				id = g.ID
			}
			y.result.Slices = append(y.result.Slices, run.Slice{
				CustomerBIN: bin, Customer: name, Year: y.year(), Kind: s.Kind.String(), Slice: s.Value,
				Identity: identity, Suppliers: int64(f.Holders), Contracts: int64(f.Contracts), Amount: f.Total.String(),
				CR1: f.CR1, CR3: f.CR3, CR4: f.CR4, HHI: f.HHI, HHINorm: f.HHINorm, HHIMin: f.HHIMin, HHIExcess: f.HHIExcess,
				Effective: f.Effective, Gini: f.Gini, TopID: id, TopName: y.names[f.Top], TopAmount: f.First.String(), TopShare: f.CR1,
				Evaluated: evaluated, Note: strings.Join(notes, ";"),
			})
		}
	}
	return nil
}

// missing says for each customer which slices do not hold all its contracts.
func missing(all []measure.Slice) map[int32][]string {
	codes := []struct {
		kind measure.Kind
		code string
	}{{measure.Category2, "without_category"}, {measure.Unit, "without_unit"}, {measure.SubjectKind, "without_subject_kind"}}
	whole, in := map[int32]int{}, map[int32]map[measure.Kind]int{}
	for i := range all {
		s := &all[i]
		if s.Kind == measure.All {
			whole[s.Customer] = s.Supplier.Contracts
		}
		if in[s.Customer] == nil {
			in[s.Customer] = map[measure.Kind]int{}
		}
		in[s.Customer][s.Kind] += s.Supplier.Contracts
	}
	notes := map[int32][]string{}
	for customer, n := range whole {
		for _, c := range codes {
			if in[customer][c.kind] < n {
				notes[customer] = append(notes[customer], c.code)
			}
		}
	}
	return notes
}

func (y *yearly) groupRows(ctx context.Context) error {
	wanted := map[int64]bool{}
	for _, g := range y.found {
		for _, e := range g.Edges {
			wanted[e.Src] = true
		}
	}
	sources, err := rank.SourceRows(ctx, y.db, wanted)
	if err != nil {
		return err
	}
	for _, g := range y.found {
		members := slices.SortedStableFunc(slices.Values(g.Members), func(a, b int32) int {
			return cmp.Or(y.parties.Amounts[b].Compare(y.parties.Amounts[a]), cmp.Compare(a, b))
		})
		for _, m := range members {
			y.result.Groups = append(y.result.Groups, run.GroupMember{
				GroupID: g.ID, Kind: g.Kind, SupplierID: y.parties.IDs[m], Name: y.names[m], Amount: y.parties.Amounts[m].String(),
				Contracts: y.parties.Contracts[m], Share: measure.Share(y.parties.Amounts[m], y.total),
			})
		}
		for _, e := range g.Edges {
			row, ok := sources[e.Src]
			if !ok {
				return fmt.Errorf("group %s: the edge of %s and %s has no source row", g.ID, y.parties.IDs[e.From], y.parties.IDs[e.To])
			}
			y.result.Edges = append(y.result.Edges, run.GroupEdge{
				GroupID: g.ID, FromID: y.parties.IDs[e.From], ToID: y.parties.IDs[e.To], Type: e.Type, ViaID: e.Via,
				Cells: row.Cells, Table: row.Table, File: row.File, Row: row.Row,
			})
		}
	}
	return nil
}

// holdings lists who holds what in the slices worth drawing: all that a customer bought,
// and every slice something was found in; and how unevenly all of it is held.
func (y *yearly) holdings() {
	flagged, ofSlices := map[[2]string]bool{}, map[string]bool{}
	for _, r := range y.rules {
		ofSlices[r.ID] = r.OfSlices
	}
	for _, f := range y.result.Findings {
		if ofSlices[f.Rule] {
			customer := f.OtherID
			if f.SubjectKind == "customer" {
				customer = f.SubjectID
			}
			flagged[[2]string{customer, f.Slice}] = true
		}
	}
	member := map[int32]*link.Group{}
	for i := range y.found {
		if g := &y.found[i]; g.Kind == "certain" {
			for _, m := range g.Members {
				member[m] = g
			}
		}
	}
	for i := range y.slices {
		s := &y.slices[i]
		customer, slice := y.market.Customers[s.Customer], s.Kind.String()+"="+s.Value
		if s.Kind != measure.All && !flagged[[2]string{customer, slice}] {
			continue
		}
		for _, identity := range []string{"supplier", "group"} {
			held := y.market.Holders(s, identity == "group")
			if s.Kind == measure.All {
				y.result.Curves = append(y.result.Curves, run.Curve{
					CustomerBIN: customer, Identity: identity, Holders: len(held), Points: measure.Lorenz(held, maxPoints),
				})
			}
			for _, h := range held[:min(len(held), maxHoldings)] {
				x := run.Holding{
					CustomerBIN: customer, Kind: s.Kind.String(), Slice: s.Value, Identity: identity, ID: y.parties.IDs[h.Holder],
					Name: y.names[h.Holder], Amount: h.Amount.String(), Contracts: int64(h.Contracts), Share: measure.Share(h.Amount, s.Supplier.Total),
				}
				if g := member[h.Holder]; g != nil {
					x.GroupID = g.ID
				}
				y.result.Holdings = append(y.result.Holdings, x)
			}
		}
	}
}

// smallTables reads what queries give as it is shown.
func (y *yearly) smallTables(ctx context.Context) error {
	// The indicators that need the least stand first: those of every year before those of a register.
	needs := func(a, b rules.Rule) int { return len(a.Inputs) - len(b.Inputs) }
	for _, r := range slices.SortedStableFunc(slices.Values(y.rules), needs) {
		if r.Gives != "indicators" || len(r.Missing(y.in.Has)) > 0 {
			continue
		}
		params, err := r.Params(y.given)
		if err != nil {
			return err
		}
		err = y.db.Each(ctx, r.SQL, params, func(scan func(...any) error) error {
			k := run.KPI{Year: y.year()}
			err := scan(&k.CustomerBIN, &k.Measure, &k.Value, &k.Previous, &k.Change)
			y.result.KPIs = append(y.result.KPIs, k)
			return err
		})
		if err != nil {
			return fmt.Errorf("indicators: %w", err)
		}
	}
	slices.SortStableFunc(y.result.KPIs, func(a, b run.KPI) int { return strings.Compare(a.CustomerBIN, b.CustomerBIN) })
	err := y.db.Each(ctx, queries.Get("measure/reconciliation"), y.params(), func(scan func(...any) error) error {
		var r run.Reconciliation
		err := scan(&r.Step, &r.Reason, &r.Rows, &r.Contracts, &r.Amount)
		y.result.Reconciliation = append(y.result.Reconciliation, r)
		return err
	})
	if err != nil {
		return fmt.Errorf("reconciliation: %w", err)
	}
	err = y.db.Each(ctx, queries.Get("measure/lawful"), nil, func(scan func(...any) error) error {
		var l run.Lawful
		err := scan(&l.CustomerBIN, &l.SupplierID, &l.Name, &l.Ground, &l.Contracts, &l.Amount)
		y.result.Lawful = append(y.result.Lawful, l)
		return err
	})
	if err != nil {
		return fmt.Errorf("concentration fixed by law: %w", err)
	}
	return y.db.Each(ctx, queries.Get("measure/unknown_methods"), y.params(), func(scan func(...any) error) error {
		var m run.UnknownMethod
		err := scan(&m.MethodID, &m.Method, &m.Contracts, &m.Amount)
		y.result.Unknown = append(y.result.Unknown, m)
		return err
	})
}

func (y *yearly) notes(ctx context.Context) error {
	// What the notes on people read is filled by the scan alone.
	if err := y.exec(ctx, "link/superior_tables", "measure/notes_slices"); err != nil {
		return err
	}
	if err := y.job.notes(ctx); err != nil {
		return err
	}
	for _, n := range y.result.Quality {
		if strings.HasPrefix(n.Note, "hub_") {
			y.result.Hubs = append(y.result.Hubs, n)
		}
	}
	return nil
}
