package view

import (
	"strconv"
	"strings"

	"adal/reports/words"
)

// maxPlain is the most rows the page shows of a section without a shape of its own.
const maxPlain = 400

// Plain is a section the page shows as it is: a table under its heading.
type Plain struct {
	Anchor, Title string
	Head          []PlainHead
	Rows          [][]string
	More          string // that not all rows are shown
}

// PlainHead is the heading of a column; a column of numbers is set to the right.
type PlainHead struct {
	Title  string
	Number bool
}

// plain gives the sections that have no shape of their own on the page.
func (b builder) plain(sections []Section) []Plain {
	var all []Plain
	for _, s := range sections {
		if s.Page != "" || s.Sheet == nil || s.Not["page"] != "" {
			continue
		}
		p := Plain{Anchor: s.Name, Title: s.Sheet.Title}
		for _, c := range s.Sheet.Columns {
			p.Head = append(p.Head, PlainHead{c.Title, c.Kind != Text && c.Kind != Wrapped && c.Kind != Linked && c.Kind != Date})
		}
		left := int64(0)
		for values := range s.Sheet.Rows {
			if len(p.Rows) == maxPlain {
				left++
				continue
			}
			row := make([]string, len(values))
			for i, v := range values {
				row[i] = b.shown(s.Sheet.Columns[i].Kind, v)
			}
			p.Rows = append(p.Rows, row)
		}
		if left > 0 {
			p.More = strings.ReplaceAll(b.t("more_rows"), "{n}", words.Count(b.lang, left))
		}
		all = append(all, p)
	}
	return all
}

// shown writes a cell of a table for people.
func (b builder) shown(k Kind, v any) string {
	switch x := v.(type) {
	case Typed:
		return b.shown(x.Kind, x.Value)
	case *int64:
		if x != nil {
			return words.Count(b.lang, *x)
		}
	case int64:
		return words.Count(b.lang, x)
	case *float64:
		if x != nil {
			return b.shown(k, *x)
		}
	case float64:
		switch k {
		case Share:
			return words.Share(b.lang, x)
		case Points:
			return words.Points(b.lang, x)
		case Money:
			return words.Money(b.lang, b.run.Currency, strconv.FormatFloat(x, 'f', 2, 64))
		case Integer:
			return words.Count(b.lang, int64(x))
		case Decimal:
			return words.Decimal(b.lang, x, 4)
		}
		return words.Decimal(b.lang, x, 2)
	case string:
		switch {
		case x == "":
		case k == Money:
			return words.Money(b.lang, b.run.Currency, x)
		case k == Date:
			return words.Date(b.lang, x)
		}
		return x
	}
	return ""
}
