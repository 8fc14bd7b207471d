package view

import (
	"adal/pipeline/run"
	"adal/reports/words"
)

// tiles are the key numbers of a report that its first sentence does not say.
func (b builder) tiles(p *Page) {
	if p.Annual != nil {
		p.Annual.tiles(b, func(label string, figure Num, note string, of *Mark) {
			p.Tiles = append(p.Tiles, Tile{Label: b.t(label), Figure: figure, Note: note, Mark: of})
		})
	}
	if p.Duties == nil {
		return
	}
	n := func(v int64) string { return words.Count(b.lang, v) }
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
	add := func(label, text, note string) {
		p.Tiles = append(p.Tiles, Tile{Label: b.t(label), Figure: Num{Text: text}, Note: note})
	}
	add("rejected_rows", n(int64(len(b.run.Rejects)))+" "+b.t("of")+" "+n(p.RowCount), b.t("rejected_note"))
	if len(p.Skipped) > 0 {
		add("skipped_rules", n(int64(len(p.Skipped)))+" "+b.t("of")+" "+n(int64(len(b.run.Coverage))), b.t("skipped_note"))
	}
}

func (b builder) nav(p *Page) {
	add := func(anchor, label string, n int) {
		count := ""
		if n >= 0 {
			count = words.Count(b.lang, int64(n))
		}
		p.Nav = append(p.Nav, Link{anchor, b.t(label), count})
	}
	b.navFound(p, add)
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

// navFound leads to what was found: duties, or findings with what is made of them.
func (b builder) navFound(p *Page, add func(anchor, label string, n int)) {
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
		if p.Cases != nil {
			add("cases", "cases", int(p.Cases.Count))
		}
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
}

type Tile struct {
	Label       string
	Figure      Num
	Note, Class string
	Mark        *Mark
}

type Link struct{ Anchor, Label, Count string }
