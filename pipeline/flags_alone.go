package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"adal/pipeline/disk"
	"adal/pipeline/fault"
	"adal/pipeline/flags/eleven"
	"adal/pipeline/ingest"
	"adal/pipeline/ingest/tender"
	"adal/pipeline/job"
	"adal/pipeline/rules"
	"adal/pipeline/run"
)

// mayAlone decides before anything is read whether red flags are computed without the engine:
// where indicators.json is all that is asked for, of rules package eleven knows, out of JSON
// records, and no run before is to be compared with. What was read may still send the job the
// other way: a table among the records, an id of a person that is shown masked.
func mayAlone(o job.Options) bool {
	return o.Alone != nil && o.Previous == nil && len(o.Only) > 0 && o.OnlyRecords() &&
		!slices.ContainsFunc(o.Only, func(id string) bool { return !slices.Contains(eleven.Codes, id) })
}

// errWithEngine says that the job is done with the engine after all.
var errWithEngine = errors.New("with the engine")

// flagsAlone computes red flags without the engine, and keeps nothing but what indicators.json
// and the manifest ask for: the flags, the files and the coverage. errWithEngine where it cannot; what is
// wrong with the files is then told by who reads them with the engine.
func flagsAlone(ctx context.Context, o job.Options, s *run.Staging) (*run.Run, error) {
	if !mayAlone(o) {
		return nil, errWithEngine
	}
	j, err := job.WithoutEngine(o, run.Flags)
	if err != nil {
		return nil, err
	}
	work := filepath.Join(s.Work(), "alone")
	if err := os.Mkdir(work, 0o700); err != nil {
		return nil, fmt.Errorf("work folder: %w", err)
	}
	defer func() { _ = disk.RemoveAll(work) }()
	if err := j.ReadWithoutEngine(ctx, work); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, errWithEngine
	}
	if len(j.In.Files) > 0 || len(j.In.Releases) == 0 {
		return nil, errWithEngine
	}
	x := aloneFlags{redFlags: redFlags{quarterly: quarterly{j}}}
	if o.Ahead != nil {
		o.Ahead(4, 0) // to read, to look at the tenders, the rules, the report
	}
	j.Stage("tenders")
	if err := x.releases(ctx); err != nil {
		return nil, err
	}
	x.window(x.days.First, x.days.Last)
	j.Stage("rules")
	if err := x.found(ctx); err != nil {
		return nil, err
	}
	r, err := j.KeepWithoutEngine(ctx, "processes", x.days)
	if err != nil {
		return nil, err
	}
	return r, os.Remove(s.Tables()) // it holds nothing
}

// aloneFlags is the steps of red flags without the engine.
type aloneFlags struct {
	redFlags
	flags     *eleven.Flags
	days      job.Span
	processes int64
	someBids  bool
	numbers   map[string]bool // ids of twelve signs, which may be numbers of people
}

// releases reads the releases and looks at each.
func (x *aloneFlags) releases(ctx context.Context) error {
	year := 0
	if x.Asked.Name != "" {
		year = x.Asked.To.Year()
	}
	settings, read := eleven.SettingsOf(x.Rules, year)
	if !read {
		return errWithEngine
	}
	files := x.In.Releases
	begin := func() error {
		x.flags, x.days, x.processes, x.someBids, x.Result.Rejects = eleven.New(settings, x.Only), job.Span{}, 0, false, nil
		x.numbers = map[string]bool{}
		return nil
	}
	_ = begin()
	err := ingest.ReadReleases(ctx, files, ingest.Taken{
		Each: func(_ int, batch []ingest.Release) error {
			for i := range batch {
				p := &batch[i].Process
				x.processes++
				x.someBids = x.someBids || len(p.Bids) > 0
				x.flags.Add(p)
				x.ids(p)
				if day, known := p.Dated(); known {
					x.days.Add(day.Clock, x.Asked)
				}
			}
			return nil
		},
		Broken: func(i int, row int64, text, reason string) error {
			x.broken(files[i], row, text, reason)
			return nil
		},
		Few:  true,
		Anew: begin,
	})
	if err != nil {
		return err
	}
	if err := x.tooManyRejects(files); err != nil {
		return err
	}
	for i := range files {
		f := files[i].File
		f.No = i + 1
		x.Result.Files, x.Released = append(x.Result.Files, f), append(x.Released, f)
	}
	if x.processes == 0 {
		return fault.Data("no_tenders", "folder", x.Data)
	}
	return nil
}

// ids keeps the ids of a process that may be numbers of people.
func (x *aloneFlags) ids(p *tender.Process) {
	const long = 12
	keep := func(id string) {
		if len(id) == long {
			x.numbers[id] = true
		}
	}
	keep(p.OCID)
	keep(p.Buyer.ID)
	keep(p.Entity.ID)
	for i := range p.Bids {
		for k := range p.Bids[i].Tenderers {
			keep(p.Bids[i].Tenderers[k].ID)
		}
	}
	for i := range p.Awards {
		for k := range p.Awards[i].Suppliers {
			keep(p.Awards[i].Suppliers[k].ID)
		}
	}
}

// found turns the flags into findings that say of whom, by which rule and with which value.
func (x *aloneFlags) found(ctx context.Context) (err error) {
	if err := x.choose(); err != nil {
		return err
	}
	x.Result.Coverage, err = rules.Each(ctx, x.asking(false), func(table string) bool { return table == "bids" && x.someBids }, func(rules.Rule, *run.Coverage) error { return nil })
	if err != nil {
		return err
	}
	all, err := x.flags.Found()
	if errors.Is(err, eleven.ErrNoNumber) {
		return errWithEngine
	}
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b eleven.Flag) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	x.Result.Findings = make([]run.Finding, len(all))
	whom := map[eleven.Flag]bool{}
	for i, f := range all {
		if x.Alone.Settled != nil && !x.Alone.Settled(f.ID, func(number string) bool { return x.numbers[number] }) {
			return errWithEngine
		}
		x.Result.Findings[i] = run.Finding{Rank: i + 1, Rule: f.Rule, Kind: "lead", SubjectKind: f.Kind, SubjectID: f.ID, Status: "new", Detail: map[string]string{"value": f.Value}}
		// What is flagged is a case of its own, by whichever rules: none of the eleven is about a
		// person or what a customer buys. The cases of this run are counted and nothing else.
		if f.Rule, f.Value = "", ""; !whom[f] {
			whom[f] = true
			x.Result.Cases = append(x.Result.Cases, run.Case{SubjectKind: f.Kind, SubjectID: f.ID})
		}
	}
	return nil
}
