package ingest_test

import (
	"testing"

	"github.com/xuri/excelize/v2"
)

// What personnel offices write.

// Numbers of columns, vacant posts and totals are no rejects, whatever reads the file.
func TestNoRecords(t *testing.T) {
	for name, text := range map[string]string{
		"roster.csv": rosterHeader + "\n1,2,3,4,5,6\n" + boss + ",Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n,Вакансия,,Отдел,Эксперт,\n1,2,3,4,5,6\nИтого,2,,,,\n",
		"Штат.csv":   "Отчёт\n\n" + rosterHeader + "\n1,2,3,4,5,6\n" + boss + ",Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n,вакантна,,Отдел,Эксперт,\n1,2,3,4,5,6\nИтого,2,,,,\n",
	} {
		w := read(t, dir{name: []byte(text)})
		same(t, name, w.rows("roster", "iin"), []string{boss})
		same(t, name, w.rejected(), nil)
		if got := w.in.Files[0].File; got.Rows != 5 || got.LeftOut != 4 {
			t.Errorf("%s: rows %d, left out %d", name, got.Rows, got.LeftOut)
		}
	}
}

// The unit of a roster without a column for it stands in the rows that head its people.
func TestUnitsAsHeadings(t *testing.T) {
	header := []any{"№", "ИИН", "ФИО", "Должность", "Дата назначения"}
	b := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", []any{"Список работников"}, header, []any{1, 2, 3, 4, 5}, []any{"Отдел кадров"}, []any{1, boss, "Облаков Кирилл", "Начальник", "01.01.2020"},
			[]any{2, clerk, "Ромашкина Анна", "Эксперт", "01.01.2020"}, []any{2, "Отдел закупок"}, []any{1, zero, "Ветров Иван", "Эксперт", "01.01.2020"}, []any{"Итого", "3"})
	})
	w := read(t, dir{"Кадры.xlsx": b})
	same(t, "people", w.rows("roster", "iin", "unit"), []string{boss + "|Отдел кадров", clerk + "|Отдел кадров", zero + "|Отдел закупок"})
	same(t, "notes", w.notes(), []string{"group_heading:4", "group_heading:7", "numbering_row:3", "totals_row:9"})
}

// So it is in a text without a title, whose last day is a column of the lower of two rows.
func TestHeadingsInText(t *testing.T) {
	w := read(t, dir{"Кадры.csv": []byte("ИИН;Фамилия;Имя;Должность;Период работы;\n;;;;с;по\nОтдел кадров;;;;;\n" + boss + ";Облаков;Кирилл;Эксперт;01.01.2020;\n" +
		"Отдел закупок;;;;;\n" + clerk + ";Ромашкина;Анна;Эксперт;01.01.2020;01.02.2026\n")})
	same(t, "people", w.rows("roster", "iin", "unit", "date_from", "date_to"), []string{boss + "|Отдел кадров|2020-01-01|", clerk + "|Отдел закупок|2020-01-01|2026-02-01"})
	same(t, "rejects", w.rejected(), nil)
}

// A row with nothing but the cells that must be there is a record, below a title too.
func TestShortRecords(t *testing.T) {
	w := read(t, dir{"analyses.csv": []byte("Сведения об анализах\n\nkind,date_from,finished_on,reported_on,act\nconflict,,1 июля 2026 г.,,\nконец,,,,\n")})
	same(t, "analyses", w.rows("analyses", "kind", "finished_on"), []string{"conflict|2026-07-01"})
	same(t, "notes", w.notes(), []string{"not_a_record:5"})
}

// Or it is the name of the sheet.
func TestUnitsAsSheets(t *testing.T) {
	b := workbook(t, func(f *excelize.File) {
		for i, s := range []string{"Отдел кадров", "Отдел закупок"} {
			_, err := f.NewSheet(s)
			must(t, err)
			fill(t, f, s, []any{"ИИН", "Сотрудник", "Должность", "Принят", "Дата увольнения"}, []any{[]string{boss, clerk}[i], "Облаков Кирилл", "Эксперт", "01.01.2020", "н.в."})
		}
		must(t, f.DeleteSheet("Sheet1"))
	})
	same(t, "people", read(t, dir{"Кадры.xlsx": b}).rows("roster", "iin", "unit", "date_to"), []string{boss + "|Отдел кадров|", clerk + "|Отдел закупок|"})
}

// A questionnaire with one row a worker becomes links, however its header is laid out; who
// is not stated is counted.
func TestQuestionnaire(t *testing.T) {
	want := []string{boss + "|father||Облаков|Егор|", boss + "|spouse|" + clerk + "|Облакова|Анна|Ивановна", boss + "|child|" + zero + "|Облаков|Пётр|", ownerOf + "|child|" + id("65010110001") + "|Ветрова|Ия|"}
	one := "ИИН;ФИО;Супруг(а) ФИО;ИИН супруга(и);Отец ФИО;Отец ИИН;Мать;Дети 1 (ФИО);Дети 1 (ИИН);Дети 2 (ФИО);Дети 2 (ИИН)\n" +
		boss + ";Облаков Кирилл;Облакова Анна Ивановна;" + clerk + ";Облаков Егор;умер;нет;Облаков Пётр;" + zero + ";;\n" +
		ownerOf + ";Ветров Иван;не женат;—;;;;;;Ветрова Ия;" + id("65010110001") + "\n" + other2 + ";Никто;;;;;;;;;\n"
	two := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", []any{"Анкета"}, []any{"ИИН работника", "ФИО", "Супруг(а)", nil, "Отец", nil, "Мать", nil, "Дети 1", nil, "Дети 2"},
			[]any{nil, nil, "ФИО", "ИИН", "ФИО", "ИИН", "ФИО", "ИИН", "ФИО", "ИИН", "ФИО", "ИИН"},
			[]any{boss, "Облаков Кирилл", "Облакова Анна Ивановна", clerk, "Облаков Егор", "умер", "нет", nil, "Облаков Пётр", zero},
			[]any{ownerOf, "Ветров Иван", "не женат", "—", nil, nil, nil, nil, nil, nil, "Ветрова Ия", id("65010110001")})
	})
	mixed := "ИИН;ФИО;Супруг(а);Отец;Мать;Ребёнок 1;Ребёнок 2\n" + boss + ";Облаков Кирилл;Облакова Анна Ивановна, ИИН " + clerk + ";Облаков Егор;нет;Облаков Пётр " + zero + ";-\n" +
		ownerOf + ";Ветров Иван;не женат;;;;Ветрова Ия " + id("65010110001") + "\n"
	for name, b := range map[string][]byte{"Анкета.csv": []byte(one), "Анкета.xlsx": two, "Анкета смешанная.csv": []byte(mixed)} {
		w := read(t, dir{name: b})
		got := w.rows("family_links", "iin", "relation", "relative_iin", "relative_last_name", "relative_first_name", "relative_patronymic")
		sameSet(t, name, got, want)
		same(t, name, w.rejected(), nil)
		for _, f := range w.in.Files {
			if f.File.Rows != f.File.Normalised+f.File.LeftOut || f.File.Rows < 2 {
				t.Errorf("%s: rows %d, kept %d, left out %d", f.Place(), f.File.Rows, f.File.Normalised, f.File.LeftOut)
			}
		}
	}
	// Beside the staff themselves they stand in one file.
	w := read(t, dir{"Кадры.csv": []byte("ИИН;ФИО;Подразделение;Должность;Дата назначения;Супруг(а) ФИО;Супруг(а) ИИН\n" + boss + ";Облаков Кирилл;Отдел;Эксперт;01.01.2020;Облакова Анна;" + clerk + "\n")})
	same(t, "people", w.rows("roster", "iin"), []string{boss})
	same(t, "links", w.rows("family_links", "iin", "relation", "relative_iin"), []string{boss + "|spouse|" + clerk})
}

// A marriage that ended on a day nobody says ties nobody after the day of the row.
func TestFormerSpouses(t *testing.T) {
	text := "iin,relation,relative_iin,date_from,date_to\n" + boss + ",бывшая супруга," + clerk + ",2010-01-01,\n" +
		boss + ",Бывшая жена," + zero + ",2010-01-01,2015-01-01\n" + boss + ",экс-супруг," + ownerOf + ",,\n" + boss + ",родной брат," + other2 + ",,\n"
	w := read(t, dir{"family_links.csv": []byte(text)})
	same(t, "links", w.rows("family_links", "relation", "relative_iin", "date_to"),
		[]string{"wife|" + clerk + "|2010-01-01", "wife|" + zero + "|2015-01-01", "brother|" + other2 + "|"})
	same(t, "notes", w.notes(), []string{"former_spouse:2", "former_spouse_undated:4"})
}
