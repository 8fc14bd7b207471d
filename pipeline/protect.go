package pipeline

import (
	"context"
	"slices"
	"time"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/kz"
	"adal/pipeline/rank"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/queries"
)

// Protect runs the closed job: whether those who reported were left alone, and whether their
// disputes were answered in time. It alone reads the tables of who reported, and needs at
// least one of them. What it gives is for the sealed folder of its run and nothing else.
func Protect(ctx context.Context, o Options, s *run.Staging) (*run.Run, error) {
	o.Closed = ingest.ClosedRead
	j, err := begin(ctx, o, s, run.Protect, "")
	if err != nil {
		return nil, err
	}
	defer j.close()
	if !slices.ContainsFunc([]string{"reporters", "labour_disputes"}, j.in.Has) {
		return nil, fault.Data("needs_table", "folder", j.Data, "table", "reporters")
	}
	d := &duties{job: j, calendar: kz.WorkingDays()}
	return j.perform(ctx, s, []step{
		{"people", j.people},
		{"rules", d.closedRules},
		{"ranking", d.order},
		{"coverage", d.nameSubjects},
		{"notes", d.closedNotes},
	})
}

func (d *duties) closedRules(ctx context.Context) error {
	if err := d.exec(ctx, "protect/tables"); err != nil {
		return err
	}
	var err error
	d.result.Coverage, err = rules.Each(ctx, d.job.rules, d.in.Has, func(r rules.Rule, c *run.Coverage) error {
		if r.Kind == "duty" {
			return d.find(ctx, r, c)
		}
		return d.orders(ctx, r, c)
	})
	return err
}

// orders finds what was done to people at work within three years of their report.
func (d *duties) orders(ctx context.Context, r rules.Rule, c *run.Coverage) error {
	params, err := r.Params(d.given)
	if err != nil {
		return err
	}
	query := "SELECT subject_id, other_id, date, kind, reported_on, list_transform(evidence, lambda e: e.what), list_transform(evidence, lambda e: e.src) FROM (\n" +
		r.SQL + "\n) ORDER BY date DESC, subject_id, other_id"
	wanted := map[int64]bool{}
	var sources [][]int64
	err = d.db.Each(ctx, query, params, func(scan func(...any) error) error {
		f := run.Finding{Rule: r.ID, Kind: r.Kind, Paragraph: r.Paragraph, SubjectKind: "person", OtherKind: "order",
			Confidence: "confirmed", Status: "new", Disclosed: "unknown", Detail: map[string]string{}}
		var day, reported time.Time
		var kind string
		var what, src []any
		if err := scan(&f.SubjectID, &f.OtherID, &day, &kind, &reported, &what, &src); err != nil {
			return err
		}
		f.From, f.To, f.OtherName = day.Format(time.DateOnly), day.Format(time.DateOnly), f.OtherID
		f.Detail["order"], f.Detail["on"], f.Detail["reported"] = kind, f.From, reported.Format(time.DateOnly)
		f.ID = rank.ID(&f, r.Identity)
		var own []int64
		for i := range what {
			f.Evidence = append(f.Evidence, run.Evidence{Step: i + 1, What: what[i].(string)})
			own = append(own, src[i].(int64))
			wanted[src[i].(int64)] = true
		}
		f.Rank = len(d.result.Findings) + 1
		d.result.Findings, sources = append(d.result.Findings, f), append(sources, own)
		return nil
	})
	if err != nil {
		return err
	}
	rows, err := rank.SourceRows(ctx, d.db, wanted)
	if err != nil {
		return err
	}
	for i := range d.result.Findings {
		for k := range d.result.Findings[i].Evidence {
			row, e := rows[sources[i][k]], &d.result.Findings[i].Evidence[k]
			e.Table, e.File, e.Row, e.Cells = row.Table, row.File, row.Row, row.Cells
		}
	}
	c.Findings = int64(len(d.result.Findings))
	if err := d.db.One(ctx, "SELECT count(*) FROM personnel_orders WHERE date <= $as_of", d.given, &c.Population); err != nil {
		return err
	}
	c.Checked = c.Population
	return nil
}

// nameSubjects gives the people of the findings the names and posts they have in the roster.
func (d *duties) nameSubjects(ctx context.Context) error {
	return d.db.Each(ctx, queries.Get("duties/people"), d.params(), func(scan func(...any) error) error {
		var iin, name, unit, position string
		if err := scan(&iin, &name, &unit, &position); err != nil {
			return err
		}
		for i := range d.result.Findings {
			if f := &d.result.Findings[i]; f.SubjectID == iin {
				f.SubjectName, f.Unit, f.Position = name, unit, position
			}
		}
		return nil
	})
}

func (d *duties) closedNotes(ctx context.Context) error {
	if err := d.exec(ctx, "protect/notes"); err != nil {
		return err
	}
	return d.gather(ctx)
}
