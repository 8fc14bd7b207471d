package view

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

type Group struct {
	No                 int
	Anchor, Name, Kind string
	Certain            bool
	Size               int64
	Amount, Share      string
	Mark               *Mark
	Members            []Member
	Total              Member
	Edges              []Edge
	Graph              *Graph // nil where there is nothing to draw
	share              float64
	sum                *big.Rat // what its members have, by which groups stand: shares as they are added differ in their last bit
	shareOf            map[string]float64
}

type Member struct {
	Name, ID                 string
	Contracts, Amount, Share Num
	Mark                     *Mark
}

type Edge struct{ From, To, Fact, Place string }

func (b builder) groups(a *Annual) {
	names := map[string]string{}
	index := map[string]int{}
	listed := map[string][]run.GroupMember{}
	for _, x := range b.run.Groups {
		listed[x.GroupID] = append(listed[x.GroupID], x)
		i, seen := index[x.GroupID]
		if !seen {
			i = len(a.Groups)
			index[x.GroupID] = i
			a.Groups = append(a.Groups, Group{
				Anchor: "g-" + x.GroupID, Kind: words.GroupKinds.In(b.lang, x.Kind), Certain: x.Kind == "certain", shareOf: map[string]float64{},
			})
		}
		g := &a.Groups[i]
		g.Size++
		g.share += x.Share
		names[x.SupplierID] = words.Named(b.lang, "supplier", x.Name, x.SupplierID, b.mask)
		g.shareOf[x.SupplierID] = x.Share
	}
	largest := map[string]run.GroupMember{}
	for _, x := range b.run.Groups {
		v := number(x.Amount)
		if top, ok := largest[x.GroupID]; !ok || v > number(top.Amount) {
			largest[x.GroupID] = x
		}
	}
	edges := map[string][]run.GroupEdge{}
	for _, e := range b.run.Edges {
		edges[e.GroupID] = append(edges[e.GroupID], e)
	}
	for i := range a.Groups {
		g := &a.Groups[i]
		id := strings.TrimPrefix(g.Anchor, "g-")
		g.Name = names[largest[id].SupplierID]
		g.sum = total(listed[id])
		g.Amount = words.Money(b.lang, b.run.Currency, g.sum.FloatString(2))
		g.Share = words.Share(b.lang, g.share)
		g.Mark = b.holderMark(id)
		for _, e := range edges[id] {
			g.Edges = append(g.Edges, Edge{
				or(names[e.FromID], b.mask.ID(e.FromID)), or(names[e.ToID], b.mask.ID(e.ToID)), words.EdgeFact(b.lang, b.run.Currency, e, b.mask), b.place(e.File, e.Row),
			})
		}
		g.Graph = b.graph(b.run.Groups, edges[id], id)
	}
	slices.SortStableFunc(a.Groups, func(x, y Group) int {
		if x.Certain != y.Certain {
			if x.Certain {
				return -1
			}
			return 1
		}
		return cmp.Or(y.sum.Cmp(x.sum), strings.Compare(x.Anchor, y.Anchor))
	})
	for i := range a.Groups {
		g := &a.Groups[i]
		g.No = i + 1
		b.members(g, listed[strings.TrimPrefix(g.Anchor, "g-")])
	}
}

// members fills in who is in a group, and what they have together.
func (b builder) members(g *Group, list []run.GroupMember) {
	whole := 0
	if x := b.counted(); x != nil {
		whole = b.opens(func(*ledger) opens { return opens{All: x.Contracts} }, b.t("counted_contracts"))
	}
	title := b.t("group") + " " + strconv.Itoa(g.No)
	figures := func(m *Member, contracts int64, amount string, share float64, of func(*ledger) opens, title ...string) {
		m.Contracts = Num{Text: words.Count(b.lang, contracts)}
		if contracts == 0 {
			return
		}
		n := b.opens(func(l *ledger) opens {
			o := of(l)
			o.All, o.Whole = contracts, whole
			return o
		}, title...)
		m.Contracts, m.Amount, m.Share = b.count(contracts, n), b.money(amount, n), b.share(share, n)
	}
	contracts := int64(0)
	for _, x := range list {
		m := Member{Name: words.Named(b.lang, "supplier", x.Name, x.SupplierID, b.mask), ID: b.mask.ID(x.SupplierID), Mark: b.mark(x.SupplierID)}
		figures(&m, x.Contracts, x.Amount, x.Share, func(l *ledger) opens { return opens{Supplier: l.supplier(x.SupplierID, x.Name)} }, title, m.Name)
		g.Members = append(g.Members, m)
		contracts += x.Contracts
	}
	figures(&g.Total, contracts, total(list).FloatString(2), g.share, func(l *ledger) opens { return opens{Group: l.group(list[0].GroupID)} }, title, g.Name)
}

// total sums what the members of a group have.
func total(list []run.GroupMember) *big.Rat {
	sum := new(big.Rat)
	for _, x := range list {
		if v, ok := new(big.Rat).SetString(x.Amount); ok {
			sum.Add(sum, v)
		}
	}
	return sum
}
