package view

import (
	"iter"

	"adal/pipeline/run"
	"adal/reports/words"
)

// place is a finding of the queue: its row of findings.csv, from 0, and whether its card stands
// in the page.
type place struct {
	finding *run.Finding
	row     int
	stands  bool
}

// Sought is what the page sorts, filters and searches its findings by: a list for each column, in
// the order of the queue. Everything in it is masked.
type Sought struct {
	Fold     map[string]string `json:"fold"` // letters that count as another
	ID       []string          `json:"id"`
	Rule     []string          `json:"rule"`
	Kind     []string          `json:"kind"`
	Status   []string          `json:"status"`
	Unit     []string          `json:"unit"`
	Customer []string          `json:"customer"`
	Name     []string          `json:"name"`
	Score    []float64         `json:"score"`
	Amount   []string          `json:"amount"` // a decimal in text
	Row      []int             `json:"-"`      // of findings.csv, from 0

	Head  string   `json:"head"` // of findings.csv
	Lines []string `json:"lines"`
	File  string   `json:"file"` // name of the file what is shown is saved as

	Chunk []int             `json:"chunk,omitempty"` // which chunk holds the body of the card, -1 where it stands in the page
	Heads []string          `json:"heads,omitempty"` // what of a card is seen while it is closed, blank where it stands in the page
	Texts []string          `json:"texts,omitempty"` // folded, of each finding what its card says of its own
	Rules map[string]string `json:"rules,omitempty"` // folded, what cards of a rule say alike
}

// Sought gives the columns of the queue; layouts put lines and chunks to them.
func (p *Page) Sought() *Sought {
	s := &Sought{Fold: folded, File: "findings-" + p.period + ".csv"}
	for _, q := range p.queue {
		f := q.finding
		c := p.labels(f)
		s.ID, s.Rule, s.Kind, s.Status = append(s.ID, f.ID), append(s.Rule, f.Rule), append(s.Kind, f.Kind), append(s.Status, f.Status)
		s.Unit, s.Customer, s.Name = append(s.Unit, c.unit), append(s.Customer, c.customer), append(s.Name, c.name)
		s.Score, s.Amount, s.Row = append(s.Score, f.Score), append(s.Amount, f.Amount), append(s.Row, q.row)
	}
	return s
}

// label is who and where a finding is about, masked.
type label struct{ unit, customer, name string }

func (b builder) label(f *run.Finding) label {
	return label{b.mask.Text(f.Unit), b.customer(f), words.Named(b.lang, f.SubjectKind, f.SubjectName, f.SubjectID, b.mask)}
}

// Cards walks the cards of the queue with their places in it. A card is made when it is asked for:
// of ten thousand findings not all are held at once.
func (p *Page) Cards() iter.Seq2[int, Card] {
	return func(yield func(int, Card) bool) {
		for i, q := range p.queue {
			if !yield(i, p.cards(q.finding)) {
				return
			}
		}
	}
}

// Stands reports whether the card at a place of the queue stands in the page.
func (p *Page) Stands(i int) bool { return p.queue[i].stands }

// Own is what the card says that no other card of its rule does, to search in.
func (c *Card) Own() string {
	f := newFolding()
	f.add(c.Rule, c.RuleTitle, c.KindName, c.StatusName, c.Summary, c.Lawful, c.Score, c.Total, c.BandName, c.Amount, c.Why)
	for _, x := range c.Path {
		f.add(x.Link, x.Title, x.Note)
	}
	for _, x := range c.Facts {
		f.add(x.Value.Text)
	}
	for i := range c.Evidence {
		x := &c.Evidence[i]
		f.add(x.What, x.Fact, x.Place, x.File)
	}
	for _, said := range [][]Said{c.Favour, c.Doubts} {
		for _, x := range said {
			f.add(x.Text, x.Fact, x.Place)
		}
	}
	for _, x := range c.Marks {
		f.add(x.Text)
	}
	for _, x := range c.Disposition {
		f.add(x.Value)
	}
	f.add(c.Listed...)
	return f.text()
}

// Common is what all cards of its rule say, to search in.
func (c *Card) Common() string {
	f := newFolding()
	f.add(c.Basis, c.Clears, c.Innocent)
	return f.text()
}
