package access

import (
	"os"

	"golang.org/x/sys/windows"
)

// lock waits until no other command writes the journal. The bytes locked lie far behind its
// end: others can read it meanwhile.
func lock(f *os.File) error {
	far := windows.Overlapped{OffsetHigh: 1 << 30}
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, &far)
}
