package warehouse

import (
	"context"
	"fmt"
)

// InOrder reports whether the rows of a table, as the engine hands them out, stand in
// ascending order of a column that has no blanks: then a query that keeps them as they
// come need not sort.
func (db *DB) InOrder(ctx context.Context, table, column string) (inOrder bool, err error) {
	c := Ident(column)
	query := fmt.Sprintf("SELECT coalesce(bool_and(before IS NULL OR before < %s), true) FROM (SELECT %s, lag(%s) OVER () AS before FROM %s)", c, c, c, Ident(table))
	err = db.One(ctx, query, nil, &inOrder)
	return inOrder, err
}
