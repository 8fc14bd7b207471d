//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"adal/pipeline/run"
)

// The tests of this file really kill the program, fill a disk and cap memory. They run
// short in go test, and long (two hundred kills with torture_jobs_test.go and generate_test.go, more sizes) in make torture, which sets
// ADAL_TORTURE. What each of them found when its protection was taken out is said there.

// wholeOrNone fails the test where something that is no whole run has the name of one. It
// reports whether a run is there.
func wholeOrNone(t *testing.T, out, when string) bool {
	t.Helper()
	if _, err := os.Lstat(out); errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return false
	}
	_, found, err := run.Check(out, nil)
	if err != nil {
		t.Fatalf("%s: half a run: %v", when, err)
	}
	if len(found) > 0 {
		t.Fatalf("%s: half a run: %+v", when, found[0])
	}
	return true
}

func leftovers(t *testing.T, out string) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(filepath.Dir(out), ".*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// Killed at any moment, also while it replaces a run, adal leaves no run or a whole one,
// and the next run of that name clears what was left. Half of the kills are at random
// moments, half just when a file of the run appears.
//
// Taken out: with the run written under its own name this failed at the first kill ("half
// a run: ... it has no manifest.json"); without sweep it failed at the end ("left over").
// The moment between two steps of replacing is too short to hit: TestForceIsNeverAbsent of
// pipeline/run looks at it.
func TestTortureKill(t *testing.T) {
	t.Parallel()
	kills := 6
	if long() {
		kills = 100
	}
	data := small(t)
	out := filepath.Join(t.TempDir(), "run")
	scan := []string{"scan", "--data", data, "--period", "2026Q3", "--out", out}
	began := time.Now()
	if b, err := process(t.Context(), scan...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	whole := time.Since(began)
	moments := []string{"tables/roster.parquet", "tables/report.parquet", "findings.csv", "report.xlsx", "manifest.json", "SHA256SUMS"}
	killed, there := 0, 0
	for i := range kills {
		args := append([]string{}, scan...)
		replace := i%4 >= 2
		if replace {
			args = append(args, "--force", "--lang", []string{"kk", "en"}[i%2])
			if _, err := os.Lstat(out); err != nil {
				must(t, scan...)
			}
		} else if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		pattern := filepath.Join(filepath.Dir(out), ".run.adal-*", filepath.FromSlash(moments[i/2%len(moments)]))
		before, _ := filepath.Glob(pattern)
		cmd := process(t.Context(), args...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		when := fmt.Sprintf("kill %d", i+1)
		go func() {
			defer close(done)
			_ = cmd.Wait()
		}()
		if i%2 == 0 {
			after := time.Duration(rand.Int64N(int64(whole * 11 / 10)))
			when += " after " + after.String()
			select {
			case <-time.After(after):
			case <-done:
			}
		} else {
			when += " as " + filepath.Base(pattern) + " appeared"
			waitForOther(before, pattern, done)
		}
		_ = cmd.Process.Kill()
		<-done
		if !cmd.ProcessState.Exited() {
			killed++
		}
		if wholeOrNone(t, out, when) {
			there++
		} else if replace {
			t.Fatalf("%s: the run that was being replaced is gone", when)
		}
	}
	t.Logf("%d of %d killed before they were done; a whole run stood after %d", killed, kills, there)
	must(t, append(scan, "--force")...)
	if !wholeOrNone(t, out, "at the end") {
		t.Fatal("no run at the end")
	}
	if left := leftovers(t, out); len(left) > 0 {
		t.Fatalf("left over: %v", left)
	}
}

// waitFor waits until a file matches or the process is done.
func waitFor(pattern string, done <-chan struct{}) { waitForOther(nil, pattern, done) }

// waitForOther waits until a file matches that did not before: what an earlier kill left is no
// sign of life.
func waitForOther(before []string, pattern string, done <-chan struct{}) {
	for {
		if m, _ := filepath.Glob(pattern); slices.ContainsFunc(m, func(f string) bool { return !slices.Contains(before, f) }) {
			return
		}
		select {
		case <-done:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

// Asked to stop, adal stops, says so and leaves nothing at all.
func TestTortureInterrupt(t *testing.T) {
	t.Parallel()
	data := small(t)
	for i, file := range []string{"tables", ".work/spill", "tables/roster.parquet"} {
		if i > 0 && !long() {
			break
		}
		out := filepath.Join(t.TempDir(), "run")
		cmd := process(t.Context(), "scan", "--data", data, "--period", "2026Q3", "--out", out)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() { defer close(done); _ = cmd.Wait() }()
		waitFor(filepath.Join(filepath.Dir(out), ".run.adal-*", file), done)
		_ = cmd.Process.Signal(syscall.SIGTERM)
		<-done
		if cmd.ProcessState.ExitCode() == 0 && wholeOrNone(t, out, "too late") {
			continue
		}
		if got := cmd.ProcessState.ExitCode(); got != exitFailed || !strings.Contains(errs.String(), "остановлено; ничего не записано") {
			t.Errorf("at %s: exit %d\n%s", file, got, errs.String())
		}
		if wholeOrNone(t, out, file) || len(leftovers(t, out)) > 0 {
			t.Errorf("at %s: something was left: %v", file, leftovers(t, out))
		}
	}
}

// Two at once into one run: one has it, the other says so; with --force both end well, and
// what stands is one of them, whole.
//
// Taken out: with Commit removing what stands instead of refusing it, both ended well
// without --force.
func TestTortureTwoAtOnce(t *testing.T) {
	t.Parallel()
	data := small(t)
	rounds := 1
	if long() {
		rounds = 20
	}
	for range rounds {
		for _, force := range []bool{false, true} {
			out := filepath.Join(t.TempDir(), "run")
			var cmds [2]*exec.Cmd
			var errs [2]bytes.Buffer
			for i := range cmds {
				args := []string{"scan", "--data", data, "--period", "2026Q3", "--out", out, "--lang", []string{"kk", "en"}[i]}
				if force {
					args = append(args, "--force")
				}
				cmds[i] = process(t.Context(), args...)
				cmds[i].Stderr = &errs[i]
				if err := cmds[i].Start(); err != nil {
					t.Fatal(err)
				}
			}
			well := 0
			for i, cmd := range cmds {
				switch _ = cmd.Wait(); cmd.ProcessState.ExitCode() {
				case 0:
					well++
				case exitFailed:
					if force || !strings.Contains(errs[i].String(), "--force") {
						t.Errorf("force %v: %s", force, errs[i].String())
					}
				default:
					t.Errorf("exit %d\n%s", cmd.ProcessState.ExitCode(), errs[i].String())
				}
			}
			if want := map[bool]int{false: 1, true: 2}[force]; well != want {
				t.Errorf("force %v: %d ended well, want %d", force, well, want)
			}
			if !wholeOrNone(t, out, "two at once") || len(leftovers(t, out)) > 0 {
				t.Errorf("force %v: no run, or something was left: %v", force, leftovers(t, out))
			}
		}
	}
}

// On a disk that is too small there is no run, and the error says what to do. The sizes
// make it fail while raw files, tables, reports and checksums are written.
//
// Taken out: with Discard doing nothing it failed at every size ("left over"), without
// advice at every size too. A dropped error of one writer alone goes unnoticed here, since
// on a full disk the next write fails.
func TestTortureDisk(t *testing.T) {
	t.Parallel()
	data := small(t)
	sizes := []int{64, 400}
	if long() {
		sizes = nil
		for k := 32; k < 2500; k += 64 {
			sizes = append(sizes, k)
		}
	}
	full, done := 0, 0
	for _, size := range sizes {
		disk := t.TempDir()
		mount(t, disk, syscall.MS_NOSUID, "size="+strconv.Itoa(size)+"k")
		out := filepath.Join(disk, "run")
		b, err := process(t.Context(), "scan", "--data", data, "--period", "2026Q3", "--out", out).CombinedOutput()
		if err == nil {
			done++
			if !wholeOrNone(t, out, "done") {
				t.Fatalf("%dk: ended well without a run", size)
			}
			continue
		}
		full++
		if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != exitFailed {
			t.Errorf("%dk: %v\n%s", size, err, b)
		}
		if wholeOrNone(t, out, "full") {
			t.Errorf("%dk: failed and left a run", size)
		}
		if !bytes.Contains(b, []byte("диск заполнен")) {
			t.Errorf("%dk: the error does not say that the disk is full:\n%s", size, b)
		}
		if left := leftovers(t, out); len(left) > 0 {
			t.Errorf("%dk: left over: %v", size, left)
		}
	}
	t.Logf("%d disks were too small, %d were not", full, done)
	if full == 0 {
		t.Error("no disk was too small")
	}
}

// mount mounts a tmpfs for the test, or skips it where that is not permitted.
func mount(t *testing.T, dir string, flags uintptr, options string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, options); err != nil {
		t.Skipf("mounting a small disk is not permitted here (it takes root): %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
}

// Where nothing may be written there is an error that says so, and nothing else.
func TestTortureReadOnly(t *testing.T) {
	t.Parallel()
	data := small(t)
	dir := t.TempDir()
	check := func(name, out string) {
		b, err := process(t.Context(), "scan", "--data", data, "--period", "2026Q3", "--out", out).CombinedOutput()
		if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != exitFailed || !bytes.Contains(b, []byte("что делать: выберите ")) {
			t.Errorf("%s: %v\n%s", name, err, b)
		}
		wholeOrNone(t, out, name)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	check("below a file", filepath.Join(file, "run"))
	if os.Getuid() != 0 {
		if err := os.Chmod(dir, 0o500); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = os.Chmod(dir, 0o700) }()
		check("a folder without write permission", filepath.Join(dir, "run"))
		return
	}
	mount(t, dir, syscall.MS_RDONLY, "")
	check("a file system that is read-only", filepath.Join(dir, "run"))
	check("a folder below it", filepath.Join(dir, "deeper", "run"))
}

// With too little memory there is no run. The engine's own cap ends with an error that
// names --memory; a cap of the system may kill the process, which leaves no run either.
//
// Taken out: with memory_limit not set, 1 MB was enough and the test said so.
func TestTortureMemory(t *testing.T) {
	t.Parallel()
	data := small(t)
	caps := []string{"1MB"}
	if long() {
		caps = []string{"1MB", "2MB", "4MB", "8MB", "16MB", "32MB", "64MB"}
	}
	for _, c := range caps {
		out := filepath.Join(t.TempDir(), "run")
		b, err := process(t.Context(), "scan", "--data", data, "--period", "2026Q3", "--out", out, "--memory", c).CombinedOutput()
		there := wholeOrNone(t, out, "--memory "+c)
		if (err == nil) != there {
			t.Errorf("--memory %s: %v, and a run: %v", c, err, there)
		}
		if c == "1MB" && err == nil {
			t.Error("--memory 1MB was enough: it caps nothing")
		}
		if n := bytes.Count(b, []byte("--memory")); err != nil && n != 1 {
			t.Errorf("--memory %s: the error names it %d times, want once:\n%s", c, n, b)
		}
		if left := leftovers(t, out); len(left) > 0 {
			t.Errorf("--memory %s: left over: %v", c, left)
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	sizes := []int{1 << 20}
	if long() {
		sizes = []int{1 << 17, 1 << 18, 1 << 19, 3 << 18, 1 << 20, 5 << 18, 3 << 19, 7 << 18, 1 << 21, 3 << 20, 1 << 22}
	}
	for _, kb := range sizes {
		out := filepath.Join(t.TempDir(), "run")
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		script := fmt.Sprintf(`ulimit -v %d; exec -a adal "$0" scan --data "$1" --period 2026Q3 --out "$2"`, kb)
		b, err := exec.CommandContext(ctx, "bash", "-c", script, self, data, out).CombinedOutput()
		cancel()
		there := wholeOrNone(t, out, fmt.Sprintf("ulimit -v %d", kb))
		if (err == nil) != there {
			t.Errorf("ulimit -v %d: %v, and a run: %v\n%.2000s", kb, err, there, b)
		}
		t.Logf("ulimit -v %d: %v", kb, err)
	}
}
