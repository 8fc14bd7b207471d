package pipeline

import (
	"adal/pipeline/job"
	"fmt"
	"testing"
	"time"
)

// The dates of a tie are the run of days on which it holds, whatever rows it holds by:
// marriages that overlap or follow each other at once are one run, a break parts two.
func TestKinDates(t *testing.T) {
	rows := func(spans ...[2]string) string {
		s := "iin,relation,relative_iin,date_from,date_to\n"
		for _, x := range spans {
			s += fmt.Sprintf("%s,spouse,%s,%s,%s\n", person(1), person(2), x[0], x[1])
		}
		return s + fmt.Sprintf("%s,father,%s,,\n", person(2), person(3))
	}
	for name, c := range map[string]struct {
		links string
		on    string
		want  string
	}{
		"overlap, early":   {rows([2]string{"2000-01-01", "2010-12-31"}, [2]string{"2005-01-01", "2020-12-31"}), "2001-01-01", "2000-01-01..2020-12-31"},
		"overlap, late":    {rows([2]string{"2000-01-01", "2010-12-31"}, [2]string{"2005-01-01", "2020-12-31"}), "2015-01-01", "2000-01-01..2020-12-31"},
		"at once":          {rows([2]string{"2000-01-01", "2010-12-31"}, [2]string{"2011-01-01", ""}), "2015-01-01", "2000-01-01.."},
		"inside":           {rows([2]string{"2000-01-01", ""}, [2]string{"2005-01-01", "2006-01-01"}, [2]string{"2008-01-01", "2009-01-01"}), "2008-06-01", "2000-01-01.."},
		"a day between":    {rows([2]string{"2000-01-01", "2010-12-30"}, [2]string{"2011-01-01", "2020-12-31"}), "2015-01-01", "2011-01-01..2020-12-31"},
		"before the break": {rows([2]string{"2000-01-01", "2010-12-30"}, [2]string{"2011-01-01", "2020-12-31"}), "2010-12-30", "2000-01-01..2010-12-30"},
		"any day":          {rows([2]string{"2000-01-01", "2010-12-30"}, [2]string{"2011-01-01", "2020-12-31"}), "", "2000-01-01..2020-12-31"},
	} {
		t.Run(name, func(t *testing.T) {
			var on *time.Time
			if c.on != "" {
				day, err := time.Parse(time.DateOnly, c.on)
				if err != nil {
					t.Fatal(err)
				}
				on = &day
			}
			got, err := Kin(t.Context(), job.Options{Data: folder(t, map[string]string{"family_links.csv": c.links}), Memory: "1GB", MaxRejects: 0.05}, t.TempDir(), person(1), on)
			if err != nil {
				t.Fatal(err)
			}
			seen := map[string]string{}
			for _, k := range got {
				seen[k.Relation] = k.From + ".." + k.To
			}
			// The tie to the spouse's father holds on the same days.
			if seen["spouse"] != c.want || seen["spouse_parent"] != c.want || len(seen) != 2 {
				t.Errorf("got %v, want %s of both", seen, c.want)
			}
		})
	}
}
