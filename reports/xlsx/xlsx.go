// Package xlsx renders a finished run as report.xlsx for people who sort and filter:
// a summary whose numbers are formulas over the lists, with charts of them, then one table a sheet,
// frozen headers, real dates, money and shares, and links from each finding and number to the rows
// it rests on. Every sheet prints on the width of a page. The same run gives the same bytes, nothing
// of the data is ever a formula, and large sheets are streamed through the folder of the run.
package xlsx

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"adal/reports/cell"
	"adal/reports/view"
)

// maxRows is the most rows of one sheet; a spreadsheet takes 1,048,576. What is cut is
// said in the last row and stands in full in the CSV.
const maxRows = 1_000_000

// maxLinks is the most links of one sheet; the format allows 65,530, looking them up costs more.
const maxLinks = 10_000

// Write renders a report to w. Parts of large sheets wait in the folder temp, which must
// exist: what concerns people never goes to a folder shared with others.
func Write(w io.Writer, v *view.Report, temp string) (err error) {
	f := excelize.NewFile(excelize.Options{TmpDir: temp})
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	b := &book{file: f, view: v, rows: map[string]int{}, cut: map[string]bool{}, columns: map[string][]string{}}
	if err := b.makeStyles(); err != nil {
		return err
	}
	first, err := b.beginSummary()
	if err != nil {
		return err
	}
	f.SetActiveSheet(0) // while there is one sheet: to look for it in others is to read them all
	for _, x := range v.Sections() {
		if x.Sheet == nil {
			continue
		}
		if err := b.table(x.Sheet); err != nil {
			return err
		}
	}
	if err := first.write(); err != nil {
		return err
	}
	day := v.AsOf()
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		day = "2025-01-01"
	}
	what, period := v.Title()
	if err := f.SetDocProps(&excelize.DocProperties{
		Created: day + "T00:00:00Z", Modified: day + "T00:00:00Z", Creator: "adal", LastModifiedBy: "adal",
		Title: what + " · " + period, Language: v.Lang(), Version: "1.0",
	}); err != nil {
		return err
	}
	if err := f.SetAppProps(&excelize.AppProperties{Application: "adal", AppVersion: "1.0"}); err != nil {
		return err
	}
	return save(w, f)
}

type book struct {
	file   *excelize.File
	view   *view.Report
	styles [view.Kinds]int
	header int
	title  int
	part   int // heading of a part of the summary
	label  int
	// counted is a number that is a formula and leads to what it counts; leading are numbers of a table
	// that lead to their contracts.
	counted int
	leading map[view.Kind]int
	marks   map[string]int // looks of cells by their number
	count   int            // of sheets

	// Of every sheet: how many rows, that these are not all, and the headings of its columns.
	rows    map[string]int
	cut     map[string]bool
	columns map[string][]string
}

// capital begins a heading with a capital letter.
func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// linesOf estimates how many lines a text takes in a column: programs that open the
// workbook do not all work it out themselves.
func linesOf(s string, width float64) int {
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		// However the words stand, each with the blank before it takes no more than this.
		if letterWide*float64(utf8.RuneCountInString(line))+2 <= width {
			n++
			continue
		}
		used, lines, letters := 0.0, 1, 0
		for _, r := range line {
			if !blank(r) {
				letters++
			} else if letters > 0 {
				used, lines = afterWord(used, lines, letters, width)
				letters = 0
			}
		}
		if letters > 0 {
			_, lines = afterWord(used, lines, letters, width)
		}
		n += lines
	}
	return n
}

// letterWide is how wide a letter is, in the units of the width of a column.
const letterWide = 1.1

// afterWord is how far a word of so many letters goes: how much of the last line is used then, and how many lines there are.
func afterWord(used float64, lines, letters int, width float64) (float64, int) {
	w := letterWide * float64(letters)
	if used > 0 && used+1+w > width {
		used = 0
		lines++
	}
	for used = used + 1 + w; used > width+1; used -= width {
		lines++
	}
	return used, lines
}

// blank is unicode.IsSpace, at once for the letters most texts are of.
func blank(r rune) bool {
	return (r <= ' ' || r >= 0x85 && r <= 0xa0 || r >= 0x1680) && unicode.IsSpace(r)
}

// height is the height of a row of n lines in points; a spreadsheet takes at most 409.
func height(lines int) float64 { return min(15*float64(lines)+1, 405) }

// paper is how wide the columns of a sheet may be together to print on the width of a page at a size one
// can read; columns past it are for the screen. upright is how wide they may be on a page that stands.
const paper, upright = 216.0, 150.0

// begin makes the next sheet and its writer. Every sheet fits the width of a page and says on each
// which sheet of which report it is.
func (b *book) begin(name string, landscape bool) (*excelize.StreamWriter, error) {
	if b.count == 0 {
		if err := b.file.SetSheetName("Sheet1", name); err != nil {
			return nil, err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return nil, err
	}
	b.count++
	a4, fit, orientation, wide := 9, true, "portrait", 0
	if landscape {
		orientation = "landscape"
	}
	one := 1
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return nil, err
	}
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &one, FitToHeight: &wide}); err != nil {
		return nil, err
	}
	margin, edge := 0.4, 0.6
	if err := b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &edge, Bottom: &edge}); err != nil {
		return nil, err
	}
	what, period := b.view.Title()
	said := strings.ReplaceAll(what+" · "+period, "&", "&&")
	if err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddHeader: "&L&8adal · " + said + "&R&8&A", OddFooter: "&R&8&P / &N",
	}); err != nil {
		return nil, err
	}
	return b.file.NewStreamWriter(name)
}

// table writes a sheet of rows under a frozen header with filters, each row that leads
// somewhere with its link, and below them what is not shown.
func (b *book) table(t *view.Table) error {
	sw, err := b.beginTable(t)
	if err != nil {
		return err
	}
	linkColumn := 1 + slices.IndexFunc(t.Columns, func(c view.Column) bool { return c.Kind == view.Linked })
	rows := b.newRows(t, sw)
	n, cut := 1, t.Cut
	var links []link
	for values := range t.Rows {
		if n > maxRows {
			if cut == "" {
				cut = b.view.RowsCut(maxRows)
			}
			break
		}
		n++
		if err := rows.write(n, values); err != nil {
			return err
		}
		if t.To != nil && linkColumn > 0 && len(links) < maxLinks {
			if sheet, to, ok := t.To(n - 2); ok && to+2 <= maxRows {
				from, _ := excelize.CoordinatesToCellName(linkColumn, n)
				links = append(links, link{from, place(sheet, to+2)})
			}
		}
		links = rows.numberLinks(n, links)
	}
	b.rows[t.Title], b.cut[t.Title] = n-1, cut != ""
	for _, c := range t.Columns {
		b.columns[t.Title] = append(b.columns[t.Title], c.Title)
	}
	if cut != "" {
		if err := sw.SetRow("A"+strconv.Itoa(n+1), []any{excelize.Cell{StyleID: b.label, Value: cut}}); err != nil {
			return err
		}
	}
	last, _ := excelize.CoordinatesToCellName(len(t.Columns), max(n, 2))
	if err := b.file.AutoFilter(t.Title, "A1:"+last, nil); err != nil {
		return err
	}
	if err := b.choices(t, n); err != nil {
		return err
	}
	if err := b.lead(t, links); err != nil {
		return err
	}
	if err := b.printed(t, n); err != nil {
		return err
	}
	return sw.Flush()
}

// lead writes the links of a sheet, and the tip on the head of a column.
func (b *book) lead(t *view.Table, links []link) error {
	if t.Tip != "" {
		at := slices.IndexFunc(t.Columns, func(c view.Column) bool { return c.Title == t.TipOn })
		heading, _ := excelize.CoordinatesToCellName(at+1, 1)
		if err := b.file.SetCellHyperLink(t.Title, heading, place(t.Tips, 1), "Location", excelize.HyperlinkOpts{Tooltip: &t.Tip}); err != nil {
			return err
		}
	}
	return b.join(links)
}

// printed colours the cells of a sheet of n rows, and says what of it prints, with its header on every
// page.
func (b *book) printed(t *view.Table, n int) error {
	if err := b.colour(t, n); err != nil {
		return err
	}
	if printed := printable(t); printed < len(t.Columns) {
		if err := b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("%s!$A$1:$%s$%d", quote(t.Title), columnName(printed-1), max(n, 2)), Scope: t.Title}); err != nil {
			return err
		}
	}
	return b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quote(t.Title) + "!$1:$1", Scope: t.Title})
}

// printable is how many columns of a table print: as many of the first as the width of a page takes.
func printable(t *view.Table) int {
	width := 0.0
	for i, c := range t.Columns {
		if width += c.Width; width > paper && i > 0 {
			return i
		}
	}
	return len(t.Columns)
}

// colour colours the cells of a sheet by their numbers.
func (b *book) colour(t *view.Table, last int) error {
	rules := map[int][]excelize.ConditionalFormatOptions{}
	for _, m := range t.Marks {
		column := slices.IndexFunc(t.Columns, func(c view.Column) bool { return c.Title == m.Column })
		if column < 0 || last < 2 {
			continue
		}
		style := b.marks[m.Look]
		rule := excelize.ConditionalFormatOptions{Type: "cell", Criteria: ">=", Value: strconv.FormatFloat(m.From, 'f', -1, 64), Format: &style, StopIfTrue: true}
		if m.From < 0 { // a blank cell is below everything, and says nothing
			first := at(column, 2)
			rule.Type, rule.Criteria, rule.Value = "formula", fmt.Sprintf("AND(ISNUMBER(%s),%s<%s)", first, first, strconv.FormatFloat(-m.From, 'f', -1, 64)), ""
		}
		rules[column] = append(rules[column], rule)
	}
	for _, column := range slices.Sorted(maps.Keys(rules)) {
		if err := b.file.SetConditionalFormat(t.Title, at(column, 2)+":"+at(column, last), rules[column]); err != nil {
			return err
		}
	}
	return nil
}

// choices lets the cells of a column be chosen from a list, down to the last row; anything else
// is written in as well, with a warning.
func (b *book) choices(t *view.Table, last int) error {
	if len(t.Choices) == 0 || last < 2 {
		return nil
	}
	from, _ := excelize.CoordinatesToCellName(t.ChosenIn+1, 2)
	to, _ := excelize.CoordinatesToCellName(t.ChosenIn+1, last)
	v := excelize.NewDataValidation(true)
	v.Sqref = from + ":" + to
	if err := v.SetDropList(t.Choices); err != nil {
		return err
	}
	v.SetError(excelize.DataValidationErrorStyleWarning, t.Columns[t.ChosenIn].Title, strings.Join(t.Choices, "; "))
	return b.file.AddDataValidation(t.Title, v)
}

// beginTable makes the sheet of a table with its header.
func (b *book) beginTable(t *view.Table) (*excelize.StreamWriter, error) {
	width := 0.0
	for _, c := range t.Columns {
		width += c.Width
	}
	sw, err := b.begin(t.Title, width > upright)
	if err != nil {
		return nil, err
	}
	head := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		if err := sw.SetColWidth(i+1, i+1, c.Width); err != nil {
			return nil, err
		}
		head[i] = excelize.Cell{StyleID: b.header, Value: capital(c.Title)}
	}
	corner, _ := excelize.CoordinatesToCellName(t.Freeze+1, 2)
	pane := "bottomLeft"
	if t.Freeze > 0 {
		pane = "bottomRight"
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, XSplit: t.Freeze, YSplit: 1, TopLeftCell: corner, ActivePane: pane}); err != nil {
		return nil, err
	}
	return sw, sw.SetRow("A1", head, excelize.RowOpts{Height: 32})
}

// value makes what excelize writes of v.
func (b *book) value(k view.Kind, v any) any {
	switch x := v.(type) {
	case *int64:
		if x == nil {
			return nil
		}
		return *x
	case *float64:
		if x == nil {
			return nil
		}
		return *x
	case string:
		switch {
		case x == "":
			return nil
		case k == view.Money || k == view.Decimal || k == view.Share || k == view.Points:
			if n, err := strconv.ParseFloat(x, 64); err == nil {
				return n
			}
		case k == view.Date:
			if d, err := time.Parse(time.DateOnly, x); err == nil {
				if d.Year() >= 1900 {
					return d
				}
				return b.view.Day(x)
			}
		}
		if safe := cell.Neutral(x); len(safe) != len(x) {
			return safe
		}
	}
	return v
}

func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

func place(sheet string, row int) string { return fmt.Sprintf("%s!A%d", quote(sheet), row) }
