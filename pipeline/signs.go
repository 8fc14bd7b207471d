package pipeline

import (
	"context"
	"time"

	"adal/pipeline/link"
)

// receipts makes what the rules of gifts, trips and contests stand on: what was received and
// who answers for it, whose subordinate the giver was, and who would be a candidate's superior.
func (j *job) receipts(ctx context.Context) error {
	if err := j.exec(ctx, "link/received", "link/future_superiors"); err != nil {
		return err
	}
	return link.Subordinates(ctx, j.db, j.Period.From, j.Period.To)
}

// tiesFrom is the first day on which a rule asks who is tied to a supplier: the horizon of
// contracts and decisions, or before it the day a control group was approved.
func (j *job) tiesFrom(ctx context.Context) (time.Time, error) {
	first := j.horizon()
	var approved *time.Time
	if err := j.db.One(ctx, "SELECT min(approved_on) FROM control_groups WHERE announcement_id IS NOT NULL", nil, &approved); err != nil {
		return first, err
	}
	if approved != nil && approved.Before(first) {
		first = *approved
	}
	return first, nil
}
