package eleven

import "strconv"

// othersOut is R035, all but the winner disqualified: the only tenderer of valid bids is the
// supplier of every award in force, and at least as many other tenderers as the threshold says,
// at least one, were disqualified. The value is their number; the winner is named too, with 0
// (Cardinal, R035).
type othersOut struct {
	threshold int64
	processes []process
	winners   marks

	left, out, suppliers []string
}

// process is a process with a number.
type process struct {
	ocid string
	n    int64
}

func (x *othersOut) look(c *contest) {
	if !c.decided || !c.someOut {
		return
	}
	x.left, x.out, x.suppliers = x.left[:0], x.out[:0], x.suppliers[:0]
	for _, b := range c.bids {
		if b.valid {
			x.left = idsOf(x.left, b.Tenderers)
		} else {
			x.out = idsOf(x.out, b.Tenderers)
		}
	}
	for _, a := range c.active {
		x.suppliers = idsOf(x.suppliers, a.Suppliers)
	}
	if len(x.left) != 1 || len(x.suppliers) != 1 || x.left[0] != x.suppliers[0] {
		return
	}
	others := int64(0)
	for _, id := range x.out {
		if id != x.left[0] {
			others++
		}
	}
	if others >= max(x.threshold, 1) {
		x.processes = append(x.processes, process{c.OCID, others})
		x.winners.add(x.left[0])
	}
}

func (x *othersOut) tell(found func(kind, id, value string)) error {
	for _, p := range x.processes {
		found(OfProcess, p.ocid, strconv.FormatInt(p.n, 10))
	}
	x.winners.tell("0", found)
	return nil
}
