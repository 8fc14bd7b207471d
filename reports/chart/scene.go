// Package chart draws the charts of the annual report: a plot of the view becomes shapes, and
// these an SVG for the page or a PNG for a document. It words and counts nothing; the same plot
// gives the same bytes.
package chart

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"adal/reports/view"
)

// Sizes of letters, in pixels.
const (
	nameSize = 13.0
	noteSize = 12.0
	lineHigh = 16.0
)

type shapeKind int

const (
	rect shapeKind = iota
	line
	curve
	strokes // of points, two a stroke
	circle
	diamond
	text
)

// shape is one thing drawn. Its class is its look: the page has it in its style, a document in
// paints.
type shape struct {
	kind       shapeKind
	class      string
	x, y, w, h float64      // of a line the other end is x+w, y+h; of a circle w is the radius
	points     [][2]float64 // of a curve or of strokes
	dashed     bool
	text       string // of a text, and on a rectangle
	anchor     string // start, middle or end
	bold       bool
	size       float64
}

// scene is a drawn chart.
type scene struct {
	wide, high float64
	shapes     []shape
}

func (s *scene) add(x shape) { s.shapes = append(s.shapes, x) }

func (s *scene) say(x, y float64, anchor, class, words string, size float64, bold bool) {
	s.add(shape{kind: text, class: class, x: x, y: y, anchor: anchor, text: words, size: size, bold: bold})
}

func (s *scene) stroke(class string, x, y, x2, y2 float64) {
	s.add(shape{kind: line, class: class, x: x, y: y, w: x2 - x, h: y2 - y})
}

// drawn lays a plot out over a width.
func drawn(p *view.Plot, wide float64) *scene {
	s := &scene{wide: wide}
	if len(p.Rows) > 0 {
		s.rows(p)
	} else {
		s.field(p)
	}
	s.legend(p.Keys)
	return s
}

// SVG draws a plot for a page, in classes of its style; nothing where there is nothing to draw.
func SVG(p *view.Plot, wide float64) template.HTML {
	if p == nil || p.Empty() {
		return ""
	}
	s := drawn(p, wide)
	var out strings.Builder
	fmt.Fprintf(&out, `<svg class="plot" viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-label="%s">`,
		num(s.wide), num(s.high), num(s.wide), num(s.high), template.HTMLEscapeString(p.Label))
	for _, x := range s.shapes {
		x.svg(&out)
	}
	out.WriteString("</svg>")
	return template.HTML(out.String())
}

// onRect is the words on a rectangle.
func (x *shape) onRect() *shape {
	return &shape{kind: text, class: x.class + "-on", x: x.x + x.w/2, y: x.y + x.h - 3.5, anchor: "middle", text: x.text, size: x.size}
}

// num writes a length to a tenth.
func num(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

func (x *shape) svg(out *strings.Builder) {
	switch x.kind {
	case rect:
		box := fmt.Sprintf(`<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`, x.class, num(x.x), num(x.y), num(x.w), num(x.h))
		if x.text == "" {
			out.WriteString(box)
			return
		}
		out.WriteString("<g>" + box)
		x.onRect().svg(out)
		out.WriteString("</g>")
	case line:
		fmt.Fprintf(out, `<path class="%s" d="M%s %sL%s %s"/>`, x.class, num(x.x), num(x.y), num(x.x+x.w), num(x.y+x.h))
	case curve:
		fmt.Fprintf(out, `<path class="%s%s" d="`, x.class, map[bool]string{true: " dashed"}[x.dashed])
		for i, p := range x.points {
			out.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + num(p[0]) + " " + num(p[1]))
		}
		out.WriteString(`"/>`)
	case strokes:
		fmt.Fprintf(out, `<path class="%s" d="`, x.class)
		for i, p := range x.points {
			out.WriteString(map[bool]string{true: "M", false: "L"}[i%2 == 0] + num(p[0]) + " " + num(p[1]))
		}
		out.WriteString(`"/>`)
	case circle:
		fmt.Fprintf(out, `<circle class="%s" cx="%s" cy="%s" r="%s"/>`, x.class, num(x.x), num(x.y), num(x.w))
	case diamond:
		fmt.Fprintf(out, `<path class="%s" d="M%s %sL%s %sL%s %sL%s %sZ"/>`, x.class, num(x.x), num(x.y-x.w), num(x.x+x.w), num(x.y), num(x.x), num(x.y+x.w), num(x.x-x.w), num(x.y))
	case text:
		fmt.Fprintf(out, `<text class="%s%s" x="%s" y="%s"`, x.class, map[bool]string{true: " strong"}[x.bold], num(x.x), num(x.y))
		if x.anchor != "start" {
			fmt.Fprintf(out, ` text-anchor="%s"`, x.anchor)
		}
		fmt.Fprintf(out, `>%s</text>`, template.HTMLEscapeString(x.text))
	}
}
