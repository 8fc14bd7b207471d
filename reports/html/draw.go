//nolint:misspell // packages of others spell color
package html

import (
	"bytes"
	"fmt"
	"html/template"
	"image/color"
	"regexp"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"adal/pipeline/run"
	"adal/reports/words"
)

// maxDrawn is the most members a drawing of a group shows.
const maxDrawn = 12

// draw draws a group: those who control above, the members below, a line for each tie.
// It gives nothing where the group is too large to be read as a picture.
func (b builder) draw(all []run.GroupMember, edges []run.GroupEdge, id string) template.HTML {
	const (
		boxW, boxH = 168, 62
		gapX, gapY = 22, 70
		perRow     = 5
	)
	var members []run.GroupMember
	for _, m := range all {
		if m.GroupID == id {
			members = append(members, m)
		}
	}
	isMember := map[string]bool{}
	for _, m := range members {
		isMember[m.SupplierID] = true
	}
	// Who stands between members, in the order of the edges.
	var above []string
	viaOf := func(e run.GroupEdge) []string { return words.SplitIDs(e.ViaID) }
	for _, e := range edges {
		for _, v := range viaOf(e) {
			if !isMember[v] && !slices.Contains(above, v) {
				above = append(above, v)
			}
		}
	}
	if len(members) < 2 || len(members) > maxDrawn || len(above) > maxDrawn || len(edges) == 0 {
		return ""
	}
	type point struct{ x, y float64 }
	at := map[string]point{}
	row := func(ids []string, top float64, width int) float64 {
		for start := 0; start < len(ids); start += perRow {
			line := ids[start:min(start+perRow, len(ids))]
			used := len(line)*boxW + (len(line)-1)*gapX
			x := float64(width-used) / 2
			for _, id := range line {
				at[id] = point{x, top}
				x += boxW + gapX
			}
			top += boxH + gapY
		}
		return top
	}
	widest := min(max(len(above), len(members)), perRow)
	width := max(widest*boxW+(widest-1)*gapX, 2*boxW+gapX) + 8
	top := row(above, 4, width)
	var ids []string
	for _, m := range members {
		ids = append(ids, m.SupplierID)
	}
	bottom := row(ids, top, width) - gapY + 30
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg class="drawing" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">`,
		width, int(bottom), width, int(bottom), template.HTMLEscapeString(b.t("group_drawing")))
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
	for _, e := range edges {
		class := "tie"
		if strings.HasPrefix(e.Type, "shared") {
			class = "tie weak"
		}
		via := viaOf(e)
		switch len(via) {
		case 0:
			line(e.FromID, e.ToID, class)
		case 1:
			line(via[0], e.FromID, class)
			line(via[0], e.ToID, class)
		default:
			line(via[0], e.FromID, class)
			line(via[1], e.ToID, class)
			line(via[0], via[1], "tie kin")
		}
	}
	box := func(id, name, note, class string) {
		p := at[id]
		fmt.Fprintf(&svg, `<g class="%s"><rect x="%.0f" y="%.0f" width="%d" height="%d" rx="4"/>`, class, p.x, p.y, boxW, boxH)
		lines := wrapName(name, 20)
		y := p.y + 27
		switch {
		case len(lines) == 1 && note == "":
			y = p.y + 36
		case len(lines) == 2 && note != "":
			y = p.y + 18
		}
		for _, l := range lines {
			fmt.Fprintf(&svg, `<text x="%.0f" y="%.0f" text-anchor="middle">%s</text>`, p.x+boxW/2, y, template.HTMLEscapeString(l))
			y += 17
		}
		if note != "" {
			fmt.Fprintf(&svg, `<text class="sub" x="%.0f" y="%.0f" text-anchor="middle">%s</text>`, p.x+boxW/2, y, template.HTMLEscapeString(note))
		}
		svg.WriteString(`</g>`)
	}
	names := b.holderNames(edges)
	for _, v := range above {
		kind := "co"
		if len(v) == 12 && v[4] <= '3' {
			kind = "pe"
		}
		name := names[v]
		if name == "" {
			box(v, words.IDWithScheme(b.lang, v, b.mask), "", kind)
		} else {
			box(v, name, words.IDWithScheme(b.lang, v, b.mask), kind)
		}
	}
	for _, m := range members {
		note := ""
		if m.Contracts > 0 {
			note = words.Share(b.lang, m.Share)
		}
		if u := b.register.Telling(m.SupplierID); u != nil {
			note = strings.TrimPrefix(note+" · "+words.UnfairTerse(b.lang, b.run.AsOf, *u), " · ")
		}
		box(m.SupplierID, words.Named(b.lang, "supplier", m.Name, m.SupplierID, b.mask), note, "me")
	}
	svg.WriteString(`</svg>`)
	return drawing(svg.String())
}

// holderNames gathers the names of those who stand between members from the source rows.
func (b builder) holderNames(edges []run.GroupEdge) map[string]string {
	names := map[string]string{}
	for _, e := range edges {
		if n := e.Cells["holder_name"]; n != "" {
			names[e.Cells["holder_id"]] = b.mask.Text(n)
		}
		if n := e.Cells["via_name"]; n != "" && len(e.ViaID) == 12 {
			names[e.ViaID] = b.mask.Text(n)
		}
	}
	return names
}

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

// lorenz draws how unevenly a customer's contracts are spread, by supplier and by group.
func (b builder) lorenz(bin string) template.HTML {
	curves := map[string]run.Curve{}
	for _, c := range b.run.Curves {
		if c.CustomerBIN == bin {
			curves[c.Identity] = c
		}
	}
	if curves["supplier"].Holders < 3 {
		return ""
	}
	p := plot.New()
	look := font.Font{Typeface: "Liberation", Variant: "Sans"}
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Min, axis.Max, axis.Padding = 0, 1, 0
		axis.Label.TextStyle.Font = font.From(look, vg.Points(11))
		axis.Tick.Label.Font = font.From(look, vg.Points(10))
		axis.Color = color.Gray{0x8a}
		axis.Tick.Color = color.Gray{0x8a}
		axis.Tick.Marker = percentTicks(b.lang)
		axis.Label.Padding = vg.Points(4)
	}
	p.X.Label.Text, p.Y.Label.Text = b.t("lorenz_x"), b.t("lorenz_y")
	p.BackgroundColor = nil
	even, _ := plotter.NewLine(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 1}})
	even.LineStyle = draw.LineStyle{Color: color.Gray{0x99}, Width: vg.Points(1), Dashes: []vg.Length{vg.Points(4), vg.Points(3)}}
	p.Add(even)
	p.Legend.Add(b.t("lorenz_even"), even)
	for _, c := range []struct {
		identity string
		color    color.RGBA
		dashes   []vg.Length
	}{
		{"supplier", color.RGBA{0x3b, 0x6f, 0x97, 0xff}, nil},
		{"group", color.RGBA{0x8c, 0x2f, 0x13, 0xff}, []vg.Length{vg.Points(6), vg.Points(2)}},
	} {
		var points plotter.XYs
		for _, p := range curves[c.identity].Points {
			points = append(points, plotter.XY{X: p[0], Y: p[1]})
		}
		curve, err := plotter.NewLine(points)
		if err != nil {
			return ""
		}
		curve.LineStyle = draw.LineStyle{Color: c.color, Width: vg.Points(1.8), Dashes: c.dashes}
		p.Add(curve)
		p.Legend.Add(words.Identities.In(b.lang, c.identity), curve)
	}
	p.Legend.Left, p.Legend.Top = true, true
	p.Legend.XOffs, p.Legend.YOffs = vg.Points(10), vg.Points(-8)
	p.Legend.TextStyle.Font = font.From(look, vg.Points(10))
	p.Legend.Padding = vg.Points(5)
	p.Legend.ThumbnailWidth = vg.Points(22)
	canvas := vgsvg.New(vg.Points(380), vg.Points(320))
	p.Draw(draw.Crop(draw.New(canvas), 0, -vg.Points(16), 0, -vg.Points(6)))
	var out bytes.Buffer
	if _, err := canvas.WriteTo(&out); err != nil {
		return ""
	}
	return drawing(inline(out.String(), b.t("lorenz")))
}

// percentTicks marks an axis of fractions at every fifth.
func percentTicks(lang string) plot.Ticker {
	var ticks []plot.Tick
	for i := 0; i <= 5; i++ {
		v := float64(i) / 5
		ticks = append(ticks, plot.Tick{Value: v, Label: strings.Replace(strings.Replace(words.Share(lang, v), ",0", "", 1), ".0", "", 1)})
	}
	return plot.ConstantTicks(ticks)
}

var styleAttribute = regexp.MustCompile(`style="([^"]*)"`)

// inline makes a drawing of gonum/plot part of the page: without the XML header, with
// attributes in place of style="", which the page's policy forbids, and in its font.
func inline(svg, label string) string {
	if i := strings.Index(svg, "<svg"); i >= 0 {
		svg = svg[i:]
	}
	svg = styleAttribute.ReplaceAllStringFunc(svg, func(s string) string {
		var out []string
		for rule := range strings.SplitSeq(s[len(`style="`):len(s)-1], ";") {
			name, value, found := strings.Cut(rule, ":")
			name, value = strings.TrimSpace(name), strings.TrimSpace(value)
			if !found || strings.HasPrefix(name, "font-") && name != "font-size" {
				continue
			}
			out = append(out, name+`="`+value+`"`)
		}
		return strings.Join(out, " ")
	})
	svg = strings.Replace(svg, ` xmlns="http://www.w3.org/2000/svg"`, "", 1)
	svg = strings.Replace(svg, ` xmlns:xlink="http://www.w3.org/1999/xlink"`, "", 1)
	svg = strings.Replace(svg, "\n\txmlns=\"http://www.w3.org/2000/svg\"", "", 1)
	svg = strings.Replace(svg, "\n\txmlns:xlink=\"http://www.w3.org/1999/xlink\"", "", 1)
	return strings.Replace(svg, "<svg", `<svg class="lorenz" role="img" aria-label="`+template.HTMLEscapeString(label)+`"`, 1)
}
