package main

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
)

// advice gives the next step for a fault of the machine that its owner can do something
// about, "" for any other. The engine tells its faults as text alone.
func advice(err error) string {
	says := func(s string) bool { return strings.Contains(err.Error(), s) }
	switch {
	case errors.Is(err, syscall.ENOSPC) || says("No space left on device") || says("no space left on device"):
		return "the disk is full: free some space, or choose another place with --out; no run was written"
	case errors.Is(err, syscall.EDQUOT) || says("quota exceeded"):
		return "the disk quota is used up: free some space, or choose another place with --out; no run was written"
	case says("Out of Memory Error") || says("could not allocate"):
		return "allow more with --memory, or fewer --threads; no run was written"
	case errors.Is(err, syscall.EROFS) || says("Read-only file system"):
		return "the folder cannot be written to: choose another place with --out"
	case errors.Is(err, fs.ErrPermission):
		return "you may not read or write there: ask the owner of the folder, or choose another"
	}
	return ""
}
