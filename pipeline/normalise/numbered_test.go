package normalise

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"adal/pipeline/ingest"
	"adal/pipeline/ingest/plain"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// Rows that were typed while their files were read get the numbers of the files and stand in their
// order, in whatever order the files were read and whatever was read between them.
func TestNumbered(t *testing.T) {
	table, _ := tables.ByName("units")
	for name, files := range map[string][]ingest.Raw{
		"as they were read":     {raws(3, 3), raws(4, 4)},
		"a table before":        {raws(9, 2), raws(10, 3)},
		"fewer before":          {raws(1, 5), raws(2, 6), raws(3, 7)},
		"others between":        {raws(4, 1), raws(5, 7), raws(6, 9)},
		"read in another order": {raws(4, 8), raws(5, 2), raws(6, 5)},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "200MB", Threads: 2, Temp: filepath.Join(dir, "spill"), Folders: []string{dir}})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			for _, f := range slices.SortedFunc(slices.Values(files), func(a, b ingest.Raw) int { return int(a.Plain - b.Plain) }) {
				into, err := plain.Open(t.Context(), db, table, []string{"unit", "unit_id"}, f.Plain)
				if err != nil {
					t.Fatal(err)
				}
				for row := range int64(3) {
					into.Add(row+2, []plain.Cell{{Text: fmt.Appendf(nil, "a unit with a long name, %d", f.Plain)}, {Blank: true}})
				}
				if err := into.Close(); err != nil {
					t.Fatal(err)
				}
			}
			b := building{t.Context(), db, table, &ingest.Input{Files: files}}
			if err := b.numbered(b.plain()); err != nil {
				t.Fatal(err)
			}
			var got, want []string
			type row struct {
				File, Row int64
				Unit      string
				UnitID    *string
			}
			err = warehouse.Each(t.Context(), db, "SELECT file_no(src) AS file, row_no(src) AS row, unit, unit_id FROM units", nil, func(r row) error {
				got = append(got, fmt.Sprint(r.File, r.Row, r.Unit, r.UnitID == nil))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				for row := range 3 {
					want = append(want, fmt.Sprint(f.File.No, row+2, fmt.Sprintf("a unit with a long name, %d", f.Plain), true))
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %v\nwant %v", got, want)
			}
		})
	}
}

// raws is a file by its number, of which rows were typed under another.
func raws(number int, read int64) ingest.Raw {
	return ingest.Raw{File: run.File{Table: "units", No: number}, Plain: read}
}
