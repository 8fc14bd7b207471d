package view

import (
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// MaxCards is the most findings the page shows without a script, the leads among them at least a
// third of it where there are so many. The script shows the others too; without one the page says
// how many it leaves out, and that they stand in findings.csv and report.xlsx.
const MaxCards = 300

// Page is everything the page shows, in words and already masked.
type Page struct {
	Lang, Title, Period, Window, AsOf, Customer string
	Scan                                        bool
	FileCount, RowCount, RejectCount            int64
	NotCompared                                 string // that there was no run before to set this one beside
	HowTo                                       []string
	Tiles                                       []Tile
	First                                       *First // nil where the report is of duties
	Nav                                         []Link

	Sections    []CardList // findings in the queue, by kind
	Queue       int        // how many there are
	Shown       int        // how many of them have a card that stands in the page
	Capped      string
	Decided     []Card
	MoreDecided string

	queue   []place // the findings of the queue in their order
	cards   func(f *run.Finding) Card
	labels  func(f *run.Finding) label
	period  string
	Gone    *Gone
	Filters Filters

	Coverage  []Coverage
	Skipped   []Skipped
	Notes     []Tally
	Rejects   []Tally
	Positions []Position
	MorePosts string
	Rules     []RuleCard
	Weights   []Weight
	MaxWeight float64
	Files     []File

	Unfair   []Listed // entries of the register of unfair participants
	Standing string   // heading of where their terms stand

	Cases   *Cases  // findings as matters to check; nil where the run has none
	Parties []Party // who is in the cases
	Duties  *Duties
	Annual  *Annual
	// YearFlags is nil but in an annual report over data with bids.
	YearFlags *YearFlags
	Plain     []Plain
	Bands     string   // from which scores on the bands begin
	Warnings  []string // what has to be known before the findings
	ledger    *ledger  // nil where no number opens
}

// Ledger reports whether numbers of the page open the contracts behind them.
func (p *Page) Ledger() bool { return p.ledger != nil }

type CardList struct {
	Kind, Title string
	Count       int64
	Cards       []Card
}

type Option struct{ Value, Label string }

type Filters struct{ Rules, Units, Customers, Kinds, Statuses []Option }

type RuleCard struct {
	ID, Kind, KindName, Title, Paragraph, Why, Summary, Exceptions, Clears, Innocent, Basis, Assumptions, Severity string
	Inputs                                                                                                         []string
	Parameters                                                                                                     []Parameter
	Ran                                                                                                            bool
}

type Parameter struct {
	Name, Value, Default, Reason string
	Changed                      bool
}

type Weight struct {
	Name, Max, Default, Width string
	Changed                   bool
}

func newPage(b builder) *Page {
	lang, r, m := b.lang, b.run, b.mask
	if r.Job == run.Concentration {
		b.ledger = newLedger(b)
	}
	p := &Page{
		ledger: b.ledger, Warnings: words.Warnings(b.lang, r), Bands: words.BandsNote(b.lang, r.Job.Bands()),
		Lang: lang, Scan: r.Job != run.Concentration, Period: words.Period(lang, r.Period),
		Window: words.Span(lang, r.From, r.AsOf), AsOf: strings.ReplaceAll(words.UI.In(lang, "as_of"), "{date}", words.Date(lang, r.AsOf)), Customer: m.Text(r.Customer),
		Title: words.UI.In(lang, string(r.Job)+"_title"), FileCount: int64(len(r.Files)), RejectCount: int64(len(r.Rejects)),
	}
	for _, f := range r.Files {
		p.RowCount += f.Rows
	}
	p.NotCompared = b.notCompared()
	b.howTo(p)
	b.unfair(p)
	b.findings(p)
	p.Cases = b.cases(p)
	p.Parties = b.parties(p)
	p.Cases.link(p.Parties)
	p.Gone = b.gone()
	b.coverage(p)
	b.data(p)
	b.catalogue(p)
	p.Plain = b.plain(b.sections())
	if !p.Scan {
		p.Annual, p.YearFlags = b.annual(), b.yearFlags()
	}
	if r.Job.Terms() {
		p.Duties = b.duties()
	}
	b.tiles(p)
	b.first(p)
	b.nav(p)
	return p
}

func (b builder) howTo(p *Page) {
	keys := []string{"how_sign", "how_open", "how_score", "how_silence"}
	if !p.Scan {
		keys = append(keys, "how_annual")
	}
	if b.run.Job.Terms() {
		keys = []string{"how_duties", "how_duties_known"}
	}
	if b.mask.Full() {
		keys = append(keys, "how_full")
	} else {
		keys = append(keys, "how_masked")
	}
	for _, k := range keys {
		p.HowTo = append(p.HowTo, b.t(k))
	}
	if note := words.CurrencyNote(b.lang, b.run.Currency); note != "" {
		p.HowTo = append(p.HowTo, note)
	}
}

// place says where a row stands: roster.csv, row 17.
func (b builder) place(file string, row int64) string { return words.Place(b.lang, file, row, b.mask) }

func (b builder) parameters(r run.Rule) []Parameter {
	var out []Parameter
	for _, x := range r.Parameters {
		was := x
		was.Value = x.Default
		out = append(out, Parameter{x.Name, words.Parameter(b.lang, x), words.Parameter(b.lang, was), x.Meaning.In(b.lang), x.Value != x.Default})
	}
	return out
}

func (b builder) catalogue(p *Page) {
	ran := map[string]bool{}
	for _, c := range b.run.Coverage {
		ran[c.Rule] = c.Status != "skipped"
	}
	for _, r := range b.run.Rules {
		var inputs []string
		for _, t := range r.Inputs {
			inputs = append(inputs, words.InputTables.In(b.lang, t)+" ("+t+")")
		}
		p.Rules = append(p.Rules, RuleCard{
			ID: r.ID, Kind: r.Kind, KindName: words.Kinds.In(b.lang, r.Kind), Title: r.Title.In(b.lang), Paragraph: words.Paragraph(b.lang, r.Paragraph),
			Why: r.Why.In(b.lang), Exceptions: r.Exceptions.In(b.lang), Clears: r.Clears.In(b.lang), Innocent: r.Innocent.In(b.lang),
			Basis: r.Basis.In(b.lang), Assumptions: r.Assumptions.In(b.lang), Severity: severity(b.lang, r.Severity), Inputs: inputs,
			Parameters: b.parameters(r), Ran: ran[r.ID],
		})
	}
	top := 0.0
	for _, w := range b.run.Weights {
		top = max(top, w.Max)
	}
	for _, w := range b.run.Weights {
		width := 0.0
		if top > 0 {
			width = 100 * w.Max / top
		}
		p.Weights = append(p.Weights, Weight{words.Parts.In(b.lang, w.Name), words.Points(b.lang, w.Max), words.Points(b.lang, w.Default), figure(width), w.Max != w.Default})
	}
}

// severity is blank for a rule that gives no points: a measure.
func severity(lang string, of float64) string {
	if of == 0 {
		return ""
	}
	return words.Share(lang, of)
}

// figure writes a number for an attribute.
func figure(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

func or(choices ...string) string {
	for _, s := range choices {
		if s != "" {
			return s
		}
	}
	return ""
}
