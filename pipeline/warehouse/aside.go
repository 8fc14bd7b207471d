package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// Aside gives a view of the same engine in which everything that is made stands in a schema of
// its own and is found there first: what another job's queries make beside this one's, under
// the same names, without touching it. Reading falls back to the tables of db. The schema must
// be new. Close it before db; the engine and its tables stay.
func (db *DB) Aside(ctx context.Context, schema string) (*DB, error) {
	if err := db.Exec(ctx, "CREATE SCHEMA "+Ident(schema), nil); err != nil {
		return nil, fmt.Errorf("schema %s: %w", schema, err)
	}
	return &DB{sql: sql.OpenDB(inSchema{db.connector, schema, db.large}), connector: db.connector, schema: schema, large: db.large}, nil
}

// inSchema opens connections that look into a schema first. It does not own the engine.
type inSchema struct {
	connector     *duckdb.Connector
	schema, large string
}

// Driver is that of the engine.
func (c inSchema) Driver() driver.Driver { return c.connector.Driver() }

// Connect opens a connection.
func (c inSchema) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	e, ok := conn.(driver.ExecerContext)
	if !ok {
		return nil, errors.Join(errors.New("the engine runs no statements"), conn.Close())
	}
	if _, err := e.ExecContext(ctx, path(own+"."+c.schema, c.large), nil); err != nil {
		return nil, errors.Join(fmt.Errorf("schema %s: %w", c.schema, err), conn.Close())
	}
	return conn, nil
}
