package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
)

// races runs programs over the same data in turn.
type races struct {
	options
	program, self, work string
	out                 io.Writer
}

// job is one of the two that are measured, over the days the planted cases are built around.
type job struct {
	name string
	args []string
}

var jobs = []job{
	{"scan", []string{"scan", "--period", "2026Q3"}},
	{"concentration", []string{"concentration", "--year", "2025"}},
}

// data writes a data set and gives its folder.
func (r races) data(ctx context.Context, s size) (string, error) {
	data := filepath.Join(r.work, "data-"+s.name)
	m, err := run(ctx, r.program, append([]string{"generate", "--seed", "1", "--out", data}, s.generate...))
	if err != nil {
		return "", err
	}
	bytes, err := folderSize(data)
	if err != nil {
		return "", err
	}
	rows, err := countRows(data)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(r.out, "\n%s: %d rows, %d MB, generated in %.1f s (CPU %.1f s, %d MB of memory)\n", s.name, rows, bytes>>20, m.wall.Seconds(), m.cpu.Seconds(), m.peak>>20)
	return data, nil
}

func folderSize(dir string) (n int64, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return 0, err
		}
		n += info.Size()
	}
	return n, nil
}

// job measures one run of a job with its stages; the run stays in out.
func (r races) job(ctx context.Context, c *contestant, program string, j job, data, out string) error {
	log := filepath.Join(r.work, "stages")
	if err := errors.Join(os.RemoveAll(log), os.RemoveAll(out)); err != nil {
		return err
	}
	args := append(append([]string{}, j.args...), "--data", data, "--out", out)
	args = append(args, strings.Fields(r.extra)...)
	watch := watchSpill(r.work)
	m, begun, err := runWith(ctx, io.Discard, []string{"ADAL_STAGES=" + log}, program, args)
	watch.end()
	if err != nil {
		return err
	}
	var stages []stage
	if f, err := os.Open(log); err == nil { // another version may not write it
		stages, err = readStages(f, begun, m)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
		for i, s := range stages {
			stages[i].spilled = watch.most(s.begun, s.begun.Add(s.wall))
			m.peak = max(m.peak, s.peak)
		}
		c.stages = append(c.stages, stages)
	}
	m.spilled = watch.most(begun, begun.Add(m.wall))
	r.keep(c, m)
	return nil
}

// floor measures the engine copying the files.
func (r races) floor(ctx context.Context, c *contestant, data string) error {
	out := filepath.Join(r.work, "floor")
	m, err := run(ctx, r.self, []string{floorCommand, data, out})
	if err != nil {
		return err
	}
	r.keep(c, m)
	return os.RemoveAll(out)
}

// keep adds a run to those of its program, and says so, for who waits and for a bench that is
// stopped before its tables.
func (r races) keep(c *contestant, m measure) {
	c.measures = append(c.measures, m)
	fmt.Fprintf(r.out, "%s, run %d: wall %.2f s, CPU %.2f s, %d MB of memory, %d MB spilled\n",
		c.name, len(c.measures), m.wall.Seconds(), m.cpu.Seconds(), m.peak>>20, m.spilled>>20)
}

// race runs all contestants over a data set, as often as asked and in turn, so that what the
// machine does meanwhile falls on all alike, and fails where a peer finds otherwise.
func (r races) race(ctx context.Context, s size) error {
	data, err := r.data(ctx, s)
	if err != nil {
		return err
	}
	base := contestant{name: "floor"}
	own, against, beside := make([]contestant, len(jobs)), make([]contestant, len(jobs)), make([]contestant, len(r.peers))
	runs := make([]string, len(jobs))
	for i, j := range jobs {
		own[i].name, against[i].name = "adal "+j.name, "adal "+j.name+", against"
		runs[i] = filepath.Join(r.work, "run-"+j.name)
	}
	commands, err := r.commands(ctx, beside)
	if err != nil {
		return err
	}
	for k := range r.times {
		if err := r.floor(ctx, &base, data); err != nil {
			return err
		}
		for i, j := range jobs {
			if err := r.job(ctx, &own[i], r.program, j, data, runs[i]); err != nil {
				return err
			}
			if r.against == "" {
				continue
			}
			if err := r.job(ctx, &against[i], r.against, j, data, filepath.Join(r.work, "run-against")); err != nil {
				return err
			}
		}
		if err := r.peersAgree(ctx, commands, beside, data, runs, k == 0); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	table := []contestant{base}
	table = append(table, own...)
	if r.against != "" {
		table = append(table, against...)
	}
	if err := r.print("program", append(table, beside...), base); err != nil {
		return err
	}
	for i, j := range jobs {
		if err := r.print("stage of "+j.name, own[i].byStage(), base); err != nil {
			return err
		}
		runs = append(runs, filepath.Join(r.work, "run-against"))
	}
	for _, folder := range append(runs, data) {
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
	}
	return nil
}

// commands makes what the peers need, and names them.
func (r races) commands(ctx context.Context, beside []contestant) ([][]string, error) {
	commands := make([][]string, len(r.peers))
	for i, name := range r.peers {
		var err error
		beside[i].name = peers[name].name
		if commands[i], err = peers[name].command(ctx); err != nil {
			return nil, fmt.Errorf("peer %s: %w", name, err)
		}
	}
	return commands, nil
}

// peersAgree runs each peer once and compares what it finds with the runs.
func (r races) peersAgree(ctx context.Context, commands [][]string, beside []contestant, data string, runs []string, tell bool) error {
	if len(commands) == 0 {
		return nil
	}
	ours, err := ourPairs(ctx, r.work, runs...)
	if err != nil {
		return err
	}
	if tell {
		fmt.Fprintln(r.out, "findings that are compared:", ours.counted())
	}
	for i, command := range commands {
		result := filepath.Join(r.work, "peer.csv")
		input := data
		if peers[r.peers[i]].overRun {
			input = filepath.Join(runs[0], "tables")
		}
		m, err := run(ctx, command[0], append(command[1:], input, result))
		if err != nil {
			return err
		}
		r.keep(&beside[i], m)
		if beside[i].parts, err = parts(result + ".times"); err != nil {
			return err
		}
		found, err := readPairsFile(result)
		if err != nil {
			return err
		}
		if err := samePairs(ours, found); err != nil {
			return fmt.Errorf("%s: %w", beside[i].name, err)
		}
		if err := errors.Join(os.Remove(result), os.RemoveAll(result+".times")); err != nil {
			return err
		}
	}
	return nil
}

// print writes a line a contestant: times, memory, what was spilled, and the ratio of the least
// CPU time to that of the floor.
func (r races) print(what string, all []contestant, base contestant) error {
	w := tabwriter.NewWriter(r.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\n%s\twall, least\tmedian\tCPU, least\tmedian\tto the floor\tpeak memory\tspilled\t\n", what)
	for _, c := range all {
		wall, cpu := c.walls(), c.cpu()
		k := len(wall) / 2
		fmt.Fprintf(w, "%s\t%.2f s\t%.2f s\t%.2f s\t%.2f s\t%.2f\t%d MB\t%d MB\t%s\n", c.name, wall[0].Seconds(), wall[k].Seconds(),
			cpu[0].Seconds(), cpu[k].Seconds(), float64(cpu[0])/float64(base.cpu()[0]), c.peak()>>20, c.spilled()>>20, c.parts)
	}
	return w.Flush()
}
