package oracle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

func day(s string) Day {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return Date(t.Year(), int(t.Month()), t.Day())
}

// The vectors of the facts, and ends of terms by hand.
func TestTerms(t *testing.T) {
	for _, c := range []struct{ start, length, on, by string }{
		{"2025-12-30", "+2wd", "2026-01-05", "2026-01-05"},
		{"2025-12-30", "+3wd", "2026-01-06", "2026-01-06"},
		{"2025-12-30", "+10wd", "2026-01-16", "2026-01-16"},
		{"2026-03-18", "+2wd", "2026-03-20", "2026-03-20"},
		{"2026-03-18", "+3wd", "2026-03-26", "2026-03-26"},
		{"2026-03-18", "+10wd", "2026-04-06", "2026-04-06"},
		{"2026-05-25", "+2wd", "2026-05-28", "2026-05-28"},
		{"2026-05-25", "+3wd", "2026-05-29", "2026-05-29"},
		{"2026-05-25", "+10wd", "2026-06-09", "2026-06-09"},
		{"2024-05-02", "+2wd", "2024-05-04", "2024-05-04"}, // a worked Saturday
		{"2024-05-02", "+3wd", "2024-05-06", "2024-05-06"},
		{"2024-05-02", "+10wd", "2024-05-20", "2024-05-20"},
		{"2024-04-27", "+7d", "2024-05-04", "2024-05-04"}, // ends on a worked Saturday
		{"2026-03-14", "+7d", "2026-03-21", "2026-03-26"}, // Nauryz and the days moved from it
		{"2026-09-26", "+7d", "2026-10-03", "2026-10-05"},
		{"2025-08-31", "+6m", "2026-02-28", "2026-03-02"},
		{"2025-11-30", "+3m", "2026-02-28", "2026-03-02"},
		{"2024-08-31", "+6m", "2025-02-28", "2025-02-28"},
		{"2023-11-30", "+3m", "2024-02-29", "2024-02-29"},
		{"2026-09-15", "-1m", "2026-08-15", "2026-08-15"}, // a Saturday, not moved
		{"2026-07-15", "-1m", "2026-06-15", "2026-06-15"},
		{"2026-09-15", "none", "", ""},
	} {
		if e := term(day(c.start), c.length); e.On.String() != c.on || e.By.String() != c.by || e.Unconfirmed {
			t.Errorf("%s %s: %s %s %v, want %s %s", c.start, c.length, e.On, e.By, e.Unconfirmed, c.on, c.by)
		}
	}
	if e := upTo(day("2024-09-15")); e.By != day("2024-09-16") {
		t.Errorf("a Sunday is moved to %s", e.By)
	}
	for start, want := range map[string]bool{"2026-12-25": false, "2026-12-28": true} {
		if e := term(day(start), "+4wd"); e.Unconfirmed != want {
			t.Errorf("%s: unconfirmed is %v", start, e.Unconfirmed)
		}
	}
	defer func() {
		if r := recover(); r == nil || !strings.Contains(fmt.Sprint(r), "2028") {
			t.Errorf("a year the calendar does not hold: %v", r)
		}
	}()
	term(day("2027-12-30"), "+3wd")
}

func TestPeriods(t *testing.T) {
	for length, want := range map[string]string{
		"quarter": "2025Q1 2025Q2 2025Q3 2025Q4 2026Q1 2026Q2 2026Q3",
		"half":    "2025H1 2025H2 2026H1 2026H2",
		"year":    "2025 2026",
	} {
		var names []string
		for _, p := range periods(day("2026-09-30"), length) {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s: %s, want %s", length, got, want)
		}
	}
	if p := periods(day("2026-09-30"), "half"); p[2].From != day("2026-01-01") || p[2].To != day("2026-06-30") {
		t.Errorf("the first half is %s to %s", p[2].From, p[2].To)
	}
}

// An office of five: the head, a deputy under the head, the deputy's spouse outside, one who
// left, and a technical worker whose gifts nobody answers for.
const (
	head, deputy, spouse = "100101100017", "100101100027", "100101100037"
	newcomer, driver     = "100101100047", "100101100057"
	stranger             = "100101100067"
)

func fiveOf() World {
	post := func(iin, position, class, above, from string) Post {
		return Post{IIN: iin, Unit: "Отдел", PositionID: position, ServiceClass: class, ManagerPositionID: above, Span: Span{day(from), ForEver}}
	}
	return World{Data: Data{
		Roster: []Post{post(head, "P1", "political", "", "2015-01-01"), post(deputy, "P2", "", "P1", "2016-02-01"),
			post(newcomer, "P3", "corps_b", "P2", "2025-03-01"), post(driver, "P4", "technical", "P2", "2020-01-01")},
		Family: []FamilyLink{{deputy, "wife", spouse, Span{day("2024-06-01"), ForEver}}, {newcomer, "husband", driver, Span{SinceEver, ForEver}}},
	}}
}

func dutyLine(d Duty) string {
	return strings.Join([]string{d.Rule, d.SubjectID, d.About, d.StartsOn.String(), d.Term, d.DueOn.String(), d.DueBy.String(),
		d.DoneOn.String(), d.State, d.Days, d.Note}, ",")
}

func dutyLines(duties []Duty) []string {
	var all []string
	for _, d := range duties {
		all = append(all, dutyLine(d))
	}
	return all
}

func wantDuties(t *testing.T, w World, asOf string, want ...string) {
	t.Helper()
	sameLines(t, dutyLines(Duties(w, day(asOf))), want)
}

func TestNotices(t *testing.T) {
	n := blank[Notice]()
	n.ID, n.IIN, n.Known = "N", deputy, day("2026-09-20")
	n.ManagerNotified, n.UnitNotified, n.SentToUnit = day("2026-09-21"), day("2026-09-22"), day("2026-09-25")
	n.Concluded, n.Conclusion, n.Resolvable, n.CriminalSigns = day("2026-09-28"), "conflict", "no", "yes"
	w := fiveOf()
	w.Notices = []Notice{n}
	wantDuties(t, w, "2026-09-30",
		"P13a,leadership,N,2026-09-28,none,,,,open,,",
		"P14-1a,"+deputy+",N,2026-09-20,none,,,2026-09-22,done,,not_simultaneous",
		"P14-2a,"+head+",N,2026-09-21,+3wd,2026-09-24,2026-09-24,2026-09-25,late,1,",
		"P14-3a,prevention_unit,N,2026-09-22,+10wd,2026-10-06,2026-10-06,2026-09-28,done,,",
		"P14-4a,leadership,N,2026-09-28,+10wd,2026-10-12,2026-10-12,,open,12,",
		"P14-6a,"+deputy+",N,2026-09-22,+3m,2026-12-22,2026-12-22,,open,83,")
	// A conclusion of the future is not known, nor what it says.
	wantDuties(t, w, "2026-09-27",
		"P14-1a,"+deputy+",N,2026-09-20,none,,,2026-09-22,done,,not_simultaneous",
		"P14-2a,"+head+",N,2026-09-21,+3wd,2026-09-24,2026-09-24,2026-09-25,late,1,",
		"P14-3a,prevention_unit,N,2026-09-22,+10wd,2026-10-06,2026-10-06,,open,9,")
	n.Known, n.IIN, n.Concluded, n.Conclusion, n.CriminalSigns = Undated, head, Undated, "none", ""
	w.Notices = []Notice{n}
	wantDuties(t, w, "2026-10-07",
		"P14-1a,"+head+",N,,none,,,2026-09-22,unknown,,missing:known_on;not_simultaneous",
		"P14-2a,leadership,N,2026-09-21,+3wd,2026-09-24,2026-09-24,2026-09-25,late,1,",
		"P14-3a,prevention_unit,N,2026-09-22,+10wd,2026-10-06,2026-10-06,,overdue,1,")
}

func TestGifts(t *testing.T) {
	gift := func(id, iin, kind string) Gift {
		g := blank[Gift]()
		g.ID, g.IIN, g.Kind, g.Received = id, iin, kind, day("2026-09-19")
		return g
	}
	money, hosted, lunch, private, family := gift("G1", head, "money"), gift("G2", head, "hospitality"), gift("G3", head, "hospitality"), gift("G4", head, "gift"), gift("G5", driver, "service")
	money.PaidOn = day("2026-09-20") // not explained
	hosted.HostPresent, lunch.HostPresent, private.InService = "yes", "no", "no"
	lunch.Handed, lunch.BoughtOut = day("2026-09-29"), day("2026-09-28")
	family.Aware = day("2026-09-24")
	w := fiveOf()
	w.Gifts = []Gift{money, hosted, lunch, private, family, gift("G6", stranger, "gift")}
	wantDuties(t, w, "2026-09-30",
		"P16-3a,"+head+",G1,2026-09-19,+14d,2026-10-03,2026-10-05,,open,5,",
		"P16-5a,"+head+",G3,2026-09-19,+7d,2026-09-26,2026-09-28,2026-09-28,done,,",
		"P16-5b,"+newcomer+",G5,2026-09-24,+7d,2026-10-01,2026-10-01,,open,1,received_by_family")
}

func TestDeclarations(t *testing.T) {
	w := fiveOf()
	w.Declarations = []Declaration{{deputy, "270", "2024", day("2025-07-16"), "paper"}, {deputy, "270", "2025", day("2026-09-15"), ""},
		{newcomer, "250", "2025", day("2025-02-28"), ""}, {spouse, "250", "2023", day("2024-05-05"), ""}}
	wantDuties(t, w, "2026-09-30",
		"P22a,"+newcomer+",,,none,2025-02-28,2025-02-28,2025-02-28,done,,",
		"P22a,"+driver+","+newcomer+",,none,2025-02-28,2025-02-28,,overdue,579,",
		"P23a,"+head+",2024,2025-01-01,to,2025-09-15,2025-09-15,,overdue,380,",
		"P23a,"+head+",2025,2026-01-01,to,2026-09-15,2026-09-15,,overdue,15,",
		"P23a,"+deputy+",2024,2025-01-01,to,2025-07-15,2025-07-15,2025-07-16,late,1,",
		"P23a,"+deputy+",2025,2026-01-01,to,2026-09-15,2026-09-15,2026-09-15,done,,",
		// Not 2024, in which the spouse filed the form 250.
		"P23a,"+spouse+",2025;"+deputy+",2026-01-01,to,2026-09-15,2026-09-15,,overdue,15,")

	w.Declarations, w.Publications = nil, []Publication{{"declaration", head, "2024", day("2026-01-01")}}
	var published []string
	for _, line := range dutyLines(Duties(w, day("2026-09-30"))) {
		if strings.HasPrefix(line, "P26a") {
			published = append(published, line)
		}
	}
	sameLines(t, published, []string{
		"P26a,hr,2024;" + head + ",2025-01-01,to,2025-12-31,2025-12-31,2026-01-01,late,1,",
		"P26a,hr,2025;" + head + ",2026-01-01,to,2026-12-31,2026-12-31,,open,92,"})
}

func TestAccounts(t *testing.T) {
	x := blank[ForeignAccount]()
	x.IIN, x.Bank, x.Country, x.Detected = deputy, "Банк", "CH", day("2025-08-31")
	x.HeadNotified, x.HRNotified, x.PersonNotified = day("2025-09-02"), day("2025-09-02"), day("2025-09-03")
	home := x
	home.Bank, home.Country = "Народный", "Казахстан"
	w := fiveOf()
	w.Accounts = []ForeignAccount{x, home}
	// 1 September 2025 is a day off.
	wantDuties(t, w, "2026-03-03",
		"P28-5a,prevention_unit,"+deputy+";Банк,2025-08-31,+2wd,2025-09-03,2025-09-03,2025-09-03,done,,not_simultaneous",
		"P28-5b,"+deputy+",Банк,2025-08-31,+6m,2026-02-28,2026-03-02,,overdue,1,",
		"P28-6a,first_head,"+deputy+";Банк,2026-03-02,none,,,,open,,")
}

func TestMaps(t *testing.T) {
	risk := func(version, on, id string) Risk {
		return Risk{Version: version, Date: day(on), Map: "legislation", ID: id, LikelihoodText: "4", ImpactText: "5", PositionIDs: "P1;P2"}
	}
	w := fiveOf()
	w.Risks = []Risk{risk("2", "2025-05-01", "R0"), risk("1", "2026-05-01", "R1"), risk("1", "2026-05-01", "R2"), risk("1", "2026-05-01", "R3"), risk("3", "2026-10-01", "R4")}
	w.Plan = []PlanRow{
		{"PL", "R1", "Мера", day("2026-09-26"), "Отдел", "Отчёт", day("2026-06-01"), Undated},
		{"PL", "R2", "Мера", Undated, "Отдел", "", day("2026-06-02"), Undated}}
	w.Structure = []StructureChange{{"S1", day("2026-05-01"), ""}, {"S2", day("2026-05-02"), ""}}
	wantDuties(t, w, "2026-09-30",
		"P6-1b,prevention_unit,S1,2026-05-01,none,,,2026-05-01,done,,",
		"P6-1b,prevention_unit,S2,2026-05-02,none,,,,open,,",
		"P6-3a,Отдел,PL;R1,2026-06-01,to,2026-09-26,2026-09-28,,overdue,2,",
		"P6-3b,first_head,R2,2026-05-01,none,,,,open,,blank:due_on,completion",
		"P6-3b,first_head,R3,2026-05-01,none,,,,open,,blank:measure,due_on,executor,completion")
	rows := RiskMap(w, day("2026-09-30"))
	if want := (RiskMapRow{Map: "legislation", Version: "1", RiskID: "R1", Likelihood: 4, Impact: 5, Score: 20, Zone: "very_high", Posts: 2, PlanItems: 1, OverdueItems: 1}); len(rows) != 3 || rows[0] != want {
		t.Errorf("%+v, want first %+v of 3", rows, want)
	}
}

func TestTraining(t *testing.T) {
	w := fiveOf()
	w.Events = []Event{{"E1", "culture", day("2026-03-01")}, {"E2", "culture", day("2026-09-01")}}
	w.Attendance = []Attendance{{"E1", head, "60"}, {"E1", deputy, "59.99"}, {"E1", driver, ""}, {"E1", spouse, "100"}, {"E2", head, ""}}
	var culture []TrainingRow
	for _, row := range Training(w, day("2026-09-30")) {
		if row.Kind == "culture" && row.Half >= "2026H1" {
			culture = append(culture, row)
		}
	}
	want := []TrainingRow{{"2026H1", "culture", "Отдел", 4, 3, 2, 1, 0.25}, {"2026H2", "culture", "Отдел", 4, 1, 0, 0, 0}}
	if !slices.Equal(culture, want) {
		t.Errorf("%+v, want %+v", culture, want)
	}
	for _, d := range Duties(w, day("2026-09-30")) {
		if d.Rule == "P31a" && (d.About == "2026H1" && d.DoneOn != day("2026-03-01") || d.About == "2026H2" && d.DoneOn != Undated) {
			t.Errorf("%+v", d)
		}
	}
}

// The worlds are rich enough: every rule is in every state that it can have; and a world
// means the same after it was written and read.
func TestDutyWorlds(t *testing.T) {
	count, notes := map[string]int{}, map[string]int{}
	for seed := range int64(60) {
		w := DutyWorld(seed)
		duties := Duties(w, w.AsOf)
		for _, d := range duties {
			count[d.Rule+" "+d.State]++
			for note := range strings.SplitSeq(d.Note, ";") {
				name, _, _ := strings.Cut(note, ",")
				notes[strings.TrimRight(name, "0123456789")]++
			}
		}
		if seed >= 10 {
			continue
		}
		dir := t.TempDir()
		if err := w.Write(dir); err != nil {
			t.Fatal(err)
		}
		again, err := LoadWorld(dir)
		if err != nil {
			t.Fatal(err)
		}
		sameLines(t, dutyLines(Duties(again, w.AsOf)), dutyLines(duties))
		if !slices.Equal(Training(again, w.AsOf), Training(w, w.AsOf)) || !slices.Equal(RiskMap(again, w.AsOf), RiskMap(w, w.AsOf)) {
			t.Errorf("seed %d: training or risks differ", seed)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(count)) {
		t.Logf("%6d %s", count[k], k)
	}
	for _, k := range slices.Sorted(maps.Keys(notes)) {
		t.Logf("%6d %q", notes[k], k)
	}
	termed := "P6-1a P6-3a P11a P14-2a P14-3a P14-4a P14-6a P16-3a P16-5a P16-5b P18a P21-1a P21-2a P22a P23a P26a P27a P28-3a P28-5a P28-5b P31a P38a P42a P51-3a P52f P52g"
	for rule := range strings.SplitSeq(termed, " ") {
		if count[rule+" overdue"] == 0 || count[rule+" done"] == 0 {
			t.Errorf("%s: %d overdue, %d done", rule, count[rule+" overdue"], count[rule+" done"])
		}
	}
	for rule := range strings.SplitSeq("P6-1b P6-4a P8a P13a P14-1a P28-2a P28-4a P28-6a", " ") {
		if count[rule+" open"] == 0 || count[rule+" done"] == 0 {
			t.Errorf("%s: %d open, %d done", rule, count[rule+" open"], count[rule+" done"])
		}
	}
	for _, want := range []string{"P6-3b open", "P14-1a unknown", "P14-4a unknown", "P6-1b unknown", "P6-4a unknown", "P28-5a unknown", "P28-5b unknown", "P52g unknown"} {
		if count[want] == 0 {
			t.Errorf("no %s in any world", want)
		}
	}
	for _, want := range []string{"not_simultaneous", "no_measure_named", "other_category", "received_by_family", "not_listed:", "unconfirmed_calendar"} {
		if notes[want] == 0 {
			t.Errorf("no note %s in any world", want)
		}
	}
}
