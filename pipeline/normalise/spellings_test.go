package normalise

import (
	"testing"

	"adal/pipeline/warehouse"
	"adal/queries"
)

// What people write for a day, an amount and a number, and what must not be taken for one.
func TestSpellings(t *testing.T) {
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "1GB", Temp: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.Exec(t.Context(), queries.Get("normalise/macros"), nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ macro, text, want string }{
		{"date_of", "2026-03-01", "2026-03-01"}, {"date_of", "01.03.2026", "2026-03-01"}, {"date_of", "1.3.2026", "2026-03-01"},
		{"date_of", "01/03/2026", ""}, {"date_of", "2026/3/1", "2026-03-01"}, {"date_of", "01.03.2026 г.", "2026-03-01"},
		{"date_of", "01.03.2026г.", "2026-03-01"}, {"date_of", "2026-03-01T10:20:30+05:00", "2026-03-01"}, {"date_of", "2026-03-01 10:20:30.123456", "2026-03-01"},
		{"date_of", "12.05.1856", "1856-05-12"}, {"date_of", "31.02.2026", ""}, {"date_of", "45000", ""}, {"date_of", "2026", ""},
		{"money_of", "11 953 000,00", "11953000.00"}, {"money_of", "11\u00a0953\u00a0000,00", "11953000.00"}, {"money_of", "11\u202f953\u202f000.5", "11953000.50"},
		{"money_of", "11'953'000.00", "11953000.00"}, {"money_of", "11,953,000.00", "11953000.00"}, {"money_of", "11.953.000,00", "11953000.00"},
		{"money_of", "1,234.56", "1234.56"}, {"money_of", "1.234,56", "1234.56"}, {"money_of", "1,234,567", "1234567.00"}, {"money_of", "12,5", "12.50"},
		{"money_of", "5 000 тг", "5000.00"}, {"money_of", "5000 тенге", "5000.00"}, {"money_of", "5000₸", "5000.00"}, {"money_of", "12,345", ""}, {"money_of", "12.345", ""},
		{"money_of", "12,5x", ""}, {"money_of", "1.2E7", ""}, {"money_of", "USD 5", ""}, {"money_of", "-5", "-5.00"}, {"money_of", "100000.10", "100000.10"},
		{"percent_of", "50%", "50.00000000"}, {"percent_of", "33,3", "33.30000000"}, {"percent_of", "101", ""},
		{"digits_of", "491240313377.0", "491240313377"}, {"digits_of", "4912 4031 3377", "491240313377"}, {"digits_of", "'491240313377", "491240313377"},
		{"digits_of", "4.91240313377E+11", "491240313377"}, {"digits_of", "4,91240313377E+11", "491240313377"}, {"digits_of", "4.9124E+11", ""}, {"digits_of", "4.91240313377E+12", ""},
		{"digits_of", "49124O313377", ""}, {"digits_of", "491240313377,0", "491240313377"}, {"digits_of", "4.912403133E+11", "491240313300"}, {"digits_of", "4.91240E+11", ""},
		{"day_in_words", "15 января 2020 г.", "2020-01-15"}, {"day_in_words", "«5» мая 2021 года", "2021-05-05"}, {"day_in_words", "2020 жылғы 15 қаңтар", "2020-01-15"},
		{"day_in_words", "2020 ж. 3 желтоқсан", "2020-12-03"}, {"day_in_words", "31 июня 2020", ""}, {"day_in_words", "15 абв 2020", ""}, {"day_in_words", "3 қазан 2020 ж.", "2020-10-03"},
		{"short_date", "15.01.20", "2020-01-15"}, {"short_date", "1.2.65 г.", "1965-02-01"}, {"short_date", "01.13.20", ""}, {"short_date", "15.01.2020", ""},
		{"serial_day", "43845", "2020-01-15"}, {"serial_day", "43845.0", "2020-01-15"}, {"serial_day", "2020", ""}, {"serial_day", "438451", ""}, {"serial_day", "0", ""},
		{"money_of", "780,000", ""}, {"money_of", "780.000", ""}, {"money_of", "1.500.000,50", "1500000.50"}, {"money_of", "1.14567E+5", "114567.00"}, {"money_of", "1.1456750E+5", "114567.50"},
		{"money_of", "1.2E+07", ""}, {"money_of", "100000.000", "100000.00"}, {"money_of", "0.500", "0.50"},
		{"code_of", "1.0", "1"}, {"code_of", "0.0", "0"}, {"code_of", "23.00", "23"}, {"code_of", "1,0", "1"}, {"code_of", "1.14567E+5", "114567"}, {"code_of", "1.14567e5", "114567"},
		{"code_of", "1.5E+7", "15000000"}, {"code_of", "1E+05", "100000"}, {"code_of", "1.14567E+4", "1.14567E+4"}, {"code_of", "1.5", "1.5"}, {"code_of", "12E3", "12E3"},
		{"code_of", "331312.100.000000", "331312.100.000000"}, {"code_of", "", ""}, {"code_of", "А-1.0", "А-1.0"}, {"code_of", "11456831-1", "11456831-1"},
		{"year_of", "2025.0", "2025"}, {"year_of", "2.025E+3", "2025"}, {"year_of", "2025.5", ""}, {"year_of", "25", ""},
		{"id_of", "000000000000", ""}, {"id_of", "111111111111", ""}, {"id_of", "000000000", ""}, {"id_of", "491240313377", "491240313377"},
		{"text_key", "Отдел  «Закупок» – 1", "отдел закупок - 1"}, {"text_key", "ОТДЕЛ \"ЗАКУПОК\" - 1", "отдел закупок - 1"}, {"text_key", "Отдёл", "отдел"},
	} {
		var got string
		if err := db.One(t.Context(), "SELECT coalesce(CAST("+c.macro+"($x) AS VARCHAR), '')", warehouse.Params{"x": c.text}, &got); err != nil {
			t.Fatalf("%s(%q): %v", c.macro, c.text, err)
		}
		if got != c.want {
			t.Errorf("%s(%q) = %q, want %q", c.macro, c.text, got, c.want)
		}
	}
}
