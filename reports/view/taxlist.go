package view

import "adal/texts"

// TaxList is the list of people for the tax body, paragraph 28(3): full numbers by its purpose.
type TaxList struct {
	Day, Title, Sheet string
	Header            []string
	People            [][]string // number, names, unit and post of each
}

// TaxListOf words the list of a day, 2026-09-30.
func TaxListOf(lang, day string, people [][]string) TaxList {
	l := TaxList{Day: day, Title: texts.In(lang, "tax_list.title", "day", day), Sheet: texts.In(lang, "tax_list.sheet"), People: people}
	for _, id := range []string{"no", "iin", "last", "first", "patronymic", "unit", "position"} {
		l.Header = append(l.Header, texts.In(lang, "tax_list."+id))
	}
	return l
}
