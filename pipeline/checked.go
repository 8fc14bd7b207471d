package pipeline

import (
	"slices"

	"adal/pipeline/ingest"
	"adal/pipeline/ingest/header"
	"adal/pipeline/run"
	"adal/pipeline/tables"
)

// Values gives what was checked as plain values, for whoever shows it.
func (c *Checked) Values() *run.Checked {
	v := &run.Checked{Currency: c.Input.Currency, Faults: c.Faults, Notes: c.Notes, TooMany: c.TooMany, LeftOut: ingest.LeftOut, People: c.People, Contracts: c.Contracts, Asks: c.Asks, Guesses: c.guesses(), Blocked: map[run.Job]string{}}
	for name, table := range needs {
		if !c.Input.Has(table) {
			v.Blocked[name] = table
		}
	}
	if !c.Input.Has("bids") && !c.Input.Has("contracts") && len(c.Input.Releases) == 0 {
		v.Blocked[run.Flags] = "bids"
	}
	for _, f := range c.Input.Files {
		v.Files = append(v.Files, run.CheckedFile{
			File: f.File, Place: f.Place(), Part: f.Part, Ignored: f.Ignored, Left: f.Left, Notes: f.Notes, Source: sourceOf(f.Source),
		})
	}
	for _, s := range c.Input.Skipped {
		v.Skipped = append(v.Skipped, run.CheckedPart{Place: s.Place(), Why: s.Why, Like: s.Like, Missing: s.Missing})
	}
	for _, t := range c.Tables {
		table := run.CheckedTable{Name: t.Name, Rows: t.Rows, Normalised: t.Normalised, Rejected: t.Rejected}
		for _, col := range t.Columns {
			table.Columns = append(table.Columns, run.CheckedColumn{Name: col.Name, Filled: col.Filled})
		}
		v.Tables = append(v.Tables, table)
	}
	for _, r := range c.Rules {
		v.Rules = append(v.Rules, run.CheckedRule{ID: r.ID, Job: r.Job, Title: r.Title, Missing: r.Missing})
	}
	for _, r := range c.Reasons {
		v.Reasons = append(v.Reasons, run.CheckedReason(r))
	}
	return v
}

func sourceOf(s ingest.Source) run.Source {
	v := run.Source{
		Format: s.Format, Packed: s.Packed, Encoding: s.Encoding, Delimiter: s.Delimiter, Quote: s.Quote, Sheet: s.Sheet,
		HeaderRow: s.HeaderRow, Entity: s.Entity, Mapped: s.Mapped,
	}
	for _, m := range s.Columns {
		v.Columns = append(v.Columns, run.Match(m))
	}
	return v
}

// mostGuesses is the most files a check guesses the columns of.
const mostGuesses = 20

// guesses lists the files with columns that may be those of a table under other names: files
// that lack a column first, then those that are read without one they may have.
func (c *Checked) guesses() []run.Guess {
	var all []run.Guess
	told := map[string]bool{}
	lacking := slices.Clone(c.Input.Lacking)
	for _, s := range c.Input.Skipped {
		if s.Why == "no_table" && s.Like != "" && len(s.Missing) > 0 {
			lacking = append(lacking, s)
		}
	}
	for _, s := range lacking {
		if told[s.Place()] || len(all) == mostGuesses {
			continue
		}
		told[s.Place()] = true
		all = append(all, guessOf(s))
	}
	for _, f := range c.Input.Files {
		if g := ignoredGuess(f); len(g.Columns) > 0 && len(all) < mostGuesses {
			all = append(all, g)
		}
	}
	return all
}

// guessOf says which columns of a file may be those its table cannot do without.
func guessOf(s ingest.Skipped) run.Guess {
	g := run.Guess{Place: s.Place(), Table: s.Like, Required: true}
	e := ingest.FileMapping{File: s.Path, Sheet: s.Part, Table: s.Like, Columns: map[string]string{}}
	if s.HeaderRow > 1 {
		e.HeaderRow = int(s.HeaderRow)
	}
	like := header.Guess(s.Like, s.Header)
	for _, column := range s.Missing {
		g.Columns = append(g.Columns, run.Match{Column: column, Header: like[column]})
		if like[column] != "" {
			e.Columns[column] = like[column]
		}
	}
	if len(e.Columns) > 0 {
		g.Entry = e.Entry()
	}
	return g
}

// ignoredGuess says which columns of a file nobody uses may be some its table could have.
func ignoredGuess(f ingest.Raw) run.Guess {
	g := run.Guess{Place: f.Place(), Table: f.File.Table}
	t, known := tables.ByName(f.File.Table)
	if !known || len(f.Ignored) == 0 || f.Source.Entity != "" || f.Source.Format == "ocds" || f.Source.Relative != "" {
		return g
	}
	e := ingest.FileMapping{File: f.File.Path, Sheet: f.Part, Table: f.File.Table, Columns: map[string]string{}}
	if f.Source.Sheet != "" && f.Part != "" {
		e.Sheet = f.Source.Sheet
	}
	if f.Source.HeaderRow > 1 {
		e.HeaderRow = int(f.Source.HeaderRow)
	}
	like := header.Guess(t.Name, f.Ignored)
	for _, column := range t.Columns {
		if name := like[column.Name]; name != "" && !slices.Contains(f.Columns, column.Name) {
			g.Columns = append(g.Columns, run.Match{Column: column.Name, Header: name})
			e.Columns[column.Name] = name
		}
	}
	g.Entry = e.Entry()
	return g
}
