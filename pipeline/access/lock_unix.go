//go:build unix

package access

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock waits until nobody else writes the journal; closing the file frees it.
func lock(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX) }
