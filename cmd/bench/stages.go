package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// stage is what one stage of a job took. Work that goes on beside it (tables being written) is
// counted with the stage during which it was done.
type stage struct {
	name  string
	begun time.Time
	measure
}

// startUp is the time of a process before its first stage: reading settings, opening the engine.
const startUp = "start"

// readStages reads what the program wrote of its stages (ADAL_STAGES): of each its name, the
// moment it began in ns, the processor time until then in ns, and the peak memory of the stage
// before it in bytes. The process began and took in all what is given. Stages of one name are
// one. The peak of the last stage is that of the whole process, of which the system tells no more.
func readStages(r io.Reader, begun time.Time, whole measure) ([]stage, error) {
	at := stage{name: startUp, begun: begun}
	var all []stage
	var spent time.Duration
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("a stage is not name, moment, time and memory: %q", lines.Text())
		}
		var n [3]int64
		for i := range n {
			var err error
			if n[i], err = strconv.ParseInt(f[i+1], 10, 64); err != nil {
				return nil, fmt.Errorf("stage %q: %w", f[0], err)
			}
		}
		moment, cpu := time.Unix(0, n[0]), time.Duration(n[1])
		at.measure = measure{wall: moment.Sub(at.begun), cpu: cpu - spent, peak: n[2]}
		all = append(all, at)
		at, spent = stage{name: f[0], begun: moment}, cpu
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	at.measure = measure{wall: begun.Add(whole.wall).Sub(at.begun), cpu: whole.cpu - spent, peak: whole.peak}
	return merged(append(all, at)), nil
}

// merged adds up stages of one name, in the order of the first of each.
func merged(all []stage) []stage {
	var out []stage
	for _, s := range all {
		k := slices.IndexFunc(out, func(o stage) bool { return o.name == s.name })
		if k < 0 {
			out = append(out, s)
			continue
		}
		out[k].wall += s.wall
		out[k].cpu += s.cpu
		out[k].peak = max(out[k].peak, s.peak)
	}
	return out
}

// spillWatch looks at what an engine writes into folders named spill below a folder, every
// twenty milliseconds until it is stopped.
type spillWatch struct {
	stop chan struct{}
	done sync.WaitGroup
	seen []spilled
}

type spilled struct {
	at    time.Time
	bytes int64
}

func watchSpill(folder string) *spillWatch {
	w := &spillWatch{stop: make(chan struct{})}
	w.done.Go(func() {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-w.stop:
				return
			case now := <-tick.C:
				if n := spillIn(folder); n > 0 {
					w.seen = append(w.seen, spilled{now, n})
				}
			}
		}
	})
	return w
}

func (w *spillWatch) end() {
	close(w.stop)
	w.done.Wait()
}

// most is the most bytes seen at once in a time.
func (w *spillWatch) most(from, to time.Time) (n int64) {
	for _, s := range w.seen {
		if !s.at.Before(from) && s.at.Before(to) {
			n = max(n, s.bytes)
		}
	}
	return n
}

// spillIn sums the files in folders named spill at most four levels below a folder. Files come
// and go meanwhile: what is gone counts nothing.
func spillIn(folder string) (n int64) {
	depth := strings.Count(folder, string(filepath.Separator))
	_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // gone between the listing and the look
		}
		if d.IsDir() {
			if strings.Count(path, string(filepath.Separator)) > depth+4 {
				return fs.SkipDir
			}
			return nil
		}
		if strings.Contains(path, string(filepath.Separator)+"spill"+string(filepath.Separator)) {
			if info, err := d.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}
