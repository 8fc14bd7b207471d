package eleven

// lowestOut is R036, the lowest bid disqualified, where there is an award in force and a valid bid
// with an amount that is compared. Of equal bids the one that stands first is the lowest
// (Cardinal, R036).
type lowestOut struct{ out []string }

func (x *lowestOut) look(c *contest) {
	if len(c.active) == 0 || !c.someOut {
		return
	}
	var lowest *bid
	someValid := false
	for i := range c.bids {
		b := &c.bids[i]
		if !c.priced(*b) {
			continue
		}
		someValid = someValid || b.valid
		if lowest == nil || *b.Amount < *lowest.Amount {
			lowest = b
		}
	}
	if someValid && !lowest.valid {
		x.out = append(x.out, c.OCID)
	}
}

func (x *lowestOut) tell(found func(kind, id, value string)) error {
	for _, ocid := range x.out {
		found(OfProcess, ocid, "1")
	}
	return nil
}
