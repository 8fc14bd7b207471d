package ingest

import (
	"errors"
	"io"
	"slices"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/portal"
	"adal/pipeline/ingest/source"
)

// firstRows is what was read of a grid to find its header.
type firstRows struct {
	rows  [][]string
	at    []int64
	err   error // what stopped it
	ended bool
}

func take(g source.Rows, n int) firstRows {
	var f firstRows
	for len(f.rows) < n {
		row, cells, err := g.Next()
		if errors.Is(err, io.EOF) {
			f.ended = true
			return f
		}
		if b, ok := errors.AsType[*source.Broken](err); ok {
			f.rows, f.at = append(f.rows, []string{b.Text}), append(f.at, b.Row)
			continue
		}
		if err != nil {
			f.err = err
			return f
		}
		f.rows, f.at = append(f.rows, slices.Clone(cells)), append(f.at, row)
	}
	return f
}

// tabular is a grid whose header was found.
type tabular struct {
	item   *item
	part   string
	g      source.Rows
	sheet  *source.Sheet // where it is one of a workbook
	text   io.ReadSeeker // where it is a text
	lines  int64         // of the text
	first  firstRows
	header *header.At
	given  *header.FileMapping
	src    Source
	// relatives are the layouts of a questionnaire beside the first.
	relatives []*header.Layout
	plain     bool // a text whose header is its first row: nothing below it is taken for a footer
}

// recognise finds the header of a grid and the table it is. ok is false where it is no
// table; that is then listed. A table that lacks a column it needs is a fault.
func (r *reader) recognise(it *item, part string, g source.Rows, given *header.FileMapping, src Source) (t *tabular, ok bool, err error) {
	t = &tabular{item: it, part: part, g: g, given: given, src: src, first: take(g, header.MostRows+2)}
	t.sheet, _ = g.(*source.Sheet)
	place := placeOf(it.path, join(it.part, part))
	want := it.wanted(given)
	if want == "" && part != "" {
		want = tableOf(part + ".x") // a sheet that bears the name of a table
	}
	if t.first.err != nil {
		return nil, false, t.first.err
	}
	if given != nil && given.HeaderRow > 0 {
		i, err := t.headerGiven(place, int64(given.HeaderRow))
		if err != nil {
			return nil, false, err
		}
		if t.header, err = t.underGiven(i, want, place); err != nil {
			return nil, false, err
		}
	} else if t.header, err = header.Find(t.first.rows, want, given, place, portal.LayOut); err != nil {
		return nil, false, err
	}
	h := t.header
	if own := t.questionnaire(want); own != nil {
		return own, true, nil
	}
	if h != nil && h.Entity == "" && (want == "" || want == "roster") {
		sheet := ""
		if t.sheet != nil && part != "" {
			sheet = part
		}
		h.UnitFrom(t.first.rows[h.To+1:], sheet)
	}
	if len(t.first.rows) == 0 {
		if want != "" && (part == "" || given != nil) {
			return nil, false, fault.Data("no_rows", "place", place)
		}
		r.skip(Skipped{Path: it.path, Part: join(it.part, part), Why: "empty", Source: src})
		return nil, false, nil
	}
	if h == nil || h.Recognised() == 0 || (want == "" && h.Entity == "" && !h.Sure()) {
		return nil, false, r.notRecognised(it, part, t, want, place)
	}
	if h.Twice != "" {
		return nil, false, fault.Data("column_twice", "place", place, "column", h.Twice)
	}
	if len(h.Missing) > 0 {
		r.lacking(it, part, t, h.Table.Name, h.Missing)
		return nil, false, header.NoColumn(place, h.Table.Name, h.Missing, header.ShownNames(h.Header))
	}
	t.src.HeaderRow = t.first.at[h.To]
	return t, true, nil
}

// questionnaire takes a grid whose header names relatives in columns of their own for what it
// is; nil where it is none. A roster that has such columns stays one, with them beside it.
func (t *tabular) questionnaire(want string) *tabular {
	if want != "" && want != "family_links" && want != "roster" {
		return nil
	}
	if h := t.header; h != nil && h.Table.Name == "roster" && h.Sure() {
		t.relatives = header.Questionnaire(h.Header)
		for _, l := range t.relatives {
			h.Use(l.Used())
		}
		return nil
	}
	if want == "roster" || t.given != nil && len(t.given.Columns) > 0 {
		return nil
	}
	if h := t.header; h != nil && (h.Entity != "" || h.Sure()) {
		return nil
	}
	rows, most := t.first.rows, -1
	var best []*header.Layout
	for i := 0; i < len(rows) && i < header.MostRows; i++ {
		options := [][]header.Cell{header.Plain(rows[i])}
		if i+1 < len(rows) {
			options = append(options, header.TwoRows(rows[i], rows[i+1]))
		}
		for k, cells := range options {
			found := header.Questionnaire(cells)
			if found == nil || header.Numbered(cells) <= most {
				continue
			}
			best, most = found, header.Numbered(cells)
			t.header = &header.At{From: i, To: i + k, Layout: found[0]}
			t.src.HeaderRow = t.first.at[i+k]
		}
	}
	if best == nil {
		return nil
	}
	header.ListUnused(best)
	t.relatives = best[1:]
	return t
}

// underGiven lays the columns out under the header row adal.yaml names, alone or with the
// row above it, whichever says more.
func (t *tabular) underGiven(i int, want, place string) (*header.At, error) {
	var best *header.At
	var failed error
	consider := func(from int, heading []header.Cell) {
		var l *header.Layout
		if want != "" {
			var err error
			if l, err = header.LayOut(header.TableNamed(want), heading, t.given, place); err != nil {
				if failed == nil {
					failed = err
				}
				return
			}
		} else if all := header.Like(heading, place); len(all) > 0 {
			l = all[0]
		}
		if l != nil && (best == nil || l.Recognised() > best.Recognised()) {
			best = &header.At{From: from, To: i, Layout: l}
		}
	}
	consider(i, header.Plain(t.first.rows[i]))
	if i > 0 {
		consider(i-1, header.TwoRows(t.first.rows[i-1], t.first.rows[i]))
	}
	if best == nil {
		return nil, failed
	}
	return best, nil
}

// headerGiven finds the row adal.yaml names among the first rows.
func (t *tabular) headerGiven(place string, row int64) (int, error) {
	for {
		for i, at := range t.first.at {
			if at == row {
				return i, nil
			}
		}
		if t.first.ended || len(t.first.at) > 0 && t.first.at[len(t.first.at)-1] > row {
			return 0, fault.Data("header_row_blank", "place", place, "row", row)
		}
		above := t.first
		t.first = take(t.g, header.MostRows+2)
		if t.first.err != nil {
			return 0, t.first.err
		}
		if n := len(above.rows); n > 0 {
			t.first.rows, t.first.at = append(above.rows[n-1:], t.first.rows...), append(above.at[n-1:], t.first.at...)
		}
	}
}

// notRecognised lists what is no table, or says what a file lacks that must be one.
func (r *reader) notRecognised(it *item, part string, t *tabular, want, place string) error {
	s := Skipped{Path: it.path, Part: join(it.part, part), Why: "no_table", Source: t.src}
	if h := t.header; h != nil && h.Recognised() > 0 {
		s.Like, s.Missing, s.Header = h.Table.Name, h.Missing, header.Named(h.Header)
		s.HeaderRow = t.first.at[h.To]
		used, all := h.Sources()
		hint := header.Hinted(path0(it.name))
		if part != "" {
			if inner := header.Hinted(part); inner != "" {
				hint = inner
			}
		}
		if len(h.Missing) > 0 && want == "" && hint == h.Table.Name && h.Recognised() >= 3 && 2*used >= all {
			r.lacking(it, part, t, h.Table.Name, h.Missing)
			return header.NoColumn(place, h.Table.Name, h.Missing, header.ShownNames(h.Header))
		}
	}
	if want != "" {
		heading := []string{}
		if len(t.first.rows) > 0 {
			heading = t.first.rows[0]
		}
		if t.header != nil {
			heading = header.ShownNames(t.header.Header)
		}
		var missing []string
		for _, c := range header.TableNamed(want).Columns {
			if c.Required {
				missing = append(missing, c.Name)
			}
		}
		r.lacking(it, part, t, want, missing)
		return header.NoColumn(place, want, missing, heading)
	}
	if s.Header == nil {
		s.Header, s.HeaderRow, s.Samples = t.likelyHeader()
	} else {
		s.Samples = t.samples(t.header.To)
	}
	r.skip(s)
	return nil
}

// lacking keeps what a table that lacks columns has instead.
func (r *reader) lacking(it *item, part string, t *tabular, table string, missing []string) {
	s := Skipped{Path: it.path, Part: join(it.part, part), Why: "no_column", Like: table, Missing: missing, Source: t.src}
	if h := t.header; h != nil {
		s.Header, s.HeaderRow, s.Samples = header.ShownNames(h.Header), t.first.at[h.To], t.samples(h.To)
	} else {
		s.Header, s.HeaderRow, s.Samples = t.likelyHeader()
	}
	r.in.Lacking = append(r.in.Lacking, s)
}

// samples are the first rows below one of the first rows.
func (t *tabular) samples(header int) [][]string {
	below := t.first.rows[min(header+1, len(t.first.rows)):]
	return below[:min(3, len(below))]
}

// likelyHeader is the row that would be the header if one of the first rows is: the first that
// has as many names as any other has cells.
func (t *tabular) likelyHeader() (names []string, row int64, samples [][]string) {
	best, most := -1, 1
	for i, cells := range t.first.rows[:min(len(t.first.rows), header.MostRows)] {
		if n := len(header.FilledOf(cells)); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return nil, 0, nil
	}
	return header.ShownNames(header.Plain(t.first.rows[best])), t.first.at[best], t.samples(best)
}

func path0(name string) string {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	return stem(name)
}
