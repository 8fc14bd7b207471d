package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// annual reads what a customer bought, by slice, supplier and group.
func (p *page) annual() {
	section := p.one(p.root, "section#concentration")
	for _, legend := range p.all(section, "p.legend") {
		p.are(legend, "slices: levels", percent(p.parameters["P52a.notice"]), percent(p.parameters["P52a.share"]), percent(p.parameters["P52a.very_high"]))
	}
	shown := 0
	for _, c := range append(p.all(section, "div.customer"), p.all(section, "details.customer")...) {
		bin := strings.TrimPrefix(attr(c, "id"), "c-")
		p.customer(c, bin)
		p.plots(c, bin)
		for _, d := range p.all(c, "details.more") {
			if charts := len(p.all(d, "figure.plotted")); charts > 0 {
				p.are(p.one(d, "summary"), "chart: more", charts)
			}
		}
		shown++
	}
	customers := len(distinct(p.files["concentration.csv"], "customer_bin"))
	for _, more := range p.all(section, "p.notice") {
		if more.Parent == section {
			p.are(more, "customers: more", customers-shown)
			shown = customers
		}
	}
	if shown != customers {
		p.fault("customers: the page shows %d, the files have %d", shown, customers)
	}
	p.mixAdds()
	p.reconciliation()
	p.lawful()
}

// customer reads the tables of slices of a customer, each row against the two of
// concentration.csv with its number of contracts, amount and name.
func (p *page) customer(c *html.Node, bin string) {
	all := map[string]map[string][2]map[string]string{} // by kind and slice
	for _, x := range p.files["concentration.csv"] {
		if x["customer_bin"] != bin {
			continue
		}
		if all[x["slice_kind"]] == nil {
			all[x["slice_kind"]] = map[string][2]map[string]string{}
		}
		pair := all[x["slice_kind"]][x["slice"]]
		pair[map[string]int{"supplier": 0, "group": 1}[x["identity"]]] = x
		all[x["slice_kind"]][x["slice"]] = pair
	}
	var kinds []string
	for _, kind := range []string{"all", "subject_kind", "category4", "unit", "method_class", "category6", "category2"} {
		if len(all[kind]) > 0 {
			kinds = append(kinds, kind)
		}
	}
	var tables []*html.Node
	for _, d := range p.all(c, "details.more") {
		if p.one(d, "table.slices") != nil && d != c {
			tables = append(tables, d)
		}
	}
	if len(tables) != len(kinds) {
		p.fault("slices: %s: %d tables of slices, the files have %v", bin, len(tables), kinds)
		return
	}
	for i, d := range tables {
		left := all[kinds[i]]
		slicesOf := len(left)
		trs := p.all(p.one(d, "tbody"), "tr")
		p.are(p.one(p.one(d, "summary"), "span.n"), "slices: rows", len(trs))
		for _, tr := range trs {
			td := p.all(tr, "td")
			name := apart(p.one(tr, "th"))
			found := ""
			for slice := range left {
				if slices.Contains(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '\n' }), slice) {
					found = slice
				}
			}
			for slice, pair := range left {
				if found != "" {
					break
				}
				x := pair[0]
				if !strings.HasPrefix(kinds[i], "category") && p.shows(td[0], x["contracts"]) && p.shows(td[2], x["amount"]) && p.shows(td[4], percent(x["top_share"])) {
					found = slice
					break
				}
			}
			pair, ok := left[found]
			if !ok {
				p.fault("slices: %s, %s: the row %q is none of the files", bin, kinds[i], spaced(textOf(tr)))
				continue
			}
			delete(left, found)
			s, g := pair[0], pair[1]
			p.are(td[0], "slices: contracts", s["contracts"])
			p.are(td[1], "slices: suppliers", s["suppliers"])
			p.are(td[2], "slices: amount", s["amount"])
			p.are(td[4], "slices: share of a supplier", percent(s["top_share"]))
			p.are(td[6], "slices: share of a group", percent(g["top_share"]))
			p.are(td[7], "slices: index by supplier", s["hhi"])
			difference := any("")
			if d := amountOf(g["hhi"]) - amountOf(s["hhi"]); d > 0.0005 {
				difference = d
			}
			p.are(td[8], "slices: index by group", g["hhi"], difference)
			set := tokensOf(plain(found + " " + s["note"]))
			for _, cell := range []*html.Node{p.one(tr, "th"), td[3], td[5]} {
				p.among(cell, "slices: name", set, p.register(), p.words)
			}
		}
		for _, more := range p.all(d, "p.dim") {
			p.are(more, "slices: more", slicesOf-len(trs))
		}
	}
}

// shows reports whether an element shows a value.
func (p *page) shows(n *html.Node, value string) bool {
	all := p.numbers(textOf(n))
	return len(all) == 1 && all[0].is(value)
}

// numberGroups takes the numbers of the groups from their order: the certain ones stand first, of
// each kind who has the most.
func (p *page) numberGroups() {
	p.groupNo = map[string]int{}
	share, certain := map[string]float64{}, map[string]bool{}
	for _, g := range p.files["groups.csv"] {
		share[g["group_id"]] += amountOf(g["share"])
		certain[g["group_id"]] = g["kind"] == "certain"
	}
	before := ""
	for i, d := range p.all(p.one(p.root, "section#groups"), "details.rule") {
		id := strings.TrimPrefix(attr(d, "id"), "g-")
		if before != "" && (certain[id] && !certain[before] || certain[id] == certain[before] && share[id] > share[before]+1e-9) {
			p.fault("groups: %s stands after %s, which has less", id, before)
		}
		p.groupNo[id], before = i+1, id
	}
	if len(p.groupNo) != len(share) {
		p.fault("groups: %d on the page, the files have %d", len(p.groupNo), len(share))
	}
}

// groups reads the groups with their members and ties.
func (p *page) groups() {
	members, edges := map[string][]map[string]string{}, map[string][]map[string]string{}
	for _, g := range p.files["groups.csv"] {
		members[g["group_id"]] = append(members[g["group_id"]], g)
	}
	for _, e := range p.files["group_edges.csv"] {
		edges[e["group_id"]] = append(edges[e["group_id"]], e)
	}
	section := p.one(p.root, "section#groups")
	for no, d := range p.all(section, "details.more") {
		id := strings.TrimPrefix(attr(d, "id"), "g-")
		all := members[id]
		amount, contracts, share := 0.0, 0.0, 0.0
		for _, m := range all {
			amount, contracts, share = amount+amountOf(m["amount"]), contracts+amountOf(m["contracts"]), share+amountOf(m["share"])
		}
		sum := fmt.Sprintf("%.2f", amount)
		summary := p.one(d, "summary")
		p.are(p.one(summary, "span.id"), "groups: number", no+1)
		p.are(p.one(summary, "span.n"), "groups: head", len(all), sum, 100*share)
		tables := p.all(d, "table")
		if len(tables) != 2 {
			p.fault("groups: %s has %d tables", id, len(tables))
			continue
		}
		for _, tr := range p.all(p.one(tables[0], "tbody"), "tr") {
			td := p.all(tr, "td")
			i := slices.IndexFunc(all, func(m map[string]string) bool { return m["supplier_id"] == strings.TrimSpace(textOf(td[0])) })
			if i < 0 {
				p.fault("groups: %s: %q is no member", id, textOf(td[0]))
				continue
			}
			amount, share := all[i]["amount"], percent(all[i]["share"])
			if amountOf(amount) == 0 { // who only ties others
				amount, share = "", ""
			}
			p.are(td[1], "groups: contracts", all[i]["contracts"])
			p.are(td[2], "groups: amount", amount)
			p.are(td[3], "groups: share", share)
		}
		if foot := p.all(p.one(tables[0], "tfoot"), "td"); len(foot) == 3 {
			p.are(foot[0], "groups: total contracts", contracts)
			p.are(foot[1], "groups: total amount", sum)
			p.are(foot[2], "groups: total share", 100*share)
		}
		for _, tr := range p.all(p.one(tables[1], "tbody"), "tr") {
			td := p.all(tr, "td")
			i := slices.IndexFunc(edges[id], func(e map[string]string) bool {
				return spaced(e["fact"]) == spaced(textOf(td[1])) && p.shows(td[2], e["row"])
			})
			if i < 0 {
				p.fault("groups: %s: the tie %q is none of the files", id, textOf(tr))
				continue
			}
			p.says(td[1], "groups: tie", edges[id][i]["fact"])
			p.place(td[2], "groups: place", edges[id][i]["file"], edges[id][i]["row"])
		}
		for _, mark := range p.all(d, "span.rnu") {
			p.among(mark, "register", p.register())
		}
		for _, svg := range p.all(d, "svg") {
			p.hold(svg, "drawing of a group")
		}
	}
}

// flags reads the red flags of the year.
func (p *page) flags() {
	section := p.one(p.root, "section#year-flags")
	if section == nil {
		return
	}
	of := map[string][]map[string]string{}
	tenders, every := map[string]map[string]bool{}, map[string]bool{}
	for _, f := range p.files["flags.csv"] {
		k := f["organisation_id"] + f["role"]
		of[k] = append(of[k], f)
		if tenders[k] == nil {
			tenders[k] = map[string]bool{}
		}
		for t := range strings.SplitSeq(f["tenders"], "; ") {
			tenders[k][t], every[t] = true, true
		}
	}
	for _, lede := range p.all(section, "p") {
		if attr(lede, "class") == "" && lede.Parent == section && digits.MatchString(textOf(lede)) {
			p.are(lede, "flags: all", len(distinct(p.files["flags.csv"], "flag_id")), len(every), len(of))
			break
		}
	}
	for _, d := range p.all(section, "details.more") {
		rows := p.all(p.one(d, "tbody"), "tr")
		k, set := p.flagged(d, of, tenders)
		if k == "" {
			p.fault("flags: nobody in the files is %q", spaced(textOf(p.one(d, "summary"))))
			continue
		}
		named := 0
		for _, f := range of[k] {
			if f["part"] != "tender" {
				named++
			}
		}
		p.are(p.one(p.one(d, "summary"), "span.n"), "flags: head", len(of[k]), named, len(set))
		for i, tr := range rows {
			f, td := of[k][i], p.all(tr, "td")
			p.says(td[0], "flags: sentence", f["summary"])
			p.are(td[3], "flags: value", f["value"])
			p.are(td[4], "flags: threshold", f["threshold"])
			p.among(td[2], "flags: tender", tokensOf(plain(f["tenders"]+" "+f["lots"])))
		}
		for _, more := range p.all(d, "p.dim") {
			p.are(more, "flags: more", len(of[k])-len(rows))
		}
		for _, mark := range p.all(d, "span.rnu") {
			p.among(mark, "register", p.register())
		}
	}
	for _, more := range p.all(section, "p.dim") {
		if more.Parent == section && p.held[more] == "" && strings.Contains(textOf(more), "flags.csv") {
			p.are(more, "flags: more organisations", len(of)-len(p.all(section, "details.more")))
		}
	}
}

// flagged finds whose flags a part of the page lists: the organisation of its first sentence with
// as many flags and tenders as its head says.
func (p *page) flagged(d *html.Node, of map[string][]map[string]string, tenders map[string]map[string]bool) (string, map[string]bool) {
	first := spaced(textOf(p.all(p.one(p.one(d, "tbody"), "tr"), "td")[0]))
	name := spaced(textOf(p.one(d, "summary")))
	best := ""
	for k, list := range of {
		if spaced(list[0]["summary"]) == first && strings.HasPrefix(name, list[0]["organisation"]) && (best == "" || k < best) {
			best = k
		}
	}
	return best, tenders[best]
}

// ledger reads the contracts the numbers of the page open.
func (p *page) ledger() {
	script := p.one(p.root, "script#ledger")
	if script == nil {
		p.fault("the page has no contracts")
		return
	}
	if attr(script, "type") != "application/json" {
		return // packed: TestNumbersOpen opens it
	}
	var l struct {
		Rows struct {
			Row   []int64
			Value []json.Number
		}
	}
	if err := json.Unmarshal([]byte(textOf(script)), &l); err != nil {
		p.fault("contracts of the page: %v", err)
		return
	}
	all := p.files["contracts.csv"]
	if len(l.Rows.Row) != len(all) {
		p.fault("%d contracts in the page, %d in the files", len(l.Rows.Row), len(all))
		return
	}
	for i, x := range all {
		p.read += 2
		value := strings.TrimLeft(strings.Replace(x["value"], ".", "", 1), "0")
		if strconv.FormatInt(l.Rows.Row[i], 10) != x["row"] || strings.TrimLeft(l.Rows.Value[i].String(), "0") != value {
			p.fault("contract %s: row %d and value %s, the files %s and %s", x["contract_id"], l.Rows.Row[i], l.Rows.Value[i], x["row"], x["value"])
		}
	}
}
