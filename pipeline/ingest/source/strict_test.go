package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// What Strict reads Records reads too, with the same cells; what Records reads with rows that do
// not fit, or with a quote as text, Strict gives up.
func TestStrictIsRecords(t *testing.T) {
	pieces := []string{"a", "бв", "\"", "\"\"", ",", ",", "\n", "\r\n", "\"x,y\"", "\"\n\"", "12", " ", "\"q\"\"r\"", ";"}
	regular := 0
	for seed := range uint64(4000) {
		random := rand.New(rand.NewPCG(seed, 7))
		var b strings.Builder
		for range random.IntN(40) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := "h1,h2\n" + b.String()
		var in io.Reader = strings.NewReader(text)
		if seed%2 == 0 {
			in = iotest.OneByteReader(in) // every row is cut by the end of what is read
		}
		strict, err := rowsOf(NewStrict(in, ',', '"').Next)
		if errors.Is(err, ErrIrregular) {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		records := NewRecords(strings.NewReader(text), ',', '"')
		records.Width = 2
		want, err := rowsOf(func() ([][]byte, error) {
			_, cells, err := records.Next()
			var row [][]byte
			for _, c := range cells {
				row = append(row, []byte(c))
			}
			return row, err
		})
		if err != nil {
			t.Fatalf("seed %d: %q is regular, and broken to Records: %v", seed, text, err)
		}
		if !slices.Equal(strict, want) {
			t.Fatalf("seed %d: %q\nstrict  %q\nrecords %q", seed, text, strict, want)
		}
		regular++
	}
	if regular < 100 {
		t.Errorf("only %d texts were regular", regular)
	}
}

func rowsOf(next func() ([][]byte, error)) ([]string, error) {
	var rows []string
	for {
		cells, err := next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, string(bytes.Join(cells, []byte("\x00"))))
	}
}

// A row longer than what is read at once is read whole; a quote that is never closed, a row of
// another width and one longer than any row may be are given up.
func TestStrictEdges(t *testing.T) {
	long := strings.Repeat("я", 1<<20)
	for text, want := range map[string][]string{
		"\ufeffa,b\n1," + long + "\n3,4":        {"a\x00b", "1\x00" + long, "3\x004"},
		"a,b\n1,\"" + long + "\"\n\"3\",\"\"\n": {"a\x00b", "1\x00" + long, "3\x00"},
		"a,b\r\n1,2\r\n\r\n":                    {"a\x00b", "1\x002"},
		"":                                      nil,
	} {
		got, err := rowsOf(NewStrict(strings.NewReader(text), ',', '"').Next)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%.20q: %d rows, %v", text, len(got), err)
		}
	}
	for _, text := range []string{"a,b\n1", "a,b\n1,2,3\n", "a,b\n,\n", "a,b\n1,\"2\n", "a,b\n1,2\"\n", "a,b\n\"1\"x,2\n",
		fmt.Sprintf("a,b\n1,%s\n", strings.Repeat("x", maxRecordBytes+1))} {
		if rows, err := rowsOf(NewStrict(strings.NewReader(text), ',', '"').Next); !errors.Is(err, ErrIrregular) {
			t.Errorf("%.20q: %d rows, %v", text, len(rows), err)
		}
	}
}
