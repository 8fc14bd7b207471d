package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"adal/pipeline/rank"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// KinRow is one relative of a person: the tie that is named, when it holds, and the
// rows of the family table that prove it.
type KinRow struct {
	IIN, Relative, Relation, Set string
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
func Kin(ctx context.Context, o Options, work, person string, on *time.Time) ([]KinRow, error) {
	j := &job{Options: o, result: &run.Run{}}
	defer func() {
		if j.db != nil {
			_ = j.db.Close()
		}
	}()
	raw := filepath.Join(work, "raw")
	if err := os.Mkdir(raw, 0o700); err != nil {
		return nil, fmt.Errorf("work folder: %w", err)
	}
	if err := j.read(ctx, raw, "family_links"); err != nil {
		return nil, err
	}
	for _, q := range []string{"link/family", "link/interest_everybody", "link/kin"} {
		if err := j.db.Exec(ctx, queries.Get(q), nil); err != nil {
			return nil, fmt.Errorf("query %s: %w", q, err)
		}
	}
	first, last := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	if on != nil {
		first, last = *on, *on
	}
	var rows []KinRow
	var links [][]int64
	wanted := map[int64]bool{}
	p := warehouse.Params{"person": person, "first_day": first, "last_day": last}
	err := j.db.Each(ctx, queries.Get("link/kin_rows"), p, func(scan func(...any) error) error {
		var k KinRow
		var people, sources []any
		if err := scan(&k.IIN, &k.Relative, &k.Relation, &k.Set, &k.From, &k.To, &people, &sources); err != nil {
			return err
		}
		for _, x := range people {
			k.People = append(k.People, x.(string))
		}
		var own []int64
		for _, x := range sources {
			own = append(own, x.(int64))
			wanted[x.(int64)] = true
		}
		rows, links = append(rows, k), append(links, own)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("kin: %w", err)
	}
	sources, err := rank.SourceRows(ctx, j.db, wanted)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		for _, s := range links[i] {
			rows[i].Links = append(rows[i].Links, sources[s])
		}
	}
	return rows, nil
}
