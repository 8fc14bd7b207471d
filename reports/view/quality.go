package view

import (
	"slices"
	"strings"

	"adal/reports/words"
)

type Tally struct {
	Words    string
	Count    int64
	Examples []Example
	More     string
}

type Example struct{ Place, Column, Value string }

// tallies counts rows by reason in the order of their number, keeping a few of each.
type tallies struct {
	list  []*Tally
	index map[string]*Tally
}

func (t *tallies) add(what string, of func() Example) {
	if t.index == nil {
		t.index = map[string]*Tally{}
	}
	x := t.index[what]
	if x == nil {
		x = &Tally{Words: what}
		t.index[what] = x
		t.list = append(t.list, x)
	}
	if x.Count++; x.Count <= maxExamples {
		x.Examples = append(x.Examples, of())
	}
}

func (t *tallies) done(b builder) []Tally {
	slices.SortStableFunc(t.list, func(x, y *Tally) int { return int(y.Count - x.Count) })
	var out []Tally
	for _, x := range t.list {
		if rest := x.Count - int64(len(x.Examples)); rest > 0 {
			x.More = strings.ReplaceAll(b.t("more_rows"), "{n}", words.Count(b.lang, rest))
		}
		out = append(out, *x)
	}
	return out
}

// maxExamples is how many rows of each reason the page names.
const maxExamples = 5

// maxPositions is how many posts the page lists.
const maxPositions = 20

type Position struct {
	Position, Unit, Holders, Influence, Amount string
	Marks, Decisions, Findings                 int64
}

type File struct {
	Path, Table, Format, SHA256, Unknown string
	Rows, Normalised, Rejected, LeftOut  int64
}

func (b builder) data(p *Page) {
	m := b.mask
	var rejects, notes tallies
	for _, x := range b.run.Rejects {
		rejects.add(words.RejectReasons.WithArgument(b.lang, x.Reason, words.InputTables), func() Example {
			return Example{b.place(x.File, x.Row), words.Columns.In(b.lang, x.Column), m.Raw(x.Column, x.Value)}
		})
	}
	for _, x := range b.run.Quality {
		notes.add(words.Notes.WithArgument(b.lang, x.Note, words.InputTables), func() Example {
			return Example{b.place(x.File, x.Row), words.IDWithScheme(b.lang, x.ID, m), words.NoteDetail(b.lang, x, m)}
		})
	}
	p.Rejects, p.Notes = rejects.done(b), notes.done(b)
	for i, x := range b.run.Positions {
		if i == maxPositions {
			p.MorePosts = strings.ReplaceAll(b.t("more_rows"), "{n}", words.Count(b.lang, int64(len(b.run.Positions)-i)))
			break
		}
		amount := ""
		if x.Amount != "" && x.Amount != "0.00" {
			amount = words.Money(b.lang, b.run.Currency, x.Amount)
		}
		p.Positions = append(p.Positions, Position{
			Position: or(m.Text(x.Position), m.Text(x.PositionID)), Unit: m.Text(x.Unit), Holders: m.Text(x.Holders),
			Influence: words.Influence.List(b.lang, x.Influence), Amount: amount, Marks: x.Marks, Decisions: x.Decisions, Findings: x.Findings,
		})
	}
	for _, x := range b.run.Files {
		p.Files = append(p.Files, File{
			Path: m.Text(x.Path), Table: words.InputTables.In(b.lang, x.Table), Format: x.Format, SHA256: x.SHA256, Unknown: m.Text(x.Unknown),
			Rows: x.Rows, Normalised: x.Normalised, Rejected: x.Rejected, LeftOut: x.LeftOut,
		})
	}
}

type Coverage struct {
	Rule, Title, Of, Reason, Width, Percent string
	Ran                                     bool
	Population, Checked, Findings           int64
	Gaps                                    []Gap
}

type Gap struct {
	Words string
	Count int64
}

type Skipped struct{ Rule, Title, Reason string }

func (b builder) coverage(p *Page) {
	for _, c := range b.run.Coverage {
		reason := words.Reasons.WithArgument(b.lang, c.Reason, words.InputTables)
		title := b.rules[c.Rule].Title.In(b.lang)
		if c.Status == "skipped" {
			p.Skipped = append(p.Skipped, Skipped{c.Rule, title, reason})
			continue
		}
		row := Coverage{
			Rule: c.Rule, Title: title, Of: words.Counted(b.lang, c.Of, c.Population), Reason: reason, Ran: true, Population: c.Population,
			Checked: c.Checked, Findings: c.Findings,
		}
		if c.Population > 0 {
			share := float64(c.Checked) / float64(c.Population)
			row.Width, row.Percent = figure(100*min(share, 1)), words.Share(b.lang, share)
		}
		for _, g := range c.Gaps {
			row.Gaps = append(row.Gaps, Gap{words.Reasons.WithArgument(b.lang, g.Reason, words.InputTables), g.Count})
		}
		p.Coverage = append(p.Coverage, row)
	}
}
