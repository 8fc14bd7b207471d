// Package sample holds invented runs for the tests of the reports. Nobody in it lives:
// its people are born in 18xx and its companies registered in a month that cannot be.
package sample

import (
	"fmt"
	"math/big"
	"strconv"

	"adal/pipeline/cases"
	"adal/pipeline/money"
	"adal/pipeline/run"
)

// The people and companies of the sample, named by what they are there for.
const (
	Subordinate  = "850115100009" // shares the last four digits with Superior
	Superior     = "620315100009"
	Wife         = "910105200014" // an employee
	Husband      = "880920100010" // stands behind Builder through Holding
	Decider      = "750611100014" // his name is a formula
	Entrepreneur = "840430200016" // known by her own number
	Colleague    = "700212100016" // shares the last four digits with Entrepreneur
	Scripted     = "930823200011" // her unit is a script
	Nameless     = "790917100015" // has no name
	Mistyped     = "850115100019" // stands only in a rejected row

	Ministry = "491240000089"
	Builder  = "491240000019"
	Holding  = "491240000029"
	Decided  = "491240000039"
	Small    = "491240000049"
	Monopoly = "491240000059"
	Sister   = "491240000069"

	FormulaName = `=HYPERLINK("http://example.invalid","Тест")`
	ScriptUnit  = `<script>alert(1)</script>`
)

// People lists every person of the sample, for a test that looks for leaks.
func People() []string {
	return []string{Subordinate, Superior, Wife, Husband, Decider, Entrepreneur, Colleague, Scripted, Nameless, Mistyped}
}

func number[T any](v T) *T { return &v }

// rule is a rule of the catalogue with its own sentences and the numbers of the sample.
func rule(id, kind, paragraph string, parameters ...run.Parameter) run.Rule {
	r := run.Rule{
		ID: id, Kind: kind, Paragraph: paragraph, Severity: map[string]float64{"violation": 1, "lead": 0.4}[kind],
		Inputs: []string{"roster", "family_links"}, Parameters: parameters, Digest: "0123456789abcdef",
	}
	if err := r.Word(false); err != nil {
		panic(err)
	}
	return r
}

// meeting says where the two people of a rule's findings meet.
func meeting(r run.Rule, where string) run.Rule {
	r.Meet = where
	return r
}

// Rules is the catalogue of the scan's sample.
func Rules() []run.Rule {
	share := run.Parameter{Name: "min_effective_share", Type: "number", Value: "0.10", Default: "0.05", Shared: true}
	return []run.Rule{
		rule("P10-2a", "violation", "10(2)"), rule("P10-2b", "lead", "10(2)"), meeting(rule("P10-2c", "lead", "10(2)"), "unit"), rule("P10-8a", "violation", "10(8)"),
		rule("P10-13a", "violation", "10(13)", share, run.Parameter{Name: "months", Type: "integer", Value: "12", Default: "12"}),
		rule("P12-4b", "lead", "12(4)", share), rule("P12-6a", "lead", "12(6)"),
	}
}

func parts(f *run.Finding, points ...float64) {
	names := []string{"severity", "closeness", "evidence", "influence", "money", "recency", "undisclosed"}
	most := []float64{30, 20, 15, 10, 15, 5, 5}
	facts := []string{f.Kind, f.Tie, f.Confidence, "procurement;finance", f.Amount, f.To, f.Disclosed}
	if f.Amount == "" {
		facts[4] = "none"
	}
	f.Score = 0
	for i, p := range points {
		f.Parts = append(f.Parts, run.Part{Name: names[i], Points: p, Max: most[i], Fact: facts[i]})
		f.Score += p
	}
}

func evidence(rows ...run.Evidence) []run.Evidence {
	for i := range rows {
		rows[i].Step = i + 1
		rows[i].File = rows[i].Table + ".csv"
		rows[i].Row = int64(7*i + 12)
	}
	return rows
}

func row(what, table string, pairs ...string) run.Evidence {
	cells := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		cells[pairs[i]] = pairs[i+1]
	}
	return run.Evidence{What: what, Table: table, Cells: cells}
}

func post(what, iin, last, first, position, unit string, more ...string) run.Evidence {
	return row(what, "roster", append([]string{
		"iin", iin, "last_name", last, "first_name", first, "birth_date", "1885-01-15", "position", position, "unit", unit, "date_from", "2024-03-01",
	}, more...)...)
}

// Scan is a small quarterly run with one of everything a report must show.
func Scan() *run.Run {
	r := &run.Run{Job: run.Scan, Period: "2026Q3", From: "2026-07-01", AsOf: "2026-09-30", Rules: Rules()}
	r.Files = []run.File{
		{No: 1, Table: "roster", Path: "roster.csv", Format: "csv", SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Bytes: 18420, Rows: 152, Normalised: 150, Rejected: 2},
		{No: 2, Table: "family_links", Path: "family_links.csv", Format: "csv", SHA256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", Bytes: 9120, Rows: 311, Normalised: 309, Rejected: 1, LeftOut: 1},
		{No: 3, Table: "supplier_people", Path: "реестр/учредители.xlsx", Format: "xlsx", SHA256: "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13", Bytes: 44120, Rows: 512, Normalised: 512, Unknown: "примечание"},
		{No: 4, Table: "contracts", Path: "contracts.csv", Format: "csv", SHA256: "a4e624d686e03ed2767c0abd85c14426b0b1157d2ce81d27bb4fe4f6f01d688a", Bytes: 144120, Rows: 1204, Normalised: 1203, Rejected: 1},
	}
	a := run.Finding{
		Rank: 1, ID: "7c1f0a9e2b44", Rule: "P10-2a", Kind: "violation", Paragraph: "10(2)", SubjectKind: "person", SubjectID: Subordinate,
		SubjectName: "Асанов Ерлан Болатұлы", Position: "Главный специалист", Unit: "Департамент бюджетного планирования", OtherKind: "person",
		OtherID: Superior, OtherName: "Асанов Болат Сейітұлы", Tie: "parent", From: "2026-07-01", To: "2026-09-30", Confidence: "confirmed",
		Status: "new", Disclosed: "no", Detail: map[string]string{"ban": "both"},
		Evidence: evidence(
			post("post", Subordinate, "Асанов", "Ерлан", "Главный специалист", "Департамент бюджетного планирования", "manager_position_id", "P-017", "kind", "main"),
			post("superior_post", Superior, "Асанов", "Болат", "Директор департамента", "Департамент бюджетного планирования", "position_id", "P-017", "kind", "acting", "influence", "finance;resources"),
			row("kin_link", "family_links", "iin", Subordinate, "relation", "father", "relative_iin", Superior, "relative_last_name", "Асанов", "relative_first_name", "Болат", "relative_birth_date", "1862-03-15", "source", "личная карточка"),
		),
	}
	parts(&a, 30, 20, 15, 10, 0, 5, 5)
	b := run.Finding{
		Rank: 2, ID: "19d3c0ffee55", Rule: "P10-13a", Kind: "violation", Paragraph: "10(13)", SubjectKind: "person", SubjectID: Decider, SubjectName: FormulaName,
		Position: "Заместитель директора", Unit: "Управление закупок", OtherKind: "supplier", OtherID: Decided, OtherName: `ТОО «Учёт & Расчёт»`, Tie: "self",
		From: "2026-02-10", To: "2026-08-16", Amount: "11953000.00", Contracts: number(int64(2)), Confidence: "declared", Status: "persisting", Disclosed: "no",
		Detail: map[string]string{"role": "commission_chair", "how": "head"},
		Evidence: evidence(
			row("role", "supplier_people", "supplier_id", Decided, "holder_id", Decider, "holder_name", FormulaName, "role", "head", "date_from", "2022-01-10", "source", "реестр"),
			row("stake", "supplier_people", "supplier_id", Decided, "holder_id", Decider, "holder_name", FormulaName, "role", "founder", "share_pct", "60.00", "source", "реестр"),
			row("contract", "contracts", "contract_id", "1103", "number", "-1103/26", "supplier_id", Decided, "supplier", `ТОО «Учёт & Расчёт»`, "customer_bin", Ministry, "customer", "Министерство", "signed_on", "2026-08-16", "amount", "3683151.69", "method_id", "6", "category", "331312.100.000000", "status_id", "190"),
			row("contract", "contracts", "contract_id", "1013", "number", "1013/26", "supplier_id", Decided, "customer_bin", Ministry, "signed_on", "2026-02-10", "amount", "8269848.31", "paid", "348412.50"),
			row("decision", "decisions", "iin", Decider, "role", "commission_chair", "contract_id", "1103", "announcement_id", "1103-1", "date", "2026-08-16"),
			row("decision", "decisions", "iin", Decider, "role", "approver", "contract_id", "1013"),
		),
	}
	parts(&b, 30, 20, 5, 8, 11.5, 4, 5)
	b.Favour = favour(len(b.Evidence),
		row("declared_interest", "declared_interests", "iin", Decider, "company_id", Decided, "role", "head", "declared_on", "2026-01-12"),
		row("recusal", "recusals", "iin", Decider, "about_id", "1013", "date", "2026-03-01", "note", "=1+1"),
		row("trust_agreement", "trust_agreements", "iin", Decider, "company_bin", Decided, "trustee_id", Colleague, "date_from", "2026-02-01", "date_to", "2026-02-28"),
	)
	c := run.Finding{
		Rank: 3, ID: "5be1a77a0001", Rule: "P10-8a", Kind: "violation", Paragraph: "10(8)", SubjectKind: "person", SubjectID: Entrepreneur, SubjectName: "Серікова Айгүл",
		Position: "Эксперт", Unit: ScriptUnit, OtherKind: "supplier", OtherID: Entrepreneur, OtherName: "ИП Серікова", Tie: "self", From: "2026-07-01",
		To: "", Confidence: "confirmed", Status: "reopened", Disclosed: "unknown",
		Evidence: evidence(
			post("post", Entrepreneur, "Серікова", "Айгүл", "Эксперт", ScriptUnit),
			row("entrepreneur", "suppliers", "supplier_id", Entrepreneur, "name", "ИП Серікова", "kind", "entrepreneur", "registered_on", "2019-04-02", "commercial", "yes"),
			row("post", "roster", "iin", Scripted, "last_name", "Сериков", "position", "Эксперт, ИИН "+Scripted),
		),
		Disposition: &run.Disposition{Status: "dismissed", Reason: "предприятие закрыто", By: "Отдел профилактики", On: "2025-12-01", Expires: "2026-06-30", Expired: true},
	}
	parts(&c, 30, 20, 12, 0, 0, 5, 0)
	d := run.Finding{
		Rank: 4, ID: "a8c2d4e60002", Rule: "P12-4b", Kind: "lead", Paragraph: "12(4)", SubjectKind: "person", SubjectID: Wife, SubjectName: "Қайратова Динара Маратқызы",
		Position: "Руководитель управления", Unit: "Управление закупок", OtherKind: "supplier", OtherID: Builder, OtherName: "ТОО «Тестстрой»", Tie: "spouse",
		ViaID: Husband, ViaName: "Қайратов Нұрлан", From: "2025-11-11", To: "2026-05-17", Amount: "1243500000.50", Contracts: number(int64(3)), Confidence: "inferred",
		Status: "new", Disclosed: "yes", Detail: map[string]string{"how": "share"},
		Evidence: evidence(
			post("post", Wife, "Қайратова", "Динара", "Руководитель управления", "Управление закупок", "influence", "procurement"),
			row("marriage", "family_links", "iin", Wife, "relation", "husband", "relative_iin", Husband, "date_from", "2010-06-19", "source", "form"),
			row("stake", "supplier_people", "supplier_id", Holding, "holder_id", Husband, "holder_name", "Қайратов Нұрлан", "role", "founder", "share_pct", "60"),
			row("stake", "supplier_people", "supplier_id", Builder, "holder_id", Holding, "holder_name", "ТОО «Холдинг»", "role", "shareholder", "share_pct", "80.5"),
			row("supplier", "suppliers", "supplier_id", Holding, "name", "ТОО «Холдинг»", "kind", "company", "commercial", "yes", "quasi_state", "no"),
			row("contract", "contracts", "contract_id", "1076", "supplier_id", Builder, "supplier", "ТОО «Тестстрой»", "signed_on", "2025-11-11", "amount", "1243500000.50"),
			row("disclosure", "disclosures", "iin", Wife, "about_id", Builder, "notified_on", "2025-10-01", "note", "@письмо № 14"),
		),
	}
	parts(&d, 12, 20, 7, 10, 15, 2, 0)
	e := run.Finding{
		Rank: 5, ID: "c0de00000003", Rule: "P10-2c", Kind: "lead", Paragraph: "10(2)", SubjectKind: "person", SubjectID: Nameless, Position: "Специалист",
		Unit: "Управление закупок", OtherKind: "person", OtherID: Colleague, OtherName: "Қонысбаев Мұрат", Tie: "spouse_sibling", From: "2026-08-02", To: "2026-09-30",
		Confidence: "name_only", Status: "new", Disclosed: "unknown",
		Evidence: evidence(
			post("post", Nameless, "", "", "Специалист", "Управление закупок", "manager_iin", Wife),
			post("other_post", Colleague, "Қонысбаев", "Мұрат", "Ведущий специалист", "Управление закупок"),
		),
	}
	parts(&e, 12, 8, 2, 0, 0, 5, 0)
	f := run.Finding{
		Rank: 6, ID: "d15300000004", Rule: "P10-2c", Kind: "lead", Paragraph: "10(2)", SubjectKind: "person", SubjectID: Superior, SubjectName: "Асанов Болат Сейітұлы",
		Position: "Директор департамента", Unit: "Департамент бюджетного планирования", OtherKind: "person", OtherID: Scripted, OtherName: "Сериков <b>Тест</b>",
		Tie: "child_spouse", From: "2026-07-01", To: "2026-07-10", Confidence: "confirmed", Status: "dismissed", Disclosed: "no",
		Disposition: &run.Disposition{Status: "dismissed", Reason: "Перевод состоялся до начала квартала, приказ № 45", By: "Отдел профилактики, " + Wife, On: "2026-08-20", Expires: "2027-08-20"},
		Evidence:    evidence(post("post", Superior, "Асанов", "Болат", "Директор департамента", "Департамент бюджетного планирования")),
	}
	parts(&f, 12, 10, 8, 5, 0, 1, 2)
	r.Findings = []run.Finding{a, b, c, d, e, f}
	r.Coverage = []run.Coverage{
		{Rule: "P10-2a", Status: "ran", Of: "people", Population: 150, Checked: 118, Findings: 1, Gaps: []run.Gap{{Reason: "no_superior", Count: 12}, {Reason: "no_family_links", Count: 20}, {Reason: "parents_unknown", Count: 61}}},
		{Rule: "P10-2b", Status: "ran", Of: "people", Population: 150, Checked: 118, Gaps: []run.Gap{{Reason: "no_superior", Count: 12}, {Reason: "no_family_links", Count: 20}}},
		{Rule: "P10-2c", Status: "ran", Of: "people", Population: 150, Checked: 130, Findings: 2, Gaps: []run.Gap{{Reason: "no_family_links", Count: 20}}},
		{Rule: "P10-8a", Status: "ran", Of: "people", Population: 150, Checked: 150, Findings: 1},
		{Rule: "P10-13a", Status: "ran", Of: "people", Population: 34, Checked: 30, Findings: 1, Gaps: []run.Gap{{Reason: "no_family_links", Count: 4}}},
		{Rule: "P12-4b", Status: "ran", Of: "people", Population: 150, Checked: 122, Findings: 1, Gaps: []run.Gap{{Reason: "no_family_links", Count: 20}, {Reason: "founders_not_loaded", Count: 8}}},
		{Rule: "P12-6a", Status: "skipped", Reason: "no_table:declared_interests", Of: "people"},
	}
	r.Rejects = []run.Reject{
		{Table: "roster", File: "roster.csv", Row: 17, Column: "iin", Value: "850115100018", Reason: "bad_iin"},
		{Table: "roster", File: "roster.csv", Row: 18, Column: "iin", Value: "85011510001", Reason: "bad_iin"},
		{Table: "family_links", File: "family_links.csv", Row: 40, Column: "relative_iin", Value: Builder, Reason: "is_a_bin"},
		{Table: "contracts", File: "contracts.csv", Row: 99, Column: "amount", Value: "=1+2", Reason: "bad_money"},
		{Table: "contracts", File: "contracts.csv", Row: 103, Column: "supplier_id", Value: "ИП Тест, " + Mistyped, Reason: "bad_id"},
		{Table: "decisions", File: "decisions.csv", Row: 5, Column: "date", Value: "31.02.2026", Reason: "bad_date"},
	}
	r.Quality = []run.Note{
		{Note: "padded_id", Table: "family_links", File: "family_links.csv", Row: 3, ID: Colleague, Detail: "50115100009"},
		{Note: "birth_date_mismatch", Table: "roster", File: "roster.csv", Row: 5, ID: Wife, Detail: "1991-05-01"},
		{Note: "two_names", Table: "roster", File: "roster.csv", Row: 9, ID: Wife, Detail: "Қайратова; Маратова"},
		{Note: "over_100_percent", Table: "supplier_people", ID: Decided, Detail: "1.1"},
		{Note: "link_to_nobody", Table: "family_links", File: "family_links.csv", Row: 77, ID: Nameless, Detail: ""},
		{Note: "unknown_column", Table: "supplier_people", File: "реестр/учредители.xlsx", Detail: "примечание"},
	}
	for i := range 9 {
		r.Quality = append(r.Quality, run.Note{Note: "not_in_register", Table: "contracts", File: "contracts.csv", Row: int64(20 + i), ID: Small, Detail: ""})
	}
	r.Weights = weights()
	r.Positions = []run.Position{
		{PositionID: "P-021", Position: "Руководитель управления", Unit: "Управление закупок", Holders: "Қайратова Динара", Influence: "procurement;finance;control", Marks: 3, Decisions: 41, Amount: "3120500000.00", Findings: 1},
		{PositionID: "P-017", Position: "Директор департамента", Unit: "Департамент бюджетного планирования", Holders: "Асанов Болат", Influence: "finance;resources", Marks: 2, Decisions: 4, Amount: "11953000.00", Findings: 2},
		{PositionID: "P-033", Position: "-Эксперт", Unit: ScriptUnit, Holders: "Серікова Айгүл; " + FormulaName, Influence: "evaluation", Marks: 1, Amount: "0.00"},
	}
	r.Gone = past()
	gather(r)
	return r
}

// gather puts the findings of a run into cases, each with one contract for all its money.
func gather(r *run.Run) {
	about := cases.Concerns{Of: map[string][]int64{}, Contracts: map[int64]cases.Contract{}}
	for i := range r.Findings {
		f := &r.Findings[i]
		amount, ok := new(big.Rat).SetString(f.Amount)
		if !ok {
			continue
		}
		supplier := f.OtherID
		if f.SubjectKind == "supplier" {
			supplier = f.SubjectID
		}
		about.Of[f.ID] = []int64{int64(i)}
		about.Contracts[int64(i)] = cases.Contract{Supplier: supplier, Value: money.Tiyn(amount.Mul(amount, big.NewRat(100, 1)).Num().Uint64())}
	}
	r.Cases = cases.Of(r, about)
}

// favour puts rows that speak for a person behind the steps of what a finding rests on.
func favour(after int, rows ...run.Evidence) []run.Evidence {
	rows = evidence(rows...)
	for i := range rows {
		rows[i].Step += after
	}
	return rows
}

// past is two findings of the run before: of one the data show no more, of the other nobody can tell.
func past() []run.Gone {
	cured := run.Finding{
		Rank: 3, ID: "60e0000000a1", Rule: "P12-4b", Kind: "lead", Paragraph: "12(4)", SubjectKind: "person", SubjectID: Scripted, SubjectName: "Серікова <b>Тест</b>",
		OtherKind: "supplier", OtherID: Sister, OtherName: FormulaName, Tie: "spouse", ViaID: Nameless, ViaName: "Серіков Тест", Amount: "100.00", Contracts: number(int64(1)),
		Score: 44.5, Confidence: "confirmed", Status: "persisting", Disclosed: "unknown",
	}
	unknown := run.Finding{
		Rank: 9, ID: "60e0000000a2", Rule: "P99-1", Kind: "violation", Paragraph: "10(2)", SubjectKind: "person", SubjectID: Colleague, SubjectName: "Коллегин Тест",
		OtherKind: "person", OtherID: Wife, OtherName: "Қайратова Динара", Tie: "sibling", Score: 80, Confidence: "confirmed", Status: "new", Disclosed: "no",
	}
	return []run.Gone{
		{Finding: cured, Supplied: true, Changes: []run.Change{
			{What: "stake_ended", Table: "supplier_people", File: "реестр/учредители.xlsx", Row: 17, New: "2026-06-30"},
			{What: "value_changed", Table: "supplier_people", File: "реестр/учредители.xlsx", Row: 17, Column: "holder_id", Old: Nameless, New: "<script>alert(1)</script>"},
			{What: "threshold_changed", Column: "P12-4b.min_effective_share", Old: "0.05", New: "0.10"},
			{What: "window_moved", Old: "2026Q2", New: "2026Q3"},
		}},
		{Finding: unknown, Changes: []run.Change{
			{What: "not_supplied", Table: "disclosures", New: "no_table"}, {What: "not_supplied", Table: "roster", File: "roster.csv", Row: 12}, {What: "rule_gone", Column: "P99-1"},
		}},
	}
}

// Many is Scan with n findings, for tests of size.
func Many(n int) *run.Run {
	r := Scan()
	base := r.Findings[:5]
	var out []run.Finding
	for i := range n {
		f := base[3+i%2]
		if i < n/3 {
			f = base[i%3]
		}
		f.Rank, f.ID = i+1, fmt.Sprintf("%012x", i)
		f.Disposition = nil
		f.SubjectName += " " + strconv.Itoa(i)
		out = append(out, f)
	}
	r.Findings = out
	gather(r)
	return r
}

func weights() []run.Weight {
	return []run.Weight{
		{Name: "severity", Max: 30, Default: 30}, {Name: "closeness", Max: 20, Default: 20}, {Name: "evidence", Max: 15, Default: 15},
		{Name: "influence", Max: 10, Default: 10}, {Name: "money", Max: 15, Default: 15}, {Name: "recency", Max: 5, Default: 5},
		{Name: "undisclosed", Max: 5, Default: 5},
	}
}
