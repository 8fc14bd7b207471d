package ingest_test

import (
	"slices"
	"strings"
	"testing"

	"adal/pipeline/ingest/header"
	"adal/pipeline/tables"
)

// Every register with Russian or with Kazakh headers is known by them alone, whatever its file
// is called, and no column of it is lost.
func TestRegistersByTheirHeaders(t *testing.T) {
	for name := range strings.FieldsSeq("notices foreign_accounts tax_requests consents declarations publications assessments legal_changes hr_notices gifts trips " +
		"events attendance mandates control_groups candidates analyses risks risk_plan structure_changes monitoring") {
		def, ok := tables.ByName(name)
		if !ok {
			t.Errorf("no table %s", name)
			continue
		}
		for _, last := range []bool{false, true} {
			var line, columns []string
			for _, c := range def.Columns {
				spelled := header.Spelled(name, c.Name)
				if len(spelled) == 0 {
					t.Fatalf("%s: %s has no spelling", name, c.Name)
				}
				h := spelled[0]
				if last {
					h = spelled[len(spelled)-1]
				}
				line, columns = append(line, h), append(columns, c.Name)
			}
			w := read(t, dir{"Лист 1.csv": []byte(strings.Join(line, ";") + "\n" + strings.Repeat("1;", len(line)-1) + "1\n")})
			if len(w.in.Files) != 1 || w.in.Files[0].File.Table != name {
				t.Errorf("%s with the headers %v was taken for %v, skipped %v", name, line, w.in.Files, w.in.Skipped)
				continue
			}
			got := slices.Clone(w.in.Files[0].Columns)
			slices.Sort(got)
			slices.Sort(columns)
			if !slices.Equal(got, columns) {
				t.Errorf("%s: columns %v, want %v", name, got, columns)
			}
		}
	}
}

// A register with Russian headers gives the values the canonical one gives.
func TestRussianRegister(t *testing.T) {
	w := read(t, dir{
		"roster.csv": []byte("iin,last_name,first_name,unit,position,date_from\n" + clerk + ",Облакова,Ая,Отдел,Эксперт,2020-01-01\n"),
		"Журнал подарков.csv": []byte("Номер подарка;ИИН служащего;Вид полученного;Дата получения подарка;Даритель;Стоимость подарка;Хозяин присутствовал;Дата сдачи подарка\n" +
			"П-1;" + clerk + ";подарок;02.03.2026;гость;12 500,50;нет;05.03.2026\n"),
	})
	same(t, "gifts", w.rows("gifts", "gift_id", "iin", "kind", "received_on", "giver_name", "value", "host_present", "handed_on"),
		[]string{"П-1|" + clerk + "|gift|2026-03-02|гость|12500.50|false|2026-03-05"})
}

// A row that numbers the columns is left out of a register without a number of a person too,
// and said.
func TestNumberedRegister(t *testing.T) {
	w := read(t, dir{"events.csv": []byte("event_id,kind,held_on\n1,2,3\nE1,culture,2026-03-02\n")})
	same(t, "events", w.rows("events", "event_id"), []string{"E1"})
}
