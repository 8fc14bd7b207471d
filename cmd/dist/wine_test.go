package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// systemUnderWine tests what differs between systems where it does: the access lists, files that
// are open elsewhere, long names; and the program started by a double click.
func (d *desk) systemUnderWine(t *testing.T) {
	t.Helper()
	module, err := root(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := output(t.Context(), module, []string{"GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"}, "go", "test", "-c", "-o", filepath.Join(d.dir, "disk.test.exe"), "./pipeline/disk"); err != nil {
		t.Fatal(err)
	}
	run(t, d.dir, d.env, "wine", "disk.test.exe")
	// A double click is a start by a program of this name.
	run(t, ".", nil, mingw, "-O2", "-o", filepath.Join(d.dir, "explorer.exe"), "testdata/explorer.c")
	clicked := *d
	clicked.program = []string{"wine", "explorer.exe"}
	said := clicked.typed(t, "\n", "adal.exe")
	for _, want := range []string{"перетащите", "сүйреп", "drag", "Enter"} {
		if !strings.Contains(said, want) {
			t.Errorf("a double click does not say %q:\n%s", want, said)
		}
	}
	said = clicked.typed(t, "\n", "adal.exe", "ministry.csv")
	if !strings.Contains(said, "Enter") || !strings.Contains(said, "adal: ") {
		t.Errorf("what is no folder was dropped, and the window closes:\n%s", said)
	}
}

// typed starts a program, types into it and gives all it says.
func (d *desk) typed(t *testing.T, typed string, args ...string) string {
	t.Helper()
	cmd := d.start(t, args...)
	var out bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(typed), &out, &out
	_ = cmd.Run() // its exit status is the program's
	return out.String()
}

// browser puts a program where the desktop's would be, and gives the pages it was shown.
func (d *desk) browser(t *testing.T) (shown func() string) {
	t.Helper()
	log := filepath.Join(t.TempDir(), "shown")
	script := "#!/bin/sh\necho \"$1\" >> '" + log + "'\n"
	if err := os.WriteFile(filepath.Join(d.dir, "xdg-open"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return func() string {
		b, err := os.ReadFile(log)
		if err != nil {
			return ""
		}
		return string(b)
	}
}
