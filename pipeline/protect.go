package pipeline

import (
	"context"
	"slices"
	"time"

	"adal/pipeline/fault"
	"adal/pipeline/rank"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
)

func (d *duties) closedRules(ctx context.Context) error {
	if !slices.ContainsFunc([]string{"reporters", "labour_disputes"}, d.In.Has) {
		return fault.Data("needs_table", "folder", d.Data, "table", "reporters")
	}
	if err := d.Exec(ctx, "protect/tables"); err != nil {
		return err
	}
	var err error
	d.Result.Coverage, err = rules.Each(ctx, d.Rules, d.In.Has, func(r rules.Rule, c *run.Coverage) error {
		if r.Kind == "duty" {
			return d.find(ctx, r, c)
		}
		return d.orders(ctx, r, c)
	})
	return err
}

// orders finds what was done to people at work within three years of their report.
func (d *duties) orders(ctx context.Context, r rules.Rule, c *run.Coverage) error {
	params, err := r.Params(d.Given)
	if err != nil {
		return err
	}
	type order struct {
		SubjectID, OtherID string
		Date               time.Time
		Kind               string
		ReportedOn         time.Time
		What               []string
		Src                []int64
	}
	query := "SELECT subject_id, other_id, date, kind, reported_on, list_transform(evidence, lambda e: e.what) AS what, list_transform(evidence, lambda e: e.src) AS src FROM (\n" +
		r.SQL + "\n) ORDER BY date DESC, subject_id, other_id"
	wanted := map[int64]bool{}
	var sources [][]int64
	err = warehouse.Each(ctx, d.DB, query, params, func(o order) error {
		day := o.Date.Format(time.DateOnly)
		f := run.Finding{Rule: r.ID, Kind: r.Kind, Paragraph: r.Paragraph, SubjectKind: "person", SubjectID: o.SubjectID,
			OtherKind: "order", OtherID: o.OtherID, OtherName: o.OtherID, From: day, To: day, Rank: len(d.Result.Findings) + 1,
			Confidence: "confirmed", Status: "new", Disclosed: "unknown",
			Detail: map[string]string{"order": o.Kind, "on": day, "reported": o.ReportedOn.Format(time.DateOnly)}}
		f.ID = rank.ID(&f, r.Identity)
		for i, what := range o.What {
			f.Evidence = append(f.Evidence, run.Evidence{Step: i + 1, What: what})
			wanted[o.Src[i]] = true
		}
		d.Result.Findings, sources = append(d.Result.Findings, f), append(sources, o.Src)
		return nil
	})
	if err != nil {
		return err
	}
	rows, err := rank.SourceRows(ctx, d.DB, wanted)
	if err != nil {
		return err
	}
	for i := range d.Result.Findings {
		for k := range d.Result.Findings[i].Evidence {
			row, e := rows[sources[i][k]], &d.Result.Findings[i].Evidence[k]
			e.Table, e.File, e.Row, e.Cells = row.Table, row.File, row.Row, row.Cells
		}
	}
	c.Findings = int64(len(d.Result.Findings))
	known, err := warehouse.Only[struct{ Orders int64 }](ctx, d.DB, "SELECT count(*) AS orders FROM personnel_orders WHERE date <= $as_of", d.Given)
	c.Population, c.Checked = known.Orders, known.Orders
	return err
}

// nameSubjects gives the people of the findings the names and posts they have in the roster.
func (d *duties) nameSubjects(ctx context.Context) error {
	people, err := d.named(ctx)
	for i := range d.Result.Findings {
		f := &d.Result.Findings[i]
		n := people[f.SubjectID]
		f.SubjectName, f.Unit, f.Position = n.Name, n.Unit, n.Position
	}
	return err
}

func (d *duties) closedNotes(ctx context.Context) error {
	if err := d.Exec(ctx, "protect/notes"); err != nil {
		return err
	}
	return d.Notes(ctx)
}
