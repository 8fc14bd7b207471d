package view

import (
	"adal/pipeline/run"
	"adal/reports/words"
)

func (b builder) tiles(p *Page) {
	var violations, leads int64
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
	}
	tell := func(label string, figure Num, note string, of *Mark) {
		p.Tiles = append(p.Tiles, Tile{Label: b.t(label), Figure: figure, Note: note, Mark: of})
	}
	add := func(label, text, note, class string) {
		p.Tiles = append(p.Tiles, Tile{Label: b.t(label), Figure: Num{Text: text}, Note: note, Class: class})
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
			p.Tiles = append(p.Tiles, Tile{Label: words.DutyStates.In(b.lang, s), Figure: Num{Text: n(states[s])}, Class: class})
		}
	} else {
		add("violations", n(violations), b.t("violations_note"), "violation")
		add("leads", n(leads), b.t("leads_note"), "lead")
	}
	if p.Cases != nil {
		add("cases", n(p.Cases.Count), b.t("in_cases")+": "+n(p.Cases.People), "")
	}
	switch {
	case p.Duties != nil: // their coverage counts duties, not people
	case p.Annual != nil:
		p.Annual.tiles(b, tell)
	default:
		text, note := b.covered()
		add("covered", text, note, "")
	}
	add("rejected_rows", n(int64(len(b.run.Rejects)))+" "+b.t("of")+" "+n(p.RowCount), b.t("rejected_note"), "")
	if len(p.Skipped) > 0 {
		add("skipped_rules", n(int64(len(p.Skipped)))+" "+b.t("of")+" "+n(int64(len(b.run.Coverage))), b.t("skipped_note"), "")
	}
}

// covered says how many people the rules about everybody could check; a rule about deciders only
// has fewer people to look at.
func (b builder) covered() (text, note string) {
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
	n := func(v int64) string { return words.Count(b.lang, v) }
	switch {
	case lo < 0:
		return "0", b.t("covered_none")
	case lo == hi:
		return n(lo) + " " + b.t("of") + " " + n(all), b.t("covered_note")
	}
	return n(lo) + "–" + n(hi) + " " + b.t("of") + " " + n(all), b.t("covered_note")
}

func (b builder) nav(p *Page) {
	add := func(anchor, label string, n int) {
		count := ""
		if n >= 0 {
			count = words.Count(b.lang, int64(n))
		}
		p.Nav = append(p.Nav, Link{anchor, b.t(label), count})
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
		if p.Cases != nil {
			add("cases", "cases", int(p.Cases.Count))
		}
		add("findings", "findings", p.Queue)
	}
	if len(p.Decided) > 0 {
		add("decided", "decided", len(p.Decided))
	}
	if len(p.Parties) > 0 {
		add("parties", "parties", len(p.Parties))
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
		if p.YearFlags != nil {
			add("year-flags", "year_flags", len(b.run.Flags))
		}
		add("reconciliation", "reconciliation", -1)
	}
	for _, s := range p.Plain {
		p.Nav = append(p.Nav, Link{s.Anchor, s.Title, ""})
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

type Tile struct {
	Label       string
	Figure      Num
	Note, Class string
	Mark        *Mark
}

type Link struct{ Anchor, Label, Count string }
