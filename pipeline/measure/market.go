package measure

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"github.com/holiman/uint256"

	"adal/pipeline/money"
)

// Kind is a way of cutting what a customer bought into slices.
type Kind int

// The kinds of slices, in the order they are reported.
const (
	All Kind = iota
	SubjectKind
	Category2
	Category4
	Category6
	Unit
	MethodClass
	kinds
)

// String is the kind as concentration.csv spells it.
func (k Kind) String() string {
	return [...]string{"all", "subject_kind", "category2", "category4", "category6", "unit", "method_class"}[k]
}

// Watched reports whether the rules of paragraph 52 look at slices of the kind.
func (k Kind) Watched() bool { return k == All || k == Category4 || k == Category6 || k == Unit }

// SubjectKinds and MethodClasses are the values of those kinds, as contracts number them.
var (
	SubjectKinds  = []string{"goods", "services", "works"}
	MethodClasses = []string{"competitive", "e_shop", "exchange", "single_source_direct", "single_source_failed", "special", "unknown"}
)

// Contract is a counted contract as numbers; -1 where it has no category, unit or kind.
type Contract struct {
	Customer, Supplier, Category, Unit int32
	Subject, Method                    int8
	Lawful                             bool // under a ground that names the supplier
	Value                              money.Amount
}

// Market is everything that was counted in one year, with the names of the numbers.
type Market struct {
	Customers  []string
	Suppliers  []string
	Units      []string
	Categories [][3]string // of each category its first two, four and six digits; blank where it is shorter
	// Leader is for each supplier the largest member of its group, itself where it has
	// none. Lawful contracts and their slices keep their place.
	Leader    []int32
	Contracts []Contract

	prefixes [3][]int32  // of each category, the number of its prefix or -1
	names    [3][]string // the prefixes, sorted
	cut      [kinds]cut
	desk     *desk
}

// Everybody stands in the place of a customer where all of them are taken together.
const Everybody int32 = -1

// Slice is one slice of one customer, by supplier and by group.
type Slice struct {
	Customer int32
	Kind     Kind
	Value    string
	Lawful   money.Amount // of contracts whose supplier the law names
	Supplier Figures
	Group    Figures
}

// cut is the contracts of one kind, slice by slice.
type cut struct {
	order  []int32 // numbers of contracts
	start  []int   // where each slice begins in order, and the end
	number map[uint64]int
}

// Prepare numbers the prefixes of the categories. It is called once, before anything else.
func (m *Market) Prepare() {
	m.desk = m.newDesk()
	for i := range m.prefixes {
		var all []string
		for _, c := range m.Categories {
			if c[i] != "" {
				all = append(all, c[i])
			}
		}
		slices.Sort(all)
		m.names[i] = slices.Compact(all)
		m.prefixes[i] = make([]int32, len(m.Categories))
		for k, c := range m.Categories {
			m.prefixes[i][k] = -1
			if c[i] != "" {
				at, _ := slices.BinarySearch(m.names[i], c[i])
				m.prefixes[i][k] = int32(at)
			}
		}
	}
}

// value is the number of a contract's slice of a kind, -1 where it is in none.
func (m *Market) value(k Kind, c *Contract) int32 {
	switch k {
	case All:
		return 0
	case SubjectKind:
		return int32(c.Subject)
	case Unit:
		return c.Unit
	case MethodClass:
		return int32(c.Method)
	}
	if c.Category < 0 {
		return -1
	}
	return m.prefixes[k-Category2][c.Category]
}

func (m *Market) name(k Kind, value int32) string {
	switch k {
	case All:
		return "all"
	case SubjectKind:
		return SubjectKinds[value]
	case Unit:
		return m.Units[value]
	case MethodClass:
		return MethodClasses[value]
	}
	return m.names[k-Category2][value]
}

// Slices measures every slice, by customer, kind and value.
func (m *Market) Slices() []Slice {
	parts := make([][]Slice, kinds)
	work := make(chan Kind, kinds)
	for k := range kinds {
		work <- k
	}
	close(work)
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), int(kinds)) {
		wait.Go(func() {
			desk := m.newDesk()
			for k := range work {
				parts[k] = m.measureKind(k, desk)
			}
		})
	}
	wait.Wait()
	all := slices.Concat(parts...)
	slices.SortStableFunc(all, func(a, b Slice) int { return cmp.Compare(a.Customer, b.Customer) })
	return all
}

// Together measures every slice once more for all customers as one, as Slices does; none
// where the year knows only one. Their Customer is Everybody.
func (m *Market) Together() []Slice {
	if len(m.Contracts) == 0 {
		return nil
	}
	one := &Market{Customers: []string{""}, Suppliers: m.Suppliers, Units: m.Units, Categories: m.Categories, Leader: m.Leader,
		Contracts: slices.Clone(m.Contracts), prefixes: m.prefixes, names: m.names}
	several := false
	for i := range one.Contracts {
		several = several || one.Contracts[i].Customer != one.Contracts[0].Customer
	}
	if !several {
		return nil
	}
	for i := range one.Contracts {
		one.Contracts[i].Customer = 0
	}
	all := one.Slices()
	for i := range all {
		all[i].Customer = Everybody
	}
	return all
}

func (m *Market) measureKind(k Kind, desk *desk) []Slice {
	m.cut[k] = m.cutBy(k)
	c := &m.cut[k]
	out := make([]Slice, len(c.start)-1)
	for key, i := range c.number {
		s := &out[i]
		s.Customer, s.Kind, s.Value = int32(key>>32), k, m.name(k, int32(uint32(key)))
		part := c.order[c.start[i]:c.start[i+1]]
		squares := new(uint256.Int)
		for _, n := range part {
			squares.Add(squares, m.Contracts[n].Value.Square())
			if m.Contracts[n].Lawful {
				s.Lawful = s.Lawful.Plus(m.Contracts[n].Value)
			}
		}
		s.Supplier = figures(desk.holders(m, part, nil), squares)
		s.Group = figures(desk.holders(m, part, m.Leader), squares)
	}
	return out
}

// cutBy puts the contracts of each slice beside each other; slices by customer and value.
func (m *Market) cutBy(k Kind) cut {
	slot := make([]int32, len(m.Contracts))
	seen := map[uint64]int{}
	var keys []uint64
	for i := range m.Contracts {
		c := &m.Contracts[i]
		v := m.value(k, c)
		if v < 0 {
			slot[i] = -1
			continue
		}
		key := uint64(uint32(c.Customer))<<32 | uint64(uint32(v))
		n, ok := seen[key]
		if !ok {
			n = len(keys)
			seen[key] = n
			keys = append(keys, key)
		}
		slot[i] = int32(n)
	}
	sorted := slices.Sorted(slices.Values(keys))
	place := make([]int32, len(keys))
	for i, key := range sorted {
		place[seen[key]] = int32(i)
		seen[key] = i
	}
	x := cut{start: make([]int, len(keys)+1), number: seen}
	total := 0
	for _, s := range slot {
		if s >= 0 {
			x.start[place[s]+1]++
			total++
		}
	}
	for i := range keys {
		x.start[i+1] += x.start[i]
	}
	x.order = make([]int32, total)
	next := slices.Clone(x.start)
	for i, s := range slot {
		if s >= 0 {
			x.order[next[place[s]]] = int32(i)
			next[place[s]]++
		}
	}
	return x
}

// desk is room for adding up holders without a map.
type desk struct {
	place   []int32 // of a holder its place in list plus one
	holding []Holding
}

func (m *Market) newDesk() *desk { return &desk{place: make([]int32, len(m.Suppliers))} }

// holders adds up some contracts by holder; who stands for a supplier says leader, the
// supplier itself where it is nil. The list is used again by the next call.
func (d *desk) holders(m *Market, contracts []int32, leader []int32) []Holding {
	d.holding = d.holding[:0]
	for _, n := range contracts {
		c := &m.Contracts[n]
		who := c.Supplier
		if leader != nil {
			who = leader[who]
		}
		at := d.place[who]
		if at == 0 {
			d.holding = append(d.holding, Holding{Holder: who})
			at = int32(len(d.holding))
			d.place[who] = at
		}
		h := &d.holding[at-1]
		h.Amount = h.Amount.Plus(c.Value)
		h.Contracts++
	}
	for _, h := range d.holding {
		d.place[h.Holder] = 0
	}
	return d.holding
}

// lookup lists the contracts of a slice, none where this market has no such slice.
func (m *Market) lookup(s *Slice) []int32 {
	c := &m.cut[s.Kind]
	value := int32(0)
	switch s.Kind {
	case All:
	case SubjectKind:
		value = int32(slices.Index(SubjectKinds, s.Value))
	case Unit:
		at, _ := slices.BinarySearch(m.Units, s.Value)
		value = int32(at)
	case MethodClass:
		value = int32(slices.Index(MethodClasses, s.Value))
	default:
		at, _ := slices.BinarySearch(m.names[s.Kind-Category2], s.Value)
		value = int32(at)
	}
	i, ok := c.number[uint64(uint32(s.Customer))<<32|uint64(uint32(value))]
	if !ok {
		return nil
	}
	return c.order[c.start[i]:c.start[i+1]]
}

// Holders lists who holds a measured slice, the largest first: suppliers, or groups by
// the number of their largest member.
func (m *Market) Holders(s *Slice, byGroup bool) []Holding {
	var leader []int32
	if byGroup {
		leader = m.Leader
	}
	held := slices.Clone(m.desk.holders(m, m.lookup(s), leader))
	slices.SortFunc(held, bySize)
	return held
}
