//nolint:misspell // packages of others spell color
package chart

import (
	"cmp"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"maps"
	"slices"
)

// few gives an image in the 256 colours it has most of, a third of the size: a chart has a dozen
// and the shades of its letters' edges.
func few(from image.Image) *image.Paletted {
	full, ok := from.(*image.RGBA)
	if !ok {
		full = image.NewRGBA(from.Bounds())
		draw.Draw(full, full.Bounds(), from, from.Bounds().Min, draw.Src)
	}
	times := map[color.RGBA]int{}
	runs(full, func(c color.RGBA, _, n int) { times[c] += n })
	all := slices.SortedFunc(maps.Keys(times), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B), cmp.Compare(a.A, b.A))
	})
	var palette color.Palette
	for _, c := range all[:min(len(all), 256)] {
		palette = append(palette, c)
	}
	place := map[color.RGBA]uint8{}
	for i, c := range all {
		if place[c] = uint8(i); i > 255 {
			place[c] = uint8(palette.Index(c))
		}
	}
	to := image.NewPaletted(full.Bounds(), palette)
	runs(full, func(c color.RGBA, at, n int) {
		p := place[c]
		for i := at; i < at+n; i++ {
			to.Pix[i] = p
		}
	})
	return to
}

// runs gives an image as runs of points of one colour, each with its place and its length. An
// image of the canvas has no gaps between its lines.
func runs(m *image.RGBA, each func(c color.RGBA, at, n int)) {
	points := len(m.Pix) / 4
	for at := 0; at < points; {
		p := m.Pix[4*at : 4*at+4]
		n, one := 1, binary.NativeEndian.Uint32(p)
		for at+n < points && binary.NativeEndian.Uint32(m.Pix[4*(at+n):]) == one {
			n++
		}
		each(color.RGBA{p[0], p[1], p[2], p[3]}, at, n)
		at += n
	}
}
