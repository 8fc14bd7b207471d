// Package reports turns a finished run into the files people open: tables as CSV, the
// findings as JSON lines and Parquet, report.html, report.xlsx, memo.docx and report.docx. It reads the run
// and nothing else, no clock, no machine, no path, so the same run gives the same bytes;
// and every number of a person is masked in all of them but Parquet, unless asked for.
package reports

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"adal/pipeline/run"
	"adal/reports/csv"
	"adal/reports/docx"
	"adal/reports/html"
	"adal/reports/json"
	"adal/reports/view"
	"adal/reports/xlsx"
)

// Formats are the formats Write knows, in the order it writes them. Only red flags have indicators.
var Formats = []string{"csv", "json", "parquet", "html", "xlsx", "docx", "indicators"}

// Options says how a run is rendered.
type Options struct {
	Lang    string   // ru, kk or en; Russian where blank
	FullIDs bool     // people's numbers in full instead of masked
	Formats []string // of Formats; all of them where empty
	// Compared says that the run was set beside the one before: gone.csv is written, though it
	// may have no row, and what is new is marked as new.
	Compared bool
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
	v := view.Of(r, o.Lang, o.FullIDs)
	if o.Compared {
		v.Follows()
	}
	write := map[string]func() error{
		"csv":     func() error { return writeTables(dir, v, o) },
		"json":    func() error { return writeJSON(dir, v) },
		"parquet": func() error { return writeFindings(dir, v) },
		"html":    func() error { return writePages(dir, v) },
		"xlsx": func() error {
			return create(dir, "report.xlsx", func(w io.Writer) error { return xlsx.Write(w, v, dir) })
		},
		"docx":       func() error { return writeDocuments(dir, v) },
		"indicators": func() error { return writeIndicators(dir, v) },
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

// writeTables writes the tables of every section for programs, and the calendar of duties.
func writeTables(dir string, v *view.Report, o Options) error {
	if v.Job() == run.Duties {
		if err := create(dir, "duties.ics", func(w io.Writer) error { return writeCalendar(w, v) }); err != nil {
			return err
		}
	}
	for _, s := range v.Sections() {
		if s.File == nil || s.Name == "gone" && !o.Compared {
			continue
		}
		if err := create(dir, s.File.Title, func(w io.Writer) error { return csv.Write(w, s.File) }); err != nil {
			return err
		}
	}
	return nil
}

// writeIndicators writes red flags in their interchange form; other jobs have none.
func writeIndicators(dir string, v *view.Report) error {
	if v.Job() != run.Flags {
		return nil
	}
	return create(dir, "indicators.json", func(w io.Writer) error { return json.Indicators(w, v) })
}

// writeJSON writes the findings; a run of duties has none.
func writeJSON(dir string, v *view.Report) error {
	if v.Job() == run.Duties {
		return nil
	}
	return create(dir, "findings.jsonl", func(w io.Writer) error { return json.Lines(w, v) })
}

// writeFindings writes the findings as Parquet, with full numbers whatever the rest shows: it is
// what another program joins to.
func writeFindings(dir string, v *view.Report) error {
	if v.Job() == run.Duties {
		return nil
	}
	table := v.Full().Section("findings").File
	return create(dir, "findings.parquet", func(w io.Writer) error { return writeParquet(w, table) })
}

// writeDocuments writes the memo, and of the annual report the report itself.
func writeDocuments(dir string, v *view.Report) error {
	if p := v.Paper(); p != nil {
		if err := create(dir, "report.docx", func(w io.Writer) error { return docx.WriteReport(w, p) }); err != nil {
			return err
		}
	}
	return create(dir, "memo.docx", func(w io.Writer) error { return docx.Write(w, v.Memo()) })
}

// writePages writes the page, and that of the risks which may be published.
func writePages(dir string, v *view.Report) error {
	if v.Job() == run.Duties {
		if err := create(dir, "cartogram.html", func(w io.Writer) error { return html.Cartogram(w, v) }); err != nil {
			return err
		}
	}
	return create(dir, "report.html", func(w io.Writer) error { return html.Write(w, v) })
}

// create writes a new file, also where one of that name stands: that one may be a second name
// of a file of the run which is being replaced, and is not written through.
func create(dir, name string, write func(io.Writer) error) (err error) {
	path := filepath.Join(dir, name)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", name, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
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
