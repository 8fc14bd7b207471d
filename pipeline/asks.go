package pipeline

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Offices that are asked for data.
const (
	hr       = "hr"       // the personnel service
	buyers   = "buyers"   // the procurement unit
	registry = "registry" // who keeps the register of companies
	staff    = "staff"    // who takes declarations and notices of the staff
	own      = "own"      // the corruption-prevention unit, which keeps the registers of the Standard
)

// offices are who is asked for what, in the order the letters stand in.
var offices = []string{hr, buyers, registry, staff, own}

// officeOf gives who has a table.
func officeOf(table string) string {
	switch table {
	case "roster", "units", "family_links", "governing_bodies", "outside_work", "candidates", "structure_changes", "hr_notices", "mandates":
		return hr
	case "contracts", "decisions", "bids", "announcements", "monitoring", "lots", "plans", "contract_units", "processes":
		return buyers
	case "suppliers", "supplier_people", "unfair_suppliers":
		return registry
	case "declared_interests", "disclosures", "trust_agreements", "declarations":
		return staff
	}
	return own
}

// gap is what rules look for and a table may not say: a code of queries/normalise/check_gaps.sql.
type gap struct {
	code, table, column string
	needs               string   // a second table without which nobody asks
	of                  string   // what is counted: people, contracts, suppliers, gifts, trips
	seen                []string // the gaps of coverage that say the same; the rules that have one need it
	rules               []string // rules that need it beside these
}

// gaps in the order of a letter.
var gaps = []gap{
	{code: "roster.manager", table: "roster", column: "manager_position_id", of: "people", seen: []string{"no_superior"}},
	{code: "roster.class", table: "roster", column: "service_class", of: "people", seen: []string{"no_class"}},
	{code: "family.none", table: "family_links", of: "people", needs: "roster", seen: []string{"no_family_links"}},
	{code: "family.parents", table: "family_links", of: "people", needs: "roster", seen: []string{"parents_unknown"}},
	{code: "family.number", table: "family_links", column: "relative_iin", of: "people", needs: "roster", seen: []string{"no_iin_relative"}},
	{code: "contracts.amount", table: "contracts", column: "amount", of: "contracts", rules: []string{"P49a", "P52a", "P52b"}},
	{code: "contracts.category", table: "contracts", column: "category", of: "contracts", seen: []string{"no_category"}, rules: []string{"P52a", "P52c"}},
	{code: "contracts.method", table: "contracts", column: "method_id", of: "contracts", rules: []string{"P49a", "P49c", "P49d"}},
	{code: "contracts.plan", table: "contracts", column: "planned_method_id", of: "contracts", seen: []string{"no_planned_method"}},
	{code: "contracts.subject", table: "contracts", column: "subject_kind", of: "contracts", seen: []string{"no_subject_kind"}},
	{code: "contracts.unit", table: "contracts", column: "unit_id", of: "contracts", seen: []string{"contracts_without_unit"}},
	{code: "decisions.none", table: "decisions", needs: "contracts", of: "contracts", rules: []string{"P10-13a"}},
	{code: "suppliers.none", table: "suppliers", needs: "contracts", of: "suppliers", rules: []string{"P12-4c", "P52b"}},
	{code: "suppliers.contact", table: "suppliers", needs: "contracts", column: "address", of: "suppliers", rules: []string{"P12-4c", "P52b"}},
	{code: "supplier_people.none", table: "supplier_people", needs: "contracts", of: "suppliers", seen: []string{"suppliers_of_nobody_known", "founders_not_loaded"}},
	{code: "gifts.giver", table: "gifts", column: "giver_id", of: "gifts", seen: []string{"gifts_without_giver", "gifts_without_giver_looking_back"}},
	{code: "trips.payer", table: "trips", column: "payer_id", of: "trips", seen: []string{"trips_without_payer"}},
}

// mostRows is how many rows of one thing a letter may list; the callback of Check gives all.
const mostRows = 60

// population is what a job of the data would be about.
type population struct{ People, Contracts, Suppliers, Gifts, Trips, Influence int64 }

func (p population) of(what string) int64 {
	return map[string]int64{"people": p.People, "contracts": p.Contracts, "suppliers": p.Suppliers, "gifts": p.Gifts, "trips": p.Trips}[what]
}

// asks finds what to ask for, of whom, and what its absence costs: tables rules lack, what the
// tables that are there do not say, and rows that were rejected. each, where it is not nil, is
// given every row one of these is about.
func (x look) asks(ctx context.Context, c *Checked, each func(run.AskedRow) error) error {
	n, err := warehouse.Only[population](ctx, x.DB, queries.Get("normalise/check_people"), nil)
	if err != nil {
		return fmt.Errorf("what a job would be about: %w", err)
	}
	c.People, c.Contracts = n.People, n.Contracts
	catalogue, err := rules.Catalogue()
	if err != nil {
		return fmt.Errorf("the catalogue of rules: %w", err)
	}
	catalogue = slices.DeleteFunc(catalogue, func(r rules.Rule) bool { return r.Job == run.Protect })
	said, err := x.unsaid(ctx, each)
	if err != nil {
		return err
	}
	all := x.absent(c, catalogue, n)
	for _, g := range gaps {
		count := said[g.code]
		if count == nil || !x.In.Has(g.table) || g.needs != "" && !x.In.Has(g.needs) || g.code == "roster.manager" && count.Count < 2 { // the first head has no superior
			continue
		}
		ids := g.neededBy(catalogue, x.In.Has)
		if len(ids) == 0 {
			continue
		}
		count.Office, count.Code, count.Table, count.Column, count.What, count.Of, count.Rules = officeOf(g.table), g.code, g.table, g.column, g.of, n.of(g.of), ids
		all = append(all, *count)
	}
	if x.In.Has("roster") && n.Influence == 0 {
		all = append(all, run.Asked{Office: hr, Code: "roster.influence", Table: "roster", Column: "influence", What: "people", Count: n.People, Of: n.People, Rules: []string{"P12-7a"}})
	}
	rejected, err := x.rejectedRows(ctx, each)
	if err != nil {
		return err
	}
	all = append(all, rejected...)
	slices.SortStableFunc(all, func(a, b run.Asked) int { return slices.Index(offices, a.Office) - slices.Index(offices, b.Office) })
	c.Asks = all
	return nil
}

// neededBy lists the rules with their tables that need what a gap is about.
func (g gap) neededBy(catalogue []rules.Rule, has func(string) bool) []string {
	var ids []string
	for _, r := range catalogue {
		named := slices.Contains(g.rules, r.ID)
		for _, gap := range append(slices.Clip(r.Gaps), r.Beside...) {
			named = named || slices.Contains(g.seen, gap)
		}
		if named && len(r.Missing(has)) == 0 {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// absent lists the tables rules lack, those of most rules first.
func (x look) absent(c *Checked, catalogue []rules.Rule, n population) []run.Asked {
	lacking := map[string][]rules.Rule{}
	for _, r := range catalogue {
		for _, t := range r.Missing(x.In.Has) {
			lacking[t] = append(lacking[t], r)
		}
	}
	var all []run.Asked
	for _, t := range tables.All {
		needed := lacking[t.Name]
		if len(needed) == 0 || t.Closed {
			continue
		}
		a := run.Asked{Office: officeOf(t.Name), Code: "table", Table: t.Name}
		for _, col := range t.Columns {
			if col.Required {
				a.Columns = append(a.Columns, col.Name)
			}
		}
		for _, r := range needed {
			a.Rules = append(a.Rules, r.ID)
			if r.Job == run.Scan && n.People > 0 {
				a.What, a.Count, a.Of = "people", n.People, n.People
			} else if a.What == "" && r.Job == run.Concentration && n.Contracts > 0 {
				a.What, a.Count, a.Of = "contracts", n.Contracts, n.Contracts
			}
		}
		all = append(all, a)
	}
	return all
}

// unsaid counts what the tables do not say, by code, each person, contract and supplier once. The
// engine counts: of contracts there may be more than fit into memory.
func (x look) unsaid(ctx context.Context, each func(run.AskedRow) error) (map[string]*run.Asked, error) {
	if err := x.Exec(ctx, "normalise/check_gaps"); err != nil {
		return nil, err
	}
	type count struct {
		Code        string
		Count, Rows int64
	}
	said, wanted := map[string]*run.Asked{}, map[string]gap{}
	for _, g := range gaps {
		if x.In.Has(g.table) && (g.needs == "" || x.In.Has(g.needs)) {
			wanted[g.code] = g
		}
	}
	err := warehouse.Each(ctx, x.DB, queries.Get("normalise/check_gap_counts"), nil, func(n count) error {
		if _, ok := wanted[n.Code]; ok {
			said[n.Code] = &run.Asked{Count: n.Count, All: n.Rows}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("what the data do not say: %w", err)
	}
	most := int64(mostRows)
	if each != nil {
		most = math.MaxInt64
	}
	type line struct {
		Code, File string
		Row        int64
	}
	shown := map[string]int{}
	err = warehouse.Each(ctx, x.DB, queries.Get("normalise/check_gap_rows"), warehouse.Params{"most": most}, func(l line) error {
		g, ok := wanted[l.Code]
		if !ok {
			return nil
		}
		if shown[l.Code]++; shown[l.Code] <= mostRows {
			list(said[l.Code], l.File, l.Row)
		}
		if each == nil {
			return nil
		}
		return each(run.AskedRow{Office: officeOf(g.table), Code: l.Code, Table: g.table, Column: g.column, File: l.File, Row: l.Row})
	})
	if err != nil {
		return nil, fmt.Errorf("rows that are asked for: %w", err)
	}
	return said, nil
}

// list puts a row to the rows of what is asked for.
func list(a *run.Asked, file string, row int64) {
	if n := len(a.Rows); n == 0 || a.Rows[n-1].File != file {
		a.Rows = append(a.Rows, run.RowsOf{File: file})
	}
	last := &a.Rows[len(a.Rows)-1]
	last.Rows = append(last.Rows, row)
}

// rejectedRows lists the rejected rows by table, column and reason.
func (x look) rejectedRows(ctx context.Context, each func(run.AskedRow) error) ([]run.Asked, error) {
	type kind struct{ table, column, reason string }
	found := map[kind]*run.Asked{}
	err := warehouse.Each(ctx, x.DB, queries.Get("rank/rejects"), nil, func(r run.Reject) error {
		reason, _, _ := strings.Cut(r.Reason, ":")
		k := kind{r.Table, r.Column, reason}
		a := found[k]
		if a == nil {
			a = &run.Asked{Office: officeOf(r.Table), Code: "rejected", Table: r.Table, Column: r.Column, Reason: reason, What: "rows"}
			found[k] = a
		}
		a.Count++
		if a.All++; a.All <= mostRows {
			list(a, r.File, r.Row)
		}
		if each == nil {
			return nil
		}
		return each(run.AskedRow{Office: a.Office, Code: "rejected", Table: r.Table, Column: r.Column, File: r.File, Row: r.Row})
	})
	if err != nil {
		return nil, fmt.Errorf("rejected rows: %w", err)
	}
	var all []run.Asked
	for _, k := range slices.SortedFunc(maps.Keys(found), func(a, b kind) int {
		return strings.Compare(a.table+"\x00"+a.column+"\x00"+a.reason, b.table+"\x00"+b.column+"\x00"+b.reason)
	}) {
		a := *found[k]
		for _, s := range x.In.Files {
			if s.File.Table == k.table {
				a.Of += s.File.Rows
			}
		}
		all = append(all, a)
	}
	return all, nil
}
