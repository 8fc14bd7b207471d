package html

import (
	_ "embed"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
	"adal/texts"
)

//go:embed cartogram.tmpl
var cartogramTemplate string

// maxDuties is how many duties one list of the page shows; duties.csv has them all.
const maxDuties = 400

// duties is the section on terms and duties.
type duties struct {
	Unchecked              string // of how many rules nothing is known, blank where all ran
	Overdue, Unknown, Soon dutyList
	Chapters, Units        []dutyList
	Training               []training
	Maps                   []riskMap
	Risks                  []risk
	Yearly                 []string
}

type dutyList struct {
	Title, More string
	Count       int64
	Rows        []dutyRow
	index       map[[3]string]int // of the rows that tell of several duties
}

type dutyRow struct {
	Rule, What, Who, Unit, About, DueBy, DoneOn, State, StateName, Days, Note string
	Places                                                                    []string
	same                                                                      int64
	first                                                                     string
}

type training struct {
	Half, Kind, Unit, Share         string
	Staff, Attended, Tested, Passed int64
}

// riskMap is a picture 5x5: likelihood upwards, impact to the right.
type riskMap struct {
	Title   string
	Drawing template.HTML
}

type risk struct {
	Map, ID, Risk, Unit, Zone, ZoneName, Score, Likelihood, Impact, Proposed string
	Posts                                                                    []string
	Plan, Overdue                                                            int64
}

func (b builder) duties() *duties {
	d := &duties{Overdue: dutyList{Title: b.t("duties_overdue")}, Unknown: dutyList{Title: b.t("duties_unknown")}, Soon: dutyList{Title: b.t("duties_soon")}}
	chapters, units := map[string]int{}, map[string]int{}
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
		if x.State == "overdue" || x.State == "open" {
			owes := words.Who(b.lang, x, b.mask)
			if x.SubjectKind == "person" && x.Unit != "" {
				owes = b.mask.Text(x.Unit)
			}
			b.list(of(&d.Units, units, owes), x)
		}
		b.list(of(&d.Chapters, chapters, b.rules[x.Rule].Title.In(b.lang)+" · "+x.Rule), x)
	}
	place := map[string]int{}
	for i, r := range b.run.Rules {
		place[r.Title.In(b.lang)+" · "+r.ID] = i
	}
	slices.SortStableFunc(d.Chapters, func(x, y dutyList) int { return place[x.Title] - place[y.Title] })
	slices.SortFunc(d.Units, func(x, y dutyList) int { return strings.Compare(x.Title, y.Title) })
	for _, t := range b.run.Training {
		d.Training = append(d.Training, training{
			Half: t.Half, Kind: words.EventKinds.In(b.lang, t.Kind), Unit: b.mask.Text(t.Unit), Share: words.Share(b.lang, t.Share),
			Staff: t.Staff, Attended: t.Attended, Tested: t.Tested, Passed: t.Passed,
		})
	}
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
func of(lists *[]dutyList, index map[string]int, title string) *dutyList {
	i, ok := index[title]
	if !ok {
		i = len(*lists)
		index[title] = i
		*lists = append(*lists, dutyList{Title: title})
	}
	return &(*lists)[i]
}

func (b builder) list(l *dutyList, d *run.Duty) {
	l.Count++
	about := strings.ReplaceAll(words.DutyAbout(d, b.mask), ";", ", ")
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
	row := dutyRow{
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

func (b builder) riskMaps() ([]riskMap, []risk) {
	var risks []risk
	var maps []riskMap
	for _, name := range []string{"legislation", "organisation"} {
		var on []run.Risk
		for _, x := range b.run.Risks {
			if x.Map == name {
				on = append(on, x)
			}
		}
		if len(on) > 0 {
			title := words.RiskMaps.In(b.lang, name)
			maps = append(maps, riskMap{title + ", " + words.Date(b.lang, on[0].Date), b.grid(title, on)})
		}
	}
	for _, x := range b.run.Risks {
		r := risk{
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

// grid draws a map: a field of five by five in the colours of the zones of its risks, each
// cell with how many risks stand in it and which.
func (b builder) grid(title string, risks []run.Risk) template.HTML {
	const side, left, top = 92, 46, 8
	at := map[[2]int64][]string{}
	// The rule of the maps marks its zones by its parameters; above the last lies the highest.
	zone := func(score int64) string {
		for _, r := range b.run.Rules {
			for _, p := range r.Parameters {
				if most, err := strconv.ParseInt(p.Value, 10, 64); slices.Contains(r.Marks, p.Name) && err == nil && score <= most {
					return p.Name
				}
			}
		}
		return "very_high"
	}
	for _, r := range risks {
		key := [2]int64{r.Likelihood, r.Impact}
		at[key] = append(at[key], b.mask.Text(r.ID))
	}
	esc := template.HTMLEscapeString
	n := func(v int64) string { return strconv.FormatInt(v, 10) }
	var s strings.Builder
	s.WriteString(`<svg class="riskmap" viewBox="0 0 520 520" role="img" aria-label="` + esc(title) + `">`)
	for l := int64(1); l <= 5; l++ {
		y := top + (5-l)*side
		s.WriteString(`<text class="axis" x="34" y="` + n(y+side/2+4) + `" text-anchor="end">` + n(l) + `</text>`)
		for i := int64(1); i <= 5; i++ {
			x := left + (i-1)*side
			s.WriteString(`<rect class="z-` + zone(l*i) + `" x="` + n(x) + `" y="` + n(y) + `" width="90" height="90"/>`)
			ids := at[[2]int64{l, i}]
			for k, id := range ids {
				if k == 4 {
					s.WriteString(`<text x="` + n(x+45) + `" y="` + n(y+84) + `" text-anchor="middle">+` + strconv.Itoa(len(ids)-4) + `</text>`)
					break
				}
				s.WriteString(`<text x="` + n(x+45) + `" y="` + n(y+20+int64(k)*17) + `" text-anchor="middle">` + esc(shortened(id, 11)) + `</text>`)
			}
		}
	}
	for i := int64(1); i <= 5; i++ {
		s.WriteString(`<text class="axis" x="` + n(left+(i-1)*side+45) + `" y="486" text-anchor="middle">` + n(i) + `</text>`)
	}
	s.WriteString(`<text class="axis" x="276" y="510" text-anchor="middle">` + esc(b.t("impact")) + `</text>`)
	s.WriteString(`<text class="axis" x="14" y="240" text-anchor="middle" transform="rotate(-90 14 240)">` + esc(b.t("likelihood")) + `</text></svg>`)
	return drawing(s.String())
}

func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// cartogram is the page that may be published: risks, zones and posts, and no person.
type cartogram struct {
	Title, AsOf string
	Maps        []riskMap
	Risks       []risk
	Posts       []position
}

// Cartogram renders cartogram.html: risks in the order of their score and the posts exposed
// to each, by title and unit. Nothing of a person stands in it; a number somebody wrote into the
// name of a risk is masked whatever the report shows, as the page may be published.
func Cartogram(w io.Writer, lang string, r *run.Run) error {
	m := mask.New(r, false)
	tmpl, err := template.New("cartogram").Funcs(functions(lang)).Parse(cartogramTemplate)
	if err != nil {
		return err
	}
	b := builder{lang: lang, run: r, mask: m, rules: map[string]run.Rule{}}
	c := cartogram{Title: b.t("cartogram"), AsOf: strings.ReplaceAll(b.t("as_of"), "{date}", words.Date(lang, r.AsOf))}
	c.Maps, c.Risks = b.riskMaps()
	for i := range c.Risks {
		c.Risks[i].Proposed, c.Risks[i].Plan, c.Risks[i].Overdue = "", 0, 0
	}
	for i, x := range r.Positions {
		if i == maxPositions {
			break
		}
		c.Posts = append(c.Posts, position{Position: or(m.Text(x.Position), m.Text(x.PositionID)), Unit: m.Text(x.Unit), Influence: words.Influence.List(lang, x.Influence), Marks: x.Marks})
	}
	if err := Head(w, lang, c.Title, "", ""); err != nil {
		return err
	}
	if err := tmpl.Execute(w, c); err != nil {
		return err
	}
	_, err = io.WriteString(w, "</body>\n</html>\n")
	return err
}
