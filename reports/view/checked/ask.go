package checked

import (
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
	"adal/texts"
)

func (p *checker) reasons(c *run.Checked) []Reason {
	var said []Reason
	for _, r := range c.Reasons {
		where := p.table(r.Table)
		if r.Column != "" {
			where += ", " + p.column(r.Column)
		}
		said = append(said, Reason{
			Where: where, What: words.RejectReasons.In(p.lang, r.Reason), Rows: r.Rows, File: p.mask.Text(r.File), Row: r.Row,
			Value: shorter(p.mask.Raw(r.Column, r.Value), 80),
		})
	}
	return said
}

func shorter(s string, most int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most]) + "..."
}

// detail is what a note says, of a day of birth the year alone.
func (p *checker) detail(n run.Note) string {
	column, value, _ := strings.Cut(n.Detail, ": ")
	switch {
	case n.Note == "birth_date_mismatch":
		return p.mask.Raw("birth_date", n.Detail)
	case mask.BirthColumn(column):
		return column + ": " + p.mask.Raw(column, value)
	}
	return p.mask.Raw("note", n.Detail)
}

// mostAsked is how many things a letter lists one by one of the tables an office keeps; the
// rules that cannot run are listed whole beside them.
const mostAsked = 40

// letters says office by office what to ask for, what its absence costs, and which rows it is
// about.
func (p *checker) letters(c *run.Checked) []Letter {
	var all []Letter
	last := ""
	for _, a := range c.Asks {
		if a.Office != last {
			last = a.Office
			all = append(all, Letter{To: words.Ask.In(p.lang, "to_"+a.Office), Open: words.Ask.In(p.lang, "open_"+openOf(a.Office)), Close: words.Ask.In(p.lang, "close")})
		}
		l := &all[len(all)-1]
		if len(l.Items) == mostAsked {
			continue
		}
		l.Items = append(l.Items, p.askOf(a))
	}
	return all
}

// openOf is the opening of a letter: the unit's own registers nobody else is asked for.
func openOf(office string) string {
	if office == "own" {
		return "own"
	}
	return "other"
}

// askOf words one thing to ask for.
func (p *checker) askOf(a run.Asked) Ask {
	var x Ask
	switch a.Code {
	case "table":
		var columns []string
		for _, col := range a.Columns {
			columns = append(columns, p.column(col))
		}
		x.What = texts.In(p.lang, "ask.table", "table", p.table(a.Table), "columns", strings.Join(columns, ", "))
	case "rejected":
		where := p.table(a.Table)
		if a.Column != "" {
			where += ", " + p.column(a.Column)
		}
		x.What = texts.In(p.lang, "ask.rejected", "where", where, "reason", words.RejectReasons.In(p.lang, a.Reason))
	default:
		x.What = words.Ask.In(p.lang, a.Code)
	}
	x.Cost = p.cost(a)
	x.Rows = p.rows(a)
	return x
}

// cost says whom or what rules cannot look at for want of it, and which rules.
func (p *checker) cost(a run.Asked) string {
	code := a.Code
	if code == "table" {
		code = "table_" + a.What
		if a.What == "" {
			code = "table_rules"
		}
	}
	return texts.In(p.lang, "cost."+code, "n", p.count(a.Count), "of", p.count(a.Of), "rules", strings.Join(a.Rules, ", "))
}

// rows lists the rows something is about, file by file.
func (p *checker) rows(a run.Asked) string {
	var files []string
	shown := int64(0)
	for _, f := range a.Rows {
		where := texts.In(p.lang, "ask.rows", "file", p.mask.Text(f.File), "rows", spans(f.Rows))
		if len(f.Rows) == 1 {
			where = texts.In(p.lang, "ask.row", "file", p.mask.Text(f.File), "row", spans(f.Rows))
		}
		files = append(files, where)
		shown += int64(len(f.Rows))
	}
	s := strings.Join(files, "; ")
	if a.All > shown && shown > 0 {
		s += "; " + texts.In(p.lang, "ask.more", "n", p.count(a.All-shown))
	}
	return s
}

// spans writes numbers of rows in order, runs of them as one: 2, 5–9.
func spans(rows []int64) string {
	sorted := slices.Compact(slices.Sorted(slices.Values(rows)))
	var parts []string
	for i := 0; i < len(sorted); {
		j := i
		for j+1 < len(sorted) && sorted[j+1] == sorted[j]+1 {
			j++
		}
		s := strconv.FormatInt(sorted[i], 10)
		switch {
		case j == i+1:
			s += ", " + strconv.FormatInt(sorted[j], 10)
		case j > i:
			s += "–" + strconv.FormatInt(sorted[j], 10)
		}
		parts = append(parts, s)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// guesses words what columns may be meant under other names.
func (p *checker) guesses(c *run.Checked) []Guess {
	var all []Guess
	for _, g := range c.Guesses {
		x := Guess{Place: p.mask.Text(g.Place)}
		for l := range strings.Lines(g.Entry) {
			x.Entry += p.mask.Text(strings.TrimSuffix(l, "\n")) + "\n"
		}
		for _, m := range g.Columns {
			id := "check.guess"
			switch {
			case m.Header == "":
				id = "check.guess_none"
			case g.Required:
				id = "check.guess_required"
			}
			x.Says = append(x.Says, texts.In(p.lang, id, "table", p.table(g.Table), "column", p.column(m.Column)+" ("+m.Column+")", "header", shorter(p.mask.Text(m.Header), 80)))
		}
		all = append(all, x)
	}
	return all
}

// verdict says whether jobs may be begun, what stands in their way, and whom they would not see.
func (p *checker) verdict(c *run.Checked, jobs []Job) Verdict {
	v := Verdict{State: "part"}
	can := 0
	for _, j := range jobs[:2] { // the quarterly scan and the annual report
		if j.Lacks == "" && len(j.Can) > 0 {
			can++
		}
	}
	any := slices.ContainsFunc(jobs, func(j Job) bool { return j.Lacks == "" && len(j.Can) > 0 })
	switch {
	case len(c.Faults) > 0 || len(c.TooMany) > 0 || !any:
		v.State = "no"
	case can == 2:
		v.State = "yes"
	}
	v.Head = p.say("verdict_" + v.State)
	if n := len(c.Faults); n > 0 {
		v.Lines = append(v.Lines, texts.In(p.lang, "check.verdict_unread", "n", p.count(int64(n))))
	}
	for _, t := range c.Tables {
		if slices.Contains(c.TooMany, t.Name) {
			v.Lines = append(v.Lines, texts.In(p.lang, "check.verdict_rejects", "table", p.table(t.Name), "rejected", p.count(t.Rejected), "rows", p.count(t.Rows)))
		}
	}
	for _, j := range jobs {
		if j.Lacks != "" {
			v.Lines = append(v.Lines, texts.In(p.lang, "check.verdict_lacks", "job", j.Name, "table", j.Lacks))
		} else {
			v.Lines = append(v.Lines, texts.In(p.lang, "check.verdict_job", "job", j.Name, "can", strconv.Itoa(len(j.Can)), "all", strconv.Itoa(j.All())))
		}
	}
	for _, a := range c.Asks {
		switch a.Code { // of whom a scan would see less
		case "family.none", "family.parents", "family.number", "roster.manager":
			v.UnseenHead = p.say("verdict_unseen")
			v.Unseen = append(v.Unseen, texts.In(p.lang, "seen."+a.Code, "n", p.count(a.Count), "of", p.count(a.Of)))
		}
	}
	return v
}
