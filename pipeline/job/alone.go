package job

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"adal/pipeline/rules"
	"adal/pipeline/run"
)

// WithoutEngine begins a job that computes without the engine: its rules are set, nothing is read
// yet. Its rules have no sentences, for nothing of them is shown. There is nothing to close.
func WithoutEngine(o Options, name run.Job) (*Job, error) { return set(o, name, rules.Unworded) }

// OnlyRecords reports whether every file of the data folder is by its name one of JSON records,
// packed or not: nothing else can be read without the engine as fast as with it. Files that
// describe the data and those of the system are none of them.
func (o Options) OnlyRecords() bool {
	found, err := os.ReadDir(o.Data)
	if err != nil {
		return false
	}
	for _, entry := range found {
		name := strings.ToLower(entry.Name())
		if strings.HasPrefix(name, ".") || name == "adal.yaml" {
			continue
		}
		if end := filepath.Ext(name); end == ".gz" || end == ".zip" {
			name = strings.TrimSuffix(name, end)
		}
		if entry.IsDir() || !slices.Contains(records, filepath.Ext(name)) {
			return false
		}
	}
	return len(found) > 0
}

// ReadWithoutEngine reads the files of the data as Open does.
func (j *Job) ReadWithoutEngine(ctx context.Context, work string) error {
	j.Stage("reading files")
	return j.ingest(ctx, work, nil)
}

// Span is the days of the data: of all of them the first and the last, and beside a window the
// last before it, the first after it, and whether one lies inside.
type Span struct {
	First, Last   *time.Time
	before, after *time.Time
	inside        bool
}

// Add takes a moment, of which the day counts that its clock shows.
func (s *Span) Add(t time.Time, window Period) {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	if s.First == nil || day.Before(*s.First) {
		s.First = &day
	}
	if s.Last == nil || day.After(*s.Last) {
		s.Last = &day
	}
	switch {
	case day.Before(window.From):
		if s.before == nil || day.After(*s.before) {
			s.before = &day
		}
	case day.After(window.To):
		if s.after == nil || day.Before(*s.after) {
			s.after = &day
		}
	default:
		s.inside = true
	}
}

// KeepWithoutEngine ends a job that computed without the engine on the table whose days are
// given: it says whether the window lies outside the data, and makes sure that the input stood
// still meanwhile.
func (j *Job) KeepWithoutEngine(ctx context.Context, table string, days Span) (*run.Run, error) {
	j.notesOfFiles()
	if j.Asked.Name != "" {
		j.Result.Outside = nearest([]dated{{Table: table, Before: days.before, After: days.after, Inside: days.inside}})
	}
	return j.Result, j.unchanged(ctx)
}
