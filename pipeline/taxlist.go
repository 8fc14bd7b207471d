package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Obliged is somebody who held an in-scope post on the day of a list.
type Obliged struct{ IIN, Last, First, Patronymic, Unit, Position string }

// TaxList gives everybody obliged on a day, by name: the list of paragraph 28(3) for the tax
// body. work is a folder it may write to.
func TaxList(ctx context.Context, o Options, work string, on time.Time) ([]Obliged, error) {
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
	if err := j.read(ctx, raw, "roster"); err != nil {
		return nil, err
	}
	if err := j.db.Exec(ctx, queries.Get("link/people"), nil); err != nil {
		return nil, fmt.Errorf("query link/people: %w", err)
	}
	var all []Obliged
	err := j.db.Each(ctx, queries.Get("duties/tax_list"), warehouse.Params{"on": on}, func(scan func(...any) error) error {
		var p Obliged
		err := scan(&p.IIN, &p.Last, &p.First, &p.Patronymic, &p.Unit, &p.Position)
		all = append(all, p)
		return err
	})
	return all, err
}
