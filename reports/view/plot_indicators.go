package view

import (
	"adal/pipeline/run"
	"adal/reports/words"
)

// indicatorPlots draws the indicators of a customer against the year before and the reference
// points: the shares along one axis, the others each along its own.
func (b builder) indicatorPlots(list []run.KPI, now, before string) (shares, others *Plot) {
	shares = b.rangePlot("plot_shares", now, before)
	others = b.rangePlot("plot_paces", now, before)
	shares.Axis, shares.Ticks = b.t("plot_share_axis"), scale{1, 0.2}.ticks(b.percent)
	for i := range list {
		k := &list[i]
		switch {
		case k.Value == nil:
		case words.IsShareMeasure(k.Measure):
			shares.Rows = append(shares.Rows, b.rangeRow(k, scale{1, 0.2}))
		case k.Measure == "suppliers" || k.Measure == "bids_per_lot" || k.Measure == "suppliers_per_100_contracts":
			most := max(*k.Value, words.ReferenceBounds(k.Measure).Country)
			if k.Previous != nil {
				most = max(most, *k.Previous)
			}
			s := scaled(most)
			row := b.rangeRow(k, s)
			row.Own = s.ticks(b.plainNumber)
			others.Rows = append(others.Rows, row)
		}
	}
	shares.legend(b, now, before)
	others.legend(b, now, before)
	return shares, others
}

func (b builder) rangePlot(title, now, before string) *Plot {
	p := &Plot{Title: b.t(title), None: b.t("plot_none_indicators")}
	p.Label = p.Title + ". " + b.say("plot_range_label", "now", now, "before", before)
	return p
}

// rangeRow is one indicator: what it was, what it is, and between which points others stand.
func (b builder) rangeRow(k *run.KPI, s scale) PlotRow {
	row := PlotRow{Name: words.MeasureName(b.lang, b.run.Currency, k.Measure), Sub: words.Reference(b.lang, k.Measure), Text: words.Measure(b.lang, k.Measure, k.Value)}
	r := words.ReferenceBounds(k.Measure)
	if r.Bad > 0 {
		row.Band = []PlotTick{{At: s.at(r.Good)}, {At: s.at(r.Bad)}}
	}
	if r.Country > 0 {
		row.Marks = append(row.Marks, PlotMark{s.at(r.Country), "diamond", "p-ref"})
	}
	if k.Previous != nil {
		row.Text = words.Measure(b.lang, k.Measure, k.Previous) + " → " + row.Text
		row.Range = [2]float64{s.at(*k.Previous), s.at(*k.Value)}
		row.Marks = append(row.Marks, PlotMark{s.at(*k.Previous), "ring", "p-before"})
	}
	row.Marks = append(row.Marks, PlotMark{s.at(*k.Value), "dot", "p-now"})
	return row
}

// legend says of the signs that occur what they are.
func (p *Plot) legend(b builder, now, before string) {
	var old, band, country bool
	for _, r := range p.Rows {
		band = band || len(r.Band) > 0
		for _, m := range r.Marks {
			old, country = old || m.Class == "p-before", country || m.Class == "p-ref"
		}
	}
	p.Keys = []PlotKey{{"dot", "p-now", now}}
	if old {
		p.Keys = append(p.Keys, PlotKey{"ring", "p-before", before})
	}
	if band {
		p.Keys = append(p.Keys, PlotKey{"fill", "p-band", b.t("plot_band")})
	}
	if country {
		p.Keys = append(p.Keys, PlotKey{"diamond", "p-ref", b.t("plot_country")})
	}
}
