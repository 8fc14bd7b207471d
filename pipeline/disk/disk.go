// Package disk is what differs between systems about files and folders: who may read
// them, when they are on the disk, how one is renamed or removed while another program
// looks at it. It promises the same outcome everywhere: what is for its owner is for
// nobody else, and what is removed or renamed is so when the call returns.
package disk

import (
	"errors"
	"os"
)

// TempOwn is os.MkdirTemp with a folder that only its owner may look into, and all that is
// made in it.
func TempOwn(dir, pattern string) (string, error) {
	name, err := os.MkdirTemp(dir, pattern)
	if err != nil {
		return "", err
	}
	if err := OwnerOnly(name); err != nil {
		return "", errors.Join(err, RemoveAll(name))
	}
	return name, nil
}
