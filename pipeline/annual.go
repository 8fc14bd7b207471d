package pipeline

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/kz"
	"adal/pipeline/link"
	"adal/pipeline/market"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// maxLedger is how many contracts a run keeps to open its figures with: as many as a page
// and a spreadsheet take. Those of the year come first, then those of the year before, each
// the largest first. All of them stand in tables/contracts.parquet.
const maxLedger = 50_000

// yearly is the steps of the annual report.
type yearly struct {
	quarterly
	parties *link.Parties
	found   []link.Group
	market  *market.Year
	// judgedFrom is the least number of contracts of a slice its shares are judged from.
	judgedFrom int64
}

func (x *yearly) year() int { return x.Period.To.Year() }

// purchases gathers the contracts that count, with what each is bought by and of whom.
func (x *yearly) purchases(ctx context.Context) error {
	x.Given["first_year"] = int64(x.firstYear())
	for _, m := range x.Methods {
		err := x.DB.Exec(ctx, "UPDATE trade_method SET class = $class WHERE method_id = $id;\n"+
			"INSERT INTO trade_method SELECT $id, '', $class WHERE NOT EXISTS (SELECT 1 FROM trade_method WHERE method_id = $id)",
			warehouse.Params{"id": m.ID, "class": m.Class})
		if err != nil {
			return fmt.Errorf("method %s: %w", m.ID, err)
		}
	}
	if err := x.Exec(ctx, "link/contact", "link/groups_control", "measure/words", "measure/bought"); err != nil {
		return err
	}
	type counted struct {
		Contracts   int64
		First, Last *int64 // years
	}
	n, err := warehouse.Only[counted](ctx, x.DB, "SELECT count(*) FILTER (WHERE year = $year) AS contracts, min(year) AS first, max(year) AS last FROM contract WHERE left_out IS NULL", x.Given)
	switch {
	case err != nil:
		return err
	case n.Contracts > 0:
		return x.limits(ctx)
	case n.First != nil:
		return fault.Data("no_contract_of_year", "folder", x.Data, "year", x.year(), "first", *n.First, "last", *n.Last)
	}
	return fault.Data("no_contract_counts", "folder", x.Data, "year", x.year())
}

// firstYear is the first year whose contracts a rule of the report looks at.
func (x *yearly) firstYear() int {
	years := int64(2)
	for _, r := range x.Rules {
		if back, err := r.Parameter(r.LooksBackYears); err == nil {
			years = max(years, back.(int64))
		}
	}
	return x.year() - int(years) + 1
}

// limits fills yearly_limit: the limits of the law in force on the first day of the year, in
// index units of that day. They are in tenge: amounts in another currency are held to none.
func (x *yearly) limits(ctx context.Context) error {
	if x.In.Currency != "" {
		return nil
	}
	limits, err := kz.YearlyLimits(x.Period.From)
	if err != nil {
		return err
	}
	type limit struct {
		MethodClass, SubjectKind string
		Tiyn                     *big.Int
	}
	return warehouse.Insert(ctx, x.DB, "yearly_limit", func(add func(limit) error) error {
		for _, l := range limits {
			if err := add(limit{l.MethodClass, l.SubjectKind, new(big.Int).Mul(big.NewInt(l.Tenge), big.NewInt(100))}); err != nil {
				return err
			}
		}
		return nil
	})
}

func (x *yearly) groups(ctx context.Context) (err error) {
	if x.parties, x.found, err = link.Groups(ctx, x.DB, x.Params()); err != nil {
		return err
	}
	x.found = x.parties.BySize(x.found)
	return x.Exec(ctx, "measure/counted", "link/groups_names")
}

// indices measures every slice, and leaves what the rules ask of the watched ones.
func (x *yearly) indices(ctx context.Context) (err error) {
	if x.market, err = market.Read(ctx, x.DB, x.parties, x.found, x.year()); err != nil {
		return err
	}
	least := 1.0
	for _, r := range x.Rules {
		if share, err := r.Parameter(r.HoldersFrom); err == nil {
			least = min(least, share.(float64))
		}
		if n, err := r.Parameter(r.ContractsFrom); err == nil {
			x.judgedFrom = n.(int64)
		}
	}
	return x.market.Keep(ctx, x.DB, least, x.firstYear())
}

func (x *yearly) suppliers(ctx context.Context) error {
	if err := x.Exec(ctx, "link/tie_target_annual"); err != nil {
		return err
	}
	if err := link.Ownership(ctx, x.DB, x.Period.From, x.Period.To); err != nil {
		return err
	}
	return x.Exec(ctx, "link/tie", "link/rule_words")
}

// figures gives the tables of the year as values: slices, groups, indicators,
// reconciliation, and what the report draws.
func (x *yearly) figures(ctx context.Context) error {
	if err := x.market.Name(ctx, x.DB); err != nil {
		return err
	}
	r := x.Result
	var err error
	if r.Slices, err = x.market.SliceRows(ctx, x.DB, x.judgedFrom); err != nil {
		return err
	}
	if r.Groups, r.Edges, err = x.market.GroupRows(ctx, x.DB); err != nil {
		return err
	}
	r.Holdings = x.market.Holdings(x.flagged())
	if r.Mix, err = warehouse.All[run.Mix](ctx, x.DB, queries.Get("measure/method_mix"), nil); err != nil {
		return fmt.Errorf("ways of buying: %w", err)
	}
	if r.Categories, err = warehouse.All[run.Category](ctx, x.DB, queries.Get("measure/category_names"), nil); err != nil {
		return fmt.Errorf("names of categories: %w", err)
	}
	if r.NamedByLaw, err = warehouse.All[run.LawfulCategory](ctx, x.DB, queries.Get("measure/lawful_categories"), nil); err != nil {
		return fmt.Errorf("categories fixed by law: %w", err)
	}
	if r.Reconciliation, err = warehouse.All[run.Reconciliation](ctx, x.DB, queries.Get("measure/reconciliation"), x.Params()); err != nil {
		return fmt.Errorf("reconciliation: %w", err)
	}
	if r.Lawful, err = warehouse.All[run.Lawful](ctx, x.DB, queries.Get("measure/lawful"), nil); err != nil {
		return fmt.Errorf("concentration fixed by law: %w", err)
	}
	if r.Unknown, err = warehouse.All[run.UnknownMethod](ctx, x.DB, queries.Get("measure/unknown_methods"), x.Params()); err != nil {
		return fmt.Errorf("unknown methods: %w", err)
	}
	err = x.Measure("indicators", func(query string, p warehouse.Params) error {
		return warehouse.Each(ctx, x.DB, query, p, func(k run.KPI) error {
			k.Year = x.year()
			r.KPIs = append(r.KPIs, k)
			return nil
		})
	})
	slices.SortStableFunc(r.KPIs, func(a, b run.KPI) int { return strings.Compare(a.CustomerBIN, b.CustomerBIN) })
	return err
}

// flagged lists the slices that something was found in.
func (x *yearly) flagged() map[market.SliceOf]bool {
	flagged, ofSlices := map[market.SliceOf]bool{}, map[string]bool{}
	for _, r := range x.Rules {
		ofSlices[r.ID] = r.OfSlices
	}
	for _, f := range x.Result.Findings {
		if !ofSlices[f.Rule] {
			continue
		}
		customer := f.OtherID
		if f.SubjectKind == "customer" {
			customer = f.SubjectID
		}
		flagged[market.SliceOf{Customer: customer, Slice: f.Slice}] = true
	}
	return flagged
}

// ledger lists the contracts behind the figures. Where some are cut off a note says so.
func (x *yearly) ledger(ctx context.Context) (err error) {
	params := maps.Clone(x.Params())
	params["most"] = int64(maxLedger)
	r := x.Result
	if r.Contracts, err = warehouse.All[run.Contract](ctx, x.DB, queries.Get("measure/ledger"), params); err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	if kept, all := int64(len(r.Contracts)), r.AllContracts(); kept < all {
		r.Quality = append(r.Quality, run.Note{Note: "ledger_cut", Table: "contracts", Detail: strconv.FormatInt(kept, 10) + " / " + strconv.FormatInt(all, 10)})
	}
	return nil
}

func (x *yearly) notes(ctx context.Context) error {
	// What the notes on people read is filled by the scan alone.
	if err := x.Exec(ctx, "link/superior_tables", "measure/notes_slices"); err != nil {
		return err
	}
	return x.quarterly.notes(ctx)
}
