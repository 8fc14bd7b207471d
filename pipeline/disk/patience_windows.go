package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/windows"
)

// MakeOwn makes a folder and those above it that are not there, each for its owner only.
func MakeOwn(dir string) error {
	if info, err := os.Stat(dir); err == nil {
		if !info.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: dir, Err: windows.ERROR_DIRECTORY}
		}
		return nil
	}
	if above := filepath.Dir(dir); above != dir {
		if err := MakeOwn(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		if info, e := os.Stat(dir); e == nil && info.IsDir() { // somebody else made it meanwhile
			return nil
		}
		return err
	}
	return OwnerOnly(dir)
}

// RemoveAll removes a file, or a folder with all that is in it. It is no error where there
// is none. Where the system keeps a file another program has open, it tries again for a
// moment: scanners of viruses and indexes hold new files that long.
func RemoveAll(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return remove(path)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	var faults []error
	for _, e := range entries {
		faults = append(faults, RemoveAll(filepath.Join(path, e.Name())))
	}
	if err := errors.Join(faults...); err != nil {
		return err
	}
	return remove(path)
}

func remove(path string) error {
	err := again(func() error { return os.Remove(path) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Rename gives a file or folder another name, waiting a moment as RemoveAll does.
func Rename(from, to string) error {
	return again(func() error { return os.Rename(from, to) })
}

// patience is how long a file another program holds is waited for.
const patience = 2 * time.Second

func again(do func() error) error {
	wait := 5 * time.Millisecond
	for until := time.Now().Add(patience); ; wait *= 2 {
		err := do()
		if err == nil || !InUse(err) && !errors.Is(err, windows.ERROR_ACCESS_DENIED) && !errors.Is(err, windows.ERROR_DIR_NOT_EMPTY) || time.Now().After(until) {
			return err
		}
		time.Sleep(wait)
	}
}
