//go:build unix

package run

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// hold locks a folder for as long as this process lives, against every other process of
// this machine. It gives nil where somebody else holds it or it is gone; sure is false
// on a file system that knows no locks, where nobody can tell.
func hold(dir string) (lock io.Closer, sure bool) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, true
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.ENOLCK) || errors.Is(err, unix.ENOSYS) {
		return f, false
	}
	if err != nil {
		_ = f.Close()
		return nil, true
	}
	// Between opening and locking the folder may have been removed or got its final name.
	mine, err1 := f.Stat()
	there, err2 := os.Lstat(dir)
	if err1 != nil || err2 != nil || !os.SameFile(mine, there) {
		_ = f.Close()
		return nil, true
	}
	return f, true
}

// lockFile holds a file until it is closed; where the system knows no locks it does nothing.
func lockFile(f *os.File) error {
	_ = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	return nil
}

// Private makes every file this process creates its owner's alone, those of the engine too.
func Private() { unix.Umask(0o077) }
