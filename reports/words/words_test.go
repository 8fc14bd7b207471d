package words_test

import (
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports/internal/sample"
	"adal/reports/mask"
	"adal/reports/words"
)

// TestVocabularies holds every vocabulary to a family of its own, and the words of kinship
// to those the tables may say; the words themselves are looked at in package texts.
func TestVocabularies(t *testing.T) {
	names := map[string]bool{}
	for _, table := range words.Tables() {
		if names[table.Name] || len(table.Codes()) == 0 {
			t.Errorf("vocabulary %q has no words of its own", table.Name)
		}
		names[table.Name] = true
	}
	for _, tie := range strings.Fields("self spouse parent child sibling grandparent grandchild spouse_parent spouse_child spouse_sibling child_spouse parent_spouse sibling_spouse dependant") {
		if !words.Ties.Has(tie) {
			t.Errorf("no word for the tie %s", tie)
		}
	}
	for _, relation := range strings.Fields(`father mother parent adoptive_parent son daughter child adopted_child husband wife spouse brother sister sibling
		half_sibling grandfather grandmother grandparent grandson granddaughter grandchild spouse_parent spouse_sibling spouse_child child_spouse sibling_spouse
		parent_spouse dependant`) {
		if !words.Relations.Has(relation) {
			t.Errorf("no word for the relation %s", relation)
		}
	}
}

func TestUnknownCodesStayReadable(t *testing.T) {
	if got := words.Reasons.In("ru", "some_new_code"); got != "some new code" {
		t.Errorf("got %q", got)
	}
	if got := words.Reasons.WithArgument("en", "no_table:disclosures,other", words.InputTables); got != "no table: notices of a conflict of interest (disclosures), other" {
		t.Errorf("got %q", got)
	}
}

func TestFormats(t *testing.T) {
	const b = "\u00a0"
	for _, c := range []struct{ got, want string }{
		{words.Money("ru", "", "11953000.00"), "11" + b + "953" + b + "000,00" + b + "₸"},
		{words.Money("kk", "", "0.5"), "0,50" + b + "₸"},
		{words.Money("en", "", "11953000.00"), "KZT" + b + "11,953,000.00"},
		{words.Money("ru", "", "-100.10"), "−100,10" + b + "₸"},
		{words.Money("ru", "", ""), ""},
		{words.Money("ru", "", "много"), "много"},
		{words.MoneyShort("ru", "", "1072700264.66"), "1,07" + b + "млрд" + b + "₸"},
		{words.MoneyShort("en", "", "999.00"), "KZT" + b + "999.00"},
		{words.Money("ru", "AMD", "11953000.00"), "11" + b + "953" + b + "000,00" + b + "AMD"},
		{words.Money("en", "AMD", "-0.5"), "AMD" + b + "−0.50"},
		{words.MoneyShort("kk", "AMD", "1072700264.66"), "1,07" + b + "млрд" + b + "AMD"},
		{words.MoneyShort("en", "AMD", "1072700264.66"), "AMD" + b + "1.07" + b + "billion"},
		{words.InCurrency("AMD", words.Columns.In("ru", "paid")), "оплачено, AMD"},
		{words.InCurrency("", words.Columns.In("ru", "paid")), "оплачено, ₸"},
		{words.MeasureName("en", "AMD", "amount"), "Amount of contracts, AMD"},
		{words.MeasureName("kk", "", "amount"), "Шарттар сомасы, ₸"},
		{words.CurrencyNote("en", ""), ""},
		{words.Date("ru", "2026-07-01"), "01.07.2026"},
		{words.Date("en", "2026-07-01"), "2026-07-01"},
		{words.Date("ru", "скоро"), "скоро"},
		{words.Span("ru", "2026-07-01", ""), "с 01.07.2026"},
		{words.Span("ru", "", "2026-07-01"), "по 01.07.2026"},
		{words.Span("kk", "2026-07-01", "2026-07-02"), "01.07.2026 – 02.07.2026"},
		{words.Span("ru", "2026-07-01", "2026-07-01"), "01.07.2026"},
		{words.Span("en", "", ""), ""},
		{words.Share("ru", 0.345), "34,5" + b + "%"},
		{words.Share("en", 1), "100.0%"},
		{words.Percent("ru", "80.50"), "80,5" + b + "%"},
		{words.Count("ru", 1234567), "1" + b + "234" + b + "567"},
		{words.Count("en", -1234), "−1,234"},
		{words.Period("ru", "2026Q3"), "III квартал 2026 года"},
		{words.Period("kk", "2026Q3"), "2026 жылғы III тоқсан"},
		{words.Period("en", "2026Q3"), "Q3 2026"},
		{words.Period("ru", "2025"), "2025 год"},
		{words.SliceName("ru", "category4=3313"), "категория ЕНС ТРУ 3313"},
		{words.SliceName("en", "all"), "all procurement"},
		{words.SliceName("en", "subject_kind=goods"), "goods"},
		{words.Paragraph("ru", "10(2)"), "подпункт 2) пункта 10"},
		{words.Paragraph("kk", "52"), "52-тармақ"},
		{words.Paragraph("en", "10(13)"), "paragraph 10(13)"},
		{words.Parameter("ru", run.Parameter{Name: "min_effective_share", Type: "number", Value: "0.05"}), "5,0" + b + "%"},
		{words.Parameter("ru", run.Parameter{Name: "months", Type: "integer", Value: "12"}), "12"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestFacts holds one sentence of every table against what its row says.
func TestFacts(t *testing.T) {
	cell := func(pairs ...string) map[string]string {
		m := map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i]] = pairs[i+1]
		}
		return m
	}
	person, company := sample.Superior, sample.Builder
	const b = "\u00a0"
	for _, c := range []struct {
		what, table string
		cells       map[string]string
		want        string
	}{
		{"post", "roster", cell("iin", person, "last_name", "Асанов", "first_name", "Болат", "birth_date", "1862-03-15", "position", "Директор", "unit_id", "U1", "manager_iin", sample.Wife, "date_to", "2026-01-31", "kind", "acting"),
			"Асанов Болат (ИИН ********0009): Директор; подразделение: U1; исполняет обязанности; по 31.01.2026; руководитель: ИИН ********0014"},
		{"kin_link", "family_links", cell("iin", person, "relation", "son", "relative_last_name", "Асанов", "relative_birth_date", "1885-01-15", "date_from", "2001-01-01"),
			"Сведения о семье ИИН ********0009: сын — Асанов"},
		{"marriage", "family_links", cell("iin", person, "relation", "wife", "relative_iin", sample.Wife, "date_from", "2001-01-01"),
			"Сведения о семье ИИН ********0009: жена — ИИН ********0014; с 01.01.2001"},
		{"supplier", "suppliers", cell("supplier_id", company, "name", "ТОО «Т»", "kind", "company", "phone", "+7", "registered_on", "2019-04-02", "commercial", "true"),
			"ТОО «Т» (БИН 491240000019); юридическое лицо; регистрация с 02.04.2019; коммерческая: да"},
		{"contact", "suppliers", cell("supplier_id", company, "phone", "+7 700"), "БИН 491240000019; телефон: +7 700"},
		{"stake", "supplier_people", cell("supplier_id", company, "holder_id", person, "role", "founder", "share_pct", "60.00"),
			"ИИН ********0009 — учредитель, организация БИН 491240000019; доля 60" + b + "%"},
		{"contract", "contracts", cell("contract_id", "7", "number", "Д-7", "supplier_id", "AM-TIN:02578471", "signed_on", "2026-08-16", "amount", "100.50", "paid", "0.00", "status_id", "190", "method_id", "23"),
			"Договор Д-7; ид. 7; подписан 16.08.2026; сумма 100,50" + b + "₸; поставщик: AM-TIN:02578471; способ: из одного источника путём прямого заключения договора (23); статус действует (190)"},
		{"contract", "contracts", cell("contract_id", "8", "amount", "10.00", "paid", "0.00", "currency", "usd"), "Договор 8; сумма 10,00" + b + "USD"},
		{"contract", "contracts", cell("contract_id", "9", "amount", "10.00", "paid", "0.00", "currency", "тенге"), "Договор 9; сумма 10,00" + b + "₸"},
		{"decision", "decisions", cell("iin", person, "role", "approver", "announcement_id", "7-1"), "ИИН ********0009: утверждающее лицо; объявление 7-1; без даты"},
		{"recusal", "recusals", cell("iin", person, "about_id", company, "date", "2026-01-02"), "ИИН ********0009: самоотвод 02.01.2026, относительно БИН 491240000019"},
		{"disclosure", "disclosures", cell("iin", person, "about_id", "1103", "notified_on", "2026-01-02", "note", "письмо"), "ИИН ********0009: уведомление 02.01.2026, относительно 1103; письмо"},
		{"member", "governing_bodies", cell("organisation_bin", company, "organisation", "АО «Т»", "body", "Совет", "iin", person, "name", "Асанов"),
			"Асанов (ИИН ********0009) — в составе: Совет, АО «Т» (БИН 491240000019)"},
		{"trust", "trust_agreements", cell("iin", person, "company_bin", company, "trustee_id", sample.Wife, "date_from", "2020-01-01"),
			"ИИН ********0009: доверительное управление, организация БИН 491240000019; управляющий: ИИН ********0014; с 01.01.2020"},
		{"declared", "declared_interests", cell("iin", person, "company_id", company, "role", "founder", "share_pct", "5", "declared_on", "2026-02-01"),
			"ИИН ********0009: заявлена организация БИН 491240000019; учредитель; доля 5" + b + "%; заявлено 01.02.2026"},
		{"outside_work", "outside_work", cell("iin", person, "organisation_bin", company, "activity", "scientific"), "ИИН ********0009: деятельность в организации БИН 491240000019 — научная"},
		{"bid", "bids", cell("announcement_id", "7-1", "lot_id", "3", "supplier_id", company, "amount", "5.00"), "Заявка БИН 491240000019, объявление 7-1; лот 3; сумма 5,00" + b + "₸"},
		{"unit", "units", cell("unit_id", "U1", "unit", "Отдел", "parent_unit_id", "U0"), "Подразделение Отдел (U1); входит в U0"},
		{"row", "новая", cell("iin", person, "birth_date", "1862-03-15"), "дата рождения: 1862; ИИН: ********0009"},
		{"row", "roster", nil, ": должность не указана"},
	} {
		m := mask.FromIDs([]string{person, sample.Wife}, false)
		if got := words.Fact("ru", "", run.Evidence{What: c.what, Table: c.table, Cells: c.cells}, m); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.table, got, c.want)
		}
		for _, lang := range words.Langs {
			if words.Fact(lang, "", run.Evidence{What: c.what, Table: c.table, Cells: c.cells}, m) == "" {
				t.Errorf("%s, %s: no fact", c.table, lang)
			}
		}
	}
}

func TestSummary(t *testing.T) {
	share, n := 0.345, int64(1200)
	f := &run.Finding{
		SubjectKind: "person", SubjectID: sample.Superior, OtherKind: "supplier", OtherID: sample.Builder, OtherName: "ТОО {via}", Tie: "spouse",
		ViaName: "Она", To: "2026-07-01", Amount: "5.00", Contracts: &n, Share: &share, Slice: "category4=3313", Paragraph: "10(2)",
		Detail: map[string]string{"ban": "both", "how": "share", "day": "2026-01-02", "depth": "3", "limit": "39320000.00", "hhi_group": "0.27463", "contact": "phone;email", "via_relation": "son"},
	}
	rule := func(s string) run.Rule { return run.Rule{ID: "R", Summary: run.Text{RU: s, KK: s, EN: s}} }
	m := mask.FromIDs([]string{sample.Superior}, false)
	const b = "\u00a0"
	for _, c := range []struct{ lang, template, want string }{
		{"ru", "{subject} — {other}, {via} ({tie})", "ИИН ********0009 — ТОО {via}, Она (супруг или супруга)"},
		{"ru", "{via} ({tie}) и {other}", "Она (супруг или супруга) и ТОО {via}"},
		{"ru", "Участвовала {via}... И {via}И.. Требует проверки.", "Участвовала Она... И ОнаИ. Требует проверки."},
		{"ru", "с {from} по {to}; {position}; {unit}", "с неизвестной даты по 01.07.2026; должность не указана; подразделение не указано"},
		{"en", "{amount}, {contracts}, {share}, {slice}, {paragraph}", "KZT" + b + "5.00, 1,200, 34.5%, ENS TRU category 3313, 10(2)"},
		{"ru", "{ban}; {how}; {day}; {depth}; {limit}; {hhi_group}; {contact}", "обоих; доля участия, прямо или через организации; 02.01.2026; 3; 39" + b + "320" + b + "000,00" + b + "₸; 0,2746; телефон, электронная почта"},
	} {
		got, err := words.Expand(c.lang, "", rule(c.template), f, m)
		if err != nil || got != c.want {
			t.Errorf("got %q, %v\nwant %q", got, err, c.want)
		}
	}
	if got := words.Detail("ru", "", "grounds", "16(3)(28) × 3 = 1200.00 ₸; — × 1 = 5.00 ₸", nil); got != "16(3)(28) — малые закупки × 3 = 1"+b+"200,00"+b+"₸; — × 1 = 5,00"+b+"₸" {
		t.Errorf("got %q", got)
	}
	if got := words.Detail("ru", "", "largest_share", "0.15", nil); got != "15,0"+b+"%" {
		t.Errorf("got %q", got)
	}
	if got := words.Detail("en", "AMD", "grounds", "23 × 3 = 1200.00 ₸; — × 1 = 5.00 ₸", nil); got != "23 × 3 = AMD"+b+"1,200.00; — × 1 = AMD"+b+"5.00" {
		t.Errorf("got %q", got)
	}
	if got := words.Summary("ru", "AMD", rule("{amount}; {limit}"), f, m); got != "5,00"+b+"AMD; 39"+b+"320"+b+"000,00"+b+"AMD" {
		t.Errorf("got %q", got)
	}
	in := *f
	in.Tie, in.ViaName = "spouse_parent", "Она Ивановна Петровна"
	if got := words.Summary("ru", "", rule("{via} ({tie}); {tie}"), &in, m); got != "Она Ивановна Петровна (тёща — мать супруги); тёща (мать супруги)" {
		t.Errorf("got %q", got)
	}
	if s, err := words.Expand("kk", "", rule("{subject} {nobody}"), f, m); err == nil || !strings.Contains(s, "{nobody}") {
		t.Errorf("an unknown placeholder passes: %q, %v", s, err)
	}
	if err := words.CheckTemplate(rule("{subject} {depth}"), []string{"depth"}); err != nil {
		t.Error(err)
	}
	if words.CheckTemplate(rule("{subjekt}"), nil) == nil {
		t.Error("a misspelt placeholder passes")
	}
	if words.CheckTemplate(run.Rule{ID: "R", Summary: run.Text{RU: "{other}", KK: "{via}", EN: "{other}"}}, nil) == nil {
		t.Error("a place missing in one language passes")
	}
}

// TestSampleSentences makes sure that every sentence of the sample runs fills all its places.
func TestSampleSentences(t *testing.T) {
	for _, r := range []*run.Run{sample.Scan(), sample.Annual()} {
		rules := map[string]run.Rule{}
		for _, x := range r.Rules {
			rules[x.ID] = x
		}
		for i := range r.Findings {
			for _, lang := range words.Langs {
				if _, err := words.Expand(lang, "", rules[r.Findings[i].Rule], &r.Findings[i], nil); err != nil {
					t.Error(err)
				}
			}
		}
	}
}
