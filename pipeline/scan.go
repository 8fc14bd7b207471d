package pipeline

import (
	"context"
	"time"

	"adal/pipeline/job"
	"adal/pipeline/link"
	"adal/pipeline/rank"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
)

// quarterly is the steps of the quarterly scan that are more than queries in an order. Other jobs
// take some of them too.
type quarterly struct{ *job.Job }

func (x quarterly) contracts(ctx context.Context) error {
	if err := x.Exec(ctx, "link/contract_rows"); err != nil {
		return err
	}
	if err := link.Roots(ctx, x.DB); err != nil {
		return err
	}
	return x.Exec(ctx, "link/contracts")
}

func (x quarterly) superiors(ctx context.Context) error {
	return link.Superiors(ctx, x.DB, x.Period.From, x.Period.To)
}

func (x quarterly) suppliers(ctx context.Context) error {
	if err := x.Exec(ctx, "link/contact", "link/tie_target"); err != nil {
		return err
	}
	from, err := x.tiesFrom(ctx)
	if err != nil {
		return err
	}
	if err := link.Ownership(ctx, x.DB, from, x.Period.To); err != nil {
		return err
	}
	return x.Exec(ctx, "link/tie", "link/rule_words", "link/tied_contracts")
}

// tiesFrom is the first day on which a rule asks who is tied to a supplier: the horizon of
// contracts and decisions, or before it the day a control group was approved.
func (x quarterly) tiesFrom(ctx context.Context) (time.Time, error) {
	first := x.Horizon()
	approved, err := warehouse.Only[struct{ Day *time.Time }](ctx, x.DB, "SELECT min(approved_on) AS day FROM control_groups WHERE announcement_id IS NOT NULL", nil)
	if err == nil && approved.Day != nil && approved.Day.Before(first) {
		first = *approved.Day
	}
	return first, err
}

// receipts makes what the rules of gifts, trips and contests stand on: what was received and
// who answers for it, whose subordinate the giver was, and who would be a candidate's superior.
func (x quarterly) receipts(ctx context.Context) error {
	if err := x.Exec(ctx, "link/received", "link/future_superiors"); err != nil {
		return err
	}
	return link.Subordinates(ctx, x.DB, x.Period.From, x.Period.To)
}

func (x quarterly) rules(ctx context.Context) (err error) {
	x.Result.Coverage, err = rules.Run(ctx, x.DB, x.Rules, x.In.Has, x.Given)
	return err
}

// ranking scores and orders what the rules found, and lists the posts with the most influence.
func (x quarterly) ranking(ctx context.Context) error {
	found, err := rank.Load(ctx, x.DB, x.Rules, x.Given, x.In.Has("disclosures") || x.In.Has("notices"))
	if err != nil {
		return err
	}
	if x.Concerns, err = rank.Concerns(ctx, x.DB, found); err != nil {
		return err
	}
	x.Result.Findings = rank.Ranked(found, x.Rules, x.Result.Weights, x.Period.From, x.Period.To)
	number := map[string]int64{}
	for _, f := range x.Result.Findings {
		number[f.Rule]++
	}
	for i, c := range x.Result.Coverage {
		x.Result.Coverage[i].Findings = number[c.Rule]
	}
	return x.Measure("positions", func(query string, p warehouse.Params) (err error) {
		x.Result.Positions, err = warehouse.All[run.Position](ctx, x.DB, query, p)
		return err
	})
}

func (x quarterly) coverage(ctx context.Context) error {
	if err := x.Exec(ctx, "coverage/family"); err != nil {
		return err
	}
	return x.cover(ctx)
}

func (x quarterly) cover(ctx context.Context) error {
	return rules.Cover(ctx, x.DB, x.Rules, x.Result.Coverage, x.Given)
}

func (x quarterly) notes(ctx context.Context) error {
	if err := x.Exec(ctx, "normalise/notes_people", "normalise/notes_suppliers"); err != nil {
		return err
	}
	if x.Result.Job == run.Scan {
		if err := x.Exec(ctx, "normalise/notes_registers"); err != nil {
			return err
		}
	}
	return x.Notes(ctx)
}
