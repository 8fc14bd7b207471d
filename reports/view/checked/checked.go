package checked

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
	"adal/texts"
)

// Of gives the page of what was checked of a folder, in lang. Numbers of people are masked
// but for full.
func Of(c *run.Checked, lang string, full bool, folder string) *Page {
	p := &checker{lang: lang, currency: c.Currency, mask: mask.FromIDs(nil, full)}
	jobs := p.jobs(c)
	return &Page{
		Lang: lang, Full: full, Folder: p.mask.Text(folder), Currency: c.Currency, Read: read(c),
		Files: p.files(c), Unread: p.unread(c), Skipped: p.skipped(c), Tables: p.tables(c), Jobs: jobs,
		Reasons: p.reasons(c), Notes: p.notes(c), Verdict: p.verdict(c, jobs), Letters: p.letters(c), Guesses: p.guesses(c),
	}
}

// Format words how a table of a file is written.
func Format(lang string, s run.Source) string { return (&checker{lang: lang}).format(s) }

// read counts the files a table was read from; one may hold several.
func read(c *run.Checked) int {
	paths := map[string]bool{}
	for _, f := range c.Files {
		paths[f.Path] = true
	}
	return len(paths)
}

// checker puts what was checked into words.
type checker struct {
	lang     string
	currency string
	mask     *mask.Masker
}

func (p *checker) say(code string) string { return words.Check.In(p.lang, code) }

func (p *checker) table(name string) string {
	if !words.InputTables.Has(name) {
		return name
	}
	return words.InputTables.In(p.lang, name) + " (" + name + ")"
}

func (p *checker) column(name string) string {
	if !words.Columns.Has(name) {
		return name
	}
	return words.InCurrency(p.currency, words.Columns.In(p.lang, name))
}

func (p *checker) count(n int64) string { return words.Count(p.lang, n) }

// files says of each what it was taken for and what became of its rows.
func (p *checker) files(c *run.Checked) []File {
	var said []File
	files := slices.Clone(c.Files)
	slices.SortStableFunc(files, func(a, b run.CheckedFile) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Table, b.Table), strings.Compare(a.Part, b.Part))
	})
	for i := 0; i < len(files); {
		f, alike := files[i], 1
		shape := p.shape(f)
		for i+alike < len(files) && p.shape(files[i+alike]) == shape { // pages of one dump
			more := files[i+alike]
			f.Rows += more.Rows
			f.Normalised += more.Normalised
			f.Rejected += more.Rejected
			f.LeftOut += more.LeftOut
			f.Left += more.Left
			f.Notes = append(slices.Clip(f.Notes), more.Notes...)
			alike++
		}
		place := p.mask.Text(f.Place)
		if alike > 1 {
			place += fmt.Sprintf(" ... %s (%s %d)", p.mask.Text(files[i+alike-1].Place), p.say("pages"), alike)
		}
		i += alike
		said = append(said, File{
			Place: place, Table: p.table(f.Table), Format: p.format(f.Source),
			Rows: f.Rows, Taken: f.Normalised, Rejected: f.Rejected, LeftOut: f.LeftOut, Why: p.leftOut(c, f),
			Columns: p.renamed(f), NotUsed: p.masked(f.Ignored),
		})
	}
	return said
}

// shape is the same for files that are pages of one dump: one table, written alike.
func (p *checker) shape(f run.CheckedFile) string {
	return strings.Join([]string{f.Table, p.format(f.Source), strings.Join(p.renamed(f), ";"), strings.Join(f.Ignored, ",")}, "\n")
}

// format words what a file is written in.
func (p *checker) format(s run.Source) string {
	var said []string
	switch s.Format {
	case "csv":
		said = append(said, p.say("text"), s.Encoding, p.say("delimiter")+" "+s.Delimiter)
		if s.Quote != `"` {
			said = append(said, p.say("quote")+" "+s.Quote)
		}
	case "xlsx":
		said = append(said, p.say("workbook"), p.say("sheet")+" «"+s.Sheet+"»")
	case "json":
		said = append(said, "JSON")
	case "jsonl":
		said = append(said, p.say("json_lines"))
	case "ocds":
		said = append(said, "OCDS 1.1")
	case "parquet":
		said = append(said, "Parquet")
	}
	if s.Entity != "" && s.Entity != "OCDS" {
		said = append(said, p.say("portal")+" "+s.Entity)
	}
	if s.Packed != "" {
		said = append(said, p.say("packed")+" "+s.Packed)
	}
	if s.HeaderRow > 1 {
		said = append(said, p.say("header_row")+" "+strconv.FormatInt(s.HeaderRow, 10))
	}
	if s.Mapped {
		said = append(said, p.say("mapped"))
	}
	return strings.Join(said, ", ")
}

// leftOut words why rows of a file were left out.
func (p *checker) leftOut(c *run.Checked, f run.CheckedFile) string {
	counts := map[string]int64{"duplicate_row": f.LeftOut - f.Left}
	for _, n := range f.Notes {
		if !slices.Contains(c.LeftOut, n.Note) {
			continue
		}
		many := int64(1)
		if n.Row == 0 {
			many, _ = strconv.ParseInt(n.Detail, 10, 64)
		}
		counts[n.Note] += many
	}
	var said []string
	for _, code := range append([]string{"duplicate_row"}, c.LeftOut...) {
		if n := counts[code]; n > 0 {
			said = append(said, words.LeftOut.In(p.lang, code)+" "+p.count(n))
		}
	}
	return strings.Join(said, ", ")
}

// renamed lists the columns that were found under another name than their own.
func (p *checker) renamed(f run.CheckedFile) []string {
	if f.Source.Format == "ocds" {
		return nil
	}
	var said []string
	for _, m := range f.Source.Columns {
		if strings.EqualFold(m.Header, m.Column) {
			continue
		}
		s := m.Column + " <- " + m.Header
		if !m.Sure {
			s += " (?)"
		}
		said = append(said, s)
	}
	return p.masked(said)
}

func (p *checker) masked(texts []string) []string {
	var said []string
	for _, s := range texts {
		said = append(said, p.mask.Text(s))
	}
	return said
}

// unread lists the files that cannot be used, with the next step.
func (p *checker) unread(c *run.Checked) []Unread {
	var said []Unread
	for _, err := range c.Faults {
		u := Unread{What: p.mask.Text(fault.Word(p.lang, err))}
		if f, ok := errors.AsType[*fault.Fault](err); ok {
			u.Next = p.mask.Text(f.Hint(p.lang))
		}
		said = append(said, u)
	}
	return said
}

// skipped lists what is no table, and what it may have been meant to be.
func (p *checker) skipped(c *run.Checked) []Skipped {
	var said []Skipped
	for _, s := range c.Skipped {
		why := p.say("why_" + s.Why)
		if s.Why == "no_table" && s.Like != "" && len(s.Missing) > 0 {
			why += fmt.Sprintf("; %s %s, %s: %s", p.say("most_like"), p.table(s.Like), p.say("lacks"), strings.Join(s.Missing, ", "))
		}
		said = append(said, Skipped{Place: p.mask.Text(s.Place), Why: why})
	}
	return said
}

func (p *checker) tables(c *run.Checked) []Table {
	var said []Table
	for _, t := range c.Tables {
		s := Table{Name: p.table(t.Name), Usable: t.Normalised}
		if slices.Contains(c.TooMany, t.Name) {
			s.TooMany = p.count(t.Rejected) + "/" + p.count(t.Rows)
		}
		for _, col := range t.Columns {
			if col.Filled == 0 {
				s.Empty = append(s.Empty, p.column(col.Name))
				continue
			}
			s.Filled = append(s.Filled, Column{
				Name: p.column(col.Name), Share: percentOf(col.Filled, t.Normalised), Percent: int(col.Filled * 100 / max(t.Normalised, 1)),
			})
		}
		said = append(said, s)
	}
	return said
}

// percentOf never rounds up to a hundred what is not whole, nor down to none what is there.
func percentOf(n, of int64) string {
	if of == 0 {
		return "0 %"
	}
	v := n * 100 / of
	if v == 0 && n > 0 {
		return "<1 %"
	}
	return strconv.FormatInt(v, 10) + " %"
}

// jobs says of each job which rules can run, and what the others lack.
func (p *checker) jobs(c *run.Checked) []Job {
	var said []Job
	for _, name := range []run.Job{run.Scan, run.Concentration, run.Flags, run.Duties} {
		job := Job{Name: p.say("can_" + string(name))}
		if t := c.Blocked[name]; t != "" {
			job.Lacks = p.table(t)
		}
		for _, r := range c.Rules {
			if r.Job != name {
				continue
			}
			rule := Rule{ID: r.ID, Title: r.Title.In(p.lang)}
			if len(r.Missing) == 0 {
				job.Can = append(job.Can, rule)
				continue
			}
			var lacks []string
			for _, t := range r.Missing {
				lacks = append(lacks, p.table(t))
			}
			rule.Lacks = strings.Join(lacks, ", ")
			job.Cannot = append(job.Cannot, rule)
		}
		job.On = texts.In(p.lang, "check.on", "rules", strconv.Itoa(len(job.Can)), "all", strconv.Itoa(len(job.Can)+len(job.Cannot)), "people", p.count(c.People), "contracts", p.count(c.Contracts))
		said = append(said, job)
	}
	return said
}

// notes lists what is odd and does not leave a row out.
func (p *checker) notes(c *run.Checked) []Note {
	var said []Note
	for _, n := range c.Notes {
		if slices.Contains(c.LeftOut, n.Note) || n.Note == "encoding" || n.Note == "report_currency" {
			continue // said beside the file
		}
		where := p.mask.Text(n.File)
		if where == "" && n.Table != "" {
			where = p.table(n.Table)
		}
		if many, err := strconv.ParseInt(n.Detail, 10, 64); err == nil && (n.Note == "serial_date" || n.Note == "missing_signed_on" || n.Note == "formula_without_value") {
			n.Row, n.Detail = many, ""
		}
		said = append(said, Note{
			Where: where, What: words.Notes.In(p.lang, n.Note), Count: n.Row, Detail: shorter(p.detail(n), 60),
		})
	}
	return said
}
