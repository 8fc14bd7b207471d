//nolint:misspell // packages of others spell color
package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"adal/reports/view"
)

func sampleRows() *view.Plot {
	return &view.Plot{
		Title: "Доли", Label: `доли <"всех">`, Axis: "доля, %", Ticks: []view.PlotTick{{At: 0, Text: "0 %"}, {At: 0.5, Text: "50 %"}, {At: 1, Text: "100 %"}},
		Keys: []view.PlotKey{{Look: "dot", Class: "p-now", Text: "2025"}, {Look: "fill", Class: "p-band", Text: "между"}, {Look: "dashed", Class: "p-group-line", Text: "линия"}},
		Rows: []view.PlotRow{
			{Name: "Прямые <script>", Text: "12,0 млн ₸", Band: []view.PlotTick{{At: 0.1}, {At: 0.2}}, Range: [2]float64{0.1, 0.6}, Marks: []view.PlotMark{{At: 0.1, Look: "ring", Class: "p-before"}, {At: 0.6, Look: "dot", Class: "p-now"}, {At: 0.3, Look: "diamond", Class: "p-ref"}}},
			{Name: "Группа", Pieces: []view.PlotPiece{{From: 0, To: 0.4, Class: "p-alone"}, {From: 0.4, To: 0.9, Class: "p-related", Text: "50 %"}}},
			{Name: "Своя единица", Own: []view.PlotTick{{At: 0, Text: "0"}, {At: 1, Text: "10"}}, Marks: []view.PlotMark{{At: 5, Look: "dot", Class: "p-now"}}},
		},
	}
}

func sampleField() *view.Plot {
	return &view.Plot{
		Label: "поле", Axis: "N", Upright: "доля", Ticks: []view.PlotTick{{At: 0.1, Text: "1"}}, Up: []view.PlotTick{{At: 0, Text: "0 %"}, {At: 1, Text: "100 %"}},
		Curves: []view.PlotCurve{{Look: "dot", Class: "p-supplier", Points: [][2]float64{{0.1, 0.2}, {0.5, 0.4}}}, {Look: "diamond", Class: "p-group", Points: [][2]float64{{0.1, 0.4}, {0.5, 0.8}}}},
		Dots:   []view.PlotDot{{X: 0.2, Y: 0.9, Class: "p-held", Text: "1"}, {X: 0.2, Y: 0.9, Class: "p-held", Text: "2"}, {X: 2, Y: -1, Class: "p-other"}},
		Bounds: []view.PlotTick{{At: 0.35, Text: "от 35 %"}},
	}
}

// A chart is well-formed, keeps within its width, has a paint for each class a document draws, and
// is the same each time; what a person wrote in it is text and nothing else.
func TestDrawn(t *testing.T) {
	for name, p := range map[string]*view.Plot{"rows": sampleRows(), "field": sampleField()} {
		svg := string(SVG(p, 400))
		for d := xml.NewDecoder(strings.NewReader(svg)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v in %s", name, err, svg)
			}
		}
		if strings.Contains(svg, "<script") || strings.Contains(svg, "NaN") || strings.Contains(svg, "style=") {
			t.Errorf("%s: %s", name, svg)
		}
		s := drawn(p, 400)
		for _, x := range s.shapes {
			if x.kind != text && paints[x.class] == (paint{}) {
				t.Errorf("%s: a document has no paint for %q", name, x.class)
			}
			if x.kind == circle && (x.x < 0 || x.x > s.wide || x.y < 0 || x.y > s.high) {
				t.Errorf("%s: a dot stands outside at %v %v", name, x.x, x.y)
			}
			if x.y > s.high {
				t.Errorf("%s: %q stands below the picture", name, x.text)
			}
		}
		one, err := PNG(p, 400)
		if err != nil {
			t.Fatal(err)
		}
		two, err := PNG(p, 400)
		if err != nil || !bytes.Equal(one.PNG, two.PNG) {
			t.Errorf("%s: two pictures of one chart differ (%v)", name, err)
		}
		m, err := png.Decode(bytes.NewReader(one.PNG))
		if err != nil || m.Bounds().Dx() != 400*Dense || m.Bounds().Dy() < 300 {
			t.Fatalf("%s: %v, %v", name, m.Bounds(), err)
		}
	}
	if SVG(&view.Plot{None: "нет"}, 400) != "" || SVG(nil, 400) != "" {
		t.Error("a chart of nothing is drawn")
	}
}

// The sign of the currency, which the font lacks, is drawn: it leaves ink where a blank leaves none.
func TestTenge(t *testing.T) {
	ink := func(text string) int {
		p, err := PNG(&view.Plot{Rows: []view.PlotRow{{Name: "a", Text: text}}}, 400)
		if err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(bytes.NewReader(p.PNG))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for y := range m.Bounds().Dy() {
			for x := range m.Bounds().Dx() {
				if color.GrayModel.Convert(m.At(x, y)).(color.Gray).Y < 90 {
					n++
				}
			}
		}
		return n
	}
	if with, without := ink("₸"), ink(""); with < without+50 {
		t.Errorf("the sign of tenge leaves %d dark points, a blank %d", with, without)
	}
}

// However long a text is, a chart folds a bounded part of it.
func TestLongText(t *testing.T) {
	long := strings.Repeat("Ұзақ сөз ", 1<<20)
	p := sampleRows()
	p.Rows[0].Name, p.Rows[1].Sub = long, strings.Repeat("ш", 1<<22)
	if n := len(SVG(p, 400)); n > 8000 {
		t.Errorf("a chart of a long text has %d bytes", n)
	}
}
