package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
	"adal/texts"
)

// gravestFive is how many cases the first screen names, worstUnits how many units.
const gravestFive, worstUnits = 5, 5

// First is the first screen of a report of findings: what was found in one sentence whose numbers
// are those of the CSV files, the gravest of it, in which units, and whom the rules could see.
type First struct {
	Sentence  []Phrase
	Gravest   []Grave
	Of        string // the other side of all the gravest, where it is the same
	Units     []UnitBar
	MoreUnits string
	Rules     []RuleBar
	Worst     string   // the rule that saw the smallest part
	Decisions []Option // what a person may decide about a finding
}

// Phrase is a part of the sentence and where it leads: a section, and of the findings those of a
// kind or a status.
type Phrase struct{ Text, Anchor, Kind, Status string }

// Grave is a case of the first screen.
//
// Name is what tells it from others in a word, Rest the other side, Whole its title.
type Grave struct{ Anchor, Kind, Rule, Title, Name, Rest, Whole, Score, Band, BandName string }

// UnitBar is how many findings of a unit await somebody, by the band of their scores.
type UnitBar struct {
	Unit, Label  string
	Count        int64
	Pieces       []Piece
	high, middle int64
}

// RuleBar is the part of those a rule is about whom it could check.
type RuleBar struct {
	Rule, Title, Percent, Width, Says string
	Low                               bool // less than half
}

// first fills in the first screen; duties have one of their own.
func (b builder) first(p *Page) {
	if p.Duties != nil {
		return
	}
	f := &First{Sentence: b.sentence(p)}
	b.graveCases(f)
	b.unitBars(f)
	b.ruleBars(f, p)
	for _, s := range []string{"confirmed", "dismissed", "justified"} {
		f.Decisions = append(f.Decisions, Option{s, words.Statuses.In(b.lang, s)})
	}
	p.First = f
}

// sentence says what was found in numbers: all findings, those decided on too, as findings.csv has them.
func (b builder) sentence(p *Page) []Phrase {
	kinds, statuses, people, decisions := map[string]int64{}, map[string]int64{}, map[string]bool{}, int64(0)
	for i := range b.run.Findings {
		f := &b.run.Findings[i]
		kinds[f.Kind]++
		statuses[f.Status]++
		if f.Kind == "violation" && f.SubjectKind == "person" {
			people[f.SubjectID] = true
		}
		if decided(f) {
			decisions++
		}
	}
	count := func(id string, n int64, pairs ...string) string {
		return texts.Count(b.lang, id, n, append(pairs, "n", words.Count(b.lang, n))...)
	}
	found := count("first.violations", kinds["violation"])
	if n := int64(len(people)); n > 0 {
		found = texts.In(b.lang, "first.at", "found", found, "people", count("first.people", n))
	}
	anchor := func(n int, id string) string {
		if n == 0 {
			return "coverage" // nothing there to be led to
		}
		return id
	}
	var all []Phrase
	if kinds["violation"] > 0 || b.run.Job != run.Flags { // red flags are leads
		all = append(all, Phrase{Text: found, Anchor: "findings", Kind: "violation"})
	}
	all = append(all, Phrase{Text: count("first.leads", kinds["lead"]), Anchor: "findings", Kind: "lead"})
	if p.Cases != nil {
		all = append(all, Phrase{Text: count("first.cases", p.Cases.Count), Anchor: "cases"})
	}
	if b.compared {
		all = append(all, Phrase{Text: count("first.new", statuses["new"]), Anchor: "findings", Status: "new"},
			Phrase{Text: count("first.gone", int64(len(b.run.Gone))), Anchor: anchor(len(b.run.Gone), "gone")})
	}
	if decisions > 0 {
		all = append(all, Phrase{Text: count("first.decided", decisions), Anchor: anchor(len(p.Decided), "decided")})
	}
	if unseen, of := b.unseen(); unseen > 0 {
		all = append(all, Phrase{Text: count("first.unseen", unseen, "all", words.Count(b.lang, of)), Anchor: "coverage"})
	}
	if n := int64(len(p.Skipped)); n > 0 {
		all = append(all, Phrase{Text: count("first.skipped", n, "all", words.Count(b.lang, int64(len(b.run.Coverage)))), Anchor: "not-run"})
	}
	return all
}

// unseen says how many people at least some rule could not check fully, of how many: the most
// that one rule left. Another rule may have left others, so it is the least there can be.
func (b builder) unseen() (n, all int64) {
	for _, c := range b.run.Coverage {
		if c.Status != "skipped" && (c.Of == "people" || c.Of == "") {
			n, all = max(n, c.Population-c.Checked), max(all, c.Population)
		}
	}
	return n, all
}

// graveCases names the first of the cases in which something awaits a decision.
func (b builder) graveCases(first *First) {
	findings := b.byID()
	for i := range b.run.Cases {
		c := &b.run.Cases[i]
		if c.Status == "decided" {
			continue
		}
		found := inside(c, findings)
		g := Grave{
			Anchor: "c-" + c.ID, Kind: c.Grave, Rule: strings.Join(c.Rules, ", "), Whole: b.caseTitle(c, found),
			Score: words.Points(b.lang, c.Score), Band: b.run.Job.Bands().Of(c.Score),
		}
		var titles []string
		for _, id := range c.Rules {
			titles = append(titles, or(b.rules[id].Title.In(b.lang), b.t("no_rule")))
		}
		g.Title = strings.Join(titles, "; ")
		g.Name, g.Rest = b.sides(c, found)
		g.BandName = words.Bands.In(b.lang, g.Band)
		if first.Gravest = append(first.Gravest, g); len(first.Gravest) == gravestFive {
			break
		}
	}
	first.sayOnce()
}

// sayOnce names the other side of the gravest above them where all have the same, as of the
// slices of one customer.
func (f *First) sayOnce() {
	for _, g := range f.Gravest {
		if g.Rest == "" || g.Rest != f.Gravest[0].Rest || len(f.Gravest) < 2 {
			return
		}
	}
	for i := range f.Gravest {
		f.Of, f.Gravest[i].Rest = f.Gravest[i].Rest, ""
	}
}

// sides names a case in two short texts: of a slice what was bought and by whom, of any other
// whom it is about and the other side.
func (b builder) sides(c *run.Case, found []*run.Finding) (name, rest string) {
	subject := words.Begin(b.lang, words.Named(b.lang, c.SubjectKind, c.SubjectName, c.SubjectID, b.mask))
	if c.Slice != "" && len(found) > 0 {
		narrow := *found[0]
		narrow.Slice = c.Slice
		name = b.mask.Text(words.SliceOf(b.lang, &narrow))
		if kind, code, _ := strings.Cut(c.Slice, "="); strings.HasPrefix(kind, "category") && b.categoryNames[code] != "" {
			name += " · " + b.mask.Text(b.categoryNames[code])
		}
		return name, subject
	}
	if c.OtherID+c.OtherName == "" {
		return subject, b.othersOf(c, found)
	}
	return subject, words.Named(b.lang, c.OtherKind, c.OtherName, c.OtherID, b.mask)
}

// unitBars counts the open findings of each unit, the gravest first; a unit is shown where
// there are several.
func (b builder) unitBars(first *First) {
	units := map[string]*UnitBar{}
	for i := range b.run.Findings {
		f := &b.run.Findings[i]
		if decided(f) || f.Unit == "" {
			continue
		}
		name := b.mask.Text(f.Unit)
		u := units[name]
		if u == nil {
			u = &UnitBar{Unit: name}
			units[name] = u
		}
		u.Count++
		switch b.run.Job.Bands().Of(f.Score) {
		case "high":
			u.high++
		case "middle":
			u.middle++
		}
	}
	all := make([]*UnitBar, 0, len(units))
	longest := int64(0)
	for _, u := range units {
		all = append(all, u)
	}
	slices.SortFunc(all, func(x, y *UnitBar) int {
		return cmp.Or(cmp.Compare(y.high, x.high), cmp.Compare(y.middle, x.middle), cmp.Compare(y.Count, x.Count), cmp.Compare(x.Unit, y.Unit))
	})
	for _, u := range all[:min(len(all), worstUnits)] {
		longest = max(longest, u.Count)
	}
	if len(all) < 2 {
		return
	}
	for i, u := range all {
		if i == worstUnits {
			n := int64(len(all) - i)
			first.MoreUnits = texts.Count(b.lang, "first.more_units", n, "n", words.Count(b.lang, n))
			break
		}
		u.fill(longest)
		u.Label = texts.In(b.lang, "first.unit", "unit", u.Unit, "n", words.Count(b.lang, u.Count),
			"high", words.Count(b.lang, u.high), "middle", words.Count(b.lang, u.middle))
		first.Units = append(first.Units, *u)
	}
}

// fill draws the bar against the longest one.
func (u *UnitBar) fill(longest int64) {
	x := 0.0
	for _, part := range []struct {
		class string
		n     int64
	}{{"b-high", u.high}, {"b-middle", u.middle}, {"b-low", u.Count - u.high - u.middle}} {
		if part.n > 0 {
			width := 100 * float64(part.n) / float64(longest)
			u.Pieces = append(u.Pieces, Piece{Class: part.class, X: figure(x), Width: figure(width)})
			x += width
		}
	}
}

// ruleBars shows of each rule that ran what part it could check.
func (b builder) ruleBars(first *First, p *Page) {
	worst := -1
	share := func(c Coverage) float64 { return float64(c.Checked) / float64(c.Population) }
	for i, c := range p.Coverage {
		if c.Population == 0 {
			continue
		}
		if worst < 0 || share(c) < share(p.Coverage[worst]) {
			worst = i
		}
		of := words.Count(b.lang, c.Checked) + " " + b.t("of") + " " + words.Count(b.lang, c.Population)
		percent := words.Percent(b.lang, strconv.FormatInt(100*c.Checked/c.Population, 10)) // never rounded up to all
		first.Rules = append(first.Rules, RuleBar{c.Rule, c.Title, percent, c.Width, c.Title + ": " + of, 2*c.Checked < c.Population})
	}
	if worst < 0 {
		return
	}
	c := p.Coverage[worst]
	if c.Checked == c.Population {
		first.Worst = b.t("coverage_whole")
		return
	}
	first.Worst = b.say("coverage_worst", "rule", c.Rule, "checked", words.Count(b.lang, c.Checked), "all", words.Count(b.lang, c.Population))
}
