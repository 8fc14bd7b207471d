package run

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"adal/pipeline/disk"
	"adal/pipeline/fault"
)

// begin takes away what killed processes left for the name final, and makes a folder beside
// it that is locked as long as this process lives.
func begin(final string, force bool) (*Staging, error) {
	sweep(final)
	if err := replaceable(final, force); err != nil {
		return nil, err
	}
	if err := disk.MakeOwn(filepath.Dir(final)); err != nil {
		return nil, fault.Data("cannot_create", "cause", err)
	}
	return locked(final, force)
}

func locked(final string, force bool) (*Staging, error) {
	s := &Staging{final: final, force: force}
	for range 100 {
		dir, err := disk.TempOwn(filepath.Dir(final), "."+filepath.Base(final)+mark+"*")
		if err != nil {
			return nil, fault.Data("cannot_write_beside", "folder", final, "cause", cause(err))
		}
		// Another process may sweep the folder between its creation and the lock: then take a new one.
		s.Dir = dir
		if s.lock, _ = hold(dir); s.lock != nil {
			return s, nil
		}
	}
	return nil, fmt.Errorf("output folder: %s cannot be locked", s.Dir)
}

// CreateFolder begins a folder that is no run at out, where nothing stands or an empty folder.
// It appears whole or not at all, as a run does, and is as private.
func CreateFolder(out string) (*Staging, error) {
	final, err := filepath.Abs(out)
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	entries, err := os.ReadDir(final)
	if errors.Is(err, fs.ErrNotExist) {
		return begin(final, false)
	}
	if err != nil {
		return nil, fault.Data("output_folder", "cause", cause(err))
	}
	if len(entries) > 0 {
		return nil, exists(out)
	}
	return begin(final, true)
}

// Temporary gives a folder for work of one kind in the system's folder for temporary files, and
// removes those that killed processes of the same kind and user left there. Discard it.
func Temporary(kind string) (*Staging, error) {
	name := filepath.Join(os.TempDir(), fmt.Sprintf("%s-%d", kind, os.Getuid()))
	sweep(name)
	return locked(name, false)
}

// Sweep removes what killed processes left beside a file that appears under its name when it
// is done: files with the name Beside gives.
func Sweep(final string) { sweep(final) }

// Beside opens a new file for its owner alone that will have the name final, and locks it as
// long as this process lives.
func Beside(final string) (*os.File, error) {
	f, err := os.CreateTemp(filepath.Dir(final), "."+filepath.Base(final)+mark+"*")
	if err != nil {
		return nil, err
	}
	return f, lockFile(f)
}

// Hold locks a folder until it is closed, against every other process of this machine. It gives
// nil where another holds it or it is gone. Where nobody can tell it locks nothing.
func Hold(dir string) io.Closer {
	lock, _ := hold(dir)
	return lock
}
