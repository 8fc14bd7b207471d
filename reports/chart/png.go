//nolint:misspell // packages of others spell color
package chart

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"math"
	"strings"
	"sync"

	stdfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"

	"adal/reports/view"
)

// Dense is how many points of a PNG stand for one of the chart: enough for print.
const Dense = 3

// Picture is a plot as a PNG, with its size as drawn.
type Picture struct {
	PNG        []byte
	Wide, High float64
}

// PNG draws a plot for a document, on white and in Liberation Sans; the zero picture where there
// is nothing to draw.
func PNG(p *view.Plot, wide float64) (Picture, error) {
	if p == nil || p.Empty() {
		return Picture{}, nil
	}
	s := drawn(p, wide)
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(s.wide), vg.Length(s.high)), vgimg.UseDPI(72*Dense))
	k := &canvas{Canvas: c, high: s.high, faces: font.NewCache(liberation.Collection())}
	for _, x := range s.shapes {
		k.paint(x)
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.DefaultCompression, BufferPool: &packers}).Encode(&out, few(c.Image())); err != nil {
		return Picture{}, fmt.Errorf("chart: %w", err)
	}
	return Picture{out.Bytes(), s.wide, s.high}, nil
}

// packers are what packs a picture; each holds a megabyte, and a report has some dozens of pictures.
var packers packing

type packing struct{ sync.Pool }

func (p *packing) Get() *png.EncoderBuffer {
	b, _ := p.Pool.Get().(*png.EncoderBuffer)
	return b
}

func (p *packing) Put(b *png.EncoderBuffer) { p.Pool.Put(b) }

// paint is how a class looks on paper: nothing is drawn where a part is nil.
type paint struct {
	fill, stroke color.Color
	width        vg.Length
}

func hex(v uint32) color.Color {
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}
}

// The paints of a document, those of the page in daylight; print in grey tells neighbours apart.
var paints = map[string]paint{
	"p-grid":                   {nil, hex(0xd6dbe1), 1},
	"p-axis":                   {nil, hex(0xa9b2bc), 1},
	"p-range":                  {nil, hex(0x717d8a), 2},
	"p-bound":                  {nil, hex(0x717d8a), 1.2},
	"p-band":                   {hex(0xf9e3d2), hex(0xb07a1a), 1},
	"p-now":                    {hex(0x3b6f97), nil, 0},
	"p-total":                  {hex(0x3b6f97), nil, 0},
	"p-alone":                  {hex(0x3b6f97), nil, 0},
	"p-supplier":               {hex(0x3b6f97), nil, 0},
	"p-before p-hollow":        {color.White, hex(0x3b6f97), 2},
	"p-ref":                    {hex(0xb07a1a), nil, 0},
	"p-minus":                  {hex(0xc9d0d7), hex(0xa9b2bc), 1},
	"p-plus":                   {hex(0x3d7a4a), nil, 0},
	"p-related":                {hex(0xf9e3d2), hex(0x8c2f13), 1},
	"p-group":                  {hex(0x8c2f13), nil, 0},
	"p-supplier-line":          {nil, hex(0x3b6f97), 2},
	"p-group-line":             {nil, hex(0x8c2f13), 2},
	"p-held":                   {hex(0x8c2f13), nil, 0},
	"p-other":                  {hex(0xb4bfca), hex(0xa9b2bc), 1},
	"p-lawful":                 {color.White, hex(0x1b232c), 1.5},
	"p-m-competitive":          {hex(0x17507a), nil, 0},
	"p-m-e_shop":               {hex(0xa9cbe6), hex(0x6f95b3), 1},
	"p-m-exchange":             {hex(0x3f7199), nil, 0},
	"p-m-special":              {hex(0xe3e3dc), hex(0x9a9a90), 1},
	"p-m-single_source_failed": {hex(0xf2c4ab), hex(0xb9795a), 1},
	"p-m-single_source_direct": {hex(0x8c2f13), nil, 0},
	"p-m-unknown":              {hex(0x666c73), nil, 0},
}

// inks are the colours of texts whose class has one of its own.
var inks = map[string]color.Color{"p-soft": hex(0x55606d)}

func ink(class string) color.Color {
	if c, ok := inks[class]; ok {
		return c
	}
	if piece, on := strings.CutSuffix(class, "-on"); on && paints[piece].stroke == nil {
		return color.White
	}
	return hex(0x1b232c)
}

type canvas struct {
	vg.Canvas
	high  float64
	faces *font.Cache
}

// at turns a place of the chart into one of the canvas, whose heights grow upwards.
func (k *canvas) at(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(x), Y: vg.Length(k.high - y)}
}

func (k *canvas) paint(x shape) {
	p := paints[x.class]
	switch x.kind {
	case rect:
		k.fillAndLine(p, k.path(true, [2]float64{x.x, x.y}, [2]float64{x.x + x.w, x.y}, [2]float64{x.x + x.w, x.y + x.h}, [2]float64{x.x, x.y + x.h}), false)
		if x.text != "" {
			k.write(*x.onRect())
		}
	case line:
		k.fillAndLine(p, k.path(false, [2]float64{x.x, x.y}, [2]float64{x.x + x.w, x.y + x.h}), false)
	case curve:
		k.fillAndLine(p, k.path(false, x.points...), x.dashed)
	case strokes:
		for i := 0; i+1 < len(x.points); i += 2 {
			k.fillAndLine(p, k.path(false, x.points[i], x.points[i+1]), false)
		}
	case circle:
		var round vg.Path
		round.Move(k.at(x.x+x.w, x.y))
		round.Arc(k.at(x.x, x.y), vg.Length(x.w), 0, 2*math.Pi)
		round.Close()
		k.fillAndLine(p, round, false)
	case diamond:
		k.fillAndLine(p, k.path(true, [2]float64{x.x, x.y - x.w}, [2]float64{x.x + x.w, x.y}, [2]float64{x.x, x.y + x.w}, [2]float64{x.x - x.w, x.y}), false)
	case text:
		k.write(x)
	}
}

func (k *canvas) path(closed bool, points ...[2]float64) vg.Path {
	var p vg.Path
	for i, q := range points {
		if i == 0 {
			p.Move(k.at(q[0], q[1]))
		} else {
			p.Line(k.at(q[0], q[1]))
		}
	}
	if closed {
		p.Close()
	}
	return p
}

func (k *canvas) fillAndLine(p paint, path vg.Path, dashed bool) {
	if p.fill != nil {
		k.SetColor(p.fill)
		k.Fill(path)
	}
	if p.stroke != nil {
		k.SetColor(p.stroke)
		k.SetLineWidth(p.width)
		k.SetLineDash(nil, 0)
		if dashed {
			k.SetLineDash([]vg.Length{6, 4}, 0)
		}
		k.Stroke(path)
	}
}

// write sets a text with its foot at its place.
func (k *canvas) write(x shape) {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if x.bold {
		f.Weight = stdfont.WeightBold
	}
	face := k.faces.Lookup(f, vg.Length(x.size))
	k.SetColor(ink(x.class))
	at := x.x
	pieces := strings.SplitAfter(strings.ReplaceAll(x.text, tenge, "\x00"+tenge+"\x00"), "\x00")
	w := 0.0
	for i, p := range pieces {
		pieces[i] = strings.Trim(p, "\x00")
		w += k.width(face, pieces[i])
	}
	switch x.anchor {
	case "middle":
		at -= w / 2
	case "end":
		at -= w
	}
	for _, p := range pieces {
		if p == tenge {
			k.tenge(face, at, x.y, x.size)
		} else {
			k.FillString(face, k.at(at, x.y), p)
		}
		at += k.width(face, p)
	}
}

// tenge is the sign of the currency, which the font lacks: a T under a bar.
const tenge = "₸"

func (k *canvas) width(face font.Face, s string) float64 {
	if s == tenge {
		s = "T"
	}
	return face.Width(s).Points()
}

func (k *canvas) tenge(face font.Face, x, y, size float64) {
	w, thick := face.Width("T").Points(), size*0.075
	bar := func(up float64) {
		k.Fill(k.path(true, [2]float64{x + 0.04*w, y - up*size}, [2]float64{x + 0.96*w, y - up*size}, [2]float64{x + 0.96*w, y - up*size + thick}, [2]float64{x + 0.04*w, y - up*size + thick}))
	}
	bar(0.70)
	bar(0.54)
	k.Fill(k.path(true, [2]float64{x + w/2 - thick/2, y - 0.54*size}, [2]float64{x + w/2 + thick/2, y - 0.54*size}, [2]float64{x + w/2 + thick/2, y}, [2]float64{x + w/2 - thick/2, y}))
}
