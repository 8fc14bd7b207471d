package chart

import "adal/reports/view"

const (
	side    = 18.0 // room for the half of a tick's words
	barHigh = 14.0
	rowGap  = 12.0
	dotSize = 5.5

	pieceSize = 11.0 // of the words on a part of a bar
)

// rows draws a chart of rows: the words of a row over its bar or its marks, all along one axis.
func (s *scene) rows(p *view.Plot) {
	left, wide := side, s.wide-2*side
	x := func(at float64) float64 { return left + wide*min(max(at, 0), 1) }
	y := 2.0
	if len(p.Rows) > 8 && len(p.Ticks) > 0 {
		y = s.ticks(p.Ticks, x, y+noteSize) + 4
	}
	for _, r := range p.Rows {
		y = s.row(r, p.Ticks, x, y)
	}
	if len(p.Ticks) == 0 {
		s.high = y
		return
	}
	y = s.ticks(p.Ticks, x, y+noteSize-4)
	if p.Axis != "" {
		s.say(s.wide-side, y+noteSize+2, "end", "p-soft", clip(p.Axis, wide, noteSize), noteSize, false)
		y += lineHigh
	}
	s.high = y + 4
}

// ticks writes the words of an axis and gives the place under them; words that would stand in
// each other are left out.
func (s *scene) ticks(all []view.PlotTick, x func(float64) float64, y float64) float64 {
	end := -1e9
	for _, t := range all {
		half := TextWidth(t.Text, noteSize) / 2
		if x(t.At)-half < end+4 {
			continue
		}
		at := min(max(x(t.At), half), s.wide-half)
		s.say(at, y, "middle", "p-soft", t.Text, noteSize, false)
		end = at + half
	}
	return y + 4
}

// row draws one row and gives the place under it.
func (s *scene) row(r view.PlotRow, ticks []view.PlotTick, x func(float64) float64, y float64) float64 {
	right := s.wide - side
	room := right - side - boldWidth(r.Text, nameSize) - 14
	if room < 120 { // the figures go under the name
		room = right - side
	}
	names := wrap(r.Name, room, nameSize)
	for i, n := range names {
		s.say(side, y+nameSize+float64(i)*lineHigh, "start", "p-ink", n, nameSize, false)
	}
	if room == right-side && r.Text != "" {
		y += lineHigh
	}
	s.say(right, y+nameSize+float64(len(names)-1)*lineHigh, "end", "p-ink", clip(r.Text, (right-side)/1.08, nameSize), nameSize, true)
	y += float64(len(names)) * lineHigh
	if r.Sub != "" {
		for _, n := range wrap(r.Sub, right-side, noteSize) {
			s.say(side, y+noteSize, "start", "p-soft", n, noteSize, false)
			y += lineHigh
		}
	}
	y += 4
	if len(r.Own) > 0 {
		ticks = r.Own
	}
	grid := shape{kind: strokes, class: "p-grid"} // behind the bar alone, so that none crosses its words
	for _, t := range ticks {
		grid.points = append(grid.points, [2]float64{x(t.At), y - 2}, [2]float64{x(t.At), y + barHigh + 2})
	}
	s.add(grid)
	s.bar(r, x, y)
	y += barHigh
	if len(r.Own) > 0 {
		y = s.ticks(r.Own, x, y+noteSize+1)
	}
	return y + rowGap
}

// bar draws what lies along the axis in a row.
func (s *scene) bar(r view.PlotRow, x func(float64) float64, y float64) {
	middle := y + barHigh/2
	if len(r.Pieces) == 0 {
		s.stroke("p-axis", x(0), middle, x(1), middle)
	}
	if len(r.Band) == 2 {
		s.add(shape{kind: rect, class: "p-band", x: x(r.Band[0].At), y: y + 1, w: x(r.Band[1].At) - x(r.Band[0].At), h: barHigh - 2})
	}
	for i, p := range r.Pieces {
		from, w := x(p.From), max(x(p.To)-x(p.From), 1.5)
		if i+1 < len(r.Pieces) && w > 3 {
			w-- // a gap tells neighbours apart in grey
		}
		words := p.Text
		if TextWidth(words, pieceSize) >= w-4 {
			words = ""
		}
		s.add(shape{kind: rect, class: p.Class, x: from, y: y, w: w, h: barHigh, text: words, size: pieceSize})
	}
	if r.Range[0] != r.Range[1] {
		s.stroke("p-range", x(r.Range[0]), middle, x(r.Range[1]), middle)
	}
	for _, m := range r.Marks {
		s.mark(m.Look, m.Class, x(m.At), middle)
	}
}

// mark draws a sign with its middle at a place.
func (s *scene) mark(look, class string, x, y float64) {
	switch look {
	case "dot":
		s.add(shape{kind: circle, class: class, x: x, y: y, w: dotSize})
	case "ring":
		s.add(shape{kind: circle, class: class + " p-hollow", x: x, y: y, w: dotSize - 0.5})
	case "diamond":
		s.add(shape{kind: diamond, class: class, x: x, y: y, w: 6})
	}
}

// legend says what the looks mean, in lines under the chart.
func (s *scene) legend(keys []view.PlotKey) {
	x, y := side, s.high+8
	for _, k := range keys {
		words := clip(k.Text, s.wide-2*side-26, noteSize)
		w := 26 + TextWidth(words, noteSize)
		if x > side && x+w > s.wide-side {
			x, y = side, y+lineHigh+2
		}
		middle := y + 7
		switch k.Look {
		case "dot", "ring", "diamond":
			s.mark(k.Look, k.Class, x+9, middle)
		case "line", "dashed":
			s.add(shape{kind: curve, class: k.Class, points: [][2]float64{{x, middle}, {x + 20, middle}}, dashed: k.Look == "dashed"})
		default:
			s.add(shape{kind: rect, class: k.Class, x: x + 2, y: y + 1, w: 15, h: 11})
		}
		s.say(x+25, y+noteSize-1, "start", "p-soft", words, noteSize, false)
		x += w + 16
	}
	if len(keys) > 0 {
		s.high = y + lineHigh + 4
	}
}
