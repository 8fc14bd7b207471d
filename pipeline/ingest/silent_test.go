package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/xuri/excelize/v2"

	"adal/pipeline/ingest"
)

// What was once lost or misread without a word.

// A line feed inside a quoted header, with the ends of lines of Windows, loses no row.
func TestLineFeedInHeader(t *testing.T) {
	text := "iin,last_name,first_name,unit,position,date_from,\"room\nnumber\"\r\n" +
		boss + ",Облаков,Кирилл,Отдел,Эксперт,2020-01-01,1\r\n" + clerk + ",Ромашкина,Анна,Отдел,Эксперт,2020-01-01,\"2\r\n3\"\r\n"
	w := read(t, dir{"roster.csv": []byte(text)})
	same(t, "people", w.rows("roster", "iin"), []string{boss, clerk})
}

// A table without rows is noted.
func TestNoRows(t *testing.T) {
	w := read(t, dir{"roster.csv": []byte(rosterHeader + "\n")})
	same(t, "notes", w.notes(), []string{"no_rows_read:0"})
}

// A second table below the first stops the reading with its row; so does a row of those who
// left without the day.
func TestTwoBlocks(t *testing.T) {
	refused(t, dir{"roster.csv": []byte(roster(boss) + "Период,Дата увольнения,ИИН,Фамилия,Имя,Отдел\n")}, ingest.Options{}, "roster.csv", "row 3", "another table")
	// So it does where its rows have fewer cells, and so do rows under a heading of one cell.
	refused(t, dir{"roster.csv": []byte(roster(boss) + "ИИН,Фамилия,Имя,Дата увольнения\n" + clerk + ",Ромашкина,Анна,2025-05-05\n")}, ingest.Options{}, "roster.csv", "row 3", "another table")
	refused(t, dir{"roster.csv": []byte(roster(boss) + "Уволенные\n" + clerk + ",Ромашкина,Анна,Отдел,Эксперт,2020-01-01,\n")}, ingest.Options{}, "roster.csv", "row 4", "those who left")
	for _, late := range []string{"2025-05-05", ""} {
		b := workbook(t, func(f *excelize.File) {
			for i, row := range [][]any{{"Список работников"}, {}, {"ИИН", "ФИО", "Подразделение", "Должность", "Дата назначения", "Дата увольнения"},
				{boss, "Облаков Кирилл", "Отдел", "Эксперт", "01.01.2020"}, {"Уволенные"}, {clerk, "Ромашкина Анна", "Отдел", "Эксперт", "01.01.2019", late}} {
				if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
					t.Fatal(err)
				}
			}
		})
		if late == "" {
			refused(t, dir{"Кадры.xlsx": b}, ingest.Options{}, "row 6", "those who left")
			continue
		}
		same(t, "people", read(t, dir{"Кадры.xlsx": b}).rows("roster", "iin", "date_to"), []string{boss + "|", clerk + "|2025-05-05"})
	}
}

// A column without a name that holds values is noted with its place; one that counts the rows,
// or holds nothing, is not.
func TestUnnamedColumn(t *testing.T) {
	text := "," + rosterHeader + ",,\n1," + boss + ",Облаков,Кирилл,Отдел,Эксперт,2020-01-01,2025-01-01,\n2," + clerk + ",Ромашкина,Анна,Отдел,Эксперт,2020-01-01,2025-02-02,\n"
	w := read(t, dir{"roster.csv": []byte(text)})
	same(t, "people", w.rows("roster", "iin", "date_from"), []string{boss + "|2020-01-01", clerk + "|2020-01-01"})
	if len(w.in.Notes) != 1 || w.in.Notes[0].Note != "unnamed_column" || w.in.Notes[0].Detail != "#H: 2025-01-01 (2)" || w.in.Notes[0].Row != 2 {
		t.Errorf("notes %+v", w.in.Notes)
	}
}

// What forms are filled in with is nothing, and is noted, in names too.
func TestPlaceholders(t *testing.T) {
	w := read(t, dir{"roster.csv": []byte("iin,last_name,first_name,patronymic,unit,position,manager_iin,date_from,date_to\n" +
		boss + ",Облаков,Кирилл,не имеется,Отдел,Эксперт,н/д,2020-01-01,по настоящее время\n" +
		clerk + ",Ромашкина,Анна,Нет,Отдел,Эксперт,—,2020-01-01,н.в.\n")})
	same(t, "people", w.rows("roster", "patronymic", "manager_iin", "date_to"), []string{"||", "||"})
	same(t, "notes", w.notes(), []string{"placeholder:2", "placeholder:2"})
	if d := w.in.Notes[0].Detail + ", " + w.in.Notes[1].Detail; d != "manager_iin: н/д (2), patronymic: не имеется (2)" {
		t.Error(d)
	}
}

// One mark with three digits behind it is what the column shows it to be, and nowhere money
// where the column does not.
func TestMarkInAmounts(t *testing.T) {
	of := func(amounts ...string) []byte {
		s := "contract_id;customer_bin;supplier_id;signed_on;amount\n"
		for i, a := range amounts {
			s += fmt.Sprintf("%d;%s;%s;2026-01-01;%s\n", i, buyer, firm, a)
		}
		return []byte(s)
	}
	for _, c := range []struct{ amounts, want string }{
		{"780,000 1,500,000", "780000.00 1500000.00"}, {"780.000 1.500.000", "780000.00 1500000.00"},
		{"780,000 1,500,000.50", "780000.00 1500000.50"}, {"780.000 100000.500", "780.00 100000.50"}, {"780.125 5.5", "5.50"},
		{"780,000 5", "5.00"}, {"780,000 1,500,000 5,5", "1500000.00 5.50"},
	} {
		w := read(t, dir{"contracts.csv": of(strings.Fields(c.amounts)...)})
		if got := strings.Join(w.rows("contracts", "amount"), " "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.amounts, got, c.want)
		}
	}
}

// Numbers taken for ids of contracts are parted by customer, supplier and day.
func TestNumberAsID(t *testing.T) {
	w := read(t, dir{"Договоры.csv": []byte("Номер договора;БИН заказчика;БИН/ИИН контрагента;Дата договора;Сумма;Состояние\n" +
		"б/н;" + buyer + ";" + firm + ";01.02.2026;5;Расторгнут\nб/н;" + buyer + ";" + other + ";01.02.2026;6;Орындалды\n1/2025;" + buyer + ";" + firm + ";2026-03-01;7;Действует\n")},
		ingest.Options{Mapping: ingest.Mapping{Files: []ingest.FileMapping{{File: "Договоры.csv", Table: "contracts", Columns: map[string]string{"contract_id": "Номер договора"}}}}})
	same(t, "contracts", w.rows("contracts", "contract_id", "number", "status_id"), []string{
		"б/н / " + buyer + " / " + firm + " / 01.02.2026|б/н|340", "б/н / " + buyer + " / " + other + " / 01.02.2026|б/н|390",
		"1/2025 / " + buyer + " / " + firm + " / 2026-03-01|1/2025|190"})
}

// Bids of OCDS: nobody is lost for the want of a number, a joint bid is one, what was
// withdrawn is none; a contract's end and a value of its award are said.
func TestReleaseBids(t *testing.T) {
	one := release("o1", "2026-01-01T00:00:00Z", fmt.Sprintf(`"buyer":{"id":"KZ-BIN-%[1]s","name":"x"},"tender":{"id":"t1"},
		"bids":{"details":[{"id":"1","status":"valid","tenderers":[{"name":"Компания А"}]},
			{"id":"2","tenderers":[{"id":"KZ-BIN-%[2]s"},{"id":"KZ-BIN-%[3]s"}]},
			{"id":"3","status":"withdrawn","tenderers":[{"id":"KZ-BIN-%[2]s"}]},{"id":"4","status":"invited","tenderers":[{"id":"KZ-BIN-%[2]s"}]},{"id":"5"}]},
		"awards":[{"id":"a","suppliers":[{"id":"KZ-BIN-%[2]s"}],"value":{"amount":7,"currency":"KZT"}}],
		"contracts":[{"id":"c","awardID":"a","status":"terminated","dateSigned":"2026-01-01"}]`, buyer, firm, other))
	w := read(t, dir{"a.json": []byte(`{"title":"what no list of keys foresees","version":"1.1","releases":[` + one + `]}`)})
	same(t, "bids", w.rows("bids", "supplier_id", "bid_id"), []string{"NAME:компания а|", firm + "|2", other + "|2"})
	same(t, "rejects", w.rejected(), []string{"a.json[bids]:4 supplier_id missing_value"})
	same(t, "notes", w.notes(), []string{"bid_not_submitted:0", "bidder_by_name:0", "value_from_award:0"})
	same(t, "contracts", w.rows("contracts", "amount", "status_id"), []string{"7.00|340"})
}

// A file of releases without contracts says nothing of the currency of the others.
func TestCurrencyBesideNoContracts(t *testing.T) {
	with := release("o1", "2026-01-01T00:00:00Z", `"buyer":{"id":"AM-TIN-1","name":"x"},"awards":[{"id":"a","suppliers":[{"id":"AM-TIN-2"}]}],"contracts":[{"id":"c","awardID":"a","dateSigned":"2026-01-01","value":{"amount":5,"currency":"AMD"}}]`)
	without := release("o2", "2026-01-01T00:00:00Z", `"buyer":{"id":"AM-TIN-1","name":"x"},"tender":{"id":"t"}`)
	if w := read(t, dir{"a.json": []byte("[" + with + "]"), "b.json": []byte("[" + without + "]")}); w.in.Currency != "AMD" {
		t.Errorf("currency %q", w.in.Currency)
	}
}

// A report that lies in the data is no input, and a pipe is not waited for.
func TestRunAndPipeInData(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"roster.csv": "iin,last_name,first_name,unit,position,date_from\n", "report/manifest.json": "{}", "report/SHA256SUMS": "", "report/contracts.csv": "contract_id\n1\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "contracts.csv"), 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	in, err := ingest.Read(t.Context(), nil, dir, t.TempDir(), ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	why := map[string]string{}
	for _, s := range in.Skipped {
		why[s.Path] = s.Why
	}
	if why["report"] != "run_folder" || why["contracts.csv"] != "not_data" || len(in.Files) != 1 {
		t.Errorf("skipped %v, files %d", why, len(in.Files))
	}
}

// A formula whose value nobody kept refuses the file where the row hangs on it, and is
// counted elsewhere; one of the totals is nobody's.
func TestFormulaWithoutValue(t *testing.T) {
	of := func(column string) []byte {
		return workbook(t, func(f *excelize.File) {
			fill(t, f, "Sheet1", []any{"ИИН", "Фамилия", "Имя", "Подразделение", "Должность", "Категория", "Дата назначения", "Дата увольнения"},
				[]any{boss, "Облаков", "Кирилл", "Отдел", "Эксперт", "C-1", "01.01.2020", "01.02.2021"}, []any{"Итого"})
			must(t, f.SetCellFormula("Sheet1", "H3", "COUNTA(A2:A2)"))
			if column != "" {
				must(t, f.SetCellValue("Sheet1", column+"2", nil))
				must(t, f.SetCellFormula("Sheet1", column+"2", `B2&"x"`))
			}
		})
	}
	for column, header := range map[string]string{"A": "ИИН", "G": "Дата назначения", "H": "Дата увольнения"} {
		refused(t, dir{"roster.xlsx": of(column)}, ingest.Options{}, "row 2", header)
	}
	same(t, "people", read(t, dir{"roster.xlsx": of("")}).rows("roster", "iin"), []string{boss})
	w := read(t, dir{"roster.xlsx": of("F")})
	same(t, "people", w.rows("roster", "iin", "category"), []string{boss + "|"})
	same(t, "notes", w.notes(), []string{"formula_without_value:2", "totals_row:3"})
}
