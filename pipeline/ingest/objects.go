package ingest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"adal/pipeline/fault"
)

// mostNames is how many different names the records of one file may have; further ones
// are not looked at.
const mostNames = 4000

// lookahead is how many records are seen before it is decided what they are.
const lookahead = 200

// recordSet is the records of one kind in a JSON file and the tables they give.
type recordSet struct {
	kind    string
	entity  *entity
	names   []string
	at      map[string]int
	outputs map[string]*output // by list
	cells   []string
	skipped *Skipped
	wanted  string
	given   *FileMapping
	counts  map[string]int64
}

type numbered struct {
	n    int64
	kind string
	r    object
	err  *broken
}

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
	o := newObjects(in, it.place(), lines)
	var first []numbered
	ended := false
	for len(first) < lookahead {
		n, kind, rec, err := o.next()
		if errors.Is(err, io.EOF) {
			ended = true
			break
		}
		if b, ok := errors.AsType[*broken](err); ok {
			first = append(first, numbered{n: n, err: b})
			continue
		}
		if err != nil {
			return r.notJSON(it, err)
		}
		first = append(first, numbered{n, kind, rec, nil})
	}
	entries := it.entries("", 1)
	given := entries[0]
	if given == nil || given.Table == "" {
		for _, x := range first {
			if x.r != nil && isRelease(x.r) {
				late := *it
				late.disk = file
				r.releases = append(r.releases, &late)
				return nil
			}
		}
	}
	sets := map[string]*recordSet{}
	var order []*recordSet
	defer func() {
		for _, s := range order {
			for _, out := range s.outputs {
				out.abandon()
			}
		}
	}()
	var lost []numbered // lines that are no JSON, before it is known what the file is
	handle := func(x numbered) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if x.err != nil {
			lost = append(lost, x)
			return nil //nolint:nilerr // a line that is no JSON is a reject, not an error
		}
		s := sets[x.kind]
		if s == nil {
			s, err = r.recordSet(it, x, first, given, src)
			if err != nil {
				return err
			}
			sets[x.kind] = s
			order = append(order, s)
		}
		if s.skipped != nil {
			return nil
		}
		return s.add(r, it, x, src)
	}
	for _, x := range first {
		if err := handle(x); err != nil {
			return err
		}
	}
	for !ended {
		n, kind, rec, err := o.next()
		if errors.Is(err, io.EOF) {
			break
		}
		x := numbered{n, kind, rec, nil}
		if b, ok := errors.AsType[*broken](err); ok {
			x = numbered{n: n, err: b}
		} else if err != nil {
			return err
		}
		if err := handle(x); err != nil {
			return err
		}
	}
	return r.closeSets(it, order, lost, src)
}

// notJSON passes over a text that is no JSON and does not claim to be.
func (r *reader) notJSON(it *item, err error) error {
	if it.table == "" && len(it.given) == 0 && !isDataName(it.name) {
		r.skip(Skipped{Path: it.path, Part: it.part, Why: "not_data"})
		return nil
	}
	return err
}

// recordSet decides what the records of a kind are.
func (r *reader) recordSet(it *item, x numbered, first []numbered, given *FileMapping, src Source) (*recordSet, error) {
	s := &recordSet{kind: x.kind, at: map[string]int{}, outputs: map[string]*output{}, counts: map[string]int64{}, given: given, wanted: it.wanted(given)}
	s.learn(flatten(x.r).cells)
	for _, other := range first {
		if other.r != nil && other.kind == x.kind {
			s.learn(flatten(other.r).cells)
		}
	}
	if given == nil || given.Table == "" {
		s.entity = entityOf(s.names, x.kind)
	}
	part := ""
	if len(s.kind) > 0 && !slices.Contains(envelopes, s.kind) {
		part = s.kind
	}
	if s.entity != nil {
		l := s.entity.layOut(plainHeader(s.names), s.entity.parts[0].list)
		if l.list != "" {
			return s, nil // its rows come from a list
		}
		return s, s.begin(r, it, "", part, l, src)
	}
	header := plainHeader(s.names)
	place := placeOf(it.path, join(it.part, part))
	var l *layout
	if s.wanted != "" {
		var err error
		if l, err = layOut(tableNamed(s.wanted), header, given, place); err != nil {
			return nil, err
		}
	} else if all := like(header, place); len(all) > 0 && all[0].sure() {
		l = all[0]
	} else {
		s.skipped = &Skipped{Path: it.path, Part: join(it.part, part), Why: "no_table", Source: src, Header: named(header)}
		if len(all) > 0 {
			s.skipped.Like, s.skipped.Missing = all[0].table.Name, all[0].missing
		}
		return s, nil
	}
	if l.twice != "" {
		return nil, fault.Data("key_twice", "place", place, "name", l.twice)
	}
	return s, s.begin(r, it, "", part, l, src)
}

func (s *recordSet) begin(r *reader, it *item, list, part string, l *layout, src Source) error {
	if list != "" {
		part = join(part, list)
	}
	src.Mapped = s.given != nil
	o, err := r.begin(it, part, l, src, true)
	if err != nil {
		return err
	}
	s.outputs[list] = o
	return nil
}

// learn takes note of the names of a record; grown says there were new ones.
func (s *recordSet) learn(cells map[string]string) (grown bool) {
	var fresh []string
	for n := range cells {
		if _, ok := s.at[n]; !ok {
			fresh = append(fresh, n)
		}
	}
	slices.Sort(fresh)
	for _, n := range fresh {
		if len(s.names) >= mostNames {
			break
		}
		s.at[n] = len(s.names)
		s.names = append(s.names, n)
		grown = true
	}
	return grown
}

// relay lays the columns out again after new names were met.
func (s *recordSet) relay(it *item) error {
	header := plainHeader(s.names)
	for list, o := range s.outputs {
		if s.entity != nil {
			o.layout = s.entity.layOut(header, list)
			continue
		}
		l, err := layOut(o.layout.table, header, s.given, o.raw.Place())
		if err != nil {
			return err
		}
		o.layout = l
	}
	return nil
}

func (s *recordSet) fill(f flat) []string {
	if cap(s.cells) < len(s.names) {
		s.cells = make([]string, len(s.names), 2*len(s.names))
	}
	s.cells = s.cells[:len(s.names)]
	clear(s.cells)
	for n, v := range f.cells {
		if i, ok := s.at[n]; ok {
			s.cells[i] = v
		}
	}
	return s.cells
}

// add writes a record, and the elements of its lists that are rows of a table.
func (s *recordSet) add(r *reader, it *item, x numbered, src Source) error {
	f := flatten(x.r)
	if s.learn(f.cells) {
		if err := s.relay(it); err != nil {
			return err
		}
	}
	if o := s.outputs[""]; o != nil {
		if err := o.addNamed(x.n, s.fill(f)); err != nil {
			return err
		}
	}
	if s.entity == nil {
		return nil
	}
	for _, p := range s.entity.parts {
		if p.list == "" {
			continue
		}
		rows := f.lists[p.list]
		if len(rows) == 0 {
			continue
		}
		for _, row := range rows {
			child := flat{cells: map[string]string{}, lists: map[string][]object{}}
			own := f.shown[p.list] + "."
			for n, v := range f.cells {
				if !strings.HasPrefix(n, own) {
					child.cells[n] = v
				}
			}
			for n, v := range flatten(row).cells {
				child.cells[own+n] = v
			}
			if s.learn(child.cells) {
				if err := s.relay(it); err != nil {
					return err
				}
			}
			if s.outputs[p.list] == nil {
				part := ""
				if len(s.kind) > 0 && !slices.Contains(envelopes, s.kind) {
					part = s.kind
				}
				if err := s.begin(r, it, p.list, part, s.entity.layOut(plainHeader(s.names), p.list), src); err != nil {
					return err
				}
			}
			o := s.outputs[p.list]
			s.counts[p.list]++
			if err := o.addNamed(s.counts[p.list], s.fill(child)); err != nil {
				return err
			}
		}
	}
	return nil
}

// addNamed writes a row whose raw file has every column of the table.
func (o *output) addNamed(row int64, cells []string) error {
	clear(o.cells)
	for _, t := range o.layout.targets {
		v, from := t.cell(cells)
		if v == "" {
			continue
		}
		i := o.place(t.column.Name)
		if from >= 0 && len(t.from) > 1 && from != t.from[0] && t.column.Name == "signed_on" {
			o.created++
		}
		o.cells[i], o.seen[i] = o.cell(t.column, v, row), true
	}
	o.raw.File.Rows++
	return o.w.add(row, o.cells)
}

// place gives where a column stands in the raw file.
func (o *output) place(column string) int {
	if o.places == nil {
		o.places = map[string]int{}
		for i, c := range o.raw.Columns {
			o.places[c] = i
		}
	}
	return o.places[column]
}

// closeSets ends the tables of a JSON file.
func (r *reader) closeSets(it *item, sets []*recordSet, lost []numbered, src Source) error {
	var main *output
	for _, s := range sets {
		if s.skipped != nil {
			r.skip(*s.skipped)
			continue
		}
		for _, list := range sortedKeys(s.outputs) {
			if main == nil {
				main = s.outputs[list]
			}
		}
	}
	for _, x := range lost {
		if main != nil {
			main.reject(x.err.row, x.err.text, "broken_row:0/1")
		}
	}
	if main == nil && len(lost) > 0 {
		return r.notJSON(it, fault.Data("no_json_lines", "place", it.place()))
	}
	if len(sets) == 0 {
		if it.table != "" || len(it.given) > 0 {
			return fault.Data("no_records", "place", it.place())
		}
		r.skip(Skipped{Path: it.path, Part: it.part, Why: "empty", Source: src})
		return nil
	}
	for _, s := range sets {
		for _, list := range sortedKeys(s.outputs) {
			o := s.outputs[list]
			if len(o.layout.missing) > 0 {
				return noColumn(o.raw.Place(), o.layout.table.Name, o.layout.missing, s.names)
			}
			if s.entity != nil && len(s.entity.parts) > 1 {
				o.layout.unused = nil
				if o == main {
					o.layout.unused = r.trulyUnused(s)
				}
			}
			if err := r.done(o); err != nil {
				return err
			}
			last := &r.in.Files[len(r.in.Files)-1]
			last.Columns = nil
			for i, c := range o.raw.Columns {
				if o.seen[i] || slices.ContainsFunc(o.layout.targets, func(t target) bool { return t.column.Name == c }) {
					last.Columns = append(last.Columns, c)
				}
			}
		}
	}
	return nil
}

// trulyUnused lists the names no table of an entity uses.
func (r *reader) trulyUnused(s *recordSet) []string {
	used := map[int]bool{}
	for _, o := range s.outputs {
		for _, t := range o.layout.targets {
			for _, i := range t.from {
				used[i] = true
			}
		}
	}
	var names []string
	for i, n := range s.names {
		if !used[i] {
			names = append(names, n)
		}
	}
	return names
}
