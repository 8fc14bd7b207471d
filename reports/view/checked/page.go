// Package checked is what adal check saw of a folder as a page: masked, in words and counted.
package checked

import (
	"fmt"

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
	Verdict  Verdict
	Letters  []Letter
	Guesses  []Guess
}

// Verdict says whether a job may be begun on the data, and whom it would not see.
type Verdict struct {
	State string // yes, part or no
	Head  string
	Lines []string
	// Unseen says whom the jobs would not see in full, under its heading.
	UnseenHead string
	Unseen     []string
}

// Letter is what to ask one office for, to be sent as it stands.
type Letter struct {
	To, Open string
	Items    []Ask
	Close    string
}

// Guess is a file with columns that may be meant under other names, and the lines of adal.yaml
// that say so; Entry is blank where nothing is like them.
type Guess struct {
	Place string
	Says  []string
	Entry string
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
	Lacks  string // the table without which it does not begin
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

// Ask is something to ask for: what, what its absence costs, and the rows it is about.
type Ask struct{ What, Cost, Rows string }

// Say gives a heading or label of the page.
func (p *Page) Say(code string) string { return words.Check.In(p.Lang, code) }

// Note gives the words of a note.
func (p *Page) Note(code string) string { return words.Notes.In(p.Lang, code) }

// Label is Say for a template: a label there is no word for is an error of the layout.
func (p *Page) Label(code string) (string, error) {
	if !words.Check.Has(code) {
		return "", fmt.Errorf("no word %q", code)
	}
	return p.Say(code), nil
}

// Number writes a number of the page.
func (p *Page) Number(n int64) string { return words.Count(p.Lang, n) }

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

// All is the number of the job's rules.
func (j Job) All() int { return len(j.Can) + len(j.Cannot) }
