package main

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"adal/pipeline/disk"
	"adal/texts"
)

// advice gives the next step for a fault of the machine that its owner can do something
// about, "" for any other. The engine tells its faults as text alone.
func advice(lang string, err error) string {
	var id string
	says := func(s string) bool { return strings.Contains(err.Error(), s) }
	switch {
	case disk.InUse(err):
		id = "in_use"
	case errors.Is(err, syscall.ENOSPC) || disk.Full(err) || says("No space left on device") || says("no space left on device"):
		id = "disk_full"
	case errors.Is(err, syscall.EDQUOT) || says("quota exceeded"):
		id = "quota"
	case says("Out of Memory Error") || says("could not allocate") || says("failed to allocate"):
		id = "memory"
	case errors.Is(err, syscall.EROFS) || disk.Protected(err) || says("Read-only file system"):
		id = "read_only"
	case errors.Is(err, fs.ErrPermission):
		id = "not_allowed"
	default:
		return ""
	}
	return texts.In(lang, "advice."+id)
}
