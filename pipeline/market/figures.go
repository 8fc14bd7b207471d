package market

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"adal/pipeline/link"
	"adal/pipeline/measure"
	"adal/pipeline/money"
	"adal/pipeline/rank"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// maxHoldings is how many holders of a slice are kept for tables: all that a page can show.
// The figures of the slice are of every holder.
const maxHoldings = 2000

// Name reads what suppliers and members of groups are called. It comes before the tables.
func (y *Year) Name(ctx context.Context, db *warehouse.DB) error {
	y.names = make([]string, len(y.parties.IDs))
	type named struct {
		No   int64
		Name string
	}
	err := warehouse.Each(ctx, db, queries.Get("measure/names"), nil, func(n named) error {
		y.names[n.No] = n.Name
		return nil
	})
	if err != nil {
		return fmt.Errorf("names: %w", err)
	}
	return nil
}

// identities are the two ways a slice is measured by.
var identities = []string{"supplier", "group"}

// SliceRows gives concentration.csv: every slice of every customer and of all together. A
// slice of fewer than minContracts contracts is not evaluated.
func (y *Year) SliceRows(ctx context.Context, db *warehouse.DB, minContracts int64) ([]run.Slice, error) {
	customers := map[string]string{}
	type customer struct{ CustomerBIN, Name string }
	err := warehouse.Each(ctx, db, "SELECT c.customer_bin, o.name FROM customer_of AS c JOIN organisation AS o ON o.id = c.customer_bin", nil,
		func(c customer) error {
			customers[c.CustomerBIN] = c.Name
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("customers: %w", err)
	}
	all := append(slices.Clip(y.Slices), y.market.Together()...)
	missing := missing(all)
	rows := make([]run.Slice, 0, 2*len(all))
	for i := range all {
		s := &all[i]
		bin, name := "", "all"
		if s.Customer != measure.Everybody {
			bin = y.market.Customers[s.Customer]
			name = customers[bin]
		}
		evaluated := int64(s.Supplier.Contracts) >= minContracts
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
		for _, identity := range identities {
			f, id := &s.Supplier, y.parties.IDs[s.Supplier.Top]
			if identity == "group" {
				f, id = &s.Group, y.parties.IDs[s.Group.Top]
				if g := y.groupOf[f.Top]; g != nil {
					id = g.ID
				}
			}
			rows = append(rows, run.Slice{
				CustomerBIN: bin, Customer: name, Year: y.Year, Kind: s.Kind.String(), Slice: s.Value,
				Identity: identity, Suppliers: int64(f.Holders), Contracts: int64(f.Contracts), Amount: f.Total.String(),
				CR1: f.CR1, CR3: f.CR3, CR4: f.CR4, HHI: f.HHI, HHINorm: f.HHINorm, HHIMin: f.HHIMin, HHIExcess: f.HHIExcess,
				Effective: f.Effective, Gini: f.Gini, TopID: id, TopName: y.names[f.Top], TopAmount: f.First.String(), TopShare: f.CR1,
				Evaluated: evaluated, Note: strings.Join(notes, ";"),
			})
		}
	}
	return rows, nil
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

// GroupRows gives groups.csv and group_edges.csv, the edges with their source rows.
func (y *Year) GroupRows(ctx context.Context, db *warehouse.DB) ([]run.GroupMember, []run.GroupEdge, error) {
	wanted := map[int64]bool{}
	for _, g := range y.groups {
		for _, e := range g.Edges {
			wanted[e.Src] = true
		}
	}
	sources, err := rank.SourceRows(ctx, db, wanted)
	if err != nil {
		return nil, nil, err
	}
	var rows []run.GroupMember
	var edges []run.GroupEdge
	for _, g := range y.groups {
		members := slices.SortedStableFunc(slices.Values(g.Members), func(a, b int32) int {
			return cmp.Or(y.parties.Amounts[b].Compare(y.parties.Amounts[a]), cmp.Compare(a, b))
		})
		for _, m := range members {
			rows = append(rows, run.GroupMember{
				GroupID: g.ID, Kind: g.Kind, SupplierID: y.parties.IDs[m], Name: y.names[m], Amount: y.parties.Amounts[m].String(),
				Contracts: y.parties.Contracts[m], Share: money.Share(y.parties.Amounts[m], y.Total),
			})
		}
		for _, e := range g.Edges {
			row, ok := sources[e.Src]
			if !ok {
				return nil, nil, fmt.Errorf("group %s: the edge of %s and %s has no source row", g.ID, y.parties.IDs[e.From], y.parties.IDs[e.To])
			}
			edges = append(edges, run.GroupEdge{
				GroupID: g.ID, FromID: y.parties.IDs[e.From], ToID: y.parties.IDs[e.To], Type: e.Type, ViaID: e.Via,
				Cells: row.Cells, Table: row.Table, File: row.File, Row: row.Row,
			})
		}
	}
	return rows, edges, nil
}

// SliceOf names a slice of a customer as findings do: its BIN and category4=3313.
type SliceOf struct{ Customer, Slice string }

// Holdings lists who holds what in the slices worth drawing: all that a customer bought, and
// every slice of flagged.
func (y *Year) Holdings(flagged map[SliceOf]bool) []run.Holding {
	member := map[int32]*link.Group{}
	for _, g := range y.groupOf {
		for _, m := range g.Members {
			member[m] = g
		}
	}
	var rows []run.Holding
	for i := range y.Slices {
		s := &y.Slices[i]
		customer, kind := y.market.Customers[s.Customer], s.Kind.String()
		if s.Kind != measure.All && !flagged[SliceOf{customer, kind + "=" + s.Value}] {
			continue
		}
		for _, identity := range identities {
			held := y.market.Holders(s, identity == "group")
			for _, h := range held[:min(len(held), maxHoldings)] {
				rows = append(rows, y.holding(run.Holding{CustomerBIN: customer, Kind: kind, Slice: s.Value, Identity: identity}, h, s.Supplier.Total, member))
			}
		}
	}
	return append(rows, y.together(member)...)
}

// holding fills in who holds what of a whole.
func (y *Year) holding(x run.Holding, h measure.Holding, whole money.Amount, member map[int32]*link.Group) run.Holding {
	x.ID, x.Name, x.Amount = y.parties.IDs[h.Holder], y.names[h.Holder], h.Amount.String()
	x.Contracts, x.Share = int64(h.Contracts), money.Share(h.Amount, whole)
	if g := member[h.Holder]; g != nil {
		x.GroupID = g.ID
	}
	return x
}

// together lists who holds what of all that several customers bought; nothing where there is one.
func (y *Year) together(member map[int32]*link.Group) []run.Holding {
	customers := 0
	for i := range y.Slices {
		if y.Slices[i].Kind == measure.All {
			customers++
		}
	}
	if customers < 2 {
		return nil
	}
	var rows []run.Holding
	for _, identity := range identities {
		sums := map[int32]measure.Holding{}
		for i, n := range y.parties.Contracts {
			holder := int32(i)
			if identity == "group" {
				holder = y.market.Leader[i]
			}
			h := sums[holder]
			h.Holder, h.Amount, h.Contracts = holder, h.Amount.Plus(y.parties.Amounts[i]), h.Contracts+int(n)
			sums[holder] = h
		}
		held := slices.SortedFunc(maps.Values(sums), func(a, b measure.Holding) int {
			return cmp.Or(b.Amount.Compare(a.Amount), cmp.Compare(a.Holder, b.Holder))
		})
		held = slices.DeleteFunc(held, func(h measure.Holding) bool { return h.Contracts == 0 })
		for _, h := range held[:min(len(held), maxHoldings)] {
			rows = append(rows, y.holding(run.Holding{Kind: measure.All.String(), Slice: "all", Identity: identity}, h, y.Total, member))
		}
	}
	return rows
}
