package job

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"adal/pipeline/disk"
	"adal/pipeline/ingest"
	"adal/pipeline/warehouse"
)

// writing is the typed tables on their way into the folder of the run. Nothing changes
// them after typing, so this goes on while the job computes.
type writing struct {
	stop context.CancelFunc
	done chan struct{}
	err  error
}

func write(ctx context.Context, db *warehouse.DB, in *ingest.Input, folder string) *writing {
	ctx, stop := context.WithCancel(ctx)
	w := &writing{stop: stop, done: make(chan struct{})}
	go func() {
		defer close(w.done)
		w.err = writeTables(ctx, db, in, folder)
	}()
	return w
}

// wait gives the fault of the machine that kept a table from being written.
func (w *writing) wait() error {
	<-w.done
	w.stop()
	return w.err
}

// writeTables begins with the largest, which needs the most memory, while the job has
// made little of its own.
func writeTables(ctx context.Context, db *warehouse.DB, in *ingest.Input, folder string) error {
	size := map[string]int64{}
	for _, f := range in.Files {
		size[f.File.Table] += f.File.Bytes
	}
	largest := slices.SortedFunc(maps.Keys(size), func(a, b string) int { return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b)) })
	for _, t := range largest {
		if kept, ok := in.Kept[t]; ok && kept.Shift == 0 {
			if err := disk.Rename(kept.Parquet, filepath.Join(folder, t+".parquet")); err != nil {
				return fmt.Errorf("table %s: %w", t, err)
			}
			continue
		}
		if err := WriteTable(ctx, db, t, folder); err != nil {
			return err
		}
	}
	if err := db.WriteParquet(ctx, "SELECT * FROM source_file ORDER BY no", filepath.Join(folder, "source_file.parquet"), nil); err != nil {
		return fmt.Errorf("table source_file: %w", err)
	}
	return nil
}

// WriteTable writes a typed table into a folder, with the file and row of each of its rows,
// in the order of the files. Most tables stand in that order already: to look at one column
// costs less than to sort all of them.
func WriteTable(ctx context.Context, db *warehouse.DB, t, folder string) error {
	query := "SELECT * EXCLUDE src, file_no(src) AS source_file, row_no(src) AS source_row FROM " + t
	inOrder, err := db.InOrder(ctx, t, "src")
	if err != nil {
		return fmt.Errorf("table %s: %w", t, err)
	}
	if !inOrder {
		query += " ORDER BY src"
	}
	if err := db.WriteParquet(ctx, query, filepath.Join(folder, t+".parquet"), nil); err != nil {
		return fmt.Errorf("table %s: %w", t, err)
	}
	return nil
}
