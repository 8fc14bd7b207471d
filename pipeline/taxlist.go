package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"adal/pipeline/job"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Obliged is somebody who held an in-scope post on the day of a list.
type Obliged struct {
	IIN        string
	Last       string `sql:"last_name"`
	First      string `sql:"first_name"`
	Patronymic string
	Unit       string
	Position   string
}

// TaxList gives everybody obliged on a day, by name: the list of paragraph 28(3) for the tax
// body. work is a folder it may write to.
func TaxList(ctx context.Context, o job.Options, work string, on time.Time) ([]Obliged, error) {
	raw := filepath.Join(work, "raw")
	if err := os.Mkdir(raw, 0o700); err != nil {
		return nil, fmt.Errorf("work folder: %w", err)
	}
	j, err := job.Look(ctx, o, raw, "roster")
	if err != nil {
		return nil, err
	}
	defer j.Close()
	if err := j.Exec(ctx, "link/people"); err != nil {
		return nil, err
	}
	return warehouse.All[Obliged](ctx, j.DB, queries.Get("duties/tax_list"), warehouse.Params{"on": on})
}
