package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"adal/pipeline/job"
	"adal/pipeline/rank"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// KinRow is one relative of a person: the tie that is named, when it holds, and the
// rows of the family table that prove it.
type KinRow struct {
	IIN, Relative, Relation, Set string
	Name, RelativeName           string   // as the roster has it, else a form; blank where neither does
	From, To                     string   // blank where open
	People                       []string // between the two, in order
	Links                        []run.Evidence
}

// Path writes the tie as people and source rows: 1 > [family_links.csv:7] > 2.
func (k KinRow) Path(id func(string) string) string {
	var b strings.Builder
	b.WriteString(id(k.IIN))
	people := append(append([]string{}, k.People...), k.Relative)
	for i, l := range k.Links {
		fmt.Fprintf(&b, " > [%s:%d]", l.File, l.Row)
		if i >= len(k.Links)-len(people) {
			b.WriteString(" > " + id(people[i-len(k.Links)+len(people)]))
		}
	}
	return b.String()
}

// Kin gives everybody's relatives, or one person's, on a day or on any day at all,
// ordered by person and relative. work is a folder it may write to.
func Kin(ctx context.Context, o job.Options, work, person string, on *time.Time) ([]KinRow, error) {
	raw := filepath.Join(work, "raw")
	if err := os.Mkdir(raw, 0o700); err != nil {
		return nil, fmt.Errorf("work folder: %w", err)
	}
	j, err := job.Look(ctx, o, raw, "family_links")
	if err != nil {
		return nil, err
	}
	defer j.Close()
	if err := j.Exec(ctx, "link/family", "link/interest_everybody", "link/kin"); err != nil {
		return nil, err
	}
	first, last := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	if on != nil {
		first, last = *on, *on
	}
	type row struct {
		IIN, RelativeIIN, Relation, Set string
		DateFrom, DateTo                string
		People                          []string
		Links                           []int64
	}
	var rows []KinRow
	var links [][]int64
	wanted := map[int64]bool{}
	p := warehouse.Params{"person": person, "first_day": first, "last_day": last}
	err = warehouse.Each(ctx, j.DB, queries.Get("link/kin_rows"), p, func(r row) error {
		rows = append(rows, KinRow{IIN: r.IIN, Relative: r.RelativeIIN, Relation: r.Relation, Set: r.Set, From: r.DateFrom, To: r.DateTo, People: r.People})
		for _, src := range r.Links {
			wanted[src] = true
		}
		links = append(links, r.Links)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("kin: %w", err)
	}
	sources, err := rank.SourceRows(ctx, j.DB, wanted)
	if err != nil {
		return nil, err
	}
	names, err := kinNames(ctx, j)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		rows[i].Name, rows[i].RelativeName = names[rows[i].IIN], names[rows[i].Relative]
		for _, s := range links[i] {
			rows[i].Links = append(rows[i].Links, sources[s])
		}
	}
	return rows, nil
}

// kinNames gives the name each person is known by.
func kinNames(ctx context.Context, j *job.Job) (map[string]string, error) {
	names := map[string]string{}
	type named struct{ IIN, Name string }
	err := warehouse.Each(ctx, j.DB, queries.Get("link/kin_names"), nil, func(n named) error {
		names[n.IIN] = n.Name
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	return names, nil
}
