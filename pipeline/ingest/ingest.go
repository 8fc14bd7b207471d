// package ingest takes the files a user has to Parquet, every row with its place in the source
// file. Rows of regular CSV that are written the plain way go typed into their table (package
// plain); of all others every cell is text, before anything is judged. It is the only
// room that knows file formats, what people call the columns, and what the procurement
// portal and OCDS publishers call theirs. A row that cannot be cut into cells is
// rejected with its place; a file that cannot be read stops the job with one line of
// what it is and what to do; a table is read whole or not at all.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"adal/pipeline/access"
	"adal/pipeline/cache"
	"adal/pipeline/disk"
	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// Options say how files are read where their looks alone do not decide.
type Options struct {
	Mapping header.Mapping
	Limits  source.Limits   // zero: DefaultLimits
	Rates   map[string]bool // currencies, upper case, for which there is a rate
	// KeepReleases leaves OCDS releases as they are, for whoever asks more of a tender than
	// the canonical tables hold: they stand in Input.Releases.
	KeepReleases bool
	Closed       Closed
	// Cache is where what earlier runs read and typed may be taken from; nil for none.
	Cache *cache.Cache
	// Seen is told after each file how many bytes of the folder's files are read, and how many
	// they are in all; nil for nobody.
	Seen func(done, whole int64)
}

// Mapping, FileMapping and Limits are part of the options.
type (
	Mapping     = header.Mapping
	FileMapping = header.FileMapping
	Limits      = source.Limits
)

// Raw is one table of one input file as raw Parquet.
type Raw struct {
	File    run.File
	Part    string   // sheet, archive member or list the rows come from; "" for the file itself
	Columns []string // canonical columns the file has
	Ignored []string // its other columns
	Parquet string   // path of the raw file; "" where every row was typed
	// Plain is the number under which the rows that were typed while they were read stand in
	// their table, until they are given the file's; 0 where there are none.
	Plain int64
	// FirstRow is the source row of the first raw row where the rows follow each
	// other; 0 where the raw file carries a column _row instead.
	FirstRow int64
	Rejects  []run.Reject // rows that could not be cut into cells
	Left     int64        // rows left out by rule: totals, repeated headers, superseded releases
	Notes    []run.Note   // what was odd about the file
	Source   Source
	// DateOrder is what adal.yaml says of days with slashes: "day" or "month" comes first.
	DateOrder string

	currencies []string // of the amounts, where they are looked at
	state      state    // to the cache
}

// Place names the rows' source for people: file.xlsx[sheet].
func (r Raw) Place() string { return placeOf(r.File.Path, r.Part) }

func placeOf(p, part string) string {
	if part == "" {
		return p
	}
	return p + "[" + part + "]"
}

// Source is what a table of a file was taken for.
type Source struct {
	Format    string // csv, xlsx, json, jsonl, parquet
	Packed    string // gzip or zip
	Encoding  string // of a text
	Delimiter string // of a CSV
	Quote     string
	Sheet     string
	HeaderRow int64  // row of the (last line of the) header; 0 where there is none
	Entity    string // of the portal: Contract, Subject; or OCDS
	Columns   []Match
	Relative  string // of a questionnaire with one row a worker, whom the rows are about
	Mapped    bool   // adal.yaml says what the file is
}

// Match is a canonical column and the column of the file it was found in.
type Match struct {
	Column string
	Header string // several joined by " / "
	Sure   bool
}

// Skipped is a file, or a part of one, that is no table here.
type Skipped struct {
	Path, Part string
	Why        string   // code: not_data, no_table, hidden_sheet, empty, ignored, deep_folder
	Like       string   // the table it is most like, where it is like one
	Missing    []string // required columns of that table it does not have
	Header     []string // its columns
	HeaderRow  int64
	Samples    [][]string // the first rows below the header
	Source     Source
}

// Place names the part for people.
func (s Skipped) Place() string { return placeOf(s.Path, s.Part) }

// Input is everything that was read.
type Input struct {
	Files   []Raw
	Ignored []string // files of the directory that are no table
	Skipped []Skipped
	Notes   []run.Note
	// Lacking are the files, or parts of them, that are a table by their name or their look and
	// do not have all its columns: each is a fault too.
	Lacking []Skipped
	// Releases are the files of OCDS releases that were left as they are.
	Releases []Releases
	// Currency is the one the amounts are in where no contract is in tenge, all are in one
	// foreign currency and no rate is given for it; "" means tenge.
	Currency string
	// Kept are the tables that were taken from the cache, by their names: their files are not read.
	Kept map[string]Kept
	// Keeping are the tables the cache may take, Known what else it is to hold.
	Keeping []Keeping
	Known   []cache.Entry
}

// Has reports whether a table has at least one file.
func (in *Input) Has(table string) bool {
	return slices.ContainsFunc(in.Files, func(r Raw) bool { return r.File.Table == table })
}

// Read finds the tables in dir and writes each of their files as raw Parquet under
// work. Files of one table are read in the order of their names. It reports every
// file that cannot be used, not the first alone; what was read stands in Input even then.
// Without an engine everything but Parquet is read, more slowly.
func Read(ctx context.Context, db *warehouse.DB, dir, work string, o Options) (*Input, error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil, fault.Data("no_data_folder", "folder", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the data directory: %w", err)
	}
	defer func() { _ = root.Close() }()
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open the data directory: %w", err)
	}
	if o.Limits == (source.Limits{}) {
		o.Limits = source.DefaultLimits
	}
	r := &reader{ctx: ctx, db: db, root: root, dir: absolute, work: work, o: o, in: &Input{}}
	if o.Cache != nil && db != nil {
		r.recall = &recall{Cache: o.Cache, mapping: o.Mapping}
	}
	paths, err := r.list()
	if err != nil {
		return nil, err
	}
	var faults kept
	ahead, stop := context.WithCancel(ctx)
	defer stop()
	tell := r.told(paths)
	for f := range r.ahead(ahead, paths) {
		if err := faults.keep(ctx, f.path, r.remembered(f)); err != nil {
			return nil, err
		}
		r.sweep()
		tell(f.path)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := faults.keep(ctx, dir, r.compileReleases()); err != nil {
		return nil, err
	}
	if !o.KeepReleases {
		r.releases = nil
	}
	r.sweep()
	if err := faults.keep(ctx, dir, r.mappedButAbsent(paths)); err != nil {
		return nil, err
	}
	if err := r.withoutClosed(); err != nil {
		return nil, err
	}
	if err := r.finish(); err != nil {
		return nil, err
	}
	return r.in, errors.Join(faults...)
}

// told gives what tells, after each of the files, how many bytes of all are read.
func (r *reader) told(paths []string) func(string) {
	if r.o.Seen == nil {
		return func(string) {}
	}
	size := map[string]int64{}
	done, whole := int64(0), int64(0)
	for _, p := range paths {
		if info, err := r.root.Stat(filepath.FromSlash(p)); err == nil && info.Mode().IsRegular() {
			size[p] = info.Size()
			whole += info.Size()
		}
	}
	return func(p string) {
		done += size[p]
		r.o.Seen(done, whole)
	}
}

// kept are the faults of a reading that goes on in spite of them.
type kept []error

// keep puts faults beside the others; any other error ends the reading.
func (k *kept) keep(ctx context.Context, place string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		*k = append(*k, all.Unwrap()...)
		return nil
	}
	if _, ok := errors.AsType[*fault.Fault](err); !ok {
		return fmt.Errorf("%s: %w", place, err)
	}
	*k = append(*k, err)
	return nil
}

// reader is one reading of a data directory.
type reader struct {
	ctx       context.Context
	db        *warehouse.DB
	root      *os.Root
	dir       string // absolute
	work      string
	o         Options
	in        *Input
	seq       int   // numbers files in the work folder
	plains    int64 // files of which rows were typed
	releases  []*item
	scratched []string
	refused   bool    // the folder holds tables of the closed job
	recall    *recall // nil where there is no cache
}

// scratch gives a new name in the work folder for what is needed while one file is read.
func (r *reader) scratch(what string) string {
	name := r.temp(what)
	r.scratched = append(r.scratched, name)
	return name
}

// sweep removes what the file before left, unless its releases are still to be compiled.
func (r *reader) sweep() {
	if len(r.releases) == 0 {
		for _, name := range r.scratched {
			_ = disk.RemoveAll(name)
		}
		r.scratched = nil
	}
}

// temp gives a new name in the work folder.
func (r *reader) temp(what string) string {
	r.seq++
	return filepath.Join(r.work, fmt.Sprintf("%05d-%s", r.seq, what))
}

// isRun reports whether a folder is a report of this program: what it says is no input.
func (r *reader) isRun(p string) bool {
	for _, name := range []string{run.ManifestFile, run.SumsFile} {
		if info, err := r.root.Lstat(path.Join(p, name)); err != nil || !info.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// isCache reports whether a folder is a cache of this program: what stands in it is of earlier runs.
func (r *reader) isCache(p string) bool {
	info, err := r.root.Lstat(path.Join(p, cache.List))
	return err == nil && info.Mode().IsRegular()
}

// list gives the files of the directory and of its folders, by name.
func (r *reader) list() ([]string, error) {
	var found []string
	err := fs.WalkDir(r.root.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if p != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() && p != "." && r.isRun(p) {
			r.skip(Skipped{Path: p, Why: "run_folder"})
			return fs.SkipDir
		}
		if d.IsDir() && p != "." && r.isCache(p) {
			r.skip(Skipped{Path: p, Why: "cache_folder"})
			return fs.SkipDir
		}
		if !d.IsDir() && d.Type()&(fs.ModeNamedPipe|fs.ModeSocket|fs.ModeDevice|fs.ModeCharDevice) != 0 {
			r.skip(Skipped{Path: p, Why: "not_data"}) // to open a pipe nobody writes to is to wait for ever
			return nil
		}
		if d.IsDir() {
			if strings.Count(p, "/") > 0 {
				r.skip(Skipped{Path: p, Why: "deep_folder"})
				return fs.SkipDir
			}
			return nil
		}
		if p == "adal.yaml" || p == access.FileName {
			return nil
		}
		if r.closed(p) {
			return nil
		}
		if r.o.Mapping.Ignores(p) {
			r.skip(Skipped{Path: p, Why: "ignored"})
			return nil
		}
		found = append(found, p)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the data directory: %w", err)
	}
	slices.Sort(found)
	if r.refused {
		return nil, fault.Data("closed_tables")
	}
	return found, nil
}

// tableOf says which table a path is by its name: contracts.csv, contracts-2.csv.gz, contracts/anything.csv.
func tableOf(p string) string {
	name, _, nested := strings.Cut(p, "/")
	if !nested {
		name = stem(name)
		name, _, _ = strings.Cut(name, "-")
	}
	if _, ok := tables.ByName(name); ok {
		return name
	}
	return ""
}

// stem is a file's name without what says its format.
func stem(name string) string {
	for _, packed := range []string{".gz", ".zip"} {
		if s, ok := strings.CutSuffix(strings.ToLower(name), packed); ok && source.IsDataName(s) {
			name = name[:len(s)]
		}
	}
	return strings.TrimSuffix(name, path.Ext(name))
}

func (r *reader) skip(s Skipped) { r.in.Skipped = append(r.in.Skipped, s) }

func (r *reader) note(n run.Note) { r.in.Notes = append(r.in.Notes, n) }

// mappedButAbsent reports the entries of adal.yaml that fit no file: a misspelt name
// would leave a table out without a word.
func (r *reader) mappedButAbsent(paths []string) error {
	var faults []error
	for _, m := range r.o.Mapping.Files {
		if !slices.ContainsFunc(paths, func(p string) bool { return header.Fits(m.File, p) }) {
			faults = append(faults, fault.Data("named_file_missing", "file", m.File))
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return errors.Join(faults...)
}

// finish orders the files, tables in their order, numbers them, and decides the currency.
// A raw file that carries its rows' numbers is named after its own: 17.parquet.
func (r *reader) finish() error {
	order := map[string]int{}
	for i, t := range tables.All {
		order[t.Name] = i
	}
	slices.SortStableFunc(r.in.Files, func(a, b Raw) int {
		if d := order[a.File.Table] - order[b.File.Table]; d != 0 {
			return d
		}
		return strings.Compare(a.File.Path, b.File.Path)
	})
	for i := range r.in.Files {
		f := &r.in.Files[i]
		f.File.No = i + 1
		f.DateOrder = r.o.Mapping.DateOrder(f.File.Path, f.File.Table, f.Part)
		r.in.Notes = append(r.in.Notes, f.Notes...)
	}
	if err := r.fromCache(); err != nil {
		return err
	}
	for i := range r.in.Files {
		f := &r.in.Files[i]
		if f.FirstRow == 0 && f.Parquet != "" {
			name := filepath.Join(r.work, fmt.Sprintf("%d.parquet", f.File.No))
			if err := disk.Rename(f.Parquet, name); err != nil {
				return fmt.Errorf("name the raw snapshot: %w", err)
			}
			f.Parquet = name
		}
	}
	used := map[string]bool{}
	for _, f := range r.in.Files {
		used[f.File.Path] = true
	}
	for _, s := range r.in.Skipped {
		if !used[s.Path] && s.Why != "ignored" && !slices.Contains(r.in.Ignored, s.Path) {
			r.in.Ignored = append(r.in.Ignored, s.Path)
		}
	}
	r.oneCurrency()
	return nil
}
