package ingest

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/portal"
	"adal/pipeline/ingest/source"
	"adal/pipeline/run"
	"adal/pipeline/tables"
)

// output is one table on its way from a file to raw Parquet.
type output struct {
	raw    Raw
	layout *header.Layout
	w      *rawWriter
	cells  []string
	places map[string]int // of the columns in the raw file
	seen   []bool         // which targets gave a cell from the file
	// counts of what was read in another way than it stands
	serials, created, bareFormulas, noRelative int64
	firstFormula                               int64
	fillers                                    map[string]*filler // by column
	unnamed                                    *unnamed
}

// filler is what forms are filled in with where there is nothing, as a column says it.
type filler struct {
	text string // the first
	row  int64
	n    int64
}

// begin opens the raw file of a table of an item. all writes every column of the table,
// for sources whose columns are not known before their end.
func (r *reader) begin(it *item, part string, l *header.Layout, src Source, all bool) (*output, error) {
	o := &output{layout: l, raw: Raw{Part: join(it.part, part), Source: src,
		File: run.File{Table: l.Table.Name, Path: it.path, Format: src.Format, SHA256: it.sha256, Bytes: it.bytes}}}
	columns := l.Columns()
	if all {
		columns = nil
		for _, c := range l.Table.Columns {
			columns = append(columns, c.Name)
		}
	}
	o.raw.Parquet = r.temp(l.Table.Name + ".parquet")
	var err error
	o.w, err = newRawWriter(o.raw.Parquet, columns)
	o.raw.Columns = columns
	o.cells = make([]string, len(columns))
	o.seen = make([]bool, len(columns))
	return o, err
}

func join(outer, inner string) string {
	if outer != "" && inner != "" {
		return outer + "/" + inner
	}
	return outer + inner
}

// done closes the raw file and adds the table to the input.
func (r *reader) done(o *output) error {
	if err := o.w.close(); err != nil {
		return err
	}
	o.describe()
	place := o.raw.Place()
	if o.serials > 0 {
		o.note("serial_date", 0, strconv.FormatInt(o.serials, 10))
	}
	for _, column := range header.SortedKeys(o.fillers) {
		f := o.fillers[column]
		o.note("placeholder", f.row, fmt.Sprintf("%s: %s (%d)", column, source.Shorten(f.text, 40), f.n))
	}
	o.unnamed.note(o)
	if o.noRelative > 0 {
		o.note("relative_not_stated", 0, strconv.FormatInt(o.noRelative, 10))
	}
	if o.bareFormulas > 0 {
		o.note("formula_without_value", o.firstFormula, strconv.FormatInt(o.bareFormulas, 10))
	}
	if o.created > 0 {
		o.note("missing_signed_on", 0, strconv.FormatInt(o.created, 10))
	}
	for i := range o.raw.Notes {
		o.raw.Notes[i].File = place
	}
	r.keep(o)
	return nil
}

// keep adds a table that was read to the input; one without rows is noted.
func (r *reader) keep(o *output) {
	if o.raw.File.Rows == 0 {
		o.raw.Notes = append(o.raw.Notes, run.Note{Note: "no_rows_read", Table: o.raw.File.Table, File: o.raw.Place()})
	}
	r.in.Files = append(r.in.Files, o.raw)
}

// describe fills in what the table was taken for.
func (o *output) describe() {
	l := o.layout
	o.raw.Ignored = l.Unused
	o.raw.File.Unknown = strings.Join(l.Unused, ", ")
	o.raw.Source.Columns = nil
	for _, t := range l.Targets {
		m := Match{Column: t.Column.Name, Sure: !slices.Contains(l.Guessed, t.Column.Name)}
		var headers []string
		for _, i := range t.From {
			headers = append(headers, l.Header[i].Shown)
		}
		m.Header = strings.Join(headers, " / ")
		if t.Constant != "" {
			m.Header = "= " + t.Constant
		} else if len(t.From) == 0 {
			m.Header = "= "
		}
		o.raw.Source.Columns = append(o.raw.Source.Columns, m)
	}
	o.raw.Source.Relative = l.Relative
	if l.Entity != "" {
		o.raw.Source.Entity = l.Entity
	}
}

func (o *output) note(code string, row int64, detail string) {
	o.raw.Notes = append(o.raw.Notes, run.Note{Note: code, Table: o.raw.File.Table, Row: row, Detail: detail})
}

func (o *output) leave(code string, row int64, cells []string) {
	o.raw.File.Rows++
	o.raw.Left++
	var shown []string
	for _, c := range cells {
		if c = strings.Trim(c, source.Blanks); c != "" {
			shown = append(shown, c)
		}
	}
	o.note(code, row, source.Shorten(strings.Join(shown, " | "), 120))
}

func (o *output) reject(row int64, value, reason string) {
	o.raw.File.Rows++
	o.raw.File.Rejected++
	o.raw.Rejects = append(o.raw.Rejects, run.Reject{Table: o.raw.File.Table, File: o.raw.Place(), Row: row, Value: value, Reason: reason})
}

// abandon frees what done has not.
func (o *output) abandon() {
	if o != nil && o.w != nil {
		o.w.abort()
	}
}

// value makes the text of a workbook's cell what the column says.
func (o *output) value(t header.Target, v string, from int, g *source.Sheet) string {
	if g == nil || from < 0 || v == "" {
		return v
	}
	switch t.Column.Type {
	case tables.Date:
		if day, ok := g.Book.Serial(strings.Trim(v, source.Blanks)); ok {
			o.serials++
			return day
		}
	case tables.Money:
		v, _ = source.PlainNumber(v, 0)
		return source.ShownDigits(v)
	case tables.Percent:
		v, _ = source.PlainNumber(v, 0)
		if g.ShownPercent(from) && !strings.Contains(v, "%") {
			v, _ = source.PlainNumber(v+"e2", 0)
		}
		return source.ShownDigits(v)
	case tables.IIN, tables.ID:
		v, _ = source.PlainNumber(v, 10)
	case tables.Text:
		if strings.HasSuffix(t.Column.Name, "_id") || t.Column.Name == "number" {
			v, _ = source.PlainNumber(v, 10)
		}
	}
	return v
}

// unstated counts rows of a questionnaire that name no relative of the layout.
func (o *output) unstated(n int64) {
	o.raw.File.Rows += n
	o.raw.Left += n
	o.noRelative += n
}

// former ends the tie to a former spouse, whose marriage ended on a day nobody says: nothing
// is known to hold after the day of the row. Without one the row says nothing of any day and
// is left out. It reports whether it was.
func (o *output) former(row int64, source []string) bool {
	if o.layout.Table.Name != "family_links" {
		return false
	}
	at := func(column string) int { return slices.Index(o.raw.Columns, column) }
	relation, from, to := at("relation"), at("date_from"), at("date_to")
	if relation < 0 {
		return false
	}
	word, ok := header.Former(o.cells[relation])
	if !ok {
		return false
	}
	o.cells[relation] = word
	switch {
	case to >= 0 && o.cells[to] != "":
	case to >= 0 && from >= 0 && o.cells[from] != "":
		o.cells[to] = o.cells[from]
		o.note("former_spouse", row, "")
	default:
		o.leave("former_spouse_undated", row, source)
		return true
	}
	return false
}

// uncounted looks for formulas whose value the file does not have. Where the row hangs on the
// cell the file is refused; else the cell is blank, and counted.
func (o *output) uncounted(row int64, cells []string, g *source.Sheet) error {
	for _, t := range o.layout.Targets {
		for _, i := range t.From {
			if !g.Uncounted(row, i) || i < len(cells) && strings.Trim(cells[i], source.Blanks) != "" {
				continue
			}
			if c := t.Column; c.Required || c.Type == tables.Date || c.Type == tables.Money {
				return fault.Data("formula_without_value", "place", o.raw.Place(), "row", row, "column", o.layout.Header[i].Shown)
			}
			if o.bareFormulas++; o.bareFormulas == 1 {
				o.firstFormula = row
			}
		}
	}
	return nil
}

// otherBlock is the fault of a row where another table begins.
func (o *output) otherBlock(s *header.Sieve, row int64, cells []string) error {
	return fault.Data(s.OtherBlock(cells), "place", o.raw.Place(), "row", row, "text", source.Shorten(strings.Join(header.FilledOf(cells), " | "), 120))
}

// add writes a row of the file as a row of the table.
func (o *output) add(row int64, cells []string, g *source.Sheet) error {
	for i, t := range o.layout.Targets {
		v, from := t.Cell(cells)
		if from >= 0 && len(t.From) > 1 && from != t.From[0] && t.Column.Name == "signed_on" {
			o.created++
		}
		o.cells[i] = o.value(t, o.cell(t.Column, v, row), from, g)
	}
	if o.former(row, cells) {
		return nil
	}
	o.raw.File.Rows++
	return o.w.add(row, o.cells)
}

// cell is a cell as a person reads it; one that says in words that there is nothing is counted.
func (o *output) cell(c tables.Column, v string, row int64) string {
	read := header.ReadCell(c, v)
	if read == "" && v != "" {
		if text := source.Clean(v); text != "" && !source.Opens[source.Folded(text)] {
			if o.fillers == nil {
				o.fillers = map[string]*filler{}
			}
			if o.fillers[c.Name] == nil {
				o.fillers[c.Name] = &filler{text: text, row: row}
			}
			o.fillers[c.Name].n++
		}
	}
	return read
}

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

// read writes the rows below the header as raw rows.
func (r *reader) read(t *tabular) error {
	h := t.header
	main, err := r.begin(t.item, t.part, h.Layout, t.src, false)
	if err != nil {
		return err
	}
	outputs := []*output{main}
	defer func() {
		for _, o := range outputs {
			o.abandon()
		}
	}()
	if l := header.Heads(h.Layout); l != nil {
		heads, err := r.begin(t.item, join(t.part, "head"), l, t.src, false)
		if err != nil {
			return err
		}
		outputs = append(outputs, heads)
	}
	for _, l := range t.relatives {
		relatives, err := r.begin(t.item, join(t.part, l.Relative), l, t.src, false)
		if err != nil {
			return err
		}
		outputs = append(outputs, relatives)
	}
	if t.sheet != nil {
		if slices.ContainsFunc(h.Targets, func(x header.Target) bool { return x.Column.Type == tables.Percent }) {
			if err := t.sheet.ShowPercents(); err != nil {
				return err
			}
		}
	}
	// A text is read again from its beginning now that it is known how many cells a row
	// has: a stray quote among the first rows would have swallowed others.
	rec, _ := t.g.(*source.Records)
	if rec != nil {
		if rec, err = t.again(rec); err != nil {
			return err
		}
		t.g, t.first = rec, firstRows{rows: t.first.rows[:h.To+1], at: t.first.at[:h.To+1]}
	}
	main.unnamed = newUnnamed(outputs)
	s := &header.Sieve{Layout: h.Layout, Report: !t.plain}

	write := func(row int64, cells []string) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		why := s.LeftOut(cells)
		if why == "not_a_record" && t.sheet != nil {
			if err := main.uncounted(row, cells, t.sheet); err != nil {
				return err
			}
		}
		if why != "" {
			main.leave(why, row, cells)
			s.Title(cells)
			return nil
		}
		if t.sheet != nil {
			if err := main.uncounted(row, cells, t.sheet); err != nil {
				return err
			}
		}
		if s.OtherBlock(cells) != "" {
			return main.otherBlock(s, row, cells)
		}
		main.unnamed.look(row, cells)
		for i, o := range outputs {
			if o.layout.Relative != "" && !o.layout.Stated(cells) {
				o.unstated(1)
				continue
			}
			if i > 0 && o.layout.Relative == "" && !o.layout.Has(cells, "holder_id") {
				continue
			}
			if err := o.add(row, cells, t.sheet); err != nil {
				return err
			}
		}
		return nil
	}
	if t.sheet != nil && t.sheet.Shown != nil && len(t.first.rows) > h.To+1 {
		// The percents of rows that were read to find the header are read again.
		again, err := t.sheet.Book.Rows(t.sheet.Info)
		if err != nil {
			return err
		}
		defer func() { _ = again.Close() }()
		if err := again.ShowPercents(); err != nil {
			return err
		}
		_ = t.sheet.Close()
		t.sheet, t.g = again, again
		for again.Row < t.src.HeaderRow {
			if _, _, err := again.Next(); err != nil {
				return err
			}
		}
		t.first = firstRows{}
	} else {
		for i := h.To + 1; i < len(t.first.rows); i++ {
			if err := write(t.first.at[i], t.first.rows[i]); err != nil {
				return err
			}
		}
	}
	for !t.first.ended {
		row, cells, err := t.g.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if b, ok := errors.AsType[*source.Broken](err); ok {
			if s.Title(b.Cells); s.OtherBlock(b.Cells) != "" {
				return main.otherBlock(s, b.Row, b.Cells)
			}
			main.reject(b.Row, b.Text, brokenRow+":"+strconv.Itoa(len(b.Cells))+"/"+strconv.Itoa(rec.Width))
			continue
		}
		if err != nil {
			return err
		}
		if err := write(row, cells); err != nil {
			return err
		}
	}
	if rec != nil && rec.Taken != t.lines {
		return fault.Data("lines_lost", "place", main.raw.Place(), "read", rec.Taken, "lines", t.lines)
	}
	for _, o := range outputs {
		if o != main && o.raw.File.Rows == o.raw.Left {
			continue
		}
		if err := r.done(o); err != nil {
			return err
		}
	}
	return nil
}

// again begins a text anew and passes over it down to the header.
func (t *tabular) again(rec *source.Records) (*source.Records, error) {
	if _, err := t.text.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	fresh := source.NewRecords(t.text, rec.Delim, rec.Quote)
	for fresh.Row < t.src.HeaderRow {
		_, _, err := fresh.Next()
		if _, ok := errors.AsType[*source.Broken](err); err != nil && !ok {
			return nil, err
		}
	}
	fresh.Width = len(t.first.rows[t.header.To])
	return fresh, nil
}

// brokenRow is the code of a row with another number of cells than the header, behind it how many
// it has of how many.
const brokenRow = "broken_row"

// LeftOut are the notes that say why a row was left out: one a row, or with the number of
// rows in Detail. With the repetitions normalising finds they account for File.LeftOut.
var LeftOut = []string{"totals_row", "not_a_record", "numbering_row", "repeated_header", "group_heading", "vacancy", "relative_not_stated", "former_spouse_undated", "bid_not_submitted", "release_superseded", "release_without_contract"}
