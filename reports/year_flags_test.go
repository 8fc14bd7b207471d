package reports

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"adal/pipeline/run"
	"adal/reports/internal/sample"
	"adal/reports/view"
)

// The counts of the flags of the year on the page are those of the rows of flags.csv, and the
// sheet has the same rows; the section says that flags require checking and what was not computed.
func TestFlagsOfYearCounts(t *testing.T) {
	r, dir := sample.Annual(), t.TempDir()
	if err := Write(dir, r, Options{Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(dir, "flags.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	type counts struct{ flags, named int64 }
	of, ids, tenders := map[string]counts{}, map[string]bool{}, map[string]bool{}
	for _, row := range rows[1:] {
		k := row[column["role"]] + " " + row[column["organisation_id"]]
		c := of[k]
		c.flags++
		if row[column["part"]] != "tender" {
			c.named++
		}
		of[k] = c
		ids[row[column["flag_id"]]] = true
		for x := range strings.SplitSeq(row[column["tenders"]], "; ") {
			tenders[x] = true
		}
	}
	page := view.Of(r, "en", false).Page().YearFlags
	if len(page.Rows) != len(of) || len(of) < 3 {
		t.Fatalf("the page lists %d, the file %d", len(page.Rows), len(of))
	}
	for _, x := range page.Rows {
		if c := of[x.Role+" "+x.ID]; c.flags != x.Flags || c.named != x.Named || int64(len(x.List)) != x.Flags {
			t.Errorf("%s: the page counts %d (%d named), the file %+v", x.Name, x.Flags, x.Named, c)
		}
	}
	if want := "Flags: 3, tenders with them: 3, suppliers and customers of the year they concern: 3."; page.Lede != want || len(ids) != 3 || len(tenders) != 3 {
		t.Errorf("%q, the file has %d flags of %d tenders", page.Lede, len(ids), len(tenders))
	}
	text, err := os.ReadFile(filepath.Join(dir, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`id="year-flags"`, "requires checking", "lack the tables they need: R043"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(string(text), sample.Entrepreneur) {
		t.Error("the page shows a number of a person in full")
	}
	r.Files = append(r.Files, run.File{Table: "bids", Path: "releases.jsonl", Format: "ocds"})
	if other := view.Of(r, "en", false).Page().YearFlags; page.Same == other.Same || !strings.Contains(other.Same, "may give other flags") {
		t.Errorf("of releases it says %q", other.Same)
	}
	book, err := excelize.OpenFile(filepath.Join(dir, "report.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	if sheet, err := book.GetRows("Red flags"); err != nil || len(sheet) != len(rows) {
		t.Errorf("the sheet has %d rows, the file %d (%v)", len(sheet), len(rows), err)
	}
}
