package main

import (
	"fmt"
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

// drawnRows takes a chart of rows apart. Where its bars and dots stand is held by
// TestChartsSayWhatTheTablesSay.
func (p *page) drawnRows(svg *html.Node) []drawnRow {
	var rows []drawnRow
	var name, marks []*html.Node
	p.labelled(svg)
	defer func() { p.axis(marks, "x") }()
	below := false // the axis or the legend
	for _, x := range p.all(svg, "text") {
		class, anchor := attr(x, "class"), attr(x, "text-anchor")
		switch {
		case class == "p-ink strong":
			rows = append(rows, drawnRow{name: name, figures: x})
			name, below = nil, false
			p.axis(marks, "x")
			marks = nil
		case class == "p-ink":
			name = append(name, x)
		case strings.HasSuffix(class, "-on") && len(rows) > 0:
			rows[len(rows)-1].pieces = append(rows[len(rows)-1].pieces, x)
		case anchor == "middle":
			marks, below = append(marks, x), true
		case anchor == "" && !below && len(rows) > 0:
			rows[len(rows)-1].sub = append(rows[len(rows)-1].sub, x)
		default:
			p.among(x, "legend", p.legend())
		}
	}
	return rows
}

// axis reads the marks of an axis: each stands where its figure belongs between its neighbours, the
// first and the last as near as their words have room.
func (p *page) axis(marks []*html.Node, along string) {
	const room = 25 // half of the words of a mark
	var at, of []float64
	for _, x := range marks {
		p.hold(x, "drawing: axis")
		all := p.numbers(textOf(x))
		if len(all) != 1 {
			p.fault("axis: %q is no mark", textOf(x))
			return
		}
		p.read++
		at, of = append(at, amountOf(attr(x, along))), append(of, unit(textOf(x))*amountOf(all[0].String()))
	}
	for i := 1; i+1 < len(of); i++ {
		between, slack := at[i-1]+(at[i+1]-at[i-1])*(of[i]-of[i-1])/(of[i+1]-of[i-1]), 0.3
		if i == 1 || i+2 == len(of) {
			slack = room
		}
		if d := at[i] - between; of[i] <= of[i-1] || of[i+1] <= of[i] || d > slack || d < -slack {
			p.fault("axis: %q stands at %v, between its neighbours %v", textOf(marks[i]), at[i], between)
		}
	}
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
	var right, up []*html.Node
	for _, x := range p.all(svg, "text") {
		switch {
		case attr(x, "class") != "p-soft":
			set := map[string]bool{}
			for i := range numbered {
				set[fmt.Sprint(i+1)] = true
			}
			p.among(x, "plot: number of a dot", set)
		case attr(x, "text-anchor") == "middle":
			right = append(right, x)
		case strings.Trim(textOf(x), "0123456789,.\u00a0%") == "":
			up = append(up, x)
		default:
			p.among(x, "legend", p.legend())
		}
	}
	p.axis(right, "x")
	p.axis(up, "y")
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
