package ingest

import (
	"adal/pipeline/fault"
	"adal/pipeline/tables"
)

// Closed is what happens to the tables of the closed job: whoever reported may be named in
// them, so a folder that holds them is refused unless a command says otherwise.
type Closed int

// What happens to the tables of the closed job.
const (
	ClosedRefused Closed = iota
	ClosedUnread         // the files are left out, and no word of them is kept
	ClosedRead           // the closed job itself
)

// closed reports whether a path is by its name a table of the closed job that is not to be
// opened. Nothing is kept of it, not even its name.
func (r *reader) closed(p string) bool {
	t, _ := tables.ByName(tableOf(p))
	if !t.Closed || r.o.Closed == ClosedRead {
		return false
	}
	r.refused = r.refused || r.o.Closed == ClosedRefused
	return true
}

// withoutClosed forgets what was taken for a table of the closed job by its columns or by
// adal.yaml, with all that was said of its rows, or refuses the folder.
func (r *reader) withoutClosed() error {
	if r.o.Closed == ClosedRead {
		return nil
	}
	var open []Raw
	for _, f := range r.in.Files {
		t, _ := tables.ByName(f.File.Table)
		if !t.Closed {
			open = append(open, f)
			continue
		}
		if r.o.Closed == ClosedRefused {
			return fault.Data("closed_tables")
		}
		if err := r.forget(f); err != nil {
			return err
		}
	}
	r.in.Files = open
	return nil
}
