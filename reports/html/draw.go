package html

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"adal/reports/view"
)

// maxDrawn is the most members a drawing of a group shows.
const maxDrawn = 12

// boxW and boxH are the size of a box of a drawing.
const boxW, boxH = 168, 62

// The classes of lines and boxes by their kind.
var (
	lineClasses = map[string]string{"tie": "tie", "weak": "tie weak", "kin": "tie kin"}
	boxClasses  = map[string]string{"person": "pe", "company": "co", "member": "me"}
)

type point struct{ x, y float64 }

// graph draws a group: those who control above, the members below, a line for each tie.
// It gives nothing where the group is too large to be read as a picture.
func graph(g *view.Graph) template.HTML {
	const (
		gapX, gapY = 22, 70
		perRow     = 5
	)
	if g == nil || len(g.Members) > maxDrawn || len(g.Above) > maxDrawn {
		return ""
	}
	at := map[string]point{}
	row := func(nodes []view.Node, top float64, width int) float64 {
		for start := 0; start < len(nodes); start += perRow {
			line := nodes[start:min(start+perRow, len(nodes))]
			used := len(line)*boxW + (len(line)-1)*gapX
			x := float64(width-used) / 2
			for _, n := range line {
				at[n.Key] = point{x, top}
				x += boxW + gapX
			}
			top += boxH + gapY
		}
		return top
	}
	widest := min(max(len(g.Above), len(g.Members)), perRow)
	width := max(widest*boxW+(widest-1)*gapX, 2*boxW+gapX) + 8
	top := row(g.Above, 4, width)
	bottom := row(g.Members, top, width) - gapY + 30
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg class="drawing" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">`,
		width, int(bottom), width, int(bottom), template.HTMLEscapeString(g.Label))
	drawn := map[string]bool{}
	line := func(from, to, class string) {
		if key := from + ">" + to + class; drawn[key] || drawn[to+">"+from+class] {
			return
		} else {
			drawn[key] = true
		}
		p, ok := at[from]
		q, ok2 := at[to]
		if !ok || !ok2 {
			return
		}
		px, py, qx, qy := p.x+boxW/2, p.y+boxH, q.x+boxW/2, q.y
		if p.y == q.y { // an arc under the row
			dip := p.y + boxH + 26
			fmt.Fprintf(&svg, `<path class="%s" d="M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f"/>`, class, px, py, px, dip, qx, dip, qx, py)
			return
		}
		if p.y > q.y {
			px, py, qx, qy = q.x+boxW/2, q.y+boxH, p.x+boxW/2, p.y
		}
		fmt.Fprintf(&svg, `<path class="%s" d="M%.0f %.0fL%.0f %.0f"/>`, class, px, py, qx, qy)
	}
	for _, l := range g.Lines {
		line(l.From, l.To, lineClasses[l.Kind])
	}
	for _, n := range slices.Concat(g.Above, g.Members) {
		box(&svg, at[n.Key], n, boxClasses[n.Kind])
	}
	svg.WriteString(`</svg>`)
	return drawing(svg.String())
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

// wrapName breaks a name into at most two lines of about n letters.
func wrapName(s string, n int) []string {
	var lines []string
	line := ""
	for _, w := range strings.Fields(s) {
		if line != "" && len([]rune(line))+1+len([]rune(w)) > n {
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
		if r := []rune(l); len(r) > n+1 {
			lines[i] = string(r[:n]) + "…"
		}
	}
	return lines
}
