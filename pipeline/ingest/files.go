package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"adal/pipeline/disk"
	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
)

// item is one file to look into: a file of the directory, or one unpacked from it.
type item struct {
	path   string // in the data directory
	part   string // inside an archive
	name   string // what its name is judged by
	disk   string // where its bytes are
	packed string
	sha256 string
	bytes  int64
	table  string // by its name
	given  []header.FileMapping
	lines  bool         // a JSON text with one value a line
	look   *source.Look // of a plain file, from the pass that took its sum
}

func (it *item) place() string { return placeOf(it.path, it.part) }

// looked is a file of the directory as it was found.
type looked struct {
	path    string
	regular bool
	look    source.Look
	known   *outcome // what came of it in an earlier run; then look is its digest and size alone
	err     error
}

// ahead looks at the files of the directory in order, one ahead of whoever takes them: the
// engine copies a file while the next one is summed.
func (r *reader) ahead(ctx context.Context, paths []string) <-chan looked {
	found := make(chan looked)
	go func() {
		defer close(found)
		for _, p := range paths {
			select {
			case found <- r.glance(p):
			case <-ctx.Done():
				return
			}
		}
	}()
	return found
}

func (r *reader) glance(p string) looked {
	handle, err := r.root.Open(filepath.FromSlash(p))
	if disk.InUse(err) || err == nil && disk.Free(filepath.Join(r.dir, filepath.FromSlash(p))) != nil {
		if err == nil {
			_ = handle.Close()
		}
		return looked{path: p, err: fault.Data("in_use", "place", p)}
	}
	if err != nil {
		return looked{path: p, err: r.unopened(p, err)}
	}
	defer func() { _ = handle.Close() }()
	if info, err := handle.Stat(); err != nil || !info.Mode().IsRegular() {
		return looked{path: p}
	}
	if f, ok := r.sum(p, handle); ok {
		return f
	}
	l, err := source.Inspect(handle)
	if err != nil {
		err = fmt.Errorf("read: %w", err)
	}
	return looked{path: p, regular: true, look: l, err: err}
}

// file reads one file of the directory.
func (r *reader) file(f looked) error {
	if f.err != nil {
		return f.err
	}
	if !f.regular {
		r.skip(Skipped{Path: f.path, Why: "not_data"})
		return nil
	}
	it := &item{path: f.path, name: f.path, disk: filepath.Join(r.dir, filepath.FromSlash(f.path)), sha256: f.look.Sha256, bytes: f.look.Bytes,
		table: tableOf(f.path), given: r.o.Mapping.Of(f.path), look: &f.look}
	return r.item(it, 0)
}

// item decides by its first bytes what a file is.
func (r *reader) item(it *item, depth int) error {
	head, err := firstBytes(it.disk, 64<<10)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	switch source.Kind(head) {
	case source.KindGzip:
		return r.gzip(it, depth)
	case source.KindZip:
		return r.zip(it, depth)
	case source.KindOld:
		return r.unreadable(it, func() error { return source.OldWorkbook(it.disk, it.place()) })
	case source.KindParquet:
		return r.parquet(it)
	case source.KindOther:
		return r.unreadable(it, func() error { return fault.Data("not_tables", "place", it.place()) })
	}
	switch ext := strings.ToLower(path.Ext(it.name)); ext {
	case ".xlsx", ".xlsm", ".zip", ".parquet", ".gz", ".ods", ".xlsb":
		if it.bytes > 0 || it.table != "" {
			return fault.Data("not_what_named", "place", it.place(), "kind", kindNames[ext])
		}
	case ".xls":
		if bytes.Contains(bytes.ToLower(head), []byte("<html")) || bytes.Contains(bytes.ToLower(head), []byte("<table")) || bytes.Contains(head, []byte("<?xml")) {
			return fault.Data("web_page", "place", it.place())
		}
	case ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".dat", "":
	default:
		if it.table == "" && len(it.given) == 0 {
			r.skip(Skipped{Path: it.path, Part: it.part, Why: "not_data"})
			return nil
		}
	}
	return r.text(it, head)
}

// unreadable is why a file cannot be read where it must be one of the data; any other is listed
// as none of them.
func (r *reader) unreadable(it *item, why func() error) error {
	if it.table == "" && len(it.given) == 0 && !source.IsDataName(it.name) {
		r.skip(Skipped{Path: it.path, Part: it.part, Why: "not_data"})
		return nil
	}
	return why()
}

// gzip unpacks a file and looks into what was in it.
func (r *reader) gzip(it *item, depth int) error {
	if depth > 1 {
		return r.unreadable(it, func() error { return fault.Data("archive_too_deep", "place", it.place()) })
	}
	into := r.scratch("unpacked")
	in, err := os.Open(it.disk)
	if err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	if err := source.Gunzip(in, info.Size(), it.place(), into, r.o.Limits); err != nil {
		return err
	}
	inner := *it
	inner.disk, inner.look, inner.packed = into, nil, strings.TrimPrefix(it.packed+"+gzip", "+")
	if strings.EqualFold(path.Ext(it.name), ".gz") {
		inner.name = it.name[:len(it.name)-3]
	}
	return r.item(&inner, depth+1)
}

// kindNames says what a file of an ending should be.
var kindNames = map[string]fault.Term{
	".xlsx": fault.Say("workbook"), ".xlsm": fault.Say("workbook"), ".xlsb": fault.Say("xlsb"), ".ods": fault.Say("ods_name"),
	".zip": fault.Say("zip"), ".parquet": fault.Say("parquet"), ".gz": fault.Say("gzip"),
}

// zip opens a workbook or the files of an archive.
func (r *reader) zip(it *item, depth int) error {
	z, err := zip.OpenReader(it.disk)
	if err != nil {
		if strings.HasPrefix(strings.ToLower(path.Ext(it.name)), ".xls") {
			return source.DamagedWorkbook(it.place(), err)
		}
		return r.unreadable(it, func() error {
			return fault.Data("damaged_archive", "place", it.place(), "what", fault.Say("cut_zip"), "cause", err)
		})
	}
	defer func() { _ = z.Close() }()
	workbook, other := source.IsWorkbook(&z.Reader)
	if other != nil {
		return r.unreadable(it, func() error { return fault.Data("other_workbook", "place", it.place(), "kind", other) })
	}
	if workbook || strings.EqualFold(path.Ext(it.name), ".xlsx") {
		return r.workbook(it)
	}
	if depth > 0 && it.part != "" {
		return fault.Data("nested_archive", "place", it.place())
	}
	info, err := os.Stat(it.disk)
	if err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	dir := r.scratch("zip")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	members, err := source.Unzip(&z.Reader, info.Size(), it.place(), dir, r.o.Limits)
	if err != nil {
		return err
	}
	return r.members(it, members, depth)
}

// members looks into every file of an archive; what is wrong with some does not hide the others.
func (r *reader) members(it *item, members []source.Member, depth int) error {
	var faults []error
	for _, m := range members {
		inner := item{path: it.path, part: m.Name, name: m.Name, disk: m.File, packed: "zip", sha256: it.sha256, bytes: it.bytes}
		inner.table = tableOf(m.Name)
		if inner.table == "" && len(members) == 1 {
			inner.table = it.table
		}
		if inner.table == "" && strings.Contains(m.Name, "/") {
			inner.table = tableOf(path.Base(m.Name))
		}
		for _, g := range it.given {
			if g.Sheet == "" || g.Sheet == m.Name || header.Fits(g.Sheet, m.Name) {
				g.Sheet = ""
				inner.given = append(inner.given, g)
			}
		}
		inner.given = append(inner.given, r.o.Mapping.Of(m.Name)...)
		err := r.item(&inner, depth+1)
		if err == nil {
			continue
		}
		if all, ok := err.(interface{ Unwrap() []error }); ok {
			faults = append(faults, all.Unwrap()...)
		} else if _, ok := errors.AsType[*fault.Fault](err); ok {
			faults = append(faults, err)
		} else {
			return err
		}
	}
	if len(faults) == 1 {
		return faults[0]
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	return nil
}

func firstBytes(file string, n int) ([]byte, error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	b := make([]byte, n)
	got, err := io.ReadFull(in, b)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	return b[:got], nil
}

// wanted gives the table a file is said to be, and by whom.
func (it *item) wanted(given *header.FileMapping) string {
	if given != nil && given.Table != "" {
		return given.Table
	}
	return it.table
}

// entries gives the entries of adal.yaml for a sheet; one nil where there are none.
func (it *item) entries(sheet string, number int) []*header.FileMapping {
	var found []*header.FileMapping
	for i := range it.given {
		g := &it.given[i]
		if g.IsSheet(sheet, number) {
			found = append(found, g)
		}
	}
	if len(found) == 0 {
		return []*header.FileMapping{nil}
	}
	return found
}
