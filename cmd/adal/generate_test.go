//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// narrow fails the test where anything below dir is wider than 0700 for folders, 0600 for files.
func narrow(t *testing.T, dir, when string) {
	t.Helper()
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // it went away meanwhile
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %s has mode %v", when, path, info.Mode().Perm())
		}
		return nil
	})
}

// Ended in whatever way, generate leaves all of a data set or nothing under its name, and the
// next run to the same place removes what a kill left. Before it was written beside, half a
// data set stood there after most of the kills and after SIGHUP and SIGQUIT.
func TestTortureGenerate(t *testing.T) {
	t.Parallel()
	kills := 6
	if long() {
		kills = 40
	}
	parent := t.TempDir()
	if err := os.Chmod(parent, 0o700); err != nil {
		t.Fatal(err)
	}
	out, staging := filepath.Join(parent, "data"), filepath.Join(parent, ".data.adal-*")
	generate := []string{"generate", "--out", out, "--employees", "4000", "--seed", "3"}
	began := time.Now()
	if b, err := process(t.Context(), generate...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	took := time.Since(began)
	whole := tree(t, out)
	signals := []syscall.Signal{syscall.SIGKILL, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGTERM}
	for i := range kills {
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		before, _ := filepath.Glob(staging)
		cmd := process(t.Context(), generate...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		signal := signals[i%len(signals)]
		if signal == syscall.SIGKILL {
			time.Sleep(time.Duration(rand.Int64N(int64(took))))
		} else { // before the program listens, Go's runtime answers a signal
			waitForOther(before, staging, t.Context().Done())
			time.Sleep(time.Duration(rand.Int64N(int64(took / 2))))
		}
		_ = cmd.Process.Signal(signal)
		_ = cmd.Wait()
		narrow(t, parent, signal.String())
		if _, err := os.Lstat(out); err == nil {
			if got := tree(t, out); got != whole {
				t.Fatalf("%v: half a data set:\n%s", signal, got)
			}
		} else if left := leftovers(t, out); signal != syscall.SIGKILL && len(left) > 0 {
			t.Errorf("%v: left over: %v", signal, left)
		}
		if errs.Len() > 300 {
			t.Errorf("%v: prints %d bytes", signal, errs.Len())
		}
	}
	_ = os.RemoveAll(out)
	must(t, generate...)
	if left := leftovers(t, out); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

// tree lists the files of a folder with their sizes.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b bytes.Buffer
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && !d.IsDir() {
			fmt.Fprintln(&b, filepath.Base(path), info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
