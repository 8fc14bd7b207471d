package job

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// oneThread is how many bytes of files one thread of the engine is enough for. Its tables
// are too small to be shared out, and a second thread would spin while the first works; what
// runs side by side, the tables of the run being written, has a thread of its own all the same.
const oneThread = 8 << 20

// packed are the ends of names of files whose rows take about unpacked times their bytes.
var packed = []string{".xlsx", ".xlsm", ".zip", ".gz", ".parquet"}

const unpacked = 10

// records are the ends of names of files of which a table keeps about one byte of told: what
// else stands in a release is passed over. The engine hands out the rows of a table by the
// hundred thousand, so that a second thread has nothing to do with fewer.
var records = []string{".json", ".jsonl", ".ndjson"}

const told = 16

var errLarger = errors.New("larger")

// threads is how many threads the engine gets: as many as were asked for, else one where
// the data are small, else 0, one a core. The bytes of a run do not hang on it.
func (o Options) threads() int {
	if o.Threads > 0 {
		return o.Threads
	}
	var total int64
	err := filepath.WalkDir(o.Data, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		size, name := info.Size(), strings.ToLower(path)
		if end := filepath.Ext(name); slices.Contains(packed, end) {
			size, name = size*unpacked, strings.TrimSuffix(name, end)
		}
		if slices.Contains(records, filepath.Ext(name)) {
			size /= told
		}
		if total += size; total > oneThread {
			return errLarger
		}
		return nil
	})
	if err != nil { // what cannot be looked at is said by who reads it
		return 0
	}
	return 1
}
