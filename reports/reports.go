// Package reports turns a finished run into the files people open: tables as CSV, the
// findings as JSON lines and Parquet, and report.html and report.xlsx. It reads the run
// and nothing else, no clock, no machine, no path, so the same run gives the same bytes;
// and every number of a person is masked in all of them but Parquet, unless asked for.
package reports

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"adal/pipeline/run"
	"adal/reports/html"
	"adal/reports/mask"
	"adal/reports/xlsx"
)

// Formats are the formats Write knows, in the order it writes them.
var Formats = []string{"csv", "json", "parquet", "html", "xlsx"}

// Options says how a run is rendered.
type Options struct {
	Lang    string   // ru, kk or en; Russian where blank
	FullIDs bool     // people's numbers in full instead of masked
	Formats []string // of Formats; all of them where empty
}

// Check says as an error what is wrong with the options, before anything is written.
func (o Options) Check() error {
	var faults []error
	if !slices.Contains([]string{"", "ru", "kk", "en"}, o.Lang) {
		faults = append(faults, fmt.Errorf("language %q is none of ru, kk, en", o.Lang))
	}
	for _, f := range o.Formats {
		if !slices.Contains(Formats, f) {
			faults = append(faults, fmt.Errorf("format %q is none of %s", f, strings.Join(Formats, ", ")))
		}
	}
	return errors.Join(faults...)
}

// Write renders r into the folder dir, which must exist, replacing files of the same name.
// Every file is readable by its owner only. The formats are written side by side; of their
// faults, which are the machine's, all are told, and whoever calls it throws the folder away.
func Write(dir string, r *run.Run, o Options) error {
	if err := o.Check(); err != nil {
		return err
	}
	if o.Lang == "" {
		o.Lang = "ru"
	}
	m := mask.New(r, o.FullIDs)
	write := map[string]func() error{
		"csv": func() error {
			if r.Job == run.Duties {
				if err := create(dir, "duties.ics", func(w io.Writer) error { return writeCalendar(w, r, o.Lang) }); err != nil {
					return err
				}
			}
			for _, t := range tables(r, o.Lang, m) {
				if err := create(dir, t.name, t.write); err != nil {
					return err
				}
			}
			return nil
		},
		"json": func() error {
			if r.Job == run.Duties {
				return nil
			}
			if r.Job == run.Flags {
				if err := create(dir, "indicators.json", func(w io.Writer) error { return writeIndicators(w, r, m) }); err != nil {
					return err
				}
			}
			return create(dir, "findings.jsonl", func(w io.Writer) error { return writeJSONLines(w, r, o.Lang, m) })
		},
		"parquet": func() error {
			if r.Job == run.Duties {
				return nil
			}
			return create(dir, "findings.parquet", func(w io.Writer) error { return writeParquet(w, r, o.Lang) })
		},
		"html": func() error {
			if r.Job == run.Duties {
				if err := create(dir, "cartogram.html", func(w io.Writer) error { return html.Cartogram(w, o.Lang, r) }); err != nil {
					return err
				}
			}
			return create(dir, "report.html", func(w io.Writer) error { return html.Write(w, o.Lang, r, m) })
		},
		"xlsx": func() error {
			return create(dir, "report.xlsx", func(w io.Writer) error { return xlsx.Write(w, o.Lang, r, m, dir) })
		},
	}
	faults := make([]error, len(Formats))
	var all sync.WaitGroup
	for i, format := range Formats {
		if len(o.Formats) == 0 || slices.Contains(o.Formats, format) {
			all.Go(func() { faults[i] = write[format]() })
		}
	}
	all.Wait()
	return errors.Join(faults...)
}

// Rows gives the number of rows of each table Write makes of r, by file name.
func Rows(r *run.Run) map[string]int64 {
	evidence := 0
	for i := range r.Findings {
		evidence += len(r.Findings[i].Evidence)
	}
	n := map[string]int{
		"findings.csv": len(r.Findings), "findings.jsonl": len(r.Findings), "findings.parquet": len(r.Findings), "evidence.csv": evidence,
		"coverage.csv": len(r.Coverage), "rejects.csv": len(r.Rejects), "quality.csv": len(r.Quality),
	}
	switch r.Job {
	case run.Duties:
		evidence, posts := 0, 0
		for i := range r.Duties {
			evidence += len(r.Duties[i].Evidence)
		}
		for i := range r.Risks {
			posts += max(1, len(r.Risks[i].Posts))
		}
		for _, name := range []string{"findings.csv", "findings.jsonl", "findings.parquet"} {
			delete(n, name)
		}
		n["duties.csv"], n["evidence.csv"], n["training.csv"] = len(r.Duties), evidence, len(r.Training)
		n["riskmap.csv"], n["cartogram.csv"] = len(r.Risks), posts
	case run.Protect:
		for i := range r.Duties {
			evidence += len(r.Duties[i].Evidence)
		}
		n["duties.csv"], n["evidence.csv"] = len(r.Duties), evidence
	case run.Concentration:
		n["concentration.csv"], n["groups.csv"], n["group_edges.csv"] = len(r.Slices), len(r.Groups), len(r.Edges)
		n["kpi.csv"], n["reconciliation.csv"], n["contracts.csv"] = len(r.KPIs), len(r.Reconciliation), len(r.Contracts)
	case run.Scan:
		n["positions.csv"] = len(r.Positions)
	}
	rows := make(map[string]int64, len(n))
	for name, count := range n {
		rows[name] = int64(count)
	}
	return rows
}

func create(dir, name string, write func(io.Writer) error) (err error) {
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer func() {
		if err2 := f.Close(); err == nil && err2 != nil {
			err = fmt.Errorf("%s: %w", name, err2)
		}
	}()
	b := bufio.NewWriterSize(f, 1<<16)
	if err := write(b); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
