package view

import (
	"slices"
	"strconv"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Party is a person or a supplier in play: what the rows the findings rest on say of them, in one
// place. Nothing of it is looked up elsewhere: who is in no row of a finding has no part here.
type Party struct {
	Anchor, Name, Number string
	Person               bool
	Parts                []PartyPart
	Cases                []PartyCase
	Findings             []CaseFinding
	MoreFindings         string
	ref                  string // as a case names them
}

// PartyPart is rows of one kind: posts, kin, firms, what was received, what speaks for them.
type PartyPart struct {
	Title string
	Rows  []Said // the fact and where it stands
	More  string
}

// PartyCase is a case somebody is in, with its contracts.
type PartyCase struct{ Anchor, Title, Money string }

// maxPartyRows is the most rows of one kind that are told of somebody.
const maxPartyRows = 12

type partyKind struct {
	title  string
	tables []string // none of what speaks for somebody, of whatever table
}

// partyKinds are the kinds of rows in their order, with the tables of each.
var partyKinds = []partyKind{
	{"party_posts", []string{"roster", "candidates", "control_groups", "mandates"}},
	{"party_kin", []string{"family_links"}},
	{"party_firms", []string{"suppliers", "supplier_people", "governing_bodies", "outside_work", "foreign_accounts"}},
	{"party_received", []string{"gifts", "trips"}},
	{"party_decided", []string{"decisions"}},
	{"in_favour", nil},
}

// parties gathers who is in play.
type parties struct {
	b      builder
	number map[string]int // of a person or supplier by number, from 0
	list   []Party
	ids    []string
	rows   []map[string]map[sourceKey]bool // of a party by kind
	found  []map[string]bool
}

// parties lists who is in the cases shown in full; none for red flags, whose cases are tenders.
func (b builder) parties(p *Page) []Party {
	if p.Cases == nil || b.run.Job == run.Flags {
		return nil
	}
	x := &parties{b: b, number: map[string]int{}}
	findings := b.byID()
	cases := b.run.Cases[:min(MaxDrawn, len(b.run.Cases))]
	for i := range cases {
		x.meet(&cases[i], inside(&cases[i], findings))
	}
	for i := range cases {
		x.file(&cases[i], inside(&cases[i], findings), &p.Cases.List[i])
	}
	for i := range x.list {
		x.list[i].MoreFindings = b.moreFindings(len(x.list[i].Findings), len(x.found[i]))
		slices.SortStableFunc(x.list[i].Parts, func(a, b PartyPart) int { return x.place(a.Title) - x.place(b.Title) })
	}
	return x.list
}

// place is that of a kind of rows among the others.
func (x *parties) place(title string) int {
	return slices.IndexFunc(partyKinds, func(k partyKind) bool { return x.b.t(k.title) == title })
}

// add makes a part for a person or a supplier met for the first time.
func (x *parties) add(kind, id, name string) {
	if _, known := x.number[id]; known || id == "" {
		return
	}
	x.number[id] = len(x.list)
	// Anchors are numbers in order: a digest of a person's number gives the number away.
	x.list = append(x.list, Party{
		Anchor: "who-" + strconv.Itoa(len(x.list)+1), Name: words.Named(x.b.lang, kind, name, id, x.b.mask), Person: kind == "person",
		Number: words.IDWithScheme(x.b.lang, id, x.b.mask), ref: words.Ref(x.b.lang, name, id, x.b.mask),
	})
	x.ids = append(x.ids, id)
	x.rows = append(x.rows, map[string]map[sourceKey]bool{})
	x.found = append(x.found, map[string]bool{})
}

// meet names who is in a case: its people, the firm, who sold in its slice.
func (x *parties) meet(c *run.Case, findings []*run.Finding) {
	for _, p := range c.People {
		x.add("person", p.ID, p.Name)
	}
	if c.OtherKind == "supplier" {
		x.add("supplier", c.OtherID, c.OtherName)
	}
	if c.Kind != "slice" {
		return
	}
	names := map[string]string{}
	for _, f := range findings {
		for _, e := range f.Evidence {
			if e.Table == "contracts" {
				names[e.Cells["supplier_id"]] = e.Cells["supplier"]
			}
		}
	}
	for _, s := range c.Bought[:min(maxSellers, len(c.Bought))] {
		x.add("supplier", s.SupplierID, names[s.SupplierID])
	}
}

// numbersOf lists whom a source row names by number.
func numbersOf(e run.Evidence) []string {
	var ids []string
	for _, column := range []string{"iin", "relative_iin", "holder_id", "member_iin", "giver_id", "payer_id", "supplier_id", "organisation_bin", "company_id", "company_bin", "head_office_bin"} {
		if id := e.Cells[column]; id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// file puts a case, its findings and their rows to everybody they name.
func (x *parties) file(c *run.Case, findings []*run.Finding, shown *Case) {
	in := map[int]bool{}
	for k, f := range findings {
		named := []string{f.SubjectID, f.OtherID, f.ViaID, f.Detail["relative_iin"]}
		for _, e := range f.Evidence {
			for _, id := range numbersOf(e) {
				named = append(named, id)
				x.row(id, e, false)
			}
		}
		for _, e := range f.Favour {
			for _, id := range numbersOf(e) {
				x.row(id, e, true)
			}
		}
		for _, id := range named {
			i, known := x.number[id]
			if !known || x.found[i][f.ID] {
				continue
			}
			x.found[i][f.ID] = true
			if k < len(shown.Findings) && len(x.list[i].Findings) < maxInCase {
				x.list[i].Findings = append(x.list[i].Findings, shown.Findings[k])
			}
			if !in[i] {
				in[i] = true
				x.list[i].Cases = append(x.list[i].Cases, PartyCase{shown.Anchor, shown.Title, x.money(c, id)})
			}
		}
	}
}

// money is what a case has of contracts: of a supplier what it sold, of a person all of them.
func (x *parties) money(c *run.Case, id string) string {
	if x.list[x.number[id]].Person {
		return x.b.caseMoney(c.Contracts, c.Amount)
	}
	for _, s := range c.Bought {
		if s.SupplierID == id {
			return x.b.caseMoney(s.Contracts, s.Amount)
		}
	}
	return ""
}

// row puts a source row to somebody, once.
func (x *parties) row(id string, e run.Evidence, favour bool) {
	i, known := x.number[id]
	if !known {
		return
	}
	at := slices.IndexFunc(partyKinds, func(k partyKind) bool {
		return favour && k.tables == nil || !favour && slices.Contains(k.tables, e.Table)
	})
	if at < 0 {
		return
	}
	title := x.b.t(partyKinds[at].title)
	key := sourceKey{e.File, e.Row}
	if x.rows[i][title] == nil {
		x.rows[i][title] = map[sourceKey]bool{}
	}
	if x.rows[i][title][key] {
		return
	}
	x.rows[i][title][key] = true
	p := &x.list[i]
	k := slices.IndexFunc(p.Parts, func(part PartyPart) bool { return part.Title == title })
	if k < 0 {
		k = len(p.Parts)
		p.Parts = append(p.Parts, PartyPart{Title: title})
	}
	part := &p.Parts[k]
	if n := len(x.rows[i][title]); n > maxPartyRows {
		part.More = x.b.say("case_more_rows", "n", words.Count(x.b.lang, int64(n-maxPartyRows)))
		return
	}
	part.Rows = append(part.Rows, Said{Fact: x.b.fact(e), Place: x.b.place(e.File, e.Row)})
}
