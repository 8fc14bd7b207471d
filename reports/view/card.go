package view

import (
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/path"
	"adal/reports/words"
)

type Card struct {
	Anchor, Rule, RuleTitle, Kind, KindName, Unit, Customer, Status, StatusName string
	Rank                                                                        int
	Score                                                                       string
	ScoreWidth                                                                  string
	Name                                                                        string // to sort by
	Summary                                                                     string
	Amount                                                                      string
	Lawful                                                                      string // all or part of it under a ground that names the supplier
	Marks                                                                       []Mark
	Listed                                                                      []string // what the register says, with its rows
	Favour, Doubts                                                              []Said   // what speaks for the person; what is doubtful in the data
	Band, BandName, Why, Total                                                  string   // of the score; Total is the score with all its decimals
	Speaks, Doubtful                                                            string   // the same on one line
	Path                                                                        []Box
	Facts                                                                       []Fact
	Evidence                                                                    []CardRow
	MoreEvidence                                                                string
	Parts                                                                       []CardPart
	Basis, Clears, Innocent                                                     string
	Parameters                                                                  []Parameter
	Disposition                                                                 []Pair
	Case                                                                        string // anchor of its case; blank where the page has none
}

// Box is a step of the path with the mark of who stands in it.
type Box struct {
	path.Step
	Mark *Mark
}

type Pair struct{ Label, Value string }

type Fact struct {
	Label string
	Value Num
}

type CardRow struct {
	Step                    int
	What, File, Place, Fact string
	Row                     int64
	Marks                   []Mark
}

type CardPart struct {
	Name, Fact, Points, Max string
	Width, Left             string // per cent of the whole bar of 100 points
	OwnWidth                string // per cent of the part's own most
	Class                   string
}

// maxEvidence is the most source rows one card lists.
const maxEvidence = 40

// decided reports a finding a person has decided on, the decision still standing.
func decided(f *run.Finding) bool {
	if f.Disposition != nil {
		return !f.Disposition.Expired
	}
	return f.Status == "confirmed" || f.Status == "dismissed" || f.Status == "justified"
}

func (b builder) findings(p *Page) {
	sections := map[string]*CardList{}
	for _, kind := range []string{"violation", "lead"} {
		key := kind + "s"
		sections[kind] = &CardList{Kind: kind, Title: b.t(key)}
	}
	p.cards, p.labels, p.period = b.card, b.label, b.run.Period
	leads, past := 0, int64(0)
	for i := range b.run.Findings {
		f := &b.run.Findings[i]
		if decided(f) {
			if len(p.Decided) == MaxCards {
				past++
				continue
			}
			p.Decided = append(p.Decided, b.card(f))
			continue
		}
		p.queue = append(p.queue, place{finding: f, row: i})
		if f.Kind != "violation" {
			leads++
		}
	}
	p.Queue = len(p.queue)
	if past > 0 {
		p.MoreDecided = strings.ReplaceAll(b.t("decided_more"), "{n}", words.Count(b.lang, past))
	}
	room := map[bool]int{true: MaxCards - min(leads, MaxCards/3)} // of violations; leads take what is left
	room[false] = MaxCards - min(room[true], p.Queue-leads)
	for i := range p.queue {
		f := p.queue[i].finding
		s, violation := sections[f.Kind], f.Kind == "violation"
		if s == nil {
			s = sections["lead"]
		}
		s.Count++
		if room[violation] == 0 {
			continue
		}
		room[violation]--
		p.Shown++
		p.queue[i].stands = true
		s.Cards = append(s.Cards, b.card(f))
	}
	for _, kind := range []string{"violation", "lead"} {
		if sections[kind].Count > 0 {
			p.Sections = append(p.Sections, *sections[kind])
		}
	}
	if p.Shown < p.Queue {
		p.Capped = strings.NewReplacer("{shown}", words.Count(b.lang, int64(p.Shown)), "{all}", words.Count(b.lang, int64(p.Queue))).Replace(b.t("capped"))
	}
	b.filters(p)
}

// filters offers what the findings of the page differ by.
func (b builder) filters(p *Page) {
	rules, units, customers, kinds, statuses := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range p.queue {
		f := p.queue[i].finding
		customers[b.customer(f)] = true
		rules[f.Rule], units[b.mask.Text(f.Unit)], kinds[f.Kind], statuses[f.Status] = true, true, true, true
	}
	for _, r := range b.run.Rules {
		if rules[r.ID] {
			p.Filters.Rules = append(p.Filters.Rules, Option{r.ID, r.ID + " · " + r.Title.In(b.lang)})
		}
	}
	for _, u := range sorted(units) {
		p.Filters.Units = append(p.Filters.Units, Option{u, u})
	}
	if list := sorted(customers); len(list) > 1 {
		for _, c := range list {
			p.Filters.Customers = append(p.Filters.Customers, Option{c, c})
		}
	}
	for _, k := range []string{"violation", "lead"} {
		if kinds[k] {
			p.Filters.Kinds = append(p.Filters.Kinds, Option{k, words.Kinds.In(b.lang, k)})
		}
	}
	for _, s := range sorted(statuses) {
		if len(statuses) == 1 && !b.compared {
			break // all alike
		}
		p.Filters.Statuses = append(p.Filters.Statuses, Option{s, words.Statuses.In(b.lang, s)})
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

func (b builder) card(f *run.Finding) Card {
	m, lang := b.mask, b.lang
	r, known := b.rules[f.Rule]
	title := r.Title.In(lang)
	if !known {
		title = b.t("no_rule")
	}
	c := Card{
		Anchor: "f-" + f.ID, Rule: f.Rule, RuleTitle: title, Kind: f.Kind, KindName: words.Kinds.In(lang, f.Kind),
		Unit: m.Text(f.Unit), Status: f.Status, StatusName: b.status(f), Rank: f.Rank,
		Score: words.Points(lang, f.Score), ScoreWidth: figure(f.Score),
		Name: words.Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m), Summary: b.summary(f),
		Basis: r.Basis.In(lang), Clears: r.Clears.In(lang), Innocent: r.Innocent.In(lang),
		Parameters: b.parameters(r), Case: b.filed[f.ID],
	}
	for _, s := range path.Of(lang, b.run.Currency, r, f, m) {
		c.Path = append(c.Path, Box{s, b.holderMark(s.ID)})
	}
	b.marks(f, &c)
	c.Band, c.Why, c.Total = b.run.Job.Bands().Of(f.Score), b.why(f), words.ExactPoints(lang, f.Score)
	c.BandName = words.Bands.In(lang, c.Band)
	c.Favour, c.Doubts = b.favour(f), b.doubts(f)
	c.Speaks, c.Doubtful = line(c.Favour), line(c.Doubts)
	if f.Amount != "" {
		c.Amount = words.Money(lang, b.run.Currency, f.Amount)
	}
	if named := number(f.Detail["lawful"]); named > 0 {
		c.Lawful = b.t("lawful_part")
		if named >= number(f.Amount) {
			c.Lawful = b.t("lawful_all")
		}
	}
	c.Customer = b.customer(f)
	b.cardFacts(f, &c)
	b.cardRows(f, &c)
	b.cardParts(f, &c)
	b.cardDecision(f, &c)
	return c
}

// customer names the customer a finding is about, blank where it is about none.
func (b builder) customer(f *run.Finding) string {
	switch "customer" {
	case f.OtherKind:
		return words.Named(b.lang, f.OtherKind, f.OtherName, f.OtherID, b.mask)
	case f.SubjectKind:
		return words.Named(b.lang, f.SubjectKind, f.SubjectName, f.SubjectID, b.mask)
	}
	return ""
}

// cardFacts fills in what is known of a finding; its numbers open their contracts.
func (b builder) cardFacts(f *run.Finding, c *Card) {
	m, lang, title := b.mask, b.lang, c.RuleTitle
	tell := func(key string, value Num) {
		if value.Text != "" {
			c.Facts = append(c.Facts, Fact{b.t(key), value})
		}
	}
	add := func(key, value string) { tell(key, Num{Text: value}) }
	opens := 0
	if b.ledger != nil && f.Contracts != nil {
		opens = b.ledger.number(b.ledger.finding(f), f.Rule+" "+title, c.Name, m.Text(words.SliceOf(lang, f)))
	}
	add("paragraph_heading", words.Paragraph(lang, f.Paragraph))
	add("unit", m.Text(f.Unit))
	add("slice", m.Text(words.SliceOf(lang, f)))
	if f.Share != nil {
		add("share", words.Share(lang, *f.Share))
	}
	add("dates", words.Span(lang, f.From, f.To))
	if f.Contracts != nil {
		tell("contracts", Num{words.Count(lang, *f.Contracts), opens, "contracts"})
	}
	tell("amount", Num{c.Amount, opens, "amount"})
	add("confidence", words.Sure(lang, f))
	if f.SubjectKind == "person" {
		add("disclosed", words.Disclosed.In(lang, f.Disclosed))
	}
	add("status", c.StatusName)
	add("finding_id", f.ID)
}

// cardRows fills in the source rows, up to a limit.
func (b builder) cardRows(f *run.Finding, c *Card) {
	m, lang := b.mask, b.lang
	c.Evidence = make([]CardRow, 0, min(len(f.Evidence), maxEvidence))
	for i, e := range f.Evidence {
		if i == maxEvidence {
			c.MoreEvidence = strings.ReplaceAll(b.t("evidence_more"), "{n}", words.Count(lang, int64(len(f.Evidence)-i)))
			break
		}
		c.Evidence = append(c.Evidence, CardRow{
			Step: e.Step, What: words.Roles.In(lang, e.What), File: m.Text(e.File), Row: e.Row, Fact: b.fact(e),
			Marks: b.rowMarks(e),
		})
	}
}

// cardParts fills in what the score is made of.
func (b builder) cardParts(f *run.Finding, c *Card) {
	lang, left := b.lang, 0.0
	c.Parts = make([]CardPart, 0, len(f.Parts))
	for i, x := range f.Parts {
		own := 0.0
		if x.Max > 0 {
			own = 100 * x.Points / x.Max
		}
		c.Parts = append(c.Parts, CardPart{
			Name: words.Parts.In(lang, x.Name), Fact: b.partFact(f, i), Points: words.ExactPoints(lang, x.Points),
			Max: words.Points(lang, x.Max), Left: figure(left), Width: figure(x.Points), OwnWidth: figure(own), Class: "p" + strconv.Itoa(i%7),
		})
		left += x.Points
	}
}

// cardDecision fills in what a person decided.
func (b builder) cardDecision(f *run.Finding, c *Card) {
	m, lang := b.mask, b.lang
	if d := f.Disposition; d != nil {
		add := func(key, value string) {
			if value != "" {
				c.Disposition = append(c.Disposition, Pair{b.t(key), value})
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
}
