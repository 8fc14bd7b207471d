package pipeline

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"adal/pipeline/job"
	"adal/pipeline/run"
)

// The limits of the law are in tenge: the same purchases in drams are held to none of them,
// and the coverage says so.
func TestLimitsAreInTenge(t *testing.T) {
	for _, c := range []struct {
		currency string
		want     int64
	}{{"KZT", 1}, {"AMD", 0}} {
		t.Run(c.currency, func(t *testing.T) {
			release := func(day int) string {
				return fmt.Sprintf(`{"ocid":"o%[1]d","id":"o%[1]d","date":"2025-02-01T00:00:00Z","tag":["compiled"],"buyer":{"id":"KZ-BIN-%[2]s"},
					"tender":{"procurementMethod":"limited","procurementMethodDetails":"Запрос ценовых предложений","mainProcurementCategory":"goods"},
					"awards":[{"id":"a","suppliers":[{"id":"KZ-BIN-%[3]s"}],"items":[{"id":"i","classification":{"scheme":"CPV","id":"17121400"}}]}],
					"contracts":[{"id":"c","awardID":"a","dateSigned":"2025-01-%[1]dT00:00:00Z","value":{"amount":30000000,"currency":"%[4]s"}}]}`,
					day, firm(1), firm(2), c.currency)
			}
			text := "[" + release(10) + "," + release(20) + "]"
			data := folder(t, map[string]string{"releases.json": text})
			period, err := job.Year(2025)
			if err != nil {
				t.Fatal(err)
			}
			s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Discard()
			r, err := Concentration(t.Context(), job.Options{Data: data, Period: period, Memory: "2GB", MaxRejects: 0.05}, s)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range r.Coverage {
				if x.Rule != "P49c" {
					continue
				}
				if x.Findings != c.want {
					t.Errorf("%d findings just under a limit, want %d", x.Findings, c.want)
				}
				if gap := slices.ContainsFunc(x.Gaps, func(g run.Gap) bool { return g.Reason == "no_limit" }); gap != (c.want == 0) {
					t.Errorf("the coverage says %+v", x)
				}
			}
		})
	}
}
