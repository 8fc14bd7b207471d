//go:build !windows

package disk

import (
	"errors"
	"os"
	"syscall"
)

// OwnerOnly makes a file 0600 and a folder 0700.
func OwnerOnly(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return os.Chmod(path, 0o700)
	}
	return os.Chmod(path, 0o600)
}

// Sync makes sure that a file, or the names in a folder, are on the disk.
func Sync(path string) error {
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

// InUse is never so here: a file that is open can be read, renamed and removed.
func InUse(error) bool { return false }

// Full and Protected know nothing here that the system's own numbers do not say.
func Full(error) bool { return false }

// Protected is as Full.
func Protected(error) bool { return false }

// Held finds nothing here.
func Held(string) string { return "" }

// Free reports whether a file can be read: here whatever may be opened can.
func Free(string) error { return nil }

// MakeOwn makes a folder and those above it that are not there, each for its owner only.
func MakeOwn(dir string) error { return os.MkdirAll(dir, 0o700) }

// RemoveAll removes a file, or a folder with all that is in it. It is no error where there
// is none.
func RemoveAll(path string) error { return os.RemoveAll(path) }

// Rename gives a file or folder another name.
func Rename(from, to string) error { return os.Rename(from, to) }
