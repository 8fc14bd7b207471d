package pipeline

import (
	"context"
	"fmt"

	"adal/pipeline/run"
	"adal/queries"
)

// unfair keeps the entries of the register of unfair participants about suppliers the run
// shows. It comes last, when everything that is shown stands.
func (j *job) unfair(ctx context.Context) error {
	shown := j.result.Suppliers()
	err := j.db.Each(ctx, queries.Get("rank/unfair"), nil, func(scan func(...any) error) error {
		var u run.Unfair
		err := scan(&u.SupplierID, &u.Name, &u.From, &u.To, &u.Reason, &u.File, &u.Row)
		if shown[u.SupplierID] {
			j.result.Unfair = append(j.result.Unfair, u)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("register of unfair participants: %w", err)
	}
	return nil
}
