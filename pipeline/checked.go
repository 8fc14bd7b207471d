package pipeline

import (
	"adal/pipeline/ingest"
	"adal/pipeline/run"
)

// Values gives what was checked as plain values, for whoever shows it.
func (c *Checked) Values() *run.Checked {
	v := &run.Checked{Currency: c.Input.Currency, Faults: c.Faults, Notes: c.Notes, TooMany: c.TooMany, LeftOut: ingest.LeftOut, People: c.People, Contracts: c.Contracts}
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
