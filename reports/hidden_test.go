package reports_test

import (
	"strings"
	"testing"

	"adal/fixtures/writings"
	"adal/reports"
	"adal/reports/internal/sample"
)

// A cell of free text that holds a person's number is counted once in quality.csv, by its
// file, however the number is written; columns of numbers are not.
func TestNumbersInTextsAreCounted(t *testing.T) {
	const said = "people's numbers in texts; cells,roster,roster.csv,,,"
	// One name of the sample holds a number.
	if got := string(write(t, sample.Scan(), reports.Options{Lang: "en"})["quality.csv"]); !strings.Contains(got, said+"1,number_in_text") {
		t.Errorf("no %q in\n%s", said, got)
	}
	for _, w := range writings.Of(sample.Husband) {
		r := sample.Scan()
		e := &r.Findings[0].Evidence[0]
		e.Cells["position"] = w.Text
		r.Findings[1].Evidence = append(r.Findings[1].Evidence, *e) // the same row twice
		if got := string(write(t, r, reports.Options{Lang: "en", Formats: []string{"csv"}})["quality.csv"]); !strings.Contains(got, said+"2,number_in_text") {
			t.Errorf("%s is not counted", w.Name)
		}
	}
}
