package html

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"adal/reports/view"
)

// Sizes of a drawing, in pixels.
const (
	labelHigh = 15.0
	narrow    = 480.0 // a drawing that stands beside its timeline
	nameSize  = 13.0
	noteSize  = 12.0
	lineHigh  = 16.0
	margin    = 4.0
)

// drawCase draws a case as one picture in itself: boxes in rows, lines with their words between
// them, numbers of source rows on both, a legend under it.
func drawCase(d *view.Drawing) template.HTML {
	if d == nil {
		return ""
	}
	p := pictureOf(d)
	p.draw()
	return drawing(p.out.String())
}

// looks are the sizes a drawing is tried in: from above, and from the left where that is too wide.
var looks = []look{{boxes: 176, label: 132, gap: 16}, {boxes: 150, label: 122, gap: 22, turned: true}}

// look is how wide boxes and the words of lines are, and how far rows lie apart.
type look struct {
	boxes, label, gap float64
	turned            bool
}

// pictureOf lays a drawing out.
func pictureOf(d *view.Drawing) *casePicture {
	p := pictured(d, looks[0])
	if p.wide() > narrow {
		if q := pictured(d, looks[1]); q.wide() < p.wide() {
			return q
		}
	}
	return p
}

// pictured lays a drawing out in one look.
func pictured(d *view.Drawing, k look) *casePicture {
	p := &casePicture{d: d, look: k, words: make([][]string, len(d.Edges))}
	place := map[string]int{}
	for i, n := range d.Nodes {
		place[n.Key] = i
		p.all = append(p.all, newCaseBox(n, k.boxes))
	}
	var layer []int
	layer, p.edges = rowsOf(d, place)
	sizes, labels := make([]point, len(d.Nodes)), make([]point, len(d.Edges))
	for i := range p.all {
		size := &p.all[i].size
		if k.turned { // its side has room for its lines
			size.y = max(size.y, 14*float64(busiest(p.edges, i)-1)+30)
		}
		sizes[i] = *size
	}
	for i, e := range d.Edges {
		p.words[i] = fold(strings.TrimSpace(e.Label+" "+view.Numbers(e.Refs)), k.label, noteSize)
		for _, w := range p.words[i] {
			labels[i].x = max(labels[i].x, textWidth(w, noteSize)+10)
		}
		if len(p.words[i]) > 0 {
			labels[i].y = float64(len(p.words[i]))*labelHigh + 4
		}
	}
	if k.turned {
		sizes, labels = turned(sizes), turned(labels)
	}
	p.l = layOut(sizes, p.edges, labels, layer, k.gap)
	return p
}

// wide is how wide the picture is.
func (p *casePicture) wide() float64 {
	if p.turned {
		return p.l.down()
	}
	return p.l.width
}

// busiest is how many lines one side of a box has.
func busiest(edges [][2]int, box int) int {
	up, down := 0, 0
	for _, e := range edges {
		if e[0] == box {
			down++
		}
		if e[1] == box {
			up++
		}
	}
	return max(up, down)
}

// turned swaps what is across and what is down.
func turned(sizes []point) []point {
	swapped := make([]point, len(sizes))
	for i, s := range sizes {
		swapped[i] = point{s.y, s.x}
	}
	return swapped
}

// rowsOf gives the row of each box, and every line as leading from an upper box to a lower: rows
// go by the longest way from the root, and the sink stands below all it is joined to.
func rowsOf(d *view.Drawing, place map[string]int) (layer []int, edges [][2]int) {
	root, sink := place[d.Root], -1
	if i, ok := place[d.Sink]; ok {
		sink = i
	}
	up := slices.ContainsFunc(d.Nodes, func(n view.DrawnNode) bool { return n.Key == d.Root && n.Kind == "customer" })
	far := make([]int, len(d.Nodes)) // from the root, along lines
	for i := range far {
		far[i] = math.MaxInt32
	}
	far[root] = 0
	for _, kinds := range [][]string{{"command"}, {"command", "kin", "role", "contract", "other", "weak"}, lineKinds} {
		spread(d, place, far, kinds)
	}
	before := func(a, b int) bool { // whether a stands above b
		switch {
		case far[a] != far[b]:
			return far[a] < far[b]
		case a == sink || b == sink:
			return b == sink
		}
		return a < b
	}
	for _, e := range d.Edges {
		a, b := place[e.From], place[e.To]
		if !before(a, b) {
			a, b = b, a
		}
		edges = append(edges, [2]int{a, b})
	}
	layer = make([]int, len(d.Nodes))
	for range d.Nodes {
		for _, e := range edges {
			layer[e[1]] = max(layer[e[1]], layer[e[0]]+1)
		}
	}
	if up { // a buyer stands below those it buys from
		last := slices.Max(layer)
		for i := range layer {
			layer[i] = last - layer[i]
		}
		for i := range edges {
			edges[i][0], edges[i][1] = edges[i][1], edges[i][0]
		}
	}
	return layer, edges
}

// lineKinds are all kinds of lines. The line of command sets the order of a picture, and decisions
// close the ring that the others make.
var lineKinds = []string{"command", "kin", "role", "contract", "other", "weak", "decision"}

// spread says how far from the root the boxes are that lines of some kinds reach and that were not
// reached before.
func spread(d *view.Drawing, place map[string]int, far []int, kinds []string) {
	for more := true; more; {
		more = false
		next := slices.Clone(far)
		for _, e := range d.Edges {
			a, b := place[e.From], place[e.To]
			if !slices.Contains(kinds, e.Kind) {
				continue
			}
			for _, x := range [][2]int{{a, b}, {b, a}} {
				if far[x[0]] < math.MaxInt32 && far[x[1]] == math.MaxInt32 {
					next[x[1]] = min(next[x[1]], far[x[0]]+1)
					more = true
				}
			}
		}
		copy(far, next)
	}
}

// caseBox is a box with its lines of text.
type caseBox struct {
	node        view.DrawnNode
	name, notes []string
	size        point
}

func newCaseBox(n view.DrawnNode, boxWide float64) caseBox {
	b := caseBox{node: n, name: clip(fold(n.Name, boxWide-16, nameSize), 7)}
	for _, x := range n.Notes {
		b.notes = append(b.notes, fold(x, boxWide-16, noteSize)...)
	}
	b.notes = clip(b.notes, 8)
	if refs := view.Numbers(n.Refs); refs != "" {
		lines := fold(refs, boxWide-16, noteSize)
		if last := len(b.notes) - 1; last >= 0 && len(lines) == 1 && textWidth(b.notes[last]+" "+refs, noteSize) <= boxWide-16 {
			b.notes[last] += " " + refs
		} else {
			b.notes = append(b.notes, clip(lines, 2)...)
		}
	}
	b.size = point{boxWide, float64(len(b.name)+len(b.notes))*lineHigh + 12}
	return b
}

// casePicture writes a drawing that is laid out. Turned, it reads from the left instead of from
// above: what the layout calls across is then down.
type casePicture struct {
	out   strings.Builder
	d     *view.Drawing
	l     *layers
	edges [][2]int
	words [][]string
	all   []caseBox
	look
}

func (p *casePicture) draw() {
	wide, high := p.l.width, p.l.down()
	if p.turned {
		wide, high = high, wide
	}
	legend, legendHigh, legendWide := p.legend(wide)
	all := max(wide, legendWide) + 2*margin
	class := "case"
	if all > narrow {
		class += " wide"
	}
	bottom := high + 14
	fmt.Fprintf(&p.out, `<svg class="%s" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img"><title>%s</title><desc>%s</desc>`,
		class, all, bottom+legendHigh+2*margin, all, bottom+legendHigh+2*margin, esc(p.d.Title), esc(p.d.Desc))
	fmt.Fprintf(&p.out, `<g transform="translate(%.0f %.0f)">`, (all-wide)/2, margin)
	for i := range p.edges {
		p.line(i)
	}
	for i, b := range p.all {
		p.box(i, b)
	}
	p.out.WriteString(`</g>`)
	fmt.Fprintf(&p.out, `<g transform="translate(%.0f %.0f)">%s</g></svg>`, margin, bottom+margin, legend)
}

// at writes a point of the layout as a point of the picture.
func (p *casePicture) at(x, y float64) string {
	if p.turned {
		x, y = y, x
	}
	return fmt.Sprintf("%.0f %.0f", x, y)
}

// centre is the middle of an item in the picture.
func (p *casePicture) centre(i int) point {
	c := point{p.l.items[i].x, p.middle(p.l.items[i].row)}
	if p.turned {
		c.x, c.y = c.y, c.x
	}
	return c
}

func esc(s string) string { return template.HTMLEscapeString(s) }

// middle is how far down the middle of an item of a row is.
func (p *casePicture) middle(row int) float64 { return p.l.tops[row] + p.l.highs[row]/2 }

// port is where a line leaves or reaches a box: right above or below where it goes on, as far as
// the side of the box and the lines beside it let it.
func (p *casePicture) port(box, next int, below bool) float64 {
	const apart, edge = 14.0, 12.0
	x := p.l.items[box]
	joined := slices.Clone(x.up)
	if below {
		joined = slices.Clone(x.down)
	}
	slices.SortStableFunc(joined, func(a, b int) int { return cmp.Or(cmp.Compare(p.l.items[a].x, p.l.items[b].x), a-b) })
	step := min(apart, (x.w-2*edge)/float64(max(1, len(joined)-1)))
	at := make([]float64, len(joined))
	for k, j := range joined {
		at[k] = max(x.x-x.w/2+edge+float64(k)*step, p.l.items[j].x)
		if k > 0 {
			at[k] = max(at[k], at[k-1]+step)
		}
	}
	right := x.x + x.w/2 - edge
	for k := len(at) - 1; k >= 0; k-- {
		at[k] = min(at[k], right)
		right = at[k] - step
	}
	return math.Round(at[slices.Index(joined, next)])
}

// line draws the way of an edge, its arrow and its words.
func (p *casePicture) line(i int) {
	way, e := p.l.chain[i], p.d.Edges[i]
	first, last := way[0], way[len(way)-1]
	half := func(k int) float64 { return p.l.items[k].h / 2 }
	w := &trail{p: p, x: p.port(first, way[1], true), y: p.middle(p.l.items[first].row) + half(first)}
	start := point{w.x, w.y}
	w.path.WriteString("M" + p.at(w.x, w.y))
	for _, k := range way[1 : len(way)-1] {
		it := p.l.items[k]
		top, end := p.l.tops[it.row], p.l.tops[it.row]+p.l.highs[it.row]
		if it.text {
			top, end = p.middle(it.row)-half(k), p.middle(it.row)+half(k)
		}
		w.straight(w.x, p.l.tops[it.row-1]+p.l.highs[it.row-1])
		w.bend(it.x, p.l.tops[it.row])
		w.straight(it.x, top)
		if it.text {
			w.path.WriteString("M" + p.at(it.x, end))
			w.y = end
		} else {
			w.straight(it.x, end)
		}
	}
	row := p.l.items[last].row
	w.straight(w.x, p.l.tops[row-1]+p.l.highs[row-1])
	end := point{p.port(last, way[len(way)-2], false), p.middle(row) - half(last)}
	w.bend(end.x, p.l.tops[row])
	w.straight(end.x, end.y)
	fmt.Fprintf(&p.out, `<path class="e %s" d="%s"/>`, e.Kind, w.path.String())
	p.arrow(e, place(p.d, e.To) == p.edges[i][1], start, end)
	for _, k := range way {
		if !p.l.items[k].text {
			continue
		}
		c := p.centre(k)
		top := c.y - float64(len(p.words[i]))*labelHigh/2 + 12
		p.out.WriteString(`<text class="l">`)
		for n, line := range p.words[i] {
			fmt.Fprintf(&p.out, `<tspan x="%.0f" y="%.0f">%s</tspan>`, c.x, top+float64(n)*labelHigh, esc(line))
		}
		p.out.WriteString(`</text>`)
	}
}

// trail is a line on its way.
type trail struct {
	p    *casePicture
	path strings.Builder
	x, y float64
}

// straight goes on to y, where that is further down.
func (w *trail) straight(x, y float64) {
	if y > w.y {
		w.path.WriteString("L" + w.p.at(x, y))
		w.y = y
	}
}

// bend goes over to another place of the next row.
func (w *trail) bend(x, y float64) {
	if math.Abs(x-w.x) < 0.5 {
		w.path.WriteString("L" + w.p.at(x, y))
	} else {
		middle := (w.y + y) / 2
		w.path.WriteString("C" + w.p.at(w.x, middle) + " " + w.p.at(x, middle) + " " + w.p.at(x, y))
	}
	w.x, w.y = x, y
}

func place(d *view.Drawing, key string) int {
	return slices.IndexFunc(d.Nodes, func(n view.DrawnNode) bool { return n.Key == key })
}

// arrow puts the head of a line at the box it leads to.
func (p *casePicture) arrow(e view.DrawnEdge, down bool, start, end point) {
	if e.Kind == "weak" {
		return
	}
	tip, back := end, -8.0
	if !down {
		tip, back = start, 8.0
	}
	fmt.Fprintf(&p.out, `<path class="h" d="M%sL%sL%sz"/>`, p.at(tip.x, tip.y), p.at(tip.x-4, tip.y+back), p.at(tip.x+4, tip.y+back))
}

// box draws a box with its texts.
func (p *casePicture) box(i int, b caseBox) {
	c := p.centre(i)
	x, y := c.x-b.size.x/2, c.y-b.size.y/2
	fmt.Fprintf(&p.out, `<rect class="b %s" x="%.0f" y="%.0f" width="%.0f" height="%.0f" rx="%d"/><text>`, b.node.Kind, x, y, b.size.x, b.size.y, corner(b.node.Kind))
	y += (b.size.y-float64(len(b.name)+len(b.notes))*lineHigh)/2 + 13
	for n, line := range slices.Concat(b.name, b.notes) {
		class := ""
		if n >= len(b.name) {
			class = ` class="s"`
		}
		fmt.Fprintf(&p.out, `<tspan%s x="%.0f" y="%.0f">%s</tspan>`, class, c.x, y, esc(line))
		y += lineHigh
	}
	p.out.WriteString(`</text>`)
}

// corner tells kinds of boxes apart where there is no colour: people are round.
func corner(kind string) int {
	if kind == "person" {
		return 14
	}
	return 2
}

// legend draws what the kinds of lines mean.
func (p *casePicture) legend(drawn float64) (svg string, high, wide float64) {
	var out strings.Builder
	most := max(drawn, 300)
	x, y := 0.0, 12.0
	for _, k := range p.d.Legend {
		w := 34 + textWidth(k.Text, noteSize) + 16
		if x > 0 && x+w > most {
			x, y = 0, y+18
		}
		fmt.Fprintf(&out, `<path class="e %s" d="M%.0f %.0fh28"/><text class="k" x="%.0f" y="%.0f">%s</text>`, k.Kind, x, y-4, x+34, y, esc(k.Text))
		x += w
		wide = max(wide, x-16)
	}
	return out.String(), y + 4, wide
}

// clip keeps the first n lines, the last with a sign that more follows.
func clip(lines []string, n int) []string {
	if len(lines) <= n {
		return lines
	}
	kept := slices.Clone(lines[:n])
	kept[n-1] += "…"
	return kept
}

// mostLetters is how much of a text a picture is given: more than any box or lane has room for.
const mostLetters = 600

// fold breaks a text into lines no wider than most; a word that is wider is broken. Of a text that
// has no room in any picture the beginning is folded.
func fold(s string, most, size float64) []string {
	var lines []string
	if letters := 0; len(s) > mostLetters {
		for i := range s {
			if letters++; letters > mostLetters {
				s = s[:i] + "…"
				break
			}
		}
	}
	line := ""
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' }) { // an unbreakable blank keeps its sum whole
		if line != "" && textWidth(line+" "+w, size) > most {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += w
		for textWidth(line, size) > most && utf8.RuneCountInString(line) > 1 {
			r := []rune(line)
			n := len(r) - 1
			for n > 1 && textWidth(string(r[:n]), size) > most {
				n--
			}
			if dash := strings.LastIndexAny(string(r[:n]), "-–—"); dash > 0 { // a double name parts at its dash
				n = utf8.RuneCountInString(string(r[:n])[:dash]) + 1
			}
			lines = append(lines, string(r[:n]))
			line = string(r[n:])
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
