package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// firstScreen reads the sentence, the gravest cases, the units, the coverage and the key numbers.
func (p *page) firstScreen() {
	first := p.one(p.root, "section.first")
	people := map[string]bool{}
	for _, f := range p.where("findings.csv", "kind", "violation") {
		if f["subject_kind"] == "person" {
			people[f["subject_id"]] = true
		}
	}
	unseen, of := int64(0), int64(0)
	for _, c := range p.where("coverage.csv", "status", "ran") {
		population, checked := int64(amountOf(c["population"])), int64(amountOf(c["checked"]))
		if p.job == "scan" {
			unseen, of = max(unseen, population-checked), max(of, population)
		}
	}
	want := []any{len(p.where("findings.csv", "kind", "violation"))}
	if len(people) > 0 {
		want = append(want, len(people))
	}
	want = append(want, len(p.where("findings.csv", "kind", "lead")), len(p.files["cases.csv"]))
	if unseen > 0 {
		want = append(want, unseen, of)
	}
	if skipped := len(p.where("coverage.csv", "status", "skipped")); skipped > 0 {
		want = append(want, skipped, len(p.files["coverage.csv"]))
	}
	p.are(p.one(first, "p.found"), "first sentence", want...)
	for i, li := range p.all(p.one(first, "div.grave"), "li") {
		c := p.files["cases.csv"][i]
		p.are(p.one(li, "span.gscore"), "gravest: score", c["score"])
		slice := p.one(li, "b.gname")
		p.among(slice, "gravest: slice", tokensOf(plain(c["slice"])))
		p.among(p.one(li, "a"), "gravest: all", tokensOf(plain(c["slice"])), tokensOf(p.numbers(c["title"])), p.shownOf(c["score"]))
	}
	for _, li := range p.all(p.one(first, "div.units"), "li") {
		a := p.one(li, "a")
		n, high, middle := 0, 0, 0
		for _, f := range p.queue() {
			if f["unit"] == attr(a, "data-unit") {
				n++
				from, next := p.bands()
				switch s := amountOf(f["score"]); {
				case s >= from:
					high++
				case s >= next:
					middle++
				}
			}
		}
		p.are(p.one(a, "span.ucount"), "units: findings", n)
		p.numbersAre("units: by band", strings.TrimPrefix(attr(a, "title"), attr(a, "data-unit")), []any{n, high, middle})
		p.hold(a, "units")
	}
	for _, li := range p.all(p.one(first, "div.seen"), "li") {
		a := p.one(li, "a")
		c := p.where("coverage.csv", "rule", strings.TrimPrefix(attr(a, "href"), "#c-"))[0]
		population, checked := int64(amountOf(c["population"])), int64(amountOf(c["checked"]))
		p.are(p.one(a, "span.upct"), "coverage: per cent", 100*checked/population)
		said := attr(a, "title")
		p.numbersAre("coverage: people", said[strings.LastIndex(said, ":"):], []any{checked, population})
		p.hold(a, "coverage")
	}
	if more := p.one(p.one(p.one(first, "div.units"), "p.key"), "span.dim"); more != nil {
		units := distinct(p.queue(), "unit")
		delete(units, "")
		p.are(more, "units: more", len(units)-len(p.all(p.one(first, "div.units"), "li")))
	}
	if worst := p.one(p.one(first, "div.seen"), "p.key"); worst != nil && p.hasFigure(textOf(worst)) {
		rule := identity.FindString(textOf(worst))
		c := p.where("coverage.csv", "rule", rule)
		if len(c) != 1 {
			p.fault("worst: %q names no rule", textOf(worst))
			return
		}
		p.are(worst, "coverage: worst", c[0]["checked"], c[0]["population"])
	}
	p.tiles(first)
}

func tokensOf(all []figure) map[string]bool {
	set := map[string]bool{}
	for _, x := range all {
		set[x.String()] = true
	}
	return set
}

// shownOf is a score as it is shown.
func (k *facts) shownOf(score string) map[string]bool {
	return map[string]bool{strconv.FormatFloat(amountOf(score), 'f', 1, 64): true, score: true}
}

// tiles reads the key numbers of the annual report.
func (p *page) tiles(first *html.Node) {
	tiles := p.all(first, "div.tile")
	if len(tiles) == 0 {
		return
	}
	counted := p.where("reconciliation.csv", "step", "counted")[0]
	p.are(p.one(tiles[0], "dd.figure"), "tile: contracts", counted["contracts"])
	p.are(p.one(tiles[0], "dd.note"), "tile: amount", p.short(textOf(p.one(tiles[0], "dd.note")), counted["amount"]))
	for i, identity := range []string{"supplier", "group"} {
		var top map[string]string
		for _, x := range p.where("concentration.csv", "slice_kind", "all") {
			if x["identity"] == identity && (top == nil || amountOf(x["amount"]) > amountOf(top["amount"])) {
				top = x
			}
		}
		p.are(p.one(tiles[i+1], "dd.figure"), "tile: share", percent(top["top_share"]))
	}
}

// unit is what a shown amount is counted in: millions and so on.
func unit(shown string) float64 {
	for _, step := range []struct {
		size  float64
		words []string
	}{{1e12, []string{"трлн", "trillion"}}, {1e9, []string{"млрд", "billion", "bn"}}, {1e6, []string{"млн", "million"}}} {
		for _, w := range step.words {
			if strings.Contains(shown, w) {
				return step.size
			}
		}
	}
	return 1
}

// short is an amount in the unit a short one names.
func (k *facts) short(shown, amount string) string {
	if size := unit(shown); size > 1 {
		return strconv.FormatFloat(amountOf(amount)/size, 'f', -1, 64)
	}
	return amount
}

// cards reads every finding, those of the page and those that are packed.
func (p *page) cards() {
	section := p.one(p.root, "section#findings")
	p.are(p.one(section, "span.shown"), "findings: shown", len(p.queue()), len(p.queue()))
	for _, g := range p.all(section, "div.group") {
		n := 0
		for _, f := range p.queue() {
			if f["kind"] == attr(g, "data-group") {
				n++
			}
		}
		p.are(p.one(p.one(g, "h3"), "span.n"), "findings: of a kind", n)
	}
	seen := map[string]bool{}
	for _, c := range p.all(p.root, "details.card") {
		id := strings.TrimPrefix(attr(c, "id"), "f-")
		seen[id] = true
		f := p.finding[id]
		if f == nil {
			p.fault("no file has the finding %s", id)
			continue
		}
		p.are(p.one(c, "span.rank"), "finding: rank", f["rank"])
		p.says(p.one(c, "span.sentence"), "finding: sentence", f["summary"])
		p.are(p.one(c, "span.score"), "finding: score", f["score"])
		if a := p.one(c, "span.amount"); a != nil || f["amount"] != "" {
			p.are(a, "finding: amount", f["amount"])
		}
		for _, aside := range p.all(c, "span.aside") {
			p.among(aside, "finding: aside", p.tokens[id], p.ofRows(f))
		}
		for _, mark := range p.all(p.one(c, "summary"), "span.rnu") {
			p.among(mark, "register", p.register())
		}
		p.body(p.one(c, "div.body"), f)
	}
	if notice := p.one(section, "p#capped"); notice != nil {
		p.are(notice, "findings: in the page", len(seen), len(p.queue()))
	}
	for _, b := range p.all(p.root, "div.packed") {
		for _, dd := range p.all(b, "dd") {
			if f := p.finding[textOf(dd)]; f != nil {
				seen[textOf(dd)] = true
				p.body(b, f)
			}
		}
	}
	for id := range p.finding {
		if !seen[id] {
			p.fault("the finding %s stands nowhere", id)
		}
	}
}

// register is every figure of the register of unfair participants, and the day it is shown for.
func (k *facts) register() map[string]bool {
	set := map[string]bool{k.asOf: true}
	for i, e := range k.unfair {
		set[strconv.Itoa(i+2)] = true
		for _, v := range e {
			for _, x := range plain(v) {
				set[x.String()] = true
			}
		}
	}
	return set
}

// body reads a card: its path, facts, rows and the parts of its score.
func (p *page) body(b *html.Node, f map[string]string) {
	id := f["finding_id"]
	n := p.nested[id]
	p.says(p.one(p.one(b, "p.verdict"), "span.dim"), "finding: why here", n.Why)
	for _, li := range p.all(p.one(b, "ol.path"), "li") {
		for _, box := range p.all(li, "span.box") {
			if slices.Contains(strings.Fields(attr(box, "class")), "contracts") {
				p.are(p.one(box, "span.title"), "path: amount", f["amount"])
			}
		}
		p.among(li, "path", p.tokens[id], p.register())
	}
	lists := p.all(b, "dl.facts")
	for _, dd := range p.all(lists[0], "dd") {
		switch data := p.one(dd, "data"); {
		case data != nil && attr(data, "data-as") == "contracts":
			p.are(dd, "facts: contracts", f["contracts"])
		case data != nil && attr(data, "data-as") == "amount":
			p.are(dd, "facts: amount", f["amount"])
		default:
			p.among(dd, "facts", p.tokens[id])
		}
	}
	for _, dl := range lists[1 : len(lists)-1] {
		p.among(dl, "facts: register", p.register())
	}
	for _, ul := range p.all(b, "ul.said") {
		p.among(ul, "for and against", p.tokens[id], p.ofRows(f))
	}
	evidence := p.evidence[id]
	tables := p.all(b, "table.evidence")
	shown := 0
	for _, table := range tables {
		for i, tr := range p.all(p.one(table, "tbody"), "tr") {
			td := p.all(tr, "td")
			e := evidence[i]
			shown++
			p.are(td[0], "row: step", e["step"])
			for _, mark := range p.all(td[2], "span.rnu") {
				p.among(mark, "register", p.register())
			}
			p.hold(td[2], "row: fact")
			p.textIs("row: fact", textBut(td[2], p.all(td[2], "span.rnu")), e["fact"])
			p.place(td[3], "row: place", e["file"], e["row"])
		}
	}
	rows := 0 // what the finding rests on, without what speaks for the person
	for _, e := range evidence {
		if !slices.Contains([]string{"declared_interest", "recusal", "trust_agreement", "permitted_work", "notice"}, e["what"]) || e["what"] == "" {
			rows++
		}
	}
	for _, more := range p.all(b, "p.dim") {
		if more.Parent == b && digits.MatchString(textOf(more)) {
			p.are(more, "rows: more", rows-shown)
		}
	}
	p.parts(b, f, n)
	if lists := p.all(b, "dl.facts"); len(lists) > 0 { // parameters
		p.among(lists[len(lists)-1], "parameters of a finding", p.settings(f["rule"]), p.words)
	}
}

// ofRows is the figures of the rows of a finding's people that say what speaks for or against them.
func (p *page) ofRows(f map[string]string) map[string]bool {
	set := maps.Clone(p.noted)
	for _, e := range p.evidence[f["finding_id"]] {
		for _, x := range plain(e["row"] + " " + e["file"]) {
			set[x.String()] = true
		}
	}
	return set
}

// settings is every parameter of a rule, as it is and in per cent.
func (k *facts) settings(rule string) map[string]bool {
	set := map[string]bool{}
	for name, v := range k.parameters {
		if !strings.HasPrefix(name, rule+".") {
			continue
		}
		for _, x := range plain(v) {
			set[x.String()] = true
		}
		if r, err := strconv.ParseFloat(v, 64); err == nil {
			set[strconv.FormatFloat(100*r, 'f', 1, 64)] = true
		}
	}
	return set
}

// place reads where a row stands.
func (p *page) place(n *html.Node, kind, file, row string) {
	p.hold(n, kind)
	if !strings.Contains(textOf(n), file) {
		p.fault("%s: %q, the files say %s", kind, textOf(n), file)
	}
	p.numbersAre(kind, strings.Replace(textOf(n), file, "", 1), []any{row})
}

func (p *page) parts(b *html.Node, f map[string]string, n nested) {
	table := p.one(b, "table.parts")
	if table == nil {
		p.fault("%s has no parts of its score", f["finding_id"])
		return
	}
	sum := 0.0
	for i, tr := range p.all(p.one(table, "tbody"), "tr") {
		td := p.all(tr, "td")
		x := n.Parts[i]
		sum += x.Points
		p.says(td[0], "part: for what", x.Fact)
		p.are(td[2], "part: points", x.Points, x.Max)
	}
	foot := p.all(p.one(table, "tfoot"), "td")
	p.are(foot[0], "part: total", f["score"], 100)
	if d := sum - amountOf(f["score"]); d > 1e-6 || d < -1e-6 {
		p.fault("%s: the parts are %v, the score %s", f["finding_id"], sum, f["score"])
	}
}
