package xlsx

import (
	"strings"

	"adal/reports/words"
)

// duties lists every duty in the order of duties.csv.
func (b *book) duties() error {
	columns := []column{
		{b.t("rank"), 7, integer}, {b.t("state"), 17, wrapped}, {b.t("rule"), 10, text}, {b.t("what"), 32, wrapped}, {b.t("who"), 30, wrapped}, {b.t("unit"), 22, wrapped},
		{b.t("about"), 20, wrapped}, {b.t("starts_on"), 11, date}, {b.t("due_by"), 11, date}, {b.t("done_on"), 13, date}, {b.t("days"), 8, integer}, {b.t("note"), 22, wrapped}, {b.t("source"), 24, wrapped},
	}
	return b.table(b.t("sheet_duties"), columns, 2, func(yield func([]any) bool) {
		for i := range b.run.Duties {
			d := &b.run.Duties[i]
			var places []string
			for _, e := range d.Evidence {
				places = append(places, words.Place(b.lang, e.File, e.Row, b.mask))
			}
			if !yield([]any{
				int64(d.Rank), words.DutyStates.In(b.lang, d.State), d.Rule, b.rules[d.Rule].Title.In(b.lang), words.Who(b.lang, d, b.mask), b.mask.Text(d.Unit),
				strings.ReplaceAll(words.DutyAbout(d, b.mask), ";", ", "), d.StartsOn, d.DueBy, d.DoneOn, d.Days, words.DutyNote(b.lang, d), strings.Join(places, "\n"),
			}) {
				return
			}
		}
	}, nil)
}

func (b *book) training() error {
	if len(b.run.Training) == 0 {
		return nil
	}
	columns := []column{
		{b.t("half"), 12, text}, {b.t("kind"), 34, wrapped}, {b.t("unit"), 44, wrapped}, {b.t("staff"), 12, integer}, {b.t("attended"), 12, integer},
		{b.t("tested"), 12, integer}, {b.t("passed"), 12, integer}, {b.t("share"), 12, share},
	}
	return b.table(b.t("sheet_training"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Training {
			if !yield([]any{x.Half, words.EventKinds.In(b.lang, x.Kind), b.mask.Text(x.Unit), x.Staff, x.Attended, x.Tested, x.Passed, x.Share}) {
				return
			}
		}
	}, nil)
}

func (b *book) risks() error {
	if len(b.run.Risks) == 0 {
		return nil
	}
	columns := []column{
		{b.t("risk_map"), 34, wrapped}, {b.t("id"), 12, text}, {b.t("risk"), 50, wrapped}, {b.t("unit"), 34, wrapped}, {b.t("likelihood"), 12, integer}, {b.t("impact"), 12, integer},
		{b.t("score_points"), 10, integer}, {b.t("zone"), 16, text}, {b.t("proposed"), 13, integer}, {b.t("plan_items"), 12, integer}, {b.t("overdue_items"), 12, integer}, {b.t("posts"), 50, wrapped},
	}
	return b.table(b.t("sheet_risks"), columns, 2, func(yield func([]any) bool) {
		for i := range b.run.Risks {
			x := &b.run.Risks[i]
			var posts []string
			for _, p := range x.Posts {
				posts = append(posts, strings.TrimSuffix(b.mask.Text(p.Position)+", "+b.mask.Text(p.Unit), ", "))
			}
			if !yield([]any{
				words.RiskMaps.In(b.lang, x.Map), b.mask.Text(x.ID), b.mask.Text(x.Risk), b.mask.Text(x.Unit), x.Likelihood, x.Impact, x.Score,
				words.Zones.In(b.lang, x.Zone), x.Proposed, x.Plan, x.Overdue, strings.Join(posts, "\n"),
			}) {
				return
			}
		}
	}, nil)
}
