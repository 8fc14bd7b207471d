package view

import (
	"strconv"

	"adal/reports/words"
)

// concentrationSection is the indices of every slice, by supplier and by group.
func (b builder) concentrationSection() Section {
	return Section{
		Name: "concentration", Page: "concentration",
		File:  b.concentrationFile(),
		Sheet: b.concentrationSheet(),
	}
}

func (b builder) concentrationFile() *Table {
	columns := "customer_bin customer year:integer slice_kind slice identity suppliers:integer contracts:integer amount:money cr1:share cr3:share cr4:share hhi:share hhi_norm:share hhi_min:share " +
		"hhi_excess:share effective_number:share gini:share top_id top_name top_amount:money top_share:share evaluated note"
	return file("concentration.csv", columns, func(yield func([]any) bool) {
		for _, x := range b.run.Slices {
			if !yield([]any{
				b.mask.ID(x.CustomerBIN), b.mask.Text(x.Customer), int64(x.Year), x.Kind, b.mask.Text(x.Slice), x.Identity, x.Suppliers,
				x.Contracts, x.Amount, x.CR1, x.CR3, x.CR4, x.HHI, x.HHINorm,
				x.HHIMin, x.HHIExcess, x.Effective, x.Gini, b.mask.ID(x.TopID), b.mask.Text(x.TopName),
				x.TopAmount, x.TopShare, yesNo(x.Evaluated), words.Codes(b.lang, x.Note, b.mask),
			}) {
				return
			}
		}
	})
}

func (b builder) concentrationSheet() *Table {
	columns := []Column{
		{b.t("customer"), 30, Wrapped}, {b.columnName("slice_kind"), 20, Wrapped}, {b.t("slice"), 26, Wrapped}, {b.columnName("identity"), 15, Text},
		{b.t("suppliers"), 12, Integer}, {b.t("contracts"), 13, Integer}, {b.t("amount"), 20, Money}, {b.columnName("top_name"), 28, Wrapped},
		{b.columnName("top_share"), 11, Share}, {b.columnName("top_amount"), 20, Money}, {b.columnName("hhi"), 10, Decimal}, {b.columnName("cr3"), 11, Share}, {b.columnName("cr4"), 11, Share},
		{b.columnName("hhi_norm"), 12, Decimal}, {b.columnName("hhi_min"), 12, Decimal}, {b.columnName("hhi_excess"), 12, Decimal},
		{b.columnName("effective_number"), 12, Decimal}, {b.columnName("gini"), 10, Decimal}, {b.columnName("evaluated"), 12, Text}, {b.t("note"), 40, Wrapped},
	}
	t := b.table(b.t("sheet_concentration"), b.listed(columns, 44), 3, func(yield func([]any) bool) {
		for _, x := range b.run.Slices {
			customer := words.Ref(b.lang, x.Customer, x.CustomerBIN, b.mask)
			if x.CustomerBIN == "" { // all of them together
				customer = b.t("all_customers")
			}
			evaluated := b.t("few")
			if x.Evaluated {
				evaluated = words.YesNo(b.lang, "yes")
			}
			if !yield(b.withListed([]any{
				customer, words.SliceKinds.In(b.lang, x.Kind), b.mask.Text(words.Slice(b.lang, x.Kind, x.Slice)),
				words.Identities.In(b.lang, x.Identity), x.Suppliers, x.Contracts, x.Amount, words.Named(b.lang, "supplier", x.TopName, x.TopID, b.mask),
				x.TopShare, x.TopAmount, x.HHI, x.CR3, x.CR4, x.HHINorm, x.HHIMin, x.HHIExcess, x.Effective, x.Gini, evaluated, words.Codes(b.lang, x.Note, b.mask), b.holder(x.TopID),
			})) {
				return
			}
		}
	})
	l := b.levels()
	t.Marks = []CellMark{{b.columnName("top_share"), l.veryHigh, "high"}, {b.columnName("top_share"), l.high, "middle"}, {b.columnName("top_share"), l.notice, "low"}}
	t.Links = append(b.sliceLinks(), b.sliceListLinks()...)
	return t
}

// groupsSection is the groups of suppliers with their members.
func (b builder) groupsSection() Section {
	return Section{
		Name: "groups", Page: "groups",
		File:  b.groupsFile(),
		Sheet: b.groupsSheet(),
	}
}

func (b builder) groupsFile() *Table {
	columns := "group_id kind supplier_id name amount:money contracts:integer share:share"
	return file("groups.csv", columns, func(yield func([]any) bool) {
		for _, x := range b.run.Groups {
			if !yield([]any{x.GroupID, x.Kind, b.mask.ID(x.SupplierID), b.mask.Text(x.Name), x.Amount, x.Contracts, x.Share}) {
				return
			}
		}
	})
}

func (b builder) groupsSheet() *Table {
	columns := []Column{
		{b.t("group"), 19, Text}, {b.t("kind"), 30, Text}, {b.t("supplier"), 40, Wrapped}, {b.t("id"), 18, Text}, {b.t("amount"), 20, Money},
		{b.t("contracts"), 13, Integer}, {b.t("share"), 9, Share},
	}
	t := b.table(b.t("sheet_groups"), b.listed(columns, 44), 1, func(yield func([]any) bool) {
		for _, x := range b.run.Groups {
			if !yield(b.withListed([]any{
				x.GroupID, words.GroupKinds.In(b.lang, x.Kind), words.Named(b.lang, "supplier", x.Name, x.SupplierID, b.mask), b.mask.ID(x.SupplierID),
				x.Amount, x.Contracts, x.Share, b.entry(x.SupplierID),
			})) {
				return
			}
		}
	})
	t.Links = b.groupLinks()
	return t
}

// edgesSection is why members of a group belong together, each tie with its source row.
func (b builder) edgesSection() Section {
	return Section{
		Name: "group_edges", Page: "groups",
		File:  b.edgesFile(),
		Sheet: b.edgesSheet(),
	}
}

func (b builder) edgesFile() *Table {
	columns := "group_id from_id to_id type via_id fact table file row:integer"
	return file("group_edges.csv", columns, func(yield func([]any) bool) {
		for _, x := range b.run.Edges {
			if !yield([]any{x.GroupID, b.mask.ID(x.FromID), b.mask.ID(x.ToID), x.Type, b.mask.ID(x.ViaID), words.EdgeFact(b.lang, b.run.Currency, x, b.mask), x.Table, b.mask.Text(x.File), x.Row}) {
				return
			}
		}
	})
}

func (b builder) edgesSheet() *Table {
	columns := []Column{
		{b.t("group"), 19, Text}, {b.columnName("from_id"), 16, Text}, {b.columnName("to_id"), 16, Text}, {b.t("tie"), 28, Wrapped}, {b.columnName("via_id"), 16, Text},
		{b.t("fact"), 64, Wrapped}, {b.t("table"), 20, Wrapped}, {b.t("file"), 22, Text}, {b.columnName("row"), 10, Integer},
	}
	return b.table(b.t("sheet_edges"), columns, 1, func(yield func([]any) bool) {
		for _, x := range b.run.Edges {
			if !yield([]any{
				x.GroupID, b.mask.ID(x.FromID), b.mask.ID(x.ToID), words.EdgeTypes.In(b.lang, x.Type), b.mask.ID(x.ViaID), words.EdgeFact(b.lang, b.run.Currency, x, b.mask),
				words.InputTables.In(b.lang, x.Table), b.mask.Text(x.File), x.Row,
			}) {
				return
			}
		}
	})
}

// kpiSection is the indicators of procurement, this year and the year before.
func (b builder) kpiSection() Section {
	return Section{
		Name: "kpi", Page: "kpi",
		File:  b.kpiFile(),
		Sheet: b.kpiSheet(),
	}
}

func (b builder) kpiFile() *Table {
	columns := "customer_bin year:integer measure value:share previous:share change:share"
	return file("kpi.csv", columns, func(yield func([]any) bool) {
		for _, x := range b.run.KPIs {
			if !yield([]any{b.mask.ID(x.CustomerBIN), int64(x.Year), x.Measure, x.Value, x.Previous, x.Change}) {
				return
			}
		}
	})
}

func (b builder) kpiSheet() *Table {
	columns := []Column{
		{b.t("customer"), 34, Wrapped}, {b.columnName("year"), 8, Text}, {b.t("measure"), 60, Wrapped}, {b.t("this_year"), 18, Number}, {b.t("previous_year"), 18, Number}, {b.t("change"), 18, Number},
		{b.t("made_of"), 44, Wrapped},
	}
	t := b.table(b.t("sheet_kpi"), columns, 1, func(yield func([]any) bool) {
		for i := range b.run.KPIs {
			x := &b.run.KPIs[i]
			unit, change := Number, Number
			switch {
			case words.IsShareMeasure(x.Measure):
				unit, change = Share, PointsOfPercent
			case x.Measure == "contracts" || x.Measure == "suppliers":
				unit, change = Integer, Integer
			case x.Measure == "amount":
				unit, change = Money, Money
			}
			if !yield([]any{
				words.Ref(b.lang, b.customerNames()[x.CustomerBIN], x.CustomerBIN, b.mask), strconv.Itoa(x.Year), words.MeasureName(b.lang, b.run.Currency, x.Measure), Typed{unit, x.Value}, Typed{unit, x.Previous},
				Typed{change, x.Change}, b.madeOf(x),
			}) {
				return
			}
		}
	})
	t.Links = b.kpiLinks()
	return t
}

// lawfulSection is the suppliers the law itself names.
func (b builder) lawfulSection() Section {
	return Section{
		Name: "lawful", Page: "lawful",
		Sheet: b.lawfulSheet(),
		Not:   map[string]string{"file": "contracts.csv has them, in its column lawful"},
	}
}

func (b builder) lawfulSheet() *Table {
	columns := []Column{{b.t("customer"), 34, Wrapped}, {b.t("supplier"), 44, Wrapped}, {b.t("ground"), 24, Wrapped}, {b.t("contracts"), 13, Integer}, {b.t("amount"), 20, Money}}
	return b.table(b.t("sheet_lawful"), b.listed(columns, 44), 0, func(yield func([]any) bool) {
		for _, x := range b.run.Lawful {
			if !yield(b.withListed([]any{words.Ref(b.lang, b.customerNames()[x.CustomerBIN], x.CustomerBIN, b.mask), words.Ref(b.lang, x.Name, x.SupplierID, b.mask), b.mask.Text(x.Ground), x.Contracts, x.Amount, b.entry(x.SupplierID)})) {
				return
			}
		}
	})
}

// reconciliationSection is the way from the rows read to the contracts that count.
func (b builder) reconciliationSection() Section {
	return Section{
		Name: "reconciliation", Page: "reconciliation",
		File:  b.reconciliationFile(),
		Sheet: b.reconciliationSheet(),
	}
}

func (b builder) reconciliationFile() *Table {
	columns := "step reason rows:integer contracts:integer amount:money code"
	return file("reconciliation.csv", columns, func(yield func([]any) bool) {
		for _, x := range b.run.Reconciliation {
			if !yield([]any{x.Step, words.StepReason(b.lang, x.Step, x.Reason), x.Rows, x.Contracts, x.Amount, x.Reason}) {
				return
			}
		}
	})
}

func (b builder) reconciliationSheet() *Table {
	columns := []Column{{b.t("step_heading"), 34, Wrapped}, {b.t("reason"), 54, Wrapped}, {b.t("rows"), 12, Integer}, {b.t("contracts"), 12, Integer}, {b.t("amount"), 22, Money}}
	return b.table(b.t("sheet_reconciliation"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Reconciliation {
			if !yield([]any{words.Steps.In(b.lang, x.Step), words.StepReason(b.lang, x.Step, x.Reason), x.Rows, x.Contracts, x.Amount}) {
				return
			}
		}
	})
}
