package source

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// What is told of the encoding of a text and its ends of lines is the same whether it was
// looked at as JSON or as rows of cells, wherever the chunks it was read in end.
func TestJSONIsLookedAtAlike(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	parts := []string{"a", "\n", "\r", "\r\n", "\x00", "қ", "\xff", "\"", ",", " ", "{", "\xd2", "\ufeff"}
	told := map[[4]bool]bool{}
	for range 5000 {
		var b strings.Builder
		b.WriteString([]string{"{", "[", "\ufeff{", " \r\n[", "{\r"}[rng.IntN(5)])
		of := parts[:1+rng.IntN(len(parts))]
		for range rng.IntN(12) {
			b.WriteString(of[rng.IntN(len(of))])
		}
		text := b.String()
		cells, err := InspectCells(strings.NewReader(text))
		if err != nil || !cells.Cells() {
			t.Fatalf("%q: %+v, %v", text, cells, err)
		}
		want := [4]bool{cells.NotUTF8, cells.Nul, cells.LoneReturn, cells.Newline}
		told[want] = true
		l, err := Inspect(strings.NewReader(text))
		if err != nil || l.Cells() {
			t.Fatalf("%q is looked at as cells: %+v, %v", text, l, err)
		}
		if got := [4]bool{l.NotUTF8, l.Nul, l.LoneReturn, l.Newline}; got != want || l.Sha256 != cells.Sha256 || l.Bytes != cells.Bytes {
			t.Errorf("%q: %v, as cells %v", text, got, want)
		}
		// Byte by byte: as JSON from the first, whatever the text begins with.
		one := scanner{look: &Look{json: true}, class: byteNewline}
		for k := range len(text) {
			one.feed([]byte{text[k]})
		}
		one.end()
		if got := [4]bool{one.look.NotUTF8, one.look.Nul, one.look.LoneReturn, one.look.Newline}; got != want {
			t.Errorf("%q byte by byte: %v, as cells %v", text, got, want)
		}
		if slow, err := Inspect(iotest.OneByteReader(strings.NewReader(text))); err != nil || slow.Sha256 != cells.Sha256 {
			t.Errorf("%q read byte by byte: %+v, %v", text, slow, err)
		}
	}
	if len(told) < 10 {
		t.Errorf("the texts tell %d things apart: too few to say anything", len(told))
	}
}
