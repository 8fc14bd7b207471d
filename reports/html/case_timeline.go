package html

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"adal/reports/view"
)

// Sizes of a timeline, in pixels. Across it is as wide as its place: days stand at per cent of it.
const (
	laneText = 15.0 // a line of words
	laneBar  = 16.0 // under them what is drawn
	laneWide = 296.0
)

// axis is the time a timeline shows.
type axis struct{ from, to time.Time }

// at gives where a day stands, in per cent.
func (a axis) at(day time.Time) float64 {
	return 100 * day.Sub(a.from).Hours() / a.to.Sub(a.from).Hours()
}

func dayOf(s string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, s)
	return t, err == nil
}

// axisOf picks the time to show: from a year before the first thing that happened on a day, or
// from when the first thing began where that is later, to the last day known. What began before
// is drawn as going on from before.
func axisOf(t *view.Timeline) axis {
	asOf, _ := dayOf(t.AsOf)
	first, event, last := asOf, asOf, asOf
	note := func(s string, an bool) {
		d, ok := dayOf(s)
		if !ok {
			return
		}
		if d.Before(first) {
			first = d
		}
		if an && d.Before(event) {
			event = d
		}
		if d.After(last) && d.Before(asOf.AddDate(2, 0, 0)) {
			last = d
		}
	}
	for _, l := range t.Lanes {
		for _, d := range l.Days {
			note(d, true)
		}
		for _, s := range l.Spans {
			note(s.From, l.Kind == "finding" || l.Kind == "other")
			note(s.To, true)
		}
	}
	from := event.AddDate(-1, 0, 0)
	if first.After(from) {
		from = first
	}
	from = from.AddDate(0, -1, 0)
	if last.Sub(from).Hours() < 24*365 {
		from = last.AddDate(-1, 0, 0)
	}
	return axis{from, last.AddDate(0, 0, int(last.Sub(from).Hours()/24/25)+1)}
}

// ticks gives days to mark on the axis, with what to call them: years, or quarters of a short time.
func (a axis) ticks() (days []time.Time, names []string) {
	years := a.to.Sub(a.from).Hours() / 24 / 365.25
	if years <= 2.6 {
		step := 3
		if years > 1.7 {
			step = 6
		}
		for d := time.Date(a.from.Year(), 1, 1, 0, 0, 0, 0, time.UTC); d.Before(a.to); d = d.AddDate(0, step, 0) {
			if !d.Before(a.from) {
				days, names = append(days, d), append(names, d.Format("01.2006"))
			}
		}
		return days, names
	}
	step := 1
	for years/float64(step) > 7 {
		step++
	}
	for y := a.from.Year() + 1; y <= a.to.Year(); y++ {
		if y%step == 0 {
			days, names = append(days, time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)), append(names, strconv.Itoa(y))
		}
	}
	return days, names
}

// drawTimeline draws what is dated in a case on one axis, the times that make the findings shaded.
func drawTimeline(t *view.Timeline) template.HTML {
	if t == nil {
		return ""
	}
	p := &timePicture{a: axisOf(t), t: t}
	y := 22.0
	for _, l := range t.Lanes {
		y += p.high(l)
	}
	fmt.Fprintf(&p.out, `<svg class="time" width="100%%" height="%.0f" role="img"><title>%s</title><desc>%s</desc>`, y+2, esc(t.Title), esc(t.Desc))
	p.shade(y)
	p.ticks(y)
	y = 22
	for _, l := range t.Lanes {
		p.lane(l, y)
		y += p.high(l)
	}
	p.out.WriteString(`</svg>`)
	return drawing(p.out.String())
}

type timePicture struct {
	out strings.Builder
	a   axis
	t   *view.Timeline
}

// words are the lines of text of a lane.
func (p *timePicture) words(l view.Lane) []string {
	when := l.When
	if refs := view.Numbers(l.Refs); refs != "" {
		when += " " + refs
	}
	return append(clip(fold(l.Label, laneWide, noteSize), 5), clip(fold(when, laneWide, noteSize), 4)...)
}

func (p *timePicture) high(l view.Lane) float64 {
	high := float64(len(p.words(l)))*laneText + 8
	if len(l.Spans)+len(l.Days) > 0 {
		high += laneBar
	}
	return high
}

func pc(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + "%"
}

// shade draws the times of the findings behind everything.
func (p *timePicture) shade(high float64) {
	for _, o := range p.t.Overlaps {
		from, to := p.ends(o.TimeSpan)
		class := "over"
		if to-from < 1 {
			class += " day"
		}
		fmt.Fprintf(&p.out, `<rect class="%s" x="%s" y="18" width="%s" height="%.0f"/>`, class, pc(from), pc(max(to-from, 0.8)), high-18)
	}
}

// ends gives where a time begins and ends on the axis, cut to it.
func (p *timePicture) ends(s view.TimeSpan) (from, to float64) {
	from, to = 0, 100
	if d, ok := dayOf(s.From); ok {
		from = min(100, max(0, p.a.at(d)))
	}
	if d, ok := dayOf(s.To); ok {
		to = min(100, max(0, p.a.at(d.AddDate(0, 0, 1))))
	}
	return from, to
}

func (p *timePicture) ticks(high float64) {
	days, names := p.a.ticks()
	for i, d := range days {
		x := p.a.at(d)
		if x < 5 || x > 95 {
			continue // its name would be cut
		}
		fmt.Fprintf(&p.out, `<line class="tick" x1="%s" x2="%s" y1="16" y2="%.0f"/><text class="t" x="%s" y="12">%s</text>`, pc(x), pc(x), high, pc(x), names[i])
	}
	if d, ok := dayOf(p.t.AsOf); ok {
		fmt.Fprintf(&p.out, `<line class="now" x1="%s" x2="%s" y1="16" y2="%.0f"/>`, pc(p.a.at(d)), pc(p.a.at(d)), high)
	}
}

// lane draws the words of a lane and under them its times and days.
func (p *timePicture) lane(l view.Lane, y float64) {
	p.out.WriteString(`<text>`)
	lines := p.words(l)
	label := len(clip(fold(l.Label, laneWide, noteSize), 5))
	for i, w := range lines {
		class := ""
		if i >= label {
			class = ` class="s"`
		}
		y += laneText
		fmt.Fprintf(&p.out, `<tspan%s x="2" y="%.0f">%s</tspan>`, class, y-3, esc(w))
	}
	p.out.WriteString(`</text>`)
	y += laneBar/2 + 1
	for _, s := range l.Spans {
		p.span(l.Kind, s, y)
	}
	drawn := map[string]bool{}
	for _, s := range l.Days {
		d, ok := dayOf(s)
		if !ok || drawn[s] {
			continue
		}
		drawn[s] = true
		x := p.a.at(d)
		if x < 0 || x > 100 {
			continue
		}
		fmt.Fprintf(&p.out, `<svg class="m %s" x="%s" y="%.0f"><path d="M0 -6L5 0L0 6L-5 0z"/></svg>`, l.Kind, pc(x), y)
	}
}

// span draws a time as a bar. An end that is not known, or lies outside the axis, is open: an
// arrow in place of an edge.
func (p *timePicture) span(kind string, s view.TimeSpan, y float64) {
	from, to := p.ends(s)
	start, known := dayOf(s.From)
	before := !known || start.Before(p.a.from)
	end, ends := dayOf(s.To)
	after := !ends || end.After(p.a.to)
	if ends && end.Before(p.a.from) || known && start.After(p.a.to) {
		return // its words say when
	}
	if to-from < 0.5 {
		to = from + 0.5
	}
	fmt.Fprintf(&p.out, `<rect class="tb %s" x="%s" y="%.0f" width="%s" height="8"/>`, kind, pc(from), y-4, pc(to-from))
	if before {
		fmt.Fprintf(&p.out, `<svg class="m %s open" x="0" y="%.0f"><path d="M0 0L8 -7V7z"/></svg>`, kind, y)
	}
	if after {
		fmt.Fprintf(&p.out, `<svg class="m %s open" x="100%%" y="%.0f"><path d="M0 0L-8 -7V7z"/></svg>`, kind, y)
	}
}
