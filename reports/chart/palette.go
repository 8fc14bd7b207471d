package chart

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// few gives an image in the 256 colours it has most of, a third of the size: a chart has a dozen
// and the shades of its letters' edges.
func few(from image.Image) *image.Paletted {
	size := from.Bounds()
	times := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(from.At(x, y)).(color.RGBA) }
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			times[at(x, y)]++
		}
	}
	all := slices.SortedFunc(maps.Keys(times), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B), cmp.Compare(a.A, b.A))
	})
	var palette color.Palette
	for _, c := range all[:min(len(all), 256)] {
		palette = append(palette, c)
	}
	place := map[color.RGBA]uint8{}
	for _, c := range all {
		place[c] = uint8(palette.Index(c))
	}
	to := image.NewPaletted(size, palette)
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			to.SetColorIndex(x, y, place[at(x, y)])
		}
	}
	return to
}
