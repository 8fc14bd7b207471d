package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"adal/pipeline/ingest"
)

// One contract of the portal in every form users hold it in gives one row.
func TestPortalContract(t *testing.T) {
	snake := fmt.Sprintf(`{"id":100,"parent_id":null,"root_id":0,"trd_buy_id":5,"trd_buy_number_anno":"11456831-1","ref_contract_status_id":390,"deleted":0,
		"crdate":"2026-01-30 10:00:00","supplier_id":777,"supplier_biin":%q,"contract_number":"1","contract_number_sys":"Д-1","customer_id":88,"customer_bin":%q,
		"ref_subject_type_id":1,"fin_year":2026,"ref_currency_code":"KZT","contract_sum":"1000.00","contract_sum_wnds":1120.0,"fakt_sum_wnds":5.6E2,
		"sign_date":"2026-02-01 00:00:00.000000","ref_contract_type_id":1,"description_ru":"Бумага","fakt_trade_methods_id":2,"system_id":3,"index_date":"2026-02-02"}`, firm, buyer)
	camel := snake
	for from, to := range map[string]string{
		"parent_id": "parentId", "root_id": "rootId", "trd_buy_id": "trdBuyId", "trd_buy_number_anno": "trdBuyNumberAnno", "ref_contract_status_id": "refContractStatusId",
		`"supplier_id"`: `"supplierId"`, "supplier_biin": "supplierBiin", "contract_number_sys": "contractNumberSys", "contract_number": "contractNumber", "customer_id": "customerId",
		"customer_bin": "customerBin", "ref_subject_type_id": "refSubjectTypeId", "fin_year": "finYear", "ref_currency_code": "refCurrencyCode", "contract_sum_wnds": "contractSumWnds",
		`"contract_sum"`: `"contractSum"`, "fakt_sum_wnds": "faktSumWnds", "sign_date": "signDate", "ref_contract_type_id": "refContractTypeId", "description_ru": "descriptionRu",
		"fakt_trade_methods_id": "faktTradeMethodsId", "system_id": "systemId", "index_date": "indexDate",
	} {
		camel = strings.ReplaceAll(camel, from, to)
	}
	oneLine := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	names := "id;root_id;trd_buy_number_anno;ref_contract_status_id;deleted;supplier_id;supplier_biin;contract_number_sys;customer_bin;ref_subject_type_id;fin_year;ref_currency_code;contract_sum;contract_sum_wnds;fakt_sum_wnds;sign_date;ref_contract_type_id;description_ru;fakt_trade_methods_id"
	values := strings.Join([]string{"100", "0", "11456831-1", "390", "0", "777", firm, "Д-1", buyer, "1", "2026", "KZT", "1000.00", "1120.00", "560.00", "2026-02-01 00:00:00.000000", "1", "Бумага", "2"}, ";")
	want := []string{"100||" + buyer + "|" + firm + "|Д-1|2026-02-01|2026|1120.00|1000.00|560.00|KZT|2|goods|Бумага|11456831-1|main|390|false"}
	for name, b := range map[string]string{
		"REST page.json":      `{"total":1,"limit":500,"next_page":"","items":[` + snake + `]}`,
		"GraphQL.json":        `{"data":{"Contract":[` + camel + `]},"extensions":{"pageInfo":{"hasNextPage":false,"lastId":100}}}`,
		"two pages.json":      `{"total":1,"limit":500,"next_page":"/v3","items":[]}` + "\n" + `{"total":1,"items":[` + snake + `]}`,
		"dump.jsonl":          oneLine(snake) + "\n",
		"pages.jsonl":         oneLine(`{"items":[`+camel+`],"total":1}`) + "\n" + `{"items":[]}` + "\n",
		"array.json":          "[" + camel + "]",
		"dump.csv":            "\ufeff" + names + "\n" + values + "\n",
		"dump-bars.csv":       "'" + strings.ReplaceAll(names, ";", "'|'") + "'\n'" + strings.ReplaceAll(values, ";", "'|'") + "'\n",
		"dump.parquet":        string(parquetOf(t, strings.ReplaceAll(names, ";", ",")+"\n"+strings.ReplaceAll(values, ";", ",")+"\n")),
		"contracts.json":      `{"items":[` + snake + `]}`,
		"contracts-dump2.csv": names + "\n" + values + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			w := read(t, dir{name: []byte(b)})
			same(t, "rows", w.rows("contracts", "contract_id", "root_id", "customer_bin", "supplier_id", "number", "signed_on", "year", "amount", "amount_net", "paid", "currency",
				"method_id", "subject_kind", "description", "announcement_id", "type", "status_id", "deleted"), want)
		})
	}
}

// A day of signing that is blank is the day of creation, and noted.
func TestPortalSignDate(t *testing.T) {
	w := read(t, dir{"c.json": []byte(fmt.Sprintf(`[{"id":1,"supplierBiin":%q,"customerBin":%q,"contractSumWnds":5,"signDate":null,"crdate":"2026-01-02 03:04:05"}]`, firm, buyer))})
	same(t, "rows", w.rows("contracts", "signed_on"), []string{"2026-01-02"})
	same(t, "notes", w.notes(), []string{"missing_signed_on:0"})
}

// Subjects give the companies, and their employees with roles and dates; a person is known
// by the IIN.
func TestPortalSubjects(t *testing.T) {
	w := read(t, dir{"subjects.json": []byte(fmt.Sprintf(`{"data":{"Subjects":[
		{"pid":1,"bin":%q,"iin":"","nameRu":"ТОО «Первое»","nameKz":"«Бірінші» ЖШС","typeSupplier":1,"qvazi":0,"regdate":"2010-05-06 00:00:00","okedList":["46900","47000"],
		 "Address":[{"address":"г. Ойжай","phone":"1"},{"address":"другой"}],
		 "Employees":[{"iin":%q,"fio":"Облаков Кирилл","role":1,"roleName":"Первый руководитель","startDate":"2011-01-01","endDate":null},
		              {"iin":%q,"fio":"Ромашкина Ж.","role":2,"roleName":"Ответственный за закупки","startDate":"2012-01-01","endDate":"2013-01-01"}]},
		{"pid":2,"bin":null,"iin":%q,"nameRu":"ИП Жулдызов","typeSupplier":3,"Employees":[]}]}}`, firm, boss, clerk, zero))})
	same(t, "suppliers", w.rows("suppliers", "supplier_id", "name", "kind", "quasi_state", "registered_on", "address", "oked"), []string{
		firm + "|ТОО «Первое»|company|false|2010-05-06|г. Ойжай|46900;47000", zero + "|ИП Жулдызов|entrepreneur||||"})
	same(t, "people", w.rows("supplier_people", "supplier_id", "holder_id", "holder_name", "role", "date_from", "date_to"), []string{
		firm + "|" + boss + "|Облаков Кирилл|head|2011-01-01|", firm + "|" + clerk + "|Ромашкина Ж.|representative|2012-01-01|2013-01-01"})
}

// A contract's category is the code with the largest sum over its units, by the unit, its
// plan or its lot; deleted units say nothing, and what the contract says itself stays.
func TestPortalUnits(t *testing.T) {
	contracts := fmt.Sprintf("contract_id,customer_bin,supplier_id,signed_on,amount,category\n1,%[1]s,%[2]s,2026-01-01,9,\n2,%[1]s,%[2]s,2026-01-01,9,999999\n3,%[1]s,%[2]s,2026-01-01,9,\n4,%[1]s,%[2]s,2026-01-01,9,\n", buyer, firm)
	units := `{"total":6,"items":[
		{"id":1,"contract_id":1,"lot_id":0,"pln_point_id":0,"total_sum_wnds":"10.00","deleted":0,"Plans":{"refEnstruCode":"111111.000.000001","refSubjectTypeId":2}},
		{"id":2,"contract_id":1,"pln_point_id":0,"total_sum_wnds":6,"deleted":0,"Plans":[{"refEnstruCode":"222222.000.000002"}]},
		{"id":3,"contract_id":1,"pln_point_id":0,"total_sum_wnds":6,"deleted":0,"Plans":{"refEnstruCode":"222222.000.000002","refJustificationId":224}},
		{"id":4,"contract_id":1,"pln_point_id":0,"total_sum_wnds":99,"deleted":1,"Plans":{"refEnstruCode":"333333.000.000003"}},
		{"id":5,"contract_id":2,"pln_point_id":0,"total_sum_wnds":1,"Plans":{"refEnstruCode":"444444.000.000004"}},
		{"id":6,"contract_id":3,"pln_point_id":70,"total_sum_wnds":1},
		{"id":7,"contract_id":4,"lot_id":80,"pln_point_id":0,"total_sum_wnds":1}]}`
	plans := fmt.Sprintf(`[{"id":70,"subject_biin":%q,"ref_trade_methods_id":3,"ref_enstru_code":"555555.000.000005","ref_justification_id":null,"amount":1,"plan_fin_year":2026}]`, buyer)
	lots := `[{"id":80,"lot_number":"80-1","trd_buy_id":1,"trd_buy_number_anno":"5-1","amount":1,"enstru_list":["666666.000.000006"],"ref_trade_methods_id":2,"ref_lot_status_id":1}]`
	w := read(t, dir{"contracts.csv": []byte(contracts), "units.json": []byte(units), "plans.json": []byte(plans), "lots.json": []byte(lots)})
	same(t, "contracts", w.rows("contracts", "contract_id", "category", "subject_kind", "planned_method_id", "ground"), []string{
		"1|222222.000.000002|works||224", "2|999999|||", "3|555555.000.000005||3|", "4|666666.000.000006||2|"})
}

// Bids name the announcement by the portal's own number; announcements translate it. Their
// commissions are decisions.
func TestPortalAnnouncements(t *testing.T) {
	buys := fmt.Sprintf(`{"total":1,"limit":50,"next_page":"","items":[{"id":900,"number_anno":"11-1","name_ru":"Закупка","total_sum":100,"ref_trade_methods_id":2,"customer_bin":%q,"ref_buy_status_id":350,
		"publish_date":"2026-01-01 10:00:00","fin_year":[2026,2027],"Commission":[{"iin":%q,"fio":"Облаков","role":"Председатель"},{"iin":%q,"fio":"Ромашкина","role":"член комиссии"}]}]}`, buyer, boss, clerk)
	apps := fmt.Sprintf(`{"data":{"TrdApp":[{"id":1,"buyId":900,"supplierBinIin":%q,"dateApply":"2026-01-05","AppLots":[{"lotId":80,"statusId":1,"price":10,"amount":9.5},{"lotId":81,"statusId":2,"amount":7}]}]}}`, firm)
	w := read(t, dir{"a.json": []byte(buys), "b.json": []byte(apps)})
	same(t, "bids", w.rows("bids", "announcement_id", "lot_id", "supplier_id", "amount", "status"), []string{"11-1|80|" + firm + "|9.50|1", "11-1|81|" + firm + "|7.00|2"})
	same(t, "decisions", w.rows("decisions", "announcement_id", "iin", "role"), []string{"11-1|" + boss + "|commission_chair", "11-1|" + clerk + "|commission_member"})
	same(t, "announcements", w.rows("announcements", "announcement_id", "method_id", "customer_bin", "published_on"), []string{"11-1|2|" + buyer + "|2026-01-01"})
}

func TestPortalUnfair(t *testing.T) {
	w := read(t, dir{"РНУ.json": []byte(fmt.Sprintf(`{"items":[{"id":1,"supplier_biin":%q,"supplier_name_ru":"ТОО","supplier_head_name":"Облаков","supplier_head_biin":%q,"start_date":"2026-01-01 00:00:00","end_date":null,"ref_reason_id":1}]}`, firm, boss))})
	same(t, "unfair", w.rows("unfair_suppliers", "supplier_id", "name", "head_name", "head_iin", "date_from", "date_to", "reason"), []string{firm + "|ТОО|Облаков|" + boss + "|2026-01-01||1"})
}

// Bad lines of a dump are rejected with their number; the rest is read.
func TestBadLines(t *testing.T) {
	line := func(i string) string {
		return fmt.Sprintf(`{"iin":%q,"last_name":"Облаков","first_name":"Кирилл","unit":"Отдел","position":"Эксперт","date_from":"2020-01-01"}`, i)
	}
	w := read(t, dir{"roster.jsonl": []byte(line(boss) + "\n\n{\"iin\":\n" + line(clerk) + "\nnull\n" + line(zero)[:50])})
	same(t, "rows", w.rows("roster", "iin"), []string{boss, clerk})
	same(t, "rejects", w.rejected(), []string{"roster.jsonl:2  broken_row", "roster.jsonl:4  broken_row", "roster.jsonl:5  broken_row"})
}

// What adal.yaml says goes before what a file looks like.
func TestMapping(t *testing.T) {
	csv := cp1251("отчёт\nномер|кто это|где|кем|с какого\n" + boss + "|Облаков Кирилл Леонидович|Отдел|врио директора|01.01.2020\n")
	m := ingest.Mapping{Files: []ingest.FileMapping{{
		File: "выгрузка*.dat", Table: "roster", HeaderRow: 2, Encoding: "windows-1251", Delimiter: "|",
		Columns:   map[string]string{"iin": "номер", "last_name": "кто это", "first_name": "кто это", "patronymic": "Кто Это", "unit": "#C", "position": "#4", "date_from": "с какого", "kind": "кем"},
		Constants: map[string]string{"service_class": "corps_b"}, Values: map[string]map[string]string{"kind": {"ВРИО  директора": "acting"}},
	}}, Ignore: []string{"старое/*", "*.bak"}}
	if wrong := m.Check(); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	d := dir{"выгрузка 1.dat": csv, "старое/roster.csv": []byte(roster(clerk)), "roster.csv.bak": []byte("x")}
	w := read(t, d, ingest.Options{Mapping: m})
	same(t, "rows", w.rows("roster", "iin", "last_name", "first_name", "patronymic", "unit", "position", "service_class", "kind", "date_from"), []string{
		boss + "|Облаков|Кирилл|Леонидович|Отдел|врио директора|corps_b|acting|2020-01-01"})
	m.Files[0].Columns["unit"] = "нет такого"
	refused(t, d, ingest.Options{Mapping: m}, `no column "нет такого"`, "columns found: номер, кто это", "correct adal.yaml")
	m.Files[0].File = "другой.dat"
	refused(t, d, ingest.Options{Mapping: m}, `names the file "другой.dat"`)
	for _, f := range []ingest.FileMapping{{}, {File: "["}, {File: "x", Table: "people"}, {File: "x", Columns: map[string]string{"iin": "x"}}, {File: "x", Table: "roster", Columns: map[string]string{"inn": "x"}},
		{File: "x", Encoding: "latin9"}, {File: "x", Delimiter: "-"}, {File: "x", Quote: "`"}, {File: "x", HeaderRow: -1}} {
		if len((ingest.Mapping{Files: []ingest.FileMapping{f}}).Check()) == 0 {
			t.Errorf("%+v passes", f)
		}
	}
}
