package run

import (
	"cmp"
	"slices"
	"strings"
)

// Decision is a row of the dispositions table: what a person decided about a finding.
type Decision struct {
	Finding string
	Disposition
	File string
	Row  int64
}

// Decide puts the decisions of people on the findings they are about. A decision changes
// the status of a finding and nothing else: its place, score and evidence stay, and a
// reader sees who decided, why and until when. Of several about one finding the latest
// counts, by its day and then by its row. One whose last day is before the as-of day of
// the run has expired: its finding is open again. The clock is not asked, so a run of an
// old quarter says tomorrow what it says today.
//
// It gives a note for every decision that has expired, and for every one about a finding
// the run does not have; those of findings known to be gone are silent.
func (r *Run) Decide(decisions []Decision) []Note {
	latest := map[string]Decision{}
	for _, d := range decisions {
		id := strings.ToLower(strings.TrimSpace(d.Finding))
		if was, ok := latest[id]; !ok || compare(d, was) > 0 {
			latest[id] = d
		}
	}
	var notes []Note
	note := func(code string, d Decision) {
		notes = append(notes, Note{Note: code, Table: "dispositions", File: d.File, Row: d.Row, Detail: d.Finding})
	}
	known := map[string]bool{}
	for i := range r.Findings {
		f := &r.Findings[i]
		known[f.ID] = true
		d, ok := latest[f.ID]
		if !ok {
			continue
		}
		decided := d.Disposition
		decided.Expired = d.Expires != "" && d.Expires < r.AsOf
		f.Disposition = &decided
		f.Status = decided.Status
		if decided.Expired {
			f.Status = "reopened"
			note("expired_disposition", d)
		}
	}
	for i := range r.Gone {
		known[r.Gone[i].ID] = true
	}
	for _, e := range r.Earlier {
		known[e.ID] = true
	}
	for id, d := range latest {
		if !known[id] {
			note("unknown_finding", d)
		}
	}
	slices.SortFunc(notes, func(a, b Note) int {
		return cmp.Or(strings.Compare(a.Note, b.Note), strings.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row))
	})
	return notes
}

func compare(a, b Decision) int {
	return cmp.Or(strings.Compare(a.On, b.On), strings.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row))
}
