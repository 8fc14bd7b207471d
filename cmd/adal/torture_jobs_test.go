//go:build linux

package main

import (
	"math/rand/v2"
	"os"
	"os/user"
	"path/filepath"
	"testing"
	"time"
)

// killedAt starts a command, kills it at a random moment of the time it takes, and looks that
// nothing wider than its owner stands below parent.
func killedAt(t *testing.T, parent string, took time.Duration, args ...string) {
	t.Helper()
	cmd := process(t.Context(), args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Duration(rand.Int64N(int64(took))))
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	narrow(t, parent, args[0])
}

// private makes a folder for its owner alone.
func private(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

// took is how long a command takes that ends well.
func took(t *testing.T, args ...string) time.Duration {
	t.Helper()
	began := time.Now()
	if b, err := process(t.Context(), args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	return time.Since(began)
}

// Killed at any moment, concentration leaves a whole run or none, and report the run that stood
// or the new one; a file of somebody beside them stays.
func TestTortureJobs(t *testing.T) {
	t.Parallel()
	kills := 2
	if long() {
		kills = 25
	}
	data, parent := small(t), private(t)
	foreign := filepath.Join(parent, ".run.notes")
	put(t, parent, ".run.notes", "mine")
	out := filepath.Join(parent, "run")
	annual := []string{"concentration", "--data", data, "--year", "2026", "--out", out}
	whole := took(t, annual...)
	for range kills {
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		killedAt(t, parent, whole, annual...)
		wholeOrNone(t, out, "concentration")
	}
	must(t, append(annual, "--force")...)
	report := []string{"report", out, "--lang", "kk"}
	whole = took(t, report...)
	for range kills {
		killedAt(t, parent, whole, report...)
		if !wholeOrNone(t, out, "report") {
			t.Fatal("report: the run that was rendered again is gone")
		}
	}
	must(t, report...)
	if left, err := filepath.Glob(filepath.Join(parent, ".run.adal-*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %v %v", left, err)
	}
	if b, err := os.ReadFile(foreign); err != nil || string(b) != "mine" {
		t.Errorf("the file of somebody: %q, %v", b, err)
	}
}

// Whatever is killed while it writes the journal, the next command is let in and the journal
// verifies after it: a kill is told from a hand.
func TestTortureJournal(t *testing.T) {
	t.Parallel()
	kills := 2
	if long() {
		kills = 25
	}
	data := filepath.Join(private(t), "data")
	if err := os.CopyFS(data, os.DirFS(small(t))); err != nil {
		t.Fatal(err)
	}
	put(t, data, "access.yaml", `grants:
  - user: `+me(t)+`
    scope: [check, kin]
    from: 2020-01-01
    to: 2100-12-31
    memo: {number: 1, date: 2020-01-01}
    consents: {first_head: {date: 2020-01-01}, information_security: {date: 2020-01-01}}
`)
	kin := []string{"kin", "--data", data}
	whole := took(t, kin...)
	for range kills {
		killedAt(t, filepath.Join(data, "none"), whole, kin...)
		must(t, kin...)
		must(t, "journal", "verify", "--data", data)
	}
}

// me is the user of the operating system that runs the tests.
func me(t *testing.T) string {
	t.Helper()
	u, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	return u.Username
}
