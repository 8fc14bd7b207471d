package run

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"adal/pipeline/fault"
)

// whole writes the least a run has.
func whole(t *testing.T, s *Staging, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.Dir, ManifestFile), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCommitGivesModes(t *testing.T) {
	out := filepath.Join(t.TempDir(), "deep", "run")
	s, err := Create(out, false)
	if err != nil {
		t.Fatal(err)
	}
	whole(t, s, "{}")
	if err := os.Chmod(s.Tables(), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{out: 0o700, filepath.Join(out, "tables"): 0o700, filepath.Join(out, ManifestFile): 0o600, filepath.Dir(out): 0o700} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, want %v (%v)", path, info.Mode().Perm(), want, err)
		}
	}
	if _, err := os.Stat(filepath.Join(out, ".work")); err == nil {
		t.Error("the work folder is in the run")
	}
}

// What a killed process left is swept by the next run of that name; what a living one is
// writing is not, and neither is anything of another name. Without the lock in sweep the
// folder of the living process would go.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "run[1]*")
	dead := filepath.Join(dir, ".run[1]*"+mark+"dead")
	other := filepath.Join(dir, ".run[1]*2"+mark+"dead")
	for _, d := range []string{dead, other} {
		if err := os.MkdirAll(filepath.Join(d, "tables"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	living, err := Create(out, false)
	if err != nil {
		t.Fatal(err)
	}
	defer living.Discard()
	second, err := Create(out, false)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Discard()
	if _, err := os.Stat(dead); err == nil {
		t.Error("the folder of a dead process was left")
	}
	for _, d := range []string{other, living.Dir, second.Dir} {
		if _, err := os.Stat(d); err != nil {
			t.Errorf("%s was swept", filepath.Base(d))
		}
	}
}

// Two runs at once into one name: the first that is done has it, the other fails.
func TestTwoAtOnce(t *testing.T) {
	out := filepath.Join(t.TempDir(), "run")
	a, err := Create(out, false)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Create(out, false)
	if err != nil {
		t.Fatal(err)
	}
	whole(t, a, `{"job":"first"}`)
	whole(t, b, `{"job":"second"}`)
	if err := a.Commit(); err != nil {
		t.Fatal(err)
	}
	err = b.Commit()
	if _, ok := errors.AsType[*fault.Fault](err); !ok || !strings.Contains(err.Error(), "exists already") {
		t.Errorf("the second commit: %v", err)
	}
	b.Discard()
	if m, err := ReadManifest(out); err != nil || m.Job != "first" {
		t.Errorf("the run is of %q, %v", m.Job, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".*")); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestForce(t *testing.T) {
	out := filepath.Join(t.TempDir(), "run")
	for _, name := range []string{"first", "second"} {
		s, err := Create(out, true)
		if err != nil {
			t.Fatal(err)
		}
		whole(t, s, `{"job":"`+name+`"}`)
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		if m, err := ReadManifest(out); err != nil || string(m.Job) != name {
			t.Errorf("the run is of %q, %v; want %s", m.Job, err, name)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".*")); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
	// A folder of something else, a file and a link are never replaced.
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine")
	if err := os.MkdirAll(mine, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(mine, "thesis.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(out, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{mine, filepath.Join(mine, "thesis.txt"), link} {
		if _, err := Create(name, true); err == nil || !strings.Contains(err.Error(), "is not a run") {
			t.Errorf("%s with --force: %v", filepath.Base(name), err)
		}
	}
}

// While a run is replaced there is always one under its name, the old or the new: a reader
// that looks all the time never finds none. With os.RemoveAll and os.Rename in the place of
// the exchange it soon does.
func TestForceIsNeverAbsent(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("two folders change names in one step on Linux alone")
	}
	out := filepath.Join(t.TempDir(), "run")
	commit := func() {
		s, err := Create(out, true)
		if err != nil {
			t.Fatal(err)
		}
		whole(t, s, "{}")
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	commit()
	stop, done := make(chan struct{}), make(chan int)
	go func() {
		absent := 0
		for {
			select {
			case <-stop:
				done <- absent
				return
			default:
				if _, err := os.Lstat(out); err != nil {
					absent++
				}
			}
		}
	}()
	for range 50 {
		commit()
	}
	close(stop)
	if n := <-done; n > 0 {
		t.Errorf("the run was absent %d times", n)
	}
}

// Where two folders cannot change names in one step, a kill between the two steps leaves
// the run under its old name's hidden one: the next run of that name puts it back first.
func TestSweepRestores(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "run")
	old := filepath.Join(dir, ".run"+mark+"1"+oldSuffix)
	if err := os.Mkdir(old, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(old, ManifestFile), []byte(`{"job":"old"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	sweep(out)
	if m, err := ReadManifest(out); err != nil || m.Job != "old" {
		t.Errorf("not restored: %v", err)
	}
}

// A file somebody put into a run is not removed with it, and is named.
func TestForceKeepsForeignFiles(t *testing.T) {
	out := filepath.Join(t.TempDir(), "run")
	produce := func() error {
		s, err := Create(out, true)
		if err != nil {
			return err
		}
		defer s.Discard()
		if err := os.WriteFile(filepath.Join(s.Dir, "findings.csv"), []byte("rank\n"), 0o600); err != nil {
			return err
		}
		if err := s.Clear(); err != nil {
			return err
		}
		if err := Seal(s.Dir, Manifest{}, nil); err != nil {
			return err
		}
		return s.Commit()
	}
	if err := produce(); err != nil {
		t.Fatal(err)
	}
	if err := produce(); err != nil {
		t.Fatalf("a run of ours alone is not replaced: %v", err)
	}
	note := filepath.Join(out, "заметки.txt")
	if err := os.WriteFile(note, []byte("моё"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := produce(); err == nil || !strings.Contains(err.Error(), "заметки.txt") {
		t.Errorf("replaced, or refused without the name: %v", err)
	}
	if _, err := os.Stat(note); err != nil {
		t.Error("the file is gone")
	}
}
