package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/kz"
	"adal/pipeline/link"
	"adal/pipeline/rank"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// soon is how many working days ahead a report shows what falls due.
const soon = 30

// duties is the job with the calendar its terms are counted by.
type duties struct {
	*job.Job
	calendar *kz.Calendar
	sources  [][]int64 // of each duty of the result, the rows of its evidence
}

func newDuties(j *job.Job) *duties {
	return &duties{Job: j, calendar: cmp.Or(j.Calendar, kz.WorkingDays())}
}

func (d *duties) superiors(ctx context.Context) error {
	first, err := warehouse.Only[struct{ Day *time.Time }](ctx, d.DB, "SELECT min(manager_notified_on) AS day FROM notices", nil)
	if err != nil {
		return err
	}
	from := d.Period.To
	if first.Day != nil && first.Day.Before(from) {
		from = *first.Day
	}
	return link.DirectSuperiors(ctx, d.DB, from, d.Period.To)
}

// rules runs every rule that has its tables, a rule after those it goes on from, and counts
// the term of each duty it finds.
func (d *duties) rules(ctx context.Context) error {
	if err := d.Exec(ctx, "duties/tables"); err != nil {
		return err
	}
	if err := d.periods(ctx); err != nil {
		return err
	}
	var err error
	d.Result.Coverage, err = rules.Each(ctx, d.Rules, d.In.Has, func(r rules.Rule, c *run.Coverage) error {
		if r.Kind != "duty" {
			return nil
		}
		return d.find(ctx, r, c)
	})
	return err
}

// periods fills the table of the calendar periods duties recur in.
func (d *duties) periods(ctx context.Context) error {
	years := int64(1)
	for _, r := range d.Rules {
		if n, err := r.Parameter(r.LooksBackYears); err == nil {
			years = max(years, n.(int64))
		}
	}
	type period struct {
		Kind, Name       string
		DateFrom, DateTo time.Time
	}
	return warehouse.Insert(ctx, d.DB, "period", func(add func(period) error) error {
		for _, kind := range []string{"year", "half", "quarter"} {
			for _, p := range kz.Periods(kind, d.Period.To, int(years)) {
				if err := add(period{kind, p.Name, p.From, p.To}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// find adds the duties of one rule to the run, and to the table rules go on from.
func (d *duties) find(ctx context.Context, r rules.Rule, c *run.Coverage) error {
	params, err := r.Params(d.Given)
	if err != nil {
		return err
	}
	first := len(d.Result.Duties)
	unknown := int64(0)
	type row struct {
		SubjectKind, SubjectID, About string
		StartsOn, DueOn, DoneOn       *time.Time
		Notes, What                   []string
		Src                           []int64
	}
	query := "SELECT subject_kind, subject_id, about, starts_on, due_on, done_on, notes, list_transform(evidence, lambda e: e.what) AS what, list_transform(evidence, lambda e: e.src) AS src FROM (\n" +
		r.SQL + "\n) ORDER BY subject_kind, subject_id, about, starts_on NULLS FIRST, due_on NULLS FIRST, done_on NULLS FIRST, notes, evidence"
	err = warehouse.Each(ctx, d.DB, query, params, func(f row) error {
		x := run.Duty{Rule: r.ID, Paragraph: r.Paragraph, Term: r.TermText, SubjectKind: f.SubjectKind, SubjectID: f.SubjectID, About: f.About, Notes: f.Notes}
		known, err := d.stand(&x, r, f.StartsOn, f.DueOn, f.DoneOn)
		if err != nil || !known {
			return err
		}
		var steps []int64
		for i, what := range f.What {
			e, s := run.Evidence{Step: len(x.Evidence) + 1, What: what}, f.Src[i]
			if k := slices.Index(steps, s); k >= 0 && x.Evidence[k].What == e.What {
				continue
			}
			x.Evidence = append(x.Evidence, e)
			steps = append(steps, s)
		}
		if x.State == "unknown" {
			unknown++
		}
		if x.State == "overdue" || x.State == "late" {
			c.Findings++
		}
		d.Result.Duties, d.sources = append(d.Result.Duties, x), append(d.sources, steps)
		return nil
	})
	if err != nil {
		return err
	}
	found := d.Result.Duties[first:]
	c.Population, c.Checked = int64(len(found)), int64(len(found))-unknown
	if unknown > 0 {
		c.Gaps = append(c.Gaps, run.Gap{Reason: "no_start", Count: unknown})
	}
	return d.keep(ctx, r, first)
}

// keep gives the duties of a rule from the first on their ids, and puts them into the table rules
// go on from.
func (d *duties) keep(ctx context.Context, r rules.Rule, first int) error {
	found := d.Result.Duties[first:]
	seen := map[string]int{}
	for i := range found {
		key := strings.Join([]string{r.ID, found[i].SubjectKind, found[i].SubjectID, found[i].About, found[i].StartsOn}, "\x1f")
		if seen[key]++; seen[key] > 1 { // the same duty in two rows of a register
			key += "\x1f" + strconv.Itoa(seen[key])
		}
		sum := sha256.Sum256([]byte(key))
		found[i].ID = hex.EncodeToString(sum[:8])
	}
	type stood struct {
		Rule, SubjectKind, SubjectID, About string
		StartsOn, DueBy                     *time.Time
		State                               string
		Evidence                            []int64
	}
	return warehouse.Insert(ctx, d.DB, "duty", func(add func(stood) error) error {
		for i, x := range found {
			if err := add(stood{x.Rule, x.SubjectKind, x.SubjectID, x.About, dayOrNil(x.StartsOn), dayOrNil(x.DueBy), x.State, d.sources[first+i]}); err != nil {
				return err
			}
		}
		return nil
	})
}

func dayOrNil(s string) *time.Time {
	if d, err := time.Parse(time.DateOnly, s); err == nil {
		return &d
	}
	return nil
}

// stand counts the term of a duty and says how it stands; false where it begins after the
// as-of day and is none yet.
func (d *duties) stand(x *run.Duty, r rules.Rule, starts, due, done *time.Time) (bool, error) {
	asOf := d.Period.To
	text := func(t time.Time) string { return t.Format(time.DateOnly) }
	if starts != nil && starts.After(asOf) {
		return false, nil
	}
	if starts != nil {
		x.StartsOn = text(*starts)
	}
	if done != nil && !done.After(asOf) {
		x.DoneOn = text(*done)
	}
	if starts == nil && r.Starts != "" {
		x.State, x.Notes = "unknown", append(x.Notes, "missing:"+r.Starts)
		slices.Sort(x.Notes)
		return true, nil
	}
	end, err := d.end(r, starts, due)
	if err != nil {
		return false, err
	}
	if end.Estimated {
		x.Notes = append(x.Notes, "unconfirmed_calendar")
	}
	slices.Sort(x.Notes)
	days := func(from, to time.Time) *int64 {
		n := int64(to.Sub(from).Hours() / 24)
		return &n
	}
	if end.By.IsZero() {
		x.State = "open"
		if x.DoneOn != "" {
			x.State = "done"
		}
		return true, nil
	}
	x.DueOn, x.DueBy = text(end.On), text(end.By)
	switch {
	case x.DoneOn != "" && !done.After(end.By):
		x.State = "done"
	case x.DoneOn != "":
		x.State, x.Days = "late", days(end.By, *done)
	case asOf.After(end.By):
		x.State, x.Days = "overdue", days(end.By, asOf)
	default:
		x.State, x.Days = "open", days(asOf, end.By)
		x.Alarm = text(d.calendar.Before(end.By, 3))
		x.Soon = !d.calendar.Before(end.By, soon).After(asOf)
	}
	return true, nil
}

// end is the day the term of a duty ends on; zero where it has none.
func (d *duties) end(r rules.Rule, starts, due *time.Time) (kz.Due, error) {
	var from, on time.Time
	if starts != nil {
		from = *starts
	}
	if due != nil {
		on = *due
	}
	switch r.Term.Unit {
	case "none", "year", "half", "quarter": // a day the rule gives, without a term that leads to it
		return kz.Due{On: on, By: on}, nil
	}
	end, err := d.calendar.End(r.Term, from, on)
	if missing, ok := errors.AsType[*kz.NoYearError](err); ok {
		return end, fault.Data("no_calendar_year", "year", strconv.Itoa(missing.Year), "rule", r.ID)
	}
	return end, err
}

// named is what somebody is called, and the unit and post they have.
type named struct{ IIN, Name, Unit, Position string }

func (d *duties) named(ctx context.Context) (map[string]named, error) {
	people := map[string]named{}
	return people, warehouse.Each(ctx, d.DB, queries.Get("duties/people"), d.Params(), func(n named) error {
		people[n.IIN] = n
		return nil
	})
}

// namesOf gives the names of the people among the parts of what a duty is about; nil where none is.
func namesOf(about string, people map[string]named) []string {
	parts, known := strings.Split(about, ";"), false
	for i, p := range parts {
		parts[i] = people[p].Name
		known = known || parts[i] != ""
	}
	if !known {
		return nil
	}
	return parts
}

// order puts the duties in the order of the contract and gives them names and rows.
func (d *duties) order(ctx context.Context) error {
	people, err := d.named(ctx)
	if err != nil {
		return err
	}
	wanted := map[int64]bool{}
	for _, list := range d.sources {
		for _, s := range list {
			wanted[s] = true
		}
	}
	rows, err := rank.SourceRows(ctx, d.DB, wanted)
	if err != nil {
		return err
	}
	all := d.Result.Duties
	for i := range all {
		if all[i].SubjectKind == "person" {
			n := people[all[i].SubjectID]
			all[i].SubjectName, all[i].Unit, all[i].Position = n.Name, n.Unit, n.Position
		}
		all[i].AboutNames = namesOf(all[i].About, people)
		for k := range all[i].Evidence {
			row, e := rows[d.sources[i][k]], &all[i].Evidence[k]
			e.Table, e.File, e.Row, e.Cells = row.Table, row.File, row.Row, row.Cells
		}
	}
	place := map[string]int{}
	for i, r := range d.Rules {
		place[r.ID] = i
	}
	due := func(x run.Duty) string { return cmp.Or(x.DueBy, "9999") }
	slices.SortStableFunc(all, func(a, b run.Duty) int {
		return cmp.Or(cmp.Compare(slices.Index(run.DutyStates, a.State), slices.Index(run.DutyStates, b.State)),
			cmp.Compare(due(a), due(b)), cmp.Compare(place[a.Rule], place[b.Rule]), cmp.Compare(a.ID, b.ID))
	})
	for i := range all {
		all[i].Rank = i + 1
	}
	for _, a := range d.calendar.Ahead(d.Period.To, soon) {
		d.Result.Ahead = append(d.Result.Ahead, run.Day{Date: a.On.Format(time.DateOnly), Off: a.Off})
	}
	return nil
}
