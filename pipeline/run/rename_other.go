//go:build !linux

package run

import (
	"errors"

	"adal/pipeline/disk"
)

// exchange cannot be done in one step here.
func exchange(_, _ string) error { return errors.ErrUnsupported }

// renameNew gives a folder a name nobody has. A folder with files in it is not replaced.
func renameNew(from, to string) error { return disk.Rename(from, to) }
