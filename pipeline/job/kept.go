package job

import (
	"context"
	"encoding/json"
	"path/filepath"

	"adal/pipeline/fault"
	"adal/pipeline/normalise"
)

// beside reads what typing left beside the tables the cache is to take.
func (j *Job) beside(ctx context.Context) (err error) {
	j.kept = map[string]json.RawMessage{}
	for _, k := range j.In.Keeping {
		if j.kept[k.Table], err = normalise.Beside(ctx, j.DB, k.Table); err != nil {
			return err
		}
	}
	return nil
}

// remember gives the cache what this run read and typed. The tables stand in the folder of the
// run, and the files they were made of are still the same. What cannot be kept is told, and
// costs the next run its time and nothing else.
func (j *Job) remember() {
	if j.Cache == nil {
		return
	}
	entries := j.In.Known
	for _, k := range j.In.Keeping {
		e, err := k.Entry(j.kept[k.Table], filepath.Join(j.Folder, k.Table+".parquet"))
		if err != nil {
			j.Cache.Tell(fault.Say("cache_unwritten", "cause", err))
			return
		}
		entries = append(entries, e)
	}
	j.Cache.Keep(entries)
}
