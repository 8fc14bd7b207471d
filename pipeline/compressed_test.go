package pipeline

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"adal/pipeline/job"
	"adal/pipeline/run"
)

// Tables kept compressed, as they are of data larger than the memory, give every job the bytes
// they give in memory as they are.
func TestCompressed(t *testing.T) {
	quarter, err := job.Quarter("2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	year, err := job.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	day, err := job.AsOf("2026-09-30")
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		do     func(context.Context, job.Options, *run.Staging) (*run.Run, error)
		period job.Period
	}{"scan": {Scan, quarter}, "concentration": {Concentration, year}, "duties": {Duties, day}, "flags": {Flags, year}} {
		t.Run(name, func(t *testing.T) {
			kept := map[bool]string{}
			for _, compress := range []bool{false, true} {
				s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
				if err != nil {
					t.Fatal(err)
				}
				defer s.Discard()
				if _, err := x.do(t.Context(), job.Options{Data: "../fixtures/ministry", Period: x.period, Memory: "2GB", Compress: compress, MaxRejects: 0.05}, s); err != nil {
					t.Fatal(err)
				}
				kept[compress] = s.Tables()
			}
			files, err := os.ReadDir(kept[false])
			if err != nil || len(files) < 10 {
				t.Fatal(len(files), err)
			}
			for _, f := range files {
				plain, err := os.ReadFile(filepath.Join(kept[false], f.Name()))
				if err != nil {
					t.Fatal(err)
				}
				compressed, err := os.ReadFile(filepath.Join(kept[true], f.Name()))
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(plain, compressed) {
					t.Errorf("%s differs", f.Name())
				}
			}
		})
	}
}
