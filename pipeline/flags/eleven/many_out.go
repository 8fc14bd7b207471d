package eleven

// ManyOut are the parameters of R038, least numbers in submitted bids.
type ManyOut struct {
	Threshold     *float64 // in place of the fence
	LeastSent     int64    // of a tenderer
	LeastReceived int64    // of a buyer and a procuring entity
}

// manyOut is R038, many bids disqualified: of a buyer, a procuring entity or a tenderer the share of
// submitted bids that were disqualified is at least the upper fence of all of its kind, Q3 + 1.5
// IQR, or the threshold that is set; none where the fence is 0 (Cardinal, R038).
type manyOut struct {
	Settings                    ManyOut
	buyers, entities, tenderers records
}

// records are shares by the id of whose they are.
type records map[string]*share

func (r *records) add(id string, part, whole int64) {
	if id == "" {
		return
	}
	if *r == nil {
		*r = records{}
	}
	s := (*r)[id]
	if s == nil {
		s = &share{}
		(*r)[id] = s
	}
	s.part, s.whole = s.part+part, s.whole+whole
}

func (x *manyOut) look(c *contest) {
	if len(c.bids) == 0 {
		return
	}
	out := int64(0)
	for _, b := range c.bids {
		lost := int64(0)
		if !b.valid {
			lost = 1
		}
		out += lost
		for i := range b.Tenderers {
			x.tenderers.add(b.Tenderers[i].ID, lost, 1)
		}
	}
	x.buyers.add(c.Buyer.ID, out, int64(len(c.bids)))
	x.entities.add(c.Entity.ID, out, int64(len(c.bids)))
}

func (x *manyOut) tell(found func(kind, id, value string)) error {
	for _, of := range []struct {
		kind    string
		records records
		least   int64
	}{
		{OfBuyer, x.buyers, x.Settings.LeastReceived},
		{OfEntity, x.entities, x.Settings.LeastReceived},
		{OfTenderer, x.tenderers, x.Settings.LeastSent},
	} {
		var ratios []float64
		for _, s := range of.records {
			if s.whole >= of.least {
				ratios = append(ratios, s.ratio())
			}
		}
		if len(ratios) == 0 {
			continue
		}
		upper := fencesOf(ratios).high(x.Settings.Threshold)
		for id, s := range of.records {
			if upper > 0 && s.whole >= of.least && s.ratio() >= upper {
				found(of.kind, id, number(s.ratio()))
			}
		}
	}
	return nil
}
