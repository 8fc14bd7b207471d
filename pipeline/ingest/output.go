package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
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
	serials, created, bareFormulas, noRelative, notDecided int64
	firstFormula                                           int64
	fillers                                                map[string]*filler // by column
	unnamed                                                *unnamed
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
	if o.notDecided > 0 {
		o.note("not_decided", 0, strconv.FormatInt(o.notDecided, 10))
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

// undecided counts a row of a finding nobody decided on yet.
func (o *output) undecided() {
	o.raw.File.Rows++
	o.raw.Left++
	o.notDecided++
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

// brokenRow is the code of a row with another number of cells than the header, behind it how many
// it has of how many.
const brokenRow = "broken_row"

// LeftOut are the notes that say why a row was left out: one a row, or with the number of
// rows in Detail. With the repetitions normalising finds they account for File.LeftOut.
var LeftOut = []string{"totals_row", "not_a_record", "numbering_row", "repeated_header", "group_heading", "vacancy", "not_decided", "relative_not_stated", "former_spouse_undated", "bid_not_submitted", "release_superseded", "release_without_contract"}
