package plain

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/apache/arrow-go/v18/parquet/file"

	"adal/pipeline/tables"
)

// Rows are written in batches of so many, or before that of so much text, and all of them: however
// long a cell is, no more than a batch is kept.
func TestBatches(t *testing.T) {
	table, _ := tables.ByName("units")
	long := bytes.Repeat([]byte("x"), most/4)
	for name, of := range map[string]struct {
		rows, groups int
		text         []byte
	}{"many": {batch + 3, 2, []byte("short")}, "long": {11, 3, long}, "none": {0, 0, nil}} {
		path := filepath.Join(t.TempDir(), name)
		f, err := Create(path, table, []string{"unit_id", "unit"})
		if err != nil {
			t.Fatal(err)
		}
		for i := range of.rows {
			f.Add(int64(i+2), []Cell{{Text: []byte("1")}, {Text: of.text}})
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		r, err := file.OpenParquetFile(path, false)
		if err != nil {
			t.Fatal(err)
		}
		if r.NumRows() != int64(of.rows) || r.NumRowGroups() != of.groups || f.Rows != int64(of.rows) {
			t.Errorf("%s: %d rows in %d groups, want %d in %d", name, r.NumRows(), r.NumRowGroups(), of.rows, of.groups)
		}
		_ = r.Close()
	}
}
