package view

import (
	"strings"

	"adal/reports/words"
)

// contractsSection is the ledger: the contracts behind the numbers, which on the page open from them.
func (b builder) contractsSection() Section {
	return Section{
		Name: "contracts", Page: "contracts-of",
		File:  b.contractsFile(),
		Sheet: b.contractsSheet(),
	}
}

func (b builder) contractsFile() *Table {
	columns := "contract_id root_id number signed_on year:integer customer_bin customer supplier_id supplier group_id value:money amount:money currency " +
		"subject_kind category unit method_class method_id method ground lawful announcement_id lots:integer bids:integer single_bids:integer left_out reason file row:integer"
	return file("contracts.csv", columns, func(yield func([]any) bool) {
		for _, x := range b.run.Contracts {
			if !yield([]any{
				b.mask.Text(x.ID), b.mask.Text(x.Root), b.mask.Text(x.Number), x.SignedOn, known(int64(x.Year)), b.mask.ID(x.CustomerBIN), b.mask.Text(x.Customer), b.mask.ID(x.SupplierID),
				b.mask.Text(x.Supplier), x.GroupID, x.Value, x.Amount, b.mask.Text(x.Currency), x.SubjectKind, b.mask.Text(x.Category), b.mask.Text(x.Unit), x.MethodClass,
				b.mask.Text(x.MethodID), b.mask.Text(x.Method), b.mask.Text(x.Ground), x.Lawful, b.mask.Text(x.Announcement), known(x.Lots), known(x.Bids), bidsOf(x.SingleBids, x.Lots),
				x.LeftOut, words.StepReason(b.lang, "left_out", x.LeftOut), b.mask.Text(x.File), x.Row,
			}) {
				return
			}
		}
	})
}

// contracts lists the contracts behind the numbers of the other sheets.
func (b builder) contractsSheet() *Table {
	columns := []Column{
		{b.t("contract"), 18, Text}, {b.columnName("contract_id"), 14, Text}, {b.t("signed_on"), 13, Date}, {b.columnName("year"), 8, Text}, {b.t("customer"), 40, Text},
		{b.t("supplier"), 34, Text}, {b.columnName("supplier_id"), 16, Text}, {b.columnName("counted_value"), 20, Money}, {b.columnName("category"), 20, Text}, {b.t("bought"), 12, Text},
		{b.t("group"), 19, Text}, {b.columnName("amount"), 20, Money}, {b.columnName("currency"), 9, Text}, {b.t("unit"), 24, Text},
		{b.columnName("method_class"), 36, Text}, {b.t("method"), 44, Text}, {b.t("ground"), 30, Text}, {b.columnName("lawful"), 18, Text}, {b.columnName("left_out"), 36, Text},
		{b.t("file"), 26, Text}, {b.columnName("row"), 10, Integer},
	}
	lang, m := b.lang, b.mask
	t := b.table(b.t("sheet_contracts"), b.listed(columns, 64), 1, func(yield func([]any) bool) {
		for _, i := range b.blocks().order {
			x := &b.run.Contracts[i]
			var year any
			if x.Year > 0 {
				year = int64(x.Year)
			}
			if !yield(b.withListed([]any{
				m.Text(x.Number), m.Text(x.ID), x.SignedOn, year, words.Ref(lang, x.Customer, x.CustomerBIN, m), words.Named(lang, "supplier", x.Supplier, x.SupplierID, m),
				m.ID(x.SupplierID), x.Value, m.Text(x.Category), words.SubjectKinds.In(lang, x.SubjectKind), x.GroupID, x.Amount, m.Text(x.Currency), m.Text(x.Unit),
				words.MethodClasses.In(lang, x.MethodClass), words.Method(lang, m.Text(x.MethodID), m.Text(x.Method)), words.Ground(lang, m.Text(x.Ground)), x.Lawful,
				words.StepReason(lang, "left_out", x.LeftOut), m.Text(x.File), x.Row, b.entry(x.SupplierID),
			})) {
				return
			}
		}
	})
	t.Cut = b.ledgerCut()
	return t
}

// ledgerCut says that the contracts are not all, blank where they are.
func (b builder) ledgerCut() string {
	kept, all := int64(len(b.run.Contracts)), b.run.AllContracts()
	if kept == 0 || kept >= all {
		return ""
	}
	return strings.NewReplacer("{shown}", words.Count(b.lang, kept), "{all}", words.Count(b.lang, all)).Replace(b.t("ledger_rows"))
}

// tip says of a sheet of numbers how to filter the contracts behind them, and on the
// heading of which column; blank where there are none.
func (b builder) tip(sheet string) (column, how string) {
	if len(b.run.Contracts) == 0 {
		return "", ""
	}
	switch sheet {
	case b.t("sheet_concentration"):
		return b.t("contracts"), b.t("tip_slices")
	case b.t("sheet_groups"):
		return b.t("contracts"), b.t("tip_groups")
	case b.t("sheet_lawful"):
		return b.t("contracts"), b.t("tip_lawful")
	case b.t("sheet_reconciliation"):
		return b.t("contracts"), b.t("tip_steps")
	case b.t("sheet_kpi"):
		return b.t("this_year"), b.t("tip_kpi")
	}
	return "", ""
}

// bidsOf is nil where nothing is known of the lots.
func bidsOf(n, lots int64) any {
	if lots == 0 {
		return nil
	}
	return n
}
