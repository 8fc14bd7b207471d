package run

import (
	"cmp"
	"slices"

	"adal/pipeline/kz"
)

// Unfair is an entry of the register of unfair participants about a supplier that stands in
// the run. It is no sign of anything: it is shown beside the supplier, and no rule reads it.
type Unfair struct {
	SupplierID string `json:"supplier_id"`
	Name       string `json:"name"`
	From       string `json:"date_from"` // blank where the register does not say
	To         string `json:"date_to"`   // its last day; blank while it has no end
	Reason     string `json:"reason,omitempty"`
	File       string `json:"file"`
	Row        int64  `json:"row"`
}

// State says where a day lies to an entry, both of whose dates are inclusive: in_force,
// later where the entry begins after it, ended where it was over before.
func (u Unfair) State(day string) string {
	switch {
	case u.To != "" && u.To < day:
		return "ended"
	case u.From > day:
		return "later"
	}
	return "in_force"
}

// Register is the register of unfair participants as far as it concerns a run.
type Register struct {
	// Supplied is false where the data hold no register: then a supplier without an entry
	// may be listed for all anybody knows.
	Supplied bool

	day     string // on which entries are in force or not
	entries map[string][]Unfair
	members map[string][]string // of groups
}

// Register gives the entries of the run by the numbers of their suppliers.
func (r *Run) Register() Register {
	g := Register{
		Supplied: slices.ContainsFunc(r.Files, func(f File) bool { return f.Table == "unfair_suppliers" }),
		day:      r.AsOf, entries: map[string][]Unfair{}, members: map[string][]string{},
	}
	for _, u := range r.Unfair {
		g.entries[u.SupplierID] = append(g.entries[u.SupplierID], u)
	}
	for _, m := range r.Groups {
		if g.entries[m.SupplierID] != nil {
			g.members[m.GroupID] = append(g.members[m.GroupID], m.SupplierID)
		}
	}
	return g
}

// Of gives the entries of a supplier in their order, none of a number that has none.
func (g Register) Of(id string) []Unfair { return g.entries[id] }

// Members lists the members of a group that have entries.
func (g Register) Members(group string) []string { return g.members[group] }

// Sides lists the suppliers with entries that a finding is about: either of its sides, or
// the members of a group that is one.
func (g Register) Sides(f *Finding) []string {
	var ids []string
	for _, side := range [][2]string{{f.SubjectKind, f.SubjectID}, {f.OtherKind, f.OtherID}} {
		switch {
		case side[0] == "supplier" && g.entries[side[1]] != nil:
			ids = append(ids, side[1])
		case side[0] == "group":
			ids = append(ids, g.members[side[1]]...)
		}
	}
	return ids
}

// In lists the suppliers with entries that a finding names: its sides, then those of its
// source rows, each once.
func (g Register) In(f *Finding) []string {
	if len(g.entries) == 0 {
		return nil
	}
	ids := g.Sides(f)
	for _, e := range f.Evidence {
		for _, id := range Firms(e) {
			if g.entries[id] != nil && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// Telling picks of the entries of some suppliers the one that says most of the as-of day:
// one in force before one that is to begin, and that before one that is over; of equals the
// last to end. It is nil where there are none.
func (g Register) Telling(ids ...string) *Unfair {
	weight := map[string]int{"in_force": 2, "later": 1}
	until := func(u *Unfair) string { return cmp.Or(u.To, "9999-12-31") }
	var best *Unfair
	for _, id := range ids {
		for i := range g.entries[id] {
			u := &g.entries[id][i]
			if best == nil || cmp.Or(cmp.Compare(weight[u.State(g.day)], weight[best.State(g.day)]), cmp.Compare(until(u), until(best))) > 0 {
				best = u
			}
		}
	}
	return best
}

// Firms lists the numbers of suppliers and other organisations in a source row. A person
// counts only where the number stands as a supplier's.
func Firms(e Evidence) []string {
	var ids []string
	for _, column := range []string{"supplier_id", "company_id", "company_bin", "organisation_bin", "head_office_bin", "holder_id"} {
		if id := e.Cells[column]; id != "" && (column != "holder_id" || !kz.IsIIN(id)) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Suppliers gathers the numbers of all suppliers the run shows anywhere.
func (r *Run) Suppliers() map[string]bool {
	ids := map[string]bool{}
	of := func(f *Finding) {
		if f.SubjectKind == "supplier" {
			ids[f.SubjectID] = true
		}
		if f.OtherKind == "supplier" {
			ids[f.OtherID] = true
		}
		for _, e := range f.Evidence {
			for _, id := range Firms(e) {
				ids[id] = true
			}
		}
	}
	for i := range r.Findings {
		of(&r.Findings[i])
	}
	for i := range r.Gone {
		of(&r.Gone[i].Finding)
	}
	for _, x := range r.Slices {
		ids[x.TopID] = true
	}
	for _, x := range r.Groups {
		ids[x.SupplierID] = true
	}
	for _, x := range r.Holdings {
		ids[x.ID] = true
	}
	for _, x := range r.Lawful {
		ids[x.SupplierID] = true
	}
	for i := range r.Contracts {
		ids[r.Contracts[i].SupplierID] = true
	}
	return ids
}
