package eleven

import "slices"

// samePrice is R028, the same amount in the same currency from two different sets of tenderers of
// one process, where prices are compared. All of these tenderers are named too (Cardinal, R028).
type samePrice struct {
	same  []string
	named marks
	sets  [][]string
}

func (x *samePrice) look(c *contest) {
	if !c.byPrice || len(c.bids) < 2 {
		return
	}
	flagged := false
	for i, b := range c.bids {
		alike := func(o bid) bool { return o.Amount != nil && *o.Amount == *b.Amount && o.Currency == b.Currency }
		if b.Amount == nil || b.Currency == "" || slices.ContainsFunc(c.bids[:i], alike) || !slices.ContainsFunc(c.bids[i+1:], alike) {
			continue
		}
		x.sets = x.sets[:0]
		for _, o := range c.bids[i:] {
			if !alike(o) {
				continue
			}
			set := idsOf(nil, o.Tenderers)
			slices.Sort(set)
			if len(set) > 0 && !slices.ContainsFunc(x.sets, func(s []string) bool { return slices.Equal(s, set) }) {
				x.sets = append(x.sets, set)
			}
		}
		if len(x.sets) < 2 {
			continue
		}
		flagged = true
		for _, set := range x.sets {
			for _, id := range set {
				x.named.add(id)
			}
		}
	}
	if flagged {
		x.same = append(x.same, c.OCID)
	}
}

func (x *samePrice) tell(found func(kind, id, value string)) error {
	for _, ocid := range x.same {
		found(OfProcess, ocid, "1")
	}
	x.named.tell("1", found)
	return nil
}
