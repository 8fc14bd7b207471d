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

// Run lets every rule of a job that has its tables add to the table finding, a rule
// after those whose findings it leaves out. It returns one coverage row a rule, in the
// order of the rules, with status and reason; measures are not run here.
func Run(ctx context.Context, db *warehouse.DB, rules []Rule, has func(table string) bool, given warehouse.Params) ([]run.Coverage, error) {
	rows := make([]run.Coverage, len(rules))
	done := map[string]bool{}
	for left := len(rules); left > 0; {
		before := left
		for i, r := range rules {
			if done[r.ID] || slices.ContainsFunc(r.After, func(id string) bool { return !done[id] }) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			done[r.ID] = true
			left--
			rows[i] = run.Coverage{Rule: r.ID, Of: r.Of, Status: "ran"}
			var missing []string
			for _, t := range r.Inputs {
				if !has(t) {
					missing = append(missing, t)
				}
			}
			if len(missing) > 0 {
				rows[i].Status, rows[i].Reason = "skipped", "no_table:"+strings.Join(missing, ",")
				continue
			}
			if r.Kind == "measure" {
				continue
			}
			params, err := r.Params(given)
			if err != nil {
				return nil, err
			}
			if err := db.Exec(ctx, "INSERT INTO finding BY NAME SELECT '"+r.ID+"' AS rule, * FROM (\n"+r.SQL+"\n)", params); err != nil {
				return nil, fmt.Errorf("rule %s: %w", r.ID, err)
			}
		}
		if left == before {
			return nil, fmt.Errorf("rules wait for each other in a circle")
		}
	}
	return rows, nil
}
