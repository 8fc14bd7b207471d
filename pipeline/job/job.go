// Package job is what every job stands on: it opens the engine, reads and types the data,
// takes the job's steps in their order, and keeps the run that came of them. It knows no
// step: what a job does stands in package pipeline.
package job

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"adal/pipeline/cache"
	"adal/pipeline/cases"
	"adal/pipeline/compare"
	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/normalise"
	"adal/pipeline/rank"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Job is a job on its way.
type Job struct {
	Options
	DB       *warehouse.DB
	In       *ingest.Input
	Rules    []rules.Rule     // of this job
	Others   []rules.Rule     // of the other jobs, as they are set
	Given    warehouse.Params // the window, and what a job adds for its queries
	Result   *run.Run
	Asked    Period         // the window as it was asked for, without a name where the data give it
	Folder   string         // of the tables that are kept
	Released []run.File     // files of OCDS releases that were read beside the tables
	Concerns cases.Concerns // which contracts the findings are about, for its cases

	tables *writing
	kept   map[string]json.RawMessage // what typing left beside the tables the cache is to take
}

// Step is a stage of a job with the name a person waiting is told.
type Step struct {
	Name string
	Do   func(context.Context) error
}

// Begin reads and types the input, and stops where the table the job needs is missing or too
// many rows were rejected. Whoever begins a job closes it.
func Begin(ctx context.Context, o Options, s *run.Staging, name run.Job, needs string) (*Job, error) {
	j, err := set(o, name, rules.Catalogue)
	if err != nil {
		return nil, err
	}
	if err := j.read(ctx, s.Work(), needs); err != nil {
		j.Close()
		return nil, err
	}
	j.Folder = s.Tables()
	j.tables = write(ctx, j.DB, j.In, j.Folder)
	return j, nil
}

// set gives a job with its rules and their parameters, before anything is read.
func set(o Options, name run.Job, read func() ([]rules.Rule, error)) (*Job, error) {
	catalogue, err := read()
	if err != nil {
		return nil, fmt.Errorf("the catalogue of rules: %w", err)
	}
	weights := rank.Weights()
	if err := apply(catalogue, weights, o.Settings); err != nil {
		return nil, err
	}
	j := &Job{Options: o, Asked: o.Period, Result: &run.Run{Job: name, Period: o.Period.Name, From: o.Period.From.Format(time.DateOnly),
		AsOf: o.Period.To.Format(time.DateOnly), Weights: weights}}
	for _, r := range catalogue {
		if r.Job == name {
			j.Rules = append(j.Rules, r)
			j.Result.Rules = append(j.Result.Rules, r.Rule)
		} else {
			j.Others = append(j.Others, r)
		}
	}
	j.Given = warehouse.Params{"window_from": o.Period.From, "as_of": o.Period.To, "year": int64(o.Period.To.Year())}
	return j, nil
}

// Look reads and types the input for a look at it that leaves no run behind. It stops as
// Begin does.
func Look(ctx context.Context, o Options, work, needs string) (*Job, error) {
	j := &Job{Options: o, Result: &run.Run{}}
	if err := j.read(ctx, work, needs); err != nil {
		j.Close()
		return nil, err
	}
	return j, nil
}

// Open starts the engine of a job and reads its files, as text. Where files cannot be used
// the input tells of the others, beside the error.
func (j *Job) Open(ctx context.Context, work string) error {
	data, err := filepath.Abs(j.Data)
	if err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	size := j.bytes()
	j.DB, err = warehouse.Open(ctx, warehouse.Options{Memory: j.Memory, Threads: j.threads(size), Compress: j.beyond(size),
		Temp: filepath.Join(work, "spill"), Folders: []string{data, filepath.Dir(work)}})
	if err != nil {
		return err
	}
	j.Stage("reading files")
	return j.ingest(ctx, work, j.Cache)
}

// ingest reads the files of the data, also without the engine.
func (j *Job) ingest(ctx context.Context, work string, kept *cache.Cache) (err error) {
	j.In, err = ingest.Read(ctx, j.DB, j.Data, work, ingest.Options{Mapping: j.Mapping, Rates: j.Rated(), Closed: j.Closed, Seen: j.Read, KeepReleases: j.Result.Job == run.Flags, Cache: kept})
	return err
}

// Type turns the text of the files into the canonical tables.
func (j *Job) Type(ctx context.Context) error {
	j.Stage("typing tables")
	if err := normalise.Tables(ctx, j.DB, j.In); err != nil {
		return err
	}
	if err := j.beside(ctx); err != nil {
		return err
	}
	for _, r := range j.Rates {
		err := j.DB.Exec(ctx, "INSERT INTO currency_rate VALUES (upper($currency), CAST($rate AS DECIMAL(18, 6)))",
			warehouse.Params{"currency": r.Currency, "rate": r.Tenge})
		if err != nil {
			return fmt.Errorf("currency rate of %s: %w", r.Currency, err)
		}
	}
	return normalise.Count(ctx, j.DB, j.In)
}

func (j *Job) read(ctx context.Context, work, needs string) error {
	if err := j.Open(ctx, work); err != nil {
		return err
	}
	j.Result.Currency = j.In.Currency
	if needs != "" && !j.In.Has(needs) {
		return fault.Data("needs_table", "folder", j.Data, "table", needs)
	}
	if err := j.Type(ctx); err != nil {
		return err
	}
	for _, f := range j.In.Files {
		j.Result.Files = append(j.Result.Files, f.File)
	}
	return normalise.TooManyRejects(ctx, j.DB, j.In, j.MaxRejects)
}

// Close stops what still runs, then the engine.
func (j *Job) Close() {
	if j.tables != nil {
		j.tables.stop()
		_ = j.tables.wait()
	}
	if j.DB != nil {
		_ = j.DB.Close()
	}
}

// Perform takes the steps of a job in their order, then keeps what came of them. A fault of
// the data is given as it is, another error with the step it came in.
func (j *Job) Perform(ctx context.Context, s *run.Staging, steps []Step) (*run.Run, error) {
	j.ahead(len(steps))
	for _, x := range steps {
		j.Stage(x.Name)
		if err := x.Do(ctx); err != nil {
			if f, ok := errors.AsType[*fault.Fault](err); ok {
				return nil, f
			}
			return nil, fmt.Errorf("%s: %w", x.Name, err)
		}
	}
	j.Stage("tables")
	return j.Result, j.keep(ctx, s)
}

// ahead tells whoever waits what there is to do: to read, to type, the steps, to keep the tables
// and to write the reports.
func (j *Job) ahead(steps int) {
	if j.Ahead == nil {
		return
	}
	rows := int64(0)
	for _, f := range j.In.Files {
		rows += f.File.Rows
	}
	j.Ahead(steps+4, rows)
}

// keep compares with the run before and the decisions on record, gathers the findings into
// cases, looks the suppliers up in the register of unfair participants, keeps the values of the run beside its tables, and makes
// sure that the input stood still meanwhile.
func (j *Job) keep(ctx context.Context, s *run.Staging) error {
	still := make(chan error, 1)
	go func() { still <- j.unchanged(ctx) }()
	err := compare.Follow(ctx, j.DB, j.Result, j.Previous)
	if !j.Result.Job.Terms() {
		j.Result.Cases = cases.Of(j.Result, j.Concerns)
	}
	if err == nil {
		err = j.unfair(ctx)
	}
	if err == nil {
		j.Result.Outside, err = j.outside(ctx)
	}
	if err == nil {
		err = j.Result.Save(s.Tables())
	}
	if err = errors.Join(err, j.tables.wait(), <-still); err == nil {
		j.remember()
	}
	return err
}

// Exec runs query files in order.
func (j *Job) Exec(ctx context.Context, names ...string) error {
	for _, name := range names {
		if err := j.DB.Exec(ctx, queries.Get(name), j.Params()); err != nil {
			return fmt.Errorf("query %s: %w", name, err)
		}
	}
	return nil
}

// Queries is a step that runs query files in order.
func (j *Job) Queries(names ...string) func(context.Context) error {
	return func(ctx context.Context) error { return j.Exec(ctx, names...) }
}

// Params are the given names with the shared parameters of the rules.
func (j *Job) Params() warehouse.Params {
	p := warehouse.Params{"horizon_from": j.Horizon(), "horizon_to": j.Period.To}
	for _, r := range j.Rules {
		for _, own := range r.Parameters {
			if v, err := rules.Value(own); own.Shared && err == nil {
				p[own.Name] = v
			}
		}
	}
	for k, v := range j.Given {
		p[k] = v
	}
	return p
}

// Horizon is the first day of contracts and decisions a rule of the job may look at.
func (j *Job) Horizon() time.Time {
	first := j.Period.From
	for _, r := range j.Rules {
		if months, err := r.Parameter(r.LooksBack); err == nil {
			if d := j.Period.To.AddDate(0, -int(months.(int64))-1, 0); d.Before(first) {
				first = d
			}
		}
	}
	return first
}

// Measure calls read for the query of each measure of the job that gives what is named and has
// its tables, those that need the least of them first.
func (j *Job) Measure(gives string, read func(query string, p warehouse.Params) error) error {
	needs := func(a, b rules.Rule) int { return len(a.Inputs) - len(b.Inputs) }
	for _, r := range slices.SortedStableFunc(slices.Values(j.Rules), needs) {
		if r.Gives != gives || len(r.Missing(j.In.Has)) > 0 {
			continue
		}
		params, err := r.Params(j.Given)
		if err != nil {
			return err
		}
		if err := read(r.SQL, params); err != nil {
			return fmt.Errorf("rule %s: %w", r.ID, err)
		}
	}
	return nil
}

// Notes takes the notes and the rejected rows over into the run.
func (j *Job) Notes(ctx context.Context) error {
	q := &j.Result.Quality
	j.notesOfFiles()
	notes, err := warehouse.All[run.Note](ctx, j.DB, queries.Get("rank/notes"), nil)
	if err != nil {
		return fmt.Errorf("notes: %w", err)
	}
	*q = append(*q, notes...)
	rejects, err := warehouse.All[run.Reject](ctx, j.DB, queries.Get("rank/rejects"), nil)
	if err != nil {
		return fmt.Errorf("rejected rows: %w", err)
	}
	j.Result.Rejects = append(j.Result.Rejects, rejects...)
	return nil
}

// notesOfFiles takes over what was odd about the files.
func (j *Job) notesOfFiles() {
	q := &j.Result.Quality
	*q = append(*q, j.In.Notes...)
	for _, f := range j.In.Files {
		for _, c := range f.Ignored {
			*q = append(*q, run.Note{Note: "unknown_column", Table: f.File.Table, File: f.File.Path, Detail: c})
		}
	}
	for _, p := range j.In.Ignored {
		*q = append(*q, run.Note{Note: "unknown_file", File: p})
	}
}

// unfair keeps the entries of the register of unfair participants about suppliers the run
// shows. It comes last, when everything that is shown stands.
func (j *Job) unfair(ctx context.Context) error {
	shown := j.Result.Suppliers()
	err := warehouse.Each(ctx, j.DB, queries.Get("rank/unfair"), nil, func(u run.Unfair) error {
		if shown[u.SupplierID] {
			j.Result.Unfair = append(j.Result.Unfair, u)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("register of unfair participants: %w", err)
	}
	return nil
}
