package normalise

import (
	"context"
	"encoding/json"
	"fmt"

	"adal/pipeline/ingest"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// beside is what typing a table leaves beside its rows.
type beside struct {
	Notes   []noted
	Rejects []rejected
	Lost    []lost
}

// Rows of the tables note, reject and rejected_contract.
type (
	noted struct {
		Note, TableName string
		Src             *int64
		ID, Detail      string
	}
	rejected struct {
		TableName          string
		Src                int64
		Col, Value, Reason string
	}
	lost struct {
		Src       int64
		Value     string
		RawAmount *string
	}
)

// Beside gives what typing left beside a table, for a later run that takes the table from a
// cache. Ask for it before anything else adds notes.
func Beside(ctx context.Context, db *warehouse.DB, table string) (json.RawMessage, error) {
	var b beside
	var err error
	p := warehouse.Params{"table": table}
	if b.Notes, err = warehouse.All[noted](ctx, db, "SELECT * FROM note WHERE table_name = $table", p); err != nil {
		return nil, fmt.Errorf("notes of %s: %w", table, err)
	}
	if b.Rejects, err = warehouse.All[rejected](ctx, db, "SELECT * FROM reject WHERE table_name = $table", p); err != nil {
		return nil, fmt.Errorf("rejects of %s: %w", table, err)
	}
	if table == "contracts" {
		if b.Lost, err = warehouse.All[lost](ctx, db, "SELECT * FROM rejected_contract", nil); err != nil {
			return nil, fmt.Errorf("rejects of %s: %w", table, err)
		}
	}
	return json.Marshal(b)
}

// loaded makes a table of what an earlier run kept of it.
func loaded(ctx context.Context, db *warehouse.DB, t tables.Table, kept ingest.Kept) error {
	var b beside
	if err := json.Unmarshal(kept.Beside, &b); err != nil {
		return fmt.Errorf("cache: %w", err)
	}
	shift := kept.Shift << fileBits
	query := fmt.Sprintf("CREATE OR REPLACE TABLE %s AS SELECT source_id(source_file + %d, source_row) AS src, %s FROM read_parquet(%s)",
		db.Large(t.Name), kept.Shift, columnNames(t), warehouse.Quote(kept.Parquet))
	if err := db.Exec(ctx, query, nil); err != nil {
		return err
	}
	for i := range b.Notes {
		if src := b.Notes[i].Src; src != nil {
			*src += shift
		}
	}
	for i := range b.Rejects {
		b.Rejects[i].Src += shift
	}
	for i := range b.Lost {
		b.Lost[i].Src += shift
	}
	if err := inserted(ctx, db, "note", b.Notes); err != nil {
		return err
	}
	if err := inserted(ctx, db, "reject", b.Rejects); err != nil {
		return err
	}
	return inserted(ctx, db, "rejected_contract", b.Lost)
}

func inserted[T any](ctx context.Context, db *warehouse.DB, table string, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	return warehouse.Insert(ctx, db, table, func(add func(T) error) error {
		for _, r := range rows {
			if err := add(r); err != nil {
				return err
			}
		}
		return nil
	})
}
