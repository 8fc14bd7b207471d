package ingest_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"adal/pipeline/ingest"
)

func workbook(t testing.TB, write func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	write(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func fillRow(t testing.TB, f *excelize.File, sheet string, row int, cells ...any) {
	t.Helper()
	for i, c := range cells {
		if c == nil {
			continue
		}
		name, err := excelize.CoordinatesToCellName(i+1, row)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue(sheet, name, c); err != nil {
			t.Fatal(err)
		}
	}
}

func fill(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, r := range rows {
		fillRow(t, f, sheet, i+1, r...)
	}
}

func rosterCells(ids ...any) [][]any {
	rows := [][]any{{"ИИН", "Фамилия", "Имя", "Подразделение", "Должность", "Дата назначения"}}
	for _, id := range ids {
		rows = append(rows, []any{id, "Облаков", "Кирилл", "Отдел", "Эксперт", "01.01.2020"})
	}
	return rows
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// One person's number as text, as a number that lost its zero, as a formula's value, with
// blanks and an apostrophe: one person.
func TestNumbersOfPeople(t *testing.T) {
	number := int64(0)
	for _, c := range zero {
		number = number*10 + int64(c-'0')
	}
	b := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", rosterCells(zero, number, "'"+zero, " "+zero[:6]+" "+zero[6:]+"\u00a0", float64(number), zero+".0")...)
		must(t, f.SetCellFormula("Sheet1", "A8", `=A3`))
		fillRow(t, f, "Sheet1", 8, nil, "Облаков", "Кирилл", "Отдел", "Эксперт", "01.01.2020")
		must(t, f.SetCellDefault("Sheet1", "A9", "5.020310000E9"))
		fillRow(t, f, "Sheet1", 9, nil, "Облаков", "Кирилл", "Отдел", "Эксперт", "01.01.2020")
	})
	b = withXML(t, b, "xl/worksheets/sheet1.xml", `<c r="A8" t="str"><f>=A3</f></c>`, `<c r="A8"><f>A3</f><v>`+strings.TrimLeft(zero, "0")+`</v></c>`)
	w := read(t, dir{"кадры.xlsx": b})
	// All of them are the same row: the first stays, the others are its repetitions.
	same(t, "rows", w.rows("roster", "iin"), []string{zero})
	if f := w.in.Files[0].File; f.LeftOut+f.Rejected != f.Rows-1 || f.Rejected > 1 {
		t.Errorf("rows %d, left out %d, rejected %d: %v", f.Rows, f.LeftOut, f.Rejected, w.rejected())
	}
}

// A number in scientific notation is written out where it kept its digits, and rejected
// where it did not: nobody is guessed.
func TestScientific(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", rosterCells("x", "y", "8.50115E+11")...)
	})
	whole := boss[:1] + "." + strings.TrimRight(boss[1:], "0") + "E11"
	b = withXML(t, b, "xl/worksheets/sheet1.xml", `<c r="A2" t="s"><v>6</v></c>`, `<c r="A2"><v>`+whole+`</v></c>`)
	w := read(t, dir{"кадры.xlsx": b})
	same(t, "rows", w.rows("roster", "iin"), []string{boss})
	same(t, "rejects", w.rejected(), []string{"кадры.xlsx:3 iin bad_iin", "кадры.xlsx:4 iin bad_iin"})
	csv := read(t, dir{"roster.csv": []byte(roster("8.50115E+11", boss[:1]+"."+boss[1:]+"E+11"))})
	same(t, "CSV", csv.rows("roster", "iin"), []string{boss})
	same(t, "CSV rejects", csv.rejected(), []string{"roster.csv:2 iin bad_iin"})
}

// withXML replaces a piece of a part of a workbook.
func withXML(t testing.TB, b []byte, part, from, to string) []byte {
	t.Helper()
	files := unzipped(t, b)
	if !bytes.Contains(files[part], []byte(from)) {
		t.Fatalf("%s has no %s:\n%s", part, from, files[part])
	}
	files[part] = bytes.ReplaceAll(files[part], []byte(from), []byte(to))
	return zipped(files)
}

func contractCells(amount, date any) []any {
	return []any{"100", buyer, firm, date, amount}
}

var contractHeader = []any{"Ид", "БИН заказчика", "БИН поставщика", "Дата заключения", "Сумма договора с НДС"}

// Amounts as people and spreadsheets write them.
func TestAmounts(t *testing.T) {
	for text, want := range map[any]string{
		"11 953 000,00": "11953000.00", "11\u00a0953\u00a0000,00": "11953000.00", "11\u202f953\u202f000.5": "11953000.50", 11953000.5: "11953000.50",
		11953000: "11953000.00", "11 953 000,00 тг": "11953000.00", 100000.3: "100000.30", 0.1 + 0.2: "0.30", "—": "", "nan": "", "нет": "", 1.1953e7: "11953000.00",
	} {
		b := workbook(t, func(f *excelize.File) { fill(t, f, "Sheet1", contractHeader, contractCells(text, "01.02.2026")) })
		w := read(t, dir{"Договоры.xlsx": b})
		same(t, "amount", w.rows("contracts", "amount"), []string{want})
	}
}

// Days as numbers, as texts, with times, before 1900, and in a workbook that counts from 1904.
func TestDays(t *testing.T) {
	book := func(from1904 bool) []byte {
		return workbook(t, func(f *excelize.File) {
			fill(t, f, "Sheet1", contractHeader)
			day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			must(t, err)
			for i, d := range []any{46054, "01.02.2026", "2026-02-01", 46054.75, "1.2.2026 г.", "12.05.1856"} {
				fillRow(t, f, "Sheet1", i+2, contractCells(1, d)...)
				if i == 0 {
					must(t, f.SetCellStyle("Sheet1", "D2", "D2", day))
				}
			}
			if from1904 {
				must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}))
			}
		})
	}
	w := read(t, dir{"contracts.xlsx": book(false)})
	same(t, "days", w.rows("contracts", "signed_on"), []string{"2026-02-01", "2026-02-01", "2026-02-01", "2026-02-01", "2026-02-01", "1856-05-12"})
	same(t, "notes", w.notes(), []string{"serial_date:0"})
	w = read(t, dir{"contracts.xlsx": book(true)})
	same(t, "days since 1904", w.rows("contracts", "signed_on")[:2], []string{"2030-02-02", "2026-02-01"})
}

// A percent of the spreadsheet is a hundredth; a plain number is what it says.
func TestPercents(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", []any{"БИН организации", "ИИН участника", "Роль", "Доля, %"},
			[]any{firm, boss, "учредитель", 0.25}, []any{firm, clerk, "учредитель", 0.25}, []any{firm, ownerOf, "участник", "33,4%"}, []any{other, boss, "участник", 0.07})
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
		must(t, err)
		must(t, f.SetCellStyle("Sheet1", "D2", "D2", percent))
		must(t, f.SetCellStyle("Sheet1", "D5", "D5", percent))
	})
	w := read(t, dir{"Учредители.xlsx": b})
	same(t, "shares", w.rows("supplier_people", "share_pct"), []string{"25.00000000", "0.25000000", "33.40000000", "7.00000000"})
}

// Titles above, a header over two rows with merged cells, numbers of the columns, a column
// without a name, a unit merged down, totals and a signature below, a repeated header, a
// heading in the middle; and a hidden sheet. Rows are those the screen shows.
func TestReportLikeSheet(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		const s = "Sheet1"
		fillRow(t, f, s, 1, "Сведения о работниках")
		fillRow(t, f, s, 3, "№", "Работник", nil, "Место", nil, nil, "Дата назначения")
		fillRow(t, f, s, 4, nil, "ИИН", "ФИО", "Подразделение", "Должность", nil, nil)
		fillRow(t, f, s, 5, 1, 2, 3, 4, 5, 6, 7)
		fillRow(t, f, s, 6, "Центральный аппарат")
		fillRow(t, f, s, 7, 1, boss, "Облаков Кирилл Леонидович", "Отдел", "Директор", "врем.", "01.01.2020")
		fillRow(t, f, s, 8, 2, clerk, "Cерікова Aйгүл", nil, "Эксперт", nil, "01.01.2021")
		fillRow(t, f, s, 9, nil, "ИИН", "ФИО", "Подразделение", "Должность")
		fillRow(t, f, s, 10, 3, zero, "Ромашкин Глеб", "Другой отдел", "Эксперт", nil, "01.01.2022")
		fillRow(t, f, s, 11, "Итого", nil, "3 чел.")
		fillRow(t, f, s, 13, "Исполнитель", "Вымышленный В.В.")
		for _, m := range [][2]string{{"A1", "G1"}, {"A3", "A4"}, {"B3", "C3"}, {"D3", "E3"}, {"G3", "G4"}, {"A6", "G6"}, {"D7", "D8"}} {
			must(t, f.MergeCell(s, m[0], m[1]))
		}
		_, err := f.NewSheet("Скрытый")
		must(t, err)
		fill(t, f, "Скрытый", rosterCells(ownerOf)...)
		must(t, f.SetSheetVisible("Скрытый", false))
	})
	w := read(t, dir{"Список.xlsx": b})
	same(t, "rows", w.rows("roster", "iin", "last_name", "first_name", "patronymic", "unit", "position"), []string{
		boss + "|Облаков|Кирилл|Леонидович|Отдел|Директор", clerk + "|Серікова|Айгүл||Отдел|Эксперт", zero + "|Ромашкин|Глеб||Другой отдел|Эксперт"})
	same(t, "source rows", w.rows("(SELECT src, src & 4294967295 AS r FROM roster)", "r"), []string{"7", "8", "10"})
	same(t, "notes", w.notes(), []string{"hidden_sheet:0", "not_a_record:13", "not_a_record:6", "numbering_row:5", "repeated_header:9", "totals_row:11", "unnamed_column:7"})
	if f := w.in.Files[0].File; f.Rows != 8 || f.LeftOut != 5 || f.Normalised != 3 {
		t.Errorf("rows %d, left out %d, normalised %d", f.Rows, f.LeftOut, f.Normalised)
	}
	w = read(t, dir{"Список.xlsx": b}, ingest.Options{Mapping: ingest.Mapping{Files: []ingest.FileMapping{{File: "*.xlsx", Sheet: "Скрытый", Table: "roster"}}}})
	if got := w.rows("roster", "iin"); len(got) != 4 {
		t.Errorf("the hidden sheet that adal.yaml names was not read: %v", got)
	}
}

// An error of a formula is no value: an id is rejected, and what was looked up and not
// found is nothing.
func TestFormulaErrors(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", []any{"ИИН", "ФИО", "Подразделение", "Должность", "Дата назначения", "Дата увольнения"},
			[]any{"#ССЫЛКА!", "Облаков Кирилл", "Отдел", "Эксперт", "01.01.2020", nil}, []any{boss, "Облаков Кирилл", "Отдел", "Эксперт", "01.01.2020", "#N/A"})
	})
	w := read(t, dir{"кадры.xlsx": b})
	same(t, "rows", w.rows("roster", "iin", "date_to"), []string{boss + "|"})
	same(t, "rejects", w.rejected(), []string{"кадры.xlsx:2 iin bad_iin"})
}

// The same person twice is one row, whoever wrote the number; a name cut at 60 characters
// or with Latin letters names the same firm by its number.
func TestSameTwice(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", rosterCells(boss, boss)...)
		fillRow(t, f, "Sheet1", 3, boss, "Oблакoв", "Кирилл", "Отдел", "Эксперт", 43831)
	})
	w := read(t, dir{"кадры.xlsx": b})
	same(t, "rows", w.rows("roster", "iin", "last_name"), []string{boss + "|Облаков"})
	long := strings.Repeat("Очень длинное название ", 5)
	w = read(t, dir{"suppliers.csv": []byte("supplier_id,name\n" + firm + "," + string([]rune(long)[:60]) + "\n" + firm + "," + long + "\n")})
	if got := w.rows("suppliers", "supplier_id"); len(got) != 2 || got[0] != firm || got[1] != firm {
		t.Errorf("a cut name lost its firm: %v", got)
	}
}

// Words for nothing are nothing, and the word for no means no where it is asked.
func TestNothing(t *testing.T) {
	for _, word := range []string{"nan", "NaN", "null", "—", "-", "нет", "Нет", "\u00a0", "#N/A", "не указано"} {
		w := read(t, dir{"suppliers.csv": []byte("supplier_id,name,commercial,phone,closed_on\n" + firm + ",ТОО,нет," + word + "," + word + "\n")})
		same(t, word, w.rows("suppliers", "supplier_id", "commercial", "phone", "closed_on"), []string{firm + "|false||"})
		w = read(t, dir{"suppliers.parquet": parquetOf(t, "supplier_id,name,commercial,phone\nx"+firm+",ТОО,нет,"+word+"\n")})
		_ = w
	}
}

// Cells that hold a number and a name together, as the registry's workbook has them, and
// statuses by their names.
func TestRegistryWorkbook(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1",
			[]any{"Ид", "Номер договора", "Номер закупки", "Тип договора", "Статус договора", "Способ закупки", "Дата создания", "Финансовый год", "Сумма без НДС", "Сумма с НДС", "Заказчик", "Поставщик"},
			[]any{100, "Д-1", "11456831-1", "Основной договор", "Исполнен", "Открытый конкурс", "01.02.2026", 2026, "1 000,00", "1 120,00", buyer + " Министерство", "ТОО «Первое» (БИН " + firm + ")"},
			[]any{101, "Д-2", "0", "Дополнительное соглашение", "Расторгнут по соглашению сторон", "Открытый конкурс", 46054, 2026, 5, 6, "БИН: " + buyer + ", Министерство", other})
	})
	w := read(t, dir{"Реестр договоров.xlsx": b})
	same(t, "contracts", w.rows("contracts", "contract_id", "customer_bin", "customer", "supplier_id", "supplier", "amount", "amount_net", "type", "status_id", "announcement_id", "signed_on"), []string{
		"100|" + buyer + "|Министерство|" + firm + "|ТОО «Первое»|1120.00|1000.00|main|390|11456831-1|2026-02-01",
		"101|" + buyer + "|Министерство|" + other + "||6.00|5.00|addendum|350||2026-02-01"})
}

// Lists of companies name the head beside each: both tables come of it.
func TestTaxpayers(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", []any{"ИИН/БИН (дата)", "Наименование", "Категория", "Юр адрес", "Директор", "ИИН директора"},
			[]any{firm + " (12.12.1949)", "ТОО «Первое»", "малый", "г. Ойжай", "Облаков Кирилл", boss}, []any{other, "ТОО «Второе»", "малый", "", "", ""})
	})
	w := read(t, dir{"Налогоплательщики.xlsx": b})
	same(t, "suppliers", w.rows("suppliers", "supplier_id", "name", "address"), []string{firm + "|ТОО «Первое»|г. Ойжай", other + "|ТОО «Второе»|"})
	same(t, "heads", w.rows("supplier_people", "supplier_id", "holder_id", "holder_name", "role"), []string{firm + "|" + boss + "|Облаков Кирилл|head"})
}

func unzipped(t testing.TB, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	must(t, err)
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		files[f.Name], err = io.ReadAll(r)
		must(t, err)
		_ = r.Close()
	}
	return files
}
