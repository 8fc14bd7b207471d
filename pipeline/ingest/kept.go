package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"slices"

	"adal/pipeline/cache"
	"adal/pipeline/disk"
	"adal/pipeline/fault"
	"adal/pipeline/ingest/source"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// outcome is what reading one file gave, without its rows.
type outcome struct {
	Files   []Raw
	Skipped []Skipped
	Notes   []run.Note
}

// Kept is a table as an earlier run typed it from the same files.
type Kept struct {
	Parquet string          // a copy of what that run kept of it
	Shift   int64           // how much larger the numbers of its files are now
	Beside  json.RawMessage // what normalising left beside it
}

// Keeping is a table the cache may take, once it is typed.
type Keeping struct {
	Table string
	key   string
	first int64 // number of its first file
}

// tableValue is what the list of a cache holds of a table.
type tableValue struct {
	First  int64
	Beside json.RawMessage
}

// Entry is the table as an entry of the cache: beside is what normalising left beside it, parquet
// where the run keeps it.
func (k Keeping) Entry(beside json.RawMessage, parquet string) (cache.Entry, error) {
	b, err := json.Marshal(tableValue{k.first, beside})
	return cache.Entry{Name: tableEntry(k.Table), Key: k.key, Value: b, From: parquet}, err
}

func tableEntry(table string) string { return "table " + table }

// depends are the tables that fill blanks of another: package normalise takes from them what
// the procurement portal says elsewhere.
var depends = map[string][]string{
	"contracts": {"announcements", "contract_units", "lots", "plans"},
	"bids":      {"announcements"},
}

// recall is what a reading knows of earlier ones, and what later ones may know of it.
type recall struct {
	*cache.Cache
	mapping any
	entries []cache.Entry // what the cache is to hold after this run
}

// knows gives what came of a file when it was read before, the same bytes under the same name.
func (m *recall) knows(path, sum string) (*outcome, bool) {
	key, err := cache.Key("file", m.mapping, path, sum)
	if err != nil {
		return nil, false
	}
	e, ok := m.Get("file "+path, key)
	var found outcome
	if !ok || json.Unmarshal(e.Value, &found) != nil {
		return nil, false
	}
	return &found, true
}

// remember keeps what came of a file. What hangs on other files is not kept, nor what tables of
// the closed job say, nor texts that are not the same when they are read back.
func (m *recall) remember(path, sum string, o outcome) bool {
	for i := range o.Files {
		t, _ := tables.ByName(o.Files[i].File.Table)
		if t.Closed || o.Files[i].Source.Entity == "OCDS" {
			return false
		}
	}
	b, err := json.Marshal(o.withoutRows())
	if err != nil {
		return false
	}
	var again outcome
	if json.Unmarshal(b, &again) != nil || !reflect.DeepEqual(again, o.withoutRows()) {
		return false
	}
	key, err := cache.Key("file", m.mapping, path, sum)
	if err != nil {
		return false
	}
	m.entries = append(m.entries, cache.Entry{Name: "file " + path, Key: key, Value: b})
	return true
}

// withoutRows leaves out where the rows of an outcome stand in this run's folder.
func (o outcome) withoutRows() outcome {
	o.Files = slices.Clone(o.Files)
	for i := range o.Files {
		f := &o.Files[i]
		f.Parquet, f.Plain, f.FirstRow, f.state = "", 0, 0, fresh
	}
	return o
}

// state is how a table of a file stands to the cache.
type state int

const (
	fresh  state = iota // it was read, and is not to be kept
	read                // it was read, and may be kept
	unread              // what is known of it is from an earlier run; its rows are not read yet
)

// sum looks at a file that was read before: its digest alone, while it is the same. It gives false
// where the file has to be looked at more closely.
func (r *reader) sum(p string, handle io.ReadSeeker) (looked, bool) {
	if r.recall == nil || !r.recall.Has("file "+p) {
		return looked{}, false
	}
	size, sum, err := source.Sum(handle)
	if err != nil {
		return looked{path: p, err: fmt.Errorf("read: %w", err)}, true
	}
	if known, ok := r.recall.knows(p, sum); ok {
		return looked{path: p, regular: true, look: source.Look{Sha256: sum, Bytes: size}, known: known}, true
	}
	if _, err := handle.Seek(0, io.SeekStart); err != nil {
		return looked{path: p, err: fmt.Errorf("read: %w", err)}, true
	}
	return looked{}, false
}

// remembered reads a file, or takes what is known of it.
func (r *reader) remembered(f looked) error {
	if r.recall == nil {
		return r.file(f)
	}
	if f.known != nil {
		for _, raw := range f.known.Files {
			raw.state = unread
			r.in.Files = append(r.in.Files, raw)
		}
		r.in.Skipped, r.in.Notes = append(r.in.Skipped, f.known.Skipped...), append(r.in.Notes, f.known.Notes...)
		r.recall.remember(f.path, f.look.Sha256, *f.known)
		return nil
	}
	given, err := r.apart(f)
	if given.whole && r.recall.remember(f.path, f.look.Sha256, given.outcome) {
		for i := range given.Files {
			given.Files[i].state = read
		}
	}
	in := r.in
	in.Files, in.Skipped, in.Notes, in.Lacking = append(in.Files, given.Files...), append(in.Skipped, given.Skipped...), append(in.Notes, given.Notes...), append(in.Lacking, given.lacking...)
	return err
}

// apart is what one file gave. It is whole where nothing of it waits for other files.
type apart struct {
	outcome
	lacking []Skipped
	whole   bool
}

// apart reads a file and gives what came of it, apart from what other files gave.
func (r *reader) apart(f looked) (apart, error) {
	in, releases := r.in, len(r.releases)
	defer func() { r.in = in }()
	r.in = &Input{}
	err := r.file(f)
	a := apart{outcome{r.in.Files, r.in.Skipped, r.in.Notes}, r.in.Lacking, err == nil && f.regular && len(r.releases) == releases}
	return a, err
}

// fromCache takes the tables that an earlier run typed from the same files, and reads the files of
// the others of which nothing but what came of them is known yet. The files of the input are in
// their order and have their numbers.
func (r *reader) fromCache() error {
	if r.recall == nil {
		return nil
	}
	keeping, err := r.keeping()
	if err != nil {
		return err
	}
	r.in.Kept = map[string]Kept{}
	for _, k := range keeping {
		taken, same, err := r.taken(k)
		if err != nil {
			return err
		}
		if !taken || !same {
			r.in.Keeping = append(r.in.Keeping, k)
		}
	}
	if err := r.readUnread(); err != nil {
		return err
	}
	r.in.Known = r.recall.entries
	return nil
}

// keeping lists the tables whose rows hang on nothing but files that may be kept.
func (r *reader) keeping() ([]Keeping, error) {
	of := map[string][]Raw{}
	for _, f := range r.in.Files {
		of[f.File.Table] = append(of[f.File.Table], f)
	}
	may := func(table string) bool {
		return !slices.ContainsFunc(of[table], func(f Raw) bool { return f.state == fresh })
	}
	var all []Keeping
	for _, t := range tables.All {
		hangs := append([]string{t.Name}, depends[t.Name]...)
		if len(of[t.Name]) == 0 || slices.ContainsFunc(hangs, func(name string) bool { return !may(name) }) {
			continue
		}
		from := []any{"table", r.recall.mapping}
		for _, name := range hangs {
			from = append(from, name, keyed(of[name]))
		}
		key, err := cache.Key(from...)
		if err != nil {
			return nil, err
		}
		all = append(all, Keeping{Table: t.Name, key: key, first: int64(of[t.Name][0].File.No)})
	}
	return all, nil
}

// keyed is what decides the rows of a table: its files by their digests, and what they were taken for.
func keyed(files []Raw) []Raw {
	files = outcome{Files: files}.withoutRows().Files
	for i := range files {
		files[i].File.No = 0
	}
	return files
}

// taken takes a table from the cache; same says that the cache need not take it again.
func (r *reader) taken(k Keeping) (taken, same bool, err error) {
	e, ok := r.recall.Get(tableEntry(k.Table), k.key)
	if !ok {
		return false, false, nil
	}
	var value tableValue
	if err := json.Unmarshal(e.Value, &value); err != nil {
		return false, false, fmt.Errorf("cache: %w", err) // its digest was right
	}
	parquet := filepath.Join(r.work, "kept-"+k.Table+".parquet")
	if ok, err = r.recall.Copy(e, parquet); err != nil || !ok {
		return false, false, err
	}
	r.in.Kept[k.Table] = Kept{Parquet: parquet, Shift: k.first - value.First, Beside: value.Beside}
	for i := range r.in.Files {
		f := &r.in.Files[i]
		if f.File.Table != k.Table {
			continue
		}
		if err := r.forget(*f); err != nil {
			return false, false, err
		}
		f.Parquet, f.Plain, f.state = "", 0, read
	}
	if same = k.first == value.First; same {
		r.recall.entries = append(r.recall.entries, e)
	}
	return true, same, nil
}

// readUnread reads the files of which the rows of a table are needed and not there yet.
func (r *reader) readUnread() error {
	var paths []string
	for _, f := range r.in.Files {
		if f.state == unread && !slices.Contains(paths, f.File.Path) {
			paths = append(paths, f.File.Path)
		}
	}
	known := r.recall
	r.recall = nil // every file is looked at whole
	defer func() { r.recall = known }()
	ahead, stop := context.WithCancel(r.ctx)
	defer stop()
	for f := range r.ahead(ahead, paths) {
		given, err := r.apart(f)
		if err == nil {
			err = r.rows(f.path, given.Files)
		}
		if err != nil {
			return err
		}
		r.sweep()
	}
	return r.ctx.Err()
}

// forget removes the rows of a file.
func (r *reader) forget(f Raw) error {
	if f.Plain > 0 {
		err := r.db.Exec(r.ctx, "DELETE FROM "+f.File.Table+" WHERE file_no(src) = $number", warehouse.Params{"number": f.Plain})
		if err != nil {
			return fmt.Errorf("table %s: %w", f.File.Table, err)
		}
	}
	if f.Parquet == "" {
		return nil
	}
	return disk.RemoveAll(f.Parquet)
}

// rows puts the rows of a file to what was known of it.
func (r *reader) rows(path string, given []Raw) error {
	moved := fault.Data("changed_while_read", "file", path)
	for i := range r.in.Files {
		f := &r.in.Files[i]
		if f.File.Path != path {
			continue
		}
		at := slices.IndexFunc(given, func(g Raw) bool { return g.File.Table == f.File.Table && g.Part == f.Part })
		if at < 0 || given[at].File.SHA256 != f.File.SHA256 {
			return moved
		}
		g := given[at]
		given = slices.Delete(given, at, at+1)
		if f.state != unread {
			if err := r.forget(g); err != nil {
				return err
			}
			continue
		}
		f.Parquet, f.Plain, f.FirstRow, f.state = g.Parquet, g.Plain, g.FirstRow, read
	}
	if len(given) > 0 {
		return moved
	}
	return nil
}
