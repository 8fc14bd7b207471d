package link

import (
	"context"
	"database/sql/driver"
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
	return db.Append(ctx, "superior", func(add func(...driver.Value) error) error { return appendSuperiors(posts, steps, add) })
}
