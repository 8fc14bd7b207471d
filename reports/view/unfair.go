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
	if len(b.run.Unfair) == 0 && b.run.Job == run.Duties {
		return // a page of duties names no supplier
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

// unfairSection is the entries of the register of unfair participants about suppliers of the report.
func (b builder) unfairSection() Section {
	return Section{
		Name: "unfair", Page: "unfair",
		Sheet: b.unfairSheet(),
		Not:   map[string]string{"file": "the register itself is a table of the data"},
	}
}

// unfair lists the entries of the register about suppliers of the report.
func (b builder) unfairSheet() *Table {
	if len(b.run.Unfair) == 0 {
		return nil
	}
	columns := []Column{
		{b.t("supplier"), 40, Wrapped}, {b.t("id"), 18, Text}, {b.columnName("date_from"), 12, Date}, {b.columnName("date_to"), 12, Date},
		{strings.ReplaceAll(b.t("unfair_state"), "{date}", words.Date(b.lang, b.run.AsOf)), 26, Text}, {b.t("reason"), 50, Wrapped}, {b.t("file"), 26, Text}, {b.columnName("row"), 10, Integer},
	}
	return b.table(b.t("sheet_unfair"), columns, 1, func(yield func([]any) bool) {
		for _, u := range b.run.Unfair {
			if !yield([]any{
				words.Named(b.lang, "supplier", u.Name, u.SupplierID, b.mask), b.mask.ID(u.SupplierID), u.From, u.To, words.Unfair.In(b.lang, u.State(b.run.AsOf)),
				b.mask.Text(u.Reason), b.mask.Text(u.File), u.Row,
			}) {
				return
			}
		}
	})
}

// listed adds to a sheet the column of the register of unfair participants. Without a
// register there is none: a blank cell would say that a supplier is not in it.
func (b builder) listed(columns []Column, width float64) []Column {
	if !b.register.Supplied {
		return columns
	}
	return append(columns, Column{b.t("unfair"), width, Wrapped})
}

// withListed gives a row whose last cell is what listed has a column for, without it where there is no
// register.
func (b builder) withListed(row []any) []any {
	if !b.register.Supplied {
		return row[:len(row)-1]
	}
	return row
}

// entry says what the register has of a supplier, blank where nothing.
func (b builder) entry(id string) string {
	var said []string
	for _, u := range b.register.Of(id) {
		said = append(said, words.UnfairLong(b.lang, b.run.AsOf, u))
	}
	return strings.Join(said, "\n")
}

// entries says it of several suppliers, each with its name.
func (b builder) entries(ids []string) string {
	var said []string
	for _, id := range ids {
		for _, u := range b.register.Of(id) {
			said = append(said, words.Ref(b.lang, u.Name, id, b.mask)+": "+words.UnfairLong(b.lang, b.run.AsOf, u))
		}
	}
	return strings.Join(said, "\n")
}

// holder says it of a supplier, or of the members of a group where id is one.
func (b builder) holder(id string) string {
	if members := b.register.Members(id); len(members) > 0 {
		return b.entries(members)
	}
	return b.entry(id)
}

// unfairNote says what the column means, blank without a register.
func (b builder) unfairNote() string {
	switch {
	case !b.register.Supplied:
		return ""
	case len(b.run.Unfair) == 0:
		return b.t("how_unfair_none")
	}
	return strings.ReplaceAll(b.t("how_unfair_sheets"), "{where}", b.t("sheet_unfair"))
}
