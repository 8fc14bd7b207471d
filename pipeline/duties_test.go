package pipeline

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/fixtures/oracle"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/kz"
	"adal/pipeline/run"
)

// dutiesOf runs the job of duties on a folder.
func dutiesOf(t *testing.T, dir, asOf string, settings ...string) (*run.Run, error) {
	t.Helper()
	return jobOn(t, Duties, dir, asOf, settings...)
}

// jobOn runs a job that is of a day.
func jobOn(t *testing.T, do func(context.Context, job.Options, *run.Staging) (*run.Run, error), dir, asOf string, settings ...string) (*run.Run, error) {
	t.Helper()
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	p, err := job.AsOf(asOf)
	if err != nil {
		t.Fatal(err)
	}
	return do(t.Context(), job.Options{Data: dir, Period: p, Settings: settings, Memory: "1GB", Threads: 1, MaxRejects: 1}, s)
}

// TestDutiesAgainstReference holds the duties, the training and the maps of random offices
// against the reference, which is said from the page and not from the queries.
func TestDutiesAgainstReference(t *testing.T) {
	oracle.ReadCalendar(kz.Table("calendar_kz"))
	worlds := manyWorlds(t, 60)
	total, states := 0, map[string]map[string]bool{}
	for seed := range worlds {
		w := oracle.DutyWorld(seed)
		dir := t.TempDir()
		if err := w.Write(dir); err != nil {
			t.Fatal(err)
		}
		r, err := dutiesOf(t, dir, w.AsOf.String())
		if err != nil {
			t.Fatalf("world %d: %v", seed, err)
		}
		var got, want []string
		for _, d := range r.Duties {
			met(states, &d)
			got = append(got, dutyOfRun(&d))
		}
		for _, d := range oracle.Duties(w, w.AsOf) {
			want = append(want, dutyOfReference(d))
		}
		total += len(want)
		sameLines(t, fmt.Sprintf("world %d, %s, duties", seed, w.AsOf), got, want)
		got, want = nil, nil
		for _, x := range r.Training {
			got = append(got, fmt.Sprint(x.Half, " ", x.Kind, " ", x.Unit, " ", x.Staff, " ", x.Attended, " ", x.Tested, " ", x.Passed))
			if math.Abs(x.Share-float64(x.Passed)/float64(x.Staff)) > 1e-12 {
				t.Errorf("share %v of %d and %d", x.Share, x.Passed, x.Staff)
			}
		}
		for _, x := range oracle.Training(w, w.AsOf) {
			want = append(want, fmt.Sprint(x.Half, " ", x.Kind, " ", x.Unit, " ", x.Staff, " ", x.Attended, " ", x.Tested, " ", x.Passed))
		}
		sameLines(t, fmt.Sprintf("world %d, training", seed), got, want)
		got, want = nil, nil
		for _, x := range r.Risks {
			got = append(got, fmt.Sprint(x.Map, " ", x.Version, " ", x.ID, " ", x.Likelihood, " ", x.Impact, " ", x.Score, " ", x.Zone, " ", len(x.Posts), " ", x.Plan, " ", x.Overdue))
		}
		for _, x := range oracle.RiskMap(w, w.AsOf) {
			want = append(want, fmt.Sprint(x.Map, " ", x.Version, " ", x.RiskID, " ", x.Likelihood, " ", x.Impact, " ", x.Score, " ", x.Zone, " ", x.Posts, " ", x.PlanItems, " ", x.OverdueItems))
		}
		sameLines(t, fmt.Sprintf("world %d, maps", seed), got, want)
		if t.Failed() && seed > 3 {
			return
		}
	}
	everyState(t, run.Duties, states)
	t.Logf("%d worlds, %d duties", worlds, total)
}

// manyWorlds is how many random worlds a test makes: those of every run of the suite, fewer of a
// short one, and as many as ADAL_WORLDS says in the long form.
func manyWorlds(t *testing.T, usual int64) int64 {
	t.Helper()
	if s := os.Getenv("ADAL_WORLDS"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			t.Fatalf("ADAL_WORLDS: %v", err)
		}
		return n
	}
	if testing.Short() {
		return min(usual, 10)
	}
	return usual
}

// sameLines tells what one list has and the other has not, in whatever order.
func sameLines(t *testing.T, what string, got, want []string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	n := 0
	for i, j := 0, 0; i < len(got) || j < len(want); {
		switch {
		case j == len(want) || i < len(got) && got[i] < want[j]:
			if n++; n < 12 {
				t.Errorf("%s: too much  %s", what, got[i])
			}
			i++
		case i == len(got) || want[j] < got[i]:
			if n++; n < 12 {
				t.Errorf("%s: missing   %s", what, want[j])
			}
			j++
		default:
			i, j = i+1, j+1
		}
	}
}

// TestDutiesOutsideTheCalendar: a working day of a year the calendar lacks stops the job and
// names the year; --calendar brings it.
func TestDutiesOutsideTheCalendar(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("roster.csv", "iin,last_name,first_name,unit,position,date_from\n180610174875,Облаков,Кирилл,Отдел,Эксперт,2015-01-01\n")
	put("analyses.csv", "kind,finished_on,reported_on\nprocurement,2015-03-02,2015-03-03\n")
	_, err := dutiesOf(t, dir, "2026-09-30")
	if f, ok := errors.AsType[*fault.Fault](err); !ok || !strings.Contains(f.Message("ru"), "2015") {
		t.Errorf("got %v, want a fault that names 2015", err)
	}
}
