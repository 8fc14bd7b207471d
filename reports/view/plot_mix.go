package view

import (
	"strconv"

	"adal/pipeline/run"
	"adal/reports/words"
)

// mixClasses are the classes of methods in the order of a bar: competitive ones from the left.
var mixClasses = []string{"competitive", "e_shop", "exchange", "special", "single_source_failed", "single_source_direct", "unknown"}

// Mixed is by which ways a customer bought, year by year, and the table behind the picture.
type Mixed struct {
	Plot    *Plot
	Years   []string
	Classes []MixRow
}

// MixRow is a class of methods: of each year its share and its amount.
type MixRow struct {
	Class string
	Years []MixCell
}

// MixCell is blank in a year in which nothing was bought so.
type MixCell struct{ Share, Contracts, Amount Num }

// mixed draws how a customer bought; nil where the run does not say.
func (b builder) mixed(bin, name string) *Mixed {
	var years []int
	amounts, cells := map[int]float64{}, map[string]map[int]*run.Mix{}
	for i := range b.run.Mix {
		x := &b.run.Mix[i]
		if x.CustomerBIN != bin {
			continue
		}
		if len(years) == 0 || years[len(years)-1] != x.Year {
			years = append(years, x.Year)
		}
		if cells[x.MethodClass] == nil {
			cells[x.MethodClass] = map[int]*run.Mix{}
		}
		cells[x.MethodClass][x.Year] = x
		amounts[x.Year] += number(x.Amount)
	}
	if len(years) == 0 {
		return nil
	}
	m := &Mixed{Plot: &Plot{Title: b.t("plot_mix"), Note: b.t("plot_mix_note"), Axis: b.t("plot_mix_axis"), Ticks: scale{1, 0.2}.ticks(b.percent)}}
	m.Plot.Label = m.Plot.Title + ". " + b.t("plot_table_beside")
	for _, y := range years {
		m.Years = append(m.Years, strconv.Itoa(y))
		m.Plot.Rows = append(m.Plot.Rows, b.mixRow(y, cells, amounts[y]))
	}
	for _, class := range mixClasses {
		if cells[class] == nil {
			continue
		}
		word := words.MethodClasses.In(b.lang, class)
		row := MixRow{Class: word}
		for _, y := range years {
			row.Years = append(row.Years, b.mixCell(cells[class][y], bin, name, word))
		}
		m.Classes = append(m.Classes, row)
		m.Plot.Keys = append(m.Plot.Keys, PlotKey{"fill", "p-m-" + class, word})
	}
	return m
}

// mixRow is the bar of a year.
func (b builder) mixRow(year int, cells map[string]map[int]*run.Mix, amount float64) PlotRow {
	row := PlotRow{Name: strconv.Itoa(year), Text: words.MoneyShort(b.lang, b.run.Currency, figure2(amount))}
	left := 0.0
	for _, class := range mixClasses {
		if x := cells[class][year]; x != nil {
			row.Pieces = append(row.Pieces, PlotPiece{left, left + x.Share, "p-m-" + class, words.Share(b.lang, x.Share)})
			left += x.Share
		}
	}
	return row
}

// mixCell says what a class had in a year; the contracts of the year and of the one before open.
func (b builder) mixCell(x *run.Mix, bin, name, class string) MixCell {
	if x == nil {
		return MixCell{Share: Num{Text: "—"}}
	}
	n := 0
	year, _ := strconv.Atoi(b.run.Period)
	if bin != "" && x.Year > year-2 {
		n = b.opens(func(l *ledger) opens {
			o := l.slice(opens{All: x.Contracts}, bin, "method_class", x.MethodClass)
			whole := opens{Customer: o.Customer}
			if x.Year < year {
				o.State, whole.State = "before", "before"
			}
			o.Whole = l.number(whole)
			return o
		}, name, class, strconv.Itoa(x.Year))
	}
	return MixCell{b.share(x.Share, n), b.count(x.Contracts, n), Num{words.MoneyShort(b.lang, b.run.Currency, x.Amount), n, "short"}}
}

// mixSection is by which ways each customer bought, year by year.
func (b builder) mixSection() Section {
	return Section{Name: "method_mix", Page: "concentration", File: b.mixFile(), Sheet: b.mixSheet()}
}

func (b builder) mixFile() *Table {
	return file("method_mix.csv", "customer_bin year:integer method_class contracts:integer amount:money share:share", func(yield func([]any) bool) {
		for _, x := range b.run.Mix {
			if !yield([]any{b.mask.ID(x.CustomerBIN), int64(x.Year), x.MethodClass, x.Contracts, x.Amount, x.Share}) {
				return
			}
		}
	})
}

func (b builder) mixSheet() *Table {
	columns := []Column{{b.t("customer"), 18, Text}, {b.columnName("year"), 8, Text}, {b.t("method"), 44, Wrapped}, {b.t("contracts"), 13, Integer}, {b.t("amount"), 20, Money}, {b.t("share"), 11, Share}}
	return b.table(b.t("sheet_mix"), columns, 2, func(yield func([]any) bool) {
		for _, x := range b.run.Mix {
			customer := b.mask.ID(x.CustomerBIN)
			if x.CustomerBIN == "" { // all of them together
				customer = b.t("all_customers")
			}
			if !yield([]any{customer, strconv.Itoa(x.Year), words.MethodClasses.In(b.lang, x.MethodClass), x.Contracts, x.Amount, x.Share}) {
				return
			}
		}
	})
}
