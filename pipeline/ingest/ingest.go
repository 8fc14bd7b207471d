// Package ingest takes the files a user has to raw Parquet: every cell as text, every
// row with its place in the source file, before anything is judged. It is the only
// room that knows file formats. A row that cannot be cut into cells is rejected with
// its place; a file that cannot be read stops the job with what to do about it.
package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// Raw is one input file as raw Parquet.
type Raw struct {
	File    run.File
	Columns []string // canonical columns the file has
	Ignored []string // its other columns
	Parquet string   // path of the raw file
	// FirstRow is the source row of the first raw row where the rows follow each
	// other; 0 where the raw file carries a column _row instead.
	FirstRow int64
}

// Input is everything that was read.
type Input struct {
	Files   []Raw
	Rejects []run.Reject // rows that could not be cut into cells
	Ignored []string     // files of the directory that are no table
}

// Has reports whether a table has at least one file.
func (in *Input) Has(table string) bool {
	return slices.ContainsFunc(in.Files, func(r Raw) bool { return r.File.Table == table })
}

// Read finds the tables in dir and writes each of their files as raw Parquet under
// work. Files of one table are read in the order of their names. It reports every
// file that cannot be used, not the first alone.
func Read(ctx context.Context, db *warehouse.DB, dir, work string) (*Input, error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil, fault.Data("give the folder that holds roster.csv, contracts.csv and the other tables", "no data directory %s", dir)
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

	in := &Input{}
	found, err := find(root, in)
	if err != nil {
		return nil, err
	}
	var faults []error
	for i, f := range found {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f.No = i + 1
		r := reader{db: db, root: root, file: filepath.Join(absolute, filepath.FromSlash(f.Path)),
			raw: filepath.Join(work, fmt.Sprintf("%03d-%s.parquet", f.No, f.Table))}
		raw, rejects, err := r.read(ctx, f)
		if err != nil {
			if _, ok := errors.AsType[*fault.Fault](err); !ok {
				return nil, fmt.Errorf("%s: %w", f.Path, err)
			}
			faults = append(faults, err)
			continue
		}
		in.Files = append(in.Files, *raw)
		in.Rejects = append(in.Rejects, rejects...)
	}
	return in, errors.Join(faults...)
}

// find lists the files of the canonical tables, tables in their order, files by name.
func find(root *os.Root, in *Input) ([]run.File, error) {
	var found []run.File
	err := fs.WalkDir(root.FS(), ".", func(p string, d fs.DirEntry, err error) error {
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
		if d.IsDir() {
			if strings.Count(p, "/") > 0 {
				return fs.SkipDir
			}
			return nil
		}
		table := tableOf(p)
		format := strings.TrimPrefix(strings.ToLower(path.Ext(p)), ".")
		if table == "" || !slices.Contains(formats, format) {
			in.Ignored = append(in.Ignored, p)
			return nil
		}
		found = append(found, run.File{Table: table, Path: p, Format: format})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the data directory: %w", err)
	}
	order := func(t string) int {
		return slices.IndexFunc(tables.All, func(x tables.Table) bool { return x.Name == t })
	}
	slices.SortStableFunc(found, func(a, b run.File) int {
		if d := order(a.Table) - order(b.Table); d != 0 {
			return d
		}
		return strings.Compare(a.Path, b.Path)
	})
	return found, nil
}

var formats = []string{"csv", "parquet"}

// tableOf says which table a path belongs to: contracts.csv, contracts-2.csv, contracts/anything.csv.
func tableOf(p string) string {
	name, _, nested := strings.Cut(p, "/")
	if !nested {
		name = strings.TrimSuffix(name, path.Ext(name))
		name, _, _ = strings.Cut(name, "-")
	}
	if _, ok := tables.ByName(name); ok {
		return name
	}
	return ""
}

type reader struct {
	db   *warehouse.DB
	root *os.Root
	file string // path for the engine
	raw  string // raw Parquet to write
}

func (r reader) read(ctx context.Context, f run.File) (*Raw, []run.Reject, error) {
	handle, err := r.root.Open(filepath.FromSlash(f.Path))
	if err != nil {
		return nil, nil, fault.Data("check that the file exists and may be read", "%s: cannot be opened: %v", f.Path, errors.Unwrap(err))
	}
	defer func() { _ = handle.Close() }()
	look, err := inspect(handle)
	if err != nil {
		return nil, nil, fmt.Errorf("read: %w", err)
	}
	f.SHA256, f.Bytes = look.sha256, look.bytes
	if _, err := handle.Seek(0, io.SeekStart); err != nil {
		return nil, nil, fmt.Errorf("read again: %w", err)
	}
	if f.Format == "parquet" {
		return r.parquet(ctx, f)
	}
	return r.csv(ctx, f, handle, look)
}

// look is what one pass over a file's bytes tells.
type look struct {
	sha256      string
	bytes       int64
	notUTF8     bool
	nul         bool
	blankLine   bool // a line without text before the end
	loneReturn  bool
	firstNotUTF int64 // offset
}

func inspect(r io.Reader) (look, error) {
	var l look
	h := sha256.New()
	buf := make([]byte, 1<<20)
	s := scanner{look: &l, lineBlank: true}
	for {
		n, err := r.Read(buf)
		h.Write(buf[:n])
		s.feed(buf[:n])
		l.bytes += int64(n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return l, err
		}
	}
	s.end()
	l.sha256 = hex.EncodeToString(h.Sum(nil))
	return l, nil
}

// columns matches a header to a table's columns. Positions of the columns are by
// canonical name; what is no column is ignored and listed.
func columns(table tables.Table, file string, header []string) (position map[string]int, ignored []string, err error) {
	position = map[string]int{}
	for i, cell := range header {
		name := strings.ToLower(strings.Trim(cell, " \t\u00a0\ufeff"))
		if _, ok := table.Column(name); !ok {
			if name != "" {
				ignored = append(ignored, cell)
			}
			continue
		}
		if _, twice := position[name]; twice {
			return nil, nil, fault.Data("remove or rename one of them", "%s: the column %q stands twice", file, name)
		}
		position[name] = i
	}
	var missing []string
	for _, c := range table.Columns {
		if _, ok := position[c.Name]; c.Required && !ok {
			missing = append(missing, c.Name)
		}
	}
	if len(missing) > 0 {
		return nil, nil, fault.Data(
			fmt.Sprintf("columns found: %s; rename them to the names of the table, or map them in adal.yaml (adal help data)", strings.Join(header, ", ")),
			"%s has no column %q, which the table %s needs", file, strings.Join(missing, `", "`), table.Name)
	}
	return position, ignored, nil
}
