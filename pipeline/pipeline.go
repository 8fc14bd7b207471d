// Package pipeline is the order of the stages and nothing else: files, raw snapshots,
// typed tables, links, rules, ranking, a finished run. Read this file first.
package pipeline

import (
	"context"
	"errors"

	"adal/pipeline/ingest"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// needs are the tables without which a job does not begin.
var needs = map[run.Job]string{run.Scan: "roster", run.Concentration: "contracts", run.Duties: "roster"}

// Scan runs the quarterly scan. Like every job here it leaves the tables it computed on in
// the staging folder and gives the rest as values. Errors a user can act on are fault.Fault.
func Scan(ctx context.Context, o job.Options, s *run.Staging) (*run.Run, error) {
	j, err := job.Begin(ctx, o, s, run.Scan, needs[run.Scan])
	if err != nil {
		return nil, err
	}
	defer j.Close()
	x := quarterly{j}
	return j.Perform(ctx, s, []job.Step{
		{Name: "people", Do: j.Queries("link/people", "link/service", "link/family")},
		{Name: "contracts", Do: x.contracts},
		{Name: "decisions", Do: j.Queries("link/decisions")},
		{Name: "kin", Do: j.Queries("link/interest_scan", "link/kin", "link/kin_by_name")},
		{Name: "superiors", Do: x.superiors},
		{Name: "suppliers", Do: x.suppliers},
		{Name: "receipts", Do: x.receipts},
		{Name: "rules", Do: x.rules},
		{Name: "ranking", Do: x.ranking},
		{Name: "coverage", Do: x.coverage},
		{Name: "notes", Do: x.notes},
	})
}

// Concentration runs the annual report on procurement. A year without a contract that counts
// is a fault.Fault.
func Concentration(ctx context.Context, o job.Options, s *run.Staging) (*run.Run, error) {
	j, err := job.Begin(ctx, o, s, run.Concentration, needs[run.Concentration])
	if err != nil {
		return nil, err
	}
	defer j.Close()
	x := &yearly{quarterly: quarterly{j}}
	return j.Perform(ctx, s, []job.Step{
		{Name: "people", Do: j.Queries("link/people", "link/family")},
		{Name: "contracts", Do: x.contracts},
		{Name: "purchases", Do: x.purchases},
		{Name: "kin", Do: j.Queries("link/interest_annual", "link/kin")},
		{Name: "groups", Do: x.groups},
		{Name: "indices", Do: x.indices},
		{Name: "suppliers", Do: x.suppliers},
		{Name: "rules", Do: x.rules},
		{Name: "ranking", Do: x.ranking},
		{Name: "tables of the year", Do: x.figures},
		{Name: "ledger", Do: x.ledger},
		{Name: "tenders", Do: x.flags},
		{Name: "coverage", Do: x.cover},
		{Name: "notes", Do: x.notes},
	})
}

// Flags computes the red flags of tenders: from OCDS releases where the data hold some, else
// from the tables of bids and contracts. Without a period every tender of the data is looked
// at. Data without a single tender is a fault.Fault. Where indicators.json is all that is asked
// for and the engine is not needed for it, the run has no tables.
func Flags(ctx context.Context, o job.Options, s *run.Staging) (*run.Run, error) {
	if r, err := flagsAlone(ctx, o, s); !errors.Is(err, errWithEngine) {
		return r, err
	}
	j, err := job.Begin(ctx, o, s, run.Flags, "")
	if err != nil {
		return nil, err
	}
	defer j.Close()
	x := redFlags{quarterly: quarterly{j}}
	return j.Perform(ctx, s, []job.Step{
		{Name: "people", Do: j.Queries("link/people", "link/service", "link/family")},
		{Name: "contracts", Do: x.contracts},
		{Name: "tenders", Do: x.tenders},
		{Name: "kin", Do: x.bidders},
		{Name: "rules", Do: x.rules},
		{Name: "ranking", Do: x.ranking},
		{Name: "coverage", Do: x.cover},
		{Name: "notes", Do: x.notes},
	})
}

// Duties computes what the Standard obliges somebody to do by a day and how it stands on the
// as-of day: done, late, overdue, open, or unknown where its start is. What is dated after
// that day is not known yet. A working day of a year the calendar does not hold is a
// fault.Fault that names the year.
func Duties(ctx context.Context, o job.Options, s *run.Staging) (*run.Run, error) {
	j, err := job.Begin(ctx, o, s, run.Duties, needs[run.Duties])
	if err != nil {
		return nil, err
	}
	defer j.Close()
	x := newDuties(j)
	return j.Perform(ctx, s, []job.Step{
		{Name: "people", Do: j.Queries("link/people", "link/service", "link/family")},
		{Name: "kin", Do: j.Queries("link/interest_scan", "link/kin")},
		{Name: "superiors", Do: x.superiors},
		{Name: "rules", Do: x.rules},
		{Name: "ranking", Do: x.order},
		{Name: "coverage", Do: x.measures},
		{Name: "notes", Do: x.notes},
	})
}

// Protect runs the closed job: whether those who reported were left alone, and whether their
// disputes were answered in time. It alone reads the tables of who reported, and needs at
// least one of them. What it gives is for the sealed folder of its run and nothing else.
func Protect(ctx context.Context, o job.Options, s *run.Staging) (*run.Run, error) {
	o.Closed = ingest.ClosedRead
	j, err := job.Begin(ctx, o, s, run.Protect, "")
	if err != nil {
		return nil, err
	}
	defer j.Close()
	x := newDuties(j)
	return j.Perform(ctx, s, []job.Step{
		{Name: "people", Do: j.Queries("link/people", "link/service", "link/family")},
		{Name: "rules", Do: x.closedRules},
		{Name: "ranking", Do: x.order},
		{Name: "coverage", Do: x.nameSubjects},
		{Name: "notes", Do: x.closedNotes},
	})
}
