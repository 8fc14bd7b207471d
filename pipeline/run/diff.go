package run

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Gone is a finding of the run before that is found no more, with what changed. That it
// is gone does not mean it was mended: Supplied says whether the data would still show it.
type Gone struct {
	Finding
	// Supplied is false where the rule did not run or a row the finding rested on is no
	// longer in the data: then nobody can tell, and the finding is not cured.
	Supplied bool     `json:"supplied"`
	Changes  []Change `json:"changes"`
}

// Change is one thing that differs between two runs and bears on a finding.
type Change struct {
	// What is a code: not_supplied, rejected, relation_ended, stake_ended, post_ended,
	// post_changed, ended, value_changed, record_added, threshold_changed,
	// rule_changed, rule_gone, contract_too_old, window_moved, unexplained.
	What   string `json:"what"`
	Table  string `json:"table,omitempty"`
	File   string `json:"file,omitempty"` // where the row stands now, else where it stood
	Row    int64  `json:"row,omitempty"`
	Column string `json:"column,omitempty"` // of the table, or the name of a parameter
	Old    string `json:"old,omitempty"`
	New    string `json:"new,omitempty"`
}

// Earlier is a finding that was gone before the run before.
type Earlier struct {
	ID     string `json:"finding_id"`
	Period string `json:"period"` // the last run that had it
}

// Follow sets the status of every finding by the run before: persisting where that had
// it, reopened where an earlier one had it, or where it was decided on and the decision
// is no longer in the data, new else. It gives the findings of the run before that are
// found no more; what changed for them is for Explain.
func (r *Run) Follow(old *Run) []Finding {
	before := map[string]*Finding{}
	for i := range old.Findings {
		before[old.Findings[i].ID] = &old.Findings[i]
	}
	earlier := map[string]string{}
	for _, e := range old.Earlier {
		earlier[e.ID] = e.Period
	}
	for i := range old.Gone {
		earlier[old.Gone[i].ID] = old.Period
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		was, persists := before[f.ID]
		_, returns := earlier[f.ID]
		switch {
		case persists && was.Disposition != nil && !was.Disposition.Expired:
			f.Status = "reopened" // Decide puts the decision back where it still stands
		case persists:
			f.Status = "persisting"
		case returns:
			f.Status = "reopened"
		default:
			f.Status = "new"
		}
		delete(before, f.ID)
		delete(earlier, f.ID)
	}
	var gone []Finding
	for i := range old.Findings {
		if f := &old.Findings[i]; before[f.ID] != nil {
			gone = append(gone, *f)
			delete(before, f.ID)
			delete(earlier, f.ID)
		}
	}
	r.Earlier = nil
	for _, id := range slices.Sorted(maps.Keys(earlier)) {
		r.Earlier = append(r.Earlier, Earlier{ID: id, Period: earlier[id]})
	}
	return gone
}

// Lookup is what the tables of the newer run say of a row a finding rested on: the row
// most like it, or nil where there is none under the same numbers.
type Lookup func(Evidence) *Evidence

// Explain says what changed for a finding of old that is not in r. now looks rows up in
// the tables of r; records gives the rows there that would clear a finding of its rule,
// as a trust agreement does. Changes come in a fixed order, the row changes by step.
func (r *Run) Explain(old *Run, f Finding, now Lookup, records []Evidence) Gone {
	g := Gone{Finding: f, Supplied: true}
	add := func(c Change) {
		if !slices.Contains(g.Changes, c) {
			g.Changes = append(g.Changes, c)
		}
	}
	for _, c := range r.Coverage {
		if c.Rule != f.Rule || c.Status == "ran" {
			continue
		}
		g.Supplied = false
		reason, table, _ := strings.Cut(c.Reason, ":")
		add(Change{What: "not_supplied", Table: table, New: reason})
	}
	for _, e := range f.Evidence {
		row := now(e)
		if row == nil {
			g.Supplied = false
			what := "not_supplied"
			if slices.ContainsFunc(r.Rejects, func(x Reject) bool { return x.Table == e.Table && x.File == e.File && x.Row == e.Row }) {
				what = "rejected"
			}
			add(Change{What: what, Table: e.Table, File: e.File, Row: e.Row})
			continue
		}
		for _, c := range changes(e, *row) {
			add(c)
		}
	}
	if len(g.Changes) == 0 {
		for _, c := range outOfWindow(old, r, f) {
			add(c)
		}
	}
	for _, e := range records {
		add(Change{What: "record_added", Table: e.Table, File: e.File, Row: e.Row})
	}
	for _, c := range ruleChanges(f.Rule, find(old.Rules, f.Rule), find(r.Rules, f.Rule)) {
		add(c)
	}
	if len(g.Changes) == 0 {
		if old.From != r.From || old.AsOf != r.AsOf {
			add(Change{What: "window_moved", Old: old.Period, New: r.Period})
		} else {
			add(Change{What: "unexplained"})
		}
	}
	return g
}

// ruleChanges says what is not the same about a rule, nil where a run has none such.
func ruleChanges(id string, was, is *Rule) []Change {
	var all []Change
	switch {
	case is == nil:
		return []Change{{What: "rule_gone", Column: id}}
	case was == nil:
		return nil
	case was.Digest != is.Digest:
		all = append(all, Change{What: "rule_changed", Column: id})
	}
	for _, p := range was.Parameters {
		for _, q := range is.Parameters {
			if p.Name == q.Name && p.Value != q.Value {
				all = append(all, Change{What: "threshold_changed", Column: id + "." + p.Name, Old: p.Value, New: q.Value})
			}
		}
	}
	return all
}

// outOfWindow lists the rows of a finding that still stand as they stood, and whose time
// lies before what the later run looks at.
func outOfWindow(old, r *Run, f Finding) []Change {
	if old.AsOf == r.AsOf {
		return nil
	}
	var all []Change
	for _, e := range f.Evidence {
		what, ok := ends[e.Table]
		if to := e.Cells["date_to"]; ok && to != "" && to < r.From {
			all = append(all, Change{What: what, Table: e.Table, File: e.File, Row: e.Row, New: to})
		}
	}
	rule := find(r.Rules, f.Rule)
	as, err := time.Parse(time.DateOnly, r.AsOf)
	if rule == nil || err != nil {
		return all
	}
	for _, p := range rule.Parameters {
		months, err := strconv.Atoi(p.Value)
		if p.Name != rule.LooksBack || err != nil {
			continue
		}
		first := as.AddDate(0, -months, 1).Format(time.DateOnly)
		for _, e := range f.Evidence {
			if day := e.Cells["signed_on"]; e.Table == "contracts" && day != "" && day < first {
				all = append(all, Change{What: "contract_too_old", Table: e.Table, File: e.File, Row: e.Row, Old: day, New: first})
			}
		}
	}
	return all
}

func find(rules []Rule, id string) *Rule {
	if i := slices.IndexFunc(rules, func(x Rule) bool { return x.ID == id }); i >= 0 {
		return &rules[i]
	}
	return nil
}

// ends names, by table, what it means that a row got an end.
var ends = map[string]string{
	"family_links": "relation_ended", "supplier_people": "stake_ended", "roster": "post_ended",
	"governing_bodies": "post_ended", "outside_work": "post_ended",
}

// changes compares a row a finding rested on with the row that took its place.
func changes(was, is Evidence) []Change {
	at := func(what, column string) Change {
		return Change{What: what, Table: is.Table, File: is.File, Row: is.Row, Column: column, Old: was.Cells[column], New: is.Cells[column]}
	}
	columns := slices.Sorted(maps.Keys(was.Cells))
	for _, c := range slices.Sorted(maps.Keys(is.Cells)) {
		if _, both := was.Cells[c]; !both {
			columns = append(columns, c)
		}
	}
	slices.Sort(columns)
	if was.Table == "roster" {
		for _, c := range []string{"position_id", "position", "unit_id", "unit"} {
			if was.Cells[c] != is.Cells[c] {
				return []Change{at("post_changed", c)}
			}
		}
	}
	var all []Change
	for _, c := range columns {
		if was.Cells[c] == is.Cells[c] {
			continue
		}
		what := "value_changed"
		if c == "date_to" || c == "closed_on" {
			if what = ends[was.Table]; what == "" || is.Cells[c] == "" {
				what = "ended"
			}
			if is.Cells[c] == "" {
				what = "value_changed"
			}
		}
		all = append(all, at(what, c))
	}
	return all
}
