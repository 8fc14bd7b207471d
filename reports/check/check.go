// Package check shows what adal check saw of a folder, for a terminal and as one HTML file.
// Both lay out the same page, which is masked and in words: nothing here judges, counts or
// translates data.
package check

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"adal/reports/html"
	"adal/reports/text"
	"adal/reports/view/checked"
)

// Text writes the page for a terminal. Nothing in it can steer one.
func Text(w io.Writer, p *checked.Page) error {
	t := printer{w: w, page: p}
	t.line("%s: %s", t.say("folder"), p.Folder)
	t.verdict()
	t.letters()
	t.guesses()
	t.files()
	if len(p.Skipped) > 0 {
		t.heading("skipped")
	}
	for _, s := range p.Skipped {
		t.line("  %s: %s", s.Place, s.Why)
	}
	t.tables()
	t.rules()
	t.odd()
	return t.err
}

// verdict writes whether jobs may be begun.
func (t *printer) verdict() {
	v := t.page.Verdict
	t.line("")
	t.line("%s", v.Head)
	for _, l := range v.Lines {
		t.line("  %s", l)
	}
	if len(v.Unseen) > 0 {
		t.line("%s", v.UnseenHead)
	}
	for _, l := range v.Unseen {
		t.line("  %s", l)
	}
}

// letters writes what to ask each office for, to be copied as it stands.
func (t *printer) letters() {
	if len(t.page.Letters) > 0 {
		t.heading("ask")
	}
	for i, l := range t.page.Letters {
		if i > 0 {
			t.line("")
		}
		t.line("  %s", l.To)
		t.line("  %s", l.Open)
		for k, a := range l.Items {
			t.line("    %d. %s", k+1, a.What)
			if a.Cost != "" {
				t.line("       %s", a.Cost)
			}
			if a.Rows != "" {
				t.line("       %s", a.Rows)
			}
		}
		t.line("  %s", l.Close)
	}
}

// guesses writes which columns may be meant under other names, and what to put into adal.yaml.
func (t *printer) guesses() {
	if len(t.page.Guesses) > 0 {
		t.heading("guesses")
		t.line("  %s", t.say("guesses_note"))
	}
	for _, g := range t.page.Guesses {
		t.line("  %s", g.Place)
		for _, s := range g.Says {
			t.line("    %s", s)
		}
		for s := range strings.Lines(g.Entry) {
			t.line("%s", strings.TrimRight(s, "\n"))
		}
	}
}

// files writes what each file was taken for and what became of its rows.
func (t *printer) files() {
	t.heading("files")
	if len(t.page.Files) == 0 {
		t.line("  %s", t.say("no_files"))
	}
	for _, f := range t.page.Files {
		t.line("  %s -> %s", f.Place, f.Table)
		t.line("    %s", f.Format)
		rows := fmt.Sprintf("%s %s: %s %s", t.say("rows"), t.count(f.Rows), t.say("taken"), t.count(f.Taken))
		if f.Rejected > 0 {
			rows += fmt.Sprintf(", %s %s", t.say("rejected"), t.count(f.Rejected))
		}
		if f.LeftOut > 0 {
			rows += fmt.Sprintf(", %s %s (%s)", t.say("left_out"), t.count(f.LeftOut), f.Why)
		}
		t.line("    %s", rows)
		if len(f.Columns) > 0 {
			t.line("    %s: %s", t.say("columns"), strings.Join(f.Columns, "; "))
		}
		if len(f.NotUsed) > 0 {
			t.line("    %s: %s", t.say("not_used"), strings.Join(f.NotUsed, ", "))
		}
	}
}

// tables writes how full the tables are.
func (t *printer) tables() {
	t.heading("tables")
	for _, x := range t.page.Tables {
		line := fmt.Sprintf("%s: %s %s", x.Name, t.say("rows_usable"), t.count(x.Usable))
		if x.TooMany != "" {
			line += "; " + t.say("too_many") + " " + x.TooMany
		}
		t.line("  %s", line)
		var filled []string
		for _, c := range x.Filled {
			filled = append(filled, c.Name+" "+c.Share)
		}
		if len(filled) > 0 {
			t.line("    %s: %s", t.say("filled"), strings.Join(filled, ", "))
		}
		if len(x.Empty) > 0 {
			t.line("    %s: %s", t.say("empty"), strings.Join(x.Empty, ", "))
		}
	}
	if t.page.Currency != "" {
		t.line("  %s: %s", t.page.Note("report_currency"), t.page.Currency)
	}
}

// rules writes which rules can run, and what the others lack.
func (t *printer) rules() {
	t.heading("rules")
	for _, j := range t.page.Jobs {
		if j.Lacks != "" {
			t.line("  %s: %s: %s", j.Name, t.say("cannot"), j.Lacks)
		}
		var can []string
		for _, r := range j.Can {
			can = append(can, r.ID)
		}
		if len(can) > 0 && j.On != "" {
			t.line("  %s: %s", j.Name, j.On)
		}
		if len(can) > 0 {
			t.line("  %s: %s", j.Name, strings.Join(can, ", "))
		}
		for _, r := range j.Cannot {
			t.line("  %s %s - %s: %s", r.ID, r.Title, t.say("cannot"), r.Lacks)
		}
	}
}

// odd writes why rows were rejected, and what is odd besides.
func (t *printer) odd() {
	if len(t.page.Reasons) > 0 {
		t.heading("reasons")
	}
	for _, r := range t.page.Reasons {
		line := fmt.Sprintf("%s: %s - %s; %s %s, %s %d", r.Where, r.What, t.count(r.Rows), t.say("example"), r.File, t.say("row"), r.Row)
		if r.Value != "" {
			line += ": «" + r.Value + "»"
		}
		t.line("  %s", line)
	}
	if len(t.page.Notes) > 0 {
		t.heading("odd")
	}
	for _, n := range t.page.Notes {
		line := fmt.Sprintf("%s: %s - %s", n.Where, n.What, t.count(n.Count))
		if n.Detail != "" {
			line += " («" + n.Detail + "»)"
		}
		t.line("  %s", line)
	}
}

// printer keeps the first fault of the writer.
type printer struct {
	w    io.Writer
	page *checked.Page
	err  error
}

func (t *printer) say(code string) string { return t.page.Say(code) }

func (t *printer) count(n int64) string { return t.page.Number(n) }

func (t *printer) line(format string, args ...any) {
	s := strings.Map(text.Printable, strings.ReplaceAll(fmt.Sprintf(format, args...), "\n", " "))
	if t.err == nil {
		_, t.err = io.WriteString(t.w, strings.TrimRight(s, " ")+"\n")
	}
}

func (t *printer) heading(code string) {
	t.line("")
	t.line("%s", strings.ToUpper(t.say(code)))
}

//go:embed check.css
var style string

//go:embed check.tmpl
var pageTemplate string

// HTML writes the page as one file that asks nothing of any network and runs no script.
func HTML(w io.Writer, p *checked.Page) error {
	tmpl, err := template.New("check").Funcs(template.FuncMap{"t": p.Label, "note": p.Note, "count": p.Number}).Parse(pageTemplate)
	if err != nil {
		return err
	}
	if err := html.Head(w, p.Lang, p.Say("title"), style, ""); err != nil {
		return err
	}
	return tmpl.Execute(w, p)
}
