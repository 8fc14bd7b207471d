package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// measure is what a process, or a part of it, took.
type measure struct {
	wall    time.Duration
	cpu     time.Duration // user and system, of its children too
	peak    int64         // bytes of memory; of several processes the largest
	spilled int64         // bytes on disk beside what it keeps, the most at once
}

// contestant is a program that is measured several times.
type contestant struct {
	name     string
	measures []measure
	stages   [][]stage // of each run
	parts    string    // what it says of its parts, of the last run
}

// cpu is the user and system time of the runs, the least first.
func (c *contestant) cpu() []time.Duration {
	return sorted(c.measures, func(m measure) time.Duration { return m.cpu })
}

// walls is the wall time of the runs, the least first.
func (c *contestant) walls() []time.Duration {
	return sorted(c.measures, func(m measure) time.Duration { return m.wall })
}

func sorted(all []measure, of func(measure) time.Duration) []time.Duration {
	var times []time.Duration
	for _, m := range all {
		times = append(times, of(m))
	}
	slices.Sort(times)
	return times
}

func (c *contestant) peak() int64 { return most(c.measures, func(m measure) int64 { return m.peak }) }
func (c *contestant) spilled() int64 {
	return most(c.measures, func(m measure) int64 { return m.spilled })
}

func most(all []measure, of func(measure) int64) (n int64) {
	for _, m := range all {
		n = max(n, of(m))
	}
	return n
}

// byStage turns the runs into a contestant a stage, in the order of the stages.
func (c *contestant) byStage() []contestant {
	var all []contestant
	for _, run := range c.stages {
		for _, s := range run {
			k := slices.IndexFunc(all, func(o contestant) bool { return o.name == s.name })
			if k < 0 {
				k = len(all)
				all = append(all, contestant{name: s.name})
			}
			all[k].measures = append(all[k].measures, s.measure)
		}
	}
	return all
}

// run times one process and takes its peak memory from the system.
func run(ctx context.Context, program string, args []string) (measure, error) {
	return runInto(ctx, io.Discard, program, args)
}

// runInto is run with what the program prints in a place of its own.
func runInto(ctx context.Context, out io.Writer, program string, args []string) (measure, error) {
	m, _, err := runWith(ctx, out, nil, program, args)
	return m, err
}

// runWith is runInto with more in the environment, and the moment it began.
func runWith(ctx context.Context, out io.Writer, more []string, program string, args []string) (measure, time.Time, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = out, &said
	cmd.Env = append(os.Environ(), more...)
	start := time.Now()
	err := cmd.Run()
	m := measure{wall: time.Since(start)}
	if err != nil {
		return m, start, fmt.Errorf("%s %v: %w\n%s", filepath.Base(program), args, err, said.Bytes())
	}
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.peak = u.Maxrss * 1024
		m.cpu = time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return m, start, nil
}

// countRows counts the data lines of the tables of a folder.
func countRows(dir string) (int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		return 0, err
	}
	rows := 0
	for _, f := range files {
		if strings.HasPrefix(filepath.Base(f), "truth") {
			continue
		}
		n, err := lines(f)
		if err != nil {
			return 0, err
		}
		rows += n - 1
	}
	return rows, nil
}

func lines(path string) (n int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	buf := make([]byte, 1<<20)
	for {
		k, err := f.Read(buf)
		n += bytes.Count(buf[:k], []byte{'\n'})
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return 0, err
		}
	}
}
