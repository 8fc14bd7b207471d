package source

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
)

// A JSON string without an end is refused at the limit of a record, with its place, and holds
// no more memory than a few times that limit: 300 MB took 1.2 GB before.
func TestLongJSONIsBounded(t *testing.T) {
	for _, lines := range []bool{false, true} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		text := io.MultiReader(strings.NewReader(`{"items":[{"id":"`), io.LimitReader(endless('a'), 300<<20))
		_, _, _, err := NewObjects(text, "x.json", lines).Next()
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), "x.json") || !strings.Contains(err.Error(), "32") {
			t.Errorf("lines %v: %v", lines, err)
		}
		if got := after.TotalAlloc - before.TotalAlloc; got > 8*maxRecord {
			t.Errorf("lines %v: %d MiB were allocated", lines, got>>20)
		}
	}
}

type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// Quotes that never close are looked for once a line, not once a row and line: each of their
// rows is rejected by itself, and every allocation is in proportion to the text. Where every
// row opened a quote, the text was copied a thousand times before.
func TestStrayQuotesAreLinear(t *testing.T) {
	text := strings.Repeat("a,b,\"c of some length to be copied again and again\n", 20000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	g := NewRecords(strings.NewReader(text), ',', '"')
	rows := 0
	for {
		_, _, err := g.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if _, ok := errors.AsType[*Broken](err); !ok {
			t.Fatalf("row %d: %v", g.Row, err)
		}
		rows++
	}
	runtime.ReadMemStats(&after)
	if rows != 20000 || g.Taken != 20000 {
		t.Errorf("%d rows broken, %d lines taken", rows, g.Taken)
	}
	if got := after.TotalAlloc - before.TotalAlloc; got > uint64(20*len(text)) {
		t.Errorf("%d MiB allocated for %d KiB of text", got>>20, len(text)>>10)
	}
}

// Rows that close a quote and open the next one, for ever, are refused with the row once a
// bounded amount of text was cut in vain.
func TestQuotesAstrayAreRefused(t *testing.T) {
	g := NewRecords(strings.NewReader("x,\"y\n"+strings.Repeat("a\",\"b\n", 200000)), ',', '"')
	g.Width = 2
	for {
		_, _, err := g.Next()
		if _, ok := errors.AsType[*Broken](err); ok {
			continue
		}
		if err == nil || errors.Is(err, io.EOF) || g.worked < maxStray {
			t.Errorf("ended with %v after %d bytes", err, g.worked)
		}
		return
	}
}
