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

	"adal/pipeline/run"
	"adal/reports/cell"
	"adal/reports/mask"
	"adal/reports/words"
)

// maxRows is the most rows of one sheet; a spreadsheet takes 1,048,576. What is cut is
// said in the last row and stands in full in the CSV.
const maxRows = 1_000_000

// maxLinks is the most links of one sheet; the format allows 65,530, looking them up costs more.
const maxLinks = 10_000

// Write renders r in lang to w. Parts of large sheets wait in the folder temp, which must
// exist: what concerns people never goes to a folder shared with others.
func Write(w io.Writer, lang string, r *run.Run, m *mask.Masker, temp string) (err error) {
	f := excelize.NewFile(excelize.Options{TmpDir: temp})
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	f.SetZipWriter(newSortedZip)
	b := &book{file: f, lang: lang, run: r, mask: m, rules: map[string]run.Rule{}, register: r.Register()}
	for _, x := range r.Rules {
		b.rules[x.ID] = x
	}
	if err := b.makeStyles(); err != nil {
		return err
	}
	if err := b.write(); err != nil {
		return err
	}
	day := r.AsOf
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		day = "2025-01-01"
	}
	if err := f.SetDocProps(&excelize.DocProperties{
		Created: day + "T00:00:00Z", Modified: day + "T00:00:00Z", Creator: "adal", LastModifiedBy: "adal",
		Title: b.t(string(r.Job)+"_title") + " · " + words.Period(lang, r.Period), Language: lang, Version: "1.0",
	}); err != nil {
		return err
	}
	if err := f.SetAppProps(&excelize.AppProperties{Application: "adal", AppVersion: "1.0"}); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	return f.Write(w)
}

// kind says how a column is shown.
type kind int

const (
	text kind = iota
	wrapped
	integer
	money
	share
	decimal
	date
	points
	linked
	number
	pointsOfPercent
	kinds
)

// typed is a value shown otherwise than its column says.
type typed struct {
	kind  kind
	value any
}

type column struct {
	title string
	width float64
	kind  kind
}

type book struct {
	file     *excelize.File
	lang     string
	run      *run.Run
	mask     *mask.Masker
	rules    map[string]run.Rule
	register run.Register
	styles   [kinds]int
	header   int
	title    int
	label    int
	count    int // of sheets
}

func (b *book) t(key string) string { return words.UI.In(b.lang, key) }

func (b *book) column(key string) string {
	return words.InCurrency(b.run.Currency, words.Columns.In(b.lang, key))
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

// table writes a sheet of rows under a frozen header with filters. A row's values are
// strings, int64, float64, *int64, *float64, or nil for blank; strings in columns of
// dates, money and links are parsed. Links are added where link gives a place for a row.
func (b *book) table(name string, columns []column, freeze int, rows func(yield func([]any) bool), to func(row int) string) error {
	width := 0.0
	for _, c := range columns {
		width += c.width
	}
	sw, err := b.begin(name, true, width)
	if err != nil {
		return err
	}
	for i, c := range columns {
		if err := sw.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	corner, _ := excelize.CoordinatesToCellName(freeze+1, 2)
	pane := "bottomLeft"
	if freeze > 0 {
		pane = "bottomRight"
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, XSplit: freeze, YSplit: 1, TopLeftCell: corner, ActivePane: pane}); err != nil {
		return err
	}
	head := make([]any, len(columns))
	linkColumn := 0
	for i, c := range columns {
		head[i] = excelize.Cell{StyleID: b.header, Value: capital(c.title)}
		if c.kind == linked {
			linkColumn = i + 1
		}
	}
	if err := sw.SetRow("A1", head, excelize.RowOpts{Height: 32}); err != nil {
		return err
	}
	n, cut := 1, false
	var links []link
	for values := range rows {
		if n > maxRows {
			cut = true
			break
		}
		n++
		out := make([]any, len(values))
		lines := 1
		for i, v := range values {
			k := columns[i].kind
			if x, ok := v.(typed); ok {
				k, v = x.kind, x.value
			}
			out[i] = excelize.Cell{StyleID: b.styles[k], Value: b.value(k, v)}
			if s, ok := v.(string); ok && columns[i].kind == wrapped {
				lines = max(lines, linesOf(s, columns[i].width-3))
			}
		}
		if err := sw.SetRow("A"+strconv.Itoa(n), out, excelize.RowOpts{Height: height(lines)}); err != nil {
			return err
		}
		if to != nil && linkColumn > 0 && len(links) < maxLinks {
			if place := to(n); place != "" {
				from, _ := excelize.CoordinatesToCellName(linkColumn, n)
				links = append(links, link{from, place})
			}
		}
	}
	note := strings.ReplaceAll(b.t("rows_cut"), "{n}", words.Count(b.lang, maxRows))
	if short := b.ledgerCut(); name == b.t("sheet_contracts") && short != "" {
		cut, note = true, short
	}
	if cut {
		if err := sw.SetRow("A"+strconv.Itoa(n+1), []any{excelize.Cell{StyleID: b.label, Value: note}}); err != nil {
			return err
		}
	}
	last, _ := excelize.CoordinatesToCellName(len(columns), max(n, 2))
	if err := b.file.AutoFilter(name, "A1:"+last, nil); err != nil {
		return err
	}
	if title, how := b.tip(name); how != "" {
		at := slices.IndexFunc(columns, func(c column) bool { return c.title == title })
		heading, _ := excelize.CoordinatesToCellName(at+1, 1)
		if err := b.file.SetCellHyperLink(name, heading, place(b.t("sheet_contracts"), 1), "Location", excelize.HyperlinkOpts{Tooltip: &how}); err != nil {
			return err
		}
	}
	for _, l := range links {
		if err := b.file.SetCellHyperLink(name, l.cell, l.to, "Location"); err != nil {
			return err
		}
	}
	if err := b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quote(name) + "!$1:$1", Scope: name}); err != nil {
		return err
	}
	return sw.Flush()
}

// value makes what excelize writes of v.
func (b *book) value(k kind, v any) any {
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
		case k == money || k == decimal || k == share || k == points:
			if n, err := strconv.ParseFloat(x, 64); err == nil {
				return n
			}
		case k == date:
			if d, err := time.Parse(time.DateOnly, x); err == nil {
				if d.Year() >= 1900 {
					return d
				}
				return words.Date(b.lang, x)
			}
		}
		return cell.Neutral(x)
	}
	return v
}

func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

func place(sheet string, row int) string { return fmt.Sprintf("%s!A%d", quote(sheet), row) }
