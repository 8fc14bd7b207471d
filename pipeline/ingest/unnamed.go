package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
)

// unnamed looks after columns that hold values under no name, which nothing reads: a column
// whose name was forgotten is said. One that only counts the rows says nothing.
type unnamed struct {
	used    []bool // by place; one that is read or has a name
	columns map[int]*filler
	counts  map[int]bool // whether a column counts the rows so far
}

// newUnnamed knows the columns of a grid by what is read of it.
func newUnnamed(outputs []*output) *unnamed {
	u := &unnamed{columns: map[int]*filler{}, counts: map[int]bool{}}
	for _, o := range outputs {
		u.used = append(u.used, make([]bool, max(0, len(o.layout.Header)-len(u.used)))...)
		for i, h := range o.layout.Header {
			u.used[i] = u.used[i] || h.Shown != ""
		}
		for _, t := range o.layout.Targets {
			for _, i := range t.From {
				u.used[i] = true
			}
		}
	}
	return u
}

// look counts what a row has in columns without a name.
func (u *unnamed) look(row int64, cells []string) {
	for i, c := range cells {
		if i < len(u.used) && u.used[i] {
			continue
		}
		if c = strings.Trim(c, source.Blanks); c == "" {
			continue
		}
		f := u.columns[i]
		if f == nil {
			f = &filler{text: c, row: row}
			u.columns[i], u.counts[i] = f, true
		}
		f.n++
		u.counts[i] = u.counts[i] && strings.TrimSuffix(c, ".") == strconv.FormatInt(f.n, 10)
	}
}

// note says of each such column its place, as adal.yaml takes it, its first value and how many.
func (u *unnamed) note(o *output) {
	if u == nil {
		return
	}
	var places []int
	for i := range u.columns {
		if !u.counts[i] {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	for _, i := range places {
		f := u.columns[i]
		o.note("unnamed_column", f.row, fmt.Sprintf("#%s: %s (%d)", header.Letter(i), source.Shorten(f.text, 40), f.n))
	}
}
