package rules

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/pipeline/warehouse"
)

// Params gives what a rule's query may use: the names given by the job and its own.
func (r Rule) Params(given warehouse.Params) (warehouse.Params, error) {
	p := warehouse.Params{}
	for k, v := range given {
		p[k] = v
	}
	for _, own := range r.Parameters {
		v, err := Value(own)
		if err != nil {
			return nil, fmt.Errorf("rule %s: %w", r.ID, err)
		}
		p[own.Name] = v
	}
	return p, nil
}

// Missing lists the tables without which the rule does not run: those it needs, and where none
// of several that would do is there, all of these.
func (r Rule) Missing(has func(table string) bool) []string {
	missing := slices.DeleteFunc(slices.Clone(r.Inputs), has)
	if !slices.ContainsFunc(r.AnyOf, has) {
		missing = append(missing, r.AnyOf...)
	}
	return missing
}

// Each does something for every rule of a job that has its tables, a rule after those it names
// in its header. It returns one coverage row a rule, in the order of the rules, with status and
// reason; the work may add to it.
func Each(ctx context.Context, rules []Rule, has func(table string) bool, do func(Rule, *run.Coverage) error) ([]run.Coverage, error) {
	rows := make([]run.Coverage, len(rules))
	done := map[string]bool{}
	for len(done) < len(rules) {
		before := len(done)
		for i, r := range rules {
			if done[r.ID] || slices.ContainsFunc(r.After, func(id string) bool { return !done[id] }) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			done[r.ID] = true
			rows[i] = run.Coverage{Rule: r.ID, Of: r.Of, Status: "ran"}
			if missing := r.Missing(has); len(missing) > 0 {
				rows[i].Status, rows[i].Reason = "skipped", "no_table:"+strings.Join(missing, ",")
				continue
			}
			if err := do(r, &rows[i]); err != nil {
				return nil, fmt.Errorf("rule %s: %w", r.ID, err)
			}
		}
		if len(done) == before {
			return nil, fmt.Errorf("rules wait for each other in a circle")
		}
	}
	return rows, nil
}

// Run lets every rule of a job that has its tables add to the table finding; measures are not
// run here. It returns their coverage as Each does.
func Run(ctx context.Context, db *warehouse.DB, rules []Rule, has func(table string) bool, given warehouse.Params) ([]run.Coverage, error) {
	return Each(ctx, rules, has, func(r Rule, _ *run.Coverage) error {
		if r.Kind == "measure" {
			return nil
		}
		params, err := r.Params(given)
		if err != nil {
			return err
		}
		return db.Exec(ctx, "INSERT INTO finding BY NAME SELECT '"+r.ID+"' AS rule, * FROM (\n"+r.SQL+"\n)", params)
	})
}
