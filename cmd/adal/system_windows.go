package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// browse hands a page to the program the desktop shows pages with, and does not wait for it.
func browse(page string) error {
	verb, err := windows.UTF16PtrFromString("open")
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(page)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, verb, file, nil, nil, windows.SW_SHOWNORMAL)
}

// console makes a terminal show what the program writes: Go writes to one in Unicode
// already, but not what passes through another program on its way, and Windows moves the
// cursor only where it was asked to.
func console() {
	var mode uint32
	if h := windows.Handle(os.Stdout.Fd()); windows.GetConsoleMode(h, &mode) != nil {
		const utf8 = 65001
		_ = windows.SetConsoleOutputCP(utf8)
	}
	if h := windows.Handle(os.Stderr.Fd()); windows.GetConsoleMode(h, &mode) == nil {
		_ = windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING)
	}
}
