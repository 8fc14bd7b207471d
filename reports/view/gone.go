package view

import (
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// openGone is how many findings that are gone stand open on the page.
const openGone = 10

// Gone is the findings of the report before that are found no more.
type Gone struct {
	Open  bool
	Count int64
	Parts []GonePart
	More  string
}

// GonePart is those of which nobody can tell, or those the data show no more.
type GonePart struct {
	Title string
	Cured bool // the data are there: only then may the matter be settled
	Rows  []GoneRow
}

type GoneRow struct {
	Anchor, Rule, RuleTitle, Kind, KindName, Sentence, Score string
	Marks                                                    []Mark
	Changes                                                  []string
}

// gone lists what the run before had and this has not, nil where there is nothing of it.
func (b builder) gone() *Gone {
	if len(b.run.Gone) == 0 {
		return nil
	}
	g := &Gone{Open: len(b.run.Gone) <= openGone, Count: int64(len(b.run.Gone))}
	missing, cured := GonePart{Title: b.t("gone_unsupplied")}, GonePart{Title: b.t("gone_supplied"), Cured: true}
	for i := range b.run.Gone {
		if i == MaxCards {
			g.More = strings.ReplaceAll(b.t("gone_more"), "{n}", words.Count(b.lang, int64(len(b.run.Gone)-i)))
			break
		}
		x := &b.run.Gone[i]
		into := &missing
		if x.Supplied {
			into = &cured
		}
		into.Rows = append(into.Rows, b.goneRow(x))
	}
	for _, s := range []GonePart{missing, cured} {
		if len(s.Rows) > 0 {
			g.Parts = append(g.Parts, s)
		}
	}
	return g
}

func (b builder) goneRow(x *run.Gone) GoneRow {
	f := &x.Finding
	rule := b.rules[f.Rule]
	row := GoneRow{
		Anchor: "gone-" + f.ID, Rule: f.Rule, RuleTitle: rule.Title.In(b.lang), Kind: f.Kind, KindName: words.Kinds.In(b.lang, f.Kind),
		Sentence: words.Past(b.lang, b.run.Currency, rule, f, b.mask), Score: words.Points(b.lang, f.Score),
	}
	if row.RuleTitle == "" {
		row.RuleTitle = b.t("no_rule")
	}
	for _, id := range b.register.Sides(f) {
		if m := b.mark(id); m != nil {
			row.Marks = append(row.Marks, Mark{b.named(id, m.Text), m.State})
		}
	}
	for _, c := range x.Changes {
		row.Changes = append(row.Changes, words.Change(b.lang, c, b.mask))
	}
	return row
}
