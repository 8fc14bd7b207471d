package ingest_test

import (
	"testing"

	"github.com/xuri/excelize/v2"
)

// A full name, or a customer, over merged cells that a second row parts: the row below is the
// header's, and not where another table begins.
func TestHeaderPartedBelow(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", []any{"Список"}, []any{"№", "ИИН", "ФИО", nil, nil, "Подразделение", "Должность", "Дата назначения"},
			[]any{nil, nil, "Фамилия", "Имя", "Отчество"},
			[]any{1, boss, "Облаков", "Кирилл", "Леонидович", "Отдел", "Директор", "01.01.2020"})
		must(t, f.MergeCell("Sheet1", "C2", "E2"))
	})
	w := read(t, dir{"кадры.xlsx": b})
	same(t, "roster", w.rows("roster", "iin", "last_name", "first_name", "patronymic", "unit"), []string{boss + "|Облаков|Кирилл|Леонидович|Отдел"})

	w = read(t, dir{"Договоры.csv": []byte("Ид;Заказчик;;Поставщик;;Дата заключения;Сумма договора\n;БИН;Наименование;БИН;Наименование;;\n" +
		"1;" + buyer + ";Министерство;" + firm + ";ТОО;01.02.2026;100\n")})
	same(t, "contracts", w.rows("contracts", "contract_id", "customer_bin", "customer", "supplier_id", "supplier", "amount"),
		[]string{"1|" + buyer + "|Министерство|" + firm + "|ТОО|100.00"})
}
