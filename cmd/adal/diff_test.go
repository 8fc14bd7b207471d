package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// scanOf scans a data folder into a new run.
func scanOf(t testing.TB, data string, args ...string) string {
	t.Helper()
	r := filepath.Join(t.TempDir(), "run")
	must(t, append([]string{"scan", "--data", data, "--period", "2026Q3", "--out", r}, args...)...)
	return r
}

// A finding that is gone says what changed, and never calls missing data a cure. diff of
// the two folders says the same as --previous.
func TestDiffSaysWhatChanged(t *testing.T) {
	t.Parallel()
	old := scanned(t)
	type change struct {
		name, rule, of string
		edit           map[string]string // cells of the row; none takes it out
		want, supplied string
	}
	for _, c := range []struct {
		name    string
		changes []change
		flags   []string
		remove  string
	}{
		{"rows", []change{
			{"relation ended", "P10-2a", "family_links", map[string]string{"relation": "wife", "date_to": "2026-01-31"}, "relation_ended", "yes"},
			{"post ended", "P10-2a", "roster", map[string]string{"date_to": "2026-05-31"}, "post_ended", "yes"},
			{"post changed", "P10-2a", "roster", map[string]string{"position_id": "P99999", "manager_position_id": "", "manager_iin": ""}, "post_changed", "yes"},
			{"stake ended", "P12-4a", "supplier_people", map[string]string{"date_to": "2025-09-30"}, "stake_ended", "yes"},
			{"row rejected", "P10-2a", "family_links", map[string]string{"relation": "neighbour"}, "rejected", "no"},
			{"row no longer supplied", "P12-4a", "supplier_people", nil, "not_supplied", "no"},
		}, []string{"--max-rejects", "10%"}, ""},
		{"table no longer supplied", []change{{"table", "P12-4a", "supplier_people", nil, "not_supplied", "no"}}, nil, "supplier_people.csv"},
		{"threshold changed", []change{{"threshold", "P12-4a", "contracts", nil, "threshold_changed", "yes"}}, []string{"--set", "P12-4a.months=0"}, "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			data := copyOf(t, ministry)
			wanted := map[string]change{} // by finding
			taken := map[string]bool{}
			out := 0 // the row to take out, last: the others would move
			for _, x := range c.changes {
				id, file, row := source(t, old, x.rule, x.of, taken)
				wanted[id] = x
				if c.remove != "" {
					continue
				}
				path := filepath.Join(data, file)
				for column, value := range x.edit {
					setCell(t, path, row, column, value)
				}
				if x.edit == nil {
					out = row
				}
			}
			if out > 0 {
				setCell(t, filepath.Join(data, "supplier_people.csv"), out, "", "")
			}
			if c.remove != "" && c.remove != "-" {
				if err := os.Remove(filepath.Join(data, c.remove)); err != nil {
					t.Fatal(err)
				}
			}
			is := scanOf(t, data, append([]string{"--previous", old, "--lang", "en"}, c.flags...)...)
			diff := must(t, "diff", old, is, "--lang", "en", "--format", "csv")
			gone := map[string]map[string]string{}
			for _, g := range table(t, filepath.Join(is, "gone.csv")) {
				gone[g["finding_id"]] = g
			}
			for id, x := range wanted {
				g := gone[id]
				if g == nil {
					t.Errorf("%s: finding %s is not in gone.csv", x.name, id)
					continue
				}
				if g["supplied"] != x.supplied || !strings.Contains(g["codes"], x.want) {
					t.Errorf("%s: supplied %s, codes %s; want %s, %s", x.name, g["supplied"], g["codes"], x.supplied, x.want)
				}
				if x.supplied == "no" && !strings.Contains(g["changes"], "not a cure") {
					t.Errorf("%s: missing data are not said to be no cure: %q", x.name, g["changes"])
				}
				if !strings.Contains(diff, "\ngone,"+id) || !strings.Contains(diff, g["codes"]+"\n") {
					t.Errorf("%s: diff does not say the same", x.name)
				}
			}
		})
	}
}

// The statuses of a chain of runs: new, persisting, gone, reopened; and a run that was
// compared with another is reproduced from its own folder and the data.
func TestPrevious(t *testing.T) {
	t.Parallel()
	first := scanOf(t, small(t))
	taken := map[string]bool{}
	source(t, first, "P12-4a", "supplier_people", taken) // without its tie the supplier's contact is a finding of its own
	id, file, row := source(t, first, "P12-4a", "supplier_people", taken)
	data := copyOf(t, small(t))
	setCell(t, filepath.Join(data, file), row, "date_to", "2020-01-31")
	second := scanOf(t, data, "--previous", first)
	third := scanOf(t, small(t), "--previous", second)

	status := func(r string) map[string]string {
		all := map[string]string{}
		for _, f := range table(t, filepath.Join(r, "findings.csv")) {
			all[f["finding_id"]] = f["status"]
		}
		return all
	}
	for other, s := range status(second) {
		if s != "persisting" {
			t.Errorf("second run: %s is %q, want persisting", other, s)
		}
	}
	if got := status(third)[id]; got != "reopened" {
		t.Errorf("third run: %s is %q, want reopened", id, got)
	}
	// What is gone stands in the page and the workbook of the run that misses it, and of no other.
	for r, want := range map[string]bool{first: false, second: true, third: false} {
		page, err := os.ReadFile(filepath.Join(r, "report.html"))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(page), `id="gone-`+id+`"`); got != want {
			t.Errorf("the page of %s has what is gone: %v", filepath.Base(filepath.Dir(r)), got)
		}
		book, err := excelize.OpenFile(filepath.Join(r, "report.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		rows, _ := book.GetRows("Больше нет")
		if got := slices.ContainsFunc(rows, func(row []string) bool { return row[0] == id && row[4] != "" }); got != want || (len(rows) > 0) != want {
			t.Errorf("the workbook of %s lists what is gone: %v", filepath.Base(filepath.Dir(r)), rows)
		}
		_ = book.Close()
	}
	code, out, errs := adal(t, "verify", third, "--data", small(t), "--lang", "en")
	if code != 0 {
		t.Errorf("verify of a run made with --previous: exit %d\n%s%s", code, out, errs)
	}
	out = must(t, "diff", second, third, "--lang", "en")
	if changed, _, _ := strings.Cut(out, "\nPersisting\n"); !strings.Contains(changed, "\n"+id+"  ") {
		t.Errorf("diff does not have %s as new or reopened:\n%s", id, out)
	}

	// The run before is an input: an altered one is refused.
	edit(t, filepath.Join(second, "manifest.json"), `"path": "tables/report.parquet",
      "sha256": "`, `"path": "tables/report.parquet",
      "sha256": "0`)
	code, _, errs = adal(t, "scan", "--data", small(t), "--period", "2026Q3", "--out", filepath.Join(t.TempDir(), "r"), "--previous", second)
	if code != exitFailed || !strings.Contains(errs, "изменён") {
		t.Errorf("an altered run before: exit %d\n%s", code, errs)
	}
}

// A side is named once: what has no number of its own goes by its name, and who has no name by
// the number; a slice stands in words.
func TestDiffNamesEachSideOnce(t *testing.T) {
	t.Parallel()
	scan, year := scanned(t), filepath.Join(t.TempDir(), "2025")
	must(t, "concentration", "--data", ministry, "--year", "2025", "--out", year)
	for lang, want := range map[string]string{"ru": "ИИН ********1654 / ", "kk": "ЖСН ********1654 / ", "en": "IIN ********1654 / "} {
		out := must(t, "diff", scan, scan, "--lang", lang)
		for _, want := range []string{" / Банк Белых Гор, CH\n", " / КГ-1\n", "  " + want} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q", lang, want)
			}
		}
		for _, twice := range []string{"CH CH", "КГ-1 КГ-1", "1654 *"} {
			if strings.Contains(out, twice) {
				t.Errorf("%s: %q", lang, twice)
			}
		}
		if out := must(t, "diff", year, year, "--lang", lang); strings.Contains(out, "category4=") || strings.Contains(out, "unit=") {
			t.Errorf("%s: a slice by its code:\n%s", lang, out)
		}
	}
}

// Decisions keep a finding where it is, with their status; expired ones return.
func TestDispositions(t *testing.T) {
	t.Parallel()
	plain := table(t, filepath.Join(scanOf(t, small(t)), "findings.csv"))
	data := copyOf(t, small(t))
	id := func(i int) string { return plain[i]["finding_id"] }
	rows := "finding_id,status,reason,by,on,expires\n" +
		id(0) + ",dismissed,=cmd|calc,Отдел,2026-10-05,\n" + // decided after the quarter: counts all the same
		id(1) + ",justified,приказ № 45,Отдел,2026-05-01,2026-09-30\n" + // the last day is the as-of day: stands
		id(2) + ",dismissed,срок вышел,Отдел,2026-05-01,2026-09-29\n" + // expired the day before
		id(3) + ",dismissed,первое решение,Отдел,2026-01-01,\n" +
		id(3) + ",confirmed,второе решение,Отдел,2026-02-01,\n" + // the later of two
		"ffffffffffffffff,dismissed,нет такой,Отдел,2026-02-01,\n"
	if err := os.WriteFile(filepath.Join(data, "dispositions.csv"), []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	r := scanOf(t, data, "--lang", "en")
	decided := table(t, filepath.Join(r, "findings.csv"))
	for i, want := range []string{"dismissed", "justified", "reopened", "confirmed", "new"} {
		if decided[i]["finding_id"] != id(i) || decided[i]["rank"] != plain[i]["rank"] || decided[i]["score"] != plain[i]["score"] {
			t.Errorf("finding %d moved", i+1)
		}
		if decided[i]["status"] != want {
			t.Errorf("finding %d: status %q, want %q", i+1, decided[i]["status"], want)
		}
	}
	notes := map[string]int{}
	for _, n := range table(t, filepath.Join(r, "quality.csv")) {
		notes[n["code"]]++
	}
	if notes["expired_disposition"] != 1 || notes["unknown_finding"] != 1 {
		t.Errorf("notes %v, want one expired_disposition and one unknown_finding", notes)
	}
	if out := must(t, "explain", r, id(2), "--lang", "en"); !strings.Contains(out, "срок вышел") {
		t.Errorf("explain does not tell the expired decision:\n%s", out)
	}
	if code, out, _ := adal(t, "verify", r, "--data", data, "--lang", "en"); code != 0 {
		t.Errorf("verify: exit %d\n%s", code, out)
	}

	// A decision that is withdrawn from the data opens its finding again.
	next := scanOf(t, small(t), "--previous", r)
	if got := table(t, filepath.Join(next, "findings.csv"))[0]["status"]; got != "reopened" {
		t.Errorf("after the decision was withdrawn: status %q, want reopened", got)
	}
}

// A decision covers what was known on its day: a finding with a contract signed later opens again.
func TestDecisionDoesNotCoverLaterContracts(t *testing.T) {
	t.Parallel()
	data := copyOf(t, ministry)
	const on = "2026-07-15"
	rows := "finding_id,status,reason,by,on,expires\n"
	for _, f := range table(t, filepath.Join(scanOf(t, ministry), "findings.csv")) {
		rows += f["finding_id"] + ",dismissed,мелочь,Отдел," + on + ",\n"
	}
	if err := os.WriteFile(filepath.Join(data, "dispositions.csv"), []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	met := map[string]int{}
	for _, f := range table(t, filepath.Join(scanOf(t, data), "findings.csv")) {
		if f["rule"] != "P12-4a" && f["rule"] != "P12-4b" {
			continue
		}
		want := "dismissed"
		if f["date_to"] > on { // the day of the last contract
			want = "reopened"
		}
		met[want]++
		if f["status"] != want {
			t.Errorf("%s with contracts to %s is %s, want %s", f["rule"], f["date_to"], f["status"], want)
		}
	}
	if met["dismissed"] < 10 || met["reopened"] < 2 {
		t.Errorf("%v: it tests little", met)
	}
}
