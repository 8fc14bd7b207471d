package main

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"adal/texts"
)

// indicators reads them this year and the year before, of each customer in the order of kpi.csv.
func (p *page) indicators() {
	bins, of := p.measured()
	names := p.customerNames()
	figures := p.all(p.one(p.root, "section#kpi"), "figure.plotted")
	if len(figures) != len(bins) {
		p.fault("indicators: of %d customers on the page, of %d in the files", len(figures), len(bins))
		return
	}
	for i, fig := range figures {
		bin := bins[i]
		table := p.one(fig, "table.kpi")
		if name := names[bin]; bin != "" && !strings.HasSuffix(spaced(textOf(p.one(table, "caption"))), spaced(cmp.Or(name, bin))) {
			p.fault("indicators: %q stands where those of %s belong", textOf(p.one(table, "caption")), name)
		}
		trs := p.all(p.one(table, "tbody"), "tr")
		if len(trs) != len(of[bin]) {
			p.fault("indicators: %d of %s, the files have %d", len(trs), bin, len(of[bin]))
			continue
		}
		years := p.all(p.one(table, "thead"), "th.num")
		p.are(years[0], "indicators: year", int(amountOf(p.period))-1)
		p.are(years[1], "indicators: year", p.period)
		for k, tr := range trs {
			p.indicator(tr, of[bin][k])
		}
		p.indicatorsDrawn(fig, of[bin])
	}
}

// indicator reads a row of the table.
func (p *page) indicator(tr *html.Node, x map[string]string) {
	th, td := p.one(tr, "th"), p.all(tr, "td")
	if name := texts.In(p.lang, "measure."+x["measure"]); !strings.HasPrefix(spaced(textOf(th)), spaced(name)) {
		p.fault("indicators: %q stands where %q belongs", textOf(th), name)
	}
	p.are(td[0], "indicators: before", shownMeasure(x, "previous"))
	p.are(td[1], "indicators: now", shownMeasure(x, "value"))
	p.hold(td[2], "indicators: change")
	p.signed("indicators: change", textOf(td[2]), x["change"]) // of shares in points of per cent
	p.among(th, "indicators: name", p.words)
}

// indicatorsDrawn reads the drawings: the shares first, then those of their own units.
func (p *page) indicatorsDrawn(fig *html.Node, all []map[string]string) {
	drawings := p.all(fig, "svg")
	for n, one := range []func(string) bool{inPerCent, func(m string) bool {
		return m == "suppliers" || m == "bids_per_lot" || m == "suppliers_per_100_contracts"
	}} {
		list := slices.DeleteFunc(slices.Clone(all), func(x map[string]string) bool { return x["value"] == "" || !one(x["measure"]) })
		if len(list) == 0 {
			continue
		}
		if n >= len(drawings) {
			p.fault("plot: %d indicators are not drawn", len(list))
			return
		}
		rows := p.drawnRows(drawings[n])
		if len(rows) != len(list) {
			p.fault("plot: %d indicators drawn, the files have %d", len(rows), len(list))
			return
		}
		for i, x := range list {
			p.are(rows[i].figures, "plot: indicator", shownMeasure(x, "previous"), shownMeasure(x, "value"))
			for _, line := range append(rows[i].name, rows[i].sub...) {
				p.among(line, "plot: name and reference", p.words)
			}
		}
	}
}
