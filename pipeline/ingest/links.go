package ingest

import (
	"errors"
	"io/fs"
	"path/filepath"

	"adal/pipeline/fault"
)

// unopened is the fault that a file of the directory cannot be opened. A link that leads out of
// the folder is not followed: what is read is what lies in the folder, and a link could name any
// file of the machine.
func (r *reader) unopened(p string, err error) error {
	if info, e := r.root.Lstat(filepath.FromSlash(p)); e == nil && info.Mode()&fs.ModeSymlink != 0 {
		if _, e := r.root.Stat(filepath.FromSlash(p)); !errors.Is(e, fs.ErrNotExist) {
			return fault.Data("link_outside", "place", p)
		}
	}
	return fault.Data("cannot_open", "place", p, "cause", errors.Unwrap(err))
}
