package mask_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adal/fixtures/writings"
	"adal/reports/internal/sample"
	"adal/reports/mask"
)

// Every way of writing a number is masked in free text, whether the run knows it or not, and
// what stands around it stays. Before digits were folded only the plain ones were.
func TestWritings(t *testing.T) {
	for _, known := range []bool{true, false} {
		m := mask.FromIDs(nil, false)
		if known {
			m = mask.FromIDs([]string{sample.Husband}, false)
		}
		for _, w := range writings.Of(sample.Husband) {
			got := m.Text("основание: " + w.Text + " (по заявлению)")
			if !strings.HasPrefix(got, "основание: ") || !strings.HasSuffix(got, " (по заявлению)") || !strings.Contains(got, "********0010") || writings.Shows(got, sample.Husband) {
				t.Errorf("known %v, %s: %q", known, w.Name, got)
			}
		}
		for _, w := range writings.Of("301100003") { // known without its zeros
			m := mask.FromIDs([]string{"000301100003"}, false)
			if got := m.Text(w.Text); !strings.HasPrefix(w.Name, "glued") && !strings.Contains(got, "********0003") {
				t.Errorf("without zeros, %s: %q", w.Name, got)
			}
		}
	}
}

// What is no person's number stays as it is.
func TestNoWritings(t *testing.T) {
	m := mask.FromIDs([]string{sample.Superior}, false)
	for _, s := range []string{
		"01.02.2026-03.04.2027", "с 01.02.2026 - 03.04.2027", "2026-02-01 / 2027-04-03", "01/02/2026 03/04/2027",
		"8 700 123 45 67, 8 701 765 43 21", "KZ86125KZT5004100100", "1 250 000 000,00", "491240000009, 491240000009", "491240000009/12", "771110.000.000000", "771110.000.000000, 771110.000.000000",
		"ТОО «ООО ОО»", "№ 2026-000123-01", "8-727-250-00-00 / 8-727-250-00-01", "оооооооооооо", "ОО-ОО-ОО-ОО-ОО-ОО",
	} {
		if got := m.Text(s); got != s {
			t.Errorf("Text(%q) = %q", s, got)
		}
	}
	for in, want := range map[string]string{
		"БИН 491240000009, ИИН 880920-100010":   "БИН 491240000009, ИИН ********0010",
		"880920.100010 01.02.2026-03.04.2027":   "********0010 01.02.2026-03.04.2027",
		"родился 15.01.1885, принят 01.02.2026": "родился 1885, принят 01.02.2026",
		"дата рождения: 1885-01-15":             "дата рождения: 1885",
		"Тест А. Б., 15.01.1885 г.р.":           "Тест А. Б., 1885 г.р.",
		"born on 15.01.1885":                    "born on 1885",
	} {
		if got := m.Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

// A day of birth is its year, in a column of its own and in a row that could not be cut.
func TestBirth(t *testing.T) {
	m := mask.FromIDs(nil, false)
	for _, c := range []struct{ column, in, want string }{
		{"birth_date", "1885-01-15", "1885"}, {"relative_birth_date", "15.01.1885", "1885"}, {"birth_date", "31.02.85", "****"},
		{"birth_date", "январь 1885 г.", "1885"}, {"birth_date", "", ""}, {"birth_date", "850115100009", "****"},
		{"", "Тест;15.01.1885;850115100018", "Тест;1885;********0018"}, {"date_from", "15.01.2026", "15.01.2026"},
	} {
		if got := m.Raw(c.column, c.in); got != c.want {
			t.Errorf("Raw(%s, %s) = %q, want %q", c.column, c.in, got, c.want)
		}
	}
	if got := mask.FromIDs(nil, true).Raw("birth_date", "15.01.1885"); got != "15.01.1885" {
		t.Errorf("in full: %q", got)
	}
}

// A number of the run survives no writing, whatever stands around it, and no text is lost on it.
func TestNoWritingSurvives(t *testing.T) {
	people := sample.People()
	m := mask.FromIDs(people, false)
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom(people).Draw(t, "id")
		w := rapid.SampledFrom(writings.Of(id)).Draw(t, "writing")
		before, after := rapid.StringMatching(`[0-9а-яОA-Z .;/-]{0,12}`).Draw(t, "before"), rapid.StringMatching(`[0-9а-яО .;/-]{0,12}`).Draw(t, "after")
		for _, got := range []string{m.Text(before + w.Text + after), m.ID(before + w.Text + after), m.Raw("note", before+w.Text+after)} {
			if writings.Shows(got, id) {
				t.Fatalf("%s passes in %q", w.Name, got)
			}
		}
	})
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"Иванов Иван": "Иванов Иван", "": "", "a\u200bb": "a‹U+200B›b", "\u202eтоп": "‹U+202E›топ", "a\x00\x1b[31m\x07": "a␀␛[31m␇", "a\nb\r\nc\td": "a␊b␊c␉d",
		"со\u00adфт": "со‹U+00AD›фт", "a\u0085\u2028\u2029": "a‹U+0085›‹U+2028›‹U+2029›", "\x7f": "␡", "1\u00a0250\u202f000": "1\u00a0250\u202f000", "\ufeffx": "‹U+FEFF›x",
		"\xff": "\ufffd",
	} {
		got := mask.Visible(in)
		if in != "\xff" && got != want || mask.Visible(got) != got {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}

// A text of megabytes is looked through in the time it takes to read it.
func TestLongTexts(t *testing.T) {
	m := mask.FromIDs([]string{sample.Husband}, false)
	n := 200_000
	for _, s := range []string{strings.Repeat("1", n), strings.Repeat("8809-2010-0010 ", n/15), strings.Repeat("01.02.2026 ", n/11), strings.Repeat("О", n), strings.Repeat("О1", n)} {
		m.Text(s)
		m.Raw("iin", s)
	}
}
