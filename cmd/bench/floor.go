package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"adal/pipeline/warehouse"
)

// floorCommand is how the program is called by itself to be the floor: a process of its own,
// so that its time and memory are taken as those of a job are.
const floorCommand = "floor"

// floor is the least that can be done with the tables of a folder: the engine copies each to
// zstd Parquet, every cell as text, in an engine with the threads and memory it likes.
func floor(ctx context.Context, data, out string) error {
	files, err := filepath.Glob(filepath.Join(data, "*.csv"))
	if err != nil {
		return err
	}
	if err := os.Mkdir(out, 0o700); err != nil {
		return err
	}
	db, err := warehouse.Open(ctx, warehouse.Options{Memory: "4GB", Temp: filepath.Join(out, "spill"), Folders: []string{data, out}})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".csv")
		if strings.HasPrefix(name, "truth") {
			continue
		}
		query := "SELECT * FROM read_csv(" + warehouse.Quote(f) + ", all_varchar = true, header = true)"
		if err := db.WriteParquet(ctx, query, filepath.Join(out, name+".parquet"), nil); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
