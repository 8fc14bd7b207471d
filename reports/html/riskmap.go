package html

import (
	_ "embed"
	"html/template"
	"io"
	"strconv"
	"strings"

	"adal/reports/view"
)

// riskMap draws a map: a field of five by five in the colours of the zones, each cell with the
// risks that stand in it.
func riskMap(m view.RiskMap) template.HTML {
	const side, left, top = 92, 46, 8
	esc := template.HTMLEscapeString
	n := strconv.Itoa
	var s strings.Builder
	s.WriteString(`<svg class="riskmap" viewBox="0 0 520 520" role="img" aria-label="` + esc(m.Name) + `">`)
	for l := range 5 {
		y := top + (4-l)*side
		s.WriteString(`<text class="axis" x="34" y="` + n(y+side/2+4) + `" text-anchor="end">` + n(l+1) + `</text>`)
		for i := range 5 {
			x, c := left+i*side, m.Cells[l][i]
			s.WriteString(`<rect class="z-` + c.Zone + `" x="` + n(x) + `" y="` + n(y) + `" width="90" height="90"/>`)
			for k, id := range c.IDs {
				if k == 4 {
					s.WriteString(`<text x="` + n(x+45) + `" y="` + n(y+84) + `" text-anchor="middle">+` + n(len(c.IDs)-4) + `</text>`)
					break
				}
				s.WriteString(`<text x="` + n(x+45) + `" y="` + n(y+20+k*17) + `" text-anchor="middle">` + esc(shortened(id, 11)) + `</text>`)
			}
		}
	}
	for i := range 5 {
		s.WriteString(`<text class="axis" x="` + n(left+i*side+45) + `" y="486" text-anchor="middle">` + n(i+1) + `</text>`)
	}
	s.WriteString(`<text class="axis" x="276" y="510" text-anchor="middle">` + esc(m.Impact) + `</text>`)
	s.WriteString(`<text class="axis" x="14" y="240" text-anchor="middle" transform="rotate(-90 14 240)">` + esc(m.Likelihood) + `</text></svg>`)
	return drawing(s.String())
}

func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

//go:embed cartogram.tmpl
var cartogramTemplate string

// Cartogram renders cartogram.html, the page that may be published.
func Cartogram(w io.Writer, v *view.Report) error {
	tmpl, err := parse("cartogram", cartogramTemplate, v)
	if err != nil {
		return err
	}
	c := v.Cartogram()
	if err := Head(w, v.Lang(), c.Title, "", ""); err != nil {
		return err
	}
	if err := tmpl.Execute(w, c); err != nil {
		return err
	}
	_, err = io.WriteString(w, "</body>\n</html>\n")
	return err
}
