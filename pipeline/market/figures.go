package market

import (
	"cmp"
	"context"
	"fmt"
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
// The figures of the slice, and its curve, are of every holder.
const maxHoldings = 2000

// maxPoints is how many points of a Lorenz curve are kept.
const maxPoints = 200

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
// every slice of flagged; and how unevenly all of it is held.
func (y *Year) Holdings(flagged map[SliceOf]bool) ([]run.Holding, []run.Curve) {
	member := map[int32]*link.Group{}
	for _, g := range y.groupOf {
		for _, m := range g.Members {
			member[m] = g
		}
	}
	var rows []run.Holding
	var curves []run.Curve
	for i := range y.Slices {
		s := &y.Slices[i]
		customer, kind := y.market.Customers[s.Customer], s.Kind.String()
		if s.Kind != measure.All && !flagged[SliceOf{customer, kind + "=" + s.Value}] {
			continue
		}
		for _, identity := range identities {
			held := y.market.Holders(s, identity == "group")
			if s.Kind == measure.All {
				curves = append(curves, run.Curve{CustomerBIN: customer, Identity: identity, Holders: len(held), Points: measure.Lorenz(held, maxPoints)})
			}
			for _, h := range held[:min(len(held), maxHoldings)] {
				x := run.Holding{
					CustomerBIN: customer, Kind: kind, Slice: s.Value, Identity: identity, ID: y.parties.IDs[h.Holder],
					Name: y.names[h.Holder], Amount: h.Amount.String(), Contracts: int64(h.Contracts), Share: money.Share(h.Amount, s.Supplier.Total),
				}
				if g := member[h.Holder]; g != nil {
					x.GroupID = g.ID
				}
				rows = append(rows, x)
			}
		}
	}
	return rows, curves
}
