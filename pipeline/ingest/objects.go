package ingest

import (
	"slices"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/portal"
	"adal/pipeline/ingest/source"
)

// mostNames is how many different names the records of one file may have; further ones
// are not looked at.
const mostNames = 4000

// lookahead is how many records are seen before it is decided what they are.
const lookahead = 200

// recordSet is the records of one kind in a JSON file and the tables they give.
type recordSet struct {
	kind    string
	entity  *portal.Entity
	names   []string
	at      map[string]int
	outputs map[string]*output // by list
	cells   []string
	skipped *Skipped
	wanted  string
	given   *header.FileMapping
	counts  map[string]int64
}

type numbered struct {
	n    int64
	kind string
	r    source.Object
	err  *source.Broken
}

// recordSet decides what the records of a kind are.
func (r *reader) recordSet(it *item, x numbered, first []numbered, given *header.FileMapping, src Source) (*recordSet, error) {
	s := &recordSet{kind: x.kind, at: map[string]int{}, outputs: map[string]*output{}, counts: map[string]int64{}, given: given, wanted: it.wanted(given)}
	s.learn(header.Flatten(x.r).Cells)
	for _, other := range first {
		if other.r != nil && other.kind == x.kind {
			s.learn(header.Flatten(other.r).Cells)
		}
	}
	if given == nil || given.Table == "" {
		s.entity = portal.Of(s.names, x.kind)
	}
	part := ""
	if len(s.kind) > 0 && !slices.Contains(source.Envelopes, s.kind) {
		part = s.kind
	}
	if s.entity != nil {
		l := s.entity.LayOut(header.Plain(s.names), s.entity.Parts[0].List)
		if l.List != "" {
			return s, nil // its rows come from a list
		}
		return s, s.begin(r, it, "", part, l, src)
	}
	heading := header.Plain(s.names)
	place := placeOf(it.path, join(it.part, part))
	var l *header.Layout
	if s.wanted != "" {
		var err error
		if l, err = header.LayOut(header.TableNamed(s.wanted), heading, given, place); err != nil {
			return nil, err
		}
	} else if all := header.Like(heading, place); len(all) > 0 && all[0].Sure() {
		l = all[0]
	} else {
		s.skipped = &Skipped{Path: it.path, Part: join(it.part, part), Why: whyNoTable(s.names, x), Source: src, Header: header.Named(heading)}
		if len(all) > 0 {
			s.skipped.Like, s.skipped.Missing = all[0].Table.Name, all[0].Missing
		}
		return s, nil
	}
	if l.Twice != "" {
		return nil, fault.Data("key_twice", "place", place, "name", l.Twice)
	}
	return s, s.begin(r, it, "", part, l, src)
}

func (s *recordSet) begin(r *reader, it *item, list, part string, l *header.Layout, src Source) error {
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
	heading := header.Plain(s.names)
	for list, o := range s.outputs {
		if s.entity != nil {
			o.layout = s.entity.LayOut(heading, list)
			continue
		}
		l, err := header.LayOut(o.layout.Table, heading, s.given, o.raw.Place())
		if err != nil {
			return err
		}
		o.layout = l
	}
	return nil
}

func (s *recordSet) fill(f header.Flat) []string {
	if cap(s.cells) < len(s.names) {
		s.cells = make([]string, len(s.names), 2*len(s.names))
	}
	s.cells = s.cells[:len(s.names)]
	clear(s.cells)
	for n, v := range f.Cells {
		if i, ok := s.at[n]; ok {
			s.cells[i] = v
		}
	}
	return s.cells
}

// add writes a record, and the elements of its lists that are rows of a table.
func (s *recordSet) add(r *reader, it *item, x numbered, src Source) error {
	f := header.Flatten(x.r)
	if s.learn(f.Cells) {
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
	for _, p := range s.entity.Parts {
		if p.List == "" {
			continue
		}
		rows := f.Lists[p.List]
		if len(rows) == 0 {
			continue
		}
		for _, row := range rows {
			child := header.Flat{Cells: map[string]string{}, Lists: map[string][]source.Object{}}
			own := f.Shown[p.List] + "."
			for n, v := range f.Cells {
				if !strings.HasPrefix(n, own) {
					child.Cells[n] = v
				}
			}
			for n, v := range header.Flatten(row).Cells {
				child.Cells[own+n] = v
			}
			if s.learn(child.Cells) {
				if err := s.relay(it); err != nil {
					return err
				}
			}
			if s.outputs[p.List] == nil {
				part := ""
				if len(s.kind) > 0 && !slices.Contains(source.Envelopes, s.kind) {
					part = s.kind
				}
				if err := s.begin(r, it, p.List, part, s.entity.LayOut(header.Plain(s.names), p.List), src); err != nil {
					return err
				}
			}
			o := s.outputs[p.List]
			s.counts[p.List]++
			if err := o.addNamed(s.counts[p.List], s.fill(child)); err != nil {
				return err
			}
		}
	}
	return nil
}

// addNamed writes a row whose raw file has every column of the table.
func (o *output) addNamed(row int64, cells []string) error {
	clear(o.cells)
	for _, t := range o.layout.Targets {
		v, from := t.Cell(cells)
		if v == "" {
			continue
		}
		i := o.place(t.Column.Name)
		if from >= 0 && len(t.From) > 1 && from != t.From[0] && t.Column.Name == "signed_on" {
			o.created++
		}
		o.cells[i], o.seen[i] = o.cell(t.Column, v, row), true
	}
	if o.former(row, cells) {
		return nil
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
		for _, list := range header.SortedKeys(s.outputs) {
			if main == nil {
				main = s.outputs[list]
			}
		}
	}
	for _, x := range lost {
		if main != nil {
			main.reject(x.err.Row, x.err.Text, "broken_row:0/1")
		}
	}
	if main == nil && len(lost) > 0 {
		return r.unreadable(it, func() error { return fault.Data("no_json_lines", "place", it.place()) })
	}
	if len(sets) == 0 {
		if it.table != "" || len(it.given) > 0 {
			return fault.Data("no_records", "place", it.place())
		}
		r.skip(Skipped{Path: it.path, Part: it.part, Why: "empty", Source: src})
		return nil
	}
	for _, s := range sets {
		for _, list := range header.SortedKeys(s.outputs) {
			o := s.outputs[list]
			if len(o.layout.Missing) > 0 {
				return header.NoColumn(o.raw.Place(), o.layout.Table.Name, o.layout.Missing, s.names)
			}
			if s.entity != nil && len(s.entity.Parts) > 1 {
				o.layout.Unused = nil
				if o == main {
					o.layout.Unused = r.trulyUnused(s)
				}
			}
			if err := r.done(o); err != nil {
				return err
			}
			last := &r.in.Files[len(r.in.Files)-1]
			last.Columns = nil
			for i, c := range o.raw.Columns {
				if o.seen[i] || slices.ContainsFunc(o.layout.Targets, func(t header.Target) bool { return t.Column.Name == c }) {
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
		for _, t := range o.layout.Targets {
			for _, i := range t.From {
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
