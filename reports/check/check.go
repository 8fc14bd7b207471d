// Package check shows what adal check saw of a folder, for a terminal and as one HTML file.
// Both say the same; whoever makes a Page has masked it and put it into words, so nothing
// here judges, counts or translates data.
package check

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"adal/reports/html"
	"adal/reports/text"
	"adal/reports/words"
)

// Page is what was seen, in the words of one language and with numbers of people masked.
type Page struct {
	Lang     string
	Full     bool // numbers of people are not masked
	Folder   string
	Currency string // code of the one all amounts are in where it is not tenge
	Read     int    // files a table was read from
	Files    []File
	Unread   []Unread
	Skipped  []Skipped
	Tables   []Table
	Jobs     []Job
	Reasons  []Reason
	Notes    []Note
	Ask      []Ask
}

// File is a table of a file, or of several pages of one dump, and what became of its rows.
type File struct {
	Place, Table, Format           string
	Rows, Taken, Rejected, LeftOut int64
	Why                            string   // rows were left out
	Columns                        []string // found under another name than their own: iin <- ИИН
	NotUsed                        []string
}

// Unread is a file that cannot be used, and what to do about it.
type Unread struct{ What, Next string }

// Skipped is a file that is no table.
type Skipped struct{ Place, Why string }

// Table is how full a table is.
type Table struct {
	Name    string
	Usable  int64
	TooMany string // rejected of all, where they are more than allowed
	Filled  []Column
	Empty   []string
}

// Column is a column with something in it: the share of rows as text, and in whole per cent.
type Column struct {
	Name, Share string
	Percent     int
}

// Job is which rules of a job can run, and for want of which tables others cannot.
type Job struct {
	Name   string
	On     string // how many of the rules would run, on how many people and contracts
	Can    []Rule
	Cannot []Rule
}

// Rule is a rule with the tables it lacks.
type Rule struct{ ID, Title, Lacks string }

// Reason is a reason rows were rejected for, with an example.
type Reason struct {
	Where, What string
	Rows        int64
	File        string
	Row         int64
	Value       string
}

// Note is something odd that left no row out.
type Note struct {
	Where, What string
	Count       int64
	Detail      string
}

// Ask is something to ask for, and of whom.
type Ask struct{ From, What string }

// Text writes the page for a terminal. Nothing in it can steer one.
func (p *Page) Text(w io.Writer) error {
	t := printer{w: w, lang: p.Lang}
	t.line("%s: %s", t.say("folder"), p.Folder)
	t.heading("files")
	if len(p.Files) == 0 {
		t.line("  %s", t.say("no_files"))
	}
	for _, f := range p.Files {
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
	if len(p.Skipped) > 0 {
		t.heading("skipped")
	}
	for _, s := range p.Skipped {
		t.line("  %s: %s", s.Place, s.Why)
	}
	t.heading("tables")
	for _, x := range p.Tables {
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
	if p.Currency != "" {
		t.line("  %s: %s", words.Notes.In(p.Lang, "report_currency"), p.Currency)
	}
	t.heading("rules")
	for _, j := range p.Jobs {
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
	if len(p.Reasons) > 0 {
		t.heading("reasons")
	}
	for _, r := range p.Reasons {
		line := fmt.Sprintf("%s: %s - %s; %s %s, %s %d", r.Where, r.What, t.count(r.Rows), t.say("example"), r.File, t.say("row"), r.Row)
		if r.Value != "" {
			line += ": «" + r.Value + "»"
		}
		t.line("  %s", line)
	}
	if len(p.Notes) > 0 {
		t.heading("odd")
	}
	for _, n := range p.Notes {
		line := fmt.Sprintf("%s: %s - %s", n.Where, n.What, t.count(n.Count))
		if n.Detail != "" {
			line += " («" + n.Detail + "»)"
		}
		t.line("  %s", line)
	}
	if len(p.Ask) > 0 {
		t.heading("ask")
	}
	for _, a := range p.Ask {
		t.line("  %s: %s", a.From, a.What)
	}
	return t.err
}

// printer keeps the first fault of the writer.
type printer struct {
	w    io.Writer
	lang string
	err  error
}

func (t *printer) say(code string) string { return words.Check.In(t.lang, code) }

func (t *printer) count(n int64) string { return words.Count(t.lang, n) }

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
func (p *Page) HTML(w io.Writer) error {
	tmpl, err := template.New("check").Funcs(template.FuncMap{
		"t": func(code string) (string, error) {
			if !words.Check.Has(code) {
				return "", fmt.Errorf("no word %q", code)
			}
			return words.Check.In(p.Lang, code), nil
		},
		"note":  func(code string) string { return words.Notes.In(p.Lang, code) },
		"count": func(n int64) string { return words.Count(p.Lang, n) },
	}).Parse(pageTemplate)
	if err != nil {
		return err
	}
	if err := html.Head(w, p.Lang, words.Check.In(p.Lang, "title"), style, ""); err != nil {
		return err
	}
	return tmpl.Execute(w, p)
}

// Sum gives the rows of all files.
func (p *Page) Sum() (sum File) {
	for _, f := range p.Files {
		sum.Rows += f.Rows
		sum.Taken += f.Taken
		sum.Rejected += f.Rejected
		sum.LeftOut += f.LeftOut
	}
	return sum
}

// Asked groups what to ask for by whom to ask, in the order they first come.
func (p *Page) Asked() []Asked {
	var all []Asked
	for _, a := range p.Ask {
		if n := len(all); n == 0 || all[n-1].From != a.From {
			all = append(all, Asked{From: a.From})
		}
		last := &all[len(all)-1]
		last.What = append(last.What, a.What)
	}
	return all
}

// Asked is what to ask one office for.
type Asked struct {
	From string
	What []string
}

// All is the number of the job's rules.
func (j Job) All() int { return len(j.Can) + len(j.Cannot) }
