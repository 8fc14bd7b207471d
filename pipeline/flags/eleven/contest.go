package eleven

import (
	"slices"

	"adal/pipeline/ingest/tender"
)

// contest is a process that takes part: not cancelled, of the year asked for, of no way of
// buying that is left out.
type contest struct {
	*tender.Process
	opens, closes moment
	byPrice       bool  // its bids are compared by price
	bids          []bid // that were submitted: valid or disqualified
	someOut       bool  // one of them was disqualified
	active        []*tender.Award
	winner        string // the supplier of the only award in force, "" where it is not one
	decided       bool   // bids and awards stand there, and no award is still open

	// currency is the one of the comparison: the one that is set, else of the first amount of a
	// submitted bid in the order of the files.
	currency string
}

// bid is a bid that was submitted. single is the one tenderer of a bid that lists exactly one,
// with an id.
type bid struct {
	*tender.Bid
	valid  bool
	single string
}

// priced reports whether the amount of a bid is compared with others.
func (c *contest) priced(b bid) bool {
	return c.byPrice && b.Amount != nil && b.Currency != "" && b.Currency == c.currency
}

// is makes of a process the contest it is; false where it takes no part.
func (c *contest) is(p *tender.Process, s Settings) bool {
	if p.Status == "cancelled" || p.Details != "" && slices.Contains(s.ExcludedMethods, p.Details) {
		return false
	}
	if s.Year != 0 && yearOf(p) != s.Year {
		return false
	}
	c.opens, c.closes = momentOf(p.Opens), momentOf(p.Closes)
	c.Process = p
	c.byPrice = p.Details == "" || !slices.Contains(s.NoPriceComparison, p.Details)
	c.submitted()
	c.awarded()
	return true
}

// moment is a moment where it is stated and can be read.
type moment struct {
	tender.Moment
	known bool
}

func momentOf(s string) moment {
	m, known := tender.MomentOf(s)
	return moment{m, known}
}

// yearOf gives the one a process is dated by, 0 where none is known.
func yearOf(p *tender.Process) int {
	if m, known := p.Dated(); known {
		return m.Clock.Year()
	}
	return 0
}

func (c *contest) submitted() {
	c.bids, c.someOut = c.bids[:0], false
	for i := range c.Bids {
		b := bid{Bid: &c.Bids[i]}
		switch statusOf(b.Status) {
		case valid:
			b.valid = true
		case disqualified:
			c.someOut = true
		default:
			continue
		}
		if len(b.Tenderers) == 1 {
			b.single = b.Tenderers[0].ID
		}
		if c.currency == "" && b.Amount != nil {
			c.currency = b.Currency
		}
		c.bids = append(c.bids, b)
	}
}

// awarded says what was decided. An award without a status says nothing of it.
func (c *contest) awarded() {
	c.active, c.winner, c.decided = c.active[:0], "", c.HasBids && c.HasAwards
	for i := range c.Awards {
		switch a := &c.Awards[i]; a.Status {
		case "active":
			c.active = append(c.active, a)
		case "cancelled", "unsuccessful", "":
		default:
			c.decided = false
		}
	}
	if c.decided && len(c.active) == 1 && len(c.active[0].Suppliers) == 1 {
		c.winner = c.active[0].Suppliers[0].ID
	}
}

// supplies reports whether an organisation is a supplier of an award in force.
func (c *contest) supplies(id string) bool {
	for _, a := range c.active {
		for i := range a.Suppliers {
			if a.Suppliers[i].ID == id {
				return true
			}
		}
	}
	return false
}

// idsOf adds the ids of organisations that have one to a list, each once.
func idsOf(list []string, parties []tender.Party) []string {
	for i := range parties {
		if id := parties[i].ID; id != "" && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}
