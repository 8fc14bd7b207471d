// Package xlsx renders a finished run as report.xlsx for people who sort and filter:
// one table a sheet, frozen headers, real dates, money and shares, and a link from each
// finding to the rows it rests on. The same run gives the same bytes, nothing in the
// workbook is a formula, and large sheets are streamed through the folder of the run.
package xlsx

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

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
	f.SetZipWriter(newSortedZip)
	b := &book{file: f, view: v}
	if err := b.makeStyles(); err != nil {
		return err
	}
	if err := b.summary(); err != nil {
		return err
	}
	for _, x := range v.Sections() {
		if x.Sheet == nil {
			continue
		}
		if err := b.table(x.Sheet); err != nil {
			return err
		}
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
	f.SetActiveSheet(0)
	return f.Write(w)
}

type book struct {
	file   *excelize.File
	view   *view.Report
	styles [view.Kinds]int
	header int
	title  int
	label  int
	count  int // of sheets
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
		used, lines := 0.0, 1
		for word := range strings.FieldsSeq(line) {
			w := 1.1 * float64(len([]rune(word)))
			if used > 0 && used+1+w > width {
				used = 0
				lines++
			}
			for used = used + 1 + w; used > width+1; used -= width {
				lines++
			}
		}
		n += lines
	}
	return n
}

// height is the height of a row of n lines in points; a spreadsheet takes at most 409.
func height(lines int) float64 { return min(15*float64(lines)+1, 405) }

// begin makes the next sheet and its writer.
func (b *book) begin(name string, landscape bool, width float64) (*excelize.StreamWriter, error) {
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
	fit = fit && width < 230 // a wider sheet would print too small to read
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return nil, err
	}
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &one, FitToHeight: &wide}); err != nil {
		return nil, err
	}
	return b.file.NewStreamWriter(name)
}

// link is a place of this workbook a cell leads to.
type link struct{ cell, to string }

// table writes a sheet of rows under a frozen header with filters, each row that leads
// somewhere with its link, and below them what is not shown.
func (b *book) table(t *view.Table) error {
	sw, err := b.beginTable(t)
	if err != nil {
		return err
	}
	linkColumn := 1 + slices.IndexFunc(t.Columns, func(c view.Column) bool { return c.Kind == view.Linked })
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
		if err := b.row(sw, t, n, values); err != nil {
			return err
		}
		if t.To != nil && linkColumn > 0 && len(links) < maxLinks {
			if sheet, to, ok := t.To(n - 2); ok && to+2 <= maxRows {
				from, _ := excelize.CoordinatesToCellName(linkColumn, n)
				links = append(links, link{from, place(sheet, to+2)})
			}
		}
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
	if t.Tip != "" {
		at := slices.IndexFunc(t.Columns, func(c view.Column) bool { return c.Title == t.TipOn })
		heading, _ := excelize.CoordinatesToCellName(at+1, 1)
		if err := b.file.SetCellHyperLink(t.Title, heading, place(t.Tips, 1), "Location", excelize.HyperlinkOpts{Tooltip: &t.Tip}); err != nil {
			return err
		}
	}
	if err := b.choices(t, n); err != nil {
		return err
	}
	for _, l := range links {
		if err := b.file.SetCellHyperLink(t.Title, l.cell, l.to, "Location"); err != nil {
			return err
		}
	}
	if err := b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quote(t.Title) + "!$1:$1", Scope: t.Title}); err != nil {
		return err
	}
	return sw.Flush()
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
	sw, err := b.begin(t.Title, true, width)
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

// row writes the n-th row of a sheet, as high as its texts need.
func (b *book) row(sw *excelize.StreamWriter, t *view.Table, n int, values []any) error {
	out := make([]any, len(values))
	lines := 1
	for i, v := range values {
		k := t.Columns[i].Kind
		if x, ok := v.(view.Typed); ok {
			k, v = x.Kind, x.Value
		}
		out[i] = excelize.Cell{StyleID: b.styles[k], Value: b.value(k, v)}
		if s, ok := v.(string); ok && t.Columns[i].Kind == view.Wrapped {
			lines = max(lines, linesOf(s, t.Columns[i].Width-3))
		}
	}
	return sw.SetRow("A"+strconv.Itoa(n), out, excelize.RowOpts{Height: height(lines)})
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
		return cell.Neutral(x)
	}
	return v
}

func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

func place(sheet string, row int) string { return fmt.Sprintf("%s!A%d", quote(sheet), row) }
