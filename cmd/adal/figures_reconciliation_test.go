package main

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"adal/texts"
)

// reconciliation reads the way from what was read to what counts, and the methods nobody knows.
func (p *page) reconciliation() {
	section := p.one(p.root, "section#reconciliation")
	p.waterfall(section)
	for i, tr := range p.all(p.one(section, "tbody"), "tr") {
		x, td := p.files["reconciliation.csv"][i], p.all(tr, "td")
		p.are(td[1], "reconciliation: rows", x["rows"])
		p.are(td[2], "reconciliation: contracts", x["contracts"])
		p.are(td[3], "reconciliation: amount", x["amount"])
		p.among(td[0], "reconciliation: reason", tokensOf(p.numbers(x["reason"])))
	}
	unknown := map[string][2]float64{}
	for _, x := range p.files["contracts.csv"] {
		if x["method_class"] == "unknown" && x["left_out"] == "" && x["year"] == p.period {
			v := unknown[x["method_id"]+x["method"]]
			unknown[x["method_id"]+x["method"]] = [2]float64{v[0] + 1, v[1] + amountOf(x["value"])}
		}
	}
	for _, tr := range p.all(p.one(section, "table.narrow"), "tr") {
		td := p.all(tr, "td")
		if len(td) < 3 {
			continue
		}
		v := unknown[textOf(td[0])+textOf(p.one(tr, "th"))]
		p.hold(td[0], "drawing: id of a method")
		p.are(td[1], "unknown methods: contracts", v[0])
		p.are(td[2], "unknown methods: amount", fmt.Sprintf("%.2f", v[1]))
	}
}

// lawful reads what the law gives to a supplier, each row one of what the contracts add up to.
func (p *page) lawful() {
	left, names := p.byLaw(), p.customerNames()
	for _, tr := range p.all(p.one(p.one(p.root, "section#lawful"), "tbody"), "tr") {
		td := p.all(tr, "td")
		supplier, customer := textOf(p.one(tr, "th")), spaced(textOf(td[0]))
		ground, _, _ := strings.Cut(spaced(textOf(td[1])), " ")
		i := slices.IndexFunc(left, func(x map[string]string) bool {
			return (customer == spaced(names[x["customer"]]) || customer == x["customer"]) && strings.Contains(supplier, x["supplier"]) && ground == x["ground"]
		})
		if i < 0 {
			p.fault("by law: %q is in no file", spaced(textOf(tr)))
			continue
		}
		p.are(td[2], "by law: contracts", left[i]["contracts"])
		p.are(td[3], "by law: amount", left[i]["amount"])
		p.hold(td[1], "drawing: ground")
		left = slices.Delete(left, i, i+1)
		for _, mark := range p.all(tr, "span.rnu") {
			p.among(mark, "register", p.register())
		}
	}
	if len(left) > 0 {
		p.fault("by law: the page lacks %v", left)
	}
}

// waterfall reads the drawing of the reconciliation: a row for every step but those of nothing.
func (p *page) waterfall(section *html.Node) {
	svg := p.one(section, "svg")
	if svg == nil {
		p.fault("plot: the reconciliation is not drawn")
		return
	}
	column := "amount"
	if slices.ContainsFunc(p.all(svg, "text"), func(x *html.Node) bool { return textOf(x) == texts.In(p.lang, "ui.plot_waterfall_rows") }) {
		column = "rows"
	}
	steps := slices.DeleteFunc(slices.Clone(p.files["reconciliation.csv"]), func(x map[string]string) bool {
		return x["step"] != "read" && x["step"] != "counted" && amountOf(x[column]) == 0
	})
	rows := p.drawnRows(svg)
	if len(rows) != len(steps) {
		p.fault("plot: %d steps drawn, reconciliation.csv has %d", len(rows), len(steps))
		return
	}
	for i, x := range steps {
		shown := textOf(rows[i].figures)
		p.are(rows[i].figures, "plot: step", p.short(shown, strings.TrimPrefix(x[column], "-")))
		for _, line := range rows[i].name {
			p.among(line, "plot: reason", tokensOf(p.numbers(x["reason"])))
		}
		adds, takes := strings.HasPrefix(shown, "+"), strings.HasPrefix(shown, "−")
		if total := x["step"] == "read" || x["step"] == "counted"; total && (adds || takes) || !total && (adds != (amountOf(x[column]) < 0) || takes == adds) {
			p.fault("plot: step: %q, reconciliation.csv has %s", shown, x[column])
		}
	}
}
