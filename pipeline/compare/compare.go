// Package compare says what became of the findings of an earlier run: which are new, which
// persist, which are gone and what changed for these. It reads two finished runs and the
// tables of the later one.
package compare

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/rank"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Follow sets the statuses of the findings of r: first by the run before, where there is one,
// then by the decisions on record. A run of another job or a later day is a fault.Fault.
func Follow(ctx context.Context, db *warehouse.DB, r, old *run.Run) error {
	if old != nil {
		if err := comparable(old, r); err != nil {
			return err
		}
		if old.AsOf > r.AsOf {
			return fault.Usage("previous_later", "previous", old.Period, "period", r.Period)
		}
		var err error
		if r.Gone, err = gone(ctx, db, old, r, r.Follow(old)); err != nil {
			return fmt.Errorf("compare with the run before: %w", err)
		}
	}
	decisions, err := decisions(ctx, db)
	if err != nil {
		return fmt.Errorf("decisions on record: %w", err)
	}
	r.Quality = append(r.Quality, r.Decide(decisions, tables.Begins)...)
	return nil
}

// comparable is the fault that two runs say nothing about each other, or nil.
func comparable(old, is *run.Run) error {
	if old.Job != is.Job {
		return fault.Usage("two_jobs", "old", old.Job, "new", is.Job)
	}
	return nil
}

func decisions(ctx context.Context, db *warehouse.DB) ([]run.Decision, error) {
	return warehouse.All[run.Decision](ctx, db, queries.Get("rank/dispositions"), nil)
}

// Runs says what became of the findings of old in is. The folder holds the tables of is as a run
// keeps them. Both runs stay as they are.
func Runs(ctx context.Context, old, is *run.Run, folder, temp string) (*run.Run, error) {
	if err := comparable(old, is); err != nil {
		return nil, err
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	db, err := warehouse.Open(ctx, warehouse.Options{Memory: "1GB", Temp: temp, Folders: []string{folder, temp}})
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	if err := openTables(ctx, db, folder); err != nil {
		return nil, err
	}
	r := *is
	r.Findings = slices.Clone(is.Findings)
	r.Gone, err = gone(ctx, db, old, &r, r.Follow(old))
	if err != nil {
		return nil, fmt.Errorf("compare the runs: %w", err)
	}
	return &r, nil
}

// openTables shows the Parquet tables of a run as they were while it was made. A table
// the run does not have is empty.
func openTables(ctx context.Context, db *warehouse.DB, folder string) error {
	for _, t := range tables.All {
		path := filepath.Join(folder, t.Name+".parquet")
		statement := "CREATE VIEW " + t.Name + " AS SELECT *, source_id(source_file, source_row) AS src FROM read_parquet(" + warehouse.Quote(path) + ")"
		if _, err := os.Stat(path); err != nil {
			columns := []string{"src BIGINT"}
			for _, c := range t.Columns {
				columns = append(columns, warehouse.Ident(c.Name)+" VARCHAR")
			}
			statement = "CREATE TABLE " + t.Name + " (" + strings.Join(columns, ", ") + ")"
		}
		if err := db.Exec(ctx, statement, nil); err != nil {
			return fault.Data("table_of_run", "table", t.Name, "cause", err)
		}
	}
	path := filepath.Join(folder, "source_file.parquet")
	if err := db.Exec(ctx, "CREATE VIEW source_file AS SELECT * FROM read_parquet("+warehouse.Quote(path)+")", nil); err != nil {
		return fault.Data("sources_of_run", "cause", err)
	}
	return nil
}

// wanted is a row asked for: a table and the values of its keys.
type wanted struct{ table, key string }

func keyOf(table string, cells map[string]string) wanted {
	var values []string
	for _, c := range tables.Key(table) {
		values = append(values, cells[c])
	}
	return wanted{table, strings.Join(values, "\x1f")}
}

// gone explains findings of old that r has no more.
func gone(ctx context.Context, db *warehouse.DB, old, r *run.Run, findings []run.Finding) ([]run.Gone, error) {
	ask, clears := map[wanted]bool{}, map[string][]string{}
	for _, x := range old.Rules {
		clears[x.ID] = x.ClearedBy
	}
	for _, x := range r.Rules {
		clears[x.ID] = x.ClearedBy
	}
	record := func(f run.Finding, table string) wanted {
		k := tables.Key(table)
		return keyOf(table, map[string]string{k[0]: f.SubjectID, k[1]: f.OtherID})
	}
	for _, f := range findings {
		for _, e := range f.Evidence {
			ask[keyOf(e.Table, e.Cells)] = true
		}
		for _, t := range clears[f.Rule] {
			ask[record(f, t)] = true
		}
	}
	rows, err := find(ctx, db, ask)
	if err != nil {
		return nil, err
	}
	var all []run.Gone
	for _, f := range findings {
		var records []run.Evidence
		for _, t := range clears[f.Rule] {
			for _, e := range rows[record(f, t)] {
				if !slices.ContainsFunc(f.Evidence, func(x run.Evidence) bool { return x.Table == t && equal(x, e) == len(e.Cells) }) {
					records = append(records, e)
				}
			}
		}
		all = append(all, r.Explain(old, f, func(e run.Evidence) *run.Evidence {
			var best *run.Evidence
			for i := range rows[keyOf(e.Table, e.Cells)] {
				if x := &rows[keyOf(e.Table, e.Cells)][i]; best == nil || equal(e, *x) > equal(e, *best) {
					best = x
				}
			}
			return best
		}, records))
	}
	return all, nil
}

// equal counts the cells two rows share.
func equal(a, b run.Evidence) int {
	n := 0
	for c, v := range a.Cells {
		if b.Cells[c] == v {
			n++
		}
	}
	return n
}

// keysOf are the keys asked for of a table, in their order.
func keysOf(table string, ask map[wanted]bool) []string {
	var keys []string
	for w := range ask {
		if w.table == table {
			keys = append(keys, w.key)
		}
	}
	slices.Sort(keys)
	return keys
}

// find reads the rows of the tables under the keys asked for, in the order of the data.
func find(ctx context.Context, db *warehouse.DB, ask map[wanted]bool) (map[wanted][]run.Evidence, error) {
	if err := db.Exec(ctx, "CREATE OR REPLACE TABLE wanted_key (k VARCHAR NOT NULL)", nil); err != nil {
		return nil, err
	}
	type hit struct {
		key wanted
		src int64
	}
	type found struct {
		K   string
		Src int64
	}
	var hits []hit
	sources := map[int64]bool{}
	for _, t := range tables.All {
		asked := keysOf(t.Name, ask)
		if len(asked) == 0 {
			continue
		}
		if err := db.Exec(ctx, "DELETE FROM wanted_key", nil); err != nil {
			return nil, err
		}
		err := warehouse.Insert(ctx, db, "wanted_key", func(add func(struct{ K string }) error) error {
			for _, k := range asked {
				if err := add(struct{ K string }{k}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		var parts []string
		for _, c := range t.Key {
			parts = append(parts, "coalesce(CAST(t."+warehouse.Ident(c)+" AS VARCHAR), '')")
		}
		query := "SELECT w.k, t.src FROM " + t.Name + " AS t JOIN wanted_key AS w ON w.k = " + strings.Join(parts, " || chr(31) || ") + " ORDER BY t.src"
		err = warehouse.Each(ctx, db, query, nil, func(r found) error {
			hits = append(hits, hit{wanted{t.Name, r.K}, r.Src})
			sources[r.Src] = true
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("rows of %s: %w", t.Name, err)
		}
	}
	cells, err := rank.SourceRows(ctx, db, sources)
	if err != nil {
		return nil, err
	}
	rows := map[wanted][]run.Evidence{}
	for _, h := range hits {
		rows[h.key] = append(rows[h.key], cells[h.src])
	}
	return rows, nil
}
