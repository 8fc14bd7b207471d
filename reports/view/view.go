// Package view turns a finished run into a report as data: its sections, findings with their
// steps and rows, tables with typed cells, drawings as nodes and lines. It is the only room that
// masks and words a run; what lays a report out (page, workbook, tables, JSON, terminal) takes
// everything it prints from here, so no number of a person is masked and no sum is made twice.
package view

import (
	"fmt"
	"slices"
	"sync"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
)

// Report is one run in one language, with people's numbers masked or in full. It reads the run
// and never changes it; its parts are made when asked for, and may be asked for side by side.
type Report struct {
	builder
	page func() *Page
}

// Of gives the report of r in lang ("ru", "kk" or "en"). With full people's numbers are not
// masked. People of r and of the other runs are masked alike, so that two runs can be set side
// by side.
func Of(r *run.Run, lang string, full bool, others ...*run.Run) *Report {
	r = counted(r)
	known := r
	if len(others) > 0 {
		all := *r
		all.Findings, all.Gone = slices.Clone(r.Findings), slices.Clone(r.Gone)
		for _, x := range others {
			all.Findings = append(all.Findings, x.Findings...)
			all.Gone = append(all.Gone, x.Gone...)
		}
		known = &all
	}
	v := &Report{builder: newBuilder(r, lang, mask.New(known, full))}
	v.page = sync.OnceValue(func() *Page { return newPage(v.builder) })
	return v
}

// Page gives what the page shows, made once.
func (v *Report) Page() *Page { return v.page() }

// Job is the kind of run the report is of.
func (v *Report) Job() run.Job { return v.run.Job }

// Lang is the language of the report.
func (v *Report) Lang() string { return v.lang }

// public is the report with every number masked, whatever the rest shows: for files that are
// shared or published.
func (v *Report) public() builder {
	b := v.builder
	b.mask, b.worded = mask.New(b.run, false), &worded{}
	return b
}

// Full is the report with every number in full, for what other programs join to.
func (v *Report) Full() *Report {
	if v.mask.Full() {
		return v
	}
	b := v.builder
	b.mask, b.worded = mask.New(b.run, true), &worded{}
	full := &Report{builder: b}
	full.page = sync.OnceValue(func() *Page { return newPage(b) })
	return full
}

// builder makes the parts of a report of a run.
type builder struct {
	lang     string
	run      *run.Run
	mask     *mask.Masker
	rules    map[string]run.Rule
	register run.Register
	doubtful run.Doubts
	ledger   *ledger
	ordered  *contractBlocks
	worded   *worded
	cuts     *cuts
	listing  *contractLists
	filed    map[string]string // of a finding the anchor of its case on the page
	compared bool              // the run was set beside one before

	categoryNames map[string]string // by code
}

func newBuilder(r *run.Run, lang string, m *mask.Masker) builder {
	b := builder{lang: lang, run: r, mask: m, rules: map[string]run.Rule{}, register: r.Register(), doubtful: r.Doubts(), filed: filed(r.Cases), ordered: &contractBlocks{}, listing: &contractLists{}, worded: &worded{}, cuts: &cuts{}}
	for _, x := range r.Rules {
		b.rules[x.ID] = x
	}
	b.compared = followed(r)
	b.categoryNames = map[string]string{}
	for _, x := range r.Categories {
		b.categoryNames[x.Code] = x.Name
	}
	return b
}

func (b builder) t(key string) string { return words.UI.In(b.lang, key) }

// Label gives a heading or label of a layout; a key that has none is an error of the layout.
func (v *Report) Label(key string) (string, error) {
	if !words.UI.Has(key) {
		return "", fmt.Errorf("no word %q", key)
	}
	return v.t(key), nil
}

// Count writes a number of the report: 1 234.
func (v *Report) Count(n int64) string { return words.Count(v.lang, n) }

// Visible writes what a reader of a terminal would not see as what it is.
func Visible(s string) string { return mask.Visible(s) }
