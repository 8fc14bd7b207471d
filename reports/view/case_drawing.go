package view

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"adal/pipeline/kz"
	"adal/pipeline/run"
	"adal/reports/words"
	"adal/texts"
)

// maxSellers is the most suppliers a drawing shows one by one; the rest are one box.
const maxSellers = 8

// Drawing is a case as one picture: who and what is in it, and a line for each fact. Every box and
// line names the rows of the case it stands on by their numbers. Where boxes go is the layout's
// to say.
type Drawing struct {
	Title, Desc string // for who cannot see it
	Root        string // key of the box the picture begins with
	Sink        string // key of the box it ends with, blank where any may
	Nodes       []DrawnNode
	Edges       []DrawnEdge
	Legend      []DrawnLegend
}

// DrawnNode is a box. Key is the full number and is not printed.
type DrawnNode struct {
	Key, Kind string // person, company, contracts, customer, group, unit, other
	Name      string
	Notes     []string
	Refs      []int
}

// DrawnEdge is a line from one box to another; From is above where both may be.
type DrawnEdge struct {
	From, To string
	Kind     string // command, kin, role, contract, decision, other, weak
	Label    string
	Refs     []int
	parts    []string
}

// DrawnLegend says what a kind of line means.
type DrawnLegend struct{ Kind, Text string }

// lineKinds are the kinds of lines in the order of the legend.
var lineKinds = []string{"command", "kin", "role", "contract", "decision", "other", "weak"}

// sketch gathers a drawing from the rows of a case.
type sketch struct {
	b     builder
	c     *run.Case
	rows  *rowSet
	names map[string]string // of people and companies, masked
	d     *Drawing
	node  map[string]int
	edge  map[[3]string]int
	sells map[string][]run.Evidence // rows of contracts by supplier
	large map[string]bool           // of a timeline: suppliers with a lane of their own
}

// drawing draws a case; nil where it has no two boxes.
func (b builder) drawing(c *run.Case, findings []*run.Finding, rows *rowSet) *Drawing {
	s := &sketch{b: b, c: c, rows: rows, names: map[string]string{}, d: &Drawing{}, node: map[string]int{}, edge: map[[3]string]int{}, sells: map[string][]run.Evidence{}}
	s.learn(findings)
	s.sides(c)
	done := map[int]bool{}
	for _, f := range findings {
		s.command(f)
		for _, e := range f.Evidence {
			if n := rows.no(e); !done[n] {
				done[n] = true
				s.row(f, e)
			}
		}
	}
	s.contracts(findings)
	s.decisions(findings)
	s.close(findings)
	if len(s.d.Nodes) < 2 {
		return nil
	}
	s.finish(findings)
	return s.d
}

func isPerson(id string) bool { return kz.IsIIN(id) }

// learn gathers the names the findings and their rows tell.
func (s *sketch) learn(findings []*run.Finding) {
	m := s.b.mask
	put := func(id, name string) {
		if id != "" && name != "" && s.names[id] == "" {
			s.names[id] = m.Text(name)
		}
	}
	full := func(c map[string]string, prefix string) string {
		return strings.Join(strings.Fields(c[prefix+"last_name"]+" "+c[prefix+"first_name"]+" "+c[prefix+"patronymic"]), " ")
	}
	for _, f := range findings {
		if f.SubjectKind != "supplier" || !isPerson(f.SubjectID) {
			put(f.SubjectID, f.SubjectName)
		}
		if f.OtherKind != "supplier" || !isPerson(f.OtherID) {
			put(f.OtherID, f.OtherName)
		}
		put(f.ViaID, f.ViaName)
		put(f.Detail["relative_iin"], f.Detail["relative"])
		for _, e := range f.Evidence {
			c := e.Cells
			switch e.Table {
			case "roster":
				put(c["iin"], full(c, ""))
			case "family_links":
				put(c["relative_iin"], full(c, "relative_"))
			case "supplier_people":
				put(c["holder_id"], c["holder_name"])
			case "suppliers":
				put("co:"+c["supplier_id"], c["name"])
			case "contracts":
				put("co:"+c["supplier_id"], c["supplier"])
				put("co:"+c["customer_bin"], c["customer"])
			case "governing_bodies":
				put("co:"+c["organisation_bin"], c["organisation"])
				put(c["iin"], c["name"])
			case "gifts":
				put(c["giver_id"], c["giver_name"])
			case "trips":
				put(c["payer_id"], c["payer_name"])
			}
		}
	}
	for _, f := range findings {
		if f.OtherKind == "supplier" {
			put("co:"+f.OtherID, f.OtherName)
		}
		if f.SubjectKind == "supplier" {
			put("co:"+f.SubjectID, f.SubjectName)
		}
	}
}

// person gives the box of a person, made where there is none; blank where nobody is named.
func (s *sketch) person(id, name string) string {
	if id == "" && name == "" {
		return ""
	}
	key := "pe:" + or(id, name)
	if _, known := s.node[key]; !known {
		n := DrawnNode{Key: key, Kind: "person", Name: or(s.names[id], s.b.mask.Text(name))}
		if id != "" {
			n.Notes = []string{words.IDWithScheme(s.b.lang, id, s.b.mask)}
		}
		if n.Name == "" {
			n.Name, n.Notes = n.Notes[0], nil
		}
		s.put(n)
	}
	return key
}

// company gives the box of a company or of an entrepreneur's business.
func (s *sketch) company(id string) string {
	if id == "" {
		return ""
	}
	key := "co:" + id
	if _, known := s.node[key]; !known {
		n := DrawnNode{Key: key, Kind: "company", Name: or(s.names[key], s.names[id]), Notes: []string{words.IDWithScheme(s.b.lang, id, s.b.mask)}}
		if n.Name == "" {
			n.Name, n.Notes = n.Notes[0], nil
		}
		s.put(n)
	}
	return key
}

// holder is the box of who holds something: a person or a company.
func (s *sketch) holder(id string) string {
	if isPerson(id) {
		return s.person(id, "")
	}
	return s.company(id)
}

// thing gives a box of another kind.
func (s *sketch) thing(kind, key, name string, notes ...string) string {
	key = kind + ":" + key
	if _, known := s.node[key]; !known {
		s.put(DrawnNode{Key: key, Kind: kind, Name: name, Notes: notes})
	}
	return key
}

func (s *sketch) put(n DrawnNode) {
	s.node[n.Key] = len(s.d.Nodes)
	s.d.Nodes = append(s.d.Nodes, n)
}

// mark puts the number of a row on a box, with what it says.
func (s *sketch) mark(key string, e run.Evidence, note string) {
	i, known := s.node[key]
	if !known {
		return
	}
	n := &s.d.Nodes[i]
	if note != "" && !slices.Contains(n.Notes, note) {
		if len(n.Notes) == 1 && strings.HasPrefix(n.Key, "pe:") && n.Kind == "person" && len(n.Refs) == 0 {
			n.Notes = nil // a post says more than a masked number
		}
		n.Notes = append(n.Notes, note)
	}
	n.Refs = append(n.Refs, s.rows.no(e))
}

// line draws a fact between two boxes; a second one of the same kind adds its words to the line.
func (s *sketch) line(kind, from, to, label string, rows ...run.Evidence) {
	if from == "" || to == "" || from == to {
		return
	}
	k := [3]string{kind, from, to}
	if kind == "kin" || kind == "weak" { // the same tie told from the other side
		k = [3]string{kind, min(from, to), max(from, to)}
	}
	i, known := s.edge[k]
	if !known {
		i = len(s.d.Edges)
		s.edge[k] = i
		s.d.Edges = append(s.d.Edges, DrawnEdge{From: from, To: to, Kind: kind})
	}
	x := &s.d.Edges[i]
	if label != "" && !slices.Contains(x.parts, label) && (!known || kind != "kin") {
		x.parts = append(x.parts, label)
	}
	for _, e := range rows {
		x.Refs = append(x.Refs, s.rows.no(e))
	}
}

// sides makes the boxes a case is between, so that they come first.
func (s *sketch) sides(c *run.Case) {
	lang, m := s.b.lang, s.b.mask
	side := func(kind, id, name string) string {
		switch kind {
		case "":
			return ""
		case "person":
			return s.person(id, name)
		case "supplier", "tenderer":
			return s.company(id)
		case "customer", "buyer":
			return s.thing("customer", id, words.Named(lang, "customer", name, id, m))
		}
		return s.thing(boxOf(kind), id, words.Named(lang, kind, name, id, m))
	}
	s.d.Root = side(c.SubjectKind, c.SubjectID, c.SubjectName)
	s.d.Sink = side(c.OtherKind, c.OtherID, c.OtherName)
	if c.Kind == "slice" {
		i := s.node[s.d.Root]
		narrow := run.Finding{Slice: c.Slice}
		s.d.Nodes[i].Notes = []string{m.Text(words.SliceOf(lang, &narrow))}
	}
}

func boxOf(kind string) string {
	switch kind {
	case "group", "unit", "tender":
		return kind
	}
	return "other"
}

// command draws the line of command of a finding, from the one who commands down.
func (s *sketch) command(f *run.Finding) {
	var chain []run.Evidence // from below up
	var top, bottom *run.Evidence
	for i := range f.Evidence {
		e := &f.Evidence[i]
		switch e.What {
		case "post", "subordinate_post", "candidate":
			if e.What == "subordinate_post" || bottom == nil && (f.OtherKind == "person" || e.What == "candidate") {
				if e.What == "subordinate_post" {
					top = bottom
				}
				bottom = e
			}
		case "chain_post":
			chain = append(chain, *e)
		case "superior_post":
			top = e
		}
	}
	if top == nil || bottom == nil {
		return
	}
	steps := append([]run.Evidence{*bottom}, chain...)
	steps = append(steps, *top)
	label := "commands"
	switch {
	case bottom.What == "candidate":
		label = "would_command"
	case len(chain) == 0 && f.Detail["depth"] != "" && f.Detail["depth"] != "1":
		label = "commands_through"
	case len(chain) == 0:
		label = "commands_directly"
	}
	for i := 1; i < len(steps); i++ {
		from, to := s.person(steps[i].Cells["iin"], ""), s.person(steps[i-1].Cells["iin"], "")
		text := s.b.say("line_"+label, "depth", f.Detail["depth"])
		s.line("command", from, to, text, steps[i-1], steps[i])
	}
	s.d.Root, s.d.Sink = s.person(top.Cells["iin"], ""), s.person(bottom.Cells["iin"], "")
}

// row draws what one row says. Contracts and decisions are drawn together, after all others.
func (s *sketch) row(f *run.Finding, e run.Evidence) {
	b, c := s.b, e.Cells
	lang, m := b.lang, b.mask
	span := words.Span(lang, c["date_from"], c["date_to"])
	dated := func(text string) string { return strings.TrimPrefix(strings.TrimSuffix(text+", "+span, ", "), ", ") }
	switch e.Table {
	case "roster":
		who := s.person(c["iin"], "")
		post := or(m.Text(c["position"]), m.Text(c["position_id"]))
		s.mark(who, e, post)
		if e.What == "other_post" || e.What == "unit_post" || e.What == "post" && b.rule(f.Rule).Meet == "unit" {
			if unit := m.Text(or(f.Unit, c["unit"])); unit != "" {
				s.line("other", who, s.thing("unit", unit, unit), b.t("line_works"), e)
			}
		}
	case "family_links":
		label := words.Relations.In(lang, c["relation"])
		if words.DatedRelation(c["relation"]) {
			label = dated(label)
		}
		relative := strings.Join(strings.Fields(c["relative_last_name"]+" "+c["relative_first_name"]+" "+c["relative_patronymic"]), " ")
		s.line("kin", s.person(c["iin"], ""), s.person(c["relative_iin"], relative), label, e)
	case "supplier_people":
		label := words.HolderRoles.In(lang, c["role"])
		if p := c["share_pct"]; p != "" {
			label += " " + words.Percent(lang, p)
		}
		s.line("role", s.holder(c["holder_id"]), s.company(c["supplier_id"]), dated(label), e)
	case "suppliers":
		s.supplier(f, e)
	case "gifts":
		what := words.Details.In(lang, "received."+c["kind"])
		s.line("other", s.giver(c["giver_id"], c["giver_name"]), s.person(c["iin"], ""), s.with(what, words.Date(lang, c["received_on"])), e)
	case "trips":
		s.line("other", s.giver(c["payer_id"], c["payer_name"]), s.person(c["iin"], ""), dated(b.t("line_trip")), e)
	case "governing_bodies":
		s.line("role", s.person(c["iin"], c["name"]), s.company(c["organisation_bin"]), dated(m.Text(c["body"])), e)
	case "outside_work":
		s.line("role", s.person(c["iin"], ""), s.company(c["organisation_bin"]), dated(words.Activities.In(lang, c["activity"])), e)
	case "mandates":
		s.line("role", s.person(c["iin"], ""), s.side(f, "body", m.Text(c["body"])), dated(words.Details.In(lang, "mandate."+c["kind"])), e)
	case "foreign_accounts":
		s.line("role", s.person(c["iin"], ""), s.side(f, "bank", m.Text(c["bank"])), s.with(b.t("line_account"), words.Date(lang, c["detected_on"])), e)
	case "control_groups":
		group := s.side(f, "group", m.Text(c["group_id"]))
		s.line("role", s.person(c["member_iin"], ""), group, s.with(b.t("line_member"), words.Date(lang, c["approved_on"])), e)
		if u := c["unit_id"]; u != "" {
			s.line("other", group, s.unit(f, u), b.t("line_controls"), e)
		}
	case "candidates":
		s.mark(s.person(c["iin"], ""), e, b.say("line_candidate", "position", m.Text(c["position_id"])))
	case "bids":
		s.line("other", s.company(c["supplier_id"]), s.tender(c["announcement_id"]), s.with(b.t("line_bid"), s.money(c["amount"])), e)
	case "unfair_suppliers":
		s.mark(s.company(c["supplier_id"]), e, b.t("unfair"))
	case "contracts":
		s.sells[c["supplier_id"]] = append(s.sells[c["supplier_id"]], e)
	}
}

func (s *sketch) money(amount string) string {
	if amount == "" {
		return ""
	}
	return words.Money(s.b.lang, s.b.run.Currency, amount)
}

func (s *sketch) with(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ", ")
}

// giver is who gave or paid: a person, a company, or somebody known by name alone.
func (s *sketch) giver(id, name string) string {
	if id == "" {
		return s.person("", name)
	}
	return s.holder(id)
}

// side is the other side of a finding where a row is about it, else a box of its own.
func (s *sketch) side(f *run.Finding, kind, name string) string {
	if s.d.Sink != "" && s.c.OtherKind == kind && f.OtherKind == kind {
		return s.d.Sink
	}
	return s.thing(boxOf(kind), name, name)
}

// unit is the box of a unit of the ministry, by its name where a row of the finding tells it.
func (s *sketch) unit(f *run.Finding, id string) string {
	for _, e := range f.Evidence {
		if e.Table == "roster" && e.Cells["unit_id"] == id && e.Cells["unit"] != "" {
			name := s.b.mask.Text(e.Cells["unit"])
			return s.thing("unit", name, name)
		}
	}
	return s.thing("unit", s.b.mask.Text(id), s.b.mask.Text(id))
}

// tender is the box of an announcement: that of the case where it is about one.
func (s *sketch) tender(announcement string) string {
	if s.c.Kind == "process" {
		return s.d.Root
	}
	return s.thing("tender", announcement, s.b.say("line_tender", "id", s.b.mask.Text(announcement)))
}

// supplier draws what a row of the register of companies proves: an own business, a branch, a
// contact that two of them share.
func (s *sketch) supplier(f *run.Finding, e run.Evidence) {
	b, id := s.b, e.Cells["supplier_id"]
	key := s.company(id)
	switch {
	case e.What == "branch":
		s.line("role", s.company(e.Cells["head_office_bin"]), key, b.t("line_branch"), e)
	case ofContact(e):
		s.mark(key, e, "")
		for _, other := range f.Evidence {
			if o := other.Cells["supplier_id"]; other.Table == "suppliers" && o != id && ofContact(other) {
				s.line("weak", s.company(o), key, s.contact(f), other, e)
			}
		}
	case isPerson(id):
		s.line("role", s.person(id, ""), key, words.HolderRoles.In(b.lang, "own_business"), e)
	default:
		s.mark(key, e, "")
	}
}

// ofContact reports whether a row of the register of companies is there for a contact it shares.
func ofContact(e run.Evidence) bool {
	return strings.Contains(e.What, "contact") || strings.Contains(e.What, "shared")
}

func (s *sketch) contact(f *run.Finding) string {
	text := s.b.t("shared_contact")
	if c := f.Detail["contact"]; c != "" {
		text += ": " + words.Detail(s.b.lang, s.b.run.Currency, "contact", c, s.b.mask)
	}
	return text
}

// contracts draws what was bought: of a slice as lines to the buyer, else as a box of each supplier.
func (s *sketch) contracts(findings []*run.Finding) {
	sellers := s.sellers()
	if s.c.Kind == "slice" {
		s.bought(findings, sellers)
		return
	}
	for _, id := range sellers {
		rows := slices.Clone(s.sells[id])
		rows = slices.DeleteFunc(rows, func(e run.Evidence) bool { return s.won(e) })
		if len(rows) == 0 {
			continue
		}
		title := s.sold(id)
		if s.c.Kind == "process" {
			s.line("contract", s.company(id), s.d.Root, title, rows...)
			continue
		}
		box := s.thing("contracts", id, title, s.contractNotes(rows)...)
		for _, e := range rows {
			s.mark(box, e, "")
		}
		s.line("contract", s.company(id), box, s.b.t("line_supplier"))
	}
}

// won notes on the box of a tender who got its contract, where the case is of somebody who bid
// and got none.
func (s *sketch) won(e run.Evidence) bool {
	key := "tender:" + e.Cells["announcement_id"]
	if _, drawn := s.node[key]; !drawn || s.c.OtherID == e.Cells["supplier_id"] {
		return false
	}
	winner := or(s.names["co:"+e.Cells["supplier_id"]], words.IDWithScheme(s.b.lang, e.Cells["supplier_id"], s.b.mask))
	s.mark(key, e, s.b.say("line_won", "supplier", winner, "amount", s.money(e.Cells["amount"])))
	return true
}

// sellers lists the suppliers of the contracts, the largest first.
func (s *sketch) sellers() []string {
	place := map[string]int{}
	for i, x := range s.c.Bought {
		place[x.SupplierID] = i + 1
	}
	var ids []string
	for id := range s.sells {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		if place[a] != place[b] && (place[a] == 0 || place[b] == 0) {
			return place[b] - place[a]
		}
		return cmp.Or(cmp.Compare(place[a], place[b]), strings.Compare(a, b))
	})
	return ids
}

// sold says how many contracts of a supplier a case has, and for how much.
func (s *sketch) sold(id string) string {
	for _, x := range s.c.Bought {
		if x.SupplierID == id {
			return s.b.caseMoney(x.Contracts, x.Amount)
		}
	}
	return s.b.caseMoney(countContracts(s.sells[id]), "")
}

func countContracts(rows []run.Evidence) int64 {
	roots := map[string]bool{}
	for _, e := range rows {
		root := e.Cells["root_id"]
		if root == "0" {
			root = ""
		}
		roots[or(root, e.Cells["contract_id"])] = true
	}
	return int64(len(roots))
}

// contractNotes says when contracts were signed and by which customers.
func (s *sketch) contractNotes(rows []run.Evidence) []string {
	lang := s.b.lang
	first, last := "", ""
	var customers []string
	for _, e := range rows {
		if d := e.Cells["signed_on"]; d != "" {
			if first == "" || d < first {
				first = d
			}
			last = max(last, d)
		}
		if name := words.Named(lang, "customer", e.Cells["customer"], e.Cells["customer_bin"], s.b.mask); !slices.Contains(customers, name) {
			customers = append(customers, name)
		}
	}
	notes := []string{words.Span(lang, first, last)}
	if len(customers) > 2 {
		return append(notes, texts.Count(lang, "ui.case_customers", int64(len(customers)), "count", words.Count(lang, int64(len(customers)))))
	}
	return append(notes, customers...)
}

// bought draws who sold a slice: each supplier to the buyer, those of a group through the group.
func (s *sketch) bought(findings []*run.Finding, sellers []string) {
	buyer := s.d.Root
	shares := map[string]string{}
	through := map[string]string{} // of a member the box of its group
	for _, f := range findings {
		if f.Share == nil || f.Contracts == nil || f.Slice != s.c.Slice {
			continue
		}
		switch id := s.holderOf(f); {
		case id == "":
		case f.SubjectKind == "group" || f.OtherKind == "group":
			key := s.thing("group", id, s.b.t("line_group"), s.with(s.b.caseMoney(*f.Contracts, f.Amount), words.Share(s.b.lang, *f.Share)))
			for _, e := range f.Evidence {
				if e.Table == "contracts" {
					through[e.Cells["supplier_id"]] = key
				}
			}
			s.line("contract", key, buyer, "")
		case s.sold(id) == s.b.caseMoney(*f.Contracts, f.Amount): // of all it sold, not of one contract
			shares[id] = words.Share(s.b.lang, *f.Share)
		}
	}
	shown, rest := sellers, []string(nil)
	if len(sellers) > maxSellers+1 {
		shown, rest = sellers[:maxSellers], sellers[maxSellers:]
	}
	for _, id := range shown {
		s.line("contract", s.company(id), or(through[id], buyer), s.with(s.sold(id), shares[id]), s.sells[id]...)
	}
	if len(rest) == 0 {
		return
	}
	var rows []run.Evidence
	sum, number := new(big.Rat), int64(0)
	for _, id := range rest {
		rows = append(rows, s.sells[id]...)
	}
	for _, x := range s.c.Bought {
		if v, ok := new(big.Rat).SetString(x.Amount); ok && slices.Contains(rest, x.SupplierID) {
			sum.Add(sum, v)
			number += x.Contracts
		}
	}
	box := s.thing("other", "rest", texts.Count(s.b.lang, "ui.case_more_suppliers", int64(len(rest)), "count", words.Count(s.b.lang, int64(len(rest)))))
	s.line("contract", box, buyer, s.b.caseMoney(number, sum.FloatString(2)), rows...)
}

// holderOf is the supplier or group a finding of a slice is about.
func (s *sketch) holderOf(f *run.Finding) string {
	switch {
	case f.SubjectKind == "supplier" || f.SubjectKind == "group":
		return f.SubjectID
	case f.OtherKind == "supplier" || f.OtherKind == "group":
		return f.OtherID
	}
	return ""
}

// decisions draws who decided on the contracts, each person with each role once.
func (s *sketch) decisions(findings []*run.Finding) {
	type made struct{ who, about string }
	roles := map[made][]string{}
	rows := map[made][]run.Evidence{}
	var order []made
	seen := map[int]bool{}
	for _, f := range findings {
		for _, e := range f.Evidence {
			if e.Table != "decisions" || seen[s.rows.no(e)] {
				continue
			}
			seen[s.rows.no(e)] = true
			k := made{s.person(e.Cells["iin"], ""), s.decided(e)}
			if rows[k] == nil {
				order = append(order, k)
			}
			rows[k] = append(rows[k], e)
			if r := words.DecisionRoles.In(s.b.lang, e.Cells["role"]); !slices.Contains(roles[k], r) {
				roles[k] = append(roles[k], r)
			}
		}
	}
	for _, k := range order {
		n := int64(len(rows[k]))
		s.line("decision", k.who, k.about, texts.Count(s.b.lang, "ui.case_decisions", n, "count", words.Count(s.b.lang, n))+": "+strings.Join(roles[k], ", "), rows[k]...)
	}
}

// decided is the box of what a decision is about: a tender, or the contracts of a supplier.
func (s *sketch) decided(e run.Evidence) string {
	keys := []string{"tender:" + e.Cells["announcement_id"]}
	for _, id := range s.sellers() {
		for _, c := range s.sells[id] {
			for _, column := range []string{"contract_id", "root_id", "announcement_id"} {
				if v := c.Cells[column]; v != "" && (v == e.Cells["contract_id"] || v == e.Cells["announcement_id"]) {
					keys = append(keys, "contracts:"+id, "tender:"+c.Cells["announcement_id"])
				}
			}
		}
	}
	for _, n := range s.d.Nodes { // of an earlier version of a contract
		if n.Kind == "contracts" || n.Kind == "tender" {
			keys = append(keys, n.Key)
		}
	}
	for _, k := range keys {
		if _, drawn := s.node[k]; drawn {
			return k
		}
	}
	return s.thing("other", "decided", s.b.t("line_decided"))
}

// close joins the sides no row has joined: what ties them stands in the finding alone.
func (s *sketch) close(findings []*run.Finding) {
	if s.c.Kind != "firm" && s.c.Kind != "other" || s.d.Sink == "" {
		return
	}
	for _, e := range s.d.Edges {
		if e.To == s.d.Sink || e.From == s.d.Sink {
			return
		}
	}
	how := s.b.t("tied_to")
	if len(findings) > 0 && findings[0].Detail["how"] != "" {
		how = words.Detail(s.b.lang, s.b.run.Currency, "how", findings[0].Detail["how"], s.b.mask)
	}
	s.line("role", s.d.Root, s.d.Sink, how)
}

// finish drops boxes nothing leads to, sorts the numbers, words the lines and the legend.
func (s *sketch) finish(findings []*run.Finding) {
	d := s.d
	tied := map[string]bool{d.Root: true}
	used := map[string]bool{}
	for i := range d.Edges {
		e := &d.Edges[i]
		tied[e.From], tied[e.To], used[e.Kind] = true, true, true
		e.Label = strings.Join(e.parts, "; ")
		e.Refs = slices.Compact(slices.Sorted(slices.Values(e.Refs)))
	}
	d.Nodes = slices.DeleteFunc(d.Nodes, func(n DrawnNode) bool { return !tied[n.Key] })
	for i := range d.Nodes {
		d.Nodes[i].Refs = slices.Compact(slices.Sorted(slices.Values(d.Nodes[i].Refs)))
	}
	for _, k := range lineKinds {
		if used[k] {
			d.Legend = append(d.Legend, DrawnLegend{k, s.b.t("legend_" + k)})
		}
	}
	d.Title = s.b.t("case_drawing") + ": " + s.b.caseTitle(s.c, findings)
	var lines []string
	name := map[string]string{}
	for _, n := range d.Nodes {
		name[n.Key] = n.Name
	}
	for _, e := range d.Edges {
		lines = append(lines, name[e.From]+" — "+strings.TrimPrefix(e.Label+" — ", " — ")+name[e.To])
	}
	d.Desc = strings.Join(lines, ". ") + "."
}

// Numbers writes the numbers of rows as the drawing does: [2, 5–9]; blank of none.
func Numbers(rows []int) string {
	if len(rows) == 0 {
		return ""
	}
	return "[" + refs(rows) + "]"
}
