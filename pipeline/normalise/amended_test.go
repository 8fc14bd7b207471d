package normalise

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/ingest"
	"adal/pipeline/warehouse"
)

// Two invented people.
const (
	personA = "050201100108"
	personB = "050201100207"
)

// typedFolder types the tables of a folder made of files.
func typedFolder(t *testing.T, files map[string]string, mapping ingest.Mapping) *warehouse.DB {
	t.Helper()
	dir, work := t.TempDir(), t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "1GB", Temp: t.TempDir(), Folders: []string{dir, work}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	in, err := ingest.Read(t.Context(), db, dir, work, ingest.Options{Mapping: mapping})
	if err != nil {
		t.Fatal(err)
	}
	if err := Tables(t.Context(), db, in); err != nil {
		t.Fatal(err)
	}
	if err := Count(t.Context(), db, in); err != nil {
		t.Fatal(err)
	}
	return db
}

// lines gives the rows of a query, cells joined by a blank, in order.
func lines(t *testing.T, db *warehouse.DB, query string) []string {
	t.Helper()
	var found []string
	err := db.Each(t.Context(), "SELECT concat_ws(' ', *COLUMNS(*)) FROM ("+query+")", nil, func(scan func(...any) error) error {
		var line string
		err := scan(&line)
		found = append(found, line)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return found
}

func agree(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Ids and codes that a spreadsheet wrote as decimals are the whole numbers they are.
func TestWrittenAsDecimals(t *testing.T) {
	db := typedFolder(t, map[string]string{
		"contracts.csv": "contract_id,root_id,customer_bin,supplier_id,signed_on,amount,year,method_id,status_id,unit_id,deleted,announcement_id\n" +
			"1.0,0.0,491240313377,491240313377.0,2026-01-01,10,2025.0,23.0,190.0,7.0,0.0,0.0\n" +
			"1.14567E+5,0,491240313377,491240313377,2026-01-02,20,2025,23,190,7,1.0,11456831-1\n" +
			"3.0,1.14567E+5,491240313377,491240313377,2026-01-02,20,,,,,,\n",
	}, ingest.Mapping{})
	agree(t, "contracts", lines(t, db, "SELECT contract_id, coalesce(root_id, '-'), supplier_id, coalesce(CAST(year AS VARCHAR), '-'), coalesce(method_id, '-'), "+
		"coalesce(status_id, '-'), coalesce(unit_id, '-'), coalesce(CAST(deleted AS VARCHAR), '-'), coalesce(announcement_id, '-') FROM contracts"),
		"1 - 491240313377 2025 23 190 7 false -",
		"114567 - 491240313377 2025 23 190 7 true 11456831-1",
		"3 114567 491240313377 - - - - - -")
	agree(t, "notes", lines(t, db, "SELECT note, detail FROM note"),
		"written_as_decimal announcement_id: 0.0 (1)", "written_as_decimal contract_id: 1.0 (3)", "written_as_decimal deleted: 0.0 (2)",
		"written_as_decimal method_id: 23.0 (1)", "written_as_decimal root_id: 0.0 (2)", "written_as_decimal status_id: 190.0 (1)",
		"written_as_decimal supplier_id: 491240313377.0 (1)", "written_as_decimal unit_id: 7.0 (1)", "written_as_decimal year: 2025.0 (1)")
	agree(t, "rejects", lines(t, db, "SELECT * FROM reject"))
}

// A cell that cannot be read rejects its row where the column is required or holds a day
// or an amount; in any other column it is blank and noted with its text.
func TestUnreadableCells(t *testing.T) {
	db := typedFolder(t, map[string]string{
		"roster.csv": "iin,last_name,first_name,unit,position,manager_iin,birth_date,date_from\n" +
			personA + ",А,А,О,Д,12345,,2020-01-01\n" +
			personB + ",Б,Б,О,Д,000000000000,,2020-01-01\n" +
			personB + ",Б,Б,О,Д,,вчера,2020-01-01\n" +
			"111111111111,Б,Б,О,Д,,,2020-01-01\n",
		"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount,paid,year\n" +
			"1,491240313377,491240313377,2026-01-01,10,,две тысячи\n" +
			"2,491240313377,491240313377,2026-01-01,10,много,2026\n" +
			"3,491240313377,000000000000,2026-01-01,10,,2026\n",
		"decisions.csv":       "contract_id,iin,role\n1," + personA + ",колдун\n1," + personA + ",секретарь\n",
		"supplier_people.csv": "supplier_id,holder_id,role,share_pct\n491240313377," + personA + ",founder,150\n",
		"suppliers.csv":       "supplier_id,name,registered_on,closed_on\n491240313377,ТОО,2020-01-02,2020-01-01\n491240313377,ТОО,2020-01-02,2020-01-02\n",
	}, ingest.Mapping{})
	agree(t, "rejects", lines(t, db, "SELECT table_name, src & 4294967295, col, reason FROM reject"),
		"roster 4 birth_date bad_date", "roster 5 iin bad_iin", "contracts 3 paid bad_money", "contracts 4 supplier_id bad_id",
		"decisions 2 role unknown_role", "suppliers 2 closed_on reversed_dates")
	agree(t, "notes", lines(t, db, "SELECT note, table_name, src & 4294967295, detail FROM note WHERE note <> 'duplicate_row'"),
		"blanked_value roster 2 manager_iin: 12345", "blanked_value roster 3 manager_iin: 000000000000",
		"blanked_value contracts 2 year: две тысячи", "blanked_value supplier_people 2 share_pct: 150")
}

// Days with slashes are read the way their column shows, else the rows are rejected until
// adal.yaml says which part is the day.
func TestSlashedDates(t *testing.T) {
	roster := func(post string, days ...string) string {
		s := "iin,last_name,first_name,unit,position,date_from\n"
		for i, d := range days {
			s += fmt.Sprintf("%s,А,А,О,%s%d,%s\n", personA, post, i, d)
		}
		return s
	}
	files := map[string]string{
		"roster-1.csv": roster("а", "13/01/2020", "02/03/2020", "2020-05-06"),
		"roster-2.csv": roster("б", "01/13/2020", "02/03/2020 10:00:00 AM"),
		"roster-3.csv": roster("в", "02/03/2020", "03.04.2020"),
		"roster-4.csv": roster("г", "13/01/2020", "01/13/2020"),
	}
	const days = "SELECT f.path, date_from FROM roster AS r JOIN source_file AS f ON f.no = r.src >> 32"
	db := typedFolder(t, files, ingest.Mapping{})
	agree(t, "days", lines(t, db, days),
		"roster-1.csv 2020-01-13", "roster-1.csv 2020-03-02", "roster-1.csv 2020-05-06",
		"roster-2.csv 2020-01-13", "roster-2.csv 2020-02-03", "roster-3.csv 2020-04-03")
	agree(t, "rejects", lines(t, db, "SELECT f.path, col, reason FROM reject AS r JOIN source_file AS f ON f.no = r.src >> 32"),
		"roster-3.csv date_from date_order", "roster-4.csv date_from date_order", "roster-4.csv date_from date_order")
	agree(t, "notes", lines(t, db, "SELECT note, detail FROM note"), "date_order date_from: DD/MM/YYYY", "date_order date_from: MM/DD/YYYY")

	db = typedFolder(t, files, ingest.Mapping{Files: []ingest.FileMapping{{File: "roster-3.csv", DateOrder: "month"}, {File: "roster-4.csv", DateOrder: "day"}}})
	agree(t, "days as adal.yaml says", lines(t, db, days+" WHERE f.path >= 'roster-3'"),
		"roster-3.csv 2020-02-03", "roster-3.csv 2020-04-03", "roster-4.csv 2020-01-13")
	agree(t, "rejects", lines(t, db, "SELECT f.path, col, reason FROM reject AS r JOIN source_file AS f ON f.no = r.src >> 32"),
		"roster-4.csv date_from bad_date")
}

// A superior given by name is the one other person of the roster who bears it.
func TestManagerNames(t *testing.T) {
	db := typedFolder(t, map[string]string{
		"roster.csv": "iin,last_name,first_name,patronymic,unit,position,manager_name,manager_position_id,date_from\n" +
			personA + ",Алёшин,Пётр,Ильич,О,Д,,,2020-01-01\n" +
			personB + ",Ким,Ли,,О,Д,АЛЕШИН  Петр Ильич,,2020-01-01\n" +
			personB + ",Ким,Ли,,О,Д2,алешин петр,,2020-01-01\n" +
			personB + ",Ким,Ли,,О,Д3,Алешин П.И.,,2020-01-01\n" +
			personB + ",Ким,Ли,,О,Д4,Ким Ли,,2020-01-01\n" +
			personB + ",Ким,Ли,,О,Д5,Алёшин Пётр,k1,2020-01-01\n" +
			"050201100306,Ли,Ан,Б,О,Д,,,2020-01-01\n050201100405,Ли,Ан,В,О,Д,Ли Ан,,2020-01-01\n" +
			personA + ",Алёшин,Пётр,Ильич,О,Д6,Ли Ан,,2020-01-01\n",
	}, ingest.Mapping{})
	agree(t, "superiors", lines(t, db, "SELECT last_name, position, manager_iin FROM roster WHERE manager_iin IS NOT NULL"),
		"Ким Д "+personA, "Ким Д2 "+personA, "Ли Д 050201100306")
	agree(t, "notes", lines(t, db, "SELECT note, src & 4294967295, detail FROM note"),
		"manager_names_matched 3", "manager_names_unmatched 2", "manager_names_ambiguous 1",
		"manager_name_unmatched 5 Алешин П.И.", "manager_name_unmatched 6 Ким Ли", "manager_name_ambiguous 10 Ли Ан")
}
