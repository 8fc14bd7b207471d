// Command bench measures the built program as a user runs it: whole processes over
// invented data, wall and CPU time, peak memory and what was spilled, each several times, in turn
// with the floor (the engine copying the same files) and with peers that find the same in
// another way and whose findings must be ours. What it prints goes into RESULTS.md as
// ratios of one run, for machines differ and this one may be busy.
package main

import (
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
	"strconv"
	"strings"
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

// size is an invented data set.
type size struct {
	name     string
	generate []string // flags of adal generate
	onDemand bool     // only where it is asked for by name
}

var sizes = []size{
	{"ministry", []string{"--employees", "3000"}, false},
	{"government", []string{"--employees", "100000"}, false},
	{"contracts", []string{"--employees", "3000", "--suppliers", "200000", "--contracts", "1000000"}, true},
	{"national", []string{"--preset", "national"}, true},
}

// options are the flags of the bench.
type options struct {
	times            int
	sizes, peers     []string
	cardinal, growth bool
	lines            []int
	against, plot    string
	base             int
	growths          []int
	work, extra      string
}

func readOptions(args []string) (o options, err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.IntVar(&o.times, "n", 3, "runs of each program; the least is printed beside the median")
	sizes := flags.String("sizes", "ministry,government", "data sets: ministry, government, contracts, national")
	with := flags.String("peers", "duckdb,polars,pandas,postgres", "peers beside adal: duckdb, polars, pandas, postgres, spark; blank is none")
	flags.BoolVar(&o.cardinal, "cardinal", false, "adal flags beside Cardinal and nothing else")
	lines := flags.String("lines", "5000,100000", "how many lines each time they are run beside each other")
	flags.StringVar(&o.against, "against", "", "a program of another version, run in turn with this one")
	flags.BoolVar(&o.growth, "growth", false, "how each stage grows with the data, and nothing else")
	flags.IntVar(&o.base, "base", 3000, "employees of the least data set of -growth")
	growths := flags.String("times", "1,2,4,8,16,32,64", "its sizes, as multiples of the least")
	flags.StringVar(&o.plot, "plot", "cmd/bench/growth.svg", "where its plot goes")
	flags.StringVar(&o.work, "work", "", "folder for data and runs, a temporary one by default")
	flags.StringVar(&o.extra, "with", "", "more flags for both jobs, --memory 2GB")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.times < 1 || o.base < 1 {
		return o, errors.New("-n and -base are 1 or more")
	}
	o.sizes, o.peers = list(*sizes), list(*with)
	for _, name := range o.peers {
		if _, known := peers[name]; !known {
			return o, fmt.Errorf("-peers: no peer %q", name)
		}
	}
	if o.lines, err = counts(*lines); err != nil {
		return o, fmt.Errorf("-lines: %w", err)
	}
	if o.growths, err = counts(*growths); err != nil {
		return o, fmt.Errorf("-times: %w", err)
	}
	return o, nil
}

func list(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

func counts(text string) ([]int, error) {
	var all []int
	for _, word := range list(text) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

func bench(ctx context.Context, args []string, out io.Writer) (err error) {
	o, err := readOptions(args)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp(o.work, "adal-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	program := filepath.Join(work, "adal")
	if b, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/adal").CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, b)
	}
	fmt.Fprintf(out, "%d cores, load %s, %s\n", runtime.NumCPU(), load(), runtime.Version())
	if o.cardinal {
		return benchCardinal(ctx, program, work, o.lines, o.times, out)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	r := races{options: o, program: program, self: self, work: work, out: out}
	if o.growth {
		return r.grow(ctx)
	}
	for _, name := range o.sizes {
		s, err := sizeOf(name)
		if err != nil {
			return err
		}
		if err := r.race(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func sizeOf(name string) (size, error) {
	for _, s := range sizes {
		if s.name == name {
			return s, nil
		}
	}
	return size{}, fmt.Errorf("-sizes: no data set %q", name)
}

// load is how busy the machine is, as the system says it; blank where it does not.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	one, _, _ := strings.Cut(string(text), " ")
	return one
}
