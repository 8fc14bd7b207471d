package chart

import (
	"strings"
	"sync"
	"unicode/utf8"

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

// TextWidth is how wide a text is at a size, in pixels, in the widest of the page's fonts.
func TextWidth(s string, size float64) float64 {
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

// boldWidth is how wide a text is in bold letters.
func boldWidth(s string, size float64) float64 { return 1.08 * TextWidth(s, size) }

// mostLetters is how much of a text a chart is given.
const mostLetters = 200

// wrap breaks a text into at most three lines no wider than most; what has no room ends in dots.
func wrap(s string, most, size float64) []string {
	if r := []rune(firstBytes(s)); len(r) > mostLetters {
		s = string(r[:mostLetters]) + "…"
	}
	var lines []string
	line := ""
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' }) { // an unbreakable blank keeps its sum whole
		joined := strings.TrimPrefix(line+" "+w, " ")
		if line != "" && TextWidth(joined, size) > most {
			lines, joined = append(lines, line), w
		}
		line = clip(joined, most, size)
	}
	lines = append(lines, line)
	if len(lines) > 3 {
		lines = append(lines[:2], clip(lines[2]+" …", most, size))
	}
	return lines
}

// firstBytes is as much of a text as may hold the letters a chart is given, and some more.
func firstBytes(s string) string {
	n := (mostLetters + 1) * utf8.UTFMax
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// clip cuts a line that is wider than most.
func clip(s string, most, size float64) string {
	if TextWidth(s, size) <= most {
		return s
	}
	r := []rune(s)
	for len(r) > 1 && TextWidth(string(r)+"…", size) > most {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}
