package eleven

import "math"

// priceGap is how far the second-lowest valid bid lies above the winning one, where the lowest
// bid won: (second - winning) / winning.
type priceGap struct {
	ocid, winner, runnerUp string
	gap                    float64
}

// priceGaps are those of all processes, of which two flags tell.
type priceGaps struct{ all []priceGap }

// look takes the bids of one tenderer alone, in the currency of the comparison, of a process with
// one award in force to one supplier.
func (g *priceGaps) look(c *contest) {
	if c.winner == "" {
		return
	}
	winning, second, runnerUp := math.Inf(1), math.Inf(1), ""
	for _, b := range c.bids {
		switch {
		case !b.valid || b.single == "" || !c.priced(b):
		case b.single == c.winner:
			winning = min(winning, *b.Amount)
		case runnerUp == "" || *b.Amount < second:
			second, runnerUp = *b.Amount, b.single
		}
	}
	if runnerUp != "" && !math.IsInf(winning, 1) && second >= winning && winning > 0 {
		g.all = append(g.all, priceGap{c.OCID, c.winner, runnerUp, (second - winning) / winning})
	}
}

func (g *priceGaps) fences() (fences, error) {
	values := make([]float64, len(g.all))
	for i, x := range g.all {
		if math.IsInf(x.gap, 0) || math.IsNaN(x.gap) {
			return fences{}, ErrNoNumber
		}
		values[i] = x.gap
	}
	return fencesOf(values), nil
}

// closePrices is R024, a second price close to the winning one: the gap is at most the lower fence
// of all gaps, Q1 - 1.5 IQR, or the threshold that is set; none where Q1 or the fence is 0. The
// winner and the runner-up are named too, with 0 (Cardinal, R024).
type closePrices struct {
	gaps      *priceGaps
	threshold *float64
}

func (x closePrices) tell(found func(kind, id, value string)) error {
	if len(x.gaps.all) == 0 {
		return nil
	}
	f, err := x.gaps.fences()
	lower, is := f.low(x.threshold)
	if err != nil || !is {
		return err
	}
	var named marks
	for _, g := range x.gaps.all {
		if g.gap <= lower {
			found(OfProcess, g.ocid, number(g.gap))
			named.add(g.winner)
			named.add(g.runnerUp)
		}
	}
	named.tell("0", found)
	return nil
}

// farPrices is R058, a second price far from the winning one: the gap is at least the upper fence
// of all gaps, Q3 + 1.5 IQR, or the threshold that is set. The winner is named too, with 0
// (Cardinal, R058).
type farPrices struct {
	gaps      *priceGaps
	threshold *float64
}

func (x farPrices) tell(found func(kind, id, value string)) error {
	if len(x.gaps.all) == 0 {
		return nil
	}
	f, err := x.gaps.fences()
	upper := f.high(x.threshold)
	if err != nil || !(upper > 0) {
		return err
	}
	var named marks
	for _, g := range x.gaps.all {
		if g.gap >= upper {
			found(OfProcess, g.ocid, number(g.gap))
			named.add(g.winner)
		}
	}
	named.tell("0", found)
	return nil
}
