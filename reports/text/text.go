// Package text tells one finding to a reader of a terminal, and as a JSON value to a
// program: what is claimed, on which rows it rests, how the score adds up, what would
// clear it. Nothing in it is coloured, wrapped or computed anew.
package text

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"adal/pipeline/run"
	"adal/reports/view"
)

// Explain writes one finding of a run, in the order a person checks it, and what the register
// of unfair participants says of the suppliers it names.
func Explain(w io.Writer, v *view.Report, f *run.Finding) error {
	p := printer{w: w}
	ui := func(key string) string {
		s, err := v.Label(key)
		if p.err == nil {
			p.err = err
		}
		return s
	}
	x := v.Explain(f)
	is := &x.Finding
	p.line("%s  %s", is.Rule, x.Title)
	p.line("%s, %s; %s %d; %s %s / 100", x.Kind, ui("requires_check"), ui("rank_of"), is.Rank, ui("score"), x.Score)
	if x.Why != "" {
		p.line("%s", x.Why)
	}
	p.line("%s: %s", ui("finding_id"), is.ID)
	p.line("")
	p.line("%s", is.Summary)
	p.heading(ui("path"))
	p.line("  %s", x.Path)
	p.drawing(x.Drawing, ui("drawing"), ui("drawing_beside"))
	p.line("")
	for _, fact := range x.Facts {
		p.line("%s: %s", fact.Label, fact.Value)
	}
	if len(x.Register) > 0 {
		p.heading(ui("unfair"))
		for _, u := range x.Register {
			p.line("  %s", u.Said)
			p.line("      %s", u.Proof)
		}
	}
	p.heading(ui("evidence"))
	for i, e := range is.Evidence {
		p.line("  %2d. %s — %s", e.Step, x.Roles[i], e.Fact)
		p.line("      %s, %s %d", e.File, ui("row"), e.Row)
	}
	p.said(ui("in_favour"), x.Favour)
	p.said(ui("doubts"), x.Doubts)
	p.heading(ui("parts"))
	p.parts(x, ui("total"))
	p.text(ui("basis"), x.Basis)
	if len(x.Parameters) > 0 {
		p.heading(ui("parameters"))
		for _, line := range x.Parameters {
			p.line("  %s", line)
		}
	}
	for _, block := range x.Closing {
		p.text(block.Label, block.Value)
	}
	return p.err
}

// drawing writes the finding as a picture: boxes below each other, the ties between them.
func (p *printer) drawing(d *view.TextDrawing, heading, beside string) {
	if d == nil {
		return
	}
	p.heading(heading)
	for _, l := range d.Lines {
		switch {
		case l.Box != "":
			p.line("  %s", l.Box)
		case l.Down:
			p.line("%s", strings.TrimRight("    │ "+l.Tie, " "))
			p.line("    ▼")
		default:
			p.line("    ▲")
			p.line("%s", strings.TrimRight("    │ "+l.Tie, " "))
		}
	}
	for i, s := range d.Beside {
		if i == 0 {
			p.line("  %s:", beside)
		}
		p.line("    %s", s)
	}
}

// said writes what stands beside a finding, each with its row; nothing where nothing does.
func (p *printer) said(heading string, all []view.Said) {
	if len(all) == 0 {
		return
	}
	p.heading(heading)
	for _, s := range all {
		if s.Fact != "" {
			p.line("  %s — %s", s.Text, s.Fact)
		} else {
			p.line("  %s", s.Text)
		}
		if s.Place != "" {
			p.line("      %s", s.Place)
		}
	}
}

// parts writes how the score adds up, the points under each other.
func (p *printer) parts(x view.Explanation, total string) {
	width := utf8.RuneCountInString(total)
	for _, part := range x.Parts {
		width = max(width, utf8.RuneCountInString(part.Name))
	}
	wide := func(s string) string { return s + strings.Repeat(" ", width-utf8.RuneCountInString(s)) }
	for _, part := range x.Parts {
		line := fmt.Sprintf("  %s  %7s / %s", wide(part.Name), part.Points, part.Max)
		if part.Fact != "" {
			line += "  " + part.Fact
		}
		p.line("%s", line)
	}
	p.line("  %s  %7s / 100", wide(total), x.Score)
}

// printer keeps the first fault of the writer.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, strings.Map(Printable, fmt.Sprintf(format, args...)))
	}
}

// Printable, mapped over a text, keeps a name from steering the terminal it is printed on:
// control characters but the end of a line become their pictures, everything else invisible,
// marks that turn the direction of reading too, becomes ␦. What the masks let through
// has its marks named already; this is for what does not come from them.
func Printable(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r < ' ':
		return 0x2400 + r
	case r == 0x7f:
		return '␡'
	case view.Visible(string(r)) != string(r):
		return '␦'
	}
	return r
}

func (p *printer) heading(s string) {
	p.line("")
	p.line("%s", s)
}

func (p *printer) text(heading, body string) {
	if body == "" {
		return
	}
	p.heading(heading)
	for l := range strings.Lines(body) {
		p.line("  %s", strings.TrimRight(l, "\n"))
	}
}
