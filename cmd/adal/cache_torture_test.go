//go:build linux

package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"adal/pipeline/cache"
)

// Killed while it fills a cache, adal leaves one from which the next run gives the same bytes, without
// a word of damage but where the list itself was not there yet, and with nothing half written after it.
func TestTortureCacheKill(t *testing.T) {
	t.Parallel()
	data, dir := small(t), t.TempDir()
	none, out, kept := filepath.Join(dir, "none"), filepath.Join(dir, "run"), filepath.Join(dir, "kept")
	must(t, "scan", "--data", data, "--period", "2026Q3", "--out", none, "--lang", "en")
	scan := []string{"scan", "--data", data, "--period", "2026Q3", "--out", out, "--cache", kept, "--force", "--lang", "en"}
	kills := 3
	if long() {
		kills = 40
	}
	for i := range kills {
		if i%2 == 0 {
			if err := os.RemoveAll(kept); err != nil {
				t.Fatal(err)
			}
		} else if err := os.Remove(filepath.Join(kept, cache.List)); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		cmd := process(t.Context(), scan...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() { defer close(done); _ = cmd.Wait() }()
		waitFor(filepath.Join(kept, "*.new"), done)
		time.Sleep(time.Duration(rand.Int64N(int64(20 * time.Millisecond))))
		_ = cmd.Process.Kill()
		<-done
		_, err := os.Lstat(filepath.Join(kept, cache.List))
		code, _, errs := adal(t, scan...)
		if code != 0 || err == nil && errs != "" {
			t.Fatalf("kill %d: exit %d\n%s", i+1, code, errs)
		}
		alike(t, out, none, "after a kill")
		for name := range everything(t, kept) {
			if strings.HasSuffix(name, ".new") {
				t.Errorf("kill %d: %s is left", i+1, name)
			}
		}
	}
}

// Two runs at once with one cache, of two folders, give each what they give alone.
func TestTortureCacheTwoAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	other := copyOf(t, small(t))
	setCell(t, filepath.Join(other, "roster.csv"), 3, "last_name", "Другов")
	data := []string{small(t), other}
	kept := filepath.Join(dir, "kept")
	for i, d := range data {
		must(t, "scan", "--data", d, "--period", "2026Q3", "--out", filepath.Join(dir, []string{"a", "b"}[i]))
	}
	rounds := 2
	if long() {
		rounds = 20
	}
	for range rounds {
		var cmds []*exec.Cmd
		for i, d := range data {
			cmds = append(cmds, process(t.Context(), "scan", "--data", d, "--period", "2026Q3", "--out", filepath.Join(dir, []string{"a", "b"}[i]+"-with"), "--cache", kept, "--force"))
			if err := cmds[i].Start(); err != nil {
				t.Fatal(err)
			}
		}
		for i, cmd := range cmds {
			if err := cmd.Wait(); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, []string{"a", "b"}[i])
			alike(t, name+"-with", name, "two at once")
		}
	}
}
