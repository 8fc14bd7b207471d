package pipeline

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/tables"
)

// A rule of the jobs of duties and protect is shown by a fixture of its own form. The comment says "done X: ...",
// "late X: ...", "overdue X: ...", "open X: ...", "unknown X: ..." and "none X: ..." (no duty) of a
// subject or of what a duty is about. Then come the input tables and want.csv, which holds every duty
// of the rule on 30 September 2026; second/as_of names an earlier day, second/want.csv what stands then.
// Each fixture is read alone.

const dutyFixtureDay = "2026-09-30"

var (
	dutyColumns = []string{"subject_id", "about", "starts_on", "due_on", "due_by", "done_on", "state", "days", "note"}
	dutyRemark  = regexp.MustCompile(`(?m)\b(done|late|overdue|open|unknown|flagged|none) ([@A-Za-zА-Яа-я0-9][^\s:]*):`)
	dutyRole    = regexp.MustCompile(`[0-9]{12}`)
)

func TestDutyFixtures(t *testing.T) {
	catalogue, err := rules.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range catalogue {
		if r.Kind != "duty" && r.Job != run.Protect {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			x := &example{Rule: r, name: r.File}
			days := x.readDuty(t, filepath.Join(fixtureRoot, r.File+".txtar"), i)
			if t.Failed() {
				return
			}
			for k := range x.cases {
				same(t, x.cases[k].want, x.owed(t, days[k]))
			}
		})
	}
}

// readDuty parses the fixture, checks its form, and gives the days of its two cases.
func (x *example) readDuty(t *testing.T, path string, ordinal int) [2]string {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	x.numbers(t, string(b), ordinal)
	a := txtar.Parse(b)
	x.comment = string(a.Comment)
	days := [2]string{dutyFixtureDay}
	x.cases[0].tables = map[string]table{}
	for _, f := range a.Files {
		name, isCSV := strings.CutSuffix(f.Name, ".csv")
		_, known := tables.ByName(name)
		switch {
		case f.Name == "want.csv":
			x.cases[0].want = wantedDuties(t, f)
		case f.Name == "second/want.csv":
			x.cases[1].want = wantedDuties(t, f)
		case f.Name == "second/as_of":
			days[1] = strings.TrimSpace(string(f.Data))
		case isCSV && known:
			x.cases[0].tables[name] = x.readTable(t, f, name)
		default:
			t.Errorf("unknown file %s", f.Name)
		}
	}
	if days[1] == "" || days[1] >= days[0] {
		t.Errorf("second/as_of says %q, which is no day before %s", days[1], days[0])
	}
	if sorted(x.cases[0].want) == sorted(x.cases[1].want) {
		t.Error("the second day has the duties of the first: it shows nothing")
	}
	x.checkDutyRemarks(t)
	return days
}

func wantedDuties(t *testing.T, f txtar.File) []string {
	t.Helper()
	tb := parseCSV(t, f)
	if !slices.Equal(tb.header, dutyColumns) {
		t.Fatalf("%s: the columns are not %s", f.Name, strings.Join(dutyColumns, ","))
	}
	var lines []string
	for _, row := range tb.rows {
		lines = append(lines, strings.Join(row, between))
	}
	return lines
}

// checkDutyRemarks holds the comment against what is wanted on the first day: every state the rule
// can be in is shown on one of the two days, and there is a near miss.
func (x *example) checkDutyRemarks(t *testing.T) {
	met := map[string]bool{}
	for _, c := range x.cases {
		for _, w := range c.want {
			met[strings.Split(w, between)[6]] = true
		}
	}
	said := map[string]bool{}
	for _, m := range dutyRemark.FindAllStringSubmatch(x.comment, -1) {
		said[m[1]] = true
		about := slices.ContainsFunc(x.cases[0].want, func(w string) bool {
			cells := strings.Split(w, between)
			return (cells[0] == m[2] || cells[1] == m[2]) && (m[1] == "none" || cells[6] == m[1])
		})
		if about == (m[1] == "none") {
			t.Errorf("the comment says %s %s, and want.csv does not", m[1], m[2])
		}
	}
	for _, state := range append(x.states(), "none") {
		if state != "none" && !met[state] {
			t.Errorf("no duty of the fixture is %s on either day", state)
		}
		if !said[state] && (state == "none" || slices.ContainsFunc(x.cases[0].want, func(w string) bool { return strings.Split(w, between)[6] == state })) {
			t.Errorf("the comment says of nothing %q", state)
		}
	}
}

// states are those a duty of the rule can be in.
func (x *example) states() []string {
	var states []string
	switch {
	case x.Kind == "violation": // of the closed job
		return []string{"flagged"}
	case x.ID == "P6-3b": // it lists what a plan lacks, and is never done
		return []string{"open"}
	case x.ID == "P22a": // it is due the day before it can be seen
		return []string{"done", "late", "overdue"}
	case x.Term.Unit == "none":
		states = []string{"done", "open"}
	case slices.Contains([]string{"year", "half", "quarter"}, x.Term.Unit):
		states = []string{"done", "overdue", "open"} // what comes later is of the next period
	default:
		states = []string{"done", "late", "overdue", "open"}
	}
	if x.Starts != "" {
		states = append(states, "unknown")
	}
	return states
}

// owed runs the fixture and gives the duties of its rule as want.csv writes them.
func (x *example) owed(t *testing.T, day string) []string {
	dir := t.TempDir()
	for name, tb := range x.cases[0].tables {
		var rows []map[string]string
		for _, row := range tb.rows {
			rows = append(rows, x.filled(name, tb.header, row))
		}
		def, _ := tables.ByName(name)
		writeRows(t, filepath.Join(dir, name+".csv"), def, rows)
	}
	do := Duties
	if x.Job == run.Protect {
		do = Protect
	}
	r, err := jobOn(t, do, dir, day)
	if err != nil {
		t.Fatal(err)
	}
	for _, reject := range r.Rejects {
		t.Errorf("a row of the fixture was rejected: %s row %d: %s %q: %s", reject.File, reject.Row, reject.Column, reject.Value, reject.Reason)
	}
	var found []string
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Rule == x.ID {
			found = append(found, strings.Join([]string{x.role[f.SubjectID], f.OtherID, f.From, "", "", "", "flagged", "", f.Detail["reported"]}, between))
		}
	}
	for _, d := range r.Duties {
		if d.Rule == x.ID {
			found = append(found, x.dutyLine(d))
		}
	}
	return found
}

func (x *example) dutyLine(d run.Duty) string {
	named := func(s string) string {
		s = dutyRole.ReplaceAllStringFunc(s, func(id string) string {
			if role := x.role[id]; role != "" {
				return role
			}
			return id
		})
		return strings.ReplaceAll(s, x.ID+"/", "")
	}
	days := ""
	if d.Days != nil {
		days = strconv.FormatInt(*d.Days, 10)
	}
	return strings.Join([]string{named(d.SubjectID), named(d.About), d.StartsOn, d.DueOn, d.DueBy, d.DoneOn, d.State, days, strings.Join(d.Notes, ";")}, between)
}
