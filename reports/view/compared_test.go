package view_test

import (
	"slices"
	"testing"

	"adal/pipeline/run"
	"adal/reports/internal/sample"
	"adal/reports/view"
)

// A finding is marked as new only beside a run before: of a first run all are. That there was none is
// said once.
func TestNewOnlyBesideARunBefore(t *testing.T) {
	first := func() *run.Run {
		r := sample.Scan()
		r.Gone, r.Earlier = nil, nil
		for i := range r.Findings {
			r.Findings[i].Status, r.Findings[i].Disposition = "new", nil
		}
		for i := range r.Cases {
			r.Cases[i].Status = "new"
		}
		return r
	}
	for _, compared := range []bool{false, true} {
		v := view.Of(first(), "ru", false)
		if compared {
			v.Follows()
		}
		p := v.Page()
		marked := 0
		for _, c := range p.Cards() {
			if c.StatusName != "" {
				marked++
			}
		}
		for _, c := range p.Cases.List {
			if c.StatusName != "" {
				marked++
			}
		}
		if all := p.Queue + len(p.Cases.List); marked != map[bool]int{true: all}[compared] {
			t.Errorf("compared %v: %d of %d marked as new", compared, marked, all)
		}
		if (p.NotCompared == "") != compared || (len(p.Filters.Statuses) == 0) == compared {
			t.Errorf("compared %v: the page says %q and filters by %v", compared, p.NotCompared, p.Filters.Statuses)
		}
		said := slices.ContainsFunc(v.Overview().Head, func(s view.Says) bool { return s.Label == "Прежний отчёт" })
		if said == compared {
			t.Errorf("compared %v: the workbook says so: %v", compared, said)
		}
	}
}
