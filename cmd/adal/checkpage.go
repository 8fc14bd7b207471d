package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"adal/pipeline"
	"adal/pipeline/ingest"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/reports/mask"
	"adal/reports/words"
)

// checkPage is what check prints. Numbers of people are masked unless asked for.
func checkPage(c *pipeline.Checked, o jobOptions) string {
	p := &checkPrinter{lang: o.lang, mask: mask.FromIDs(nil, o.ids == "full")}
	p.line("%s: %s", p.say("folder"), o.data)
	p.files(c)
	p.skipped(c)
	p.tables(c)
	p.rules(c)
	p.reasons(c)
	p.notes(c)
	p.ask(c)
	return p.b.String()
}

type checkPrinter struct {
	b    strings.Builder
	lang string
	mask *mask.Masker
}

func (p *checkPrinter) say(code string) string {
	t, ok := checkWords[code]
	if !ok {
		return strings.ReplaceAll(code, "_", " ")
	}
	return t.In(p.lang)
}

func (p *checkPrinter) line(format string, args ...any) {
	s := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, fmt.Sprintf(format, args...))
	p.b.WriteString(strings.TrimRight(s, " ") + "\n")
}

func (p *checkPrinter) heading(code string) {
	p.b.WriteString("\n")
	p.line("%s", strings.ToUpper(p.say(code)))
}

func (p *checkPrinter) table(name string) string {
	w := checkTables[name].In(p.lang)
	if words.InputTables.Has(name) {
		w = words.InputTables.In(p.lang, name)
	}
	if w == "" {
		return name
	}
	return w + " (" + name + ")"
}

func (p *checkPrinter) column(name string) string {
	if words.Columns.Has(name) {
		return words.Columns.In(p.lang, name)
	}
	if t, ok := checkColumns[name]; ok {
		return t.In(p.lang)
	}
	return name
}

func (p *checkPrinter) count(n int64) string { return words.Count(p.lang, n) }

// files says of each what it was taken for and what became of its rows.
func (p *checkPrinter) files(c *pipeline.Checked) {
	p.heading("files")
	if len(c.Input.Files) == 0 {
		p.line("  %s", p.say("no_files"))
	}
	files := slices.Clone(c.Input.Files)
	slices.SortStableFunc(files, func(a, b ingest.Raw) int {
		return cmp.Or(strings.Compare(a.File.Path, b.File.Path), strings.Compare(a.File.Table, b.File.Table), strings.Compare(a.Part, b.Part))
	})
	for i := 0; i < len(files); {
		f, alike := files[i], 1
		shape := p.shape(f)
		for i+alike < len(files) && p.shape(files[i+alike]) == shape { // pages of one dump
			more := files[i+alike]
			f.File.Rows += more.File.Rows
			f.File.Normalised += more.File.Normalised
			f.File.Rejected += more.File.Rejected
			f.File.LeftOut += more.File.LeftOut
			f.Left += more.Left
			f.Notes = append(slices.Clip(f.Notes), more.Notes...)
			alike++
		}
		place := p.mask.Text(f.Place())
		if alike > 1 {
			place += fmt.Sprintf(" ... %s (%s %d)", p.mask.Text(files[i+alike-1].Place()), p.say("pages"), alike)
		}
		i += alike
		p.line("  %s -> %s", place, p.table(f.File.Table))
		p.line("    %s", p.format(f.Source))
		line := fmt.Sprintf("%s %s: %s %s", p.say("rows"), p.count(f.File.Rows), p.say("taken"), p.count(f.File.Normalised))
		if f.File.Rejected > 0 {
			line += fmt.Sprintf(", %s %s", p.say("rejected"), p.count(f.File.Rejected))
		}
		if f.File.LeftOut > 0 {
			line += fmt.Sprintf(", %s %s (%s)", p.say("left_out"), p.count(f.File.LeftOut), p.leftOut(f))
		}
		p.line("    %s", line)
		if renamed := p.renamed(f); renamed != "" {
			p.line("    %s: %s", p.say("columns"), renamed)
		}
		if len(f.Ignored) > 0 {
			p.line("    %s: %s", p.say("not_used"), p.mask.Text(strings.Join(f.Ignored, ", ")))
		}
	}
}

// shape is the same for files that are pages of one dump: one table, written alike.
func (p *checkPrinter) shape(f ingest.Raw) string {
	return strings.Join([]string{f.File.Table, p.format(f.Source), p.renamed(f), strings.Join(f.Ignored, ",")}, "\n")
}

// format words what a file is written in.
func (p *checkPrinter) format(s ingest.Source) string {
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
func (p *checkPrinter) leftOut(f ingest.Raw) string {
	counts := map[string]int64{}
	for _, n := range f.Notes {
		switch n.Note {
		case "totals_row", "not_a_record", "numbering_row", "repeated_header":
			counts[n.Note]++
		case "release_superseded", "release_without_contract":
			k, _ := strconv.ParseInt(n.Detail, 10, 64)
			counts[n.Note] += k
		}
	}
	if rest := f.File.LeftOut - f.Left; rest > 0 {
		counts["duplicate_row"] = rest
	}
	var said []string
	for _, code := range []string{"duplicate_row", "totals_row", "not_a_record", "numbering_row", "repeated_header", "release_superseded", "release_without_contract"} {
		if n := counts[code]; n > 0 {
			said = append(said, p.say(code)+" "+p.count(n))
		}
	}
	return strings.Join(said, ", ")
}

// renamed lists the columns that were found under another name than their own.
func (p *checkPrinter) renamed(f ingest.Raw) string {
	if f.Source.Format == "ocds" {
		return ""
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
	return p.mask.Text(strings.Join(said, "; "))
}

// skipped lists what is no table, and what it may have been meant to be.
func (p *checkPrinter) skipped(c *pipeline.Checked) {
	if len(c.Input.Skipped) == 0 {
		return
	}
	p.heading("skipped")
	for _, s := range c.Input.Skipped {
		line := p.mask.Text(s.Place()) + ": " + p.say("why_"+s.Why)
		if s.Why == "no_table" && s.Like != "" && len(s.Missing) > 0 {
			line += fmt.Sprintf("; %s %s, %s: %s", p.say("most_like"), p.table(s.Like), p.say("lacks"), strings.Join(s.Missing, ", "))
		}
		p.line("  %s", line)
	}
}

func (p *checkPrinter) tables(c *pipeline.Checked) {
	p.heading("tables")
	for _, t := range c.Tables {
		line := fmt.Sprintf("%s: %s %s", p.table(t.Name), p.say("rows_usable"), p.count(t.Normalised))
		if slices.Contains(c.TooMany, t.Name) {
			line += "; " + p.say("too_many") + " " + p.count(t.Rejected) + "/" + p.count(t.Rows)
		}
		p.line("  %s", line)
		var full, none []string
		for _, col := range t.Columns {
			if col.Filled == 0 {
				none = append(none, p.column(col.Name))
			} else {
				full = append(full, fmt.Sprintf("%s %s", p.column(col.Name), percentOf(col.Filled, t.Normalised)))
			}
		}
		if len(full) > 0 {
			p.line("    %s: %s", p.say("filled"), strings.Join(full, ", "))
		}
		if len(none) > 0 {
			p.line("    %s: %s", p.say("empty"), strings.Join(none, ", "))
		}
	}
	if c.Input.Currency != "" {
		p.line("  %s: %s", p.say("report_currency"), c.Input.Currency)
	}
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

func (p *checkPrinter) rules(c *pipeline.Checked) {
	p.heading("rules")
	for _, job := range []run.Job{run.Scan, run.Concentration} {
		var can []string
		for _, r := range c.Rules {
			if r.Job == job && len(r.Missing) == 0 {
				can = append(can, r.ID)
			}
		}
		if len(can) > 0 {
			p.line("  %s: %s", p.say("can_"+string(job)), strings.Join(can, ", "))
		}
		for _, r := range c.Rules {
			if r.Job != job || len(r.Missing) == 0 {
				continue
			}
			var names []string
			for _, t := range r.Missing {
				names = append(names, p.table(t))
			}
			p.line("  %s %s - %s: %s", r.ID, r.Title.In(p.lang), p.say("cannot"), strings.Join(names, ", "))
		}
	}
}

func (p *checkPrinter) reasons(c *pipeline.Checked) {
	if len(c.Reasons) == 0 {
		return
	}
	p.heading("reasons")
	for _, r := range c.Reasons {
		reason := words.RejectReasons.In(p.lang, r.Reason)
		where := p.table(r.Table)
		if r.Column != "" {
			where += ", " + p.column(r.Column)
		}
		line := fmt.Sprintf("%s: %s - %s; %s %s, %s %d", where, reason, p.count(r.Rows), p.say("example"), p.mask.Text(r.File), p.say("row"), r.Row)
		if r.Value != "" {
			line += ": «" + shorter(p.mask.Raw(r.Column, r.Value), 80) + "»"
		}
		p.line("  %s", line)
	}
}

func shorter(s string, most int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most]) + "..."
}

// notes lists what is odd and does not leave a row out.
func (p *checkPrinter) notes(c *pipeline.Checked) {
	var lines []string
	for _, n := range c.Notes {
		switch n.Note {
		case "totals_row", "not_a_record", "numbering_row", "repeated_header", "release_superseded", "release_without_contract", "encoding", "report_currency":
			continue // said beside the file
		}
		w := p.say(n.Note)
		if _, own := checkWords[n.Note]; !own {
			w = words.Notes.In(p.lang, n.Note)
		}
		where := p.mask.Text(n.File)
		if where == "" && n.Table != "" {
			where = p.table(n.Table)
		}
		detail := ""
		if many, err := strconv.ParseInt(n.Detail, 10, 64); err == nil && (n.Note == "serial_date" || n.Note == "missing_signed_on") {
			n.Row, n.Detail = many, ""
		}
		if n.Detail != "" {
			detail = " («" + shorter(p.mask.Raw("", n.Detail), 60) + "»)"
		}
		lines = append(lines, fmt.Sprintf("%s: %s - %s%s", where, w, p.count(n.Row), detail))
	}
	if len(lines) == 0 {
		return
	}
	p.heading("odd")
	for _, l := range lines {
		p.line("  %s", l)
	}
}

// ask says what to ask for, and of whom: tables that are not there, and columns that are
// blank where a rule looks.
func (p *checkPrinter) ask(c *pipeline.Checked) {
	var lines []string
	for _, a := range asked {
		var state *pipeline.TableState
		for i := range c.Tables {
			if c.Tables[i].Name == a.table {
				state = &c.Tables[i]
			}
		}
		if state == nil {
			if a.columns != nil {
				continue
			}
			var ids []string
			for _, r := range c.Rules {
				if slices.Contains(r.Missing, a.table) {
					ids = append(ids, r.ID)
				}
			}
			if len(ids) == 0 && a.optional {
				continue
			}
			t, _ := tables.ByName(a.table)
			var needed []string
			for _, col := range t.Columns {
				if col.Required {
					needed = append(needed, p.column(col.Name))
				}
			}
			line := fmt.Sprintf("%s: %s (%s)", a.from.In(p.lang), p.table(a.table), strings.Join(needed, ", "))
			if len(ids) > 0 {
				line += " - " + p.say("for_rules") + " " + strings.Join(ids, ", ")
			}
			lines = append(lines, line)
			continue
		}
		if a.columns == nil || state.Normalised == 0 {
			continue
		}
		best := int64(0)
		for _, col := range state.Columns {
			if slices.Contains(a.columns, col.Name) {
				best = max(best, col.Filled)
			}
		}
		if best*100 < state.Normalised*a.least {
			lines = append(lines, fmt.Sprintf("%s: %s - %s", a.from.In(p.lang), a.what.In(p.lang), percentOf(best, state.Normalised)))
		}
	}
	if len(c.Reasons) > 0 {
		lines = append(lines, p.say("ask_corrected"))
	}
	if len(lines) == 0 {
		return
	}
	p.heading("ask")
	for _, l := range lines {
		p.line("  %s", l)
	}
}
