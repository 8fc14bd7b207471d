package ingest

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/pipeline/tables"
)

// output is one table on its way from a file to raw Parquet.
type output struct {
	raw    Raw
	layout *layout
	w      *rawWriter
	cells  []string
	places map[string]int // of the columns in the raw file
	seen   []bool         // which targets gave a cell from the file
	// counts of what was read in another way than it stands
	serials, created int64
	fillers          map[string]*filler // by column
}

// filler is what forms are filled in with where there is nothing, as a column says it.
type filler struct {
	text string // the first
	row  int64
	n    int64
}

// begin opens the raw file of a table of an item. all writes every column of the table,
// for sources whose columns are not known before their end.
func (r *reader) begin(it *item, part string, l *layout, src Source, all bool) (*output, error) {
	o := &output{layout: l, raw: Raw{Part: join(it.part, part), Source: src,
		File: run.File{Table: l.table.Name, Path: it.path, Format: src.Format, SHA256: it.sha256, Bytes: it.bytes}}}
	columns := l.columns()
	if all {
		columns = nil
		for _, c := range l.table.Columns {
			columns = append(columns, c.Name)
		}
	}
	o.raw.Parquet = r.temp(l.table.Name + ".parquet")
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
	for _, column := range sortedKeys(o.fillers) {
		f := o.fillers[column]
		o.note("placeholder", f.row, fmt.Sprintf("%s: %s (%d)", column, shorten(f.text, 40), f.n))
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
	o.raw.Ignored = l.unused
	o.raw.File.Unknown = strings.Join(l.unused, ", ")
	o.raw.Source.Columns = nil
	for _, t := range l.targets {
		m := Match{Column: t.column.Name, Sure: !slices.Contains(l.guessed, t.column.Name)}
		var headers []string
		for _, i := range t.from {
			headers = append(headers, l.header[i].shown)
		}
		m.Header = strings.Join(headers, " / ")
		if t.constant != "" {
			m.Header = "= " + t.constant
		}
		o.raw.Source.Columns = append(o.raw.Source.Columns, m)
	}
	if l.entity != nil {
		o.raw.Source.Entity = l.entity.name
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
		if c = strings.Trim(c, blanks); c != "" {
			shown = append(shown, c)
		}
	}
	o.note(code, row, shorten(strings.Join(shown, " | "), 120))
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
func (o *output) value(t target, v string, from int, g *sheetGrid) string {
	if g == nil || from < 0 || v == "" {
		return v
	}
	switch t.column.Type {
	case tables.Date:
		if day, ok := g.book.serial(strings.Trim(v, blanks)); ok {
			o.serials++
			return day
		}
	case tables.Money:
		v, _ = plain(v, 0)
		return shownDigits(v)
	case tables.Percent:
		v, _ = plain(v, 0)
		if g.shownPercent(from) && !strings.Contains(v, "%") {
			v, _ = plain(v+"e2", 0)
		}
		return shownDigits(v)
	case tables.IIN, tables.ID:
		v, _ = plain(v, 10)
	case tables.Text:
		if strings.HasSuffix(t.column.Name, "_id") || t.column.Name == "number" {
			v, _ = plain(v, 10)
		}
	}
	return v
}

// add writes a row of the file as a row of the table.
func (o *output) add(row int64, cells []string, g *sheetGrid) error {
	for i, t := range o.layout.targets {
		v, from := t.cell(cells)
		if from >= 0 && len(t.from) > 1 && from != t.from[0] && t.column.Name == "signed_on" {
			o.created++
		}
		o.cells[i] = o.value(t, o.cell(t.column, v, row), from, g)
	}
	o.raw.File.Rows++
	return o.w.add(row, o.cells)
}

// cell is a cell as a person reads it; one that says in words that there is nothing is counted.
func (o *output) cell(c tables.Column, v string, row int64) string {
	read := cell(c, v)
	if read == "" && v != "" {
		if text := clean(v); text != "" && !opens[folded(text)] {
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

func take(g grid, n int) firstRows {
	var f firstRows
	for len(f.rows) < n {
		row, cells, err := g.next()
		if errors.Is(err, io.EOF) {
			f.ended = true
			return f
		}
		if b, ok := errors.AsType[*broken](err); ok {
			f.rows, f.at = append(f.rows, []string{b.text}), append(f.at, b.row)
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
	g      grid
	sheet  *sheetGrid    // where it is one of a workbook
	text   io.ReadSeeker // where it is a text
	lines  int64         // of the text
	first  firstRows
	header *headerAt
	given  *FileMapping
	src    Source
	plain  bool // a text whose header is its first row: nothing below it is taken for a footer
}

// recognise finds the header of a grid and the table it is. ok is false where it is no
// table; that is then listed. A table that lacks a column it needs is a fault.
func (r *reader) recognise(it *item, part string, g grid, given *FileMapping, src Source) (t *tabular, ok bool, err error) {
	t = &tabular{item: it, part: part, g: g, given: given, src: src, first: take(g, headerRows+2)}
	t.sheet, _ = g.(*sheetGrid)
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
	} else if t.header, err = findHeader(t.first.rows, want, given, place); err != nil {
		return nil, false, err
	}
	h := t.header
	if len(t.first.rows) == 0 {
		if want != "" && (part == "" || given != nil) {
			return nil, false, fault.Data("no_rows", "place", place)
		}
		r.skip(Skipped{Path: it.path, Part: join(it.part, part), Why: "empty", Source: src})
		return nil, false, nil
	}
	if h == nil || h.recognised() == 0 || (want == "" && h.entity == nil && !h.sure()) {
		return nil, false, r.notRecognised(it, part, t, want, place)
	}
	if h.twice != "" {
		return nil, false, fault.Data("column_twice", "place", place, "column", h.twice)
	}
	if len(h.missing) > 0 {
		return nil, false, noColumn(place, h.table.Name, h.missing, shownNames(h.header))
	}
	t.src.HeaderRow = t.first.at[h.to]
	return t, true, nil
}

// underGiven lays the columns out under the header row adal.yaml names, alone or with the
// row above it, whichever says more.
func (t *tabular) underGiven(i int, want, place string) (*headerAt, error) {
	var best *headerAt
	var failed error
	consider := func(from int, header []headerCell) {
		var l *layout
		if want != "" {
			var err error
			if l, err = layOut(tableNamed(want), header, t.given, place); err != nil {
				if failed == nil {
					failed = err
				}
				return
			}
		} else if all := like(header, place); len(all) > 0 {
			l = all[0]
		}
		if l != nil && (best == nil || l.recognised() > best.recognised()) {
			best = &headerAt{from: from, to: i, layout: l}
		}
	}
	consider(i, plainHeader(t.first.rows[i]))
	if i > 0 {
		consider(i-1, twoRows(t.first.rows[i-1], t.first.rows[i]))
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
		t.first = take(t.g, headerRows+2)
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
	if h := t.header; h != nil && h.recognised() > 0 {
		s.Like, s.Missing, s.Header = h.table.Name, h.missing, named(h.header)
		s.HeaderRow = t.first.at[h.to]
		used, all := h.sources()
		hint := hinted(path0(it.name))
		if part != "" {
			if inner := hinted(part); inner != "" {
				hint = inner
			}
		}
		if len(h.missing) > 0 && want == "" && hint == h.table.Name && h.recognised() >= 3 && 2*used >= all {
			return noColumn(place, h.table.Name, h.missing, shownNames(h.header))
		}
	}
	if want != "" {
		header := []string{}
		if len(t.first.rows) > 0 {
			header = t.first.rows[0]
		}
		if t.header != nil {
			header = shownNames(t.header.header)
		}
		var missing []string
		for _, c := range tableNamed(want).Columns {
			if c.Required {
				missing = append(missing, c.Name)
			}
		}
		return noColumn(place, want, missing, header)
	}
	r.skip(s)
	return nil
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
	main, err := r.begin(t.item, t.part, h.layout, t.src, false)
	if err != nil {
		return err
	}
	outputs := []*output{main}
	defer func() {
		for _, o := range outputs {
			o.abandon()
		}
	}()
	if l := headsOf(h.layout); l != nil {
		heads, err := r.begin(t.item, join(t.part, "head"), l, t.src, false)
		if err != nil {
			return err
		}
		outputs = append(outputs, heads)
	}
	if t.sheet != nil {
		if slices.ContainsFunc(h.targets, func(x target) bool { return x.column.Type == tables.Percent }) {
			if err := t.sheet.showPercents(); err != nil {
				return err
			}
		}
	}
	// A text is read again from its beginning now that it is known how many cells a row
	// has: a stray quote among the first rows would have swallowed others.
	rec, _ := t.g.(*records)
	if rec != nil {
		if rec, err = t.again(rec); err != nil {
			return err
		}
		t.g, t.first = rec, firstRows{rows: t.first.rows[:h.to+1], at: t.first.at[:h.to+1]}
	}
	s := &sieve{layout: h.layout, report: !t.plain}
	write := func(row int64, cells []string) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if why := s.leftOut(cells); why != "" {
			main.leave(why, row, cells)
			s.title(cells)
			return nil
		}
		if id := s.otherBlock(cells); id != "" {
			return fault.Data(id, "place", main.raw.Place(), "row", row, "text", shorten(strings.Join(filledOf(cells), " | "), 120))
		}
		for i, o := range outputs {
			if i > 0 && !o.layout.has(cells, "holder_id") {
				continue
			}
			if err := o.add(row, cells, t.sheet); err != nil {
				return err
			}
		}
		return nil
	}
	if t.sheet != nil && t.sheet.shown != nil && len(t.first.rows) > h.to+1 {
		// The percents of rows that were read to find the header are read again.
		again, err := t.sheet.book.grid(t.sheet.info)
		if err != nil {
			return err
		}
		defer func() { _ = again.close() }()
		if err := again.showPercents(); err != nil {
			return err
		}
		_ = t.sheet.close()
		t.sheet, t.g = again, again
		for again.row < t.src.HeaderRow {
			if _, _, err := again.next(); err != nil {
				return err
			}
		}
		t.first = firstRows{}
	} else {
		for i := h.to + 1; i < len(t.first.rows); i++ {
			if err := write(t.first.at[i], t.first.rows[i]); err != nil {
				return err
			}
		}
	}
	for !t.first.ended {
		row, cells, err := t.g.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if b, ok := errors.AsType[*broken](err); ok {
			main.reject(b.row, b.text, "broken_row:"+strconv.Itoa(b.got)+"/"+strconv.Itoa(rec.width))
			continue
		}
		if err != nil {
			return err
		}
		if err := write(row, cells); err != nil {
			return err
		}
	}
	if rec != nil && rec.taken != t.lines {
		return fault.Data("lines_lost", "place", main.raw.Place(), "read", rec.taken, "lines", t.lines)
	}
	for _, o := range outputs {
		if o != main && o.raw.File.Rows == 0 {
			continue
		}
		if err := r.done(o); err != nil {
			return err
		}
	}
	return nil
}

// again begins a text anew and passes over it down to the header.
func (t *tabular) again(rec *records) (*records, error) {
	if _, err := t.text.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	fresh := newRecords(t.text, rec.delim, rec.quote)
	for fresh.row < t.src.HeaderRow {
		_, _, err := fresh.next()
		if _, ok := errors.AsType[*broken](err); err != nil && !ok {
			return nil, err
		}
	}
	fresh.width = len(t.first.rows[t.header.to])
	return fresh, nil
}

// has reports whether a row has a cell for a column.
func (l *layout) has(cells []string, column string) bool {
	for _, t := range l.targets {
		if t.column.Name == column {
			v, _ := t.cell(cells)
			return strings.Trim(v, blanks) != ""
		}
	}
	return false
}

// headsOf finds the head of the company in a list of companies: tax lists and others name
// one beside each, with the IIN in a column of its own. nil where there is none.
func headsOf(l *layout) *layout {
	if l.table.Name != "suppliers" || l.entity != nil {
		return nil
	}
	id, name := -1, -1
	for i, h := range l.header {
		switch key(h.shown) {
		case "иинруководителя", "ииндиректора", "иинпервогоруководителя", "owneriin", "headiin", "басшыныңжсн":
			id = i
		case "директор", "руководитель", "фиоруководителя", "фиодиректора", "ownername", "headfio", "басшысы", "первыйруководитель":
			name = i
		}
	}
	if id < 0 {
		return nil
	}
	t := tableNamed("supplier_people")
	heads := &layout{table: t, header: l.header}
	for _, c := range t.Columns {
		x := target{column: c}
		switch c.Name {
		case "supplier_id":
			for _, s := range l.targets {
				if s.column.Name == "supplier_id" {
					x.from, x.part = s.from, s.part
				}
			}
		case "holder_id":
			x.from = []int{id}
		case "holder_name":
			if name < 0 {
				continue
			}
			x.from = []int{name}
		case "role":
			x.constant = "head"
		default:
			continue
		}
		heads.targets = append(heads.targets, x)
	}
	drop := func(s string) bool { return s == l.header[id].shown || name >= 0 && s == l.header[name].shown }
	l.unused = slices.DeleteFunc(l.unused, drop)
	return heads
}

// LeftOut are the notes that say why a row was left out: one a row, or with the number of
// rows in Detail. With the repetitions normalising finds they account for File.LeftOut.
var LeftOut = []string{"totals_row", "not_a_record", "numbering_row", "repeated_header", "bid_not_submitted", "release_superseded", "release_without_contract"}

// sieve tells rows that are no records: what people write around a table so that it can
// be read on paper.
type sieve struct {
	layout *layout
	report bool // the file is laid out as a report: headings and signatures may stand in it
	rows   int
	left   bool // the rows are under a heading of those who left
}

var totals = regexp.MustCompile(`(?i)^\s*(итого|всего|общий итог|общая сумма|барлығы|жиыны|жиынтығы|total|grand total)([\s:.,(]|$)`)

func (s *sieve) leftOut(cells []string) string {
	s.rows++
	if !s.report && s.rows > 1 && len(cells) > 0 && !totals.MatchString(cells[firstFilled(cells)]) {
		return ""
	}
	if s.rows == 1 && numbering(cells) {
		return "numbering_row"
	}
	first := firstFilled(cells)
	if totals.MatchString(cells[first]) && s.noIDs(cells) {
		return "totals_row"
	}
	if !s.report {
		return ""
	}
	if s.repeated(cells) {
		return "repeated_header"
	}
	filled := 0
	for _, c := range cells {
		if strings.Trim(c, blanks) != "" {
			filled++
		}
	}
	if filled <= 2 && len(s.layout.targets) >= 4 && s.noMust(cells) {
		return "not_a_record"
	}
	return ""
}

// leavers is what a heading says over the rows of those who left.
var leavers = regexp.MustCompile(`(?i)уволен|бывши[ех]|выбывши|жұмыстан шық|босатылған|қызметтен кет`)

// title takes note of a heading that changes what the rows below it mean.
func (s *sieve) title(cells []string) {
	if f := filledOf(cells); len(f) <= 2 && len(f) > 0 && leavers.MatchString(f[0]) {
		s.left = true
	}
}

// otherBlock reports, as the id of a fault, that a row begins a table of another shape below
// the first: its names of columns, or, under a heading of those who left, a person without
// the day they left on, who would be taken for one in office.
func (s *sieve) otherBlock(cells []string) string {
	if s.layout.table.Name == "roster" {
		if !s.report {
			s.title(cells)
		}
		if s.left && s.layout.has(cells, "iin") && !s.layout.has(cells, "date_to") {
			return "leavers_block"
		}
	}
	if !s.noIDs(cells) || s.repeated(cells) || !s.namesColumns(cells) {
		return ""
	}
	return "second_header"
}

// namesColumns reports whether a row is mostly names of columns.
func (s *sieve) namesColumns(cells []string) bool {
	filled := filledOf(cells)
	names := 0
	for _, c := range filled {
		if len(c) < 100 && anyName()[key(c)] {
			names++
		}
	}
	return names >= 3 && 2*names >= len(filled)
}

func filledOf(cells []string) []string {
	var filled []string
	for _, c := range cells {
		if c = strings.Trim(c, blanks); c != "" {
			filled = append(filled, c)
		}
	}
	return filled
}

func firstFilled(cells []string) int {
	for i, c := range cells {
		if strings.Trim(c, blanks) != "" {
			return i
		}
	}
	return 0
}

// noIDs reports whether no number of a person or company stands where one must.
func (s *sieve) noIDs(cells []string) bool {
	for _, t := range s.layout.targets {
		if !t.column.Must || t.column.Type != tables.IIN && t.column.Type != tables.ID {
			continue
		}
		if v, _ := t.cell(cells); strings.ContainsAny(v, "0123456789") {
			return false
		}
	}
	return true
}

// noMust reports whether no cell that must be there is.
func (s *sieve) noMust(cells []string) bool {
	for _, t := range s.layout.targets {
		if !t.column.Must {
			continue
		}
		v, _ := t.cell(cells)
		if strings.ContainsAny(v, "0123456789") && len(strings.Fields(v)) == 1 {
			return false
		}
	}
	return true
}

// numbering reports whether a row numbers the columns: 1 2 3 4.
func numbering(cells []string) bool {
	n := 0
	for _, c := range cells {
		c = strings.Trim(c, blanks)
		if c == "" {
			continue
		}
		n++
		if c != strconv.Itoa(n) {
			return false
		}
	}
	return n >= 3
}

// repeated reports whether a row says the names of the columns again, as after a page break.
func (s *sieve) repeated(cells []string) bool {
	n := 0
	for i, c := range cells {
		if c = strings.Trim(c, blanks); c == "" {
			continue
		}
		if i >= len(s.layout.header) || !slices.Contains(s.layout.header[i].keys, key(c)) && key(c) != key(s.layout.header[i].shown) {
			return false
		}
		n++
	}
	return n > 1
}

// workbook reads every sheet of a workbook that is a table. Hidden ones are not read
// unless adal.yaml names them: what nobody sees, nobody answers for.
func (r *reader) workbook(it *item) error {
	w, err := openWorkbook(it.disk, it.place(), r.work, r.o.Limits)
	if err != nil {
		return err
	}
	defer func() { _ = w.file.Close() }()
	var faults []error
	alone := len(w.sheets) == 1
	keep := func(err error) error {
		if _, ok := errors.AsType[*fault.Fault](err); !ok {
			return err
		}
		faults = append(faults, err)
		return nil
	}
	for _, g := range it.given { // a sheet that is named must be there
		if g.Sheet != "" && !slices.ContainsFunc(w.sheets, func(s sheetInfo) bool {
			return g.isSheet(s.name, slices.IndexFunc(w.sheets, func(x sheetInfo) bool { return x.name == s.name })+1)
		}) {
			var names []string
			for _, s := range w.sheets {
				names = append(names, s.name)
			}
			return fault.Data("no_sheet", "place", it.place(), "sheet", g.Sheet, "found", names)
		}
	}
	// An entry without a sheet is about the first sheet it fits.
	var unplaced error
	placed := false
	for i, s := range w.sheets {
		for _, given := range it.entries(s.name, i+1) {
			anySheet := given != nil && given.Sheet == "" && !alone
			if anySheet && placed {
				given, anySheet = nil, false
			}
			src := Source{Format: "xlsx", Packed: it.packed, Sheet: s.name, Mapped: given != nil}
			part := s.name
			if alone {
				part = ""
			}
			if s.hidden && (given == nil || given.Sheet == "") {
				r.skip(Skipped{Path: it.path, Part: join(it.part, s.name), Why: "hidden_sheet", Source: src})
				r.note(run.Note{Note: "hidden_sheet", File: it.place(), Detail: s.name})
				continue
			}
			sheetItem := *it
			if !alone && given == nil {
				sheetItem.table = ""
				if it.table != "" && i == firstVisible(w.sheets) {
					sheetItem.table = it.table
				}
			}
			before := len(r.in.Files)
			err := r.sheet(w, s, &sheetItem, part, given, src)
			switch {
			case err == nil:
				placed = placed || anySheet && len(r.in.Files) > before
			case anySheet:
				if unplaced == nil {
					unplaced = err
				}
				sheetItem.table = ""
				if err := r.sheet(w, s, &sheetItem, part, nil, Source{Format: "xlsx", Packed: it.packed, Sheet: s.name}); err != nil {
					if err := keep(err); err != nil {
						return err
					}
				}
			default:
				if err := keep(err); err != nil {
					return err
				}
			}
		}
	}
	if unplaced != nil && !placed {
		faults = append(faults, unplaced)
	}
	if len(faults) == 1 {
		return faults[0]
	}
	return errors.Join(faults...)
}

func firstVisible(sheets []sheetInfo) int {
	return slices.IndexFunc(sheets, func(s sheetInfo) bool { return !s.hidden })
}

func (r *reader) sheet(w *workbook, s sheetInfo, it *item, part string, given *FileMapping, src Source) (err error) {
	place := placeOf(it.path, join(it.part, s.name))
	defer recovered(place, &err)
	g, err := w.grid(s)
	if err != nil {
		return err
	}
	defer func() { _ = g.close() }()
	t, ok, err := r.recognise(it, part, g, given, src)
	if err != nil || !ok {
		return err
	}
	if part == "" && len(w.sheets) > 1 {
		t.part = s.name
	}
	return r.read(t)
}
