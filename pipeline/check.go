package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/job"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Checked is what a look at the data tells before any job is done on it. Values are full:
// whoever shows them masks them.
type Checked struct {
	Input   *ingest.Input
	Faults  []error // files that cannot be used, each with what to do
	Tables  []TableState
	Rules   []RuleState
	Reasons []Reason   // the ten most frequent reasons of a reject
	Notes   []run.Note // what is odd, one note a kind with its number in Row
	TooMany []string   // tables with more rejects than allowed
	// People and Contracts are what a scan and an annual report would be about.
	People, Contracts int64
	Asks              []run.Asked
}

// TableState is how full a table is.
type TableState struct {
	Name                                string
	Files                               int
	Rows, Normalised, Rejected, LeftOut int64
	Columns                             []ColumnState
}

// ColumnState is how full a column is: Filled of the table's normalised rows.
type ColumnState struct {
	Name     string
	InFile   bool // some file of the table has it
	Required bool
	Filled   int64
}

// RuleState says whether a rule has the tables it needs.
type RuleState struct {
	ID      string
	Job     run.Job
	Title   run.Text
	Missing []string // tables without which it does not run
	Without []string // tables that would let it see more
}

// Reason is a reason rows were rejected for, with an example.
type Reason struct {
	Table, Column, Reason string
	Rows                  int64
	File                  string
	Row                   int64
	Value                 string
}

// Check reads and types the data and tells what came of it. Files that cannot be used are
// in Faults; an error means that nothing can be said. work is a folder it may write to.
// Each of who is told something, where it is not nil, is given every row.
func Check(ctx context.Context, o job.Options, work string, told Told) (*Checked, error) {
	x := look{&job.Job{Options: o, Result: &run.Run{}}}
	defer x.Close()
	c := &Checked{}
	err := x.Open(ctx, work)
	c.Input = x.In
	if err != nil {
		if c.Input == nil {
			return nil, err
		}
		if c.Faults = faultsOf(err); c.Faults == nil {
			return nil, err
		}
	}
	if err := x.Type(ctx); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context, *Checked) error{x.tableStates, x.ruleStates, x.reasons, x.noteKinds} {
		if err := step(ctx, c); err != nil {
			return nil, err
		}
	}
	if err := x.asks(ctx, c, told.Asked); err != nil {
		return nil, err
	}
	if told.Rejected != nil {
		if err := warehouse.Each(ctx, x.DB, queries.Get("rank/rejects"), nil, told.Rejected); err != nil {
			return nil, err
		}
	}
	for _, t := range c.Tables {
		if t.Rejected > 0 && float64(t.Rejected) > o.MaxRejects*float64(t.Rows) {
			c.TooMany = append(c.TooMany, t.Name)
		}
	}
	return c, nil
}

// Told are those who are told single rows of a check; nil for nobody.
type Told struct {
	Rejected func(run.Reject) error   // every rejected row in the order of the files
	Asked    func(run.AskedRow) error // every row something is asked for, by what it is
}

// look is a look at the data before any job.
type look struct{ *job.Job }

// faultsOf gives the faults that were joined; nil where one is a fault of the machine.
func faultsOf(err error) []error {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	for _, e := range all {
		if _, ok := errors.AsType[*fault.Fault](e); !ok {
			return nil
		}
	}
	return all
}

func (x look) tableStates(ctx context.Context, c *Checked) error {
	for _, t := range tables.All {
		if !x.In.Has(t.Name) {
			continue
		}
		s := TableState{Name: t.Name}
		has := map[string]bool{}
		for _, f := range x.In.Files {
			if f.File.Table != t.Name {
				continue
			}
			s.Files++
			s.Rows += f.File.Rows
			s.Normalised += f.File.Normalised
			s.Rejected += f.File.Rejected
			s.LeftOut += f.File.LeftOut
			for _, name := range f.Columns {
				has[name] = true
			}
		}
		counts := make([]string, len(t.Columns))
		into := make([]any, len(t.Columns))
		s.Columns = make([]ColumnState, len(t.Columns))
		for i, col := range t.Columns {
			counts[i] = "count(" + warehouse.Ident(col.Name) + ")"
			s.Columns[i] = ColumnState{Name: col.Name, InFile: has[col.Name], Required: col.Required}
			into[i] = &s.Columns[i].Filled
		}
		if err := x.DB.One(ctx, "SELECT "+strings.Join(counts, ", ")+" FROM "+t.Name, nil, into...); err != nil {
			return fmt.Errorf("how full %s is: %w", t.Name, err)
		}
		c.Tables = append(c.Tables, s)
	}
	return nil
}

func (x look) ruleStates(_ context.Context, c *Checked) error {
	catalogue, err := rules.Catalogue()
	if err != nil {
		return fmt.Errorf("the catalogue of rules: %w", err)
	}
	missing := func(names []string) []string {
		return slices.DeleteFunc(slices.Clone(names), x.In.Has)
	}
	for _, r := range catalogue {
		c.Rules = append(c.Rules, RuleState{ID: r.ID, Job: r.Job, Title: r.Title, Missing: r.Missing(x.In.Has), Without: missing(r.Optional)})
	}
	return nil
}

func (x look) reasons(ctx context.Context, c *Checked) (err error) {
	c.Reasons, err = warehouse.All[Reason](ctx, x.DB, queries.Get("normalise/reject_examples"), nil)
	return err
}

// noteKinds counts the notes of typing and of reading by kind.
func (x look) noteKinds(ctx context.Context, c *Checked) error {
	var err error
	c.Notes, err = warehouse.All[run.Note](ctx, x.DB, queries.Get("normalise/note_kinds"), nil)
	if err != nil {
		return err
	}
	rated := x.Rated()
	type held struct {
		Note, Word string
		Contracts  int64
		Amount     string
	}
	err = warehouse.Each(ctx, x.DB, queries.Get("normalise/check_contracts"), nil, func(n held) error {
		if n.Note != "no_rate" || !rated[n.Word] {
			c.Notes = append(c.Notes, run.Note{Note: n.Note, Table: "contracts", Row: n.Contracts, Detail: n.Word + ": " + n.Amount})
		}
		return nil
	})
	if err != nil {
		return err
	}
	at := map[string]int{}
	for _, n := range x.In.Notes {
		k := n.Note + " " + n.File
		if i, ok := at[k]; ok {
			c.Notes[i].Row++
			continue
		}
		at[k] = len(c.Notes)
		c.Notes = append(c.Notes, run.Note{Note: n.Note, Table: n.Table, File: n.File, Row: 1, Detail: n.Detail})
	}
	return nil
}
