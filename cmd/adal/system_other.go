//go:build !windows

package main

import (
	"os/exec"
	"runtime"
)

// browse hands a page to the program the desktop shows pages with, and does not wait for it.
func browse(page string) error {
	with := "xdg-open"
	if runtime.GOOS == "darwin" {
		with = "open"
	}
	cmd := exec.Command(with, page)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

// console makes a terminal show what the program writes: every one does here.
func console() {}
