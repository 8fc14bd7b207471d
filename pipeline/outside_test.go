package pipeline

import (
	"maps"
	"strings"
	"testing"

	"adal/pipeline/job"
	"adal/pipeline/run"
)

// A period outside the data is told: data that end before it, that begin after it, that have
// nothing inside it. An end that lies in it shows that the data reach it.
func TestPeriodOutsideTheData(t *testing.T) {
	roster := func(rows string) map[string]string {
		return map[string]string{"roster.csv": "iin,last_name,first_name,unit,position,date_from,date_to\nPERSON,Сериков,Ерлан,Отдел,Эксперт," + rows + "\n"}
	}
	with := func(files map[string]string, name, text string) map[string]string {
		files = maps.Clone(files)
		files[name] = text
		return files
	}
	contracts := "contract_id,customer_bin,supplier_id,signed_on,amount\n1,BUYER,FIRM,"
	for name, c := range map[string]struct {
		files map[string]string
		want  *run.Outside
	}{
		"ends before":        {roster("2020-01-01,"), &run.Outside{Side: "before", Day: "2020-01-01", Table: "roster"}},
		"the last of tables": {with(roster("2020-01-01,"), "contracts.csv", contracts+"2026-06-30,100\n"), &run.Outside{Side: "before", Day: "2026-06-30", Table: "contracts"}},
		"begins after":       {roster("2026-10-01,"), &run.Outside{Side: "after", Day: "2026-10-01", Table: "roster"}},
		"on both sides":      {with(roster("2020-01-01,"), "contracts.csv", contracts+"2062-06-30,100\n"), &run.Outside{Side: "gap", Day: "2020-01-01", Table: "roster"}},
		"last day":           {with(roster("2020-01-01,"), "contracts.csv", contracts+"2026-09-30,100\n"), nil},
		"first day":          {roster("2026-07-01,"), nil},
		"an end inside":      {roster("2020-01-01,2026-08-01"), nil},
		"an end to come":     {roster("2020-01-01,2030-08-01"), &run.Outside{Side: "before", Day: "2020-01-01", Table: "roster"}},
		"a birth date": {map[string]string{"roster.csv": "iin,last_name,first_name,unit,position,date_from,birth_date\nPERSON,Сериков,Ерлан,Отдел,Эксперт,2020-01-01,2026-08-01\n"},
			&run.Outside{Side: "before", Day: "2020-01-01", Table: "roster"}},
	} {
		got := runOn(t, run.Scan, c.files).Outside
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// The warning knows the period that was asked for, in every job that is asked for one.
func TestPeriodOutsideTheDataOfOtherJobs(t *testing.T) {
	year, err := job.Year(2031)
	if err != nil {
		t.Fatal(err)
	}
	numbers := strings.NewReplacer("FIRM", firm(1), "OTHER", firm(2), "BUYER", firm(3))
	files := map[string]string{
		"bids.csv":      "announcement_id,lot_id,supplier_id,amount,status\na1,1,FIRM,100,accepted\na1,1,OTHER,110,accepted\n",
		"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount,announcement_id\n1,BUYER,FIRM,2025-03-01,100,a1\n",
	}
	for name, text := range files {
		files[name] = numbers.Replace(text)
	}
	for name, period := range map[string]job.Period{"before": year, "": {}} {
		r := flagRun(t, files, func(o *job.Options) { o.Period = period })
		side := ""
		if r.Outside != nil {
			side = r.Outside.Side
		}
		if side != name {
			t.Errorf("flags of period %q: outside %q, want %q", period.Name, side, name)
		}
	}
}
