package html

import (
	"fmt"
	"html/template"
	"maps"
	"math"
	"slices"
	"strings"

	"adal/reports/view"
)

// maxDrawn is the most members a drawing of a group shows.
const maxDrawn = 12

// maxEdge is how many letters of a tie stand beside its line; the list under the drawing has all.
const maxEdge = 30

// boxW and boxH are the size of a box of a drawing.
const boxW, boxH = 168, 62

// The classes of lines and boxes by their kind.
var (
	lineClasses = map[string]string{"tie": "tie", "weak": "tie weak", "kin": "tie kin"}
	boxClasses  = map[string]string{"person": "pe", "company": "co", "member": "me"}
)

type point struct{ x, y float64 }

// graph draws a group: who controls above whom, the tie on each line. It gives nothing where the
// group is too large to be read as a picture.
func graph(g *view.Graph) template.HTML {
	if g == nil || len(g.Members) > maxDrawn || len(g.Above) > maxDrawn {
		return ""
	}
	p := groupPicture{at: map[string]point{}, drawn: map[string]bool{}}
	width, high := p.place(g)
	for _, l := range g.Lines {
		p.line(l)
	}
	for _, n := range slices.Concat(g.Above, g.Members) {
		box(&p.boxes, p.at[n.Key], n, boxClasses[n.Kind])
	}
	return drawing(fmt.Sprintf(`<svg class="drawing" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">`,
		width, high, width, high, template.HTMLEscapeString(g.Label)) + p.lines.String() + p.boxes.String() + p.labels.String() + `</svg>`)
}

// groupPicture is the drawing of a group while it is made: its lines, over them its boxes, over
// both what the ties are.
type groupPicture struct {
	at                   map[string]point
	drawn                map[string]bool
	lines, boxes, labels strings.Builder
	told                 []told
}

// told is a label that stands: where its middle is, half its width.
type told struct {
	point
	half float64
	text string
}

// place gives each box its place, a row for each step of control, and the size of the drawing.
func (p *groupPicture) place(g *view.Graph) (width, high int) {
	const (
		gapX, gapY = 22, 70
		perRow     = 5
	)
	var rows [][]view.Node
	steps := steps(g)
	for _, n := range slices.Concat(g.Above, g.Members) {
		for len(rows) <= steps[n.Key] {
			rows = append(rows, nil)
		}
		rows[steps[n.Key]] = append(rows[steps[n.Key]], n)
	}
	widest := 2
	for _, r := range rows {
		widest = max(widest, min(len(r), perRow))
	}
	width = widest*boxW + (widest-1)*gapX + 8
	top := 4.0
	for _, r := range rows {
		for start := 0; start < len(r); start += perRow {
			line := r[start:min(start+perRow, len(r))]
			x := float64(width-len(line)*boxW-(len(line)-1)*gapX) / 2
			for _, n := range line {
				p.at[n.Key] = point{x, top}
				x += boxW + gapX
			}
			top += boxH + gapY
		}
	}
	return width, int(top) - gapY + 40
}

// steps tells of each box how many are above it: who stands between members is above all of them,
// and who controls above whom. Those who control one another in a circle stand side by side.
func steps(g *view.Graph) map[string]int {
	n := map[string]int{}
	for _, x := range g.Above {
		n[x.Key] = 0
	}
	for _, m := range g.Members {
		n[m.Key] = min(1, len(g.Above))
	}
	reached := reach(g)
	for range n {
		for _, l := range g.Lines {
			if l.Kind == "tie" && !reached[[2]string{l.To, l.From}] {
				n[l.To] = max(n[l.To], n[l.From]+1)
			}
		}
	}
	// No row stands empty.
	used := slices.Compact(slices.Sorted(maps.Values(n)))
	for k, v := range n {
		n[k], _ = slices.BinarySearch(used, v)
	}
	return n
}

// reach tells from whom one comes to whom by lines of control.
func reach(g *view.Graph) map[[2]string]bool {
	reached := map[[2]string]bool{}
	for _, l := range g.Lines {
		if l.Kind == "tie" {
			reached[[2]string{l.From, l.To}] = true
		}
	}
	all := slices.Concat(g.Above, g.Members)
	for _, k := range all {
		for _, i := range all {
			for _, j := range all {
				if reached[[2]string{i.Key, k.Key}] && reached[[2]string{k.Key, j.Key}] {
					reached[[2]string{i.Key, j.Key}] = true
				}
			}
		}
	}
	return reached
}

// line draws a tie once, with what it is.
func (p *groupPicture) line(l view.Line) {
	class := lineClasses[l.Kind]
	if p.drawn[l.From+">"+l.To+class] || p.drawn[l.To+">"+l.From+class] {
		return
	}
	p.drawn[l.From+">"+l.To+class] = true
	from, ok := p.at[l.From]
	to, ok2 := p.at[l.To]
	if !ok || !ok2 {
		return
	}
	px, py, qx, qy := from.x+boxW/2, from.y+boxH, to.x+boxW/2, to.y
	if from.y == to.y { // an arc under the row
		dip := from.y + boxH + 26
		fmt.Fprintf(&p.lines, `<path class="%s" d="M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f"/>`, class, px, py, px, dip, qx, dip, qx, py)
		p.label((px+qx)/2, py+24, l.Label)
		return
	}
	if from.y > to.y {
		px, py, qx, qy = to.x+boxW/2, to.y+boxH, from.x+boxW/2, from.y
	}
	fmt.Fprintf(&p.lines, `<path class="%s" d="M%.0f %.0fL%.0f %.0f"/>`, class, px, py, qx, qy)
	p.label(px+(qx-px)*0.7, py+(qy-py)*0.7+4, l.Label)
}

// label writes what a tie is beside its line: once where ties alike cross, under the other where
// they differ.
func (p *groupPicture) label(x, y float64, text string) {
	if text == "" {
		return
	}
	text = shortened(text, maxEdge)
	t := told{point{x, y}, textWidth(text, 12)/2 + 3, text}
	for range 3 {
		i := slices.IndexFunc(p.told, func(o told) bool {
			return math.Abs(o.x-t.x) < o.half+t.half && math.Abs(o.y-t.y) < 14
		})
		if i < 0 {
			break
		}
		if p.told[i].text == text && p.told[i].point == t.point {
			return
		}
		t.y += 14
	}
	p.told = append(p.told, t)
	fmt.Fprintf(&p.labels, `<text class="edge" x="%.0f" y="%.0f" text-anchor="middle">%s</text>`, t.x, t.y, template.HTMLEscapeString(text))
}

// box draws a node at p: its name on at most two lines, its note under it.
func box(svg *strings.Builder, p point, n view.Node, class string) {
	fmt.Fprintf(svg, `<g class="%s"><rect x="%.0f" y="%.0f" width="%d" height="%d" rx="4"/>`, class, p.x, p.y, boxW, boxH)
	lines := wrapName(n.Name, 20)
	y := p.y + 27
	switch {
	case len(lines) == 1 && n.Note == "":
		y = p.y + 36
	case len(lines) == 2 && n.Note != "":
		y = p.y + 18
	}
	for _, l := range lines {
		fmt.Fprintf(svg, `<text x="%.0f" y="%.0f" text-anchor="middle">%s</text>`, p.x+boxW/2, y, template.HTMLEscapeString(l))
		y += 17
	}
	if n.Note != "" {
		fmt.Fprintf(svg, `<text class="sub" x="%.0f" y="%.0f" text-anchor="middle">%s</text>`, p.x+boxW/2, y, template.HTMLEscapeString(n.Note))
	}
	svg.WriteString(`</g>`)
}

// drawing marks an SVG this package made as safe to print.
func drawing(svg string) template.HTML { return template.HTML(svg) }

// wrapName breaks a name into at most two lines of about n letters, the first no wider than a box.
func wrapName(s string, n int) []string {
	var lines []string
	line := ""
	for _, w := range strings.Fields(s) {
		if line != "" && (len([]rune(line))+1+len([]rune(w)) > n || len(lines) == 0 && textWidth(line+" "+w, 13) > boxW-10) {
			lines = append(lines, line)
			line = w
			continue
		}
		line = strings.TrimSpace(line + " " + w)
	}
	lines = append(lines, line)
	if len(lines) > 2 {
		lines = []string{lines[0], strings.Join(lines[1:], " ")}
	}
	for i, l := range lines {
		lines[i] = shortened(l, n+1)
	}
	return lines
}
