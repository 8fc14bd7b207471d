package docx

import (
	"fmt"
	"io"

	"github.com/gomutex/godocx"
	"github.com/gomutex/godocx/common/units"
	"github.com/gomutex/godocx/dml"
	"github.com/gomutex/godocx/dml/dmlct"
	"github.com/gomutex/godocx/dml/dmlpic"
	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/wml/ctypes"
	"github.com/gomutex/godocx/wml/stypes"

	"adal/reports/chart"
	"adal/reports/view"
)

const (
	// plotWide is how wide a chart is drawn; it fills the line of the page.
	plotWide = 720

	// emu are the units of a picture in a twentieth of a point.
	emu = 635

	relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// WriteReport writes the annual report.
func WriteReport(w io.Writer, p *view.Paper) error {
	d, err := godocx.NewDocument()
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	page(d)
	if err := footer(d); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if err := d.ContentType.AddExtension("png", "image/png"); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	paragraph(d, p.To, body, false, stypes.JustificationRight)
	paragraph(d, p.From, body, false, stypes.JustificationRight)
	paragraph(d, "", body, false, stypes.JustificationLeft)
	paragraph(d, p.Heading, 14, true, stypes.JustificationCenter)
	paragraph(d, p.Subject, body, true, stypes.JustificationCenter)
	for i := range p.Parts {
		if err := part(d, &p.Parts[i]); err != nil {
			return fmt.Errorf("report: %w", err)
		}
	}
	paragraph(d, p.Caution, body, false, stypes.JustificationBoth)
	paragraph(d, "", body, false, stypes.JustificationLeft)
	paragraph(d, p.Signature, body, false, stypes.JustificationLeft)
	if err := d.Write(w); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// part lays out one part: its title stays with what follows.
func part(d *docx.RootDoc, x *view.PaperPart) error {
	if x.Title != "" {
		heading(d, x.Title)
	}
	for _, text := range x.Texts {
		paragraph(d, text, body, false, stypes.JustificationBoth)
		keep(d, x.Plot != nil)
	}
	if x.Plot != nil {
		caption(d, x.Plot.Title)
		if x.Plot.Note != "" && !x.Plot.Empty() {
			paragraph(d, x.Plot.Note, small, false, stypes.JustificationBoth)
			keep(d, true)
		}
		if x.Plot.Empty() {
			paragraph(d, x.Plot.None, body, false, stypes.JustificationBoth)
		} else if err := picture(d, x.Plot); err != nil {
			return err
		}
		keep(d, x.List != nil)
	}
	if x.List != nil {
		list(d, *x.List)
		paragraph(d, "", small, false, stypes.JustificationLeft)
	}
	return nil
}

// keep leaves the paragraph last written on the page of what follows it.
func keep(d *docx.RootDoc, really bool) {
	all := d.Document.Body.Children
	if p := all[len(all)-1].Para; p != nil && really {
		p.GetCT().Property.KeepNext = ctypes.OnOffFromBool(true)
	}
}

// heading is a title of a part, of the outline of the document.
func heading(d *docx.RootDoc, text string) {
	p := d.AddParagraph("")
	p.Style("Heading1")
	p.Spacing(240, 120)
	p.AddText(text).Font(font).Size(13).Bold(true).Color("000000") //nolint:misspell // the library spells it so
	keep(d, true)
}

// caption is what a picture shows, above it and never parted from it.
func caption(d *docx.RootDoc, text string) {
	p := d.AddParagraph("")
	p.Spacing(120, 60)
	p.AddText(text).Font(font).Size(body).Bold(true)
	keep(d, true)
}

// picture draws a chart over the line, with its words for who does not see it.
func picture(d *docx.RootDoc, plot *view.Plot) error {
	drawn, err := chart.PNG(plot, plotWide)
	if err != nil {
		return err
	}
	d.ImageCount++
	name := fmt.Sprintf("media/image%d.png", d.ImageCount)
	d.FileMap.Store("word/"+name, drawn.PNG)
	wide := uint64(lineWidth * emu)
	high := uint64(float64(wide) * drawn.High / drawn.Wide)
	id := relation(d, "image", name)
	inline := dml.NewInline(
		*dmlct.NewPostvSz2D(units.Emu(wide), units.Emu(high)),
		dml.DocProp{ID: uint64(d.ImageCount), Name: fmt.Sprintf("Image%d", d.ImageCount), Description: plot.Label},
		*dml.NewPicGraphic(dmlpic.NewPic(id, d.ImageCount, units.Emu(wide), units.Emu(high))),
	)
	p := d.AddParagraph("")
	p.Spacing(0, 120)
	run := &ctypes.Run{Children: []ctypes.RunChild{{Drawing: &dml.Drawing{Inline: []dml.Inline{inline}}}}}
	p.GetCT().Children = append(p.GetCT().Children, ctypes.ParagraphChild{Run: run})
	return nil
}

// relation tells the document of another part of its package.
func relation(d *docx.RootDoc, kind, target string) string {
	id := fmt.Sprintf("rId%d", d.Document.IncRelationID())
	d.Document.DocRels.Relationships = append(d.Document.DocRels.Relationships, &docx.Relationship{ID: id, Type: relationships + kind, Target: target})
	return id
}

// footer numbers the pages.
func footer(d *docx.RootDoc) error {
	//nolint:misspell // the format spells center
	const part = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="` + font + `" w:hAnsi="` + font + `" w:cs="` + font + `"/><w:sz w:val="20"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>`
	d.FileMap.Store("word/footer1.xml", []byte(part))
	s := d.Document.Body.SectPr
	s.FooterReference = &ctypes.FooterReference{Type: stypes.HdrFtrDefault, ID: relation(d, "footer", "footer1.xml")}
	foot := 567 // 10 mm from the edge of the page
	s.PageMargin.Footer = &foot
	return d.ContentType.AddOverride("/word/footer1.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml")
}
