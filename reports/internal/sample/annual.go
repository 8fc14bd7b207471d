package sample

import "adal/pipeline/run"

// Suppliers of the annual sample.
const (
	Alpha   = "491240000099"
	Beta    = "491240000108"
	Gamma   = "491240000118"
	Delta   = "491240000128"
	Parent  = "491240000138" // a holding without contracts
	Foreign = "AM-TIN:02578471"
)

type holding struct {
	id, name, amount string
	contracts        int64
	share            float64
	group            string
}

const groupID, suspectedID = "9b1f00aa12cd", "9b1f00aa77ee"

// Annual is a small run of the concentration report with one of everything.
func Annual() *run.Run {
	high := run.Parameter{Name: "share", Type: "number", Value: "0.35", Default: "0.35"}
	r := &run.Run{Job: run.Concentration, Period: "2025", From: "2025-01-01", AsOf: "2025-12-31"}
	r.Rules = []run.Rule{rule("P52a", "lead", "52", high), rule("P52b", "lead", "52", high), rule("P52e", "violation", "52")}
	r.Files = []run.File{{No: 1, Table: "contracts", Path: "contracts.csv", Format: "csv", SHA256: "a4e624d686e03ed2767c0abd85c14426b0b1157d2ce81d27bb4fe4f6f01d688a", Bytes: 144120, Rows: 499, Normalised: 497, Rejected: 2}}
	one := run.Finding{
		Rank: 1, ID: "52b000000001", Rule: "P52b", Kind: "lead", Paragraph: "52", SubjectKind: "group", SubjectID: groupID, SubjectName: "ТОО «Альфа Снаб»",
		OtherKind: "customer", OtherID: Ministry, OtherName: "Министерство", From: "2025-01-01", To: "2025-12-31", Amount: "512300000.00", Contracts: number(int64(31)),
		Share: number(0.4775), Slice: "all", Confidence: "confirmed", Status: "new", Disclosed: "unknown",
		Detail: map[string]string{"level": "high", "members": "3", "largest_share": "0.251", "hhi_supplier": "0.0868", "hhi_group": "0.27463650994", "hhi_change": "0.187836"},
		Evidence: evidence(
			row("controller", "supplier_people", "supplier_id", Alpha, "holder_id", Husband, "holder_name", "Қайратов Нұрлан", "role", "head"),
			row("controller", "supplier_people", "supplier_id", Beta, "holder_id", Husband, "role", "founder", "share_pct", "100"),
			row("contract", "contracts", "contract_id", "77", "supplier_id", Alpha, "supplier", "ТОО «Альфа Снаб»", "signed_on", "2025-03-04", "amount", "120000000.00", "method_id", "23", "ground", "16(3)(28)"),
		),
	}
	parts(&one, 12, 10, 12, 0, 15, 3, 0)
	two := run.Finding{
		Rank: 2, ID: "52a000000002", Rule: "P52a", Kind: "lead", Paragraph: "52", SubjectKind: "supplier", SubjectID: Entrepreneur, SubjectName: "+ИП Серікова",
		OtherKind: "customer", OtherID: Ministry, OtherName: "Министерство", From: "2025-01-01", To: "2025-12-31", Amount: "70000000.00", Contracts: number(int64(7)),
		Share: number(0.51234567891234), Slice: "category4=3313", Confidence: "confirmed", Status: "persisting", Disclosed: "unknown",
		Detail: map[string]string{"level": "very_high", "lawful": "5000000.00"},
	}
	parts(&two, 12, 0, 12, 0, 12.5, 3, 0)
	r.Findings = []run.Finding{one, two}
	r.Coverage = []run.Coverage{
		{Rule: "P52a", Status: "ran", Of: "slices", Population: 42, Checked: 17, Findings: 1, Gaps: []run.Gap{{Reason: "few_contracts", Count: 25}}},
		{Rule: "P52b", Status: "ran", Of: "slices", Population: 42, Checked: 17, Findings: 1, Gaps: []run.Gap{{Reason: "few_contracts", Count: 25}}},
		{Rule: "P52e", Status: "skipped", Reason: "no_table:roster,family_links", Of: "people"},
	}
	r.Rejects = []run.Reject{{Table: "contracts", File: "contracts.csv", Row: 103, Column: "supplier_id", Value: "9301011000", Reason: "bad_id"}, {Table: "contracts", File: "contracts.csv", Row: 9, Column: "amount", Value: "@10", Reason: "bad_money"}}
	r.Quality = []run.Note{{Note: "unknown_method", Table: "contracts", File: "contracts.csv", Row: 30, ID: "302", Detail: "Особый способ"},
		{Note: "hub_controller", Table: "supplier_people", File: "supplier_people.csv", Row: 4, ID: Superior, Detail: "27"}}
	r.Weights = weights()
	flagged(r)

	bySupplier := []holding{
		{Alpha, "ТОО «Альфа Снаб»", "233900000.00", 14, 0.218, groupID}, {Beta, "ТОО «Бета Строй Монтаж Сервис»", "150200000.00", 9, 0.14, groupID},
		{Gamma, "ИП Гамма", "128200000.00", 8, 0.1195, groupID}, {Delta, "АО «Дельта»", "118000000.00", 11, 0.11, ""}, {Monopoly, "АО «Теплосеть»", "107270000.00", 1, 0.1, ""},
		{Small, "ТОО «Малый»", "96500000.00", 4, 0.09, ""}, {Sister, "ТОО «Сестра»", "85800000.00", 6, 0.08, ""}, {Entrepreneur, "+ИП Серікова", "70000000.00", 7, 0.065, ""},
		{Foreign, "Foreign Supplies LLC", "48300000.00", 3, 0.045, ""}, {Decided, "ТОО «Учёт»", "34530000.00", 2, 0.0325, ""},
	}
	byGroup := append([]holding{{Alpha, "ТОО «Альфа Снаб»", "512300000.00", 31, 0.4775, groupID}}, bySupplier[3:]...)
	add := func(kind, slice, identity string, list []holding) {
		for _, h := range list {
			r.Holdings = append(r.Holdings, run.Holding{
				CustomerBIN: Ministry, Kind: kind, Slice: slice, Identity: identity, ID: h.id, Name: h.name, Amount: h.amount, Contracts: h.contracts, Share: h.share, GroupID: h.group,
			})
		}
	}
	add("all", "all", "supplier", bySupplier)
	add("all", "all", "group", byGroup)
	add("category4", "3313", "supplier", []holding{{Entrepreneur, "+ИП Серікова", "70000000.00", 7, 0.51234567891234, ""}, {Alpha, "ТОО «Альфа Снаб»", "66600000.00", 4, 0.48765432108766, groupID}})
	add("category4", "3313", "group", []holding{{Entrepreneur, "+ИП Серікова", "70000000.00", 7, 0.51234567891234, ""}, {Alpha, "ТОО «Альфа Снаб»", "66600000.00", 4, 0.48765432108766, groupID}})

	mix := func(year int, class string, n int64, amount string, share float64) {
		r.Mix = append(r.Mix, run.Mix{CustomerBIN: Ministry, Year: year, MethodClass: class, Contracts: n, Amount: amount, Share: share})
	}
	mix(2024, "competitive", 60, "500000000.00", 0.5)
	mix(2024, "single_source_direct", 48, "411200000.00", 0.4112)
	mix(2024, "unknown", 2, "88800000.00", 0.0888)
	mix(2025, "competitive", 20, "321810079.40", 0.3)
	mix(2025, "e_shop", 12, "85816021.17", 0.08)
	mix(2025, "single_source_direct", 40, "665074164.09", 0.62)
	r.Categories = []run.Category{{Code: "3313", Name: "Ремонт <приборов>, заявка " + Entrepreneur}}
	r.NamedByLaw = []run.LawfulCategory{{CustomerBIN: Ministry, Code: "8121", Amount: "9000000.00"}}

	slice := func(kind, value, identity string, n, contracts int64, amount string, top, hhi float64, topID, topName string, evaluated bool, note string) {
		x := run.Slice{
			CustomerBIN: Ministry, Customer: "Министерство", Year: 2025, Kind: kind, Slice: value, Identity: identity, Suppliers: n, Contracts: contracts, Amount: amount,
			CR1: top, CR3: min(1, top*1.9), CR4: min(1, top*2.2), HHI: hhi, HHIMin: 0.0201698404925, Effective: 1 / hhi, Gini: 0.4796653242153903,
			TopID: topID, TopName: topName, TopAmount: "233900000.00", TopShare: top, Evaluated: evaluated, Note: note,
		}
		if n > 1 {
			x.HHINorm = number((hhi - 1/float64(n)) / (1 - 1/float64(n)))
			x.HHIExcess = number((hhi - x.HHIMin) / (1 - x.HHIMin))
		}
		r.Slices = append(r.Slices, x)
	}
	slice("all", "all", "supplier", 27, 72, "1072700264.66", 0.21800760351646095, 0.08677821450396771, Alpha, "ТОО «Альфа Снаб»", true, "")
	slice("all", "all", "group", 13, 72, "1072700264.66", 0.4775, 0.2746365099534512, groupID, "ТОО «Альфа Снаб»", true, "")
	slice("subject_kind", "goods", "supplier", 11, 16, "205762647.68", 0.1416, 0.1199, Delta, "АО «Дельта»", true, "")
	slice("subject_kind", "goods", "group", 5, 16, "205762647.68", 0.3525, 0.2408, groupID, "ТОО «Альфа Снаб»", true, "")
	slice("category4", "3313", "supplier", 2, 11, "136600000.00", 0.51234567891234, 0.5003, Entrepreneur, "+ИП Серікова", true, "")
	slice("category4", "3313", "group", 2, 11, "136600000.00", 0.51234567891234, 0.5003, Entrepreneur, "+ИП Серікова", true, "")
	slice("category4", "8121", "supplier", 1, 2, "9000000.00", 1, 1, Monopoly, "АО «Теплосеть»", false, "without_category")
	slice("category4", "8121", "group", 1, 2, "9000000.00", 1, 1, Monopoly, "АО «Теплосеть»", false, "without_category")
	slice("method_class", "single_source_direct", "supplier", 9, 40, "640000000.00", 0.33, 0.19, Alpha, "ТОО «Альфа Снаб»", true, "")
	slice("method_class", "single_source_direct", "group", 6, 40, "640000000.00", 0.61, 0.43, groupID, "ТОО «Альфа Снаб»", true, "")

	member := func(group, kind, id, name, amount string, n int64, share float64) {
		r.Groups = append(r.Groups, run.GroupMember{GroupID: group, Kind: kind, SupplierID: id, Name: name, Amount: amount, Contracts: n, Share: share})
	}
	member(groupID, "certain", Alpha, "ТОО «Альфа Снаб»", "233900000.00", 14, 0.218)
	member(groupID, "certain", Beta, "ТОО «Бета Строй Монтаж Сервис»", "150200000.00", 9, 0.14)
	member(groupID, "certain", Gamma, "ИП Гамма", "128200000.00", 8, 0.1195)
	member(groupID, "certain", Parent, "ТОО «Мать»", "0.00", 0, 0)
	member(suspectedID, "suspected", Small, "ТОО «Малый»", "96500000.00", 4, 0.09)
	member(suspectedID, "suspected", Sister, "ТОО «Сестра»", "85800000.00", 6, 0.08)
	edge := func(group, from, to, kind, via, table string, line int64, cells ...string) {
		r.Edges = append(r.Edges, run.GroupEdge{
			GroupID: group, FromID: from, ToID: to, Type: kind, ViaID: via, Cells: row("", table, cells...).Cells, Table: table, File: table + ".csv", Row: line,
		})
	}
	edge(groupID, Alpha, Beta, "same_controller", Husband, "supplier_people", 12, "supplier_id", Alpha, "holder_id", Husband, "holder_name", "Қайратов Нұрлан", "role", "head", "date_from", "2020-01-01")
	edge(groupID, Beta, Gamma, "related_controllers", Husband+";"+Wife, "family_links", 4, "iin", Wife, "relation", "husband", "relative_iin", Husband)
	edge(groupID, Parent, Alpha, "controls", "", "supplier_people", 44, "supplier_id", Alpha, "holder_id", Parent, "holder_name", "ТОО «Мать»", "role", "founder", "share_pct", "75")
	edge(suspectedID, Small, Sister, "shared_phone", "", "suppliers", 9, "supplier_id", Small, "name", "ТОО «Малый»", "phone", "+7 700 000 00 00")

	kpi := func(measure string, now, before, change *float64) {
		r.KPIs = append(r.KPIs, run.KPI{CustomerBIN: Ministry, Year: 2025, Measure: measure, Value: now, Previous: before, Change: change})
	}
	kpi("single_source_direct_amount", number(0.5966), number(0.4112), number(18.54))
	kpi("single_source_direct_count", number(0.5555), number(0.6), number(-4.45))
	kpi("e_shop_amount", number(0.08), nil, nil)
	kpi("competitive_amount", number(0.3), number(0.5), number(-20.0))
	kpi("contracts", number(72.0), number(80.0), number(-8.0))
	kpi("suppliers", number(27.0), number(31.0), number(-4.0))
	kpi("bids_per_lot", number(2.1), number(2.6), number(-0.5))
	r.Reconciliation = []run.Reconciliation{
		{Step: "read", Rows: 499, Contracts: 269, Amount: ""}, {Step: "collapsed", Reason: "later_version", Rows: 190, Amount: "911000000.00"},
		{Step: "left_out", Reason: "excluded_status", Rows: 12, Contracts: 9, Amount: "71000000.12"}, {Step: "left_out", Reason: "other_year", Rows: 220, Contracts: 188, Amount: "2200000000.00"},
		{Step: "counted", Rows: 77, Contracts: 72, Amount: "1072700264.66"},
	}
	r.Lawful = []run.Lawful{{CustomerBIN: Ministry, SupplierID: Monopoly, Name: "АО «Теплосеть»", Ground: "16(3)(1)", Contracts: 1, Amount: "107270000.00"}}
	r.Unknown = []run.UnknownMethod{{MethodID: "302", Method: "Особый способ", Contracts: 2, Amount: "1000.50"}}
	r.Quality = append(r.Quality, run.Note{Note: "ledger_cut", Table: "contracts", Detail: "9 / 269"})
	r.Contracts = ledger()
	r.Files = append(r.Files, run.File{No: 2, Table: "unfair_suppliers", Path: "rnu.json", Format: "json", SHA256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", Bytes: 900, Rows: 40, Normalised: 40})
	r.Unfair = register()
	gather(r)
	return r
}

// register is entries in force, over and yet to begin, one of them hostile; Beta has two.
func register() []run.Unfair {
	return []run.Unfair{
		{SupplierID: Beta, Name: "ТОО «Бета Строй Монтаж Сервис»", From: "2020-01-01", To: "2021-12-31", Reason: "решение суда", File: "rnu.json", Row: 2},
		{SupplierID: Beta, Name: "ТОО «Бета Строй Монтаж Сервис»", From: "2025-02-01", To: "2027-02-01", Reason: `=HYPERLINK("http://example.invalid")`, File: "rnu.json", Row: 3},
		{SupplierID: Monopoly, Name: "АО «Теплосеть»", From: "2026-01-15", File: "rnu.json", Row: 4},
		{SupplierID: Delta, Name: "АО «Дельта»", To: "2025-12-30", Reason: "1", File: "rnu.json", Row: 5},
		{SupplierID: Colleague, Name: "</script><b>Тест", Reason: "<script>alert(1)</script>, заявитель " + Entrepreneur, File: "rnu.json", Row: 6},
		{SupplierID: Entrepreneur, Name: "+ИП Серікова", To: "2025-12-31", Reason: "отказ", File: "rnu.json", Row: 7},
	}
}

// ledger is a list of contracts that was cut: some that count, one of the year before, and
// some left out.
func ledger() []run.Contract {
	c := func(id, number, signed string, year int, supplier, name, value, amount, left string, line int64) run.Contract {
		return run.Contract{
			ID: id, Root: id, Number: number, SignedOn: signed, Year: year, CustomerBIN: Ministry, Customer: "Министерство", SupplierID: supplier, Supplier: name,
			Value: value, Amount: amount, LeftOut: left, File: "contracts.csv", Row: line,
		}
	}
	all := []run.Contract{
		c("77", "Д-77", "2025-03-04", 2025, Alpha, "ТОО «Альфа Снаб»", "120000000.00", "120000000.00", "", 78),
		c("78", "", "2025-03-05", 2025, Monopoly, "АО «Теплосеть»", "107270000.00", "107270000.00", "", 79),
		c("79", "=Д-79", "2025-04-04", 2025, Entrepreneur, "+ИП Серікова", "10000000.00", "12000000.50", "", 80),
		c("80", "по заявлению "+Entrepreneur, "2025-04-05", 2025, Foreign, "Foreign Supplies LLC", "90071992547409.93", "90071992547409.93", "", 81),
		c("81", "<script>alert(1)</script>", "2025-04-06", 2025, Colleague, "</script><b>Тест", "1000.50", "1000.50", "", 82),
		c("82", "Д-82", "2024-04-06", 2024, Alpha, "ТОО «Альфа Снаб»", "5000.00", "5000.00", "other_year", 83),
		c("83", "Д-83", "2025-04-06", 2025, Beta, "ТОО «Бета Строй Монтаж Сервис»", "", "-5.00", "not_positive", 84),
		c("84", "Д-84", "2025-04-06", 2025, Foreign, "Foreign Supplies LLC", "", "10.00", "no_rate", 85),
		c("85", "Д-85", "", 0, Gamma, "ИП Гамма", "", "", "no_row_left", 86),
	}
	bought := func(i int, subject, category, unit, class, id, method, ground, lawful string) {
		x := &all[i]
		x.SubjectKind, x.Category, x.Unit, x.MethodClass, x.MethodID, x.Method, x.Ground, x.Lawful = subject, category, unit, class, id, method, ground, lawful
	}
	bought(0, "goods", "331312", "U1", "single_source_direct", "23", "", "16(3)(28)", "")
	bought(1, "services", "8121", "", "single_source_direct", "23", "", "200", "16(3)(1)")
	bought(2, "works", "331400", "U1", "competitive", "2", "Открытый конкурс", "", "")
	bought(4, "", "", "", "unknown", "302", "Особый способ", "", "")
	bought(5, "goods", "331312", "U1", "e_shop", "60", "", "", "")
	all[0].GroupID, all[7].Currency = groupID, "USD"
	all[2].Announcement, all[2].Lots, all[2].Bids, all[2].SingleBids = "7-1", 3, 5, 1
	return all
}
