package main

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"adal/pipeline"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// Every job counts its stages to the number it tells ahead, but for the reports, which come last
// and are written here.
func TestProgressCounts(t *testing.T) {
	t.Parallel()
	quarter, err := job.Quarter("2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	year, err := job.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	day, err := job.AsOf("2026-09-30")
	if err != nil {
		t.Fatal(err)
	}
	for name, j := range map[string]struct {
		do     job.Do
		period job.Period
	}{"scan": {pipeline.Scan, quarter}, "concentration": {pipeline.Concentration, year}, "duties": {pipeline.Duties, day}, "flags": {pipeline.Flags, job.Period{}}} {
		var b strings.Builder
		p := &progress{w: &b, lang: "ru", now: time.Now, left: newForecast(usual[name])}
		s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Discard()
		o := job.Options{Data: ministryDir, Period: j.period, Memory: "2GB", MaxRejects: 0.05}
		p.watches(&o)
		stages := map[string]bool{"reports": true}
		o.Progress = func(stage string) { stages[stage] = true; p.show(stage) }
		if _, err := j.do(t.Context(), o, s); err != nil {
			t.Fatal(err)
		}
		p.show("reports")
		if p.at != p.of || !strings.Contains(b.String(), "; строк 17\u00a0821") || !strings.HasPrefix(b.String(), "\r\x1b[Kшаг 1: чтение файлов") {
			t.Errorf("%s: %d stages of %d:\n%q", name, p.at, p.of, b.String())
		}
		if whole := slices.Sorted(maps.Keys(usual[name])); !slices.Equal(whole, slices.Sorted(maps.Keys(stages))) {
			t.Errorf("%s: it is known how long these take:\n%v\nof these:\n%v", name, whole, slices.Sorted(maps.Keys(stages)))
		}
		if p.left.part != 0 || p.left.partAt.IsZero() {
			t.Errorf("%s: nobody was told of what was read", name)
		}
	}
}

// A line is never wider than the terminal.
func TestProgressIsCut(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	p := &progress{w: &b, lang: "ru", width: func() int { return 12 }, now: time.Now}
	p.show("reading files")
	if _, line, _ := strings.Cut(b.String(), "\x1b[K"); utf8.RuneCountInString(line) != 11 {
		t.Errorf("%q", line)
	}
	if none := newProgress(&b, "ru", false, "scan"); none.w != nil {
		t.Error("what is no terminal is told of stages")
	}
}
