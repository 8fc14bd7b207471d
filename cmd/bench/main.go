// Command bench measures the built program as a user runs it: whole processes over
// invented data, CPU and wall time and peak memory, each several times, in turn with the
// floor: the engine copying the same files. What it prints goes into
// RESULTS.md as ratios of one run, for machines differ and this one may be busy.
package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	var err error
	if len(os.Args) == 4 && os.Args[1] == floorCommand {
		err = floor(ctx, os.Args[2], os.Args[3])
	} else {
		err = bench(ctx, os.Args[1:], os.Stdout)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// set is one data set and the job run over it.
type set struct {
	name     string
	generate []string // flags of adal generate
	job      []string // command and its flags but --data and --out
	without  []string // tables that are taken out of it
	aim      string   // how much it may take
}

var million = []string{"--employees", "3000", "--suppliers", "200000", "--contracts", "1000000"}

var sets = []set{
	{"scan, 3,000 employees", []string{"--employees", "3000"}, []string{"scan", "--period", "2026Q3"}, nil, "2 s, 1 GB"},
	{"scan, 100,000 employees", []string{"--employees", "100000"}, []string{"scan", "--period", "2026Q3"}, nil, "20 s, 3 GB"},
	{"concentration, 1,000,000 contracts", million, []string{"concentration", "--year", "2025"}, []string{"bids", "decisions"}, "10 s, 2 GB"},
	{"the same with their bids and decisions", million, []string{"concentration", "--year", "2025"}, nil, ""},
}

func bench(ctx context.Context, args []string, out io.Writer) (err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	times := flags.Int("n", 3, "runs of each job; the fastest is printed beside the slowest")
	only := flags.Int("only", -1, "only this set, counted from 0")
	peer := flags.Bool("cardinal", false, "adal flags beside Cardinal and nothing else")
	sizes := flags.String("lines", "5000,100000", "how many lines each time they are run beside each other")
	against := flags.String("against", "", "a program of another version, run in turn with this one")
	if err := flags.Parse(args); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "adal-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	program := filepath.Join(work, "adal")
	if b, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/adal").CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, b)
	}
	fmt.Fprintf(out, "%d cores, %s\n", runtime.NumCPU(), runtime.Version())
	if *peer {
		n, err := counts(*sizes)
		if err != nil {
			return fmt.Errorf("-lines: %w", err)
		}
		return benchCardinal(ctx, program, work, n, *times, out)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "job\trows read\tCPU, least\tmedian\tto the floor\twall, least\tpeak memory\taim")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	for i, s := range sets {
		if *only >= 0 && *only != i {
			continue
		}
		job := slices.Clone(s.job)
		contestants := []contestant{{name: s.name, program: program, args: job}, {name: "floor", program: self}}
		if *against != "" {
			contestants = append(contestants, contestant{name: s.name + ", against", program: *against, args: job})
		}
		if err := s.run(ctx, filepath.Join(work, "set"+strconv.Itoa(i)), *times, contestants, w); err != nil {
			return err
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func counts(list string) ([]int, error) {
	var all []int
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

// run makes the data of a set, runs the contestants over it, adal the first and the floor the
// second, and writes a line of each. Interleaved: what the machine does meanwhile falls on all alike.
func (s set) run(ctx context.Context, work string, times int, contestants []contestant, w io.Writer) (err error) {
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	data := filepath.Join(work, "data")
	if _, err := run(ctx, contestants[0].program, append([]string{"generate", "--seed", "1", "--out", data}, s.generate...)); err != nil {
		return err
	}
	for _, table := range s.without {
		if err := os.Remove(filepath.Join(data, table+".csv")); err != nil {
			return err
		}
	}
	for k := range times {
		for c := range contestants {
			if err := contestants[c].run(ctx, data, filepath.Join(work, fmt.Sprintf("run%d-%d", k, c))); err != nil {
				return err
			}
		}
	}
	rows, err := countRows(data)
	if err != nil {
		return err
	}
	base := contestants[1].cpu()
	for _, c := range contestants {
		cpu := c.cpu()
		fmt.Fprintf(w, "%s\t%d\t%.1f s\t%.1f s\t%.1f\t%.1f s\t%d MB\t%s\n", c.name, rows, cpu[0].Seconds(), cpu[len(cpu)/2].Seconds(),
			float64(cpu[0])/float64(base[0]), c.wall().Seconds(), c.peak()>>20, s.aim)
	}
	return nil
}

// contestant is a program that is measured; without args it is the floor.
type contestant struct {
	name, program string
	args          []string
	measures      []measure
}

// run measures one run that writes into out, and removes what it wrote.
func (c *contestant) run(ctx context.Context, data, out string) error {
	args := []string{floorCommand, data, out}
	if c.args != nil {
		args = append(slices.Clone(c.args), "--data", data, "--out", out)
	}
	m, err := run(ctx, c.program, args)
	if err != nil {
		return err
	}
	c.measures = append(c.measures, m)
	return os.RemoveAll(out)
}

// cpu is the user and system time of the runs, the least first.
func (c *contestant) cpu() []time.Duration {
	var all []time.Duration
	for _, m := range c.measures {
		all = append(all, m.cpu)
	}
	slices.Sort(all)
	return all
}

// walls is the wall time of the runs, the least first.
func (c *contestant) walls() []time.Duration {
	var all []time.Duration
	for _, m := range c.measures {
		all = append(all, m.wall)
	}
	slices.Sort(all)
	return all
}

func (c *contestant) wall() time.Duration {
	return slices.MinFunc(c.measures, func(a, b measure) int { return cmp.Compare(a.wall, b.wall) }).wall
}

func (c *contestant) peak() int64 {
	return slices.MaxFunc(c.measures, func(a, b measure) int { return cmp.Compare(a.peak, b.peak) }).peak
}

type measure struct {
	wall time.Duration
	cpu  time.Duration // user and system
	peak int64         // bytes
}

// run times one process and takes its peak memory from the system.
func run(ctx context.Context, program string, args []string) (measure, error) {
	return runInto(ctx, io.Discard, program, args)
}

// runInto is run with what the program prints in a place of its own.
func runInto(ctx context.Context, out io.Writer, program string, args []string) (measure, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = out, &said
	start := time.Now()
	err := cmd.Run()
	m := measure{wall: time.Since(start)}
	if err != nil {
		return m, fmt.Errorf("%s %v: %w\n%s", filepath.Base(program), args, err, said.Bytes())
	}
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.peak = u.Maxrss * 1024
		m.cpu = time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return m, nil
}

// countRows counts the data lines of the tables of a folder.
func countRows(dir string) (int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		return 0, err
	}
	rows := 0
	for _, f := range files {
		if filepath.Base(f) == "truth.csv" {
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
		for _, c := range buf[:k] {
			if c == '\n' {
				n++
			}
		}
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return 0, err
		}
	}
}
