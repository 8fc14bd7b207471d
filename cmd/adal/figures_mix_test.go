package main

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"adal/texts"
)

// mixPlot reads by which classes of method a customer bought, year by year.
func (p *page) mixPlot(fig *html.Node, bin string) {
	years, classes := p.mix(bin)
	heads := p.all(p.one(fig, "thead"), "th.num")
	trs := p.all(p.one(fig, "tbody"), "tr")
	if len(heads) != len(years) || len(trs) != len(classes) {
		p.fault("mix: %d years and %d classes of %s, method_mix.csv has %v and %d", len(heads), len(trs), bin, years, len(classes))
		return
	}
	for i, y := range years {
		p.are(heads[i], "mix: year", y)
	}
	for _, tr := range trs {
		of, ok := p.classNamed(classes, textOf(p.one(tr, "th")))
		if !ok {
			p.fault("mix: %q is no class of method of %s", textOf(p.one(tr, "th")), bin)
			continue
		}
		for i, td := range p.all(tr, "td") {
			x := of[years[i]]
			if x == nil {
				p.are(td, "mix: share and amount")
				continue
			}
			p.are(td, "mix: share and amount", percent(x["share"]), p.short(textOf(td), x["amount"]))
		}
	}
	p.mixDrawn(p.one(fig, "svg"), years, classes)
}

// classNamed gives the years of a class of method by the word for it.
func (k *facts) classNamed(classes map[string]map[string]map[string]string, word string) (map[string]map[string]string, bool) {
	for class, of := range classes {
		if spaced(word) == spaced(texts.In(k.lang, "method_class."+class)) {
			return of, true
		}
	}
	return nil, false
}

// mixDrawn reads the drawing of the same: of every year what was bought, and on its parts their shares.
func (p *page) mixDrawn(svg *html.Node, years []string, classes map[string]map[string]map[string]string) {
	rows := p.drawnRows(svg)
	if len(rows) != len(years) {
		p.fault("plot: %d years drawn of %v", len(rows), years)
		return
	}
	for i, y := range years {
		sum := 0.0
		for _, of := range classes {
			sum += amountOf(of[y]["amount"])
		}
		p.wrapped(rows[i].name, "plot: year", y)
		p.are(rows[i].figures, "plot: bought in a year", p.short(textOf(rows[i].figures), fmt.Sprintf("%.2f", sum)))
		for _, x := range rows[i].pieces {
			class := strings.TrimSuffix(strings.TrimPrefix(attr(x, "class"), "p-m-"), "-on")
			p.are(x, "plot: share of a method", percent(classes[class][y]["share"]))
		}
	}
}

// mixAdds holds method_mix.csv itself against the contracts: what was bought by a class of method in
// the year of the report and the one before, and every share against the sum of its year.
func (p *page) mixAdds() {
	sums, whole := map[string]float64{}, map[string]float64{}
	for _, x := range p.files["contracts.csv"] {
		if x["value"] == "" || x["left_out"] != "" && x["left_out"] != "other_year" {
			continue
		}
		for _, bin := range []string{"", x["customer_bin"]} {
			sums[bin+" "+x["year"]+" "+x["method_class"]] += amountOf(x["value"])
		}
	}
	for _, x := range p.files["method_mix.csv"] {
		whole[x["customer_bin"]+x["year"]] += amountOf(x["amount"])
	}
	for _, x := range p.files["method_mix.csv"] {
		p.read += 2
		sum := sums[x["customer_bin"]+" "+x["year"]+" "+x["method_class"]]
		if d := sum - amountOf(x["amount"]); d > 0.01 || d < -0.01 {
			p.fault("mix: %s %s %s: method_mix.csv has %s, the contracts add up to %.2f", x["customer_bin"], x["year"], x["method_class"], x["amount"], sum)
		}
		share := amountOf(x["amount"]) / whole[x["customer_bin"]+x["year"]]
		if d := share - amountOf(x["share"]); d > 1e-9 || d < -1e-9 {
			p.fault("mix: %s %s %s: method_mix.csv has %s, its amounts give %v", x["customer_bin"], x["year"], x["method_class"], x["share"], share)
		}
	}
}
