package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"adal/texts"
)

// gravest reads the findings that are named first.
func (p *paper) gravest(rows [][]*string) {
	first := p.facts.gravest()
	if len(rows) != len(first) {
		p.fault("paper: gravest: %d rows, there should be %d", len(rows), len(first))
		return
	}
	for i, f := range first {
		var paragraph []any
		for _, x := range slices.Backward(plain(f["paragraph"])) {
			paragraph = append(paragraph, x)
		}
		if p.lang == "en" {
			slices.Reverse(paragraph)
		}
		p.held[rows[i][2]] = "gravest: sentence"
		if rest, ok := strings.CutPrefix(*rows[i][2], f["summary"]); ok {
			p.read += len(p.numbers(f["summary"]))
			p.numbersAmong("gravest: beside", rest, p.tokens[f["finding_id"]], p.register())
		} else {
			p.fault("gravest: sentence: %q, the files say %q", *rows[i][2], f["summary"])
		}
		p.row("gravest", rows[i], []string{"rank", "paragraph", "sentence", "score"}, []any{f["rank"]}, paragraph, nil, []any{f["score"]})
	}
	if left := len(p.files["cases.csv"]) - len(first); left > 0 {
		p.more = left
	}
}

func (p *paper) holdersTable(rows [][]*string) {
	s, ok := p.sliceOf(p.bin, p.title)
	if !ok {
		p.fault("paper: holders: %q is no slice of %s", p.title, p.bin)
		return
	}
	group := regexp.MustCompile(`^` + regexp.QuoteMeta(texts.In(p.lang, "ui.group")) + ` ([0-9]+) `)
	ids := map[string]string{}
	for id, no := range p.groupNo {
		ids[strconv.Itoa(no)] = id
	}
	var shown []shownHolder
	for _, r := range rows {
		h := shownHolder{name: *r[0], contracts: *r[1], member: strings.HasPrefix(*r[0], "— ")}
		if m := group.FindStringSubmatch(h.name); m != nil {
			if h.group = ids[m[1]]; h.group == "" {
				p.fault("paper: holders: there is no group %s", m[1])
			}
			p.held[r[0]] = "holders: group"
			p.read++
		}
		shown = append(shown, h)
	}
	want, fault := p.holders(s, shown)
	if fault != "" && len(rows) < mostPaperRows {
		p.fault("paper: holders: %s", fault)
	} else if fault != "" {
		all := min(len(s.groups), mostHolders+1)
		if len(s.groups) > mostHolders+1 {
			all = mostHolders + 1
		}
		for _, h := range s.groups[:min(mostHolders, len(s.groups))] {
			all += len(s.within(h.group))
		}
		p.more = all - len(rows)
	}
	for i, w := range want {
		p.row("holders", rows[i], []string{"name", "contracts", "amount", "share"}, nil, w[:1], w[1:2], w[2:])
	}
}

func (p *paper) heldTable(rows [][]*string) {
	judged, numbered := p.heldCategories(p.bin)
	if !p.rows("held", rows, len(numbered)) {
		return
	}
	for i, x := range numbered {
		code, _, _ := strings.Cut(*rows[i][1], " · ")
		p.held[rows[i][1]] = "held: category"
		p.numbersAre("held: category", code, []any{x.code})
		if !strings.Contains(*rows[i][3], x.top) {
			p.fault("paper: held: %s is held by %q, the files say %q", x.code, *rows[i][3], x.top)
		}
		p.row("held", rows[i], []string{"number", "category", "part", "holder", "share"}, []any{i + 1}, nil, []any{100 * x.part}, nil, []any{100 * x.share})
	}
	if left := len(judged) - len(numbered); left > 0 {
		p.more = left
	}
}

func (p *paper) cumulatedTable(rows [][]*string) {
	s := p.bought(p.bin, "all", "all")
	ns := numberedSums(s)
	if !p.rows("cumulated", rows, len(ns)) {
		return
	}
	for i, n := range ns {
		p.row("cumulated", rows[i], []string{"number", "suppliers", "groups"}, []any{n}, []any{cumulated(s.suppliers, n, s.amount)}, []any{cumulated(s.groups, n, s.amount)})
	}
}

func (p *paper) mixTable(head []*string, rows [][]*string) {
	years, classes := p.mix(p.bin)
	years = years[max(0, len(years)-3):]
	if len(head) != len(years)+1 || !p.rows("mix", rows, len(classes)) {
		p.fault("paper: mix: %d columns, the years are %v", len(head), years)
		return
	}
	for i, y := range years {
		p.row("mix", head[i+1:i+2], []string{"year"}, []any{y})
	}
	for _, r := range rows {
		of, ok := p.classNamed(classes, *r[0])
		if !ok {
			p.fault("paper: mix: %q is no class of method of %s", *r[0], p.bin)
			continue
		}
		for i, y := range years {
			want := []any{""}
			if x := of[y]; x != nil {
				want = []any{percent(x["share"]), p.short(*r[i+1], x["amount"])}
			}
			p.row("mix", r[i+1:i+2], []string{"share and amount"}, want)
		}
	}
}

func (p *paper) indicatorsTable(head []*string, rows [][]*string) {
	_, of := p.measured()
	if !p.rows("indicators", rows, len(of[p.bin])) {
		return
	}
	year := int(amountOf(p.period))
	p.row("indicators", head, []string{"", "year", "year", ""}, nil, []any{year - 1}, []any{year}, nil)
	for i, x := range of[p.bin] {
		if name := texts.In(p.lang, "measure."+x["measure"]); !strings.HasPrefix(spaced(*rows[i][0]), spaced(name)) {
			p.fault("paper: indicators: %q stands where %q belongs", *rows[i][0], name)
		}
		p.held[rows[i][3]] = "indicators: change"
		p.signed("indicators: change", *rows[i][3], x["change"])
		p.row("indicators", rows[i], []string{"name", "before", "now", "change"}, nil, []any{shownMeasure(x, "previous")}, []any{shownMeasure(x, "value")}, nil)
	}
}

func (p *paper) groupsTable(rows [][]*string) {
	if !p.rows("groups", rows, len(p.groupNo)) {
		return
	}
	for id, no := range p.groupNo {
		if no > len(rows) {
			continue
		}
		members, amount, share := p.where("groups.csv", "group_id", id), 0.0, 0.0
		named := 0
		for _, m := range members {
			amount, share = amount+amountOf(m["amount"]), share+amountOf(m["share"])
			if strings.Contains(*rows[no-1][1], m["name"]) {
				named++
			}
		}
		left := any("")
		if len(members) > mostMembers {
			left = len(members) - mostMembers
		}
		if named < min(len(members), mostMembers) {
			p.fault("paper: groups: %d names %d of %d members", no, named, len(members))
		}
		p.row("groups", rows[no-1], []string{"number", "members", "amount", "share", "kind"}, []any{no}, []any{left}, []any{fmt.Sprintf("%.2f", amount)}, []any{100 * share}, nil)
	}
}

func (p *paper) lawfulTable(rows [][]*string) {
	left, names := p.byLaw(), p.customerNames()
	if !p.rows("by law", rows, len(left)) {
		return
	}
	for _, r := range rows {
		ground, _, _ := strings.Cut(spaced(*r[2]), " ")
		i := slices.IndexFunc(left, func(x map[string]string) bool {
			return (spaced(*r[1]) == spaced(names[x["customer"]]) || *r[1] == x["customer"]) && strings.Contains(*r[0], x["supplier"]) && ground == x["ground"]
		})
		if i < 0 {
			p.fault("paper: by law: %q is in no file", *r[0])
			continue
		}
		p.held[r[2]] = "words" // the ground was found by its number
		p.row("by law", r, []string{"supplier", "customer", "ground", "contracts", "amount"}, nil, nil, nil, []any{left[i]["contracts"]}, []any{left[i]["amount"]})
		left = slices.Delete(left, i, i+1)
	}
}

func (p *paper) reconciliationTable(rows [][]*string) {
	all := p.files["reconciliation.csv"]
	if !p.rows("reconciliation", rows, len(all)) {
		return
	}
	for i, r := range rows {
		x := all[i]
		p.held[r[1]] = "reconciliation: reason"
		p.numbersAmong("reconciliation: reason", *r[1], tokensOf(p.numbers(x["reason"])))
		p.row("reconciliation", r, []string{"step", "reason", "rows", "contracts", "amount"}, nil, nil, []any{x["rows"]}, []any{x["contracts"]}, []any{x["amount"]})
	}
}

func (p *paper) coverageTable(rows [][]*string) {
	if !p.rows("coverage", rows, len(p.files["coverage.csv"])) {
		return
	}
	for _, r := range rows {
		all := p.where("coverage.csv", "rule", *r[0])
		if len(all) != 1 {
			p.fault("paper: coverage: %q is no rule", *r[0])
			continue
		}
		p.row("coverage", r, []string{"rule", "what", "checked", "population"}, nil, nil, []any{all[0]["checked"]}, []any{all[0]["population"]})
	}
}
