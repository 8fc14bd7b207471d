package view

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"adal/pipeline/run"
	"adal/reports/mask"
)

// counted gives a run whose remarks also say in which files' texts people's numbers stand: who
// keeps the files should take them out of there, for what masks them here is a rule, not a
// promise of everybody else who reads them. It counts the cells of the rows the report shows,
// each once, columns of numbers apart; it is the same whether the numbers are masked or not.
func counted(r *run.Run) *run.Run {
	type place struct{ table, file string }
	cells := map[place]map[string]bool{}
	hidden := mask.Finder{}
	look := func(table, file string, row int64, column, text string) {
		if hidden.Holds(text) {
			at := place{table, file}
			if cells[at] == nil {
				cells[at] = map[string]bool{}
			}
			cells[at][strconv.FormatInt(row, 10)+" "+column] = true
		}
	}
	row := func(table, file string, n int64, values map[string]string) {
		for column, text := range values {
			if !mask.IDCell(column) {
				look(table, file, n, column, text)
			}
		}
	}
	evidence := func(all []run.Evidence) {
		for _, e := range all {
			row(e.Table, e.File, e.Row, e.Cells)
		}
	}
	for i := range r.Findings {
		evidence(r.Findings[i].Evidence)
	}
	for i := range r.Duties {
		evidence(r.Duties[i].Evidence)
	}
	for _, e := range r.Edges {
		row(e.Table, e.File, e.Row, e.Cells)
	}
	for _, c := range r.Contracts {
		for _, x := range [][2]string{
			{"number", c.Number}, {"customer", c.Customer}, {"supplier", c.Supplier}, {"unit", c.Unit}, {"method", c.Method}, {"ground", c.Ground}, {"announcement_id", c.Announcement},
		} {
			look("contracts", c.File, c.Row, x[0], x[1])
		}
	}
	for _, x := range r.Unfair {
		row("unfair_suppliers", x.File, x.Row, map[string]string{"name": x.Name, "reason": x.Reason})
	}
	if len(cells) == 0 {
		return r
	}
	with := *r
	with.Quality = slices.Clone(r.Quality)
	for _, at := range slices.SortedFunc(maps.Keys(cells), func(a, b place) int { return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.file, b.file)) }) {
		with.Quality = append(with.Quality, run.Note{Note: "number_in_text", Table: at.table, File: at.file, Detail: strconv.Itoa(len(cells[at]))})
	}
	return &with
}
