package main

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"adal/texts"
)

// plots reads the charts of a customer with the tables behind them.
func (p *page) plots(c *html.Node, bin string) {
	seen := map[string]int{}
	for _, fig := range p.all(c, "figure.plotted") {
		switch title := spaced(textOf(p.one(fig, "h4"))); {
		case p.one(fig, "table.holders") != nil:
			p.holdersPlot(fig, bin)
			seen["holders"]++
		case p.one(fig, "table.mix") != nil:
			p.mixPlot(fig, bin)
			seen["mix"]++
		case p.one(fig, "table.narrow") != nil:
			p.cumulatedPlot(fig, bin)
			seen["cumulated"]++
		case title == texts.In(p.lang, "ui.plot_held"):
			p.heldPlot(fig, bin)
			seen["held"]++
		default:
			p.fault("plot: nobody read the chart %q", title)
		}
	}
	if seen["holders"] == 0 || seen["mix"] != 1 || seen["cumulated"] != 1 || seen["held"] != 1 {
		p.fault("plot: the charts of %s are %v", bin, seen)
	}
}

// drawnRow is a row of a drawing: its name, its figures, what is said under it and on its parts.
type drawnRow struct {
	name    []*html.Node
	figures *html.Node
	sub     []*html.Node
	pieces  []*html.Node
}

// drawnRows takes a chart of rows apart. The axis and the legend are read as what they are: the
// places of the axis are held by TestChartsSayWhatTheTablesSay.
func (p *page) drawnRows(svg *html.Node) []drawnRow {
	var rows []drawnRow
	var name []*html.Node
	p.labelled(svg)
	below := false // the axis or the legend
	for _, x := range p.all(svg, "text") {
		class, anchor := attr(x, "class"), attr(x, "text-anchor")
		switch {
		case class == "p-ink strong":
			rows = append(rows, drawnRow{name: name, figures: x})
			name, below = nil, false
		case class == "p-ink":
			name = append(name, x)
		case strings.HasSuffix(class, "-on") && len(rows) > 0:
			rows[len(rows)-1].pieces = append(rows[len(rows)-1].pieces, x)
		case anchor == "middle":
			p.hold(x, "drawing: axis")
			below = true
		case anchor == "" && !below && len(rows) > 0:
			rows[len(rows)-1].sub = append(rows[len(rows)-1].sub, x)
		default:
			p.among(x, "legend", p.legend())
		}
	}
	return rows
}

// legend is the figures that legends and axes may name: the years and the shares from which a cell
// is marked.
func (k *facts) legend() map[string]bool {
	set := map[string]bool{k.period: true, fmt.Sprint(int(amountOf(k.period)) - 1): true}
	for _, name := range []string{"P52a.notice", "P52a.share", "P52a.very_high"} {
		set[fmt.Sprintf("%.1f", 100*amountOf(k.parameters[name]))] = true
	}
	return set
}

// labelled holds what is said of a drawing to whom the picture is not: its figures are those of its
// title and the years.
func (p *page) labelled(svg *html.Node) {
	p.labels[svg] = true
	title := map[string]bool{}
	for fig := svg.Parent; fig != nil; fig = fig.Parent {
		if fig.Data == "figure" {
			title = tokensOf(p.numbers(textOf(p.one(fig, "h4"))))
			break
		}
	}
	p.numbersAmong("plot: label", attr(svg, "aria-label"), title, p.legend())
}

// wrapped holds the figures of a text that a drawing broke into lines.
func (p *page) wrapped(lines []*html.Node, kind string, want ...any) {
	var all []string
	for _, x := range lines {
		p.hold(x, kind)
		all = append(all, textOf(x))
	}
	p.numbersAre(kind, strings.Join(all, " "), want)
}

// field reads a drawing of a field: its axes, what is marked in it and the numbers of its dots.
func (p *page) field(svg *html.Node, numbered int) {
	p.labelled(svg)
	for _, x := range p.all(svg, "text") {
		switch {
		case attr(x, "class") != "p-soft":
			set := map[string]bool{}
			for i := range numbered {
				set[fmt.Sprint(i+1)] = true
			}
			p.among(x, "plot: number of a dot", set)
		case attr(x, "text-anchor") == "middle" || strings.Trim(textOf(x), "0123456789,.\u00a0%") == "":
			p.hold(x, "drawing: axis")
		default:
			p.among(x, "legend", p.legend())
		}
	}
}

// holdersPlot reads who holds what, alone and with those tied to them.
func (p *page) holdersPlot(fig *html.Node, bin string) {
	title := textOf(p.one(fig, "h4"))
	s, ok := p.sliceOf(bin, title)
	if !ok {
		p.fault("holders: %q is no slice of %s", title, bin)
	}
	p.hold(p.one(fig, "h4"), "drawing: name of a slice")
	p.hold(p.one(fig, "caption"), "drawing: name of a slice")
	var rows []shownHolder
	trs := p.all(p.one(fig, "tbody"), "tr")
	for _, tr := range trs {
		th := p.one(tr, "th")
		r := shownHolder{name: textOf(th), contracts: textOf(p.all(tr, "td")[0]), member: attr(tr, "class") == "member"}
		if a := p.one(th, "a"); a != nil {
			r.group = strings.TrimPrefix(attr(a, "href"), "#g-")
			p.are(a, "holders: group", p.groupNo[r.group])
		}
		rows = append(rows, r)
		for _, mark := range p.all(th, "span.rnu") {
			p.among(mark, "register", p.register())
		}
	}
	want, fault := p.holders(s, rows)
	if fault != "" {
		p.fault("holders: %s, %s: %s", bin, title, fault)
	}
	for i, w := range want {
		td := p.all(trs[i], "td")
		p.are(td[0], "holders: contracts", w[0])
		p.are(td[1], "holders: amount", w[1])
		p.are(td[2], "holders: share", w[2])
	}
	p.holdersDrawn(p.one(fig, "svg"), rows, want, title)
}

// sliceOf is the slice of a customer that a title names; a category of four digits that is one of
// six is named by both.
func (k *facts) sliceOf(bin, title string) (bought, bool) {
	title, _, _ = strings.Cut(title, "; ")
	title, _, _ = strings.Cut(spaced(title), " · ")
	if title == spaced(texts.In(k.lang, "slice.all")) {
		return k.bought(bin, "all", "all"), true
	}
	for _, x := range k.files["concentration.csv"] {
		kind, value := x["slice_kind"], x["slice"]
		switch name := value; {
		case x["customer_bin"] != bin || x["identity"] != "group":
			continue
		case kind == "subject_kind", kind == "method_class":
			name = texts.In(k.lang, kind+"."+value)
			fallthrough
		default:
			if title == spaced(name) || strings.HasSuffix(title, " "+spaced(name)) || strings.HasPrefix(title, spaced(name)+" ") {
				return k.bought(bin, kind, value), true
			}
		}
	}
	return bought{}, false
}

// holdersDrawn reads the drawing of the same: a row for each but the members and the rest.
func (p *page) holdersDrawn(svg *html.Node, rows []shownHolder, want [][]any, title string) {
	if svg == nil {
		p.fault("plot: no drawing of the holders of %q", title)
		return
	}
	drawn := p.drawnRows(svg)
	k := -1
	for i, w := range want {
		switch {
		case rows[i].member:
			if k >= 0 && k < len(drawn) && !rows[i-1].member { // the largest of a group
				p.wrapped(drawn[k].sub, "plot: the largest of a group", w[2], p.short(lines(drawn[k].sub), w[1].(string)))
			}
			continue
		case i == len(want)-1 && k+1 == len(drawn): // the rest is in the table alone
			continue
		}
		if k++; k >= len(drawn) {
			break
		}
		p.are(drawn[k].figures, "plot: holder", w[2], p.short(textOf(drawn[k].figures), w[1].(string)))
		number := any("")
		if i+1 < len(rows) && rows[i+1].member {
			number = p.groupNo[rows[i].group]
		}
		p.wrapped(drawn[k].name, "plot: group", number)
	}
	if k+1 != len(drawn) {
		p.fault("plot: %d holders of %q drawn, the table has %d", len(drawn), title, k+1)
	}
}

func lines(of []*html.Node) string {
	var all []string
	for _, x := range of {
		all = append(all, textOf(x))
	}
	return strings.Join(all, " ")
}

// heldPlot reads which categories are at once large and held by few.
func (p *page) heldPlot(fig *html.Node, bin string) {
	judged, numbered := p.heldCategories(bin)
	if svg := p.one(fig, "svg"); svg != nil {
		p.field(svg, len(numbered))
	} else if len(judged) > 0 {
		p.fault("plot: %d categories of %s are not drawn", len(judged), bin)
	}
	trs := p.all(p.one(fig, "tbody"), "tr")
	if len(trs) != len(numbered) {
		p.fault("held: %d categories of %s, the files give %d", len(trs), bin, len(numbered))
		return
	}
	for i, tr := range trs {
		x, td := numbered[i], p.all(tr, "td")
		p.are(p.one(tr, "th"), "held: number", i+1)
		code, _, _ := strings.Cut(textOf(td[0]), " · ")
		p.hold(td[0], "held: category")
		p.numbersAre("held: category", code, []any{x.code})
		p.are(td[1], "held: part", 100*x.part)
		if !strings.Contains(textOf(td[2]), x.top) {
			p.fault("held: %s is held by %q, the files say %q", x.code, textOf(td[2]), x.top)
		}
		for _, mark := range p.all(td[2], "span.rnu") {
			p.among(mark, "register", p.register())
		}
		p.are(td[3], "held: share", 100*x.share)
		p.are(td[4], "held: amount", fmt.Sprintf("%.2f", x.amount))
	}
	for _, more := range p.all(fig, "p.dim") {
		if more.PrevSibling == nil || more.PrevSibling.Data != "h4" {
			p.are(more, "held: more", len(judged)-len(numbered))
		}
	}
}

// cumulatedPlot reads what the largest have together.
func (p *page) cumulatedPlot(fig *html.Node, bin string) {
	s := p.bought(bin, "all", "all")
	if svg := p.one(fig, "svg"); svg != nil {
		p.field(svg, 0)
	}
	ns := numberedSums(s)
	trs := p.all(p.one(fig, "tbody"), "tr")
	if len(trs) != len(ns) {
		p.fault("cumulated: %d rows of %s, the files give %v", len(trs), bin, ns)
		return
	}
	for i, tr := range trs {
		td := p.all(tr, "td")
		p.are(p.one(tr, "th"), "cumulated: number", ns[i])
		p.are(td[0], "cumulated: suppliers", cumulated(s.suppliers, ns[i], s.amount))
		p.are(td[1], "cumulated: groups", cumulated(s.groups, ns[i], s.amount))
	}
}

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
