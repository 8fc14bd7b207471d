package xlsx

import (
	"strings"

	"adal/reports/words"
)

// listed adds to a sheet the column of the register of unfair participants. Without a
// register there is none: a blank cell would say that a supplier is not in it.
func (b *book) listed(columns []column, width float64) []column {
	if !b.register.Supplied {
		return columns
	}
	return append(columns, column{b.t("unfair"), width, wrapped})
}

// withListed adds to a row what listed has a column for.
func (b *book) withListed(row []any, text string) []any {
	if !b.register.Supplied {
		return row
	}
	return append(row, text)
}

// entry says what the register has of a supplier, blank where nothing.
func (b *book) entry(id string) string {
	var said []string
	for _, u := range b.register.Of(id) {
		said = append(said, words.UnfairLong(b.lang, b.run.AsOf, u))
	}
	return strings.Join(said, "\n")
}

// entries says it of several suppliers, each with its name.
func (b *book) entries(ids []string) string {
	var said []string
	for _, id := range ids {
		for _, u := range b.register.Of(id) {
			said = append(said, words.Ref(b.lang, u.Name, id, b.mask)+": "+words.UnfairLong(b.lang, b.run.AsOf, u))
		}
	}
	return strings.Join(said, "\n")
}

// holder says it of a supplier, or of the members of a group where id is one.
func (b *book) holder(id string) string {
	if members := b.register.Members(id); len(members) > 0 {
		return b.entries(members)
	}
	return b.entry(id)
}

// unfair lists the entries of the register about suppliers of the report.
func (b *book) unfair() error {
	if len(b.run.Unfair) == 0 {
		return nil
	}
	columns := []column{
		{b.t("supplier"), 40, wrapped}, {b.t("id"), 18, text}, {b.column("date_from"), 12, date}, {b.column("date_to"), 12, date},
		{strings.ReplaceAll(b.t("unfair_state"), "{date}", words.Date(b.lang, b.run.AsOf)), 26, text}, {b.t("reason"), 50, wrapped}, {b.t("file"), 26, text}, {b.column("row"), 10, integer},
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
	}, nil)
}

// unfairNote says what the column means, blank without a register.
func (b *book) unfairNote() string {
	switch {
	case !b.register.Supplied:
		return ""
	case len(b.run.Unfair) == 0:
		return b.t("how_unfair_none")
	}
	return strings.ReplaceAll(b.t("how_unfair_sheets"), "{where}", b.t("sheet_unfair"))
}
