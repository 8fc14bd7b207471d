package rank

import (
	"context"
	"fmt"

	"adal/pipeline/warehouse"
	"adal/queries"
)

// favour lists with each finding the rows of the data that speak for its person. They are no
// part of what it rests on and change no score: who declares an interest is never worse off.
func favour(ctx context.Context, db *warehouse.DB, found []Found) error {
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
		f := &found[i]
		e.Step, e.What = len(f.Evidence)+len(f.Favour)+1, r.What
		f.Favour = append(f.Favour, e)
	}
	return nil
}
