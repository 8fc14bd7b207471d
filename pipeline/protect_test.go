package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"adal/fixtures/oracle"
	"adal/pipeline/kz"
	"adal/pipeline/rules"
	"adal/pipeline/run"
)

// TestProtectAgainstReference holds the closed job on random reports, orders and disputes
// against the reference, and asks that every rule met every state it can be in.
func TestProtectAgainstReference(t *testing.T) {
	oracle.ReadCalendar(kz.Table("calendar_kz"))
	worlds := manyWorlds(t, 40)
	states, flagged, total := map[string]map[string]bool{}, 0, 0
	for seed := range worlds {
		w := oracle.ClosedWorld(seed)
		dir := t.TempDir()
		if err := w.Write(dir); err != nil {
			t.Fatal(err)
		}
		r, err := jobOn(t, Protect, dir, w.AsOf.String())
		if err != nil {
			t.Fatalf("world %d: %v", seed, err)
		}
		orders, duties := oracle.Protection(w)
		var got, want []string
		for i := range r.Findings {
			f := &r.Findings[i]
			got = append(got, strings.Join([]string{f.Rule, f.SubjectID, f.OtherID, f.From, f.Detail["reported"]}, " | "))
		}
		for _, x := range orders {
			want = append(want, strings.Join([]string{"P43-1a", x.IIN, x.Order, x.On.String(), x.Reported.String()}, " | "))
		}
		flagged += len(want)
		sameLines(t, fmt.Sprintf("world %d, %s, orders", seed, w.AsOf), got, want)
		got, want = nil, nil
		for i := range r.Duties {
			met(states, &r.Duties[i])
			got = append(got, dutyOfRun(&r.Duties[i]))
		}
		for _, d := range duties {
			want = append(want, dutyOfReference(d))
		}
		total += len(want)
		sameLines(t, fmt.Sprintf("world %d, %s, duties", seed, w.AsOf), got, want)
		if t.Failed() && seed > 3 {
			return
		}
	}
	everyState(t, run.Protect, states)
	if flagged == 0 {
		t.Error("no order was flagged")
	}
	t.Logf("%d worlds, %d orders flagged, %d duties", worlds, flagged, total)
}

func met(states map[string]map[string]bool, d *run.Duty) {
	if states[d.Rule] == nil {
		states[d.Rule] = map[string]bool{}
	}
	states[d.Rule][d.State] = true
}

func dutyOfRun(d *run.Duty) string {
	days := ""
	if d.Days != nil {
		days = fmt.Sprint(*d.Days)
	}
	return strings.Join([]string{d.Rule, d.SubjectKind, d.SubjectID, d.About, d.StartsOn, d.Term, d.DueOn, d.DueBy, d.DoneOn, d.State, days, strings.Join(d.Notes, ";")}, " | ")
}

func dutyOfReference(d oracle.Duty) string {
	return strings.Join([]string{d.Rule, d.SubjectKind, d.SubjectID, d.About, d.StartsOn.String(), d.Term, d.DueOn.String(), d.DueBy.String(), d.DoneOn.String(), d.State, d.Days, d.Note}, " | ")
}

// everyState asks that the duties of every rule of a job were met in every state they can be in.
func everyState(t *testing.T, of run.Job, states map[string]map[string]bool) {
	t.Helper()
	if testing.Short() {
		return
	}
	catalogue, err := rules.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range catalogue {
		if r.Job != of || r.Kind != "duty" {
			continue
		}
		x := example{Rule: r}
		for _, state := range x.states() {
			if !states[r.ID][state] {
				t.Errorf("%s was never met %s, only %v", r.ID, state, states[r.ID])
			}
		}
	}
}
