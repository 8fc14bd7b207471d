package view

import (
	"reflect"
	"sync"
	"sync/atomic"

	"adal/pipeline/run"
	"adal/reports/words"
)

// worded keeps the sentences of a report once they are worded: the page, the workbook, the lists and
// findings.jsonl say the same of a finding and of a source row, each on a thread of its own.
type worded struct {
	facts, summaries, whys sync.Map // row -> told, *run.Finding -> string
	kept                   atomic.Int64

	once      sync.Once
	customers map[string]string // names by number
}

// row is a source row as evidence shows it. Its cells tell which row of which run it is.
type row struct {
	cells       uintptr
	table, what string
}

// told is the sentence of a row; the cells are held so that no other row gets their address.
type told struct {
	cells map[string]string
	fact  string
}

// maxKept is how many sentences are kept; those beyond are worded anew each time.
const maxKept = 1 << 18

// fact words a row of evidence.
func (b builder) fact(e run.Evidence) string {
	if len(e.Cells) == 0 {
		return words.Fact(b.lang, b.run.Currency, e, b.mask)
	}
	k := row{reflect.ValueOf(e.Cells).Pointer(), e.Table, e.What}
	if t, ok := b.worded.facts.Load(k); ok {
		return t.(told).fact
	}
	s := words.Fact(b.lang, b.run.Currency, e, b.mask)
	if b.worded.kept.Add(1) <= maxKept {
		b.worded.facts.Store(k, told{e.Cells, s})
	}
	return s
}

// summary says in one sentence what a finding of the run is.
func (b builder) summary(f *run.Finding) string {
	if s, ok := b.worded.summaries.Load(f); ok {
		return s.(string)
	}
	s := words.Summary(b.lang, b.run.Currency, b.rule(f.Rule), f, b.mask)
	if b.worded.kept.Add(1) <= maxKept {
		b.worded.summaries.Store(f, s)
	}
	return s
}

// why says in one sentence why a finding of the run stands where it stands.
func (b builder) why(f *run.Finding) string {
	if s, ok := b.worded.whys.Load(f); ok {
		return s.(string)
	}
	s := words.WhyHere(b.lang, b.run.Currency, b.run.Job.Bands(), f, b.mask)
	if b.worded.kept.Add(1) <= maxKept {
		b.worded.whys.Store(f, s)
	}
	return s
}
