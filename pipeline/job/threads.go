package job

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
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

// threads is how many threads the engine gets: as many as were asked for, else one where
// the data are small, else 0, one a core. The bytes of a run do not hang on it.
func (o Options) threads(tables int64) int {
	switch {
	case o.Threads > 0:
		return o.Threads
	case tables > 0 && tables <= oneThread:
		return 1
	}
	return 0
}

// bytes is about how many bytes the tables of the data take, by the sizes of its files; 0 where
// they cannot be looked at, which is said by who reads them.
func (o Options) bytes() int64 {
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
		total += size
		return nil
	})
	if err != nil {
		return 0
	}
	return total
}

// units are what the memory of a job is given in.
var units = map[string]float64{"MB": 1e6, "GB": 1e9, "MiB": 1 << 20, "GiB": 1 << 30}

// beyond reports whether tables of so many bytes do not fit in the memory a job may take. The
// engine keeps them compressed then, for a quarter more work, and less of them is written to the
// disk and read again. The bytes of a run do not hang on it.
func (o Options) beyond(tables int64) bool {
	if o.Compress {
		return true
	}
	at := strings.IndexAny(o.Memory, "MG")
	if at < 0 {
		return false
	}
	amount, err := strconv.ParseFloat(strings.TrimSpace(o.Memory[:at]), 64)
	return err == nil && float64(tables) > amount*units[o.Memory[at:]]
}
