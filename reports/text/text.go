// Package text tells one finding to a reader of a terminal, and as a JSON value to a
// program: what is claimed, on which rows it rests, how the score adds up, what would
// clear it. Nothing in it is coloured, wrapped or computed anew.
package text

import (
	"fmt"
	"io"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/path"
	"adal/reports/words"
)

// Explain writes one finding of r in lang, in the order a person checks it, and what the
// register of unfair participants says of the suppliers it names.
func Explain(w io.Writer, lang string, r *run.Run, rule run.Rule, f *run.Finding, m *mask.Masker) error {
	p := printer{w: w, lang: lang}
	currency := r.Currency
	ui := func(key string) string { return words.UI.In(lang, key) }
	p.line("%s  %s", f.Rule, rule.Title.In(lang))
	p.line("%s, %s; %s %d; %s %s / 100", words.Kinds.In(lang, f.Kind), ui("requires_check"), ui("rank_of"), f.Rank, ui("score"), words.Points(lang, f.Score))
	p.line("%s: %s", ui("finding_id"), f.ID)
	p.line("")
	p.line("%s", words.Summary(lang, currency, rule, f, m))
	p.line("")
	p.line("%s", ui("path"))
	p.line("  %s", path.Line(path.Of(lang, currency, f, m)))
	p.line("")
	for _, x := range [][2]string{
		{"paragraph_heading", words.Paragraph(lang, f.Paragraph)},
		{"position", m.Text(f.Position)},
		{"unit", m.Text(f.Unit)},
		{"slice", m.Text(words.SliceName(lang, f.Slice))},
		{"dates", words.Span(lang, f.From, f.To)},
		{"amount", amount(lang, currency, f.Amount)},
		{"confidence", words.Confidence.In(lang, f.Confidence)},
		{"disclosed", words.Disclosed.In(lang, f.Disclosed)},
		{"status", words.Statuses.In(lang, f.Status)},
	} {
		if x[1] != "" {
			p.line("%s: %s", ui(x[0]), x[1])
		}
	}
	if d := f.Disposition; d != nil {
		s := words.Statuses.In(lang, d.Status)
		if d.Expired {
			s += " (" + ui("decision_expired") + ")"
		}
		for _, x := range []string{m.Text(d.Reason), m.ID(d.By), words.Date(lang, d.On)} {
			if x != "" {
				s += "; " + x
			}
		}
		p.line("%s: %s", ui("decision_on_record"), s)
	}
	if register := r.Register(); len(register.In(f)) > 0 {
		p.heading(ui("unfair"))
		for _, id := range register.In(f) {
			for _, u := range register.Of(id) {
				p.line("  %s: %s", words.Ref(lang, u.Name, id, m), words.UnfairLong(lang, r.AsOf, u))
				p.line("      %s", words.UnfairProof(lang, u, m))
			}
		}
	}
	p.heading(ui("evidence"))
	for _, e := range f.Evidence {
		p.line("  %2d. %s — %s", e.Step, words.Roles.In(lang, e.What), words.Fact(lang, currency, e, m))
		p.line("      %s, %s %d", m.Text(e.File), ui("row"), e.Row)
	}
	p.heading(ui("parts"))
	width := 0
	for _, x := range f.Parts {
		width = max(width, len([]rune(words.Parts.In(lang, x.Name))))
	}
	width = max(width, len([]rune(ui("total"))))
	for _, x := range f.Parts {
		name := words.Parts.In(lang, x.Name)
		line := fmt.Sprintf("  %s%s  %5s / %s", name, strings.Repeat(" ", width-len([]rune(name))), words.Points(lang, x.Points), words.Points(lang, x.Max))
		if fact := words.PartFact(lang, currency, x, m); fact != "" {
			line += "  " + fact
		}
		p.line("%s", line)
	}
	p.line("  %s%s  %5s / 100", ui("total"), strings.Repeat(" ", width-len([]rune(ui("total")))), words.Points(lang, f.Score))
	p.text(ui("basis"), rule.Basis.In(lang))
	if len(rule.Parameters) > 0 {
		p.heading(ui("parameters"))
		for _, x := range rule.Parameters {
			line := fmt.Sprintf("  %s = %s", x.Name, words.Parameter(lang, x))
			if x.Value != x.Default {
				line += " (" + ui("changed") + ", " + ui("default") + ": " + x.Default + ")"
			}
			if why := x.Meaning.In(lang); why != "" {
				line += " — " + why
			}
			p.line("%s", line)
		}
	}
	p.text(ui("clears"), rule.Clears.In(lang))
	p.text(ui("innocent"), rule.Innocent.In(lang))
	p.text(ui("assumptions"), rule.Assumptions.In(lang))
	return p.err
}

func amount(lang, currency, s string) string {
	if s == "" {
		return ""
	}
	return words.Money(lang, currency, s)
}

// printer keeps the first fault of the writer.
type printer struct {
	w    io.Writer
	lang string
	err  error
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
	case mask.Visible(string(r)) != string(r):
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
