package pipeline

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/fixtures/oracle"
	"adal/pipeline/run"
)

// The rules of the registers, and the least number of their findings in forty worlds.
var signRules = map[string]int{"P10-5a": 20, "P10-6a": 15, "P10-7a": 30, "P16-4a": 15, "P16-8a": 40, "P16-9a": 40, "P40a": 40, "P46a": 40}

// TestSignsAgreeWithReference holds the signs of the registers in random ministries against the
// reference, which is said from the page and not from the queries. ADAL_SIGNS is how many hundred
// worlds are held in its long form.
func TestSignsAgreeWithReference(t *testing.T) {
	runs := 1
	if n, err := strconv.Atoi(os.Getenv("ADAL_SIGNS")); err == nil {
		runs = n * 100 / signWorlds
	}
	disclosed := map[string]int{}
	for k := range runs {
		t.Run(fmt.Sprintf("seeds %d-%d", k*signWorlds, (k+1)*signWorlds-1), func(t *testing.T) { signsOf(t, k, disclosed) })
	}
	for rule := range signRules {
		for _, told := range []string{"yes", "late", "no"} {
			if disclosed[rule+" "+told] == 0 {
				t.Errorf("%s: nothing is disclosed %q", rule, told)
			}
		}
	}
}

const signWorlds = 40

func signsOf(t *testing.T, k int, disclosed map[string]int) {
	var worlds []oracle.SignWorld
	var want []string
	hits, misses := map[string]int{}, map[string]int{}
	for i := range signWorlds {
		w := oracle.RandomSigns(uint64(k*signWorlds+i), i)
		worlds = append(worlds, w)
		found, err := oracle.Signs(w, "2026Q3")
		if err != nil {
			t.Fatal(err)
		}
		met := map[string]bool{}
		for _, x := range found {
			hits[x.Rule]++
			disclosed[x.Rule+" "+x.Disclosed]++
			met[x.Rule+x.Subject] = true
			want = append(want, strings.Join([]string{x.Rule, x.Kind, x.Subject, x.OtherKind, x.Other, x.Via, x.Tie, x.Amount, count(x.Contracts), x.From.String(), x.Disclosed, count(x.Depth)}, " | "))
		}
		for rule, subjects := range asked(w) {
			for _, iin := range subjects {
				if !met[rule+iin] {
					misses[rule]++
				}
			}
		}
	}
	for rule, least := range signRules {
		if hits[rule] < least || misses[rule] < least {
			t.Errorf("%s: %d found and %d in the registers without it; at least %d of both are asked", rule, hits[rule], misses[rule], least)
		}
	}
	dir := t.TempDir()
	if err := oracle.MergeSigns(worlds...).Write(dir); err != nil {
		t.Fatal(err)
	}
	same(t, want, signLines(scan(t, dir)))
	t.Log(hits, misses)
}

// asked are the people the registers name, by the rule that looks at them.
func asked(w oracle.SignWorld) map[string][]string {
	all := map[string][]string{}
	add := func(iin string, rules ...string) {
		for _, r := range rules {
			all[r] = append(all[r], iin)
		}
	}
	for _, x := range w.Gifts {
		add(x.IIN, "P10-5a", "P16-4a")
	}
	for _, x := range w.Trips {
		add(x.IIN, "P16-8a", "P16-9a")
	}
	for _, x := range w.Accounts {
		add(x.IIN, "P10-6a")
	}
	for _, x := range w.Mandates {
		add(x.IIN, "P10-7a")
	}
	for _, x := range w.Groups {
		add(x.IIN, "P40a")
	}
	for _, x := range w.Candidates {
		add(x.IIN, "P46a")
	}
	return all
}

func signLines(r *run.Run) []string {
	var got []string
	for _, f := range r.Findings {
		if _, ok := signRules[f.Rule]; !ok {
			continue
		}
		contracts := ""
		if f.Contracts != nil {
			contracts = strconv.FormatInt(*f.Contracts, 10)
		}
		got = append(got, strings.Join([]string{f.Rule, f.Kind, f.SubjectID, f.OtherKind, f.OtherID, f.ViaID, f.Tie, f.Amount, contracts, f.From, f.Disclosed, f.Detail["depth"]}, " | "))
	}
	return got
}

// Without its register a rule does not run and says so; of gifts and trips one is enough.
func TestSignsWithoutRegisters(t *testing.T) {
	w := oracle.RandomSigns(1, 0)
	w.Accounts, w.Mandates, w.Gifts, w.Trips, w.Groups, w.Candidates, w.Disclosures = nil, nil, nil, nil, nil, nil, nil
	status := func(w oracle.SignWorld) map[string]string {
		dir := t.TempDir()
		if err := w.Write(dir); err != nil {
			t.Fatal(err)
		}
		r := scan(t, dir)
		all := map[string]string{}
		for _, c := range r.Coverage {
			if signRules[c.Rule] > 0 {
				all[c.Rule] = strings.TrimSpace(c.Status + " " + c.Reason)
			}
		}
		for _, f := range r.Findings {
			if (f.Disclosed == "unknown") != (w.Notices == nil) {
				t.Errorf("%s is disclosed %q, notices: %v", f.Rule, f.Disclosed, w.Notices != nil)
			}
		}
		return all
	}
	want := map[string]string{"P10-5a": "skipped no_table:gifts", "P10-6a": "skipped no_table:foreign_accounts", "P10-7a": "skipped no_table:mandates",
		"P16-4a": "skipped no_table:gifts", "P16-8a": "skipped no_table:trips", "P16-9a": "skipped no_table:gifts,trips",
		"P40a": "skipped no_table:control_groups", "P46a": "skipped no_table:candidates"}
	if got := status(w); !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	w.Trips, w.Notices = oracle.RandomSigns(1, 0).Trips, nil
	want["P16-8a"], want["P16-9a"] = "ran", "ran"
	if got := status(w); !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

// Odd rows of the registers are noted, each once, and none is lost.
func TestNotesOfRegisters(t *testing.T) {
	const inOffice, nobody = "100101100017", "100101100027"
	dir := t.TempDir()
	write := func(name string, lines ...string) {
		if err := os.WriteFile(dir+"/"+name+".csv", []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("roster", "iin,last_name,first_name,unit,unit_id,position_id,position,service_class,date_from,date_to", inOffice+",Тестов,Имя,Отдел,U1,P1,Эксперт,official,2020-01-01,")
	write("gifts", "gift_id,iin,kind,received_on,giver_id,handed_on", "G1,"+inOffice+",gift,2026-08-01,"+nobody+",2026-07-01", "G2,"+nobody+",gift,2026-08-01,,", "G3,"+inOffice+",gift,,,", "G1,"+inOffice+",money,2026-08-02,,")
	write("trips", "trip_id,iin,date_from,date_to,basis", "T1,"+nobody+",2026-08-01,,own", "T2,"+inOffice+",2026-08-05,2026-08-01,own", "T3,"+inOffice+",2026-08-05,,каприз")
	write("foreign_accounts", "iin,bank,country,detected_on,closed_on", inOffice+",Банк,CH,2026-08-01,2026-07-01", nobody+",Банк,CH,2026-08-01,", inOffice+",Второй,CH,,")
	write("mandates", "iin,body,kind,date_from,date_to", nobody+",Маслихат,deputy,2026-01-01,", inOffice+",Маслихат,deputy,2026-02-01,2026-01-01", inOffice+",Маслихат,сенатор,2026-02-01,")
	write("control_groups", "group_id,member_iin,approved_on,unit_id,notified_on", "K1,"+nobody+",2026-08-01,U9,2026-07-01")
	write("candidates", "contest_id,iin,position_id,announced_on,contacts", "C1,"+nobody+",P9,2026-08-01,no", "C2,"+nobody+",P1,2026-08-01,", "C2,"+inOffice+",P1,2026-08-01,yes", "C3,"+nobody+",P1,2026-08-01,")
	write("notices", "notice_id,iin,about_id,known_on,concluded_on", "N1,"+nobody+","+inOffice+",2026-08-02,2026-08-01")
	r := scan(t, dir)
	var got []string
	for _, n := range r.Quality {
		if slices.Contains([]string{"birth_date_mismatch", "not_in_register", "no_iin_relative"}, n.Note) {
			continue
		}
		got = append(got, strings.Join([]string{n.Note, n.Table, strconv.FormatInt(n.Row, 10), n.Detail}, " "))
	}
	for _, x := range r.Rejects {
		got = append(got, strings.Join([]string{"rejected", x.Table, strconv.FormatInt(x.Row, 10), x.Reason}, " "))
	}
	same(t, []string{
		"closed_before_start gifts 2 G1", "gift_of_nobody gifts 3 G2", "no_day_stated gifts 4 G3", "id_twice gifts 5 G1",
		"trip_of_nobody trips 2 T1", "rejected trips 3 reversed_dates", "unknown_value trips 4 basis: каприз",
		"closed_before_start foreign_accounts 2 Банк", "not_in_roster foreign_accounts 3 ", "no_day_stated foreign_accounts 4 Второй",
		"not_in_roster mandates 2 ", "rejected mandates 3 reversed_dates", "rejected mandates 4 unknown_kind",
		"closed_before_start control_groups 2 K1", "link_to_nobody control_groups 2 unit_id: U9",
		"link_to_nobody candidates 2 position_id: P9", "contest_without_contacts candidates 2 C1", "contest_without_contacts candidates 5 C3",
		"not_in_roster notices 2 ", "closed_before_start notices 2 N1", "no_day_stated notices 2 N1",
	}, got)
}
