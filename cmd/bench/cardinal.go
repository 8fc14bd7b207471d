package main

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// cardinalFolder holds what builds Cardinal and its settings.
const cardinalFolder = "cmd/bench/peers/cardinal"

// eleven are the flags that Cardinal computes too.
var eleven = []string{"R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058"}

// changedSettings are for adal what changed.ini is for Cardinal.
var changedSettings = []string{
	"flags.no_price_comparison=way 2", "flags.exclude_methods=way 3",
	"R003.threshold=20", "R003.procurement_methods=open|selective", "R003.procurement_method_details=way 1=5", "R018.procurement_methods=open|limited",
	"R024.threshold=0.05", "R025.percentile=50", "R025.threshold=0.25", "R035.threshold=2",
	"R038.threshold=0.3", "R038.minimum_submitted_bids=5", "R038.minimum_contracting_processes=10",
	"R048.digits=3", "R048.threshold=4", "R048.minimum_contracting_processes=10", "R058.threshold=0.2",
}

// beside runs adal flags and Cardinal on the same lines, prints what each took, and fails
// where their indicators differ. Where Cardinal cannot be built it says so and is done.
type beside struct {
	adal, cardinal string
	work           string
	out            io.Writer
}

// benchCardinal is the part of the bench that has Cardinal beside it.
func benchCardinal(ctx context.Context, program, work string, sizes []int, times int, out io.Writer) error {
	fmt.Fprintln(out, "\nadal flags beside Cardinal 0.0.8")
	var said bytes.Buffer
	build := exec.CommandContext(ctx, filepath.Join(cardinalFolder, "build.sh"))
	build.Stderr = &said
	where, err := build.Output()
	if err != nil {
		fmt.Fprintf(out, "SKIPPED: Cardinal cannot be built here, so nothing was compared: %v\n%s\n", err, strings.TrimSpace(said.String()))
		return ctx.Err()
	}
	b := beside{program, strings.TrimSpace(string(where)), work, out}
	if err := b.differences(ctx); err != nil {
		return err
	}
	if err := b.sameWhenChanged(ctx); err != nil {
		return err
	}
	for _, n := range sizes {
		if err := b.timed(ctx, n, times); err != nil {
			return err
		}
	}
	return nil
}

// lines writes n tenders into a folder of their own and gives the folder and the file.
func (b beside) lines(n int, seed uint64) (folder, file string, err error) {
	folder = filepath.Join(b.work, fmt.Sprintf("tenders-%d-%d", n, seed))
	if err := os.Mkdir(folder, 0o700); err != nil {
		return "", "", err
	}
	file = filepath.Join(folder, "tenders.jsonl")
	f, err := os.Create(file)
	if err != nil {
		return "", "", err
	}
	return folder, file, errors.Join(tenders(f, n, seed), f.Close())
}

// runCardinal gives what it took and what it found.
func (b beside) runCardinal(ctx context.Context, settings, file string) (measure, indicators, error) {
	result := filepath.Join(b.work, "cardinal.json")
	f, err := os.Create(result)
	if err != nil {
		return measure{}, nil, err
	}
	m, err := runInto(ctx, f, b.cardinal, []string{"indicators", "--no-meta", "--settings", filepath.Join(cardinalFolder, settings), file})
	if err = errors.Join(err, f.Close()); err != nil {
		return m, nil, err
	}
	found, err := readIndicators(result)
	return m, found, err
}

// runAdal computes the eleven flags alone.
func (b beside) runAdal(ctx context.Context, folder string, more ...string) (measure, indicators, error) {
	run := filepath.Join(b.work, "run")
	if err := os.RemoveAll(run); err != nil {
		return measure{}, nil, err
	}
	args := append([]string{"flags", "--data", folder, "--out", run, "--rules", strings.Join(eleven, ","), "--set", "flags.currency=KZT", "--max-rejects", "100%"}, more...)
	m, err := runInto(ctx, io.Discard, b.adal, args)
	if err != nil {
		return m, nil, err
	}
	found, err := readIndicators(filepath.Join(run, "indicators.json"))
	return m, found, err
}

// alone has indicators.json written and nothing else, which is computed without the engine.
var alone = []string{"--format", "indicators"}

// bothWays computes the eleven flags with the engine and without it, and requires the same.
func (b beside) bothWays(ctx context.Context, folder string, more ...string) (indicators, error) {
	_, with, err := b.runAdal(ctx, folder, more...)
	if err != nil {
		return nil, err
	}
	_, without, err := b.runAdal(ctx, folder, append(slices.Clone(more), alone...)...)
	if err != nil {
		return nil, err
	}
	if err := same(with, without); err != nil {
		return nil, fmt.Errorf("adal with the engine and without it: %w", err)
	}
	return with, nil
}

// timed runs the contestants in turn.
func (b beside) timed(ctx context.Context, n, times int) error {
	folder, file, err := b.lines(n, 1)
	if err != nil {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	peer := contestant{name: "Cardinal"}
	ours := []struct {
		contestant
		more []string
	}{
		{contestant{name: "adal flags --format indicators"}, alone},
		{contestant{name: "adal flags, every file of the run"}, nil},
	}
	for range times {
		m, want, err := b.runCardinal(ctx, "settings.ini", file)
		if err != nil {
			return err
		}
		peer.measures = append(peer.measures, m)
		for i := range ours {
			m, got, err := b.runAdal(ctx, folder, ours[i].more...)
			if err != nil {
				return err
			}
			if err := same(want, got); err != nil {
				return fmt.Errorf("%d lines: %w", n, err)
			}
			if i == 0 && len(ours[i].measures) == 0 {
				fmt.Fprintf(b.out, "\n%d lines, %d MB: the same %s\n", n, info.Size()>>20, want.counted())
			}
			ours[i].measures = append(ours[i].measures, m)
		}
	}
	w := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "program\twall, least\tmedian\tto Cardinal\tCPU, least\tmedian\tto Cardinal\tpeak memory\tto Cardinal")
	peer.row(w, peer)
	for _, o := range ours {
		o.row(w, peer)
	}
	return errors.Join(w.Flush(), os.RemoveAll(folder))
}

// row prints what a program took beside another, ratios of the medians.
func (c *contestant) row(w io.Writer, to contestant) {
	wall, cpu, thatWall, thatCPU := c.walls(), c.cpu(), to.walls(), to.cpu()
	k := len(wall) / 2
	fmt.Fprintf(w, "%s\t%.2f s\t%.2f s\t%.1f\t%.2f s\t%.2f s\t%.1f\t%d MB\t%.1f\n", c.name,
		wall[0].Seconds(), wall[k].Seconds(), float64(wall[k])/float64(thatWall[k]),
		cpu[0].Seconds(), cpu[k].Seconds(), float64(cpu[k])/float64(thatCPU[k]),
		c.peak()>>20, float64(c.peak())/float64(to.peak()))
}

// sameWhenChanged requires the same indicators with every parameter changed, and that each
// of the flags is raised in one of the two.
func (b beside) sameWhenChanged(ctx context.Context) error {
	folder, file, err := b.lines(5000, 2)
	if err != nil {
		return err
	}
	var more []string
	for _, s := range changedSettings {
		more = append(more, "--set", s)
	}
	raised := map[string]int{}
	for settings, more := range map[string][]string{"settings.ini": nil, "changed.ini": more} {
		_, want, err := b.runCardinal(ctx, settings, file)
		if err != nil {
			return err
		}
		got, err := b.bothWays(ctx, folder, more...)
		if err != nil {
			return err
		}
		if err := same(want, got); err != nil {
			return fmt.Errorf("5000 lines, %s: %w", settings, err)
		}
		for at := range want {
			raised[at.code]++
		}
	}
	for _, code := range eleven {
		if raised[code] == 0 {
			return fmt.Errorf("no %s in any of the lines: that it is the same says nothing", code)
		}
	}
	fmt.Fprintln(b.out, "5000 other lines: the same with the default settings and with every parameter changed")
	return os.RemoveAll(folder)
}

//go:embed peers/cardinal/differences.json
var differencesFile []byte

// difference is a case in which the two are known to differ, or known not to: what each
// says of the lines, and who is right by the definition.
type difference struct {
	What     string
	Lines    []json.RawMessage
	Cardinal json.RawMessage
	Adal     json.RawMessage
}

// differences holds both programs to the list of cases in which they differ: where one of
// them no longer says what the list says, the list is wrong and the bench fails.
func (b beside) differences(ctx context.Context) error {
	var all []difference
	if err := json.Unmarshal(differencesFile, &all); err != nil {
		return fmt.Errorf("differences.json: %w", err)
	}
	for i, d := range all {
		folder := filepath.Join(b.work, "difference-"+strconv.Itoa(i))
		if err := os.Mkdir(folder, 0o700); err != nil {
			return err
		}
		var text bytes.Buffer
		for _, l := range d.Lines {
			if err := json.Compact(&text, l); err != nil {
				return err
			}
			text.WriteByte('\n')
		}
		file := filepath.Join(folder, "lines.jsonl")
		if err := os.WriteFile(file, text.Bytes(), 0o600); err != nil {
			return err
		}
		_, theirs, err := b.runCardinal(ctx, "settings.ini", file)
		if err != nil {
			return err
		}
		ours, err := b.bothWays(ctx, folder)
		if err != nil {
			return err
		}
		for _, x := range []struct {
			who  string
			want json.RawMessage
			got  indicators
		}{{"Cardinal", d.Cardinal, theirs}, {"adal", d.Adal, ours}} {
			want, err := parseIndicators(x.want)
			if err != nil {
				return fmt.Errorf("differences.json: %s: %w", d.What, err)
			}
			if err := same(want, x.got); err != nil {
				return fmt.Errorf("differences.json says otherwise of %s: %s: %w", x.who, d.What, err)
			}
		}
	}
	fmt.Fprintf(b.out, "%d cases in which they are known to differ: each says what %s/differences.json says\n", len(all), cardinalFolder)
	return nil
}

// indicators is an indicators.json, a value a place; numbers have twelve digits.
type indicators map[place]string

type place struct{ group, id, code string }

func readIndicators(path string) (indicators, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseIndicators(text)
}

func parseIndicators(text []byte) (indicators, error) {
	var groups map[string]map[string]map[string]*float64
	if err := json.Unmarshal(text, &groups); err != nil {
		return nil, fmt.Errorf("indicators: %w", err)
	}
	all := indicators{}
	for group, ids := range groups {
		for id, codes := range ids {
			for code, v := range codes {
				all[place{group, id, code}] = "null" // what is no number: a division by 0
				if v != nil {
					all[place{group, id, code}] = strconv.FormatFloat(*v, 'g', 12, 64)
				}
			}
		}
	}
	return all, nil
}

// same says as an error where two results differ: how often, and the first cases.
func same(want, got indicators) error {
	var lines []string
	for at := range want {
		if got[at] != want[at] {
			lines = append(lines, fmt.Sprintf("%s %s %s: %s, adal %s", at.group, at.id, at.code, want[at], cmp.Or(got[at], "nothing")))
		}
	}
	for at := range got {
		if want[at] == "" {
			lines = append(lines, fmt.Sprintf("%s %s %s: nothing, adal %s", at.group, at.id, at.code, got[at]))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	slices.Sort(lines)
	return fmt.Errorf("%d of %d values differ:\n%s", len(lines), len(want), strings.Join(lines[:min(len(lines), 20)], "\n"))
}

// counted says how many values there are of each flag.
func (x indicators) counted() string {
	n := map[string]int{}
	for at := range x {
		n[at.code]++
	}
	words := []string{fmt.Sprint(len(x), " values:")}
	for _, code := range slices.Sorted(maps.Keys(n)) {
		words = append(words, fmt.Sprint(code, " ", n[code]))
	}
	return strings.Join(words, " ")
}
