package ingest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/ocds"
	"adal/pipeline/ingest/source"
)

// json reads records: the portal's pages and dumps, OCDS releases, or the canonical tables.
func (r *reader) json(it *item, file string, src Source, lines bool) error {
	src.Format = "json"
	if lines {
		src.Format = "jsonl"
	}
	in, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer func() { _ = in.Close() }()
	o := source.NewObjects(in, it.place(), lines)
	next := func() (numbered, error) {
		n, kind, rec, err := o.Next()
		if b, ok := errors.AsType[*source.Broken](err); ok {
			return numbered{n: n, err: b}, nil
		}
		return numbered{n, kind, rec, nil}, err
	}
	given := it.entries("", 1)[0]
	tabled := given != nil && given.Table != ""
	var first []numbered
	for len(first) < lookahead && err == nil {
		var x numbered
		if x, err = next(); err == nil {
			first = append(first, x)
		}
		if lines && !tabled && x.r != nil && ocds.Holds(x.r) {
			break // no further line makes it anything else
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return r.unreadable(it, func() error { return err })
	}
	sets := &recordSets{r: r, item: it, src: src, first: first, given: given, kinds: map[string]*recordSet{}}
	if !tabled && slices.ContainsFunc(first, func(x numbered) bool { return x.r != nil && ocds.Holds(x.r) }) {
		late := *it
		late.disk = file
		r.releases = append(r.releases, &late)
		return nil
	}
	defer sets.abandon()
	for _, x := range first {
		if err := sets.take(x); err != nil {
			return err
		}
	}
	for err == nil {
		var x numbered
		if x, err = next(); err == nil {
			err = sets.take(x)
		}
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	return r.closeSets(it, sets.order, sets.lost, src)
}

// recordSets are the sets of records of one file, by their kind, in the order they were met.
type recordSets struct {
	r     *reader
	item  *item
	src   Source
	first []numbered
	given *header.FileMapping
	kinds map[string]*recordSet
	order []*recordSet
	lost  []numbered // lines that are no JSON
}

func (s *recordSets) abandon() {
	for _, set := range s.order {
		for _, out := range set.outputs {
			out.abandon()
		}
	}
}

// take adds a record to the set of its kind.
func (s *recordSets) take(x numbered) error {
	if err := s.r.ctx.Err(); err != nil {
		return err
	}
	if x.err != nil {
		s.lost = append(s.lost, x)
		return nil //nolint:nilerr // a line that is no JSON is a reject, not an error
	}
	set := s.kinds[x.kind]
	if set == nil {
		var err error
		if set, err = s.r.recordSet(s.item, x, s.first, s.given, s.src); err != nil {
			return err
		}
		s.kinds[x.kind] = set
		s.order = append(s.order, set)
	}
	if set.skipped != nil {
		return nil
	}
	return set.add(s.r, s.item, x, s.src)
}

// whyNoTable says of records that are like no table what they are, where that is known.
func whyNoTable(names []string, first numbered) string {
	has := func(any ...string) bool {
		return slices.ContainsFunc(any, func(n string) bool { return slices.Contains(names, n) })
	}
	url := ocds.Text(first.r["url"])
	switch {
	case ocds.IsDraft(first.r) || has("releaseID", "releaseTag", "formation"):
		return "ocds_draft"
	case strings.HasPrefix(url, "http") && has("ocid", "packageURL", "publishedDate", "dataType"):
		return "ocds_list"
	}
	return "no_table"
}
