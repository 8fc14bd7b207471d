package run

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange lets two folders change names in one step, as seen by everybody else.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if unsupported(err) {
		return errors.ErrUnsupported
	}
	return err
}

// renameNew gives a folder a name nobody has. Where somebody took it meanwhile it fails.
func renameNew(from, to string) error {
	err := unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE)
	if unsupported(err) {
		return os.Rename(from, to)
	}
	return err
}

func unsupported(err error) bool {
	return errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP)
}
