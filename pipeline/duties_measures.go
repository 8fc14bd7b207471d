package pipeline

import (
	"context"
	"fmt"
	"slices"

	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// measures computes the figures beside the duties: training, the risk maps, and what the text
// sets no term for.
func (d *duties) measures(ctx context.Context) error {
	var err error
	if d.Result.Positions, err = warehouse.All[run.Position](ctx, d.DB, queries.Get("duties/influence"), d.Params()); err != nil {
		return err
	}
	for i, r := range d.Rules {
		c := &d.Result.Coverage[i]
		if r.Kind != "measure" || c.Status != "ran" {
			continue
		}
		params, err := r.Params(d.Given)
		if err != nil {
			return err
		}
		var n int
		switch r.Gives {
		case "training":
			n, err = d.training(ctx, r, params)
		case "risks":
			n, err = d.risks(ctx, r, params)
		case "yearly":
			n, err = d.yearly(ctx, r, params)
		default:
			return fmt.Errorf("rule %s gives %q, which the job of duties does not know", r.ID, r.Gives)
		}
		if err != nil {
			return fmt.Errorf("rule %s: %w", r.ID, err)
		}
		c.Population, c.Checked = int64(n), int64(n)
	}
	return nil
}

func (d *duties) training(ctx context.Context, r rules.Rule, p warehouse.Params) (int, error) {
	rows, err := warehouse.All[run.Training](ctx, d.DB, r.SQL, p)
	for i := range rows {
		if t := &rows[i]; t.Staff > 0 {
			t.Share = float64(t.Passed) / float64(t.Staff)
		}
	}
	d.Result.Training = append(d.Result.Training, rows...)
	return len(rows), err
}

func (d *duties) yearly(ctx context.Context, r rules.Rule, p warehouse.Params) (int, error) {
	rows, err := warehouse.All[run.Measured](ctx, d.DB, r.SQL, p)
	for i := range rows {
		rows[i].Rule = r.ID
	}
	d.Result.Yearly = append(d.Result.Yearly, rows...)
	return len(rows), err
}

// risks lists the newest version of each map with its zones. What a scan found of the rules
// of a risk in its unit proposes a likelihood, which stands beside the approved one.
func (d *duties) risks(ctx context.Context, r rules.Rule, p warehouse.Params) (int, error) {
	type kept = run.Risk // by another name than the column risk
	type row struct {
		kept
		Rules, UnitNames      []string
		PostIDs               []string `sql:"post_ids"`
		PostTitles, PostUnits []string
	}
	n := 0
	err := warehouse.Each(ctx, d.DB, r.SQL, p, func(x row) error {
		for i, id := range x.PostIDs {
			x.Posts = append(x.Posts, run.RiskPost{ID: id, Position: x.PostTitles[i], Unit: x.PostUnits[i]})
		}
		if d.Found != nil {
			x.Proposed = d.proposed(x.Rules, x.UnitNames)
		}
		d.Result.Risks = append(d.Result.Risks, x.kept)
		n++
		return nil
	})
	return n, err
}

// proposed is the likelihood that what a scan found of some rules in a unit, by any of the names
// the roster gives it, anywhere where it has none, speaks for.
func (d *duties) proposed(ruleIDs, unit []string) *int64 {
	found := 0
	for _, f := range d.Found {
		if slices.Contains(ruleIDs, f.Rule) && (len(unit) == 0 || slices.Contains(unit, f.Unit)) {
			found += f.Count
		}
	}
	proposed := int64(5)
	for likelihood, most := range []int{0, 0, 2, 5, 10} {
		if likelihood > 0 && found <= most {
			proposed = int64(likelihood)
			break
		}
	}
	return &proposed
}

// notes gathers what is odd about the registers, then about the data.
func (d *duties) notes(ctx context.Context) error {
	if err := d.Exec(ctx, "normalise/notes_people", "duties/notes"); err != nil {
		return err
	}
	return d.Notes(ctx)
}
