package chart

import "adal/reports/view"

// field draws lines or points over two axes, the words of the upright one above it.
func (s *scene) field(p *view.Plot) {
	left := 0.0
	for _, t := range p.Up {
		left = max(left, TextWidth(t.Text, noteSize))
	}
	left += 8
	top, wide := 2*lineHigh, s.wide-left-side
	high := min(wide*0.62, 300)
	x := func(at float64) float64 { return left + wide*min(max(at, 0), 1) }
	y := func(at float64) float64 { return top + high*(1-min(max(at, 0), 1)) }
	s.say(2, noteSize+2, "start", "p-soft", clip(p.Upright, s.wide-4, noteSize), noteSize, false)
	for _, t := range p.Up {
		s.stroke("p-grid", x(0), y(t.At), x(1), y(t.At))
		s.say(left-6, y(t.At)+4, "end", "p-soft", t.Text, noteSize, false)
	}
	for _, t := range p.Ticks {
		s.stroke("p-grid", x(t.At), y(0), x(t.At), y(0)+4)
	}
	s.stroke("p-axis", x(0), y(0), x(1), y(0))
	under := s.ticks(p.Ticks, x, y(0)+noteSize+6)
	s.say(s.wide-side, under+noteSize, "end", "p-soft", clip(p.Axis, s.wide-2*side, noteSize), noteSize, false)
	s.high = under + lineHigh + 2
	for _, b := range p.Bounds {
		s.add(shape{kind: curve, class: "p-bound", points: [][2]float64{{x(0), y(b.At)}, {x(1), y(b.At)}}, dashed: true})
		s.say(x(1), y(b.At)-4, "end", "p-soft", b.Text, noteSize, false)
	}
	for _, c := range p.Curves {
		points := make([][2]float64, len(c.Points))
		for i, q := range c.Points {
			points[i] = [2]float64{x(q[0]), y(q[1])}
		}
		s.add(shape{kind: curve, class: c.Class + "-line", points: points, dashed: c.Look == "diamond"})
		for _, q := range points {
			s.mark(c.Look, c.Class, q[0], q[1])
		}
	}
	s.dots(p.Dots, x, y)
}

// dots draws the points of a field, those with a number last and the number beside them, where
// no other number stands.
func (s *scene) dots(all []view.PlotDot, x, y func(float64) float64) {
	var said [][2]float64
	for _, named := range []bool{false, true} {
		for _, d := range all {
			if (d.Text != "") != named {
				continue
			}
			px, py := x(d.X), y(d.Y)
			s.add(shape{kind: circle, class: d.Class, x: px, y: py, w: 4.5})
			if !named {
				continue
			}
			at := [2]float64{px + 8, py + 4}
			for _, step := range [][2]float64{{8, 4}, {-18, 4}, {-4, -8}, {-4, 18}, {10, -8}, {10, 18}, {-20, -8}, {-20, 18}} {
				at = [2]float64{px + step[0], py + step[1]}
				if !near(said, at) && at[1] > 2*lineHigh-4 && at[0] < s.wide-12 {
					break
				}
			}
			said = append(said, at)
			s.say(at[0], at[1], "start", "p-ink", d.Text, noteSize, true)
		}
	}
}

func near(said [][2]float64, at [2]float64) bool {
	for _, p := range said {
		if dx, dy := p[0]-at[0], p[1]-at[1]; dx*dx < 16*16 && dy*dy < 11*11 {
			return true
		}
	}
	return false
}
