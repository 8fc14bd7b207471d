package reports

import (
	"io"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
)

func dutyTables(r *run.Run, lang string, m *mask.Masker) []table {
	rules := map[string]run.Rule{}
	for _, x := range r.Rules {
		rules[x.ID] = x
	}
	public := mask.New(r, false) // the cartogram may be published
	return []table{
		{"duties.csv", "rank duty_id rule paragraph subject_kind subject_id subject_name unit about starts_on term due_on due_by done_on state days note summary", "rank days", func(yield func([]string) bool) {
			for i := range r.Duties {
				d := &r.Duties[i]
				subject := m.Text(d.SubjectID)
				if d.SubjectKind == "person" {
					subject = m.ID(d.SubjectID)
				}
				name := m.Text(d.SubjectName)
				if d.SubjectKind != "person" {
					name = words.Who(lang, d, m)
				}
				if !yield([]string{
					strconv.Itoa(d.Rank), d.ID, d.Rule, d.Paragraph, d.SubjectKind, subject, name, m.Text(d.Unit), words.DutyAbout(d, m), d.StartsOn,
					d.Term, d.DueOn, d.DueBy, d.DoneOn, d.State, optionalInt(d.Days), strings.Join(d.Notes, ";"), words.DutySummary(lang, rules[d.Rule], d, m),
				}) {
					return
				}
			}
		}},
		{"evidence.csv", "duty_id step what table file row fact", "step row", func(yield func([]string) bool) {
			for i := range r.Duties {
				for _, e := range r.Duties[i].Evidence {
					if !yield([]string{r.Duties[i].ID, strconv.Itoa(e.Step), e.What, e.Table, m.Text(e.File), integer(e.Row), words.Fact(lang, r.Currency, e, m)}) {
						return
					}
				}
			}
		}},
		{"training.csv", "half kind unit staff attended tested passed share", "staff attended tested passed share", func(yield func([]string) bool) {
			for _, x := range r.Training {
				if !yield([]string{x.Half, x.Kind, m.Text(x.Unit), integer(x.Staff), integer(x.Attended), integer(x.Tested), integer(x.Passed), fraction(x.Share)}) {
					return
				}
			}
		}},
		{"riskmap.csv", "map map_version risk_id risk process unit likelihood impact score zone proposed_likelihood posts plan_items overdue_items",
			"likelihood impact score proposed_likelihood plan_items overdue_items", func(yield func([]string) bool) {
				for i := range r.Risks {
					x := &r.Risks[i]
					if !yield([]string{
						x.Map, m.Text(x.Version), m.Text(x.ID), m.Text(x.Risk), m.Text(x.Process), m.Text(x.Unit), integer(x.Likelihood), integer(x.Impact),
						integer(x.Score), x.Zone, optionalInt(x.Proposed), postIDs(x, m), integer(x.Plan), integer(x.Overdue),
					}) {
						return
					}
				}
			}},
		{"cartogram.csv", "map risk_id risk process unit score zone position_id position position_unit", "score", func(yield func([]string) bool) {
			for i := range r.Risks {
				x := &r.Risks[i]
				posts := x.Posts
				if len(posts) == 0 {
					posts = []run.RiskPost{{}}
				}
				for _, p := range posts {
					if !yield([]string{x.Map, public.Text(x.ID), public.Text(x.Risk), public.Text(x.Process), public.Text(x.Unit), integer(x.Score), x.Zone, public.Text(p.ID), public.Text(p.Position), public.Text(p.Unit)}) {
						return
					}
				}
			}
		}},
	}
}

// together is the evidence of findings and of duties in one table, each row by the id of its own.
func together(findings, duties table) table {
	findings.columns = strings.Replace(findings.columns, "finding_id", "id", 1)
	first, second := findings.rows, duties.rows
	findings.rows = func(yield func([]string) bool) {
		on := true
		first(func(row []string) bool {
			on = yield(row)
			return on
		})
		if on {
			second(yield)
		}
	}
	return findings
}

func postIDs(x *run.Risk, m *mask.Masker) string {
	var ids []string
	for _, p := range x.Posts {
		ids = append(ids, m.Text(p.ID))
	}
	return strings.Join(ids, ";")
}

// writeCalendar writes every open duty that has a day, an all-day event with an alarm three
// working days before. Persons stand in it by post and masked number, whatever --ids says:
// a calendar is shared.
func writeCalendar(w io.Writer, r *run.Run, lang string) error {
	m := mask.New(r, false)
	rules := map[string]run.Rule{}
	for _, x := range r.Rules {
		rules[x.ID] = x
	}
	asOf, err := time.Parse(time.DateOnly, r.AsOf)
	if err != nil {
		return err
	}
	c := ics.NewCalendarFor("adal")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName(words.UI.In(lang, "duties_title"))
	for i := range r.Duties {
		d := &r.Duties[i]
		due, err := time.Parse(time.DateOnly, d.DueBy)
		if d.State != "open" || err != nil {
			continue
		}
		e := c.AddEvent(d.ID + "@adal")
		e.SetDtStampTime(asOf)
		e.SetAllDayStartAt(due)
		e.SetAllDayEndAt(due.AddDate(0, 0, 1))
		title := rules[d.Rule].Title.In(lang) + " — " + words.Post(lang, d, m)
		e.SetSummary(title)
		e.SetDescription(d.Rule + "; " + strings.ReplaceAll(words.DutyAbout(d, m), ";", ", "))
		e.SetTimeTransparency(ics.TransparencyTransparent)
		if alarm, err := time.Parse(time.DateOnly, d.Alarm); err == nil {
			a := e.AddAlarm()
			a.SetAction(ics.ActionDisplay)
			a.SetTrigger("-P" + strconv.Itoa(int(due.Sub(alarm).Hours()/24)) + "D")
			a.SetProperty(ics.ComponentPropertyDescription, title)
		}
	}
	return c.SerializeTo(w)
}
