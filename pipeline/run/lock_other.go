//go:build !unix && !windows

package run

import (
	"io"
	"os"
)

type noLock struct{}

func (noLock) Close() error { return nil }

// hold cannot lock a folder here: what killed runs leave is not swept.
func hold(string) (lock io.Closer, sure bool) { return noLock{}, false }

func lockFile(*os.File) error { return nil }

// Private does nothing here: who may read a file is decided by its folder.
func Private() {}
