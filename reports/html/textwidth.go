package html

import (
	"sync"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

// wider is how much wider than Liberation Sans the widest of the page's fonts sets a text.
const wider = 1.1

// letters knows how wide letters are, each measured once.
var letters = struct {
	sync.Mutex
	faces *font.Cache
	wide  map[rune]float64 // of a size of 1
}{wide: map[rune]float64{}}

// textWidth is how wide a text is at a size, in pixels, in the widest of the page's fonts.
func textWidth(s string, size float64) float64 {
	letters.Lock()
	defer letters.Unlock()
	if letters.faces == nil {
		letters.faces = font.NewCache(liberation.Collection())
	}
	sum := 0.0
	for _, r := range s {
		w, known := letters.wide[r]
		if !known {
			face := letters.faces.Lookup(font.Font{Typeface: "Liberation", Variant: "Sans"}, vg.Points(1000))
			w = face.Width(string(r)).Points() / 1000
			letters.wide[r] = w
		}
		sum += w
	}
	return sum * size * wider
}
