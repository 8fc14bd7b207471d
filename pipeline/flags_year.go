package pipeline

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"adal/pipeline/job"
	"adal/pipeline/rank"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// flags adds the red flags of the year's suppliers and customers, where bids are given. They
// are those of the job of red flags over the same year: its steps run beside this job's tables
// over what was read and typed once, with its rules as they are set. Findings of the report
// are none of them.
func (x *yearly) flags(ctx context.Context) error {
	if !x.In.Has("bids") {
		return nil
	}
	n, err := warehouse.Only[struct{ Rows int64 }](ctx, x.DB, "SELECT count(*) AS rows FROM bids", nil)
	if err != nil || n.Rows == 0 {
		return err
	}
	db, err := x.DB.Aside(ctx, "red_flags")
	if err != nil {
		return err
	}
	y := redFlags{quarterly: quarterly{x.beside(db)}, aside: true}
	for _, step := range []job.Step{{Name: "people", Do: y.Queries("flags/beside")}, {Name: "tenders", Do: y.tenders}, {Name: "kin", Do: y.bidders},
		{Name: "rules", Do: y.rules}, {Name: "ranking", Do: y.scored}} {
		if err = step.Do(ctx); err != nil {
			err = fmt.Errorf("%s: %w", step.Name, err)
			break
		}
	}
	if err == nil {
		err = x.takeFlags(ctx, y)
	}
	return errors.Join(err, db.Close())
}

// beside is the job of red flags over this job's year in another schema of its engine.
func (x *yearly) beside(db *warehouse.DB) *job.Job {
	j := *x.Job
	j.DB, j.Rules, j.Only, j.Given = db, nil, nil, maps.Clone(x.Given)
	j.Result = &run.Run{Job: run.Flags, Period: x.Result.Period, From: x.Result.From, AsOf: x.Result.AsOf, Weights: x.Result.Weights, Currency: x.Result.Currency}
	for _, r := range x.Others {
		if r.Job == run.Flags {
			j.Rules = append(j.Rules, r)
			j.Result.Rules = append(j.Result.Rules, r.Rule)
		}
	}
	return &j
}

// ofTender are the columns that name the tender and the lot of a row: all the report takes of
// the rows behind a flag.
var ofTender = []string{"announcement_id", "contract_id", "lot_id"}

// scored scores and orders what the rules found, without what the report takes nothing of.
func (x redFlags) scored(ctx context.Context) error {
	found, err := rank.LoadCells(ctx, x.DB, x.Rules, x.Given, x.In.Has("disclosures") || x.In.Has("notices"), ofTender...)
	if err != nil {
		return err
	}
	x.Result.Findings = rank.Ranked(found, x.Rules, x.Result.Weights, x.Period.From, x.Period.To)
	return nil
}

// takeFlags takes over the flags that concern a supplier or a customer of the year, in their
// order, and the rules with what became of each.
func (x *yearly) takeFlags(ctx context.Context, y redFlags) error {
	type key struct{ rule, subject, other, via, slice string }
	type row struct {
		Rule, SubjectID, OtherID, ViaID, Slice string
		Role, ID, Name, Part                   string
	}
	concerns := map[key][]run.Concerned{}
	err := warehouse.Each(ctx, y.DB, queries.Get("flags/of_year"), x.Given, func(r row) error {
		k := key{r.Rule, r.SubjectID, r.OtherID, r.ViaID, r.Slice}
		concerns[k] = append(concerns[k], run.Concerned{ID: r.ID, Name: r.Name, Role: r.Role, Part: r.Part})
		return nil
	})
	if err != nil {
		return fmt.Errorf("whom flags concern: %w", err)
	}
	limits := map[string]string{}
	for i, r := range y.Rules {
		limits[r.ID] = limit(r)
		x.Result.FlagRules = append(x.Result.FlagRules, run.FlagRule{Rule: r.Rule, Status: y.Result.Coverage[i].Status, Reason: y.Result.Coverage[i].Reason})
	}
	for _, f := range y.Result.Findings {
		flag := run.Flag{Finding: f, Value: f.Detail["value"], Threshold: limits[f.Rule], Concerns: concerns[key{f.Rule, f.SubjectID, f.OtherID, f.ViaID, f.Slice}]}
		if len(flag.Concerns) == 0 {
			continue
		}
		for _, name := range []string{"fence", "least", "usual"} {
			if v := f.Detail[name]; v != "" {
				flag.Threshold = v
			}
		}
		flag.Tenders, flag.Lots = cellsOf(f, "announcement_id", "contract_id"), cellsOf(f, "lot_id")
		if f.SubjectKind == "process" {
			flag.Tenders = []string{f.SubjectID}
		}
		flag.Evidence, flag.Parts, flag.Favour = nil, nil, nil
		x.Result.Flags = append(x.Result.Flags, flag)
	}
	return nil
}

// heldTo is the parameter the value of a flag is held to, where its rule keeps one in hand
// and the flag does not say itself what it was held to.
var heldTo = map[string]string{
	"R035": "threshold", "R040": "share", "R050": "share", "R051": "threshold", "R053": "rounds", "R055": "least", "R057": "rounds", "R066": "rise", "R067": "days",
}

// limit is what the rule holds its values to, blank where they are no measure.
func limit(r rules.Rule) string {
	for _, p := range r.Parameters {
		if p.Name == heldTo[r.ID] {
			return p.Value
		}
	}
	return ""
}

// cellsOf lists what the rows a flag rests on say in the first of the columns they fill, each
// once, in order.
func cellsOf(f run.Finding, columns ...string) []string {
	var all []string
	for _, e := range f.Evidence {
		for _, column := range columns {
			if v := e.Cells[column]; v != "" {
				all = append(all, v)
				break
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
