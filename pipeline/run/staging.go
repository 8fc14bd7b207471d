package run

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"adal/pipeline/fault"
)

// Staging is a run being written: a folder beside its final name that nobody else
// reads. Commit gives it the name; Discard takes it away. A run appears whole or not
// at all. Folders are 0700 and files 0600: they hold personal data.
type Staging struct {
	Dir   string // the folder being written
	final string
	force bool
	done  bool
}

// Create begins a run at out. An existing run is refused unless force is set.
func Create(out string, force bool) (*Staging, error) {
	if out == "" {
		return nil, fault.Usage("give the folder to write with --out RUN", "no output folder")
	}
	final, err := filepath.Abs(out)
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	if _, err := os.Lstat(final); err == nil && !force {
		return nil, exists(out)
	}
	if err := os.MkdirAll(filepath.Dir(final), 0o700); err != nil {
		return nil, fault.Data("choose a folder you may write to", "cannot create the output folder: %v", err)
	}
	dir, err := os.MkdirTemp(filepath.Dir(final), "."+filepath.Base(final)+".adal-")
	if err != nil {
		return nil, fault.Data("choose a folder you may write to", "cannot write beside %s: %v", out, errors.Unwrap(err))
	}
	s := &Staging{Dir: dir, final: final, force: force}
	for _, sub := range []string{s.Tables(), s.Work()} {
		if err := os.Mkdir(sub, 0o700); err != nil {
			s.Discard()
			return nil, fmt.Errorf("output folder: %w", err)
		}
	}
	return s, nil
}

func exists(out string) error {
	return fault.Data("choose another name, or replace it with --force", "%s exists already", out)
}

// Tables is the folder of the Parquet tables of the run.
func (s *Staging) Tables() string { return filepath.Join(s.Dir, "tables") }

// Work is a folder for what the job needs on its way; it is gone before the run appears.
func (s *Staging) Work() string { return filepath.Join(s.Dir, ".work") }

// Clear removes the work folder. Call it before the outputs are listed.
func (s *Staging) Clear() error { return os.RemoveAll(s.Work()) }

// Commit makes the run appear under its name.
func (s *Staging) Commit() error {
	if err := s.Clear(); err != nil {
		return fmt.Errorf("finish the run: %w", err)
	}
	err := filepath.WalkDir(s.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(path, 0o700)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			return err
		}
		return sync(path)
	})
	if err != nil {
		return fmt.Errorf("finish the run: %w", err)
	}
	old := ""
	if _, err := os.Lstat(s.final); err == nil {
		if !s.force {
			return exists(s.final)
		}
		old = s.Dir + ".old"
		if err := os.Rename(s.final, old); err != nil {
			return fmt.Errorf("replace the run: %w", err)
		}
	}
	if err := os.Rename(s.Dir, s.final); err != nil {
		if old != "" {
			_ = os.Rename(old, s.final)
		}
		if errors.Is(err, syscall.ENOTEMPTY) || errors.Is(err, fs.ErrExist) {
			return exists(s.final)
		}
		return fmt.Errorf("finish the run: %w", err)
	}
	s.done = true
	if old != "" {
		_ = os.RemoveAll(old)
	}
	return sync(filepath.Dir(s.final))
}

// sync makes sure that what was written is on the disk before the run has its name.
func sync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	return nil
}

// Discard removes what was written, unless the run was committed.
func (s *Staging) Discard() {
	if !s.done {
		_ = os.RemoveAll(s.Dir)
	}
}
