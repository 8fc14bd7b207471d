package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

type page struct {
	sheet[*html.Node]
	root *html.Node
}

// readPage holds a page against the files; every text with a digit that nothing was held against
// and that is no text of the catalogue is a fault.
func (k *facts) readPage(doc *html.Node) *page {
	p := &page{sheet: sheet[*html.Node]{facts: k, held: map[*html.Node]string{}}, root: doc}
	p.unpack()
	p.head()
	p.firstScreen()
	p.cards()
	p.cases()
	p.parties()
	p.coverage()
	p.data()
	p.rules()
	if k.job == "concentration" {
		p.annual()
		p.groups()
		p.indicators()
		p.flags()
		p.ledger()
	}
	p.rest(doc, false)
	return p
}

// unpack puts packed cards into the page, as its script does.
func (p *page) unpack() {
	for _, s := range p.all(p.root, "script.cards") {
		z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(s.FirstChild.Data)))
		if err != nil {
			p.fault("packed cards: %v", err)
			continue
		}
		text, err := io.ReadAll(z)
		if err != nil {
			p.fault("packed cards: %v", err)
		}
		for body := range bytes.SplitSeq(text, []byte("<next>")) {
			div := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div, Attr: []html.Attribute{{Key: "class", Val: "body packed"}}}
			nodes, err := html.ParseFragment(bytes.NewReader(body), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
			if err != nil {
				p.fault("packed cards: %v", err)
			}
			for _, n := range nodes {
				div.AppendChild(n)
			}
			s.Parent.InsertBefore(div, s)
		}
		s.Parent.RemoveChild(s)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	var s strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.WriteString(textOf(c))
	}
	return s.String()
}

// textBut is the text of an element without some of what stands in it.
func textBut(n *html.Node, without []*html.Node) string {
	s := textOf(n)
	for _, x := range without {
		s = strings.Replace(s, textOf(x), "", 1)
	}
	return s
}

// apart is the text of an element, what stands in elements of its own apart from the rest.
func apart(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data + "\n")
		}
	}
	return s.String()
}

// all finds what stands below n: a tag, a class after a dot, an id after a hash, or a tag with one.
func (p *page) all(n *html.Node, what string) []*html.Node {
	if n == nil {
		return nil
	}
	tag, class, byClass := strings.Cut(what, ".")
	tag, id, byID := strings.Cut(tag, "#")
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (tag == "" || d.Data == tag) && (!byClass || slices.Contains(strings.Fields(attr(d, "class")), class)) && (!byID || attr(d, "id") == id) {
			found = append(found, d)
		}
	}
	return found
}

func (p *page) one(n *html.Node, what string) *html.Node {
	if all := p.all(n, what); len(all) > 0 {
		return all[0]
	}
	return nil
}

func (p *page) hold(n *html.Node, kind string) { p.held[n] = kind }

// are holds the figures of an element against values in their order.
func (p *page) are(n *html.Node, kind string, want ...any) {
	if n == nil {
		p.fault("%s: not there, the files say %v", kind, want)
		return
	}
	p.hold(n, kind)
	p.numbersAre(kind, apart(n), want)
}

func (p *page) among(n *html.Node, kind string, sets ...map[string]bool) {
	p.hold(n, kind)
	p.numbersAmong(kind, apart(n), sets...)
}

func (p *page) says(n *html.Node, kind, want string) {
	if n == nil {
		p.fault("%s: not there, the files say %q", kind, want)
		return
	}
	p.hold(n, kind)
	p.textIs(kind, textOf(n), want)
}

// rest reports every figure nothing was held against.
func (p *page) rest(n *html.Node, held bool) {
	held = held || p.held[n] != ""
	if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "head") {
		return
	}
	for _, a := range n.Attr {
		if (a.Key == "title" || a.Key == "aria-label") && !held && p.hasFigure(a.Val) && !strings.Contains(p.catalogue, spaced(a.Val)) {
			p.fault("nobody read %s=%q of %s", a.Key, a.Val, where(n))
		}
	}
	if n.Type == html.TextNode && !held {
		for sentence := range strings.SplitSeq(spaced(n.Data), ". ") {
			if p.hasFigure(sentence) && !strings.Contains(p.catalogue, sentence) {
				p.fault("nobody read %q of %s", sentence, where(n))
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.rest(c, held)
	}
}

func where(n *html.Node) string {
	var path []string
	for ; n != nil && n.Type != html.DocumentNode && len(path) < 6; n = n.Parent {
		if n.Type == html.ElementNode {
			path = append(path, strings.TrimSuffix(n.Data+"."+attr(n, "class")+"#"+attr(n, "id"), ".#"))
		}
	}
	slices.Reverse(path)
	return strings.Join(path, " ")
}

// mutatePage changes a figure of every kind that was held and expects each to be noticed: a digit of
// it first, and where another figure of the same matter happens to have those digits, more of it.
func (k *facts) mutatePage(t *testing.T, doc *html.Node, p *page) {
	t.Helper()
	leaves := map[string]*html.Node{} // by kind a text with a figure
	for n, kind := range p.held {
		if strings.HasPrefix(kind, "drawing") || leaves[kind] != nil {
			continue
		}
		for d := range n.Descendants() {
			if d.Type == html.TextNode && digits.MatchString(withoutIdentity(d.Data)) {
				leaves[kind] = d
				break
			}
		}
	}
	all := len(leaves)
	for _, change := range []func(byte) string{func(c byte) string { return string('0' + (c-'0'+3)%10) }, func(c byte) string { return "86753" + string(c) }} {
		was := map[string]string{}
		for kind, leaf := range leaves {
			was[kind] = leaf.Data
			at := digits.FindStringIndex(withoutIdentity(leaf.Data))[0]
			leaf.Data = leaf.Data[:at] + change(leaf.Data[at]) + leaf.Data[at+1:]
		}
		faults := k.readPage(doc).faults
		for kind, leaf := range leaves {
			leaf.Data = was[kind]
			if slices.ContainsFunc(faults, func(f string) bool { return strings.HasPrefix(f, area(kind)) }) {
				delete(leaves, kind)
			}
		}
	}
	for kind, leaf := range leaves {
		t.Errorf("%s: a change of %q is not noticed", kind, leaf.Data)
	}
	t.Logf("%d kinds of figures changed", all)
	if all < 50 {
		t.Errorf("%d kinds of figures changed", all)
	}
}

// area is what a kind of figure is about: rows of evidence, groups.
func area(kind string) string {
	name, _, _ := strings.Cut(kind, ":")
	return name
}

// head reads the title, the window and the contents.
func (p *page) head() {
	head := p.one(p.root, "header.top")
	period := []any{p.period}
	if len(p.period) == 6 && p.lang == "en" {
		period = []any{p.period[5:], p.period[:4]}
	} else if len(p.period) == 6 {
		period = []any{p.period[:4]}
	}
	p.are(p.one(head, "p.period"), "period", period...)
	rows := int64(0)
	for _, x := range p.inputs {
		rows += x.Rows
	}
	p.are(p.one(head, "p.meta"), "rows read", p.from, p.asOf, p.asOf, len(p.inputs), rows, len(p.files["rejects.csv"]))
	counts := map[string]int{"findings": len(p.queue()), "cases": len(p.files["cases.csv"]), "rejects": len(p.files["rejects.csv"]), "files": len(p.inputs)}
	for _, id := range []string{"parties", "groups", "lawful", "unfair", "year-flags", "gone", "decided", "not-run"} {
		counts[id] = map[string]int{
			"parties": len(p.all(p.one(p.root, "section#parties"), "details.rule")), "lawful": len(p.all(p.one(p.root, "section#lawful"), "tr")) - 1,
			"unfair": len(p.all(p.one(p.root, "section#unfair"), "tr")) - 1, "groups": len(distinct(p.files["groups.csv"], "group_id")),
			"year-flags": len(distinct(p.files["flags.csv"], "flag_id")), "gone": len(p.files["gone.csv"]), "not-run": len(p.where("coverage.csv", "status", "skipped")),
		}[id]
	}
	counts["rules"] = len(p.files["coverage.csv"])
	for _, a := range p.all(p.one(p.root, "nav.toc"), "a") {
		if n := p.one(a, "span.n"); n != nil {
			p.are(n, "contents: "+attr(a, "href"), counts[attr(a, "href")[1:]])
		}
	}
}

func distinct(rows []map[string]string, column string) map[string]bool {
	all := map[string]bool{}
	for _, r := range rows {
		all[r[column]] = true
	}
	return all
}

func (k *facts) where(file, column, value string) []map[string]string {
	var all []map[string]string
	for _, r := range k.files[file] {
		if r[column] == value {
			all = append(all, r)
		}
	}
	return all
}

// queue is the findings nobody has decided on.
func (k *facts) queue() []map[string]string {
	var all []map[string]string
	for _, f := range k.files["findings.csv"] {
		if !slices.Contains([]string{"confirmed", "dismissed", "justified"}, f["status"]) {
			all = append(all, f)
		}
	}
	return all
}

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

// short is an amount in the unit a short one names.
func (k *facts) short(shown, amount string) string {
	for _, step := range []struct {
		size  float64
		words []string
	}{{1e12, []string{"трлн", "trillion"}}, {1e9, []string{"млрд", "billion", "bn"}}, {1e6, []string{"млн", "million"}}} {
		for _, w := range step.words {
			if strings.Contains(shown, w) {
				return strconv.FormatFloat(amountOf(amount)/step.size, 'f', -1, 64)
			}
		}
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

// cases reads every case with its findings and rows; what its pictures show is held against
// evidence.csv by TestDrawingsAgainstEvidence.
func (p *page) cases() {
	section := p.one(p.root, "section#cases")
	people := map[string]bool{}
	for _, f := range p.files["findings.csv"] {
		switch {
		case f["subject_kind"] == "person":
			people[f["subject_id"]+f["subject_name"]] = true
		case f["via_id"] != "": // who of the ministry stands behind a supplier
			people[f["via_id"]+f["via_name"]] = true
		}
	}
	if lede := p.one(section, "p.lede"); lede != nil {
		want := []any{len(p.files["cases.csv"])}
		if n := len(people); n > 0 {
			want = append(want, n)
		}
		p.are(lede, "cases: all", want...)
	}
	byID := map[string]map[string]string{}
	for _, c := range p.files["cases.csv"] {
		byID[c["case_id"]] = c
	}
	all := p.all(section, "details.case")
	for _, d := range all {
		c := byID[strings.TrimPrefix(attr(d, "id"), "c-")]
		if c == nil {
			p.fault("no file has the case %s", attr(d, "id"))
			continue
		}
		summary := p.one(d, "summary")
		p.says(p.one(summary, "span.sentence"), "case: title", c["title"])
		p.are(p.one(summary, "span.score"), "case: score", c["score"])
		lines := p.all(summary, "span.rline")
		p.are(lines[len(lines)-1], "case: contracts and amount", c["contracts"], c["amount"])
		p.caseFindings(d, strings.Split(c["finding_ids"], ";"), c)
		places := map[string]bool{}
		for id := range strings.SplitSeq(c["finding_ids"], ";") {
			for _, e := range p.evidence[strings.TrimSpace(id)] {
				places[e["row"]] = true
			}
		}
		for _, ul := range p.all(d, "ul.sources") {
			for _, src := range p.all(ul, "span.src") {
				p.among(src, "case: row", places)
			}
			for _, b := range p.all(ul, "b") {
				p.hold(b, "drawing: numbers of rows")
			}
		}
		for _, svg := range p.all(d, "svg") {
			p.hold(svg, "drawing")
		}
		for _, caption := range p.all(d, "figcaption") {
			p.are(caption, "timeline: as of", p.asOf)
		}
		for _, more := range p.all(p.one(d, "div.body"), "p.dim") {
			if p.held[more] == "" && len(p.numbers(textOf(more))) == 1 {
				p.hold(more, "drawing: more rows")
			}
		}
	}
	if cut := p.one(section, "p.notice"); cut != nil {
		p.among(cut, "cases: cut", map[string]bool{strconv.Itoa(len(p.files["cases.csv"])): true, "200": true, "1000": true})
	}
}

// caseFindings reads the lines of findings of a case or of a party.
func (p *page) caseFindings(d *html.Node, ids []string, c map[string]string) {
	for _, li := range p.all(d, "li") {
		said := p.one(li, "span.dim")
		if p.one(li, "span.id") == nil || said == nil || !isFindingLine(li) {
			continue
		}
		a := p.one(li, "a")
		if a == nil || !strings.HasPrefix(attr(a, "href"), "#f-") {
			p.hold(li, "case: finding of no card")
			known := map[string]bool{}
			for _, id := range ids {
				for x := range p.tokens[strings.TrimSpace(id)] {
					known[x] = true
				}
				known[strconv.FormatFloat(amountOf(p.finding[strings.TrimSpace(id)]["score"]), 'f', 1, 64)] = true
			}
			p.among(li, "case: finding of no card", known)
			continue
		}
		id := strings.TrimPrefix(attr(a, "href"), "#f-")
		if !slices.Contains(ids, id) && c != nil {
			p.fault("case %s lists %s, the files do not", c["case_id"], id)
		}
		p.are(said, "case: score of a finding", p.finding[id]["score"])
		p.among(li, "case: finding", p.tokens[id], p.shownOf(p.finding[id]["score"]))
	}
}

// isFindingLine reports a line of a list of findings: it begins with the id of a rule.
func isFindingLine(li *html.Node) bool {
	return li.Parent != nil && attr(li.Parent, "class") == "plain" && identity.MatchString(strings.TrimSpace(textOf(li))) &&
		identity.FindStringIndex(strings.TrimSpace(textOf(li)))[0] == 0
}

// parties reads what is told of people and suppliers: rows of evidence, findings, money of cases.
func (p *page) parties() {
	facts := map[string]map[string]bool{} // by what a row says, where it stands
	for _, e := range p.files["evidence.csv"] {
		said := spaced(e["fact"])
		if facts[said] == nil {
			facts[said] = map[string]bool{}
		}
		facts[said][e["row"]] = true
	}
	byID := map[string]map[string]string{}
	for _, c := range p.files["cases.csv"] {
		byID["#c-"+c["case_id"]] = c
	}
	for _, d := range p.all(p.one(p.root, "section#parties"), "details.rule") {
		bin := strings.TrimSpace(textOf(p.one(p.one(d, "summary"), "span.n")))
		p.caseFindings(d, nil, nil)
		for _, li := range p.all(d, "li") {
			if a := p.one(li, "a"); a != nil && byID[attr(a, "href")] != nil {
				c := byID[attr(a, "href")]
				p.says(a, "party: case", c["title"])
				if money := p.one(li, "span.dim"); money != nil {
					want, whole := p.sold(c, identity.FindString(bin)), []any{c["contracts"], c["amount"]}
					if shown := p.numbers(apart(money)); strings.HasPrefix(identity.FindString(bin), "*") && len(shown) == 2 && shown[1].is(c["amount"]) {
						want = whole // of a person all of the case
					}
					p.are(money, "party: money of a case", want...)
				}
				continue
			}
			src := p.one(li, "span.src")
			if src == nil || p.held[li] != "" {
				continue
			}
			said := spaced(strings.TrimSuffix(strings.TrimSpace(textOf(li)), strings.TrimSpace(textOf(src))))
			if facts[said] == nil {
				p.fault("party: %q is no fact of evidence.csv", said)
			}
			p.among(src, "party: place", facts[said])
			p.read += len(p.numbers(said))
			p.hold(li, "party: fact")
		}
		for _, more := range p.all(d, "p.dim") {
			p.hold(more, "drawing: more rows of a party")
		}
	}
}

// sold is what a supplier sold in a case, all of it where the files do not list the contracts.
func (k *facts) sold(c map[string]string, supplier string) []any {
	whole := []any{c["contracts"], c["amount"]}
	if c["case_kind"] != "slice" || len(k.files["contracts.csv"]) == 0 {
		return whole
	}
	at := map[string]bool{}
	for id := range strings.SplitSeq(c["finding_ids"], ";") {
		for _, e := range k.evidence[strings.TrimSpace(id)] {
			if e["table"] == "contracts" {
				at[e["file"]+" "+e["row"]] = true
			}
		}
	}
	n, sum := 0, 0.0
	for _, x := range k.files["contracts.csv"] {
		if x["supplier_id"] == supplier && at[x["file"]+" "+x["row"]] {
			n++
			sum += amountOf(x["value"])
		}
	}
	return []any{n, fmt.Sprintf("%.2f", sum)}
}
