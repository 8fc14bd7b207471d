package view

import (
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Mark is what stands beside a supplier that has an entry in the register of unfair
// participants: from when to when, and where its term stands on the as-of day.
type Mark struct{ Text, State string }

// Listed is an entry of the register with the source row that says so.
type Listed struct{ Supplier, ID, Term, Standing, State, Reason, Place string }

// mark gives the mark of a supplier, nil where the register does not have its number.
func (b builder) mark(id string) *Mark {
	u := b.register.Telling(id)
	if u == nil {
		return nil
	}
	return &Mark{words.UnfairMark(b.lang, b.run.AsOf, *u), u.State(b.run.AsOf)}
}

// holderMark gives the mark of a supplier, or of a group where id is one: that of the
// member whose entry says most.
func (b builder) holderMark(id string) *Mark {
	u := b.register.Telling(b.register.Members(id)...)
	if u == nil {
		return b.mark(id)
	}
	return &Mark{words.UnfairMember(b.lang, b.run.AsOf, *u), u.State(b.run.AsOf)}
}

// named puts the name of the supplier before a mark, where several stand together.
func (b builder) named(id, text string) string {
	name := ""
	if u := b.register.Telling(id); u != nil {
		name = u.Name
	}
	return words.Named(b.lang, "supplier", name, id, b.mask) + ": " + text
}

// marks fills in what the register says of the suppliers a finding names: those it is about
// in its heading, all of them among its facts.
func (b builder) marks(f *run.Finding, c *Card) {
	for _, id := range b.register.Sides(f) {
		u := b.register.Telling(id)
		c.Marks = append(c.Marks, Mark{b.named(id, words.UnfairLong(b.lang, b.run.AsOf, *u)), u.State(b.run.AsOf)})
	}
	for _, id := range b.register.In(f) {
		for _, u := range b.register.Of(id) {
			c.Listed = append(c.Listed, words.Ref(b.lang, u.Name, id, b.mask)+": "+words.UnfairLong(b.lang, b.run.AsOf, u)+"; "+words.UnfairProof(b.lang, u, b.mask))
		}
	}
}

// rowMarks gives the marks of the firms a source row names.
func (b builder) rowMarks(e run.Evidence) []Mark {
	var all []Mark
	for _, id := range run.Firms(e) {
		if m := b.mark(id); m != nil {
			all = append(all, Mark{b.named(id, m.Text), m.State})
		}
	}
	return all
}

// unfair lists the entries of the register about suppliers of the report, and says above
// what a mark means; without a register it says nothing.
func (b builder) unfair(p *Page) {
	if !b.register.Supplied {
		return
	}
	if len(b.run.Unfair) == 0 {
		p.HowTo = append(p.HowTo, b.t("how_unfair_none"))
		return
	}
	p.HowTo = append(p.HowTo, strings.ReplaceAll(b.t("how_unfair"), "{where}", b.t("unfair")))
	p.Standing = strings.ReplaceAll(b.t("unfair_state"), "{date}", words.Date(b.lang, b.run.AsOf))
	for _, u := range b.run.Unfair {
		state := u.State(b.run.AsOf)
		p.Unfair = append(p.Unfair, Listed{
			Supplier: words.Named(b.lang, "supplier", u.Name, u.SupplierID, b.mask), ID: b.mask.ID(u.SupplierID), Term: words.Span(b.lang, u.From, u.To),
			Standing: words.Unfair.In(b.lang, state), State: state, Reason: b.mask.Text(u.Reason), Place: words.Place(b.lang, u.File, u.Row, b.mask),
		})
	}
}
