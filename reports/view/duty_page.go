package view

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"adal/pipeline/run"
	"adal/reports/words"
	"adal/texts"
)

// Owing is somebody with overdue duties: how many, and for how many days the oldest.
type Owing struct {
	Who, Unit, Longest string
	Overdue, Soon      int64
	longest            int64
}

// owing is who has something overdue, the most of it first.
func (b builder) owing() []Owing {
	var all []Owing
	at := map[string]int{}
	soon := map[string]int64{}
	for i := range b.run.Duties {
		d := &b.run.Duties[i]
		key := d.SubjectKind + " " + d.SubjectID
		if d.State == "open" && d.Soon {
			soon[key]++
		}
		if d.State != "overdue" {
			continue
		}
		k, ok := at[key]
		if !ok {
			k = len(all)
			at[key] = k
			all = append(all, Owing{Who: words.Who(b.lang, d, b.mask), Unit: b.mask.Text(d.Unit)})
			if all[k].Unit == all[k].Who { // an executor of the plan that is a unit
				all[k].Unit = ""
			}
		}
		all[k].Overdue++
		if d.Days != nil {
			all[k].longest = max(all[k].longest, *d.Days)
		}
	}
	for key, k := range at {
		all[k].Soon, all[k].Longest = soon[key], words.Count(b.lang, all[k].longest)
	}
	slices.SortStableFunc(all, func(x, y Owing) int {
		return cmp.Or(cmp.Compare(y.Overdue, x.Overdue), cmp.Compare(y.longest, x.longest), cmp.Compare(x.Who, y.Who))
	})
	return all
}

// sheetOf names the unit on whose list to print a duty stands: that of the person, or the
// office that owes it. People of no unit, spouses and those who left, share one.
func (b builder) sheetOf(d *run.Duty) string {
	switch {
	case d.SubjectKind != "person":
		return words.Who(b.lang, d, b.mask)
	case d.Unit != "":
		return b.mask.Text(d.Unit)
	}
	return b.t("outside_units")
}

// Week is a week of the calendar, Monday to Sunday.
type Week struct{ Days [7]CalendarDay }

// CalendarDay is a day of the calendar with what falls due on it. One outside the days the
// report looks ahead has no name.
type CalendarDay struct {
	Name       string // day and month
	Off, Today bool
	Due        []Due
	More       string
}

// Due is what falls due on a day, of one rule and one who owes it.
type Due struct {
	Rule, What, Who string
	Count           int64 // of how many duties it tells
}

// mostDue is how many things a day of the calendar shows; the list below it has them all.
const mostDue = 6

// bit is 1 of what is true.
func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// weeks lays the days ahead into weeks, each day with what is due on it.
func (b builder) weeks() []Week {
	due := map[string][]Due{}
	at := map[[3]string]int{}
	for i := range b.run.Duties {
		d := &b.run.Duties[i]
		if d.State != "open" || !d.Soon {
			continue
		}
		key := [3]string{d.DueBy, d.Rule, d.SubjectID}
		k, ok := at[key]
		if !ok {
			k = len(due[d.DueBy])
			at[key] = k
			due[d.DueBy] = append(due[d.DueBy], Due{Rule: d.Rule, What: b.rules[d.Rule].Title.In(b.lang), Who: words.Who(b.lang, d, b.mask)})
		}
		due[d.DueBy][k].Count++
	}
	var weeks []Week
	for i, x := range b.run.Ahead {
		day, err := time.Parse(time.DateOnly, x.Date)
		if err != nil {
			continue
		}
		place := (int(day.Weekday()) + 6) % 7 // Monday is 0
		if len(weeks) == 0 || place == 0 {
			weeks = append(weeks, Week{})
		}
		c := CalendarDay{Name: words.DayOfYear(b.lang, x.Date), Off: x.Off, Today: i == 0, Due: due[x.Date]}
		if len(c.Due) > mostDue {
			c.More = texts.In(b.lang, "ui.more_duties", "n", words.Count(b.lang, int64(len(c.Due)-mostDue)))
			c.Due = c.Due[:mostDue]
		}
		weeks[len(weeks)-1].Days[place] = c
	}
	return weeks
}

// Chapter is a chapter of the Standard with the duties of its paragraphs, a list a rule.
type Chapter struct {
	Title string
	Count int64
	Rules []RuleDuties
}

// RuleDuties is the duties of a rule with how they stand, in numbers.
type RuleDuties struct {
	DutyList
	States []StateCount
}

// StateCount is how many duties are in a state.
type StateCount struct {
	State, Name string
	Count       int64
}

// firstParagraphs are those the eight chapters of the Standard begin with.
var firstParagraphs = [8]int{1, 5, 9, 20, 29, 35, 45, 47}

// chapterOf is the chapter, from 0, of a paragraph as rules write it: 14(2), 52.
func chapterOf(paragraph string) int {
	n := 0
	for _, c := range paragraph {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int(c-'0')
	}
	chapter := 0
	for i, first := range firstParagraphs {
		if n >= first {
			chapter = i
		}
	}
	return chapter
}

// chapters puts every duty under its rule and chapter, rules in the order of the Standard.
func (b builder) chapters() []Chapter {
	lists := map[string]*RuleDuties{}
	counts := map[string]map[string]int64{}
	for i := range b.run.Duties {
		d := &b.run.Duties[i]
		l := lists[d.Rule]
		if l == nil {
			l = &RuleDuties{DutyList: DutyList{Title: b.rules[d.Rule].Title.In(b.lang) + " · " + d.Rule}}
			lists[d.Rule], counts[d.Rule] = l, map[string]int64{}
		}
		b.list(&l.DutyList, d)
		counts[d.Rule][d.State]++
	}
	var all [len(firstParagraphs)]Chapter
	for _, r := range b.run.Rules {
		l := lists[r.ID]
		if l == nil {
			continue
		}
		for _, s := range run.DutyStates {
			if n := counts[r.ID][s]; n > 0 {
				l.States = append(l.States, StateCount{s, words.DutyStates.In(b.lang, s), n})
			}
		}
		c := &all[chapterOf(r.Paragraph)]
		c.Rules, c.Count = append(c.Rules, *l), c.Count+l.Count
	}
	var filled []Chapter
	for i, c := range all {
		if len(c.Rules) > 0 {
			c.Title = texts.In(b.lang, "standard.chapter."+strconv.Itoa(i+1))
			filled = append(filled, c)
		}
	}
	return filled
}

// Half is the training of a half-year: a row a unit, a cell a kind of training.
type Half struct {
	Name  string
	Kinds []string
	Rows  []TrainedUnit
}

// TrainedUnit is a unit with its cell of every kind; Staff is of the widest kind.
type TrainedUnit struct {
	Unit  string
	Staff int64
	Cells []Trained
}

// Trained is how many of the staff of a unit took part, were tested and passed. Low marks a
// share below one half. One without staff is blank: nobody of the unit is to be trained so.
type Trained struct {
	Share, Note string
	Staff       int64
	Low         bool
}

// halves gives the training by half-year, the newest first, units by name.
func (b builder) halves() []Half {
	var all []Half
	halves, kinds := map[string]int{}, map[string]int{}
	var names []string
	for _, t := range b.run.Training {
		if _, ok := kinds[t.Kind]; !ok {
			kinds[t.Kind] = len(names)
			names = append(names, words.EventKinds.In(b.lang, t.Kind))
		}
		if _, ok := halves[t.Half]; !ok {
			halves[t.Half] = len(all)
			all = append(all, Half{Name: words.Period(b.lang, t.Half)})
		}
	}
	units := map[[2]string]int{}
	seen := map[[3]string]int{} // units of one name stand apart, in the order of their rows
	for _, t := range b.run.Training {
		h := &all[halves[t.Half]]
		h.Kinds = names
		kind := [3]string{t.Half, t.Kind, t.Unit}
		seen[kind]++
		key := [2]string{t.Half, t.Unit + "\x1f" + strconv.Itoa(seen[kind])}
		i, ok := units[key]
		if !ok {
			i = len(h.Rows)
			units[key] = i
			h.Rows = append(h.Rows, TrainedUnit{Unit: b.mask.Text(t.Unit), Cells: make([]Trained, len(names))})
		}
		h.Rows[i].Staff = max(h.Rows[i].Staff, t.Staff)
		h.Rows[i].Cells[kinds[t.Kind]] = Trained{
			Share: words.Share(b.lang, t.Share), Staff: t.Staff, Low: t.Share < 0.5,
			Note: b.say("trained_cell", "passed", words.Count(b.lang, t.Passed), "tested", words.Count(b.lang, t.Tested),
				"attended", words.Count(b.lang, t.Attended), "staff", words.Count(b.lang, t.Staff)),
		}
	}
	for i := range all {
		slices.SortStableFunc(all[i].Rows, func(x, y TrainedUnit) int { return cmp.Compare(x.Unit, y.Unit) })
	}
	slices.Reverse(all)
	return all
}
