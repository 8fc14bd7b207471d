package pipeline

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"adal/pipeline/job"
	"adal/pipeline/kz"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/tables"
)

// A rule is shown by fixtures/rules/<name of its query file>.txtar. The comment says who
// is there and why, in entries "flagged X: ...", "passes X: ..." (a near miss) and
// "excluded X: ..."; X is the subject, with "in SLICE" behind it in the annual report. Then come
// the input tables, want.csv, and a second case: second/set with settings RULE.PARAM=VALUE, or
// tables that replace those of the first, and second/want.csv, which may not be the same.
//
// A cell @wife is a person and #firm a company; the test gives them valid invented
// numbers, which rise in the order in which the roles are first named in the file.
// Other ids (contracts, posts, units, announcements) need to be unique in their fixture
// only. Columns a case does not need may be missing; a roster name is then made of the role.
//
// The first cases of all fixtures of a job are one data set and one run, the second cases another.

const fixtureRoot = "../fixtures/rules"

// between stands between the cells of a wanted or found line.
const between = " | "

// example is a fixture with its rule.
type example struct {
	rules.Rule
	name    string
	comment string
	remarks []remark
	cases   [2]exampleCase
	number  map[string]string // of a role
	role    map[string]string // of a number
}

// exampleCase is one of the two cases: what goes in and what must come out.
type exampleCase struct {
	tables   map[string]table
	settings []string
	columns  []string // of want
	want     []string
}

type table struct {
	header []string
	rows   [][]string
}

// remark is what the comment says of a subject.
type remark struct{ verb, subject, slice string }

var (
	roleForm   = regexp.MustCompile(`[@#][a-z][a-z0-9_]*`)
	wholeRole  = regexp.MustCompile(`^[@#][a-z][a-z0-9_]*$`)
	remarkForm = regexp.MustCompile(`\b(flagged|passes|excluded) ([@#]?[A-Za-z0-9_][A-Za-z0-9_+#-]*)(?: in ([^\s:]+))?:`)
)

// ownIDs are columns whose ids belong to one fixture.
var ownIDs = []string{"contract_id", "root_id", "announcement_id", "lot_id", "unit_id", "parent_unit_id", "position_id",
	"manager_position_id", "new_position_id", "about_id"}

// contacts are columns by which strangers could be connected.
var contacts = []string{"address", "phone", "email", "bank_account"}

// The columns of want.csv: of a finding, and of the two measures.
var (
	findingColumns = []string{"kind", "subject_id", "other_id", "via_id", "tie", "amount", "contracts", "slice"}
	moreColumns    = []string{"date_from", "date_to", "share", "confidence", "disclosed"}
	measureColumns = map[string][]string{
		"P12-7a": {"position_id", "influence", "marks", "decisions", "amount", "findings"},
		"P51-2":  {"customer_bin", "year", "measure", "value", "previous", "change"},
		"P50a":   {"customer_bin", "year", "measure", "value", "previous", "change"},
	}
)

func TestRuleFixtures(t *testing.T) {
	examples := readExamples(t)
	if t.Failed() {
		return
	}
	for _, job := range []run.Job{run.Scan, run.Concentration} {
		var of []*example
		for _, x := range examples {
			if x.Job == job {
				of = append(of, x)
			}
		}
		if len(of) == 0 {
			continue
		}
		for k, name := range []string{"first", "second"} {
			t.Run(string(job)+"/"+name, func(t *testing.T) { runExamples(t, job, of, k) })
		}
	}
}

// runExamples holds one case of every fixture of a job against a run of them all.
func runExamples(t *testing.T, job run.Job, examples []*example, k int) {
	dir := t.TempDir()
	var settings []string
	all := map[string][]map[string]string{}
	for _, x := range examples {
		settings = append(settings, x.cases[k].settings...)
		for name, tb := range x.cases[k].tables {
			for _, row := range tb.rows {
				all[name] = append(all[name], x.filled(name, tb.header, row))
			}
		}
	}
	noSharedContacts(t, examples, k)
	for _, tb := range tables.All {
		if rows, ok := all[tb.Name]; ok {
			writeRows(t, filepath.Join(dir, tb.Name+".csv"), tb, rows)
		}
	}
	r := runJob(t, job, dir, settings)
	for _, reject := range r.Rejects {
		t.Errorf("a row of a fixture was rejected: %s row %d: %s %q: %s", reject.File, reject.Row, reject.Column, reject.Value, reject.Reason)
	}
	for _, n := range r.Quality {
		if slices.Contains([]string{"unknown_value", "unknown_column", "unknown_status", "unknown_file", "duplicate_row"}, n.Note) {
			t.Errorf("a cell of a fixture was not understood: %s row %d: %s %s", n.File, n.Row, n.Note, n.Detail)
		}
	}
	groups := groupMembers(r)
	for _, f := range r.Findings {
		if !slices.ContainsFunc(examples, func(x *example) bool { return x.has(f.SubjectID, groups) }) {
			t.Errorf("%s found %s, who is in no fixture", f.Rule, f.SubjectID)
		}
	}
	for _, x := range examples {
		t.Run(x.name, func(t *testing.T) { same(t, x.cases[k].want, x.found(r, x.cases[k].columns, groups)) })
	}
}

func runJob(t *testing.T, name run.Job, dir string, settings []string) *run.Run {
	t.Helper()
	if name == run.Scan {
		return scan(t, dir, func(o *job.Options) { o.Settings = settings })
	}
	period, err := job.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Discard)
	r, err := Concentration(t.Context(), job.Options{Data: dir, Period: period, Memory: "2GB", MaxRejects: 1, Settings: settings}, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// found gives what a run found by the fixture's rule among its people and firms, as
// want.csv writes it.
func (x *example) found(r *run.Run, columns []string, groups map[string][]string) []string {
	own := x.ID + "/"
	var found []string
	add := func(of func(column string) string) {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = of(c)
		}
		found = append(found, strings.Join(cells, between))
	}
	named := func(id string) string {
		var members []string
		for _, m := range groups[id] {
			members = append(members, x.role[m])
		}
		return cmp.Or(x.role[id], strings.Join(members, "+"), strings.ReplaceAll(id, own, ""))
	}
	switch x.ID {
	case "P12-7a":
		for _, p := range r.Positions {
			if !strings.HasPrefix(p.PositionID, own) {
				continue
			}
			add(func(c string) string {
				return map[string]string{"position_id": named(p.PositionID), "influence": p.Influence, "marks": strconv.FormatInt(p.Marks, 10),
					"decisions": strconv.FormatInt(p.Decisions, 10), "amount": p.Amount, "findings": strconv.FormatInt(p.Findings, 10)}[c]
			})
		}
		return found
	case "P51-2", "P50a":
		for _, k := range r.KPIs {
			if x.role[k.CustomerBIN] == "" || (k.Measure == "monitored_share") != (x.ID == "P50a") {
				continue
			}
			add(func(c string) string {
				return map[string]string{"customer_bin": named(k.CustomerBIN), "year": strconv.Itoa(k.Year), "measure": k.Measure,
					"value": short(k.Value), "previous": short(k.Previous), "change": short(k.Change)}[c]
			})
		}
		return found
	}
	for _, f := range r.Findings {
		if f.Rule != x.ID || !x.has(f.SubjectID, groups) {
			continue
		}
		add(func(c string) string {
			if key, ok := strings.CutPrefix(c, "detail."); ok {
				return named(f.Detail[key])
			}
			contracts := ""
			if f.Contracts != nil {
				contracts = strconv.FormatInt(*f.Contracts, 10)
			}
			return map[string]string{"kind": f.Kind, "subject_id": named(f.SubjectID), "other_id": named(f.OtherID), "via_id": named(f.ViaID),
				"tie": f.Tie, "amount": f.Amount, "contracts": contracts, "slice": named(f.Slice), "date_from": f.From, "date_to": f.To,
				"share": short(f.Share), "confidence": f.Confidence, "disclosed": f.Disclosed}[c]
		})
	}
	return found
}

// has reports whether an id is of the fixture, or that of a group of its firms.
func (x *example) has(id string, groups map[string][]string) bool {
	return x.role[id] != "" || len(groups[id]) > 0 && x.role[groups[id][0]] != ""
}

// short writes a number with six significant digits, so that a fixture need not state twelve.
func short(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'g', 6, 64)
}

// groupMembers gives for every group the numbers of its members in their order.
func groupMembers(r *run.Run) map[string][]string {
	members := map[string][]string{}
	for _, g := range r.Groups {
		members[g.GroupID] = append(members[g.GroupID], g.SupplierID)
	}
	for _, list := range members {
		slices.Sort(list)
	}
	return members
}

// readExamples reads the folder and matches it with the catalogue: every rule has a
// fixture, every fixture a rule.
func readExamples(t *testing.T) []*example {
	t.Helper()
	catalogue, err := rules.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(fixtureRoot, "*"))
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]rules.Rule{}
	for _, r := range catalogue {
		if r.Job == run.Duties && r.Kind == "measure" { // held by TestDutiesAgainstReference
			continue
		}
		byName[r.File] = r
		if path := filepath.Join(fixtureRoot, r.File+".txtar"); !slices.Contains(files, path) {
			t.Errorf("rule %s has no fixture %s", r.ID, path)
		}
	}
	var examples []*example
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		r, ok := byName[name]
		if !ok {
			t.Errorf("fixture %s has no rule queries/rules/%s.sql", path, name)
			continue
		}
		if r.Job == run.Flags {
			continue // of releases, held by TestFlagFixtures
		}
		if r.Job == run.Duties || r.Job == run.Protect {
			continue // of a form of their own, held by TestDutyFixtures
		}
		x := &example{Rule: r, name: name}
		t.Run(r.ID, func(t *testing.T) { x.read(t, path, len(examples)) })
		examples = append(examples, x)
	}
	agreeOnShared(t, examples)
	return examples
}

// read parses a fixture and checks its form; ordinal tells it from the others.
func (x *example) read(t *testing.T, path string, ordinal int) {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	x.numbers(t, string(b), ordinal)
	a := txtar.Parse(b)
	x.comment = string(a.Comment)
	for _, m := range remarkForm.FindAllStringSubmatch(x.comment, -1) {
		x.remarks = append(x.remarks, remark{m[1], m[2], m[3]})
	}
	if !strings.Contains(x.comment, "\nsecond: ") {
		t.Error(`the comment has no line "second: ..." on what the second case changes`)
	}
	x.cases[0].tables, x.cases[1].tables = map[string]table{}, map[string]table{}
	replaced := map[string]bool{}
	for _, f := range a.Files {
		name, second := strings.CutPrefix(f.Name, "second/")
		k := 0
		if second {
			k = 1
		}
		c := &x.cases[k]
		tableName, isCSV := strings.CutSuffix(name, ".csv")
		_, known := tables.ByName(tableName)
		switch {
		case name == "want.csv":
			x.readWant(t, c, f)
		case second && name == "set":
			for s := range strings.Lines(string(f.Data)) {
				if s = strings.TrimSpace(s); s != "" {
					c.settings = append(c.settings, s)
				}
				if !strings.HasPrefix(s, x.ID+".") {
					t.Errorf("%s: %q is no setting of this rule", f.Name, s)
				}
			}
		case isCSV && known:
			if _, twice := c.tables[tableName]; twice {
				t.Errorf("%s stands twice", f.Name)
			}
			c.tables[tableName] = x.readTable(t, f, tableName)
			replaced[tableName] = replaced[tableName] || second
		default:
			t.Errorf("unknown file %s", f.Name)
		}
	}
	for name, tb := range x.cases[0].tables {
		if !replaced[name] {
			x.cases[1].tables[name] = tb
		}
	}
	if len(x.cases[1].settings) == 0 && !slices.Contains(slices.Collect(maps.Values(replaced)), true) {
		t.Error("the second case changes nothing")
	}
	if len(x.Parameters) > 0 && len(x.cases[1].settings) == 0 {
		t.Error("the rule has a parameter and the second case sets none")
	}
	if sorted(x.cases[0].bare()) == sorted(x.cases[1].bare()) {
		t.Error("the second case has the result of the first: it shows nothing")
	}
	x.checkRemarks(t)
}

// bare are the wanted lines without the columns only one of the cases may state.
func (c exampleCase) bare() []string {
	var lines []string
	for _, w := range c.want {
		cells := strings.Split(w, between)
		lines = append(lines, strings.Join(cells[:min(len(cells), len(findingColumns))], ","))
	}
	return lines
}

func sorted(lines []string) string { return strings.Join(slices.Sorted(slices.Values(lines)), "\n") }

// numbers gives every role of the fixture its number. Nobody can be born in 18xx, and
// no company was registered in December 2049: the numbers are nobody's.
func (x *example) numbers(t *testing.T, text string, ordinal int) {
	x.number, x.role = map[string]string{}, map[string]string{}
	next := map[byte]int{}
	for _, role := range roleForm.FindAllString(text, -1) {
		if x.number[role] != "" {
			continue
		}
		for {
			next[role[0]]++
			first := fmt.Sprintf("%02d%02d011%04d", ordinal%100, ordinal/100+1, next[role[0]])
			if role[0] == '#' {
				first = fmt.Sprintf("491240%05d", ordinal*500+next[role[0]])
			}
			if id := withCheckDigit(first); id != "" {
				x.number[role], x.role[id] = id, role
				break
			}
		}
	}
	if next['#'] >= 500 || ordinal >= 199 {
		t.Fatal("more firms or fixtures than there are numbers for")
	}
}

func withCheckDigit(first string) string {
	for d := range 10 {
		if id := first + strconv.Itoa(d); kz.IsID(id) {
			return id
		}
	}
	return ""
}

// readTable reads a table of the fixture with roles and own ids replaced.
func (x *example) readTable(t *testing.T, f txtar.File, name string) table {
	tb := parseCSV(t, f)
	def, _ := tables.ByName(name)
	for _, h := range tb.header {
		if _, ok := def.Column(h); !ok {
			t.Errorf("%s: the table has no column %q", f.Name, h)
		}
	}
	for n, row := range tb.rows {
		for i, h := range tb.header {
			cell := row[i]
			switch {
			case cell == "":
			case wholeRole.MatchString(cell):
				row[i] = x.number[cell]
				if !strings.Contains(x.comment, cell) {
					t.Errorf("%s: the comment does not say why %s is there", f.Name, cell)
				}
			case strings.ContainsAny(cell[:1], "@#") || isNumber(def, h) && !strings.Contains(cell, ":"):
				t.Errorf("%s: row %d: %s: write %q as a role, @person or #firm", f.Name, n+1, h, cell)
			case slices.Contains(ownIDs, h):
				row[i] = x.ID + "/" + cell
			}
		}
	}
	return tb
}

// isNumber reports whether a column holds numbers of people or organisations.
func isNumber(def tables.Table, column string) bool {
	c, _ := def.Column(column)
	return c.Type == tables.IIN || c.Type == tables.ID
}

// filled gives a row by column, with a name for an employee who has none.
func (x *example) filled(name string, header, row []string) map[string]string {
	m := map[string]string{}
	for i, h := range header {
		m[h] = row[i]
	}
	if name == "roster" && m["last_name"] == "" {
		m["last_name"], m["first_name"] = strings.TrimPrefix(x.role[m["iin"]], "@"), x.ID
	}
	return m
}

// readWant reads what must come out. Beside the columns every fixture has, it may state
// more of a finding; "detail.how" is what the rule's sentence says for {how}.
func (x *example) readWant(t *testing.T, c *exampleCase, f txtar.File) {
	if c.columns != nil {
		t.Errorf("%s stands twice", f.Name)
	}
	tb := parseCSV(t, f)
	needed, more := findingColumns, moreColumns
	if columns, ok := measureColumns[x.ID]; ok {
		needed, more = columns, nil
	}
	if len(tb.header) < len(needed) || !slices.Equal(tb.header[:len(needed)], needed) {
		t.Fatalf("%s: the first columns are not %s", f.Name, strings.Join(needed, ","))
	}
	for _, h := range tb.header[len(needed):] {
		if !slices.Contains(more, h) && (more == nil || !strings.HasPrefix(h, "detail.")) {
			t.Errorf("%s: unknown column %q", f.Name, h)
		}
	}
	c.columns = tb.header
	for _, row := range tb.rows {
		c.want = append(c.want, strings.Join(row, between))
	}
}

// checkRemarks holds the comment against the first case: each of the three is there, who
// is flagged is wanted, and who passes or is excluded is not.
func (x *example) checkRemarks(t *testing.T) {
	subject := max(0, slices.Index(x.cases[0].columns, "subject_id"))
	slice := slices.Index(x.cases[0].columns, "slice")
	wanted := func(r remark) bool {
		return slices.ContainsFunc(x.cases[0].want, func(w string) bool {
			cells := strings.Split(w, between)
			return cells[subject] == r.subject && (r.slice == "" || cells[slice] == r.slice)
		})
	}
	said := map[string]int{}
	for _, r := range x.remarks {
		said[r.verb]++
		if got := wanted(r); got != (r.verb == "flagged") {
			t.Errorf("the comment says %s %s %s, and want.csv does not", r.verb, r.subject, r.slice)
		}
	}
	for _, verb := range []string{"flagged", "passes", "excluded"} {
		if said[verb] == 0 {
			t.Errorf("the comment says of nobody %q", verb)
		}
	}
	for _, w := range x.cases[0].want {
		id := strings.Split(w, between)[subject]
		if !slices.ContainsFunc(x.remarks, func(r remark) bool { return r.verb == "flagged" && r.subject == id }) {
			t.Errorf("the comment does not say why %s is flagged", id)
		}
	}
}

func parseCSV(t *testing.T, f txtar.File) table {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(f.Data))).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %v, %d rows", f.Name, err, len(rows))
	}
	return table{rows[0], rows[1:]}
}

// agreeOnShared refuses settings of a shared parameter that differ: the second cases are one
// run. A fixture whose rule has the parameter must say so too, or it could not be read alone.
func agreeOnShared(t *testing.T, examples []*example) {
	set := map[string]string{} // job and parameter -> value
	by := map[string]*example{}
	value := func(x *example, param string) (string, bool) {
		for _, s := range x.cases[1].settings {
			if v, ok := strings.CutPrefix(s, x.ID+"."+param+"="); ok {
				return v, true
			}
		}
		return "", false
	}
	each := func(f func(x *example, p run.Parameter, key string)) {
		for _, x := range examples {
			for _, p := range x.Parameters {
				if p.Shared {
					f(x, p, string(x.Job)+" "+p.Name)
				}
			}
		}
	}
	each(func(x *example, p run.Parameter, key string) {
		v, ok := value(x, p.Name)
		if !ok {
			return
		}
		if before, twice := set[key]; twice && before != v {
			t.Errorf("%s sets the shared parameter %s to %s and %s to %s", by[key].ID, p.Name, before, x.ID, v)
		}
		set[key], by[key] = v, x
	})
	each(func(x *example, p run.Parameter, key string) {
		if _, ok := value(x, p.Name); !ok && set[key] != "" {
			t.Errorf("the second case of %s must set %s.%s=%s as that of %s does: it is shared", x.ID, x.ID, p.Name, set[key], by[key].ID)
		}
	})
}

// noSharedContacts refuses an address, phone, e-mail, account or full name that stands in two fixtures.
func noSharedContacts(t *testing.T, examples []*example, k int) {
	seen := map[string]string{}
	for _, x := range examples {
		for name, tb := range x.cases[k].tables {
			for _, row := range tb.rows {
				m := x.filled(name, tb.header, row)
				shared := []string{m["last_name"] + " " + m["first_name"] + " " + m["patronymic"]}
				for _, c := range contacts {
					shared = append(shared, m[c])
				}
				for _, value := range shared {
					if value = strings.TrimSpace(value); value == "" {
						continue
					}
					if other := cmp.Or(seen[value], x.ID); other != x.ID {
						t.Errorf("%q stands in the fixtures of %s and %s, which it would connect", value, other, x.ID)
					}
					seen[value] = x.ID
				}
			}
		}
	}
}

func writeRows(t *testing.T, path string, def tables.Table, rows []map[string]string) {
	t.Helper()
	var lines [][]string
	var header []string
	for _, c := range def.Columns {
		header = append(header, c.Name)
	}
	lines = append(lines, header)
	for _, r := range rows {
		line := make([]string, len(header))
		for i, h := range header {
			line[i] = r[h]
		}
		lines = append(lines, line)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := csv.NewWriter(f).WriteAll(lines); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
