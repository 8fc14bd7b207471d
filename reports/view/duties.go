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

// maxDuties is how many duties one list of the page shows; duties.csv has them all.
const maxDuties = 400

// Duties is the section on terms and duties.
type Duties struct {
	Unchecked              string  // of how many rules nothing is known, blank where all ran
	Owing                  []Owing // who has something overdue
	Overdue, Unknown, Soon DutyList
	Weekdays               []string
	Weeks                  []Week // the days ahead, by week
	Chapters               []Chapter
	Units                  []DutyList
	Training               []Half
	Maps                   []RiskMap
	Risks                  []Risk
	Yearly                 []string
}

type DutyList struct {
	Title, More string
	Count       int64
	Rows        []DutyRow
	index       map[[3]string]int // of the rows that tell of several duties
}

type DutyRow struct {
	Rule, What, Who, Unit, About, DueBy, DoneOn, State, StateName, Days, Note string
	Places                                                                    []string
	same                                                                      int64
	first                                                                     string
}

// RiskMap is a field of five by five: likelihood upwards, impact to the right.
type RiskMap struct {
	Title string
	Name  string // without its day
	// Cells by likelihood and impact, each from 1 at place 0.
	Cells              [5][5]RiskCell
	Impact, Likelihood string // the names of the two sides
}

// RiskCell is a cell of the field: its zone and the risks that stand in it.
type RiskCell struct {
	Zone string
	IDs  []string
}

type Risk struct {
	Map, ID, Risk, Unit, Zone, ZoneName, Score, Likelihood, Impact, Proposed string
	Posts                                                                    []string
	Plan, Overdue                                                            int64
}

func (b builder) duties() *Duties {
	d := &Duties{Overdue: DutyList{Title: b.t("duties_overdue")}, Unknown: DutyList{Title: b.t("duties_unknown")}, Soon: DutyList{Title: b.t("duties_soon")}}
	units := map[string]int{}
	for i := range b.run.Duties {
		x := &b.run.Duties[i]
		switch {
		case x.State == "overdue":
			b.list(&d.Overdue, x)
		case x.State == "unknown":
			b.list(&d.Unknown, x)
		case x.State == "open" && x.Soon:
			b.list(&d.Soon, x)
		}
		if x.State != "done" && x.State != "late" {
			b.list(of(&d.Units, units, b.sheetOf(x)), x)
		}
	}
	outside := b.t("outside_units")
	slices.SortFunc(d.Units, func(x, y DutyList) int {
		return cmp.Or(cmp.Compare(bit(x.Title == outside), bit(y.Title == outside)), strings.Compare(x.Title, y.Title))
	})
	for day := range 7 {
		d.Weekdays = append(d.Weekdays, b.t("weekday_"+strconv.Itoa(day+1)))
	}
	d.Owing, d.Weeks, d.Chapters, d.Training = b.owing(), b.weeks(), b.chapters(), b.halves()
	for _, y := range b.run.Yearly {
		value, change := strconv.FormatFloat(y.Value, 'f', -1, 64), "—"
		if y.Change != nil {
			change = strconv.FormatFloat(*y.Change, 'f', -1, 64)
		}
		if _, year := words.YearOf(y.About); year {
			d.Yearly = append(d.Yearly, texts.In(b.lang, "ui.yearly_score", "about", y.About, "value", value, "change", change))
			continue
		}
		d.Yearly = append(d.Yearly, texts.In(b.lang, "ui.yearly_page", "about", b.mask.Text(y.About), "day", words.Date(b.lang, y.Source), "value", value))
	}
	d.Maps, d.Risks = b.riskMaps()
	left := int64(0)
	for _, c := range b.run.Coverage {
		if c.Status == "skipped" {
			left++
		}
	}
	if left > 0 {
		d.Unchecked = texts.In(b.lang, "ui.duties_unchecked", "n", words.Count(b.lang, left), "all", words.Count(b.lang, int64(len(b.run.Coverage))))
	}
	return d
}

// of gives the list of a title, a new one at the end where there is none.
func of(lists *[]DutyList, index map[string]int, title string) *DutyList {
	i, ok := index[title]
	if !ok {
		i = len(*lists)
		index[title] = i
		*lists = append(*lists, DutyList{Title: title})
	}
	return &(*lists)[i]
}

func (b builder) list(l *DutyList, d *run.Duty) {
	l.Count++
	about := words.DutyAboutWords(b.lang, d, b.mask)
	// What one office owes about many people on one day is one row.
	key := [3]string{d.Rule + d.State, d.SubjectID, d.DueBy}
	if at, ok := l.index[key]; ok && d.DoneOn == "" && len(d.Notes) == 0 {
		row := &l.Rows[at]
		if row.same++; row.same < 4 {
			row.first += "; " + about
			row.About = row.first
		} else {
			row.About = row.first + "; " + strings.ReplaceAll(b.t("more_duties"), "{n}", words.Count(b.lang, row.same-3))
		}
		return
	}
	if len(l.Rows) == maxDuties {
		l.More = b.t("duties_cut")
		return
	}
	row := DutyRow{
		Rule: d.Rule, What: b.rules[d.Rule].Title.In(b.lang), Who: words.Who(b.lang, d, b.mask), Unit: b.mask.Text(d.Unit),
		About: about, first: about, same: 1, DueBy: words.Date(b.lang, d.DueBy), DoneOn: words.Date(b.lang, d.DoneOn),
		State: d.State, StateName: words.DutyStates.In(b.lang, d.State), Note: words.DutyNote(b.lang, d),
	}
	if d.Days != nil {
		row.Days = words.Count(b.lang, *d.Days)
	}
	for i, e := range d.Evidence {
		if i < 4 {
			row.Places = append(row.Places, b.place(e.File, e.Row))
		}
	}
	if d.DoneOn == "" && len(d.Notes) == 0 {
		if l.index == nil {
			l.index = map[[3]string]int{}
		}
		l.index[key] = len(l.Rows)
	}
	l.Rows = append(l.Rows, row)
}

func (b builder) riskMaps() ([]RiskMap, []Risk) {
	var risks []Risk
	var maps []RiskMap
	for _, name := range []string{"legislation", "organisation"} {
		var on []run.Risk
		for _, x := range b.run.Risks {
			if x.Map == name {
				on = append(on, x)
			}
		}
		if len(on) > 0 {
			title := words.RiskMaps.In(b.lang, name)
			maps = append(maps, b.riskMap(title, on))
		}
	}
	for _, x := range b.run.Risks {
		r := Risk{
			Map: words.RiskMaps.In(b.lang, x.Map), ID: b.mask.Text(x.ID), Risk: b.mask.Text(x.Risk), Unit: b.mask.Text(x.Unit), Zone: x.Zone,
			ZoneName: words.Zones.In(b.lang, x.Zone), Score: strconv.FormatInt(x.Score, 10), Likelihood: strconv.FormatInt(x.Likelihood, 10),
			Impact: strconv.FormatInt(x.Impact, 10), Plan: x.Plan, Overdue: x.Overdue,
		}
		if x.Proposed != nil {
			r.Proposed = strconv.FormatInt(*x.Proposed, 10)
		}
		for _, p := range x.Posts {
			r.Posts = append(r.Posts, strings.TrimSuffix(or(b.mask.Text(p.Position), b.mask.Text(p.ID))+", "+b.mask.Text(p.Unit), ", "))
		}
		risks = append(risks, r)
	}
	return maps, risks
}

// Cartogram is the page that may be published: risks, zones and posts, and no person.
type Cartogram struct {
	Title, AsOf string
	Maps        []RiskMap
	Risks       []Risk
	Posts       []Position
}

// riskMap places the risks of a map. The rule of the maps marks its zones by its parameters;
// above the last lies the highest.
func (b builder) riskMap(title string, risks []run.Risk) RiskMap {
	m := RiskMap{Title: title + ", " + words.Date(b.lang, risks[0].Date), Name: title, Impact: b.t("impact"), Likelihood: b.t("likelihood")}
	for l := range int64(5) {
		for i := range int64(5) {
			m.Cells[l][i].Zone = b.zone((l + 1) * (i + 1))
		}
	}
	for _, r := range risks {
		if r.Likelihood >= 1 && r.Likelihood <= 5 && r.Impact >= 1 && r.Impact <= 5 {
			c := &m.Cells[r.Likelihood-1][r.Impact-1]
			c.IDs = append(c.IDs, b.mask.Text(r.ID))
		}
	}
	return m
}

func (b builder) zone(score int64) string {
	for _, r := range b.run.Rules {
		for _, p := range r.Parameters {
			if most, err := strconv.ParseInt(p.Value, 10, 64); slices.Contains(r.Marks, p.Name) && err == nil && score <= most {
				return p.Name
			}
		}
	}
	return "very_high"
}

// Cartogram gives what may be published: risks in the order of their score and the posts
// exposed to each, by title and unit. Nothing of a person stands in it; a number somebody wrote
// into the name of a risk is masked whatever the report shows.
func (v *Report) Cartogram() Cartogram {
	b := v.public()
	c := Cartogram{Title: b.t("cartogram"), AsOf: strings.ReplaceAll(b.t("as_of"), "{date}", words.Date(b.lang, b.run.AsOf))}
	c.Maps, c.Risks = b.riskMaps()
	for i := range c.Risks {
		c.Risks[i].Proposed, c.Risks[i].Plan, c.Risks[i].Overdue = "", 0, 0
	}
	for i, x := range b.run.Positions {
		if i == maxPositions {
			break
		}
		c.Posts = append(c.Posts, Position{Position: or(b.mask.Text(x.Position), b.mask.Text(x.PositionID)), Unit: b.mask.Text(x.Unit), Influence: words.Influence.List(b.lang, x.Influence), Marks: x.Marks})
	}
	return c
}
