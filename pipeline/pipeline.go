// Package pipeline is the order of the stages and nothing else: files, raw snapshots,
// typed tables, links, rules, ranking, a finished run. Read this file first.
package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/kz"
	"adal/pipeline/link"
	"adal/pipeline/normalise"
	"adal/pipeline/rank"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Options of a job, all of them of the user's choosing.
type Options struct {
	Data       string         // folder of the input tables
	Period     Period         // window of the job
	Settings   []string       // RULE.PARAM=VALUE
	Rates      []Rate         // tenge for one unit of a foreign currency
	Methods    []Method       // classes of procurement methods in place of the list's
	Closed     ingest.Closed  // what happens to the tables of the closed job
	Mapping    ingest.Mapping // what adal.yaml says of the files
	Memory     string         // cap on the engine's memory, "4GB"
	Threads    int            // worker threads, 0 for one a core
	MaxRejects float64        // share of a table's rows that may be rejected, 0 to 1
	Only       []string       // of the rules of red flags those to compute; all where empty
	Calendar   *kz.Calendar   // of duties: working days; the program's own where nil
	Found      []Found        // of duties: what a scan found, nil where none is given
	Previous   *run.Run       // the run before, for what is new, persists or is gone; nil for none
	// Progress is told the name of each stage as it begins; nil for nobody.
	Progress func(stage string)
}

// Found is how often a scan found a rule's sign in a unit.
type Found struct {
	Rule, Unit string
	Count      int
}

// Rate is what one unit of a foreign currency is in tenge.
type Rate struct {
	Currency string // as the contracts write it
	Tenge    string // a decimal number
}

// Method is the class of a way of buying, by its id on the procurement portal.
type Method struct {
	ID    string
	Class string // one of measure.MethodClasses
}

// job is a run on its way.
type job struct {
	Options
	db     *warehouse.DB
	in     *ingest.Input
	rules  []rules.Rule // of this job
	given  warehouse.Params
	result *run.Run
	folder string // of the tables that are kept
	tables *writing
	// released are the files of OCDS releases that were read beside the tables.
	released []run.File
}

func (o Options) stage(name string) {
	if o.Progress != nil {
		o.Progress(name)
	}
}

// Scan runs the quarterly scan. It leaves the tables it computed on in the staging
// folder and gives the rest as values. Errors a user can act on are fault.Fault.
func Scan(ctx context.Context, o Options, s *run.Staging) (*run.Run, error) {
	j, err := begin(ctx, o, s, run.Scan, "roster")
	if err != nil {
		return nil, err
	}
	defer j.close()
	return j.perform(ctx, s, []step{
		{"people", j.people},
		{"contracts", j.contracts},
		{"decisions", j.decisions},
		{"kin", j.kin},
		{"superiors", j.superiors},
		{"suppliers", j.suppliers},
		{"rules", j.scanRules},
		{"ranking", j.rankFindings},
		{"coverage", j.scanCoverage},
		{"notes", j.notes},
	})
}

// step is a stage of a job with the name a person waiting is told.
type step struct {
	name string
	do   func(context.Context) error
}

// perform takes the steps of a job in their order, then keeps what came of them. A fault of
// the data is given as it is, another error with the step it came in.
func (j *job) perform(ctx context.Context, s *run.Staging, steps []step) (*run.Run, error) {
	for _, x := range steps {
		j.stage(x.name)
		if err := x.do(ctx); err != nil {
			if f, ok := errors.AsType[*fault.Fault](err); ok {
				return nil, f
			}
			return nil, fmt.Errorf("%s: %w", x.name, err)
		}
	}
	j.stage("tables")
	return j.result, j.keep(ctx, s)
}

// begin reads and types the input, and stops where a needed table is missing or too many
// rows were rejected.
func begin(ctx context.Context, o Options, s *run.Staging, name run.Job, needs string) (*job, error) {
	catalogue, err := rules.Catalogue()
	if err != nil {
		return nil, fmt.Errorf("the catalogue of rules: %w", err)
	}
	weights := rank.Weights()
	if err := set(catalogue, weights, o.Settings); err != nil {
		return nil, err
	}
	j := &job{Options: o, result: &run.Run{Job: name, Period: o.Period.Name, From: o.Period.From.Format(time.DateOnly),
		AsOf: o.Period.To.Format(time.DateOnly), Weights: weights}}
	for _, r := range catalogue {
		if r.Job == name {
			j.rules = append(j.rules, r)
			j.result.Rules = append(j.result.Rules, r.Rule)
		}
	}
	j.given = warehouse.Params{"window_from": o.Period.From, "as_of": o.Period.To, "year": int64(o.Period.To.Year())}
	if err := j.read(ctx, s.Work(), needs); err != nil {
		j.close()
		return nil, err
	}
	j.folder = s.Tables()
	j.tables = write(ctx, j.db, j.in, j.folder)
	return j, nil
}

// close stops what still runs, then the engine.
func (j *job) close() {
	if j.tables != nil {
		j.tables.stop()
		_ = j.tables.wait()
	}
	if j.db != nil {
		_ = j.db.Close()
	}
}

func (j *job) read(ctx context.Context, work, needs string) (err error) {
	data, err := filepath.Abs(j.Data)
	if err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	j.db, err = warehouse.Open(ctx, warehouse.Options{Memory: j.Memory, Threads: j.Threads,
		Temp: filepath.Join(work, "spill"), Folders: []string{data, filepath.Dir(work)}})
	if err != nil {
		return err
	}
	j.stage("reading files")
	if j.in, err = ingest.Read(ctx, j.db, j.Data, work, ingest.Options{Mapping: j.Mapping, Rates: j.rated(), Closed: j.Closed, KeepReleases: j.result.Job == run.Flags}); err != nil {
		return err
	}
	j.result.Currency = j.in.Currency
	if needs != "" && !j.in.Has(needs) {
		return fault.Data("needs_table", "folder", j.Data, "table", needs)
	}
	j.stage("typing tables")
	if err := normalise.Tables(ctx, j.db, j.in); err != nil {
		return err
	}
	for _, r := range j.Rates {
		err := j.db.Exec(ctx, "INSERT INTO currency_rate VALUES (upper($currency), CAST($rate AS DECIMAL(18, 6)))",
			warehouse.Params{"currency": r.Currency, "rate": r.Tenge})
		if err != nil {
			return fmt.Errorf("currency rate of %s: %w", r.Currency, err)
		}
	}
	if err := normalise.Count(ctx, j.db, j.in); err != nil {
		return err
	}
	for _, f := range j.in.Files {
		j.result.Files = append(j.result.Files, f.File)
	}
	return normalise.TooManyRejects(ctx, j.db, j.in, j.MaxRejects)
}

// rated lists the currencies there is a rate for.
func (j *job) rated() map[string]bool {
	rated := map[string]bool{}
	for _, r := range j.Rates {
		rated[strings.ToUpper(r.Currency)] = true
	}
	return rated
}

// exec runs query files in order.
func (j *job) exec(ctx context.Context, names ...string) error {
	for _, name := range names {
		if err := j.db.Exec(ctx, queries.Get(name), j.params()); err != nil {
			return fmt.Errorf("query %s: %w", name, err)
		}
	}
	return nil
}

// params are the given names with the shared parameters of the rules.
func (j *job) params() warehouse.Params {
	p := warehouse.Params{"horizon_from": j.horizon(), "horizon_to": j.Period.To}
	for _, r := range j.rules {
		for _, own := range r.Parameters {
			if v, err := rules.Value(own); own.Shared && err == nil {
				p[own.Name] = v
			}
		}
	}
	for k, v := range j.given {
		p[k] = v
	}
	return p
}

// horizon is the first day of contracts and decisions a rule of the job may look at.
func (j *job) horizon() time.Time {
	first := j.Period.From
	for _, r := range j.rules {
		if months, err := r.Parameter(r.LooksBack); err == nil {
			if d := j.Period.To.AddDate(0, -int(months.(int64))-1, 0); d.Before(first) {
				first = d
			}
		}
	}
	return first
}

func (j *job) people(ctx context.Context) error {
	return j.exec(ctx, "link/people", "link/service", "link/family")
}

func (j *job) contracts(ctx context.Context) error {
	if err := j.exec(ctx, "link/contract_rows"); err != nil {
		return err
	}
	if err := link.Roots(ctx, j.db); err != nil {
		return err
	}
	return j.exec(ctx, "link/contracts")
}

func (j *job) decisions(ctx context.Context) error { return j.exec(ctx, "link/decisions") }

func (j *job) kin(ctx context.Context) error {
	return j.exec(ctx, "link/interest_scan", "link/kin", "link/kin_by_name")
}

func (j *job) superiors(ctx context.Context) error {
	return link.Superiors(ctx, j.db, j.Period.From, j.Period.To)
}

func (j *job) suppliers(ctx context.Context) error {
	if err := j.exec(ctx, "link/contact", "link/tie_target"); err != nil {
		return err
	}
	if err := link.Ownership(ctx, j.db, j.horizon(), j.Period.To); err != nil {
		return err
	}
	return j.exec(ctx, "link/tie", "link/rule_words", "link/tied_contracts")
}

func (j *job) scanRules(ctx context.Context) (err error) {
	j.result.Coverage, err = rules.Run(ctx, j.db, j.rules, j.in.Has, j.given)
	return err
}

func (j *job) rankFindings(ctx context.Context) error {
	found, err := rank.Load(ctx, j.db, j.rules, j.given, j.in.Has("disclosures"))
	if err != nil {
		return err
	}
	byID := map[string]rules.Rule{}
	for _, r := range j.rules {
		byID[r.ID] = r
	}
	rank.Relate(found)
	for _, f := range found {
		r := byID[f.Rule]
		f.Paragraph = r.Paragraph
		rank.Score(&f, j.result.Weights, r.Severity, j.Period.To)
		j.result.Findings = append(j.result.Findings, f.Finding)
	}
	rank.Order(j.result.Findings)
	for i := range j.result.Coverage {
		for _, f := range j.result.Findings {
			if f.Rule == j.result.Coverage[i].Rule {
				j.result.Coverage[i].Findings++
			}
		}
	}
	return j.positions(ctx)
}

// positions lists the posts with the most influence, P12-7a.
func (j *job) positions(ctx context.Context) error {
	for _, r := range j.rules {
		if r.Gives != "positions" {
			continue
		}
		params, err := r.Params(j.given)
		if err != nil {
			return err
		}
		return j.db.Each(ctx, r.SQL, params, func(scan func(...any) error) error {
			var p run.Position
			err := scan(&p.PositionID, &p.Position, &p.Unit, &p.Holders, &p.Influence, &p.Marks, &p.Decisions, &p.Amount, &p.Findings)
			j.result.Positions = append(j.result.Positions, p)
			return err
		})
	}
	return nil
}

func (j *job) scanCoverage(ctx context.Context) error {
	if err := j.exec(ctx, "coverage/family"); err != nil {
		return err
	}
	return j.cover(ctx)
}

func (j *job) cover(ctx context.Context) error {
	return rules.Cover(ctx, j.db, j.rules, j.result.Coverage, j.given)
}

func (j *job) notes(ctx context.Context) error {
	if err := j.exec(ctx, "normalise/notes_people", "normalise/notes_suppliers"); err != nil {
		return err
	}
	return j.gather(ctx)
}

// gather takes the notes and the rejected rows over into the run.
func (j *job) gather(ctx context.Context) error {
	j.result.Quality = append(j.result.Quality, j.in.Notes...)
	for _, f := range j.in.Files {
		for _, c := range f.Ignored {
			j.result.Quality = append(j.result.Quality, run.Note{Note: "unknown_column", Table: f.File.Table, File: f.File.Path, Detail: c})
		}
	}
	for _, p := range j.in.Ignored {
		j.result.Quality = append(j.result.Quality, run.Note{Note: "unknown_file", File: p})
	}
	err := j.db.Each(ctx, queries.Get("rank/notes"), nil, func(scan func(...any) error) error {
		var n run.Note
		err := scan(&n.Note, &n.Table, &n.File, &n.Row, &n.ID, &n.Detail)
		j.result.Quality = append(j.result.Quality, n)
		return err
	})
	if err != nil {
		return err
	}
	return j.db.Each(ctx, queries.Get("rank/rejects"), nil, func(scan func(...any) error) error {
		var r run.Reject
		err := scan(&r.Table, &r.File, &r.Row, &r.Column, &r.Value, &r.Reason)
		j.result.Rejects = append(j.result.Rejects, r)
		return err
	})
}

// keep compares with the run before and the decisions on record, looks the suppliers up in
// the register of unfair participants, keeps the values of the run beside its tables, and makes
// sure that the input stood still meanwhile.
func (j *job) keep(ctx context.Context, s *run.Staging) error {
	still := make(chan error, 1)
	go func() { still <- j.unchanged(ctx) }()
	err := j.follow(ctx)
	if err == nil {
		err = j.unfair(ctx)
	}
	if err == nil {
		err = j.result.Save(s.Tables())
	}
	return errors.Join(err, j.tables.wait(), <-still)
}

// writing is the typed tables on their way into the folder of the run. Nothing changes
// them after typing, so this goes on while the job computes.
type writing struct {
	stop context.CancelFunc
	done chan struct{}
	err  error
}

func write(ctx context.Context, db *warehouse.DB, in *ingest.Input, folder string) *writing {
	ctx, stop := context.WithCancel(ctx)
	w := &writing{stop: stop, done: make(chan struct{})}
	go func() {
		defer close(w.done)
		w.err = writeTables(ctx, db, in, folder)
	}()
	return w
}

// wait gives the fault of the machine that kept a table from being written.
func (w *writing) wait() error {
	<-w.done
	w.stop()
	return w.err
}

// writeTable writes a typed table with the file and row of each of its rows.
func writeTable(ctx context.Context, db *warehouse.DB, t, folder string) error {
	query := "SELECT * EXCLUDE src, src >> 32 AS source_file, src & 4294967295 AS source_row FROM " + t + " ORDER BY src"
	if err := db.WriteParquet(ctx, query, filepath.Join(folder, t+".parquet"), nil); err != nil {
		return fmt.Errorf("table %s: %w", t, err)
	}
	return nil
}

// writeTables begins with the largest, which needs the most memory, while the job has
// made little of its own.
func writeTables(ctx context.Context, db *warehouse.DB, in *ingest.Input, folder string) error {
	size := map[string]int64{}
	for _, f := range in.Files {
		size[f.File.Table] += f.File.Bytes
	}
	largest := slices.SortedFunc(maps.Keys(size), func(a, b string) int { return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b)) })
	for _, t := range largest {
		if err := writeTable(ctx, db, t, folder); err != nil {
			return err
		}
	}
	if err := db.WriteParquet(ctx, "SELECT * FROM source_file ORDER BY no", filepath.Join(folder, "source_file.parquet"), nil); err != nil {
		return fmt.Errorf("table source_file: %w", err)
	}
	return nil
}
