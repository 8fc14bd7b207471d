package view

import (
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// openGone is how many findings that are gone stand open on the page, maxGone how many at all.
const openGone, maxGone = 10, 1000

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
		if i == maxGone {
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

// goneSection is the findings of the run before that are found no more.
func (b builder) goneSection() Section {
	return Section{
		Name: "gone", Page: "gone",
		File:  b.goneFile(),
		Sheet: b.goneSheet(),
	}
}

func (b builder) goneFile() *Table {
	columns := "finding_id rule kind paragraph subject_kind subject_id subject_name other_kind other_id other_name " +
		"tie via_id via_name slice score:points last_status supplied changes codes"
	m := b.mask
	return file("gone.csv", columns, func(yield func([]any) bool) {
		for i := range b.run.Gone {
			g := &b.run.Gone[i]
			told, codes := b.changes(g)
			if !yield([]any{
				g.ID, g.Rule, g.Kind, g.Paragraph, g.SubjectKind, m.ID(g.SubjectID), m.Text(g.SubjectName), g.OtherKind, m.ID(g.OtherID),
				m.Text(g.OtherName), g.Tie, m.ID(g.ViaID), m.Text(g.ViaName), m.Text(g.Slice), g.Score,
				g.Status, yesNo(g.Supplied), told, codes,
			}) {
				return
			}
		}
	})
}

// changes says why a finding is gone, in words and as codes.
func (b builder) changes(g *run.Gone) (told, codes string) {
	var texts, what []string
	for _, c := range g.Changes {
		texts = append(texts, words.Change(b.lang, c, b.mask))
		if !slices.Contains(what, c.What) {
			what = append(what, c.What)
		}
	}
	return strings.Join(texts, "; "), strings.Join(what, ";")
}

// gone lists what the run before had and this has not, with what changed; there is no such
// sheet where nothing is gone. gone.csv has the numbers of the two sides too.
func (b builder) goneSheet() *Table {
	if len(b.run.Gone) == 0 {
		return nil
	}
	columns := []Column{
		{b.columnName("finding_id"), 18, Text}, {b.t("rule"), 10, Text}, {b.t("kind"), 19, Text}, {b.t("gone_was"), 60, Wrapped}, {b.t("gone_why"), 56, Wrapped},
		{b.t("gone_data"), 11, Text}, {b.t("last_score"), 12, Points}, {b.t("last_status"), 17, Text},
	}
	lang, m := b.lang, b.mask
	return b.table(b.t("sheet_gone"), b.listed(columns, 26), 2, func(yield func([]any) bool) {
		for i := range b.run.Gone {
			g := &b.run.Gone[i]
			f := &g.Finding
			var changes []string
			for _, c := range g.Changes {
				changes = append(changes, words.Change(lang, c, m))
			}
			if !yield(b.withListed([]any{
				f.ID, f.Rule, words.Kinds.In(lang, f.Kind), words.Past(lang, b.run.Currency, b.rules[f.Rule], f, m), strings.Join(changes, "\n"),
				words.YesNo(lang, yesNo(g.Supplied)), f.Score, words.Statuses.In(lang, f.Status), b.entries(b.register.Sides(f)),
			})) {
				return
			}
		}
	})
}
