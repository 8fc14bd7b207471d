package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

type page struct {
	sheet[*html.Node]
	root   *html.Node
	labels map[*html.Node]bool // whose words for who does not see them were read
}

// readPage holds a page against the files; every text with a digit that nothing was held against
// and that is no text of the catalogue is a fault.
func (k *facts) readPage(doc *html.Node) *page {
	p := &page{sheet: sheet[*html.Node]{facts: k, held: map[*html.Node]string{}}, root: doc, labels: map[*html.Node]bool{}}
	p.unpack()
	p.numberGroups()
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

// unpack puts packed cards and what is said of closed customers into the page, as its script does.
func (p *page) unpack() {
	for _, s := range p.all(p.root, "script.cards") {
		for _, nodes := range p.packed(s) {
			div := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div, Attr: []html.Attribute{{Key: "class", Val: "body packed"}}}
			for _, n := range nodes {
				div.AppendChild(n)
			}
			s.Parent.InsertBefore(div, s)
		}
		s.Parent.RemoveChild(s)
	}
	closed := map[string]*html.Node{}
	for _, d := range p.all(p.root, "details.more") {
		if fold := attr(d, "data-fold"); fold != "" {
			closed[fold] = p.one(d, "div.inner")
		}
	}
	for _, s := range p.all(p.root, "script.folds") {
		chunk, err := strconv.Atoi(attr(s, "data-chunk"))
		if err != nil {
			p.fault("packed customers: %v", err)
		}
		for i, nodes := range p.packed(s) {
			into := closed[strconv.Itoa(25*chunk+i+1)]
			if into == nil {
				p.fault("packed customers: nothing opens part %d of %d", i+1, chunk)
				continue
			}
			delete(closed, strconv.Itoa(25*chunk+i+1))
			for into.FirstChild != nil {
				into.RemoveChild(into.FirstChild)
			}
			for _, n := range nodes {
				into.AppendChild(n)
			}
		}
		s.Parent.RemoveChild(s)
	}
	for _, d := range p.all(p.root, "details.more") { // what was read once stays in the page
		d.Attr = slices.DeleteFunc(d.Attr, func(a html.Attribute) bool { return a.Key == "data-fold" })
	}
	if len(closed) > 0 {
		p.fault("packed customers: of %d there is nothing", len(closed))
	}
}

// packed gives the parts a script keeps packed.
func (p *page) packed(s *html.Node) [][]*html.Node {
	z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(s.FirstChild.Data)))
	if err != nil {
		p.fault("packed: %v", err)
		return nil
	}
	text, err := io.ReadAll(z)
	if err != nil {
		p.fault("packed: %v", err)
	}
	var all [][]*html.Node
	for body := range bytes.SplitSeq(text, []byte("<next>")) {
		nodes, err := html.ParseFragment(bytes.NewReader(body), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		if err != nil {
			p.fault("packed: %v", err)
		}
		all = append(all, nodes)
	}
	return all
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
		if (a.Key == "title" || a.Key == "aria-label") && !held && !p.labels[n] && p.hasFigure(a.Val) && !strings.Contains(p.catalogue, spaced(a.Val)) {
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

// found counts violations, the people they are of where there are any, and leads, as a memo tells them.
func (k *facts) found() []any {
	violations, people := k.where("findings.csv", "kind", "violation"), map[string]bool{}
	for _, f := range violations {
		if f["subject_kind"] == "person" {
			people[f["subject_id"]] = true
		}
	}
	all := []any{len(violations)}
	if len(people) > 0 {
		all = append(all, len(people))
	}
	return append(all, len(k.where("findings.csv", "kind", "lead")))
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
