package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"adal/pipeline/run"
)

// ruled are the findings of one rule.
func ruled(r *run.Run, rule string) []run.Finding {
	var all []run.Finding
	for _, f := range r.Findings {
		if f.Rule == rule {
			all = append(all, f)
		}
	}
	return all
}

// A father above his daughter since 2020, of which she told in June 2026. Whether her post, or
// his, is one row or several, with another manager column, the notice is late.
func TestPostCutIntoRows(t *testing.T) {
	daughter, father, other := person(1), person(2), person(3)
	const header = "iin,last_name,first_name,unit,position_id,position,service_class,manager_position_id,manager_iin,date_from,date_to\n"
	hers := func(manager, from, to string) string {
		return daughter + ",Облакова,Анна,Отдел,E,Эксперт,corps_b," + manager + "," + from + "," + to + "\n"
	}
	his := func(from, to string) string {
		return father + ",Облаков,Иван,Отдел,H,Глава,corps_b,,," + from + "," + to + "\n"
	}
	always := his("2015-01-01", "")
	for _, c := range []struct{ name, rows, from, to, disclosed string }{
		{"one row", hers("H,", "2020-01-01", "") + always, "2020-01-01", "", "late"},
		{"cut at the quarter", hers("H,", "2020-01-01", "2026-06-30") + hers("H,", "2026-07-01", "") + always, "2020-01-01", "", "late"},
		{"cut in it, superior by person before", hers(","+father, "2020-01-01", "2026-08-15") + hers("H,", "2026-08-16", "") + always, "2020-01-01", "", "late"},
		{"his cut", hers("H,", "2020-01-01", "") + his("2015-01-01", "2024-03-31") + his("2024-04-01", ""), "2020-01-01", "", "late"},
		{"cut after the quarter", hers("H,", "2020-01-01", "2026-09-30") + hers("H,", "2026-10-01", "2026-12-31") + always, "2020-01-01", "2026-12-31", "late"},
		{"a free day between", hers("H,", "2020-01-01", "2026-06-29") + hers("H,", "2026-07-01", "") + always, "2026-07-01", "", "yes"},
		{"under another before", hers(","+other, "2020-01-01", "2026-06-30") + hers("H,", "2026-07-01", "") + always, "2026-07-01", "", "yes"},
	} {
		r := scan(t, folder(t, map[string]string{
			"roster.csv":       header + c.rows + other + ",Иной,Петр,Отдел 2,X,Иной,corps_b,,,2015-01-01,\n",
			"family_links.csv": "iin,relation,relative_iin\n" + daughter + ",father," + father + "\n",
			"disclosures.csv":  "iin,about_id,notified_on\n" + daughter + "," + father + ",2026-06-15\n",
		}))
		found := ruled(r, "P10-2a")
		if len(found) != 1 || found[0].From != c.from || found[0].To != c.to || found[0].Disclosed != c.disclosed {
			t.Errorf("%s: %+v", c.name, found)
		}
		// The gap in coverage is of the window alone: only the heads have no superior.
		for _, x := range r.Coverage {
			if x.Rule == "P10-2a" && x.Population != 3 {
				t.Errorf("%s: coverage %+v", c.name, x)
			}
		}
	}
}

// A tie since ever began before any notice of it: the notice is late.
func TestNoticeOfWhatIsSinceEver(t *testing.T) {
	a, b := person(1), person(2)
	r := scan(t, folder(t, map[string]string{
		"roster.csv":           "iin,last_name,first_name,unit,position,date_from\n" + a + ",Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n",
		"family_links.csv":     "iin,relation,relative_iin\n" + a + ",brother," + b + "\n",
		"governing_bodies.csv": "organisation_bin,body,iin\n" + firm(1) + ",совет," + a + "\n" + firm(1) + ",совет," + b + "\n",
		"disclosures.csv":      "iin,about_id,notified_on\n" + b + "," + a + ",2015-01-01\n",
	}))
	if found := ruled(r, "P10-3a"); len(found) != 1 || found[0].From != "" || found[0].Disclosed != "late" {
		t.Errorf("%+v", found)
	}
}

// A notice about any contract or announcement of a finding counts, of one with hundreds of
// contracts too, whatever its number looks like and however a spreadsheet wrote it.
func TestNoticeAboutAContract(t *testing.T) {
	a := person(1)
	var contracts strings.Builder
	contracts.WriteString("contract_id,customer_bin,supplier_id,signed_on,amount,announcement_id\n")
	short := strings.TrimLeft(firm(2), "0") // a number of a contract that could be a firm's
	for i := range 400 {
		id := fmt.Sprint(1000 + i)
		if i == 399 {
			id = short
		}
		fmt.Fprintf(&contracts, "%s,%s,%s,2026-07-01,100,О-%d\n", id, firm(3), firm(1), i)
	}
	for about, want := range map[string]string{"1398": "yes", "1398.0": "yes", "О-397": "yes", short: "yes", "1400": "no", "О-400": "no"} {
		r := scan(t, folder(t, map[string]string{
			"roster.csv":          "iin,last_name,first_name,unit,position,date_from\n" + a + ",Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n",
			"supplier_people.csv": "supplier_id,holder_id,role\n" + firm(1) + "," + a + ",head\n",
			"contracts.csv":       contracts.String(),
			"disclosures.csv":     "iin,about_id,notified_on\n" + a + "," + about + ",2020-01-01\n",
		}))
		if found := ruled(r, "P12-4a"); len(found) != 1 || found[0].Disclosed != want {
			t.Errorf("about %s: %d findings, disclosed %v", about, len(found), found[0].Disclosed)
		}
	}
}

// Paragraph 49 counts the e-shop as competitive (contract methods 3, 60, 77): what was planned in it and
// ended with one supplier is a failed competitive purchase; what was planned directly, or is of
// no known method, is not.
func TestFailedPurchasesByPlannedMethod(t *testing.T) {
	for planned, want := range map[string]int{"3": 1, "60": 1, "77": 1, "23": 0, "8": 0, "50": 0, "999": 0, "": 0} {
		rows := "contract_id,customer_bin,supplier_id,signed_on,amount,method_id,planned_method_id\n"
		for i := range 3 {
			rows += fmt.Sprintf("%d,%s,%s,2025-03-01,100,6,%s\n", i+1, firm(3), firm(1), planned)
		}
		if found := ruled(concentration(t, folder(t, map[string]string{"contracts.csv": rows})), "P49d"); len(found) != want {
			t.Errorf("planned %q: %d findings, want %d", planned, len(found), want)
		}
	}
}

// Whose notice about what counts, and when: the subject's own about other or via, of a pair
// in one unit either's; of several the first; none given after the as-of day.
func TestWhoseNoticeCounts(t *testing.T) {
	roster := "iin,last_name,first_name,unit,position_id,position,manager_position_id,date_from\n"
	family, people := "iin,relation,relative_iin\n", "supplier_id,holder_id,role\n"
	contracts := "contract_id,customer_bin,supplier_id,signed_on,amount\n"
	disclosures := "iin,about_id,notified_on\n"
	type expected struct{ rule, subject, disclosed, about string }
	var want []expected
	n := 0
	two := func() (a, b string) { // the lower number first
		n += 2
		a, b = person(n-1), person(n)
		if b < a {
			a, b = b, a
		}
		return a, b
	}
	tell := func(who, about, day string) { disclosures += who + "," + about + "," + day + "\n" }
	inLine := func(disclosed, about string, told func(lower, upper string)) {
		a, b := two()
		roster += fmt.Sprintf("%s,А,А,Отдел %d,L%d,Эксперт,U%d,2020-01-01\n%s,Б,Б,Отдел %d-2,U%d,Глава,,2020-01-01\n", a, n, n, n, b, n, n)
		family += a + ",brother," + b + "\n"
		told(a, b)
		want = append(want, expected{"P10-2a", a, disclosed, about})
	}
	inLine("yes", "by the subordinate", func(a, b string) { tell(a, b, "2020-01-01") })
	inLine("no", "by the superior", func(a, b string) { tell(b, a, "2019-01-01") })
	inLine("late", "a day after", func(a, b string) { tell(a, b, "2020-01-02") })
	inLine("yes", "first in time, then late", func(a, b string) { tell(a, b, "2026-01-02"); tell(a, b, "2019-12-31") })
	inLine("late", "on the as-of day", func(a, b string) { tell(a, b, "2026-09-30") })
	inLine("no", "after the as-of day", func(a, b string) { tell(a, b, "2026-10-01") })
	inLine("no", "nobody told", func(string, string) {})
	inUnit := func(disclosed, about string, told func(a, b string)) {
		a, b := two()
		roster += fmt.Sprintf("%s,А,А,Отдел %d,A%d,Эксперт,,2020-01-01\n%s,Б,Б,Отдел %d,B%d,Эксперт,,2020-01-01\n", a, n, n, b, n, n)
		family += a + ",brother," + b + "\n"
		told(a, b)
		want = append(want, expected{"P10-2c", a, disclosed, about})
	}
	inUnit("yes", "pair, by the subject", func(a, b string) { tell(a, b, "2019-01-01") })
	inUnit("yes", "pair, by the other", func(a, b string) { tell(b, a, "2019-01-01") })
	inUnit("yes", "pair, one late and the other in time", func(a, b string) { tell(a, b, "2026-01-01"); tell(b, a, "2019-01-01") })
	inUnit("no", "pair, about oneself", func(a, _ string) { tell(a, a, "2019-01-01") })
	behind := func(disclosed, about string, told func(employee, relative, supplier string)) {
		a, b := two()
		s := firm(n)
		roster += fmt.Sprintf("%s,А,А,Отдел %d,A%d,Эксперт,,2020-01-01\n", a, n, n)
		family += a + ",brother," + b + "\n"
		people += s + "," + b + ",head\n"
		contracts += fmt.Sprintf("%d,%s,%s,2026-05-05,1000\n", n, firm(500), s)
		told(a, b, s)
		want = append(want, expected{"P12-4b", a, disclosed, about})
	}
	behind("yes", "about the relative", func(a, b, _ string) { tell(a, b, "2026-05-05") })
	behind("yes", "about the supplier", func(a, _, s string) { tell(a, s, "2026-05-05") })
	behind("late", "about the supplier, a day after the contract", func(a, _, s string) { tell(a, s, "2026-05-06") })
	behind("no", "by the relative", func(a, b, _ string) { tell(b, a, "2026-01-01") })
	behind("no", "about another supplier", func(a, _, _ string) { tell(a, firm(501), "2026-01-01") })

	r := scan(t, folder(t, map[string]string{"roster.csv": roster, "family_links.csv": family, "supplier_people.csv": people,
		"contracts.csv": contracts, "disclosures.csv": disclosures}))
	for _, w := range want {
		found := ""
		for _, f := range ruled(r, w.rule) {
			if f.SubjectID == w.subject {
				found = f.Disclosed
			}
		}
		if found != w.disclosed {
			t.Errorf("%s, %s: disclosed %q, want %q", w.rule, w.about, found, w.disclosed)
		}
	}
}

// Twenty-four months after a last day are the same number of the month, or the month's last day.
func TestTwentyFourMonths(t *testing.T) {
	roster := "iin,last_name,first_name,unit,position,service_class,date_from,date_to\n"
	people, contracts := "supplier_id,holder_id,role\n", "contract_id,customer_bin,supplier_id,signed_on,amount\n"
	want := map[string]int{}
	for i, c := range []struct {
		left, signed string
		found        int
	}{
		{"2024-02-29", "2026-02-28", 1}, {"2024-02-29", "2026-03-01", 0}, {"2024-02-28", "2026-02-28", 1}, {"2024-02-28", "2026-03-01", 0},
		{"2024-03-31", "2026-03-31", 1}, {"2024-03-31", "2026-04-01", 0}, {"2024-04-30", "2026-04-30", 1}, {"2024-04-30", "2026-05-01", 0},
	} {
		p, s := person(i+1), firm(i+1)
		roster += p + ",Облаков,Кирилл,Отдел,Эксперт,corps_b,2010-01-01," + c.left + "\n"
		people += s + "," + p + ",head\n"
		contracts += fmt.Sprintf("%d,%s,%s,%s,1000\n", i+1, firm(500), s, c.signed)
		want[p] = c.found
	}
	r := scan(t, folder(t, map[string]string{"roster.csv": roster, "supplier_people.csv": people, "contracts.csv": contracts}))
	got := map[string]int{}
	for _, f := range ruled(r, "P10-19a") {
		got[f.SubjectID]++
	}
	for p, n := range want {
		if got[p] != n {
			t.Errorf("%s: %d findings, want %d", p, got[p], n)
		}
	}
}
