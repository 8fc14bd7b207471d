package eleven

import "slices"

// FewWins are the parameters of R025.
type FewWins struct {
	Percentile int64    // of the numbers of bids: who has fewer is not looked at
	Threshold  *float64 // in place of the fence
}

// fewWins is R025, many bids and few wins: of a tenderer who entered, alone, as many processes with
// one winner as the 75th percentile of all tenderers at least, the share that was won is at most
// the lower fence of all shares, Q1 - 1.5 IQR, or the threshold that is set; none where Q1 or the
// fence is 0 (Cardinal, R025).
type fewWins struct {
	Settings FewWins
	records  map[string]share
	entered  []string
}

func (x *fewWins) look(c *contest) {
	if c.winner == "" {
		return
	}
	if x.records == nil {
		x.records = map[string]share{}
	}
	x.entered = x.entered[:0]
	for _, b := range c.bids {
		if !b.valid || b.single == "" || slices.Contains(x.entered, b.single) {
			continue
		}
		x.entered = append(x.entered, b.single)
		s := x.records[b.single]
		s.whole++
		if b.single == c.winner {
			s.part++
		}
		x.records[b.single] = s
	}
}

func (x *fewWins) tell(found func(kind, id, value string)) error {
	if len(x.records) == 0 {
		return nil
	}
	ratios, bids := make([]float64, 0, len(x.records)), make([]float64, 0, len(x.records))
	for _, s := range x.records {
		ratios, bids = append(ratios, s.ratio()), append(bids, float64(s.whole))
	}
	lower, is := fencesOf(ratios).low(x.Settings.Threshold)
	if !is {
		return nil
	}
	slices.Sort(bids)
	busy := Quantile(bids, float64(x.Settings.Percentile)/100)
	for id, s := range x.records {
		if float64(s.whole) >= busy && s.ratio() <= lower {
			found(OfTenderer, id, number(s.ratio()))
		}
	}
	return nil
}
