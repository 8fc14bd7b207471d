package oracle

import (
	"math/big"
	"slices"
)

// A register answers who stands behind a supplier on one day.
type register struct {
	day    Day
	roles  map[pair]bool     // holder, supplier: head, board member, representative, accountant
	blank  map[pair]bool     // holder, company: a stake of unstated size
	stakes map[pair]*big.Rat // holder, company: the largest stated stake, as a fraction, above 0
	own    map[string]Span   // a listed entrepreneur -> when the business is open
	shares map[string]map[string]Share
}

// Share is what somebody holds of a company, directly and through companies. A circle of
// companies that own all of themselves or more multiplies without end; its sum is Endless.
type Share struct {
	Value   *big.Rat
	Endless bool
}

// AtLeast says whether the share reaches the limit, a fraction.
func (s Share) AtLeast(limit *big.Rat) bool {
	return s.Endless || s.Value != nil && s.Value.Cmp(limit) >= 0
}

// MinEffectiveShare is the share from which a person is tied to a supplier.
var MinEffectiveShare = big.NewRat(5, 100)

func isStake(role string) bool {
	return role == "founder" || role == "shareholder" || role == "beneficiary"
}

// registerOn is the register in force on a day.
func (d Data) registerOn(day Day) *register {
	r := &register{day: day, roles: map[pair]bool{}, blank: map[pair]bool{}, stakes: map[pair]*big.Rat{},
		own: map[string]Span{}, shares: map[string]map[string]Share{}}
	for _, p := range d.People {
		if !p.Holds(day) {
			continue
		}
		key := pair{p.Holder, p.Supplier}
		switch {
		case !isStake(p.Role):
			r.roles[key] = true
		case p.Share == nil:
			r.blank[key] = true
		case p.Share.Sign() > 0:
			fraction := new(big.Rat).Quo(p.Share, big.NewRat(100, 1))
			if r.stakes[key] == nil || fraction.Cmp(r.stakes[key]) > 0 {
				r.stakes[key] = fraction
			}
		}
	}
	for _, s := range d.Suppliers {
		if IsPerson(s.ID) {
			r.own[s.ID] = Span{s.RegisteredOn, s.ClosedOn - 1}
		}
	}
	return r
}

// EffectiveShare is the share of every company a holder has on the day, through stated stakes.
func (d Data) EffectiveShare(holder string, day Day) map[string]Share {
	return d.registerOn(day).effective(holder)
}

// effective sums the products along every chain from the holder to each company. A chain
// goes on through companies only.
func (r *register) effective(holder string) map[string]Share {
	if known, done := r.shares[holder]; done {
		return known
	}
	// Every company a chain from the holder reaches.
	var reached []string
	isReached := map[string]bool{}
	front := []string{holder}
	for len(front) > 0 {
		from := front[0]
		front = front[1:]
		for key := range r.stakes {
			if key.x == from && !isReached[key.y] {
				isReached[key.y] = true
				reached = append(reached, key.y)
				if !IsPerson(key.y) {
					front = append(front, key.y)
				}
			}
		}
	}
	slices.Sort(reached)

	// reaches[a][b]: a chain of one or more stakes leads from company a to company b.
	reaches := map[pair]bool{}
	for _, a := range reached {
		for _, b := range reached {
			if r.stakes[pair{a, b}] != nil && !IsPerson(a) {
				reaches[pair{a, b}] = true
			}
		}
	}
	for _, via := range reached {
		for _, a := range reached {
			for _, b := range reached {
				if reaches[pair{a, via}] && reaches[pair{via, b}] {
					reaches[pair{a, b}] = true
				}
			}
		}
	}

	// Circle by circle, those that feed others first.
	shares := map[string]Share{}
	for len(shares) < len(reached) {
		for _, c := range reached {
			if _, done := shares[c]; done {
				continue
			}
			circle := []string{c}
			ready := true
			for _, o := range reached {
				switch {
				case o != c && reaches[pair{c, o}] && reaches[pair{o, c}]:
					circle = append(circle, o)
				case o != c && reaches[pair{o, c}]:
					if _, done := shares[o]; !done {
						ready = false
					}
				}
			}
			if ready {
				r.solveCircle(holder, circle, reached, shares)
			}
		}
	}
	r.shares[holder] = shares
	return shares
}

// solveCircle writes the shares of companies that own each other, given those of the
// companies before them: e = b + W e, exactly. There is a sum only if the solution has no
// negative share; the circle otherwise keeps more than all of itself.
func (r *register) solveCircle(holder string, circle, reached []string, shares map[string]Share) {
	n := len(circle)
	inCircle := map[string]bool{}
	for _, c := range circle {
		inCircle[c] = true
	}
	endless := false
	m := make([][]*big.Rat, n) // n equations of n unknowns and a constant
	for i, c := range circle {
		m[i] = make([]*big.Rat, n+1)
		for j, o := range circle {
			m[i][j] = new(big.Rat)
			if i == j {
				m[i][j].SetInt64(1)
			}
			if w := r.stakes[pair{o, c}]; w != nil && !IsPerson(o) && o != holder {
				m[i][j].Sub(m[i][j], w)
			}
		}
		b := new(big.Rat)
		if w := r.stakes[pair{holder, c}]; w != nil {
			b.Add(b, w)
		}
		for _, o := range reached {
			w := r.stakes[pair{o, c}]
			if w == nil || inCircle[o] || IsPerson(o) || o == holder {
				continue
			}
			if shares[o].Endless {
				endless = true
				continue
			}
			b.Add(b, new(big.Rat).Mul(w, shares[o].Value))
		}
		m[i][n] = b
	}
	x, ok := gauss(m)
	for _, v := range x {
		if v.Sign() < 0 {
			ok = false
		}
	}
	for i, c := range circle {
		if endless || !ok {
			shares[c] = Share{Endless: true}
		} else {
			shares[c] = Share{Value: x[i]}
		}
	}
}

// gauss solves n equations of n unknowns; not ok when there is no single solution.
func gauss(m [][]*big.Rat) (x []*big.Rat, ok bool) {
	n := len(m)
	for col := range n {
		pivot := -1
		for i := col; i < n; i++ {
			if m[i][col].Sign() != 0 {
				pivot = i
				break
			}
		}
		if pivot < 0 {
			return nil, false
		}
		m[col], m[pivot] = m[pivot], m[col]
		for i := range n {
			if i == col || m[i][col].Sign() == 0 {
				continue
			}
			factor := new(big.Rat).Quo(m[i][col], m[col][col])
			for j := col; j <= n; j++ {
				m[i][j] = new(big.Rat).Sub(m[i][j], new(big.Rat).Mul(factor, m[col][j]))
			}
		}
	}
	for i := range n {
		x = append(x, new(big.Rat).Quo(m[i][n], m[i][i]))
	}
	return x, true
}

// tied says whether a person is tied to a supplier on the day of the register.
func (r *register) tied(person, supplier string) bool {
	key := pair{person, supplier}
	if r.roles[key] || r.blank[key] {
		return true
	}
	if person == supplier {
		open, listed := r.own[person]
		if !listed || open.Holds(r.day) {
			return true
		}
	}
	return r.effective(person)[supplier].AtLeast(MinEffectiveShare)
}

// people are all persons who could be tied to the supplier: every holder, and the entrepreneur.
func (r *register) people(supplier string) []string {
	var all []string
	for _, list := range []map[pair]bool{r.roles, r.blank} {
		for key := range list {
			all = append(all, key.x)
		}
	}
	for key := range r.stakes {
		all = append(all, key.x)
	}
	all = append(all, supplier)
	all = slices.DeleteFunc(all, func(id string) bool { return !IsPerson(id) })
	slices.Sort(all)
	return slices.Compact(all)
}

// Tied are the persons tied to a supplier on a day, by id.
func (d Data) Tied(supplier string, day Day) []string { return d.registerOn(day).tiedPeople(supplier) }

func (r *register) tiedPeople(supplier string) []string {
	var all []string
	for _, p := range r.people(supplier) {
		if r.tied(p, supplier) {
			all = append(all, p)
		}
	}
	return all
}
