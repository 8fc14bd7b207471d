package run

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// held is a name of the system that stands for a folder as long as a process has it.
type held struct{ mutex windows.Handle }

func (h held) Close() error { return windows.CloseHandle(h.mutex) }

// hold marks a folder as this process's for as long as it lives, for every other process of
// this machine; the folder itself can be renamed and removed meanwhile. It gives nil where
// somebody else holds it or it is gone; sure is false on a drive of another machine, where
// nobody can tell.
func hold(dir string) (lock io.Closer, sure bool) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, true
	}
	sum := sha256.Sum256([]byte(strings.ToLower(whole)))
	name, err := windows.UTF16PtrFromString(`Global\adal-` + hex.EncodeToString(sum[:]))
	if err != nil {
		return nil, true
	}
	mutex, err := windows.CreateMutex(nil, false, name)
	if errors.Is(err, windows.ERROR_ALREADY_EXISTS) {
		_ = windows.CloseHandle(mutex)
	}
	if err != nil {
		return nil, true
	}
	if _, err := os.Lstat(dir); err != nil {
		_ = windows.CloseHandle(mutex)
		return nil, true
	}
	return held{mutex}, !remote(whole)
}

// remote reports whether a folder lies on another machine.
func remote(dir string) bool {
	root := filepath.VolumeName(dir) + `\`
	name, err := windows.UTF16PtrFromString(root)
	return err != nil || windows.GetDriveType(name) == windows.DRIVE_REMOTE
}

// lockFile needs nothing here: an open file cannot be removed.
func lockFile(*os.File) error { return nil }

// Private does nothing here: who may read a file is decided by its folder.
func Private() {}
