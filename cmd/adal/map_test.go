package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"adal/fixtures/disguise"
	"adal/pipeline/warehouse"
)

// Three files of a clerk who knows none of the canonical tables: put into a folder, mapped,
// scanned. The one thing they do not say, the customer, is asked for; everything they say is read.
func TestThreeFiles(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "данные")
	truth, err := disguise.Clerk(ministry, data)
	if err != nil {
		t.Fatal(err)
	}
	customer, err := disguise.CustomerOf(ministry)
	if err != nil {
		t.Fatal(err)
	}
	code, out, errs := adal(t, "map", data)
	if code != 1 || !strings.Contains(errs, "customer_bin") || !strings.Contains(out, "осталось вопросов: 1") {
		t.Fatalf("map: exit %d\n%s\n%s", code, out, errs)
	}
	yaml := filepath.Join(data, "adal.yaml")
	if text := contents(t, yaml); !strings.Contains(text, "# ? Экспорт договоров.csv: договоры без заказчика") {
		t.Fatalf("the question is not in the file:\n%s", text)
	}
	edit(t, yaml, "table: \"contracts\"", "table: \"contracts\"\n    constants: {customer_bin: \""+customer+"\"}")
	if code, _, errs := adal(t, "map", data); code != 0 {
		t.Fatalf("map again: exit %d\n%s", code, errs)
	}
	run := filepath.Join(t.TempDir(), "run")
	must(t, "scan", "--data", data, "--period", "2026Q3", "--out", run)
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "1GB", Temp: t.TempDir(), Folders: []string{run}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, c := range []struct{ what, query, table, want string }{
		{"people", "count(DISTINCT iin)", "roster", fmt.Sprint(truth.People)},
		{"superiors", "count(manager_iin)", "roster", fmt.Sprint(truth.Superiors)},
		{"links", "count(*)", "family_links", fmt.Sprint(truth.Links)},
		{"contracts", "count(DISTINCT contract_id)", "contracts", fmt.Sprint(truth.Contracts)},
		{"tenge", "CAST(sum(amount) AS VARCHAR)", "contracts", truth.Tenge},
	} {
		var got string
		if err := db.One(t.Context(), "SELECT CAST("+c.query+" AS VARCHAR) FROM read_parquet("+warehouse.Quote(filepath.Join(run, "tables", c.table+".parquet"))+")", nil, &got); err != nil {
			t.Fatal(err)
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.what, got, c.want)
		}
	}
	if rejects := contents(t, filepath.Join(run, "rejects.csv")); strings.Count(rejects, "\n") != 1 {
		t.Errorf("rejects:\n%s", rejects)
	}
	if _, err := os.Stat(filepath.Join(run, "report.html")); err != nil {
		t.Error(err)
	}
}
