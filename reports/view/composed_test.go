package view

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A text taken for composed is: on random texts of letters, marks and signs of every kind.
func TestComposedIsNormal(t *testing.T) {
	runes := []rune("aZ09 ,«»—–№…’₸₨йЙёқҰ́̆̈҄҇\u0340\u2000\u2126\u212b\u00c5\u0421\u0327가ᄀ\u1161ҮӘ")
	random, taken := rand.New(rand.NewPCG(3, 4)), 0
	for range 20_000 {
		var b strings.Builder
		for range random.IntN(8) {
			b.WriteRune(runes[random.IntN(len(runes))])
		}
		s := b.String()
		if composed(s) {
			taken++
			if !norm.NFC.IsNormalString(s) {
				t.Fatalf("%+q is not in normal form", s)
			}
		}
	}
	if taken < 1000 {
		t.Errorf("%d texts were taken", taken)
	}
	for r := range rune(frequent) {
		if unicode.IsSpace(r) {
			continue
		}
		if s := string(r); composed(s) && !norm.NFC.IsNormalString(s) {
			t.Errorf("%+q is not in normal form", s)
		}
	}
}
