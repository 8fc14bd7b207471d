package main

import (
	"path/filepath"
	"strings"
	"testing"
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
	}{"scan": {pipeline.Scan, quarter}, "concentration": {pipeline.Concentration, year}, "duties": {pipeline.Duties, day}} {
		var b strings.Builder
		p := &progress{w: &b, lang: "ru"}
		s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Discard()
		if _, err := j.do(t.Context(), job.Options{Data: ministryDir, Period: j.period, Memory: "2GB", MaxRejects: 0.05, Progress: p.stage(), Ahead: p.ahead}, s); err != nil {
			t.Fatal(err)
		}
		p.show("reports")
		if p.at != p.of || !strings.Contains(b.String(), "; строк 17\u00a0821") || !strings.HasPrefix(b.String(), "\r\x1b[Kшаг 1: чтение файлов") {
			t.Errorf("%s: %d stages of %d:\n%q", name, p.at, p.of, b.String())
		}
	}
}

// A line is never wider than the terminal.
func TestProgressIsCut(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	p := &progress{w: &b, lang: "ru", width: func() int { return 12 }}
	p.show("reading files")
	if _, line, _ := strings.Cut(b.String(), "\x1b[K"); utf8.RuneCountInString(line) != 11 {
		t.Errorf("%q", line)
	}
	if none := newProgress(&b, "ru", false); none.stage() != nil {
		t.Error("what is no terminal is told of stages")
	}
}
