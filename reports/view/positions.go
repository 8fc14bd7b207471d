package view

import (
	"adal/reports/words"
)

// positionsSection is the posts with marks of influence.
func (b builder) positionsSection() Section {
	return Section{
		Name: "positions", Page: "positions",
		File:  b.positionsFile(),
		Sheet: b.positionsSheet(),
	}
}

func (b builder) positionsFile() *Table {
	columns := "position_id position unit holders influence marks:integer decisions:integer amount:money findings:integer"
	return file("positions.csv", columns, func(yield func([]any) bool) {
		for _, x := range b.run.Positions {
			if !yield([]any{
				b.mask.Text(x.PositionID), b.mask.Text(x.Position), b.mask.Text(x.Unit), b.mask.Text(x.Holders), x.Influence, x.Marks,
				x.Decisions, x.Amount, x.Findings,
			}) {
				return
			}
		}
	})
}

func (b builder) positionsSheet() *Table {
	columns := []Column{
		{b.t("position"), 36, Wrapped}, {b.t("unit"), 30, Wrapped}, {b.t("holders"), 36, Wrapped}, {b.t("influence"), 36, Wrapped},
		{b.t("marks"), 10, Integer}, {b.t("decisions"), 11, Integer}, {b.t("decided_amount"), 20, Money}, {b.t("found"), 10, Integer},
	}
	return b.table(b.t("sheet_positions"), columns, 1, func(yield func([]any) bool) {
		for _, x := range b.run.Positions {
			name := b.mask.Text(x.Position)
			if name == "" {
				name = b.mask.Text(x.PositionID)
			}
			if !yield([]any{
				name, b.mask.Text(x.Unit), b.mask.Text(x.Holders), words.Influence.List(b.lang, x.Influence), x.Marks, x.Decisions, x.Amount, x.Findings,
			}) {
				return
			}
		}
	})
}
