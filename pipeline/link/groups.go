package link

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"adal/pipeline/money"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Edge is one fact that connects two parties: the source row says something about To.
type Edge struct {
	From, To int32
	Type     string // same_controller, controls, branch, related_controllers, shared_phone ...
	Via      string // the controllers between them, joined by ";"
	Part     string // what the row is: controller, own_business, kin_link, branch, shared_phone ...
	Src      int64
}

// Group is parties connected in a year, at least two of them with contracts that count.
type Group struct {
	ID      string
	Kind    string  // certain or suspected
	Members []int32 // by number, and so by id
	Largest int32   // member with the largest amount of the year, of equals the lowest
	Edges   []Edge
}

// Parties are everybody who can be a member of a group: suppliers, and companies behind
// them, with what they were paid for in the year. Numbers follow the order of the ids.
type Parties struct {
	IDs       []string
	Amounts   []money.Amount
	Contracts []int64
}

// Grouped gives the groups that edges make. Certain edges make certain groups; contacts,
// alone or with certain edges, make suspected ones, which are given where they are not
// member for member a certain one. Edges keep their order.
func Grouped(p *Parties, certain, contacts []Edge) []Group {
	sets := newSets(len(p.IDs))
	for _, e := range certain {
		sets.join(e.From, e.To)
	}
	groups := p.groups("certain", sets, certain)
	before := make([]int32, len(p.IDs))
	for i := range before {
		before[i] = sets.find(int32(i))
	}
	for _, e := range contacts {
		sets.join(e.From, e.To)
	}
	for _, g := range p.groups("suspected", sets, slices.Concat(certain, contacts)) {
		if slices.ContainsFunc(g.Members, func(m int32) bool { return before[m] != before[g.Members[0]] }) {
			groups = append(groups, g)
		}
	}
	return groups
}

// groups collects the components that have an edge and two members with contracts.
func (p *Parties) groups(kind string, sets *sets, edges []Edge) []Group {
	counted := make([]int32, len(p.IDs))
	touched := make([]bool, len(p.IDs))
	for _, e := range edges {
		for _, n := range []int32{e.From, e.To} {
			if !touched[n] && p.Contracts[n] > 0 {
				counted[sets.find(n)]++
			}
			touched[n] = true
		}
	}
	at := map[int32]int{}
	var groups []Group
	for n := range int32(len(p.IDs)) {
		root := sets.find(n)
		if !touched[n] || counted[root] < 2 {
			continue
		}
		i, seen := at[root]
		if !seen {
			i = len(groups)
			at[root] = i
			groups = append(groups, Group{ID: groupID(kind, p.IDs[n]), Kind: kind, Largest: n})
		}
		g := &groups[i]
		g.Members = append(g.Members, n)
		if p.Amounts[n].Compare(p.Amounts[g.Largest]) > 0 {
			g.Largest = n
		}
	}
	for _, e := range edges {
		if i, ok := at[sets.find(e.From)]; ok {
			groups[i].Edges = append(groups[i].Edges, e)
		}
	}
	return groups
}

// groupID is a digest of the kind and the smallest member's id, so that a group keeps it
// from year to year while that member stays.
func groupID(kind, smallest string) string {
	sum := sha256.Sum256([]byte(kind + "\x1f" + smallest))
	return hex.EncodeToString(sum[:8])
}

// sets are disjoint sets of the numbers below n.
type sets struct{ parent []int32 }

func newSets(n int) *sets {
	s := &sets{make([]int32, n)}
	for i := range s.parent {
		s.parent[i] = int32(i)
	}
	return s
}

// find gives the lowest member of a number's set.
func (s *sets) find(n int32) int32 {
	for s.parent[n] != n {
		s.parent[n] = s.parent[s.parent[n]]
		n = s.parent[n]
	}
	return n
}

func (s *sets) join(a, b int32) {
	a, b = s.find(a), s.find(b)
	s.parent[max(a, b)] = min(a, b)
}

// controlled is a party somebody controls, with the row that says so; a person's own
// business may stand in no register and have none, 0.
type controlled struct {
	party int32
	own   bool
	src   int64
}

func (c controlled) part() string {
	if c.own {
		return "own_business"
	}
	return "controller"
}

// controllerEdges connects what each controller controls: a company with each party, a
// person's parties with the lowest of them.
func controllerEdges(controller string, own int32, list []controlled) []Edge {
	var edges []Edge
	if own >= 0 {
		for _, c := range list {
			if c.party != own {
				edges = append(edges, Edge{own, c.party, "controls", "", "controller", c.src})
			}
		}
		return edges
	}
	if len(list) < 2 {
		return nil
	}
	lowest, told := list[0], list[0].src == 0
	same := func(from, to controlled) {
		edges = append(edges, Edge{from.party, to.party, "same_controller", controller, to.part(), to.src})
	}
	for _, c := range list[1:] {
		if c.src == 0 {
			same(c, lowest)
			told = true
			continue
		}
		same(lowest, c)
	}
	if !told {
		same(list[1], lowest)
	}
	return edges
}

// relatedEdges connects the lowest parties of two related controllers: the rows of both
// and the rows of the tie between them.
func relatedEdges(person, relative string, a, b controlled, links []int64) []Edge {
	if a.party == b.party {
		return nil
	}
	const related = "related_controllers"
	var edges []Edge
	if a.src != 0 {
		edges = append(edges, Edge{b.party, a.party, related, relative + ";" + person, a.part(), a.src})
	}
	for _, src := range links {
		edges = append(edges, Edge{a.party, b.party, related, person + ";" + relative, "kin_link", src})
	}
	if b.src != 0 {
		edges = append(edges, Edge{a.party, b.party, related, person + ";" + relative, b.part(), b.src})
	}
	return edges
}

// Groups finds the groups of the year from the tables control, hub, kin, supplier and
// contact, and leaves them in group_member and group_edge.
func Groups(ctx context.Context, db *warehouse.DB, given warehouse.Params) (*Parties, []Group, error) {
	p, err := parties(ctx, db, given)
	if err != nil {
		return nil, nil, err
	}
	var certain []Edge
	lists := map[string][]controlled{}
	var order []string
	own := map[string]int32{}
	type control struct {
		Controller  string
		Self, Party int64
		OwnBusiness bool
		Src         int64
	}
	err = warehouse.Each(ctx, db, queries.Get("link/groups_controlled"), given, func(c control) error {
		if _, seen := lists[c.Controller]; !seen {
			order = append(order, c.Controller)
			own[c.Controller] = int32(c.Self)
		}
		lists[c.Controller] = append(lists[c.Controller], controlled{int32(c.Party), c.OwnBusiness, c.Src})
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("controllers: %w", err)
	}
	for _, controller := range order {
		certain = append(certain, controllerEdges(controller, own[controller], lists[controller])...)
	}
	type related struct {
		Person, Relative string
		Links            []int64
	}
	err = warehouse.Each(ctx, db, queries.Get("link/groups_related"), given, func(r related) error {
		a, b := lists[r.Person], lists[r.Relative]
		if len(a) == 0 || len(b) == 0 {
			return fmt.Errorf("%s or %s controls nothing", r.Person, r.Relative)
		}
		certain = append(certain, relatedEdges(r.Person, r.Relative, a[0], b[0], r.Links)...)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("related controllers: %w", err)
	}
	type branch struct{ Head, Branch, Src int64 }
	err = warehouse.Each(ctx, db, queries.Get("link/groups_branches"), given, func(b branch) error {
		certain = append(certain, Edge{int32(b.Head), int32(b.Branch), "branch", "", "branch", b.Src})
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("branches: %w", err)
	}
	contacts, err := contactEdges(ctx, db, given)
	if err != nil {
		return nil, nil, fmt.Errorf("contacts: %w", err)
	}
	groups := Grouped(p, certain, contacts)
	return p, groups, keepGroups(ctx, db, p, groups)
}

// contactEdges connects those who share a contact with the lowest of them.
func contactEdges(ctx context.Context, db *warehouse.DB, given warehouse.Params) ([]Edge, error) {
	var edges []Edge
	var kind, key string
	var sharing []controlled
	done := func() {
		for _, c := range sharing[min(1, len(sharing)):] {
			edges = append(edges, Edge{sharing[0].party, c.party, "shared_" + kind, "", "shared_" + kind, c.src})
		}
		if len(sharing) > 1 {
			edges = append(edges, Edge{sharing[1].party, sharing[0].party, "shared_" + kind, "", "shared_" + kind, sharing[0].src})
		}
		sharing = sharing[:0]
	}
	type contact struct {
		Kind, Key  string
		Party, Src int64
	}
	err := warehouse.Each(ctx, db, queries.Get("link/groups_contacts"), given, func(c contact) error {
		if c.Kind != kind || c.Key != key {
			done()
			kind, key = c.Kind, c.Key
		}
		sharing = append(sharing, controlled{party: int32(c.Party), src: c.Src})
		return nil
	})
	done()
	return edges, err
}

func parties(ctx context.Context, db *warehouse.DB, given warehouse.Params) (*Parties, error) {
	p := &Parties{}
	err := warehouse.Each(ctx, db, "SELECT id FROM party ORDER BY no", nil, func(party struct{ ID string }) error {
		p.IDs = append(p.IDs, party.ID)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("parties: %w", err)
	}
	p.Amounts, p.Contracts = make([]money.Amount, len(p.IDs)), make([]int64, len(p.IDs))
	type paid struct{ No, High, Low, Contracts int64 }
	given = maps.Clone(given)
	given["split"] = int64(money.Split)
	err = warehouse.Each(ctx, db, queries.Get("link/groups_amounts"), given, func(a paid) error {
		p.Amounts[a.No], p.Contracts[a.No] = money.Joined(a.High, a.Low), a.Contracts
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("amounts of the suppliers: %w", err)
	}
	return p, nil
}

func keepGroups(ctx context.Context, db *warehouse.DB, p *Parties, groups []Group) error {
	if err := db.Exec(ctx, queries.Get("link/groups_tables"), nil); err != nil {
		return err
	}
	type member struct {
		GroupID, Kind, SupplierID string
		Largest                   bool
	}
	err := warehouse.Insert(ctx, db, "group_member", func(add func(member) error) error {
		for _, g := range groups {
			for _, m := range g.Members {
				if err := add(member{g.ID, g.Kind, p.IDs[m], m == g.Largest}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	type edge struct {
		GroupID, FromID, ToID, Type, ViaID, Part string
		Src, Ord                                 int64
	}
	return warehouse.Insert(ctx, db, "group_edge", func(add func(edge) error) error {
		for _, g := range groups {
			for i, e := range g.Edges {
				if err := add(edge{g.ID, p.IDs[e.From], p.IDs[e.To], e.Type, e.Via, e.Part, e.Src, int64(i)}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// BySize orders groups for people: certain before suspected, the largest amount first,
// of equals the lowest id.
func (p *Parties) BySize(groups []Group) []Group {
	total := func(g Group) money.Amount {
		var t money.Amount
		for _, m := range g.Members {
			t = t.Plus(p.Amounts[m])
		}
		return t
	}
	return slices.SortedFunc(slices.Values(groups), func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), total(b).Compare(total(a)), cmp.Compare(a.Members[0], b.Members[0]))
	})
}
