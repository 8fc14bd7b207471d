package docx

import (
	"fmt"
	"io"
	"strconv"

	"github.com/gomutex/godocx"
	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/wml/stypes"

	"adal/reports/view"
)

// Letters writes drafts of letters, each on a page of its own behind a list of them.
func Letters(w io.Writer, l *view.Letters) error {
	d, err := godocx.NewDocument()
	if err != nil {
		return fmt.Errorf("letters: %w", err)
	}
	page(d)
	cover := len(l.Cover.Rows) > 0
	if cover {
		list(d, l.Cover)
	}
	for _, note := range l.Notes {
		paragraph(d, note, small, false, stypes.JustificationLeft)
	}
	for i, x := range l.Letters {
		if i > 0 || cover || len(l.Notes) > 0 {
			d.AddPageBreak()
		}
		letter(d, x)
	}
	if err := d.Write(w); err != nil {
		return fmt.Errorf("letters: %w", err)
	}
	return nil
}

func letter(d *docx.RootDoc, x view.Letter) {
	line := func(text string, size uint64, bold bool, side stypes.Justification) {
		p := d.AddParagraph("")
		p.Justification(side)
		p.Spacing(0, 60)
		p.AddText(text).Font(font).Size(size).Bold(bold)
	}
	line(x.Draft, small, false, stypes.JustificationLeft)
	line(x.Number, small, false, stypes.JustificationLeft)
	for _, to := range x.To {
		line(to, body, false, stypes.JustificationRight)
	}
	paragraph(d, x.Heading, 14, true, stypes.JustificationCenter)
	paragraph(d, x.Opening, body, false, stypes.JustificationBoth)
	for _, p := range x.Parts {
		line(p.Title, body, true, stypes.JustificationLeft)
		for i, item := range p.Items {
			line(strconv.Itoa(i+1)+". "+item, 11, false, stypes.JustificationBoth)
		}
		if p.Note != "" {
			line(p.Note, small, false, stypes.JustificationLeft)
		}
	}
	paragraph(d, x.Reply, body, false, stypes.JustificationBoth)
	paragraph(d, x.Signature, body, false, stypes.JustificationLeft)
	line(x.Foot, 8, false, stypes.JustificationLeft)
}
