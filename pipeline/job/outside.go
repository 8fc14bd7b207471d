package job

import (
	"context"
	"fmt"
	"strings"
	"time"

	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// dated is when the matters of a table begin: the last day before the window and the first
// after it, and whether any day of it, an end too, lies inside.
type dated struct {
	Table         string
	Before, After *time.Time
	Inside        bool
}

// outside says whether the window lies outside the data. A day counts on which something
// began; an end only where it lies in the window, for a term may be agreed for years to come.
// A report of a year has its contracts or is refused, and one without a period takes that of the data.
func (j *Job) outside(ctx context.Context) (*run.Outside, error) {
	if j.Result.Job == run.Concentration || j.Asked.Name == "" {
		return nil, nil
	}
	from := j.Period.From
	if quarter := j.Period.To.AddDate(0, -3, 1); j.Result.Job.Terms() && quarter.Before(from) {
		from = quarter // a day early in the year is not outside data that end with the year before
	}
	query := j.datedQuery()
	if query == "" {
		return nil, nil
	}
	found, err := warehouse.All[dated](ctx, j.DB, query, warehouse.Params{"from": from, "to": j.Period.To})
	if err != nil {
		return nil, fmt.Errorf("days of the data: %w", err)
	}
	return nearest(found), nil
}

// nearest says on which side of the window the data lie; nil where a day of them lies inside, or
// none is known.
func nearest(found []dated) *run.Outside {
	var before, after *dated
	for i := range found {
		d := &found[i]
		if d.Inside {
			return nil
		}
		if d.Before != nil && (before == nil || d.Before.After(*before.Before)) {
			before = d
		}
		if d.After != nil && (after == nil || d.After.Before(*after.After)) {
			after = d
		}
	}
	day := func(t *time.Time) string { return t.Format(time.DateOnly) }
	switch {
	case before != nil && after != nil:
		return &run.Outside{Side: "gap", Day: day(before.Before), Table: before.Table}
	case before != nil:
		return &run.Outside{Side: "before", Day: day(before.Before), Table: before.Table}
	case after != nil:
		return &run.Outside{Side: "after", Day: day(after.After), Table: after.Table}
	}
	return nil
}

// datedQuery asks every table that was read for its days; "" where none has any. Tenders of
// releases stand in no table of the input, but in that of the processes.
func (j *Job) datedQuery() string {
	var parts []string
	ask := func(name, table, begins string, all []string) {
		inside := "bool_or(" + strings.Join(all, " BETWEEN $from AND $to OR ") + " BETWEEN $from AND $to)"
		parts = append(parts, fmt.Sprintf("SELECT %s AS \"table\", max(%s) FILTER (WHERE %s < $from) AS before, min(%s) FILTER (WHERE %s > $to) AS after, coalesce(%s, false) AS inside FROM %s",
			warehouse.Quote(name), begins, begins, begins, begins, inside, table))
	}
	for _, t := range tables.All {
		if t.Begins == "" || t.Name == "dispositions" || !j.In.Has(t.Name) { // a decision about a finding is none of its data
			continue
		}
		var days []string
		for _, c := range t.Columns {
			if c.Type == tables.Date && !strings.Contains(c.Name, "birth") {
				days = append(days, "coalesce("+warehouse.Ident(c.Name)+", DATE '0001-01-01')")
			}
		}
		ask(t.Name, t.Name, warehouse.Ident(t.Begins), days)
	}
	if len(j.In.Releases) > 0 && j.Result.Job == run.Flags {
		day := "CAST(coalesce(closes, opens, awarded) AS DATE)"
		ask("processes", "process", day, []string{"coalesce(" + day + ", DATE '0001-01-01')"})
	}
	return strings.Join(parts, " UNION ALL ")
}
