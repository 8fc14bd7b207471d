package run

import (
	"cmp"
	"slices"
	"strings"
)

// Decision is a row of the dispositions table: what a person decided about a finding.
type Decision struct {
	Finding string // id of the finding
	Disposition
	File string
	Row  int64
}

// Decide puts the decisions of people on the findings they are about. A decision changes
// the status of a finding and nothing else: its place, score and evidence stay, and a
// reader sees who decided, why and until when. Of several about one finding the latest
// counts, by its day and then by its row. One whose last day is before the as-of day of
// the run has expired: its finding is open again. So is one with a contract, decision, post or
// tie that began after the day of the decision, which covers what was known on its day;
// begins names the column of a table that says when a row's matter began. The clock is not
// asked, so a run of an old quarter says tomorrow what it says today.
//
// It gives a note for every decision that has expired, and for every one about a finding
// the run does not have; those of findings known to be gone are silent.
func (r *Run) Decide(decisions []Decision, begins func(table string) string) []Note {
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
		if d.On != "" {
			decided.Later = f.begunAfter(d.On, begins)
		}
		f.Disposition = &decided
		f.Status = decided.Status
		switch {
		case decided.Expired:
			f.Status = "reopened"
			note("expired_disposition", d)
		case decided.Later != "":
			f.Status = "reopened"
			note("outgrown_disposition", d)
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

// begunAfter is the last day after on that something of the finding began, "" where all of
// it had begun by then. Contracts beyond those listed are known by the last day alone.
func (f *Finding) begunAfter(on string, begins func(table string) string) string {
	last := f.Begun
	if f.Contracts != nil {
		last = f.To
	}
	for _, e := range f.Evidence {
		last = max(last, e.Cells[begins(e.Table)])
	}
	if last <= on {
		return ""
	}
	return last
}

func compare(a, b Decision) int {
	return cmp.Or(strings.Compare(a.On, b.On), strings.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row))
}
