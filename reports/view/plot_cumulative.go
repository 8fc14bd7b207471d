package view

import (
	"slices"
	"strconv"

	"adal/pipeline/run"
	"adal/reports/words"
)

// maxCumulated is how many of the largest a chart adds up.
const maxCumulated = 20

// cumulatedRows are how many of the largest the table names.
var cumulatedRows = []int{1, 2, 3, 4, 5, 10, 15, 20}

// Cumulated is what the largest N have together, by supplier and by group, and the table behind
// the picture.
type Cumulated struct {
	Plot *Plot
	Rows []CumulatedRow
}

// CumulatedRow is the part of the N largest; blank where there are fewer.
type CumulatedRow struct{ N, Supplier, Group string }

// cumulated adds up the largest of a slice.
func (b builder) cumulated(l *charted) *Cumulated {
	c := &Cumulated{Plot: &Plot{
		Title: b.t("plot_cumulated"), Note: b.t("plot_cumulated_note"), None: b.t("plot_none_cumulated"),
		Axis: b.t("plot_cumulated_x"), Upright: b.t("plot_cumulated_y"),
	}}
	p := c.Plot
	p.Label = p.Title + ". " + b.t("plot_table_beside")
	most := min(max(len(l.supplier), len(l.group)), maxCumulated)
	suppliers, groups := sums(l.supplier, most), sums(l.group, most)
	for _, n := range cumulatedRows {
		at := func(all []float64) string {
			if n > len(all) {
				return "—"
			}
			return words.Share(b.lang, all[n-1])
		}
		if n <= most {
			c.Rows = append(c.Rows, CumulatedRow{strconv.Itoa(n), at(suppliers), at(groups)})
		}
	}
	if len(l.supplier) < 3 {
		return c
	}
	s := shareScale(max(suppliers[len(suppliers)-1], groups[len(groups)-1]))
	p.Up = s.ticks(b.percent)
	line := func(all []float64, look, class string) {
		curve := PlotCurve{Look: look, Class: class}
		for i, v := range all {
			curve.Points = append(curve.Points, [2]float64{along(i+1, most), s.at(v)})
		}
		p.Curves = append(p.Curves, curve)
	}
	line(suppliers, "dot", "p-supplier")
	p.Keys = []PlotKey{{"dot", "p-supplier", words.Identities.In(b.lang, "supplier")}}
	if !slices.Equal(suppliers, groups) {
		line(groups, "diamond", "p-group")
		p.Keys = append(p.Keys, PlotKey{"diamond", "p-group", words.Identities.In(b.lang, "group")})
	} else {
		p.Note += " " + b.t("plot_cumulated_same")
	}
	for n := 1; n <= most; n++ {
		if most <= 10 || slices.Contains(cumulatedRows, n) && n != 2 && n != 4 {
			p.Ticks = append(p.Ticks, PlotTick{along(n, most), strconv.Itoa(n)})
		}
	}
	return c
}

// along is where the n largest of most stand along the axis.
func along(n, most int) float64 { return (float64(n) - 0.5) / float64(most) }

// sums adds up shares, the largest first, the first n of them.
func sums(held []run.Holding, n int) []float64 {
	var all []float64
	sum := 0.0
	for _, h := range held[:min(n, len(held))] {
		sum += h.Share
		all = append(all, min(sum, 1))
	}
	return all
}
