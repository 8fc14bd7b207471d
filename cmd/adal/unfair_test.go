package main

import (
	"encoding/json"
	"html"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"adal/pipeline/run"
	"adal/reports/view"
	"adal/reports/words"
)

var (
	marked   = regexp.MustCompile(`<span class="tag rnu [a-z_]+">([^<]*)</span>`)
	oneCard  = regexp.MustCompile(`(?s)<details class="card [a-z]+" id="f-([0-9a-f]+)".*?</summary>`)
	sliceTop = regexp.MustCompile(`<td(?: data-l="[^"]*")?>([^<]*)( <span class="tag rnu [a-z_]+">[^<]*</span>)?</td><td class="num"(?: data-l="[^"]*")?><span class="share`)
	holders  = regexp.MustCompile(`(?s)<table class="grid stack holders">.*?</table>`)
	held     = regexp.MustCompile(`<th scope="row">(?:<a href="#[^"]*">[^<]*</a> )?([^<]*)( <span class="tag rnu [a-z_]+">[^<]*</span>)?</th>`)
)

// The register of the ministry is shown at its suppliers and at no other, in the page and in
// the workbook of both jobs.
func TestRegisterIsShown(t *testing.T) {
	t.Parallel()
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) {
			t.Parallel()
			r := filepath.Join(t.TempDir(), "run")
			do(t, append(slices.Clone(args), "--data", ministry, "--out", r, "--ids", "full")...)
			listed, names := map[string]bool{}, map[string]bool{}
			for _, u := range table(t, filepath.Join(ministry, "unfair_suppliers.csv")) {
				listed[u["supplier_id"]], names[u["name"]] = true, true
			}
			groupNamed := map[string]bool{} // after its largest member
			if job == "annual" {
				first := map[string]string{}
				for _, g := range table(t, filepath.Join(r, "groups.csv")) {
					if first[g["group_id"]] == "" {
						first[g["group_id"]] = g["name"]
					}
					if listed[g["supplier_id"]] {
						listed[g["group_id"]] = true
						groupNamed[first[g["group_id"]]] = true
					}
				}
			}

			// Findings: in the heading of the card and in the workbook's last column.
			want := map[string]bool{}
			for _, f := range table(t, filepath.Join(r, "findings.csv")) {
				side := func(kind string) bool {
					return (f[kind+"_kind"] == "supplier" || f[kind+"_kind"] == "group") && listed[f[kind+"_id"]]
				}
				want[f["finding_id"]] = side("subject") || side("other")
			}
			b, err := os.ReadFile(filepath.Join(r, "report.html"))
			if err != nil {
				t.Fatal(err)
			}
			page := string(b)
			shown := 0
			for _, c := range oneCard.FindAllStringSubmatch(page, -1) {
				has := marked.MatchString(c[0])
				if has != want[c[1]] {
					t.Errorf("the card of %s: marked %v", c[1], has)
				}
				if has {
					shown++
				}
			}
			if shown == 0 {
				t.Error("no card is marked")
			}
			sheets, err := excelize.OpenFile(filepath.Join(r, "report.xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = sheets.Close() }()
			column := func(sheet, id string, listed func(row map[string]string) bool) {
				t.Helper()
				n := 0
				for _, row := range sheetRows(t, sheets, sheet) {
					if has := row["Реестр недобросовестных участников"] != ""; has != listed(row) {
						t.Errorf("%s, %s: filled %v", sheet, row[id], has)
					} else if has {
						n++
					}
				}
				if n == 0 {
					t.Errorf("%s marks nobody", sheet)
				}
			}
			for _, row := range sheetRows(t, sheets, "Записи") {
				if want[row["Номер записи"]] && row["Реестр недобросовестных участников"] == "" {
					t.Errorf("the workbook does not mark %s", row["Номер записи"])
				}
			}

			// What it rests on is named, and that it is no finding.
			for _, s := range []string{words.UI.In("ru", "unfair_note"), "а не вывод этого отчёта", "unfair_suppliers.csv, строка"} {
				if !strings.Contains(page, s) {
					t.Errorf("the page does not say %q", s)
				}
			}
			if job != "annual" {
				if strings.Contains(page, "ИП Шықова") {
					t.Error("a supplier of no finding stands in the scan")
				}
				return
			}
			tops := map[string]bool{}
			for _, c := range append(sliceTop.FindAllStringSubmatch(page, -1), held.FindAllStringSubmatch(strings.Join(holders.FindAllString(page, -1), ""), -1)...) {
				name := html.UnescapeString(c[1])
				group := strings.Contains(c[2], "участник группы")
				if c[2] != "" && !names[name] && (!group || !groupNamed[name]) {
					t.Errorf("%s is marked: %s", name, c[2])
				}
				if c[2] == "" && names[name] {
					t.Errorf("%s is not marked", name)
				}
				tops[name] = tops[name] || c[2] != ""
			}
			if !tops["ИП Шықова Р."] || !tops["ТОО «Жаңа Жазық»"] || tops["ТОО «Көк Емен»"] {
				t.Errorf("tables and charts do not mark whom they should: %v %v %v", tops["ИП Шықова Р."], tops["ТОО «Жаңа Жазық»"], tops["ТОО «Көк Емен»"])
			}
			_, l := readLedger(t, r)
			in := map[string]bool{}
			for n := range l.Marks {
				in[l.Suppliers[n-1][0]] = true
			}
			if !maps.Equal(in, names) {
				t.Errorf("the contracts mark %v, want %v", in, names)
			}
			column("Группы", "Номер", func(row map[string]string) bool { return listed[row["Номер"]] })
			column("Договоры", "Ид. договора", func(row map[string]string) bool { return listed[row["ИИН/БИН поставщика"]] })
			slices := table(t, filepath.Join(r, "concentration.csv"))
			for i, row := range sheetRows(t, sheets, "Концентрация") {
				if has := row["Реестр недобросовестных участников"] != ""; has != listed[slices[i]["top_id"]] {
					t.Errorf("Концентрация, row %d: filled %v", i+2, has)
				}
			}
		})
	}
}

// sheetRows reads a sheet by its headings.
func sheetRows(t *testing.T, f *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil || len(rows) == 0 {
		t.Fatalf("sheet %s: %v", sheet, err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[0][i]] = v
		}
		all = append(all, m)
	}
	return all
}

// Without a register nothing is said of one; with one, the findings are the same to the byte.
func TestRegisterChangesNoFinding(t *testing.T) {
	t.Parallel()
	without := copyOf(t, ministry)
	if err := os.Remove(filepath.Join(without, "unfair_suppliers.csv")); err != nil {
		t.Fatal(err)
	}
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) {
			t.Parallel()
			with, none := filepath.Join(t.TempDir(), "with"), filepath.Join(t.TempDir(), "none")
			do(t, append(slices.Clone(args), "--data", ministry, "--out", with)...)
			do(t, append(slices.Clone(args), "--data", without, "--out", none)...)
			for _, name := range []string{"findings.csv", "findings.jsonl", "evidence.csv", "coverage.csv", "quality.csv"} {
				a, errA := os.ReadFile(filepath.Join(with, name))
				b, errB := os.ReadFile(filepath.Join(none, name))
				if errA != nil || errB != nil || string(a) != string(b) {
					t.Errorf("%s differs with the register", name)
				}
			}
			page, err := os.ReadFile(filepath.Join(none, "report.html"))
			if err != nil {
				t.Fatal(err)
			}
			if body := string(page[strings.Index(string(page), "<body>"):]); strings.Contains(body, "недобросовест") || marked.MatchString(body) {
				t.Error("a report without the register speaks of it")
			}
			f, err := excelize.OpenFile(filepath.Join(none, "report.xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = f.Close() }()
			for _, sheet := range f.GetSheetList() {
				if rows, _ := f.GetRows(sheet); sheet == "РНУ" || slices.ContainsFunc(rows, func(row []string) bool {
					return slices.ContainsFunc(row, func(s string) bool { return strings.Contains(s, "едобросовест") })
				}) {
					t.Errorf("the sheet %s speaks of the register", sheet)
				}
			}
		})
	}
}

// The ministry's portal file says what its table says.
func TestRegisterOfThePortal(t *testing.T) {
	t.Parallel()
	files := filepath.Join("..", "..", "fixtures", "files")
	entries := func(data string) []run.Unfair {
		r := filepath.Join(t.TempDir(), "run")
		must(t, "concentration", "--data", data, "--year", "2025", "--out", r)
		x, err := run.Load(t.Context(), r, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range x.Unfair {
			x.Unfair[i].File, x.Unfair[i].Row = "", 0
		}
		return x.Unfair
	}
	if a, b := entries(ministry), entries(files); !slices.Equal(a, b) || len(a) != 3 {
		t.Errorf("the table says %v\nthe portal %v", a, b)
	}
}

// Cells of the register are text everywhere, people's numbers in them are masked, and the
// number of another firm of the same name or head marks nobody.
func TestHostileRegister(t *testing.T) {
	t.Parallel()
	data := copyOf(t, hostile)
	named := table(t, filepath.Join(data, "suppliers.csv"))
	first, second := named[0], named[1]
	put(t, data, "unfair_suppliers.csv", "supplier_id,name,head_name,head_iin,date_from,date_to,reason\n"+
		first["supplier_id"]+",=1+1,</script><script>alert(1)</script>,551206100013,2026-01-01,,\"=HYPERLINK(\"\"http://example.invalid\"\")\"\n"+
		first["supplier_id"]+",x,,,2020-01-01,2021-01-01,\"<img src=x onerror=alert(1)> 551206100013 \u001b[31m\u202e\"\n"+
		"491240999902,\""+strings.ReplaceAll(second["name"], `"`, `""`)+"\",,,,,\n")
	for job, args := range map[string][]string{"scan": {"scan", "--period", "2026Q3"}, "annual": {"concentration", "--year", "2026"}} {
		t.Run(job, func(t *testing.T) {
			t.Parallel()
			r := filepath.Join(t.TempDir(), "run")
			must(t, append(slices.Clone(args), "--data", data, "--out", r, "--max-rejects", "50%", "--lang", "en")...)
			nothingRuns(t, r)
			b, err := os.ReadFile(filepath.Join(r, "report.html"))
			if err != nil {
				t.Fatal(err)
			}
			page := string(b)
			for _, bad := range []string{"<script>alert", "<img src=x", "551206100013"} {
				if strings.Contains(page, bad) {
					t.Errorf("the page has %s", bad)
				}
			}
			if !strings.Contains(page, "&lt;img src=x onerror=alert(1)&gt; ********0013") {
				t.Error("the page does not show the reason as text with a masked number")
			}
			x, err := run.Load(t.Context(), r, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(x.Unfair) != 2 {
				t.Errorf("%d entries concern the run, want the two of one supplier: %v", len(x.Unfair), x.Unfair)
			}
			i := slices.IndexFunc(x.Findings, func(f run.Finding) bool { return len(x.Register().Sides(&f)) > 0 })
			if i < 0 {
				if job == "scan" {
					t.Error("no finding is about the supplier")
				}
				return
			}
			out := must(t, "explain", r, x.Findings[i].ID, "--lang", "en")
			if !strings.Contains(out, "in the register of unfair participants from 2026-01-01, in force on") || !strings.Contains(out, "over by") {
				t.Errorf("explain does not say it:\n%s", out)
			}
			if strings.ContainsAny(out, "\u001b\u202e") {
				t.Error("explain prints what steers a terminal")
			}
			var told struct {
				Unfair []view.Unfair `json:"unfair"`
			}
			if err := json.Unmarshal([]byte(must(t, "explain", r, x.Findings[i].ID, "--format", "json")), &told); err != nil || len(told.Unfair) != 2 || told.Unfair[1].State != "in_force" {
				t.Errorf("explain --format json gives %v, %v", told, err)
			}
			if code, out, _ := adal(t, "verify", r, "--data", data, "--lang", "en"); code != 0 {
				t.Errorf("verify: exit %d\n%s", code, out)
			}
		})
	}
}
