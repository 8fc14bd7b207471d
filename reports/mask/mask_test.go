package mask_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adal/pipeline/run"
	"adal/reports/internal/sample"
	"adal/reports/mask"
)

func TestNumbering(t *testing.T) {
	m := mask.New(sample.Scan(), false)
	for id, want := range map[string]string{
		sample.Superior:     "********0009/1", // 620315100009 comes before 850115100009
		sample.Subordinate:  "********0009/2",
		sample.Husband:      "********0010",
		sample.Builder:      sample.Builder, // a company's number is public
		"AM-TIN:02578471":   "AM-TIN:02578471",
		"491240000009":      "491240000009",
		"P-017":             "P-017",
		"9b1f00aa12cd":      "9b1f00aa12cd",
		"":                  "",
		"491240000018":      "********0018", // no valid number of a company
		"900308200006":      "********0006", // valid, not of the run
		"123456789012":      "********9012",
		"75061110001":       "75061110001",
		sample.Mistyped[1:]: sample.Mistyped[1:],
	} {
		if got := m.ID(id); got != want {
			t.Errorf("ID(%s) = %s, want %s", id, got, want)
		}
	}
	if got := mask.New(sample.Scan(), true).ID(sample.Superior); got != sample.Superior {
		t.Errorf("full masks: %s", got)
	}
}

func TestFromIDs(t *testing.T) {
	m := mask.FromIDs([]string{sample.Subordinate, sample.Superior, sample.Superior, sample.Builder, ""}, false)
	if a, b := m.ID(sample.Superior), m.ID(sample.Subordinate); a != "********0009/1" || b != "********0009/2" {
		t.Errorf("got %s and %s", a, b)
	}
	var none *mask.Masker
	if none.ID("900308200006") != "********0006" || none.Full() {
		t.Error("a nil masker does not mask")
	}
}

func TestText(t *testing.T) {
	m := mask.FromIDs([]string{sample.Husband, "000301100003"}, false)
	for in, want := range map[string]string{
		"ИП Тест, ИИН " + sample.Husband + ".":     "ИП Тест, ИИН ********0010.",
		"KZ" + sample.Husband + "77":               "KZ********001077", // inside a longer run
		"не знаком 900308200006":                   "не знаком ********0006",
		"БИН " + sample.Builder:                    "БИН " + sample.Builder,
		"договор 990101300000 не номер":            "договор 990101300000 не номер",
		"без нулей 301100003":                      "без нулей ********0003",
		"тел. 87001234567, счёт 12345678901234567": "тел. 87001234567, счёт 12345678901234567",
		"880920 100010 и 8809-2010-0010":           "********0010 и ********0010",
		"договор 12-345 от 01.02.2026":             "договор 12-345 от 01.02.2026",
		sample.Husband + "/" + sample.Husband:      "********0010/********0010",
	} {
		if got := m.Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRaw(t *testing.T) {
	m := mask.FromIDs(nil, false)
	for _, c := range []struct{ column, in, want string }{
		{"iin", "850115100018", "********0018"},
		{"iin", "85011510001", "*******0001"},
		{"supplier_id", "850115-100018", "********0018"}, // in groups
		{"relative_iin", sample.Builder, sample.Builder},
		{"supplier_id", "491240000018", "********0018"},
		{"supplier_id", "ТОО 8501151000181", "ТОО *********0181"},
		{"", "Иванов;850115100018;2026", "Иванов;********0018;2026"}, // a row that could not be cut
		{"amount", "123456789012", "123456789012"},
		{"amount", sample.Husband, "********0010"}, // a valid number in a wrong place
		{"date", "31.02.2026", "31.02.2026"},
	} {
		if got := m.Raw(c.column, c.in); got != c.want {
			t.Errorf("Raw(%s, %s) = %s, want %s", c.column, c.in, got, c.want)
		}
	}
}

// TestNoNumberSurvives: whatever stands around a number of the run, it does not pass.
func TestNoNumberSurvives(t *testing.T) {
	people := sample.People()
	m := mask.New(&run.Run{Findings: sample.Scan().Findings, Rejects: sample.Scan().Rejects}, false)
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom(people).Draw(t, "id")
		before, after := rapid.String().Draw(t, "before"), rapid.StringMatching(`[0-9а-я ;]{0,15}`).Draw(t, "after")
		for _, got := range []string{m.Text(before + id + after), m.ID(before + id + after), m.Raw("iin", before+id+after)} {
			if strings.Contains(got, id) {
				t.Fatalf("%s passes in %q", id, got)
			}
		}
	})
}
