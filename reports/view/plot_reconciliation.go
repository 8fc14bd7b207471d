package view

import (
	"math"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// fall is a step of the reconciliation as it is drawn: how far it goes and how that is written.
type fall struct {
	by   float64
	text string
}

// waterfall draws the way from what was read to what counts, in money where the sum of what was
// read is known, else in rows. Where the steps do not lead from one to the other nothing is
// drawn: the table says what there is.
func (b builder) waterfall() *Plot {
	p := &Plot{Title: b.t("plot_waterfall"), None: b.t("plot_none_waterfall"), Note: b.t("plot_waterfall_note")}
	p.Label = p.Title + ". " + b.t("plot_table_beside")
	money := func(x *run.Reconciliation) fall {
		return fall{number(x.Amount), words.MoneyShort(b.lang, b.run.Currency, strings.TrimPrefix(x.Amount, "-"))}
	}
	rows := func(x *run.Reconciliation) fall { return fall{float64(x.Rows), words.Count(b.lang, x.Rows)} }
	switch {
	case b.falls(p, money, b.sum):
		p.Axis = b.t("plot_waterfall_money")
	case b.falls(p, rows, b.plainNumber):
		p.Axis = b.t("plot_waterfall_rows")
	}
	return p
}

// falls fills in the steps, if they lead from what was read to what counts.
func (b builder) falls(p *Plot, of func(*run.Reconciliation) fall, say func(float64) string) bool {
	steps := b.run.Reconciliation
	if len(steps) < 2 || steps[0].Step != "read" || steps[len(steps)-1].Step != "counted" {
		return false
	}
	left := of(&steps[0]).by
	most, counted := left, of(&steps[len(steps)-1]).by
	for i := range steps[1 : len(steps)-1] {
		left -= of(&steps[i+1]).by
		most = max(most, left)
	}
	if most <= 0 || counted < 0 || math.Abs(left-counted) > 0.5 {
		return false
	}
	s := scaled(most)
	left = of(&steps[0]).by
	for i := range steps {
		x := &steps[i]
		f := of(x)
		row := PlotRow{Name: words.Steps.In(b.lang, x.Step), Text: f.text}
		if x.Step == "read" || x.Step == "counted" {
			row.Pieces = []PlotPiece{{0, s.at(f.by), "p-total", ""}}
			p.Rows = append(p.Rows, row)
			continue
		}
		if f.by == 0 {
			continue
		}
		if reason := words.StepReason(b.lang, x.Step, x.Reason); reason != "" {
			row.Name += ": " + reason
		}
		class := "p-minus"
		row.Text = "−" + f.text
		if f.by < 0 {
			row.Text, class = "+"+f.text, "p-plus"
		}
		row.Pieces = []PlotPiece{{s.at(min(left, left-f.by)), s.at(max(left, left-f.by)), class, ""}}
		p.Rows = append(p.Rows, row)
		left -= f.by
	}
	p.Ticks = s.ticks(say)
	p.Keys = []PlotKey{{"fill", "p-total", b.t("plot_total")}, {"fill", "p-minus", b.t("plot_minus")}}
	return true
}
