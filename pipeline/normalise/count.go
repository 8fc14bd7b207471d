package normalise

import (
	"context"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Count fills in what became of the rows of every file, and adds the rows that could
// not be cut into cells to the rejects.
func Count(ctx context.Context, db *warehouse.DB, in *ingest.Input) error {
	err := warehouse.Insert(ctx, db, "reject", func(add func(rejected) error) error {
		for _, f := range in.Files {
			for _, r := range f.Rejects {
				if err := add(rejected{f.File.Table, int64(f.File.No)<<fileBits + r.Row, r.Column, r.Value, r.Reason}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	at := map[int64]*ingest.Raw{}
	for i := range in.Files {
		in.Files[i].File.Rejected, in.Files[i].File.LeftOut = 0, in.Files[i].Left
		at[int64(in.Files[i].File.No)] = &in.Files[i]
	}
	err = perFile(ctx, db, "SELECT file_no(src) AS no, count(DISTINCT src) AS n FROM reject GROUP BY ALL", func(no, n int64) { at[no].File.Rejected = n })
	if err != nil {
		return err
	}
	err = perFile(ctx, db, "SELECT file_no(src) AS no, count(*) AS n FROM note WHERE note = 'duplicate_row' GROUP BY ALL", func(no, n int64) { at[no].File.LeftOut += n })
	if err != nil {
		return err
	}
	return counted(ctx, db, in, at)
}

// perFile calls f with the number of each file and how many of something a query counts of it.
func perFile(ctx context.Context, db *warehouse.DB, query string, f func(no, n int64)) error {
	return warehouse.Each(ctx, db, query, nil, func(c struct{ No, N int64 }) error {
		f(c.No, c.N)
		return nil
	})
}

// counted counts the typed rows of every file and stops where a row that was read is
// neither typed, rejected nor left out: nothing may be lost in silence.
func counted(ctx context.Context, db *warehouse.DB, in *ingest.Input, at map[int64]*ingest.Raw) error {
	for _, f := range at {
		f.File.Normalised = 0
	}
	var counts []string
	for _, t := range tables.All {
		if in.Has(t.Name) {
			counts = append(counts, "SELECT file_no(src) AS no, count(*) AS n FROM "+t.Name+" GROUP BY ALL")
		}
	}
	if len(counts) > 0 {
		err := perFile(ctx, db, strings.Join(counts, "\nUNION ALL\n"), func(no, n int64) { at[no].File.Normalised = n })
		if err != nil {
			return err
		}
	}
	for i := range in.Files {
		f := &in.Files[i]
		if f.File.Rows != f.File.Normalised+f.File.Rejected+f.File.LeftOut {
			return fault.Data("rows_lost", "place", f.Place(), "rows", f.File.Rows, "kept", f.File.Normalised, "rejected", f.File.Rejected, "left", f.File.LeftOut)
		}
	}
	return nil
}

// TooManyRejects is the fault that more rows of a table were rejected than share
// (0 to 1) allows, with the counts by reason; nil where every table is within it.
func TooManyRejects(ctx context.Context, db *warehouse.DB, in *ingest.Input, share float64) error {
	rows, left := map[string]int64{}, map[string]int64{}
	for _, f := range in.Files {
		rows[f.File.Table] += f.File.Rows
		left[f.File.Table] += f.File.Rejected
	}
	var over fault.Terms
	for _, t := range tables.All {
		if n := left[t.Name]; n > 0 && float64(n) > share*float64(rows[t.Name]) {
			over = append(over, fault.Say("over_limit", "table", t.Name, "rejected", n, "rows", rows[t.Name]))
		}
	}
	if len(over) == 0 {
		return nil
	}
	var reasons fault.Lines
	type rejected struct {
		Table, Column, Reason string
		N                     int64
		File                  string
		Row                   int64
	}
	err := warehouse.Each(ctx, db, queries.Get("normalise/reject_reasons"), nil, func(r rejected) error {
		reasons = append(reasons, fault.Say("reject_example", "table", r.Table, "column", r.Column, "reason", r.Reason, "n", r.N, "file", r.File, "row", r.Row))
		return nil
	})
	if err != nil {
		return err
	}
	return fault.Data("many_rejects", "tables", over, "reasons", reasons)
}
