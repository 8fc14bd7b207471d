package view

import (
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
)

// dutiesSection is what somebody owes by a day, and how it stands.
func (b builder) dutiesSection() Section {
	return Section{
		Name: "duties", Page: "duties",
		File:  b.dutiesFile(),
		Sheet: b.dutiesSheet(),
	}
}

func (b builder) dutiesFile() *Table {
	m := b.mask
	columns := "rank:integer duty_id rule paragraph subject_kind subject_id subject_name unit about starts_on term:verbatim due_on due_by done_on state days:integer note summary"
	return file("duties.csv", columns, func(yield func([]any) bool) {
		for i := range b.run.Duties {
			d := &b.run.Duties[i]
			subject, name := m.ID(d.SubjectID), m.Text(d.SubjectName)
			if d.SubjectKind != "person" {
				subject, name = m.Text(d.SubjectID), words.Who(b.lang, d, m)
			}
			if !yield([]any{
				int64(d.Rank), d.ID, d.Rule, d.Paragraph, d.SubjectKind, subject, name, m.Text(d.Unit), words.DutyAbout(d, m), d.StartsOn,
				d.Term, d.DueOn, d.DueBy, d.DoneOn, d.State, d.Days, strings.Join(d.Notes, ";"), words.DutySummary(b.lang, b.rules[d.Rule], d, m),
			}) {
				return
			}
		}
	})
}

// duties lists every duty in the order of duties.csv.
func (b builder) dutiesSheet() *Table {
	columns := []Column{
		{b.t("rank"), 7, Integer}, {b.t("state"), 17, Wrapped}, {b.t("rule"), 10, Text}, {b.t("what"), 32, Wrapped}, {b.t("who"), 30, Wrapped}, {b.t("unit"), 22, Wrapped},
		{b.t("about"), 20, Wrapped}, {b.t("starts_on"), 11, Date}, {b.t("due_by"), 11, Date}, {b.t("done_on"), 13, Date}, {b.t("days"), 8, Integer}, {b.t("note"), 22, Wrapped}, {b.t("source"), 24, Wrapped},
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
				words.DutyAboutWords(b.lang, d, b.mask), d.StartsOn, d.DueBy, d.DoneOn, d.Days, words.DutyNote(b.lang, d), strings.Join(places, "\n"),
			}) {
				return
			}
		}
	})
}

// dutyRowsSection is the source rows the duties rest on; page and workbook have their places beside every duty.
func (b builder) dutyRowsSection() Section {
	return Section{
		Name: "evidence", Page: "duties",
		File: b.evidenceFile("duty_id", b.dutyRows),
		Not:  map[string]string{"workbook": "every duty has its rows beside it"},
	}
}

// dutyRows walks the source rows of the duties.
func (b builder) dutyRows(yield func(string, run.Evidence) bool) {
	for i := range b.run.Duties {
		for _, e := range b.run.Duties[i].Evidence {
			if !yield(b.run.Duties[i].ID, e) {
				return
			}
		}
	}
}

// trainingSection is who was trained and tested, by half year and unit.
func (b builder) trainingSection() Section {
	return Section{
		Name: "training", Page: "training",
		File:  b.trainingFile(),
		Sheet: b.trainingSheet(),
	}
}

func (b builder) trainingFile() *Table {
	columns := "half kind unit staff:integer attended:integer tested:integer passed:integer share:share"
	return file("training.csv", columns, func(yield func([]any) bool) {
		for _, x := range b.run.Training {
			if !yield([]any{x.Half, x.Kind, b.mask.Text(x.Unit), x.Staff, x.Attended, x.Tested, x.Passed, x.Share}) {
				return
			}
		}
	})
}

func (b builder) trainingSheet() *Table {
	if len(b.run.Training) == 0 {
		return nil
	}
	columns := []Column{
		{b.t("half"), 12, Text}, {b.t("kind"), 34, Wrapped}, {b.t("unit"), 44, Wrapped}, {b.t("staff"), 12, Integer}, {b.t("attended"), 12, Integer},
		{b.t("tested"), 12, Integer}, {b.t("passed"), 12, Integer}, {b.t("share"), 12, Share},
	}
	return b.table(b.t("sheet_training"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Training {
			if !yield([]any{x.Half, words.EventKinds.In(b.lang, x.Kind), b.mask.Text(x.Unit), x.Staff, x.Attended, x.Tested, x.Passed, x.Share}) {
				return
			}
		}
	})
}

// risksSection is the risks of the two maps.
func (b builder) risksSection() Section {
	return Section{
		Name: "risks", Page: "risks",
		File:  b.risksFile(),
		Sheet: b.risksSheet(),
	}
}

func (b builder) risksFile() *Table {
	columns := "map map_version risk_id risk process unit likelihood:integer impact:integer score:integer zone proposed_likelihood:integer posts plan_items:integer overdue_items:integer"
	m := b.mask
	return file("riskmap.csv", columns, func(yield func([]any) bool) {
		for i := range b.run.Risks {
			x := &b.run.Risks[i]
			var posts []string
			for _, p := range x.Posts {
				posts = append(posts, m.Text(p.ID))
			}
			if !yield([]any{
				x.Map, m.Text(x.Version), m.Text(x.ID), m.Text(x.Risk), m.Text(x.Process), m.Text(x.Unit), x.Likelihood, x.Impact,
				x.Score, x.Zone, x.Proposed, strings.Join(posts, ";"), x.Plan, x.Overdue,
			}) {
				return
			}
		}
	})
}

func (b builder) risksSheet() *Table {
	if len(b.run.Risks) == 0 {
		return nil
	}
	columns := []Column{
		{b.t("risk_map"), 34, Wrapped}, {b.t("id"), 12, Text}, {b.t("risk"), 50, Wrapped}, {b.t("unit"), 34, Wrapped}, {b.t("likelihood"), 12, Integer}, {b.t("impact"), 12, Integer},
		{b.t("score_points"), 10, Integer}, {b.t("zone"), 16, Text}, {b.t("proposed"), 13, Integer}, {b.t("plan_items"), 12, Integer}, {b.t("overdue_items"), 12, Integer}, {b.t("posts"), 50, Wrapped},
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
	})
}

// cartogramSection is the risks with the posts exposed to them, for publication.
func (b builder) cartogramSection() Section {
	return Section{
		Name: "cartogram", Page: "risks",
		File: b.cartogramFile(),
		Not:  map[string]string{"workbook": "it is published by itself, as cartogram.html and cartogram.csv"},
	}
}

// cartogramFile masks always: it may be published.
func (b builder) cartogramFile() *Table {
	m := mask.New(b.run, false)
	columns := "map risk_id risk process unit score:integer zone position_id position position_unit"
	return file("cartogram.csv", columns, func(yield func([]any) bool) {
		for i := range b.run.Risks {
			x := &b.run.Risks[i]
			posts := x.Posts
			if len(posts) == 0 {
				posts = []run.RiskPost{{}}
			}
			for _, p := range posts {
				if !yield([]any{
					x.Map, m.Text(x.ID), m.Text(x.Risk), m.Text(x.Process), m.Text(x.Unit), x.Score, x.Zone, m.Text(p.ID), m.Text(p.Position), m.Text(p.Unit),
				}) {
					return
				}
			}
		}
	})
}
