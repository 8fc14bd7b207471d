package view

import (
	"adal/reports/words"
)

// listedColumns is how many columns the sheet of contracts behind numbers has.
const listedColumns = 9

// listsSection is the contracts behind numbers, for the workbook; on the page a number opens its own.
func (b builder) listsSection() Section {
	return Section{
		Name: "contract_lists", Page: "contracts-of",
		Sheet: b.listsSheet(),
		Not:   map[string]string{"file": "contracts.csv has every contract once"},
	}
}

func (b builder) listsSheet() *Table {
	columns := []Column{
		{b.t("listed_of"), 44, Text}, {b.t("contract"), 18, Text}, {b.t("signed_on"), 13, Date}, {b.t("supplier"), 34, Text}, {b.columnName("counted_value"), 20, Money},
		{b.columnName("category"), 12, Text}, {b.columnName("method_class"), 30, Text}, {b.t("file"), 20, Text}, {b.columnName("row"), 10, Integer},
	}
	lang, m := b.lang, b.mask
	t := b.table(b.t("sheet_lists"), columns, 1, func(yield func([]any) bool) {
		for _, x := range b.lists().rows {
			c := &b.run.Contracts[x.at]
			if !yield([]any{
				x.of, m.Text(c.Number), c.SignedOn, words.Named(lang, "supplier", c.Supplier, c.SupplierID, m), c.Value, m.Text(c.Category),
				words.MethodClasses.In(lang, c.MethodClass), m.Text(c.File), c.Row,
			}) {
				return
			}
		}
	})
	t.Cut = b.ledgerCut()
	return t
}

// toLists leads numbers of columns to the rows of the sheet of contracts behind numbers.
func (b builder) toLists(of func(row int) span, columns ...string) (links []CellLink) {
	if len(b.run.Contracts) == 0 {
		return nil
	}
	for _, c := range columns {
		links = append(links, CellLink{c, b.t("sheet_lists"), func(row int) (int, bool) {
			s := of(row)
			return s.first, s.rows > 0
		}, func(row int) int { return of(row).rows }, listedColumns})
	}
	return links
}

// listedLinks leads the numbers of findings to their contracts, where these are listed, else to those
// among the rows they rest on.
func (b builder) listedLinks(first map[int]int, columns ...string) []CellLink {
	rests := b.contractLinks(first, columns...)
	if len(b.run.Contracts) == 0 {
		return rests
	}
	links := b.toLists(func(row int) span { return b.lists().findings[row] }, columns...)
	for _, l := range rests {
		to := l.To
		l.To = func(row int) (int, bool) {
			if b.lists().findings[row].rows > 0 {
				return 0, false
			}
			return to(row)
		}
		links = append(links, l)
	}
	return links
}

// sliceListLinks leads the contracts and the sum of a slice to its contracts.
func (b builder) sliceListLinks() []CellLink {
	return b.toLists(func(row int) span {
		x := &b.run.Slices[row]
		k := sliceKey{x.CustomerBIN, x.Kind, x.Slice}
		if x.Kind == "all" {
			k.slice = ""
		}
		s := b.lists().slices[k]
		if x.Kind == "method_class" {
			s = b.lists().ways[sliceKey{x.CustomerBIN, "", x.Slice}]
		}
		if int64(s.rows) == x.Contracts {
			return s
		}
		return span{}
	}, b.t("contracts"), b.t("amount"))
}

// kpiLinks leads indicators to the contracts they are made of, this year and the year before.
func (b builder) kpiLinks() []CellLink {
	of := func(state string) func(int) span {
		return func(row int) span { return b.behind(&b.run.KPIs[row], state) }
	}
	return append(b.toLists(of(""), b.t("this_year")), b.toLists(of("before"), b.t("previous_year"))...)
}

// classesOf are the ways of buying an indicator is about, blank of one that is about others.
func classesOf(measure string) []string {
	switch measure {
	case "single_source_direct":
		return waysInOrder[:1]
	case "single_source_direct_failed":
		return waysInOrder[:2]
	case "single_source_direct_failed_e_shop":
		return waysInOrder[:3]
	case "e_shop":
		return waysInOrder[2:3]
	case "competitive":
		return waysInOrder[2:]
	case "competitive_without_e_shop":
		return waysInOrder[3:]
	case "unknown_method":
		return []string{"unknown"}
	}
	return nil
}
