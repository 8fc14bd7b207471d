package run

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"adal/pipeline/disk"
	"adal/pipeline/fault"
)

// Staging is a run being written: a folder beside its final name that nobody else
// reads. Commit gives it the name; Discard takes it away. A run appears whole or not
// at all. Folders are 0700 and files 0600: they hold personal data.
//
// A process that is killed leaves its folder behind, hidden, with a name that no other
// run has. The folder is locked while its process lives; the next run of the same name
// removes those that nobody holds.
type Staging struct {
	Dir   string // the folder being written
	final string
	force bool
	done  bool
	lock  io.Closer
}

// Create begins a run at out. An existing run is refused unless force is set, and what
// is no run is refused with it too: --force replaces a run, never a folder of something else,
// nor a run in which something lies that its manifest does not list.
func Create(out string, force bool) (*Staging, error) {
	if out == "" {
		return nil, fault.Usage("no_output")
	}
	final, err := filepath.Abs(out)
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	s, err := begin(final, force)
	if err != nil {
		return nil, err
	}
	for _, sub := range []string{s.Tables(), s.Work()} {
		if err := os.Mkdir(sub, 0o700); err != nil {
			s.Discard()
			return nil, fmt.Errorf("output folder: %w", err)
		}
	}
	return s, nil
}

// Replace begins a run in the place of the one in dir, which must be one.
func Replace(dir string) (*Staging, error) {
	if _, err := ReadManifest(dir); err != nil {
		return nil, err
	}
	place, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	return Create(place, true)
}

// Scratch gives a folder for work on a run that stands, beside it where one may write
// there, else in the system's folder for temporary files. It never becomes a run: discard it.
func Scratch(dir string) (*Staging, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("work folder: %w", err)
	}
	name := filepath.Base(absolute) + ".scratch"
	s, err := Create(filepath.Join(filepath.Dir(absolute), name), false)
	if err != nil {
		s, err = Create(filepath.Join(os.TempDir(), name), false)
	}
	return s, err
}

// mark stands in the name of every staging folder, between the name of the run and a number.
const mark = ".adal-"

// replaceable is the fault that something stands at the name of a run, or nil.
func replaceable(final string, force bool) error {
	info, err := os.Lstat(final)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fault.Data("output_folder", "cause", err)
	}
	if !force {
		return exists(final)
	}
	if info.IsDir() {
		if m, err := ReadManifest(final); err == nil {
			return onlyOurs(final, m)
		}
		if entries, err := os.ReadDir(final); err == nil && len(entries) == 0 {
			return nil
		}
	}
	return fault.Data("exists_no_run", "folder", final)
}

// onlyOurs is the fault that something lies in a run that its manifest does not list: a
// person's file, which nobody may remove.
func onlyOurs(dir string, m Manifest) error {
	ours := map[string]bool{ManifestFile: true, SumsFile: true, SignatureFile: true}
	for _, o := range m.Outputs {
		ours[o.File()] = true
	}
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fault.Data("output_folder", "cause", err)
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return fmt.Errorf("output folder: %w", err)
		}
		if name = filepath.ToSlash(name); !d.IsDir() && !ours[name] {
			return fault.Data("foreign_in_run", "folder", dir, "file", name)
		}
		return nil
	})
}

// sweep removes what killed runs of the same name left. A folder whose process lives is
// locked and stays. The run a kill took away while it was being replaced gets its name back.
func sweep(final string) {
	left, _ := filepath.Glob(globSafe(filepath.Join(filepath.Dir(final), "."+filepath.Base(final)+mark)) + "*")
	for _, dir := range left {
		lock, sure := hold(dir)
		if lock == nil {
			continue
		}
		if !sure {
			_ = lock.Close()
			continue
		}
		if strings.HasSuffix(dir, oldSuffix) {
			if _, err := os.Lstat(final); errors.Is(err, fs.ErrNotExist) {
				_ = disk.Rename(dir, final)
				_ = lock.Close()
				continue
			}
		}
		_ = disk.RemoveAll(dir)
		_ = lock.Close()
	}
}

// oldSuffix ends the name of a run that is being replaced where the two cannot change
// places in one step.
const oldSuffix = ".old"

// globSafe keeps the signs of a pattern in a folder's name from being one.
func globSafe(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(s)
}

// cause is an error without the random name of the folder it was about.
func cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

func exists(out string) error {
	return fault.Data("exists", "path", out)
}

// Tables is the folder of the Parquet tables of the run.
func (s *Staging) Tables() string { return filepath.Join(s.Dir, "tables") }

// Work is a folder for what the job needs on its way; it is gone before the run appears.
func (s *Staging) Work() string { return filepath.Join(s.Dir, ".work") }

// Clear removes the work folder. Call it before the outputs are listed.
func (s *Staging) Clear() error { return disk.RemoveAll(s.Work()) }

// Commit makes the run appear under its name, all of it on the disk before. With force
// the run that stood there and the new one change places in one step where the system
// can do that; a reader finds the one or the other, never a mixture.
func (s *Staging) Commit() error {
	if err := s.Clear(); err != nil {
		return fmt.Errorf("finish the run: %w", err)
	}
	err := filepath.WalkDir(s.Dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := disk.OwnerOnly(path); err != nil {
			return err
		}
		return disk.Sync(path)
	})
	if err != nil {
		return fmt.Errorf("finish the run: %w", err)
	}
	if err := replaceable(s.final, s.force); err != nil {
		return err
	}
	old, err := place(s.Dir, s.final)
	if err != nil {
		if errors.Is(err, syscall.ENOTEMPTY) || errors.Is(err, fs.ErrExist) {
			return exists(s.final)
		}
		if file := disk.Held(s.final); file != "" {
			return fault.Data("run_in_use", "folder", s.final, "file", file)
		}
		return fmt.Errorf("finish the run: %w", err)
	}
	s.done = true
	if err := disk.Sync(filepath.Dir(s.final)); err != nil {
		return fmt.Errorf("finish the run: %w", err)
	}
	if old != "" {
		_ = disk.RemoveAll(old)
	}
	_ = s.lock.Close()
	return nil
}

// place gives dir the name final and tells where what stood there is now, "" for nowhere.
func place(dir, final string) (old string, err error) {
	if _, err := os.Lstat(final); errors.Is(err, fs.ErrNotExist) {
		return "", renameNew(dir, final)
	}
	switch err := exchange(dir, final); {
	case err == nil:
		return dir, nil
	case !errors.Is(err, errors.ErrUnsupported):
		return "", err
	}
	old = dir + oldSuffix
	if err := disk.Rename(final, old); err != nil {
		return "", err
	}
	if err := disk.Rename(dir, final); err != nil {
		return "", errors.Join(err, disk.Rename(old, final))
	}
	return old, nil
}

// Discard removes what was written, unless the run was committed.
func (s *Staging) Discard() {
	if !s.done {
		_ = disk.RemoveAll(s.Dir)
		if s.lock != nil {
			_ = s.lock.Close()
		}
	}
}
