package run_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"adal/pipeline/run"
)

// Values larger than any dictionary page are kept byte for byte the same, again and again.
func TestSaveGivesTheSameBytes(t *testing.T) {
	r := &run.Run{Job: run.Scan, Period: "2026Q3"}
	for i := range 4000 {
		r.Quality = append(r.Quality, run.Note{Note: "padded_id", Table: "roster", Row: int64(i), Detail: strings.Repeat("a long remark ", 40)})
	}
	var first []byte
	for range 12 {
		dir := t.TempDir()
		if err := r.Save(dir); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(dir, "report.parquet"))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b
		}
		if !bytes.Equal(first, b) {
			t.Fatal("the same values gave other bytes")
		}
	}
}
