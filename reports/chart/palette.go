//nolint:misspell // packages of others spell color
package chart

import (
	"cmp"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
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
	var t tones
	runs(full, t.add)
	order := make([]int, len(t.all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, k int) int {
		a, b := t.all[i], t.all[k]
		return cmp.Or(cmp.Compare(t.times[k], t.times[i]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B), cmp.Compare(a.A, b.A))
	})
	var palette color.Palette
	for _, i := range order[:min(len(order), 256)] {
		palette = append(palette, t.all[i])
	}
	place := make([]uint8, len(t.all))
	for n, i := range order {
		if place[i] = uint8(n); n > 255 {
			place[i] = uint8(palette.Index(t.all[i]))
		}
	}
	to := image.NewPaletted(full.Bounds(), palette)
	at := 0
	for _, r := range t.runs {
		for p, end := place[r[0]], at+r[1]; at < end; at++ {
			to.Pix[at] = p
		}
	}
	return to
}

// tones are the colours of an image, each with how many points have it, and its runs of points of one
// colour, each with which and how many.
type tones struct {
	all    []color.RGBA
	times  []int
	runs   [][2]int
	at     map[color.RGBA]int
	recent [256]struct {
		tone color.RGBA
		is   int // its place in all, from 1
	}
}

func (t *tones) add(c color.RGBA, n int) {
	// Most runs are of few colours, one after the other.
	last := &t.recent[c.R^c.G<<2^c.B<<4]
	if last.is == 0 || last.tone != c {
		i, ok := t.at[c]
		if !ok {
			if t.at == nil {
				t.at = map[color.RGBA]int{}
			}
			i = len(t.all)
			t.at[c], t.all, t.times = i, append(t.all, c), append(t.times, 0)
		}
		last.tone, last.is = c, i+1
	}
	t.times[last.is-1] += n
	t.runs = append(t.runs, [2]int{last.is - 1, n})
}

// runs gives an image as runs of points of one colour, each with its length. An
// image of the canvas has no gaps between its lines.
func runs(m *image.RGBA, each func(c color.RGBA, n int)) {
	points := len(m.Pix) / 4
	for at := 0; at < points; {
		p := m.Pix[4*at : 4*at+4]
		n, one := 1, binary.NativeEndian.Uint32(p)
		for at+n < points && binary.NativeEndian.Uint32(m.Pix[4*(at+n):]) == one {
			n++
		}
		each(color.RGBA{p[0], p[1], p[2], p[3]}, n)
		at += n
	}
}
