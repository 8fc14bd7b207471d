// Package docx lays out the memo of a report as a Word document of a page or two, as an official
// passes it on, and the annual report with its charts. It words and counts nothing; the same
// memo and the same report give the same bytes.
package docx

import (
	"fmt"
	"io"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/gomutex/godocx"
	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/wml/ctypes"
	"github.com/gomutex/godocx/wml/stypes"

	"adal/reports/view"
)

// font and sizes in points: what offices in Kazakhstan write in.
const (
	font  = "Times New Roman"
	body  = 12
	small = 10

	// The page is A4 with the margins of the national rules of office work (30, 15, 20 and 20
	// mm), in twentieths of a point.
	left, rightSide, top, bottom = 1701, 850, 1134, 1134
	lineWidth                    = 11906 - left - rightSide
)

// Write writes the memo.
func Write(w io.Writer, m *view.Memo) error {
	d, err := godocx.NewDocument()
	if err != nil {
		return fmt.Errorf("memo: %w", err)
	}
	page(d)
	right := func(text string) { paragraph(d, text, body, false, stypes.JustificationRight) }
	right(m.To)
	right(m.From)
	paragraph(d, "", body, false, stypes.JustificationLeft)
	paragraph(d, m.Heading, 14, true, stypes.JustificationCenter)
	paragraph(d, m.Subject, body, true, stypes.JustificationCenter)
	for _, text := range m.Paragraphs {
		paragraph(d, text, body, false, stypes.JustificationBoth)
	}
	for _, l := range m.Lists {
		list(d, l)
	}
	paragraph(d, m.Caution, body, false, stypes.JustificationBoth)
	paragraph(d, "", body, false, stypes.JustificationLeft)
	paragraph(d, m.Signature, body, false, stypes.JustificationLeft)
	if err := d.Write(w); err != nil {
		return fmt.Errorf("memo: %w", err)
	}
	return nil
}

func page(d *docx.RootDoc) {
	if d.Document.Body.SectPr == nil {
		d.Document.Body.SectPr = ctypes.NewSectionProper()
	}
	margin := func(n int) *int { return &n }
	s := d.Document.Body.SectPr
	s.PageSize = ctypes.A4
	s.PageMargin = &ctypes.PageMargin{Left: margin(left), Right: margin(rightSide), Top: margin(top), Bottom: margin(bottom), Header: margin(0), Footer: margin(0), Gutter: margin(0)}
}

func paragraph(d *docx.RootDoc, text string, size uint64, bold bool, side stypes.Justification) {
	p := d.AddParagraph("")
	p.Justification(side)
	p.Spacing(0, 120)
	p.AddText(text).Font(font).Size(size).Bold(bold)
}

func list(d *docx.RootDoc, l view.MemoList) {
	if l.Title != "" {
		paragraph(d, l.Title, body, true, stypes.JustificationLeft)
	}
	if len(l.Rows) > 0 {
		t := d.AddTable()
		t.Style("TableGrid")
		t.Layout(stypes.TableLayoutFixed)
		widths := make([]uint64, len(l.Widths))
		for i, part := range l.Widths {
			widths[i] = uint64(part * lineWidth / 100)
		}
		t.Grid(widths...)
		row(t, &l, l.Columns, widths, true)
		for _, cells := range l.Rows {
			row(t, &l, cells, widths, false)
		}
		for i, x := range t.GetCT().RowContents { // no line breaks over a page, the head comes again
			x.Row.Property = &ctypes.RowProperty{CantSplit: ctypes.OnOffFromBool(true)}
			if i == 0 {
				x.Row.Property.Header = ctypes.OnOffFromBool(true)
			}
		}
	}
	if l.Note != "" {
		paragraph(d, l.Note, small, false, stypes.JustificationLeft)
	}
}

func row(t *docx.Table, l *view.MemoList, cells []string, widths []uint64, head bool) {
	r := t.AddRow()
	for i, text := range cells {
		c := r.AddCell()
		c.Width(int(widths[i]), stypes.TableWidthDxa)
		c.Borders(line(), line(), line(), line(), nil, nil, nil, nil)
		if head {
			c.BackgroundColor("E7E6E6")
		}
		p := c.AddParagraph("")
		p.Spacing(20, 20)
		if slices.Contains(l.Right, i) {
			p.Justification(stypes.JustificationRight)
		}
		if head {
			text = capital(text)
		}
		p.AddText(text).Font(font).Size(small).Bold(head)
	}
}

// capital begins a heading with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func line() *ctypes.Border {
	size, grey := 4, "808080"
	return &ctypes.Border{Val: stypes.BorderStyleSingle, Size: &size, Color: &grey} //nolint:misspell // the library spells it so
}
