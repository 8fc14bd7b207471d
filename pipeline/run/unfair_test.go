package run_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"adal/pipeline/run"
)

const (
	firm    = "491240000019"
	holding = "491240000029"
	another = "491240000039"
	person  = "840430200016"
)

// Both dates of an entry are inclusive, and either may be unknown.
func TestUnfairState(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"", "", "in_force"},
		{"2026-09-30", "", "in_force"},
		{"", "2026-09-30", "in_force"},
		{"2025-01-01", "2026-09-29", "ended"},
		{"2026-10-01", "2027-01-01", "later"},
	} {
		if got := (run.Unfair{From: c.from, To: c.to}).State("2026-09-30"); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

// Of several entries the one in force speaks, then the one to come, then the last that ended.
func TestTelling(t *testing.T) {
	entry := func(from, to string) run.Unfair { return run.Unfair{SupplierID: firm, From: from, To: to} }
	over, last, now, long, next := entry("2019-01-01", "2020-01-01"), entry("2021-01-01", "2022-01-01"), entry("2026-01-01", "2027-01-01"),
		entry("2026-02-01", ""), entry("2027-05-01", "")
	for _, c := range []struct {
		entries []run.Unfair
		want    *run.Unfair
	}{
		{nil, nil}, {[]run.Unfair{last, over}, &last}, {[]run.Unfair{over, next, last}, &next}, {[]run.Unfair{over, now, next}, &now}, {[]run.Unfair{now, long}, &long},
	} {
		r := &run.Run{AsOf: "2026-09-30", Unfair: c.entries}
		if got := r.Register().Telling(firm); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.entries, got, c.want)
		}
	}
}

// A finding names the suppliers it is about and the firms of its rows. A person counts where
// the number stands as a supplier's, never as the head, the owner or the subject.
func TestRegisterIn(t *testing.T) {
	row := func(pairs ...string) run.Evidence {
		e := run.Evidence{Cells: map[string]string{}}
		for i := 0; i < len(pairs); i += 2 {
			e.Cells[pairs[i]] = pairs[i+1]
		}
		return e
	}
	r := &run.Run{
		AsOf:   "2026-09-30",
		Files:  []run.File{{Table: "unfair_suppliers"}},
		Groups: []run.GroupMember{{GroupID: "g", SupplierID: firm}, {GroupID: "g", SupplierID: another}},
		Unfair: []run.Unfair{{SupplierID: firm}, {SupplierID: holding}, {SupplierID: person}},
	}
	for name, c := range map[string]struct {
		finding   run.Finding
		sides, in []string
	}{
		"a supplier":          {run.Finding{SubjectKind: "person", SubjectID: "1", OtherKind: "supplier", OtherID: firm}, []string{firm}, []string{firm}},
		"another supplier":    {run.Finding{SubjectKind: "supplier", SubjectID: another}, nil, nil},
		"a person":            {run.Finding{SubjectKind: "person", SubjectID: person, OtherKind: "person", OtherID: person}, nil, nil},
		"their own business":  {run.Finding{SubjectKind: "person", SubjectID: person, OtherKind: "supplier", OtherID: person}, []string{person}, []string{person}},
		"a group":             {run.Finding{SubjectKind: "group", SubjectID: "g"}, []string{firm}, []string{firm}},
		"a customer":          {run.Finding{SubjectKind: "customer", SubjectID: firm}, nil, nil},
		"the firms of a row":  {run.Finding{Evidence: []run.Evidence{row("supplier_id", another, "holder_id", holding)}}, nil, []string{holding}},
		"the head of another": {run.Finding{Evidence: []run.Evidence{row("supplier_id", another, "holder_id", person), row("iin", person)}}, nil, nil},
	} {
		g := r.Register()
		if got := g.Sides(&c.finding); !slices.Equal(got, c.sides) {
			t.Errorf("%s: the sides are %v, want %v", name, got, c.sides)
		}
		if got := g.In(&c.finding); !slices.Equal(got, c.in) {
			t.Errorf("%s: it names %v, want %v", name, got, c.in)
		}
	}
	if !r.Register().Supplied || (&run.Run{}).Register().Supplied {
		t.Error("a register is there or not, and nobody says so")
	}
}

// What the register says is kept with a run.
func TestUnfairIsKept(t *testing.T) {
	dir := t.TempDir()
	tables := filepath.Join(dir, "tables")
	if err := os.Mkdir(tables, 0o700); err != nil {
		t.Fatal(err)
	}
	want := []run.Unfair{{SupplierID: firm, Name: "ТОО", From: "2025-01-01", Reason: "1", File: "rnu.json", Row: 3}, {SupplierID: firm, To: "2020-01-01", File: "rnu.json", Row: 4}}
	if err := (&run.Run{Job: run.Scan, Unfair: want}).Save(tables); err != nil {
		t.Fatal(err)
	}
	r, err := run.Load(t.Context(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(r.Unfair, want) {
		t.Errorf("kept %v", r.Unfair)
	}
}
