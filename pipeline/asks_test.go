package pipeline_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"adal/pipeline"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// sheet reads a table of the ministry as its file has it.
func sheet(t *testing.T, dir, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, r := range rows[1:] {
		row := map[string]string{}
		for i, h := range rows[0] {
			row[h] = r[i]
		}
		all = append(all, row)
	}
	return all
}

// What check asks for is counted a second time from the files as they stand.
func TestAsked(t *testing.T) {
	t.Parallel()
	dir := "../fixtures/ministry"
	served, posts := map[string]bool{}, map[string]bool{}
	for _, r := range sheet(t, dir, "roster") {
		posts[r["position_id"]] = true
		if r["service_class"] != "technical" {
			served[r["iin"]] = true
		}
	}
	masterless, classless := map[string]bool{}, map[string]bool{}
	for _, r := range sheet(t, dir, "roster") {
		if r["service_class"] == "technical" {
			continue
		}
		if r["manager_iin"] == "" && (r["manager_position_id"] == "" || !posts[r["manager_position_id"]]) {
			masterless[r["iin"]] = true
		}
		if r["service_class"] == "" {
			classless[r["iin"]] = true
		}
	}
	linked, parented, numberless := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range sheet(t, dir, "family_links") {
		linked[r["iin"]], linked[r["relative_iin"]] = true, true
		switch r["relation"] {
		case "father", "mother", "parent", "adoptive_parent":
			parented[r["iin"]] = parented[r["iin"]] || r["relative_iin"] != ""
		case "son", "daughter", "child", "adopted_child":
			parented[r["relative_iin"]] = true
		}
		if r["relative_iin"] == "" && served[r["iin"]] {
			numberless[r["iin"]] = true
		}
	}
	want := map[string]int64{"roster.manager": int64(len(masterless)), "roster.class": int64(len(classless)), "family.number": int64(len(numberless))}
	for iin := range served {
		if !linked[iin] {
			want["family.none"]++
		} else if !parented[iin] {
			want["family.parents"]++
		}
	}
	known, sold := map[string]bool{}, map[string]bool{}
	for _, r := range sheet(t, dir, "suppliers") {
		known[r["supplier_id"]] = true
	}
	for _, r := range sheet(t, dir, "contracts") {
		if id := r["supplier_id"]; r["deleted"] != "true" && r["deleted"] != "1" && !sold[id] {
			sold[id] = true
			if !known[id] {
				want["suppliers.none"]++
			}
		}
	}
	for _, r := range sheet(t, dir, "gifts") {
		if r["giver_id"] == "" {
			want["gifts.giver"]++
		}
	}
	got, rows := map[string]int64{}, map[string]int64{}
	c := checkOf(t, dir, pipeline.Told{Asked: func(x run.AskedRow) error { rows[x.Code]++; return nil }})
	for _, a := range c.Asks {
		got[a.Code] = a.Count
		if a.All > 0 && rows[a.Code] != a.All {
			t.Errorf("%s: %d rows are told, %d counted", a.Code, rows[a.Code], a.All)
		}
		if a.Of < a.Count {
			t.Errorf("%s: %d of %d", a.Code, a.Count, a.Of)
		}
	}
	for code, n := range want {
		if got[code] != n || n == 0 {
			t.Errorf("%s: %d, want %d and some", code, got[code], n)
		}
	}
	if c.People != int64(len(served)) {
		t.Errorf("people: %d, want %d", c.People, len(served))
	}
}

// A folder with people alone: every table a rule lacks is asked for with the rules and the people
// it costs, nothing is asked for that no rule needs, and no table of the closed job.
func TestAskedTables(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text, err := os.ReadFile("../fixtures/ministry/roster.csv")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "roster.csv"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	c := checkOf(t, dir, pipeline.Told{})
	asked := map[string]run.Asked{}
	for _, a := range c.Asks {
		if a.Code == "table" {
			asked[a.Table] = a
		}
	}
	for _, r := range c.Rules {
		for _, table := range r.Missing {
			if a, ok := asked[table]; r.Job != run.Protect && (!ok || len(a.Rules) == 0) {
				t.Errorf("%s lacks %s, which nobody is asked for", r.ID, table)
			}
		}
	}
	if a := asked["family_links"]; a.Office != "hr" || a.What != "people" || a.Count != c.People || a.Count == 0 {
		t.Errorf("family_links: %+v", a)
	}
	for _, table := range []string{"roster", "units", "reporters", "personnel_orders", "labour_disputes", "dispositions"} {
		if _, ok := asked[table]; ok {
			t.Errorf("%s is asked for", table)
		}
	}
}

func checkOf(t *testing.T, dir string, told pipeline.Told) *pipeline.Checked {
	t.Helper()
	raw := filepath.Join(t.TempDir(), "raw")
	if err := os.Mkdir(raw, 0o700); err != nil {
		t.Fatal(err)
	}
	c, err := pipeline.Check(t.Context(), job.Options{Data: dir, Memory: "2GB", MaxRejects: 0.05}, raw, told)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
