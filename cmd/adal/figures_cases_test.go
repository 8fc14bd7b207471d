package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

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
