package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/parquet/file"

	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// person and firm give the n-th invented number: nobody is born in 18xx, and no company
// was registered in December 2049.
func person(n int) string { return invented(fmt.Sprintf("0502011%03d", n)) }
func firm(n int) string   { return invented(fmt.Sprintf("4912409%03d", n)) }

// invented fills the eleventh digit and the check digit.
func invented(ten string) string {
	for d := range 10 {
		if id := withCheckDigit(fmt.Sprintf("%s%d", ten, d)); id != "" {
			return id
		}
	}
	panic("no number begins with " + ten)
}

// folder writes files into a new data directory; a leading line break of a text is dropped.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.TrimPrefix(text, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// refusal is what one or several faults say together.
type refusal struct {
	Message, Hint string
	Usage         bool
}

// refused runs a scan that must fail as a user's fault, and gives message and hint.
func refused(t *testing.T, data string, change ...func(*job.Options)) refusal {
	t.Helper()
	period, err := job.Quarter("2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	o := job.Options{Data: data, Period: period, Memory: "2GB", MaxRejects: 0.05}
	for _, c := range change {
		c(&o)
	}
	return refusedBy(t, Scan, o)
}

// refusedBy is refused for either job. It leaves no RUN and no folder beside it.
func refusedBy(t *testing.T, job func(context.Context, job.Options, *run.Staging) (*run.Run, error), o job.Options) refusal {
	t.Helper()
	parent := t.TempDir()
	s, err := run.Create(filepath.Join(parent, "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	_, err = job(t.Context(), o, s)
	s.Discard()
	if left, _ := os.ReadDir(parent); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	all := faults(err)
	if len(all) == 0 {
		t.Fatalf("got error %v, want one with a next step", err)
	}
	// Several faults of the input are told together, each with its next step.
	one := refusal{Usage: true}
	for _, f := range all {
		one.Message += f.Message("en") + "\n"
		one.Hint += f.Hint("en") + "\n"
		one.Usage = one.Usage && f.Usage
		if f.Hint("en") == "" {
			t.Errorf("%s: no next step", f.Message("en"))
		}
	}
	return one
}

// faults lists what a user can act on in an error; nil where anything else is in it.
func faults(err error) []*fault.Fault {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*fault.Fault
		for _, e := range many.Unwrap() {
			f := faults(e)
			if f == nil {
				return nil
			}
			all = append(all, f...)
		}
		return all
	}
	if f, ok := errors.AsType[*fault.Fault](err); ok {
		return []*fault.Fault{f}
	}
	return nil
}

// says fails where a text lacks one of the words a user needs.
func says(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q does not say %q", text, w)
		}
	}
}

const rosterHeader = "iin,last_name,first_name,unit,position,date_from\n"

func TestBadPeriod(t *testing.T) {
	for _, s := range []string{"", "2026", "Q3", "2026Q0", "2026Q5", "2026Q33", "2026Q", "2026-Q3", "26Q3", "1899Q4", "2201Q1", "2026Q3Q4", "третий"} {
		_, err := job.Quarter(s)
		f, ok := errors.AsType[*fault.Fault](err)
		if !ok || !f.Usage {
			t.Errorf("period %q: got %v, want a fault of usage", s, err)
			continue
		}
		says(t, f.Message("en")+f.Hint("en"), `"`+s+`"`, "2026Q3")
	}
	for _, y := range []int{0, -1, 26, 1899, 2201, 20250} {
		_, err := job.Year(y)
		if f, ok := errors.AsType[*fault.Fault](err); !ok || !f.Usage {
			t.Errorf("year %d: got %v, want a fault of usage", y, err)
		}
	}
	p, err := job.Quarter("2028q1")
	if err != nil || p.Name != "2028Q1" || p.From.Format(time.DateOnly) != "2028-01-01" || p.To.Format(time.DateOnly) != "2028-03-31" {
		t.Errorf("2028q1 is %v, %v", p, err)
	}
}

func TestBadSettings(t *testing.T) {
	data := folder(t, map[string]string{"roster.csv": rosterHeader})
	for setting, words := range map[string][]string{
		"P12-4a":                          {`"P12-4a"`, "RULE.PARAM=VALUE"},
		"P12-4a=1":                        {`"P12-4a=1"`, "RULE.PARAM=VALUE"},
		"P99-9.days=3":                    {`"P99-9"`, "adal rules"},
		"p10-0a.days=3":                   {`"p10-0a"`, "adal rules"},
		"P10-0a.day=3":                    {"P10-0a", `"day"`, "days"},
		"P10-2a.days=3":                   {"P10-2a", `"days"`, "no parameters"},
		"P10-0a.days=thirty":              {"P10-0a.days", `"thirty"`},
		"P10-0a.days=-1":                  {"P10-0a.days", `"-1"`},
		"P10-0a.days=":                    {"P10-0a.days", `""`},
		"P10-0a.days=30.5":                {"P10-0a.days", `"30.5"`},
		"P12-4a.min_effective_share=NaN":  {"P12-4a.min_effective_share", `"NaN"`},
		"P12-4a.min_effective_share=1e99": {"P12-4a.min_effective_share", `"1e99"`},
		"P12-4a.min_effective_share=%":    {"P12-4a.min_effective_share", `"`},
		"all.days=3":                      {"all", `"days"`, "shared"},
		"score.looks=3":                   {"looks"},
		"score.severity=many":             {"severity", "many"},
	} {
		t.Run(setting, func(t *testing.T) {
			f := refused(t, data, func(o *job.Options) { o.Settings = []string{setting} })
			if !f.Usage {
				t.Error("not marked as wrong usage")
			}
			says(t, f.Message+" "+f.Hint, words...)
		})
	}
}

func TestNoRoster(t *testing.T) {
	t.Run("other tables only", func(t *testing.T) {
		f := refused(t, folder(t, map[string]string{"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount\n"}))
		says(t, f.Message+" "+f.Hint, `"roster"`, "roster.csv", "adal.yaml")
	})
	t.Run("no folder", func(t *testing.T) {
		missing := filepath.Join(t.TempDir(), "nowhere")
		f := refused(t, missing)
		says(t, f.Message+" "+f.Hint, missing, "roster.csv")
	})
}

func TestNoContractOfTheYear(t *testing.T) {
	period, err := job.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	header := "contract_id,customer_bin,supplier_id,signed_on,amount,status_id\n"
	row := func(id, day, amount, status string) string {
		return strings.Join([]string{id, firm(1), firm(2), day, amount, status}, ",") + "\n"
	}
	t.Run("none counts", func(t *testing.T) {
		data := folder(t, map[string]string{"contracts.csv": header + row("1", "2024-12-31", "100", "190") + row("2", "2026-01-01", "100", "190") +
			row("3", "2025-05-05", "0", "190") + row("4", "2025-05-05", "100", "330")})
		f := refusedBy(t, Concentration, job.Options{Data: data, Period: period, Memory: "2GB", MaxRejects: 0.05})
		says(t, f.Message+f.Hint, "2025")
	})
	t.Run("no table", func(t *testing.T) {
		f := refusedBy(t, Concentration, job.Options{Data: folder(t, map[string]string{"roster.csv": rosterHeader}), Period: period, Memory: "2GB", MaxRejects: 0.05})
		says(t, f.Message+f.Hint, `"contracts"`, "contracts.csv")
	})
}

// Every file that cannot be used is named at once.
func TestUnusableFiles(t *testing.T) {
	f := refused(t, folder(t, map[string]string{
		"roster.csv":       "Код работника,last_name,first_name,unit,position\n",
		"family_links.csv": "",
		"suppliers.csv":    "supplier_id,name,Name\n",
		"contracts.csv":    "\xff\xfe\x00",
	}))
	says(t, f.Message, `roster.csv has no column "iin", "date_from"`, "family_links.csv: the file is empty", `suppliers.csv: the column "name" stands twice`,
		"contracts.csv")
	says(t, f.Hint, "columns found", "Код работника, last_name, first_name, unit, position", "adal.yaml")
}

func TestTooManyRejects(t *testing.T) {
	var roster strings.Builder
	roster.WriteString(rosterHeader)
	for n := range 17 {
		fmt.Fprintf(&roster, "%s,Ф,И,О,Д,2020-01-01\n", person(n))
	}
	fmt.Fprintf(&roster, "%s,Ф,И,О,Д,2020-01-01\n", "050201100000")
	fmt.Fprintf(&roster, "%s,Ф,И,О,Д,2020-01-01\n", "123")
	fmt.Fprintf(&roster, "%s,Ф,И,О,Д,завтра\n", person(50))
	data := folder(t, map[string]string{"roster.csv": roster.String()})
	f := refused(t, data, func(o *job.Options) { o.MaxRejects = 0.1499 })
	says(t, f.Message, "roster: 3 of 20 rows rejected", "roster iin bad_iin: 2 (e.g. roster.csv row 19)", "roster date_from bad_date: 1 (e.g. roster.csv row 21)")
	says(t, f.Hint, "--max-rejects")
	// As many as allowed are not too many.
	r := scan(t, data, func(o *job.Options) { o.MaxRejects = 0.15 })
	accounted(t, r, map[string]counts{"roster.csv": {20, 17, 3, 0}})
}

// counts are the rows of a file: read, normalised, rejected, left out.
type counts struct{ rows, normalised, rejected, leftOut int64 }

// accounted holds the files of a run against what became of their rows.
func accounted(t *testing.T, r *run.Run, want map[string]counts) {
	t.Helper()
	seen := map[string]int{}
	for _, f := range r.Files {
		got := counts{f.Rows, f.Normalised, f.Rejected, f.LeftOut}
		if got.rows != got.normalised+got.rejected+got.leftOut {
			t.Errorf("%s: %d rows are not %d normalised + %d rejected + %d left out", f.Path, f.Rows, f.Normalised, f.Rejected, f.LeftOut)
		}
		if w, ok := want[f.Path]; !ok || w != got {
			t.Errorf("%s: got %v, want %v", f.Path, got, want[f.Path])
		}
		seen[f.Path]++
		rejected := map[int64]bool{}
		for _, x := range r.Rejects {
			if x.File == f.Path {
				rejected[x.Row] = true
			}
		}
		if int64(len(rejected)) != f.Rejected {
			t.Errorf("%s: %d rows in the rejects, %d counted", f.Path, len(rejected), f.Rejected)
		}
	}
	if len(seen) != len(want) {
		t.Errorf("files %v, want %v", seen, want)
	}
}

// rowsOf counts the rows of a table a run kept.
func rowsOf(t *testing.T, s *run.Staging, name string) int64 {
	t.Helper()
	r, err := file.OpenParquetFile(filepath.Join(s.Tables(), name+".parquet"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	return r.NumRows()
}

// A roster of one and every other table with a header only: all rules run and find nothing.
func TestEmptyTables(t *testing.T) {
	files := map[string]string{
		"roster.csv":             rosterHeader + person(1) + ",Один,Один,О,Д,2020-01-01\n",
		"units.csv":              "unit_id,unit\n",
		"family_links.csv":       "iin,relation,relative_iin",
		"suppliers.csv":          "supplier_id,name\n",
		"supplier_people.csv":    "supplier_id,holder_id,role\r\n",
		"contracts.csv":          "contract_id,customer_bin,supplier_id,signed_on,amount\n",
		"decisions.csv":          "contract_id,announcement_id,iin,role,date\n",
		"recusals.csv":           "iin,about_id,date\n",
		"disclosures.csv":        "iin,about_id,notified_on\n\n",
		"governing_bodies.csv":   "organisation_bin,body,iin\n",
		"trust_agreements.csv":   "iin,company_bin,date_from\n",
		"declared_interests.csv": "iin,company_id\n",
		"outside_work.csv":       "iin,organisation_bin,activity\n",
		"bids.csv":               "announcement_id,supplier_id\n",
		"dispositions.csv":       "finding_id,status\n",
		"gifts.csv":              "gift_id,iin,kind,received_on\n",
		"trips.csv":              "trip_id,iin,date_from\n",
		"foreign_accounts.csv":   "iin,bank,country,detected_on\n",
		"mandates.csv":           "iin,body,kind\n",
		"control_groups.csv":     "group_id,member_iin,approved_on\n",
		"candidates.csv":         "contest_id,iin,position_id,announced_on\n",
	}
	r := scan(t, folder(t, files))
	want := map[string]counts{}
	for name := range files {
		want[name] = counts{}
	}
	want["roster.csv"] = counts{1, 1, 0, 0}
	accounted(t, r, want)
	if len(r.Findings) > 0 {
		t.Errorf("found %v", r.Findings)
	}
	for _, c := range r.Coverage {
		if c.Status != "ran" {
			t.Errorf("%s: %s %s", c.Rule, c.Status, c.Reason)
		}
	}
	n := notes(r)
	if n["no_rows_read"] != len(files)-1 || len(r.Quality) != len(files)-1 {
		t.Errorf("noted %v: want every table without rows, and nothing else", r.Quality)
	}
	t.Run("alone", func(t *testing.T) {
		r := scan(t, folder(t, map[string]string{"roster.csv": files["roster.csv"]}))
		for _, c := range r.Coverage {
			if c.Rule == "P10-2a" && (c.Status != "skipped" || c.Reason != "no_table:family_links") {
				t.Errorf("P10-2a without family links: %s %s", c.Status, c.Reason)
			}
		}
	})
}

// Data no register should hold: the run ends, says what is odd and accounts for every row.
func TestOddData(t *testing.T) {
	p, c := person, firm
	pairs := []string{"{broken}", "050201100000", "{unpadded}", strings.TrimLeft(p(1), "0")}
	names := map[string]string{} // of a number
	for n := range 60 {
		pairs = append(pairs, fmt.Sprintf("{p%d}", n), p(n), fmt.Sprintf("{c%d}", n), c(n))
		names[p(n)], names[c(n)] = fmt.Sprintf("p%d", n), fmt.Sprintf("c%d", n)
	}
	replace := strings.NewReplacer(pairs...)
	files := map[string]string{
		"notes.txt": "not a table",
		"roster.csv": `
iin,last_name,first_name,unit,position_id,position,manager_iin,manager_position_id,kind,date_from,date_to,room
{unpadded},Один,Один,О,k1,Д,{p1},k1,,2020-01-01,,12
{p2},Два,Два,О,k2,Д,,k3,,2020-01-01,,
{p3},Три,Три,О,k3,Д,,k4,,2020-01-01,,
{p4},Четыре,Четыре,О,k4,Д,,k2,,2020-01-01,,
{p5},Пять,Пять,О,k5,Д,{p5},,,2020-01-01,,
{p6},Шесть,Шесть,О,k6,Д,,,,2020-01-01,,
{p6},Шесть,Шесть,О,k6,Д,,,,01.01.2020,,
{p6},Шестая,Шесть,О,k7,Д,,,,2021-01-01,,
{p7},Семь,Семь,О,k8,Д,{p40},k99,неясно,2020-01-01,,
{broken},Восемь,Восемь,О,,Д,,,,2020-01-01,,
{c1},Девять,Девять,О,,Д,,,,2020-01-01,,
,Десять,Десять,О,,Д,,,,2020-01-01,,
{p8},Одиннадцать,Имя,О,,Д,,,,2020-02-30,,
{p8},Двенадцать,Имя,О,,Д,,,,2020-02-02,2020-02-01,
{p8},Тринадцать,Имя
`,
		"family_links.csv": `
iin,relation,relative_iin,relative_last_name,relative_first_name,relative_birth_date,date_from,date_to
{p2},brother,{p4},,,,,
{p3},brother,{p4},,,,,
{p10},father,{p11},,,,,
{p11},father,{p12},,,,,
{p12},father,{p10},,,,,
{p5},spouse,{p13},,,,2000-01-01,
{p5},spouse,{p14},,,,2010-01-01,
{p5},spouse,{p14},,,,2010-01-01,
{p6},brother,{p6},,,,,
{p6},father,,Шестов,Имя,1850-01-01,,
{p6},троюродный,{p7},,,,,
{p6},mother,{broken},,,,,
{p7},mother,{p15},,,1999-09-09,,
`,
		"supplier_people.csv": `
supplier_id,holder_id,role,share_pct
{c1},{p2},founder,70
{c1},{p16},founder,60
{c2},{c3},founder,100
{c3},{c4},founder,100
{c4},{c2},founder,100
{c5},{c5},founder,50
{c5},{p3},founder,40
{c5},{p17},founder,101
{c5},{p17},director of all,1
`,
		"suppliers.csv": `
supplier_id,name,commercial
{c1},Первая,yes
{c2},Вторая,возможно
{c3},Третья,
{c3},Третья иначе,
`,
		"contracts.csv": `
contract_id,root_id,customer_bin,supplier_id,signed_on,amount,currency,status_id
1,,{c50},{c1},2026-05-01,1000,,190
1,,{c50},{c1},2026-05-01,1000,,190
2,,{c50},{c2},2026-05-01,"1 000,50",KZT,190
3,,{c50},{c3},2026-05-01,1000,,777
4,,{c50},{c5},2026-05-01,1000,USD,190
5,6,{c50},{c5},2026-05-01,1000,,190
6,5,{c50},{c5},2026-05-02,1000,,190
7,,{c50},{c5},2026-05-01,10.005,,190
8,1,{c50},{broken},2026-05-01,1000,,190
9,,{c50},{c5},2026-05-01,0,,190
10,,{c50},{c5},2026-05-01,,,190
11,,{c50},{c5},2026-05-01,1000,,330
12,,{c50},{c5},2026-10-01,1000,,190
13,,{c50},{c5},2026-05-01,1000,,190
14,13,{c50},{c1},2026-05-02,1000,,190
`,
		"decisions.csv": `
contract_id,announcement_id,iin,role,date
404,,{p2},approver,
,,{p2},approver,
`,
	}
	for name, text := range files {
		files[name] = replace.Replace(text)
	}
	period, err := job.Quarter("2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	// No loop in the data may become one in the program.
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	r, err := Scan(ctx, job.Options{Data: folder(t, files), Period: period, Memory: "2GB", MaxRejects: 1}, s)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]counts{
		"roster.csv":          {15, 8, 6, 1},
		"family_links.csv":    {13, 11, 1, 1},
		"supplier_people.csv": {9, 8, 1, 0},
		"suppliers.csv":       {4, 4, 0, 0},
		"contracts.csv":       {15, 13, 2, 0},
		"decisions.csv":       {2, 1, 1, 0},
	}
	accounted(t, r, want)
	for name, n := range want {
		table := strings.TrimSuffix(name, ".csv")
		if got := rowsOf(t, s, table); got != n.normalised {
			t.Errorf("table %s holds %d rows, %d were counted", table, got, n.normalised)
		}
	}

	var rejects []string
	for _, x := range r.Rejects {
		rejects = append(rejects, fmt.Sprintf("%s:%d %s %s", x.File, x.Row, x.Column, x.Reason))
	}
	same(t, []string{
		"roster.csv:11 iin bad_iin", "roster.csv:12 iin is_a_bin", "roster.csv:13 iin missing_value", "roster.csv:14 date_from bad_date",
		"roster.csv:15 date_to reversed_dates", "roster.csv:16  broken_row:3/12",
		"family_links.csv:12 relation unknown_relation",
		"supplier_people.csv:10 role unknown_role",
		"contracts.csv:9 amount bad_money", "contracts.csv:10 supplier_id bad_id",
		"decisions.csv:3 contract_id missing_value",
	}, rejects)

	var notes []string
	for _, n := range r.Quality {
		id, detail := n.ID, n.Detail
		for number, name := range names {
			id, detail = strings.ReplaceAll(id, number, name), strings.ReplaceAll(detail, number, name)
		}
		notes = append(notes, strings.Join(strings.Fields(fmt.Sprintf("%s %s:%d %s %s", n.Note, n.File, n.Row, id, detail)), " "))
	}
	same(t, []string{
		"unknown_file notes.txt:0",
		"unknown_column roster.csv:0 room",
		"unknown_value roster.csv:10 kind: неясно",
		"unknown_value suppliers.csv:3 commercial: возможно",
		"blanked_value family_links.csv:13 relative_iin: 050201100000", "no_iin_relative family_links.csv:13 p6 mother",
		"blanked_value supplier_people.csv:9 share_pct: 101",
		"padded_id roster.csv:2 p1 iin",
		"duplicate_row roster.csv:8",
		"duplicate_row family_links.csv:9",
		"two_names :0 p6 Шестая Шесть / Шесть Шесть",
		"birth_date_mismatch family_links.csv:14 p15 1999-09-09",
		"sex_mismatch family_links.csv:14 p15 mother",
		"own_superior roster.csv:2 p1 k1",
		"own_superior roster.csv:6 p5 k5",
		"superior_loop :0 p2",
		"link_to_nobody roster.csv:10 p40 manager_iin",
		"link_to_nobody roster.csv:10 manager_position_id: k99",
		"link_to_nobody decisions.csv:2 p2 404",
		"two_spouses :0 p5 p13 / p14",
		"parent_loop :0 p10", "parent_loop :0 p11", "parent_loop :0 p12",
		"self_link family_links.csv:10 p6 brother",
		"no_iin_relative family_links.csv:11 p6 father",
		"over_100_percent :0 c1 1.3",
		"closed_circle :0 c2", "closed_circle :0 c3",
		"unattributed_share :0 c2 1.0", "unattributed_share :0 c3 1.0", "unattributed_share :0 c5 0.2",
		"two_records suppliers.csv:5 c3",
		"not_in_register contracts.csv:6 c5 4",
		"unknown_status_amount contracts.csv:5 777: 1000.00 (1)", "unknown_status contracts.csv:5 777",
		"left_out_no_rate contracts.csv:6 4",
		"root_circle :0 5",
		"chain_rejected_row contracts.csv:9 7", "chain_rejected_row contracts.csv:10 1",
		"left_out_not_positive contracts.csv:11 9",
		"left_out_no_value contracts.csv:12 10",
		"left_out_no_row contracts.csv:13 11",
		"future_contract contracts.csv:14 12",
		"two_suppliers :0 13",
	}, notes)

	// What can be used is used: nobody is scaled down to 100%, the circle lets nothing out.
	var shares []string
	for _, f := range r.Findings {
		if f.Rule == "P12-4a" {
			shares = append(shares, names[f.SubjectID]+" "+names[f.OtherID]+" "+f.Amount+" "+short(f.Share))
		}
	}
	same(t, []string{"p2 c1 2000.00 0.7", "p3 c5 1000.00 0.8"}, shares)
}

// A foreign currency counts by the rate it is given and not at all without one.
func TestForeignCurrency(t *testing.T) {
	data := folder(t, map[string]string{
		"roster.csv":          rosterHeader + person(1) + ",Один,Один,О,Д,2020-01-01\n",
		"supplier_people.csv": "supplier_id,holder_id,role\n" + firm(1) + "," + person(1) + ",head\n",
		"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount,currency\n" +
			"1," + firm(2) + "," + firm(1) + ",2026-05-01,100.50,usd\n" +
			"2," + firm(2) + "," + firm(1) + ",2026-05-01,100,EUR\n" +
			"3," + firm(2) + "," + firm(1) + ",2026-05-01,100,тенге\n" +
			"4," + firm(2) + "," + firm(1) + ",2026-05-01,100,398\n" +
			"5," + firm(2) + "," + firm(1) + ",2026-05-01,100,Теңге\n" +
			"6," + firm(2) + "," + firm(1) + ",2026-05-01,100,тг.\n",
	})
	r := scan(t, data, func(o *job.Options) { o.Rates = []job.Rate{{Currency: "USD", Tenge: "520.15"}} })
	var amounts, left []string
	for _, f := range r.Findings {
		if f.Rule == "P12-4a" {
			amounts = append(amounts, f.Amount)
		}
	}
	for _, n := range r.Quality {
		if n.Note == "left_out_no_rate" {
			left = append(left, n.Detail)
		}
	}
	same(t, []string{"52675.08"}, amounts) // 100.50 at 520.15 is 52275.075, and 400 in tenge
	same(t, []string{"2"}, left)
}
