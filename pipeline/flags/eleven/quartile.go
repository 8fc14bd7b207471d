package eleven

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Quantile is the median-unbiased quantile of values in ascending order, of which there is at
// least one: Hyndman and Fan's eighth kind, h = (n + 1/3) p + 1/3, between the value at
// floor(h) and the one after it. The order of the operations is that of quantile_r8 in
// queries/flags/words.sql, so that the last digit is the same.
func Quantile(sorted []float64, p float64) float64 {
	third := float64(1) / 3
	h := float64(float64(float64(len(sorted))+third)*p) + third
	switch {
	case h < 1:
		return sorted[0]
	case h >= float64(len(sorted)):
		return sorted[len(sorted)-1]
	}
	low := math.Floor(h)
	k := int(low)
	return sorted[k-1] + float64((h-low)*(sorted[k]-sorted[k-1]))
}

// fences are Tukey's, one and a half of the range between the quartiles beyond them.
type fences struct{ q1, lower, upper float64 }

// fencesOf sorts values, of which there is at least one.
func fencesOf(values []float64) fences {
	slices.Sort(values)
	q1, q3 := Quantile(values, 0.25), Quantile(values, 0.75)
	reach := float64(1.5 * (q3 - q1))
	return fences{q1, q1 - reach, q3 + reach}
}

// low gives the fence below which values are flagged: threshold where one is set, else the lower
// fence; false where none is, for Q1 or the fence is 0 or less.
func (f fences) low(threshold *float64) (float64, bool) {
	if threshold != nil {
		return *threshold, *threshold > 0
	}
	return f.lower, f.q1 > 0 && f.lower > 0
}

// high gives the fence above which values are flagged: threshold where one is set, else the upper one.
func (f fences) high(threshold *float64) float64 {
	if threshold != nil {
		return *threshold
	}
	return f.upper
}

// number writes a finite number as the engine does: the shortest text that gives it back, with
// an exponent below 0.0001 and from 1e16 on.
func number(f float64) string {
	if size := math.Abs(f); size != 0 && (size < 1e-4 || size >= 1e16) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// share is a part of a whole, both counted.
type share struct{ part, whole int64 }

func (s share) ratio() float64 { return float64(s.part) / float64(s.whole) }
