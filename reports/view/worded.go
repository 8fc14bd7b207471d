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
	facts           said[row]
	summaries, whys said[*run.Finding]
	parts           said[*run.Part]
	kept            atomic.Int64

	once      sync.Once
	customers map[string]string // names by number
}

// said is sentences by what they are of, in shards with a lock each: who asks for one that another is
// just wording waits for it.
type said[K comparable] [64]struct {
	sync.Mutex
	of map[K]sentence
}

// sentence is a sentence of a row with the row's cells, which are held so that no other row gets their
// address.
type sentence struct {
	cells map[string]string
	text  string
}

// row is a source row as evidence shows it. Its cells tell which row of which run it is.
type row struct {
	cells       uintptr
	table, what string
}

// maxKept is how many sentences are kept; those beyond are worded anew each time.
const maxKept = 1 << 18

// say gives the sentence of key, which stands at an address, as word words it.
func (s *said[K]) say(kept *atomic.Int64, key K, at uintptr, cells map[string]string, word func() string) string {
	shard := &s[(at>>4^at>>12)%64]
	shard.Lock()
	defer shard.Unlock()
	if x, ok := shard.of[key]; ok {
		return x.text
	}
	text := word()
	if kept.Add(1) <= maxKept {
		if shard.of == nil {
			shard.of = map[K]sentence{}
		}
		shard.of[key] = sentence{cells, text}
	}
	return text
}

// fact words a row of evidence.
func (b builder) fact(e run.Evidence) string {
	if len(e.Cells) == 0 {
		return words.Fact(b.lang, b.run.Currency, e, b.mask)
	}
	at := reflect.ValueOf(e.Cells).Pointer()
	return b.worded.facts.say(&b.worded.kept, row{at, e.Table, e.What}, at, e.Cells, func() string { return words.Fact(b.lang, b.run.Currency, e, b.mask) })
}

// summary says in one sentence what a finding of the run is.
func (b builder) summary(f *run.Finding) string {
	return b.worded.summaries.say(&b.worded.kept, f, reflect.ValueOf(f).Pointer(), nil, func() string {
		return words.Summary(b.lang, b.run.Currency, b.rule(f.Rule), f, b.mask)
	})
}

// why says in one sentence why a finding of the run stands where it stands.
func (b builder) why(f *run.Finding) string {
	return b.worded.whys.say(&b.worded.kept, f, reflect.ValueOf(f).Pointer(), nil, func() string {
		return words.WhyHere(b.lang, b.run.Currency, b.run.Job.Bands(), f, b.mask)
	})
}

// partFact says what the points of a part of a finding's score were given for.
func (b builder) partFact(f *run.Finding, part int) string {
	p := &f.Parts[part]
	return b.worded.parts.say(&b.worded.kept, p, reflect.ValueOf(p).Pointer(), nil, func() string {
		return words.PartFact(b.lang, b.run.Currency, f, *p, b.mask)
	})
}
