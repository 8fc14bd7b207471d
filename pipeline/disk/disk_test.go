package disk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A folder and what is made in it, before and after, is for its owner only; its name may be
// long and Cyrillic.
func TestOwnerOnly(t *testing.T) {
	home, err := os.MkdirTemp("", "adal-disk-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = RemoveAll(home) })
	dir := filepath.Join(home, strings.Repeat("Отдел по предупреждению коррупции ", 3), strings.Repeat("квартал ", 12), strings.Repeat("отчёт ", 15))
	dir = strings.ReplaceAll(dir, " "+string(filepath.Separator), string(filepath.Separator))
	if err := MakeOwn(strings.TrimSpace(dir)); err != nil {
		t.Fatal(err)
	}
	own, err := TempOwn(strings.TrimSpace(dir), ".x-*")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(own, "таблица.csv")
	if err := os.WriteFile(file, []byte("iin\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	private(t, own)
	if err := OwnerOnly(file); err != nil {
		t.Fatal(err)
	}
	private(t, file)
	for _, path := range []string{file, own} {
		if err := Sync(path); err != nil {
			t.Error(err)
		}
	}
	if err := Rename(own, own+" новый"); err != nil {
		t.Fatal(err)
	}
	private(t, own+" новый")
	if err := RemoveAll(own + " новый"); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(own + " новый"); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
	if err := RemoveAll(own); err != nil {
		t.Errorf("what is not there: %v", err)
	}
	if err := MakeOwn(strings.TrimSpace(dir)); err != nil {
		t.Errorf("what is there: %v", err)
	}
}
