package ingest

import (
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// Pieces are the text, cut behind line feeds alone, each with the row it begins in, whatever
// the length of lines and of what is read at a time.
func TestCutter(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	several := 0
	for range 3000 {
		var b strings.Builder
		for range rng.IntN(8) {
			b.WriteString(strings.Repeat("x", rng.IntN(30)))
			b.WriteString([]string{"\n", "\n\n", "\r\n", ""}[rng.IntN(4)])
		}
		text := b.String()
		c := &cutter{in: iotest.HalfReader(strings.NewReader(text)), chunk: 1 + rng.IntN(20), row: 1, free: make(chan []byte, 2)}
		var got strings.Builder
		for n := 0; ; n++ {
			p, err := c.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if n > 0 && !strings.HasSuffix(got.String(), "\n") {
				t.Fatalf("%q: a line is cut behind %q", text, got.String())
			}
			if want := int64(strings.Count(got.String(), "\n") + 1); p.row != want || len(p.text) == 0 {
				t.Fatalf("%q: a piece %q of row %d, want %d", text, p.text, p.row, want)
			}
			got.Write(p.text)
			c.back(p)
			several += n
		}
		if got.String() != text {
			t.Fatalf("%q became %q", text, got.String())
		}
	}
	if several == 0 {
		t.Error("no text was cut")
	}
	broken := &cutter{in: iotest.ErrReader(io.ErrClosedPipe), chunk: 4, row: 1}
	if _, err := broken.next(); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a fault of the disk is told as %v", err)
	}
}
