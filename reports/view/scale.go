package view

import (
	"math"
	"strconv"

	"adal/reports/words"
)

// maxTicks is how many parts an axis has at most.
const maxTicks = 5

// scale is an axis from nothing to a round number that nothing on it exceeds.
type scale struct{ top, step float64 }

// scaled gives the axis for values up to most.
func scaled(most float64) scale {
	if most <= 0 || math.IsInf(most, 0) || math.IsNaN(most) {
		return scale{1, 1}
	}
	step := math.Pow(10, math.Floor(math.Log10(most))) / 10
	for _, f := range []float64{1, 2, 5, 10, 20, 50, 100} {
		if f*step*maxTicks >= most*(1-1e-9) {
			step *= f
			break
		}
	}
	return scale{step * math.Ceil(most/step*(1-1e-9)), step}
}

// at is the place of a value.
func (s scale) at(v float64) float64 { return v / s.top }

// ticks marks every step in the words say has for it.
func (s scale) ticks(say func(float64) string) []PlotTick {
	var all []PlotTick
	for i := 0; float64(i)*s.step <= s.top*(1+1e-9); i++ {
		v := float64(i) * s.step
		all = append(all, PlotTick{s.at(v), say(v)})
	}
	return all
}

// shareScale is the axis of shares: as far as the largest of them needs, at most the whole.
func shareScale(most float64) scale {
	s := scaled(most)
	if s.top > 1 {
		return scale{1, 0.2}
	}
	return s
}

// percent writes the share of a tick.
func (b builder) percent(v float64) string {
	return words.Percent(b.lang, strconv.FormatFloat(math.Round(v*1e6)/1e4, 'f', -1, 64))
}

// sum writes the amount of a tick.
func (b builder) sum(v float64) string {
	return words.MoneyTick(b.lang, b.run.Currency, v)
}

// plain writes the number of a tick.
func (b builder) plainNumber(v float64) string {
	decimals := 0
	for d := 1.0; decimals < 3 && math.Abs(v*d-math.Round(v*d)) > 1e-6; d *= 10 {
		decimals++
	}
	return words.Decimal(b.lang, v, decimals)
}
