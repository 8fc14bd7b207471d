package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// An input that changes, is replaced or vanishes while a run is made stops the run, at
// whichever stage it happens. Without the second look at the files the run would end well
// and nobody could ever reproduce it.
func TestInputChangesWhileRead(t *testing.T) {
	quarter, err := job.Quarter("2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(path string) error{
		"a byte more": func(path string) error {
			f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteString("\n")
			return errors.Join(err, f.Close())
		},
		"replaced": func(path string) error {
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			next := filepath.Join(filepath.Dir(path), ".next")
			if err := os.WriteFile(next, append(b, '\n'), 0o600); err != nil {
				return err
			}
			return os.Rename(next, path)
		},
		"removed": os.Remove,
	} {
		for _, stage := range []string{"typing tables", "tables"} {
			t.Run(name+" at "+stage, func(t *testing.T) {
				data := filepath.Join(t.TempDir(), "data")
				if err := os.Mkdir(data, 0o700); err != nil {
					t.Fatal(err)
				}
				roster := filepath.Join(data, "roster.csv")
				const head = "iin,last_name,first_name,unit,position,date_from,date_to\n"
				if err := os.WriteFile(roster, []byte(head+"180910132513,Земляникин,Максим,Отдел,Эксперт,2020-01-01,\n"), 0o600); err != nil {
					t.Fatal(err)
				}
				s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
				if err != nil {
					t.Fatal(err)
				}
				defer s.Discard()
				changed := false
				_, err = pipeline.Scan(context.Background(), job.Options{
					Data: data, Period: quarter, Memory: "1GB", Threads: 1, MaxRejects: 0.05,
					Progress: func(at string) {
						if at == stage && !changed {
							changed = true
							if err := change(roster); err != nil {
								t.Error(err)
							}
						}
					},
				}, s)
				if f, ok := errors.AsType[*fault.Fault](err); !ok || !strings.Contains(f.Message("en"), "roster.csv changed while it was read") {
					t.Errorf("changed %v, error %v", changed, err)
				}
			})
		}
	}
}
