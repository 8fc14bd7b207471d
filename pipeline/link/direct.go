package link

import (
	"context"
	"time"

	"adal/pipeline/warehouse"
	"adal/queries"
)

// DirectSuperiors fills the table superior alone, for the days from first to last: who was
// whose direct superior then. Nobody's chain is walked.
func DirectSuperiors(ctx context.Context, db *warehouse.DB, first, last time.Time) error {
	if err := db.Exec(ctx, queries.Get("link/superior_tables"), nil); err != nil {
		return err
	}
	posts, err := readPosts(ctx, db)
	if err != nil {
		return err
	}
	steps, _ := directSuperiors(posts, span{DayOf(first), DayOf(last)})
	return insertSuperiors(ctx, db, posts, steps)
}
