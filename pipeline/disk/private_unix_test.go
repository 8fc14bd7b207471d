//go:build !windows

package disk

import (
	"os"
	"testing"
)

func private(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	want := os.FileMode(0o600)
	if info.IsDir() {
		want = 0o700
	}
	if info.Mode().Perm() != want {
		t.Errorf("%s has the mode %o", path, info.Mode().Perm())
	}
}
