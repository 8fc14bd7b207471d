package html

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/path"
	"adal/reports/words"
)

// page is everything the template prints, in words and already masked.
type page struct {
	Lang, Title, Period, Window, AsOf, Customer string
	Scan                                        bool
	FileCount, RowCount                         int64
	HowTo                                       []string
	Tiles                                       []tile
	Nav                                         []link

	Sections []section // findings in the queue, by kind
	Queue    int       // how many there are
	Shown    int       // how many of them have a card
	Capped   string
	Decided  []card
	Gone     *gone
	Filters  filters

	Coverage  []coverage
	Skipped   []skipped
	Notes     []tally
	Rejects   []tally
	Positions []position
	MorePosts string
	Rules     []rule
	Weights   []weight
	MaxWeight float64
	Files     []file

	Unfair   []listed // entries of the register of unfair participants
	Standing string   // heading of where their terms stand

	Duties *duties
	Annual *annual
	ledger *ledger // nil where no number opens
}

// Ledger reports whether numbers of the page open the contracts behind them.
func (p *page) Ledger() bool { return p.ledger != nil }

type tile struct {
	Label       string
	Figure      num
	Note, Class string
	Mark        *mark
}

type link struct{ Anchor, Label, Count string }

type section struct {
	Kind, Title string
	Count       int64
	Cards       []card
}

type option struct{ Value, Label string }

type filters struct{ Rules, Units, Customers, Kinds, Statuses []option }

type card struct {
	Anchor, Rule, RuleTitle, Kind, KindName, Unit, Customer, Status, StatusName string
	Rank                                                                        int
	Score                                                                       string
	ScoreWidth                                                                  string
	SortScore, SortAmount                                                       string
	Name                                                                        string // to sort by
	Summary                                                                     string
	Amount                                                                      string
	Lawful                                                                      string // all or part of it under a ground that names the supplier
	Marks                                                                       []mark
	Listed                                                                      []string // what the register says, with its rows
	Path                                                                        []box
	Facts                                                                       []fact
	Evidence                                                                    []evidence
	MoreEvidence                                                                string
	Parts                                                                       []part
	Basis, Clears, Innocent                                                     string
	Parameters                                                                  []parameter
	Disposition                                                                 []pair
}

// box is a step of the path with the mark of who stands in it.
type box struct {
	path.Step
	Mark *mark
}

type pair struct{ Label, Value string }

type fact struct {
	Label string
	Value num
}

type evidence struct {
	Step                    int
	What, File, Place, Fact string
	Row                     int64
	Marks                   []mark
}

type part struct {
	Name, Fact, Points, Max string
	Width, Left             string // per cent of the whole bar of 100 points
	OwnWidth                string // per cent of the part's own most
	Class                   string
}

type coverage struct {
	Rule, Title, Of, Reason, Width, Percent string
	Ran                                     bool
	Population, Checked, Findings           int64
	Gaps                                    []gap
}

type gap struct {
	Words string
	Count int64
}

type skipped struct{ Rule, Title, Reason string }

type tally struct {
	Words    string
	Count    int64
	Examples []example
	More     string
}

type example struct{ Place, Column, Value string }

type position struct {
	Position, Unit, Holders, Influence, Amount string
	Marks, Decisions, Findings                 int64
}

type rule struct {
	ID, Kind, KindName, Title, Paragraph, Why, Summary, Exceptions, Clears, Innocent, Basis, Assumptions, Severity string
	Inputs                                                                                                         []string
	Parameters                                                                                                     []parameter
	Ran                                                                                                            bool
}

type parameter struct {
	Name, Value, Default, Reason string
	Changed                      bool
}

type weight struct {
	Name, Max, Default, Width string
	Changed                   bool
}

type file struct {
	Path, Table, Format, SHA256, Unknown string
	Rows, Normalised, Rejected, LeftOut  int64
}

// builder makes a page of a run.
type builder struct {
	lang     string
	run      *run.Run
	mask     *mask.Masker
	rules    map[string]run.Rule
	register run.Register
	ledger   *ledger
}

func newPage(lang string, r *run.Run, m *mask.Masker) *page {
	b := builder{lang: lang, run: r, mask: m, rules: map[string]run.Rule{}, register: r.Register()}
	for _, x := range r.Rules {
		b.rules[x.ID] = x
	}
	if r.Job == run.Concentration {
		b.ledger = newLedger(b)
	}
	p := &page{
		ledger: b.ledger,
		Lang:   lang, Scan: r.Job != run.Concentration, Period: words.Period(lang, r.Period),
		Window: words.Span(lang, r.From, r.AsOf), AsOf: strings.ReplaceAll(words.UI.In(lang, "as_of"), "{date}", words.Date(lang, r.AsOf)), Customer: m.Text(r.Customer),
		Title: words.UI.In(lang, string(r.Job)+"_title"), FileCount: int64(len(r.Files)),
	}
	for _, f := range r.Files {
		p.RowCount += f.Rows
	}
	b.howTo(p)
	b.unfair(p)
	b.findings(p)
	p.Gone = b.gone()
	b.coverage(p)
	b.data(p)
	b.catalogue(p)
	if !p.Scan {
		p.Annual = b.annual()
	}
	if r.Job == run.Duties || r.Job == run.Protect {
		p.Duties = b.duties()
	}
	b.tiles(p)
	b.nav(p)
	return p
}

func (b builder) t(key string) string { return words.UI.In(b.lang, key) }

func (b builder) howTo(p *page) {
	keys := []string{"how_sign", "how_open", "how_score", "how_silence"}
	if !p.Scan {
		keys = append(keys, "how_annual")
	}
	if b.run.Job == run.Duties || b.run.Job == run.Protect {
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

// decided reports a finding a person has decided on, the decision still standing.
func decided(f *run.Finding) bool {
	if f.Disposition != nil {
		return !f.Disposition.Expired
	}
	return f.Status == "confirmed" || f.Status == "dismissed" || f.Status == "justified"
}

func (b builder) findings(p *page) {
	sections := map[string]*section{}
	for _, kind := range []string{"violation", "lead"} {
		key := kind + "s"
		sections[kind] = &section{Kind: kind, Title: b.t(key)}
	}
	rules, units, customers, kinds, statuses := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range b.run.Findings {
		f := &b.run.Findings[i]
		if decided(f) {
			if len(p.Decided) < MaxCards {
				p.Decided = append(p.Decided, b.card(f))
			}
			continue
		}
		p.Queue++
		s := sections[f.Kind]
		if s == nil {
			s = sections["lead"]
		}
		s.Count++
		if p.Shown == MaxCards {
			continue
		}
		p.Shown++
		c := b.card(f)
		s.Cards = append(s.Cards, c)
		customers[c.Customer] = true
		rules[f.Rule], units[b.mask.Text(f.Unit)], kinds[f.Kind], statuses[f.Status] = true, true, true, true
	}
	for _, kind := range []string{"violation", "lead"} {
		if sections[kind].Count > 0 {
			p.Sections = append(p.Sections, *sections[kind])
		}
	}
	if p.Shown < p.Queue {
		p.Capped = strings.NewReplacer("{shown}", words.Count(b.lang, int64(p.Shown)), "{all}", words.Count(b.lang, int64(p.Queue))).Replace(b.t("capped"))
	}
	for _, r := range b.run.Rules {
		if rules[r.ID] {
			p.Filters.Rules = append(p.Filters.Rules, option{r.ID, r.ID + " · " + r.Title.In(b.lang)})
		}
	}
	for _, u := range sorted(units) {
		p.Filters.Units = append(p.Filters.Units, option{u, u})
	}
	if list := sorted(customers); len(list) > 1 {
		for _, c := range list {
			p.Filters.Customers = append(p.Filters.Customers, option{c, c})
		}
	}
	for _, k := range []string{"violation", "lead"} {
		if kinds[k] {
			p.Filters.Kinds = append(p.Filters.Kinds, option{k, words.Kinds.In(b.lang, k)})
		}
	}
	for _, s := range sorted(statuses) {
		p.Filters.Statuses = append(p.Filters.Statuses, option{s, words.Statuses.In(b.lang, s)})
	}
}

func sorted(set map[string]bool) []string {
	var out []string
	for k := range set {
		if k != "" {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

func (b builder) card(f *run.Finding) card {
	m, lang := b.mask, b.lang
	r, known := b.rules[f.Rule]
	title := r.Title.In(lang)
	if !known {
		title = b.t("no_rule")
	}
	c := card{
		Anchor: "f-" + f.ID, Rule: f.Rule, RuleTitle: title, Kind: f.Kind, KindName: words.Kinds.In(lang, f.Kind),
		Unit: m.Text(f.Unit), Status: f.Status, StatusName: words.Statuses.In(lang, f.Status), Rank: f.Rank,
		Score: words.Points(lang, f.Score), ScoreWidth: figure(f.Score), SortScore: figure(f.Score), SortAmount: or(f.Amount, "0"),
		Name: words.Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m), Summary: words.Summary(lang, b.run.Currency, r, f, m),
		Basis: r.Basis.In(lang), Clears: r.Clears.In(lang), Innocent: r.Innocent.In(lang),
		Parameters: b.parameters(r),
	}
	for _, s := range path.Of(lang, b.run.Currency, f, m) {
		c.Path = append(c.Path, box{s, b.holderMark(s.ID)})
	}
	b.marks(f, &c)
	if f.Amount != "" {
		c.Amount = words.Money(lang, b.run.Currency, f.Amount)
	}
	if named := number(f.Detail["lawful"]); named > 0 {
		c.Lawful = b.t("lawful_part")
		if named >= number(f.Amount) {
			c.Lawful = b.t("lawful_all")
		}
	}
	switch "customer" {
	case f.OtherKind:
		c.Customer = words.Named(lang, f.OtherKind, f.OtherName, f.OtherID, m)
	case f.SubjectKind:
		c.Customer = c.Name
	}
	tell := func(key string, value num) {
		if value.Text != "" {
			c.Facts = append(c.Facts, fact{b.t(key), value})
		}
	}
	add := func(key, value string) { tell(key, num{Text: value}) }
	opens := 0
	if b.ledger != nil && f.Contracts != nil {
		opens = b.ledger.number(b.ledger.finding(f), f.Rule+" "+title, c.Name, m.Text(words.SliceName(lang, f.Slice)))
	}
	add("paragraph_heading", words.Paragraph(lang, f.Paragraph))
	add("unit", m.Text(f.Unit))
	add("slice", m.Text(words.SliceName(lang, f.Slice)))
	if f.Share != nil {
		add("share", words.Share(lang, *f.Share))
	}
	add("dates", words.Span(lang, f.From, f.To))
	if f.Contracts != nil {
		tell("contracts", num{words.Count(lang, *f.Contracts), opens, "contracts"})
	}
	tell("amount", num{c.Amount, opens, "amount"})
	add("confidence", words.Confidence.In(lang, f.Confidence))
	if f.SubjectKind == "person" {
		add("disclosed", words.Disclosed.In(lang, f.Disclosed))
	}
	add("status", c.StatusName)
	add("finding_id", f.ID)
	for i, e := range f.Evidence {
		if i == maxEvidence {
			c.MoreEvidence = strings.ReplaceAll(b.t("evidence_more"), "{n}", words.Count(lang, int64(len(f.Evidence)-i)))
			break
		}
		c.Evidence = append(c.Evidence, evidence{
			Step: e.Step, What: words.Roles.In(lang, e.What), File: m.Text(e.File), Row: e.Row, Fact: words.Fact(lang, b.run.Currency, e, m),
			Marks: b.rowMarks(e),
		})
	}
	left := 0.0
	for i, x := range f.Parts {
		own := 0.0
		if x.Max > 0 {
			own = 100 * x.Points / x.Max
		}
		c.Parts = append(c.Parts, part{
			Name: words.Parts.In(lang, x.Name), Fact: words.PartFact(lang, b.run.Currency, x, m), Points: words.Points(lang, x.Points),
			Max: words.Points(lang, x.Max), Left: figure(left), Width: figure(x.Points), OwnWidth: figure(own), Class: "p" + strconv.Itoa(i%7),
		})
		left += x.Points
	}
	if d := f.Disposition; d != nil {
		add := func(key, value string) {
			if value != "" {
				c.Disposition = append(c.Disposition, pair{b.t(key), value})
			}
		}
		status := words.Statuses.In(lang, d.Status)
		if d.Expired {
			status += " (" + b.t("decision_expired") + ")"
		}
		add("decision_on_record", status)
		add("decision_reason", m.Text(d.Reason))
		add("decision_by", m.ID(d.By))
		add("decision_on", words.Date(lang, d.On))
		add("decision_expires", words.Date(lang, d.Expires))
	}
	return c
}

func (b builder) coverage(p *page) {
	for _, c := range b.run.Coverage {
		reason := words.Reasons.WithArgument(b.lang, c.Reason, words.InputTables)
		title := b.rules[c.Rule].Title.In(b.lang)
		if c.Status == "skipped" {
			p.Skipped = append(p.Skipped, skipped{c.Rule, title, reason})
			continue
		}
		row := coverage{
			Rule: c.Rule, Title: title, Of: words.Of.In(b.lang, c.Of), Reason: reason, Ran: true, Population: c.Population,
			Checked: c.Checked, Findings: c.Findings,
		}
		if c.Population > 0 {
			share := float64(c.Checked) / float64(c.Population)
			row.Width, row.Percent = figure(100*min(share, 1)), words.Share(b.lang, share)
		}
		for _, g := range c.Gaps {
			row.Gaps = append(row.Gaps, gap{words.Reasons.WithArgument(b.lang, g.Reason, words.InputTables), g.Count})
		}
		p.Coverage = append(p.Coverage, row)
	}
}

// maxExamples is how many rows of each reason the page names.
const maxExamples = 5

// maxPositions is how many posts the page lists.
const maxPositions = 20

func (b builder) data(p *page) {
	m := b.mask
	var rejects, notes tallies
	for _, x := range b.run.Rejects {
		rejects.add(words.RejectReasons.WithArgument(b.lang, x.Reason, words.InputTables), func() example {
			return example{b.place(x.File, x.Row), words.Columns.In(b.lang, x.Column), m.Raw(x.Column, x.Value)}
		})
	}
	for _, list := range [][]run.Note{b.run.Quality, b.run.Hubs} {
		for _, x := range list {
			notes.add(words.Notes.WithArgument(b.lang, x.Note, words.InputTables), func() example {
				return example{b.place(x.File, x.Row), words.IDWithScheme(b.lang, x.ID, m), words.NoteDetail(b.lang, x, m)}
			})
		}
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
		p.Positions = append(p.Positions, position{
			Position: or(m.Text(x.Position), m.Text(x.PositionID)), Unit: m.Text(x.Unit), Holders: m.Text(x.Holders),
			Influence: words.Influence.List(b.lang, x.Influence), Amount: amount, Marks: x.Marks, Decisions: x.Decisions, Findings: x.Findings,
		})
	}
	for _, x := range b.run.Files {
		p.Files = append(p.Files, file{
			Path: m.Text(x.Path), Table: words.InputTables.In(b.lang, x.Table), Format: x.Format, SHA256: x.SHA256, Unknown: m.Text(x.Unknown),
			Rows: x.Rows, Normalised: x.Normalised, Rejected: x.Rejected, LeftOut: x.LeftOut,
		})
	}
}

// place says where a row stands: roster.csv, row 17.
func (b builder) place(file string, row int64) string { return words.Place(b.lang, file, row, b.mask) }

// tallies counts rows by reason in the order of their number, keeping a few of each.
type tallies struct {
	list  []*tally
	index map[string]*tally
}

func (t *tallies) add(what string, of func() example) {
	if t.index == nil {
		t.index = map[string]*tally{}
	}
	x := t.index[what]
	if x == nil {
		x = &tally{Words: what}
		t.index[what] = x
		t.list = append(t.list, x)
	}
	if x.Count++; x.Count <= maxExamples {
		x.Examples = append(x.Examples, of())
	}
}

func (t *tallies) done(b builder) []tally {
	slices.SortStableFunc(t.list, func(x, y *tally) int { return int(y.Count - x.Count) })
	var out []tally
	for _, x := range t.list {
		if rest := x.Count - int64(len(x.Examples)); rest > 0 {
			x.More = strings.ReplaceAll(b.t("more_rows"), "{n}", words.Count(b.lang, rest))
		}
		out = append(out, *x)
	}
	return out
}

func (b builder) parameters(r run.Rule) []parameter {
	var out []parameter
	for _, x := range r.Parameters {
		was := x
		was.Value = x.Default
		out = append(out, parameter{x.Name, words.Parameter(b.lang, x), words.Parameter(b.lang, was), x.Meaning.In(b.lang), x.Value != x.Default})
	}
	return out
}

func (b builder) catalogue(p *page) {
	ran := map[string]bool{}
	for _, c := range b.run.Coverage {
		ran[c.Rule] = c.Status != "skipped"
	}
	for _, r := range b.run.Rules {
		var inputs []string
		for _, t := range r.Inputs {
			inputs = append(inputs, words.InputTables.In(b.lang, t)+" ("+t+")")
		}
		p.Rules = append(p.Rules, rule{
			ID: r.ID, Kind: r.Kind, KindName: words.Kinds.In(b.lang, r.Kind), Title: r.Title.In(b.lang), Paragraph: words.Paragraph(b.lang, r.Paragraph),
			Why: r.Why.In(b.lang), Exceptions: r.Exceptions.In(b.lang), Clears: r.Clears.In(b.lang), Innocent: r.Innocent.In(b.lang),
			Basis: r.Basis.In(b.lang), Assumptions: r.Assumptions.In(b.lang), Severity: words.Share(b.lang, r.Severity), Inputs: inputs,
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
		p.Weights = append(p.Weights, weight{words.Parts.In(b.lang, w.Name), words.Points(b.lang, w.Max), words.Points(b.lang, w.Default), figure(width), w.Max != w.Default})
	}
}

func (b builder) tiles(p *page) {
	var violations, leads, fresh int64
	for i := range b.run.Findings {
		f := &b.run.Findings[i]
		switch {
		case decided(f):
			continue
		case f.Kind == "violation":
			violations++
		default:
			leads++
		}
		if f.Status == "new" {
			fresh++
		}
	}
	tell := func(label string, figure num, note string, of *mark) {
		p.Tiles = append(p.Tiles, tile{Label: b.t(label), Figure: figure, Note: note, Mark: of})
	}
	add := func(label, text, note, class string) {
		p.Tiles = append(p.Tiles, tile{Label: b.t(label), Figure: num{Text: text}, Note: note, Class: class})
	}
	n := func(v int64) string { return words.Count(b.lang, v) }
	if p.Duties != nil {
		states := map[string]int64{}
		for i := range b.run.Duties {
			states[b.run.Duties[i].State]++
		}
		for _, s := range run.DutyStates {
			class := ""
			if s == "overdue" {
				class = "violation"
			}
			p.Tiles = append(p.Tiles, tile{Label: words.DutyStates.In(b.lang, s), Figure: num{Text: n(states[s])}, Class: class})
		}
	} else {
		add("violations", n(violations), b.t("violations_note"), "violation")
		add("leads", n(leads), b.t("leads_note"), "lead")
	}
	switch {
	case p.Duties != nil: // their coverage counts duties, not people
	case p.Annual != nil:
		p.Annual.tiles(b, tell)
	default:
		// Rules about everybody; a rule about deciders only has fewer people to look at.
		lo, hi, all := int64(-1), int64(0), int64(0)
		people := func(c run.Coverage) bool { return c.Status != "skipped" && (c.Of == "people" || c.Of == "") }
		for _, c := range b.run.Coverage {
			if people(c) {
				all = max(all, c.Population)
			}
		}
		for _, c := range b.run.Coverage {
			if !people(c) || c.Population < all {
				continue
			}
			hi = max(hi, c.Checked)
			if lo < 0 || c.Checked < lo {
				lo = c.Checked
			}
		}
		switch {
		case lo < 0:
			add("covered", "0", b.t("covered_none"), "")
		case lo == hi:
			add("covered", n(lo)+" "+b.t("of")+" "+n(all), b.t("covered_note"), "")
		default:
			add("covered", n(lo)+"–"+n(hi)+" "+b.t("of")+" "+n(all), b.t("covered_note"), "")
		}
	}
	add("rejected_rows", n(int64(len(b.run.Rejects)))+" "+b.t("of")+" "+n(p.RowCount), b.t("rejected_note"), "")
	if len(p.Skipped) > 0 {
		add("skipped_rules", n(int64(len(p.Skipped)))+" "+b.t("of")+" "+n(int64(len(b.run.Coverage))), b.t("skipped_note"), "")
	}
	_ = fresh
}

func (b builder) nav(p *page) {
	add := func(anchor, label string, n int) {
		count := ""
		if n >= 0 {
			count = words.Count(b.lang, int64(n))
		}
		p.Nav = append(p.Nav, link{anchor, b.t(label), count})
	}
	if d := p.Duties; d != nil {
		add("d-overdue", "duties_overdue", int(d.Overdue.Count))
		add("d-soon", "duties_soon", int(d.Soon.Count))
		if len(d.Chapters) > 0 {
			add("owes", "duties_by_unit", len(d.Units))
			add("chapters", "duties_chapter", len(b.run.Duties))
		}
		if len(d.Training) > 0 {
			add("training", "training", -1)
		}
		if len(d.Risks) > 0 {
			add("risks", "risk_maps", len(d.Risks))
		}
	} else {
		add("findings", "findings", p.Queue)
	}
	if len(p.Decided) > 0 {
		add("decided", "decided", len(p.Decided))
	}
	if p.Gone != nil {
		add("gone", "gone", len(b.run.Gone))
	}
	if p.Annual != nil {
		add("concentration", "concentration", -1)
		add("groups", "groups", len(p.Annual.Groups))
		add("kpi", "kpi", -1)
		if len(p.Annual.Lawful) > 0 {
			add("lawful", "lawful", len(p.Annual.Lawful))
		}
		add("reconciliation", "reconciliation", -1)
	}
	if len(p.Unfair) > 0 {
		add("unfair", "unfair", len(p.Unfair))
	}
	add("coverage", "coverage", -1)
	if len(p.Skipped) > 0 {
		add("not-run", "not_run", len(p.Skipped))
	}
	if p.Scan && len(p.Positions) > 0 {
		add("positions", "positions", -1)
	}
	add("quality", "quality", -1)
	add("rejects", "rejects", len(b.run.Rejects))
	add("rules", "rules", len(p.Rules))
	add("files", "files", len(p.Files))
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

// drawing marks an SVG this package made as safe to print.
func drawing(svg string) template.HTML { return template.HTML(svg) }
