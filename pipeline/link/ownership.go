package link

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
	"gonum.org/v1/gonum/mat"

	"adal/pipeline/warehouse"
	"adal/queries"
)

// Stake is a stated share of a company in the hands of a person or another company.
type Stake struct {
	Src             int64
	Company, Holder string
	Share           float64 // a fraction, more than 0
	From, To        Day
}

// Holding is what a person has of a company on every day of a time: the product of the
// shares along each chain of companies, summed over the chains. Inside a circle of
// companies the sum is the solution of the linear system; elsewhere it is taken in order.
type Holding struct {
	Person   string
	Share    float64
	From, To Day
	Links    []int64 // the stakes it flows through, from the person to the company
}

// Rest is what of a company no person is known to hold on every day of a time.
type Rest struct {
	From, To     Day
	Held         float64 // stated stakes in the company itself, summed: above 1 is noted
	Rest         float64 // 1 less what people hold, not below 0
	ClosedCircle bool    // companies that own each other and let nothing out
}

// Owners is the register of stakes, ready to be asked about one company after another.
type Owners struct {
	of       map[string][]Stake // stakes in a company, in the order they were given
	isPerson func(string) bool
}

// NewOwners takes stakes in the order in which equal ones are preferred.
func NewOwners(stakes []Stake, isPerson func(string) bool) *Owners {
	o := &Owners{of: map[string][]Stake{}, isPerson: isPerson}
	for _, s := range stakes {
		o.of[s.Company] = append(o.of[s.Company], s)
	}
	return o
}

// Of gives who has what of a company from one day to another, in order of time and
// person, and what is left. Times without change are one row.
func (o *Owners) Of(company string, from, to Day) ([]Holding, []Rest) {
	companies := o.above(company)
	cuts := []Day{from}
	for _, c := range companies {
		for _, s := range o.of[c] {
			if s.From > from && s.From <= to {
				cuts = append(cuts, s.From)
			}
			if s.To >= from && s.To < to {
				cuts = append(cuts, s.To+1)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	var holdings []Holding
	var rests []Rest
	open := map[string]int{} // the person's holding of the time before
	for i, start := range cuts {
		end := to
		if i+1 < len(cuts) {
			end = cuts[i+1] - 1
		}
		held, rest := o.on(company, companies, start, end)
		now := map[string]int{}
		for _, h := range held {
			if k, ok := open[h.Person]; ok && holdings[k].Share == h.Share && slices.Equal(holdings[k].Links, h.Links) {
				holdings[k].To = end
				now[h.Person] = k
				continue
			}
			now[h.Person] = len(holdings)
			holdings = append(holdings, h)
		}
		open = now
		if n := len(rests); n > 0 && rests[n-1].Held == rest.Held && rests[n-1].Rest == rest.Rest && rests[n-1].ClosedCircle == rest.ClosedCircle {
			rests[n-1].To = end
		} else {
			rests = append(rests, rest)
		}
	}
	return holdings, rests
}

// above lists the company and all companies its shares lead to, nearest first.
func (o *Owners) above(company string) []string {
	list := []string{company}
	seen := map[string]bool{company: true}
	for i := 0; i < len(list); i++ {
		for _, s := range o.of[list[i]] {
			if !o.isPerson(s.Holder) && !seen[s.Holder] {
				seen[s.Holder] = true
				list = append(list, s.Holder)
			}
		}
	}
	return list
}

// on solves one time in which nothing changes.
func (o *Owners) on(company string, companies []string, from, to Day) ([]Holding, Rest) {
	index := make(map[string]int, len(companies))
	for i, c := range companies {
		index[c] = i
	}
	// The stakes in force, of one holder in one company the largest.
	stakes := make([][]Stake, len(companies))
	layered := false
	for i, c := range companies {
		for _, s := range o.of[c] {
			if s.From > from || s.To < to {
				continue
			}
			if k := slices.IndexFunc(stakes[i], func(x Stake) bool { return x.Holder == s.Holder }); k >= 0 {
				if s.Share > stakes[i][k].Share {
					stakes[i][k] = s
				}
				continue
			}
			stakes[i] = append(stakes[i], s)
			layered = layered || !o.isPerson(s.Holder)
		}
	}
	rest := Rest{From: from, To: to}
	for _, s := range stakes[0] {
		rest.Held += s.Share
	}
	weight := make([]float64, len(companies)) // what one share of the company is worth of the target
	weight[0] = 1
	if layered {
		weight, rest.ClosedCircle = weights(stakes, index)
	}
	share := map[string]float64{}
	var people []string
	for i := range companies {
		if weight[i] == 0 {
			continue
		}
		for _, s := range stakes[i] {
			if !o.isPerson(s.Holder) {
				continue
			}
			if _, ok := share[s.Holder]; !ok {
				people = append(people, s.Holder)
			}
			share[s.Holder] += s.Share * weight[i]
		}
	}
	slices.Sort(people)
	var holdings []Holding
	total := 0.0
	for _, p := range people {
		// Twelve digits are beyond what a register states, and make a sum of products
		// equal to the threshold it equals on paper.
		h := Holding{Person: p, Share: math.Round(share[p]*1e12) / 1e12, From: from, To: to, Links: o.paths(p, company, stakes, index)}
		total += h.Share
		holdings = append(holdings, h)
	}
	rest.Rest = math.Max(0, math.Round((1-total)*1e9)/1e9)
	rest.Held = math.Round(rest.Held*1e9) / 1e9
	return holdings, rest
}

// weights solves w = e + D'w, where D holds the stakes of companies in companies and e is
// the target: in the order of the components of the graph, a circle by its linear system.
func weights(stakes [][]Stake, index map[string]int) (w []float64, closed bool) {
	n := len(stakes)
	g := simple.NewDirectedGraph()
	for i := range n {
		g.AddNode(simple.Node(i))
	}
	into := make([][]edge, n) // for a holder: the companies it holds
	for c, list := range stakes {
		for _, s := range list {
			h, ok := index[s.Holder]
			if !ok {
				continue
			}
			into[h] = append(into[h], edge{c, s.Share})
			if h != c {
				g.SetEdge(simple.Edge{F: simple.Node(c), T: simple.Node(h)})
			}
		}
	}
	w = make([]float64, n)
	components := topo.TarjanSCC(g) // the last reached first
	for k := len(components) - 1; k >= 0; k-- {
		var members []int
		for _, node := range components[k] {
			members = append(members, int(node.ID()))
		}
		slices.Sort(members)
		if solveComponent(members, into, w) {
			closed = true
		}
	}
	return w, closed
}

type edge struct {
	company int
	share   float64
}

// solveComponent sets w of a component whose predecessors are known. It reports a
// circle that lets nothing out.
func solveComponent(members []int, into [][]edge, w []float64) (closed bool) {
	m := len(members)
	place := make(map[int]int, m)
	for i, c := range members {
		place[c] = i
	}
	a := mat.NewDense(m, m, nil)
	b := mat.NewVecDense(m, nil)
	circular := false
	for i, c := range members {
		a.Set(i, i, a.At(i, i)+1)
		if c == 0 {
			b.SetVec(i, b.AtVec(i)+1)
		}
		for _, e := range into[c] {
			if j, inside := place[e.company]; inside {
				a.Set(i, j, a.At(i, j)-e.share)
				circular = true
			} else {
				b.SetVec(i, b.AtVec(i)+e.share*w[e.company])
			}
		}
	}
	if !circular {
		w[members[0]] = b.AtVec(0)
		return false
	}
	var x mat.VecDense
	err := x.SolveVec(a, b)
	for i, c := range members {
		w[c] = b.AtVec(i)
		if err == nil {
			w[c] = x.AtVec(i)
		}
	}
	return err != nil
}

// paths lists the stakes on any chain from a person to the company, top down.
func (o *Owners) paths(person, company string, stakes [][]Stake, index map[string]int) []int64 {
	// Companies the person's share passes through: held by them, then down to the target.
	down := make(map[int][]Stake) // holder company -> its stakes below
	var first []Stake
	for _, list := range stakes {
		for _, s := range list {
			if s.Holder == person {
				first = append(first, s)
			} else if h, ok := index[s.Holder]; ok {
				down[h] = append(down[h], s)
			}
		}
	}
	var links []int64
	seen := map[int64]bool{}
	queue := first
	for i := 0; i < len(queue); i++ {
		s := queue[i]
		if seen[s.Src] {
			continue
		}
		seen[s.Src] = true
		links = append(links, s.Src)
		if s.Company != company {
			queue = append(queue, down[index[s.Company]]...)
		}
	}
	return links
}

// Ownership fills ownership and ownership_rest for every company in the table tie_target,
// from one day to another.
func Ownership(ctx context.Context, db *warehouse.DB, from, to time.Time) error {
	if err := db.Exec(ctx, queries.Get("link/ownership_tables"), nil); err != nil {
		return err
	}
	type row struct {
		Src               int64
		Company, Holder   string
		Share             float64
		FirstDay, LastDay int64
	}
	var stakes []Stake
	err := warehouse.Each(ctx, db, queries.Get("link/stakes"), warehouse.Params{"horizon_from": from, "horizon_to": to}, func(r row) error {
		stakes = append(stakes, Stake{Src: r.Src, Company: r.Company, Holder: r.Holder, Share: r.Share, From: Day(r.FirstDay), To: Day(r.LastDay)})
		return nil
	})
	if err != nil {
		return fmt.Errorf("stakes: %w", err)
	}
	owners := NewOwners(stakes, IsPerson)
	var targets []string
	err = warehouse.Each(ctx, db, "SELECT DISTINCT supplier_id AS id FROM tie_target ORDER BY id", nil, func(target struct{ ID string }) error {
		if len(owners.of[target.ID]) > 0 {
			targets = append(targets, target.ID)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("companies to look through: %w", err)
	}
	return keepOwners(ctx, db, owners, targets, DayOf(from), DayOf(to))
}

// keepOwners fills the tables with what people hold of some companies, and what nobody does.
func keepOwners(ctx context.Context, db *warehouse.DB, owners *Owners, companies []string, from, to Day) error {
	type held struct {
		Person, SupplierID string
		DateFrom, DateTo   time.Time
		Share              float64
		Links              []int64
	}
	type unheld struct {
		SupplierID       string
		DateFrom, DateTo time.Time
		Held, Rest       float64
		ClosedCircle     bool
	}
	var rests []unheld
	err := warehouse.Insert(ctx, db, "ownership", func(add func(held) error) error {
		for _, company := range companies {
			holdings, left := owners.Of(company, from, to)
			for _, h := range holdings {
				if err := add(held{h.Person, company, h.From.time(), h.To.time(), h.Share, h.Links}); err != nil {
					return err
				}
			}
			for _, r := range left {
				rests = append(rests, unheld{company, r.From.time(), r.To.time(), r.Held, r.Rest, r.ClosedCircle})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return warehouse.Insert(ctx, db, "ownership_rest", func(add func(unheld) error) error {
		for _, r := range rests {
			if err := add(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// IsPerson reports whether an id is a person's: twelve digits, the fifth 0-3.
func IsPerson(id string) bool {
	if len(id) != 12 || id[4] > '3' {
		return false
	}
	for i := range len(id) {
		if id[i] < '0' || id[i] > '9' {
			return false
		}
	}
	return true
}
