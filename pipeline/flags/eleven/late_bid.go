package eleven

// lateBid is R030, a valid bid dated after the end of the tender period whose tenderer is a supplier
// of an award in force. An end without a time of day is that of the day. The tenderer is named too
// (Cardinal, R030).
type lateBid struct {
	late  []string
	named marks
}

func (x *lateBid) look(c *contest) {
	if !c.closes.known || len(c.active) == 0 {
		return
	}
	flagged := false
	for _, b := range c.bids {
		if !b.valid {
			continue
		}
		if date := momentOf(b.Date); !date.known || !date.Past(c.closes.Moment) {
			continue
		}
		for i := range b.Tenderers {
			if id := b.Tenderers[i].ID; id != "" && c.supplies(id) {
				flagged = true
				x.named.add(id)
			}
		}
	}
	if flagged {
		x.late = append(x.late, c.OCID)
	}
}

func (x *lateBid) tell(found func(kind, id, value string)) error {
	for _, ocid := range x.late {
		found(OfProcess, ocid, "1")
	}
	x.named.tell("1", found)
	return nil
}
