package rank

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// favour lists with each finding the rows of the data that speak for its person. They are no
// part of what it rests on and change no score: who declares an interest is never worse off.
func favour(ctx context.Context, db *warehouse.DB, found []Found) error {
	person := func(f Found) bool { return f.SubjectKind == "person" || f.OtherKind == "person" || f.ViaID != "" }
	if !slices.ContainsFunc(found, person) {
		return nil // nobody to speak for
	}
	type row struct {
		Rule, SubjectID, OtherID, ViaID, Slice, What string
		Src                                          int64
	}
	type key struct{ rule, subject, other, via, slice string }
	place := map[key]int{}
	for i := range found {
		f := &found[i]
		place[key{f.Rule, f.SubjectID, f.OtherID, f.ViaID, f.Slice}] = i
	}
	var rows []row
	wanted := map[int64]bool{}
	err := warehouse.Each(ctx, db, queries.Get("rank/favour"), nil, func(r row) error {
		rows = append(rows, r)
		wanted[r.Src] = true
		return nil
	})
	if err != nil {
		return fmt.Errorf("what speaks for people: %w", err)
	}
	if len(rows) == 0 {
		return nil
	}
	sources, err := SourceRows(ctx, db, wanted)
	if err != nil {
		return fmt.Errorf("what speaks for people: %w", err)
	}
	for _, r := range rows {
		i, ok := place[key{r.Rule, r.SubjectID, r.OtherID, r.ViaID, r.Slice}]
		e, known := sources[r.Src]
		if !ok || !known {
			return fmt.Errorf("what speaks for people: no finding or no row of %s about %s", r.Rule, r.What)
		}
		e.What = r.What
		found[i].Favour = append(found[i].Favour, e)
	}
	for i := range found {
		f := &found[i]
		slices.SortStableFunc(f.Favour, byContent)
		for k := range f.Favour {
			f.Favour[k].Step = len(f.Evidence) + k + 1
		}
	}
	return nil
}

// order is that of the kinds of rows that speak for a person.
var order = []string{"declared_interest", "recusal", "trust_agreement", "permitted_work", "notice"}

// byContent orders rows by what they are and say: on the order in which they were read hangs
// nothing but which of two equal ones comes first.
func byContent(a, b run.Evidence) int {
	if c := cmp.Compare(slices.Index(order, a.What), slices.Index(order, b.What)); c != 0 {
		return c
	}
	columns := slices.Sorted(maps.Keys(a.Cells))
	for c := range b.Cells {
		if _, both := a.Cells[c]; !both {
			columns = append(columns, c)
		}
	}
	slices.Sort(columns)
	for _, c := range columns {
		if d := cmp.Compare(a.Cells[c], b.Cells[c]); d != 0 {
			return d
		}
	}
	return 0
}
