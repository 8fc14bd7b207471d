package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// Links read into a sheet stand in it as excelize sets them one by one.
func TestLinksAreExcelizes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		links := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) link {
			return link{at(rapid.IntRange(0, 30).Draw(t, "column"), rapid.IntRange(2, 40).Draw(t, "row")), "'" + rapid.String().Draw(t, "sheet") + "'!A1"}
		}), 0, 60).Draw(t, "links")
		tip := rapid.Bool().Draw(t, "tip")
		set := sheetOf(t, tip, func(b *book) error {
			for _, l := range links {
				if err := b.file.SetCellHyperLink("second", l.cell, l.to, "Location"); err != nil {
					return err
				}
			}
			return nil
		})
		if read := sheetOf(t, tip, func(b *book) error { return b.join(links) }); read != set {
			t.Errorf("read: %s\nset: %s", read, set)
		}
	})
}

// sheetOf gives the second sheet of a workbook, joined to others.
func sheetOf(t *rapid.T, tip bool, joined func(*book) error) string {
	b := &book{file: excelize.NewFile(), count: 2}
	defer func() { _ = b.file.Close() }()
	if _, err := b.file.NewSheet("second"); err != nil {
		t.Fatal(err)
	}
	sw, err := b.file.NewStreamWriter("second")
	if err != nil {
		t.Fatal(err)
	}
	if err := sw.SetRow("A1", []any{"x"}); err != nil {
		t.Fatal(err)
	}
	if says := "where"; tip {
		if err := b.file.SetCellHyperLink("second", "A1", "Sheet1!A1", "Location", excelize.HyperlinkOpts{Tooltip: &says}); err != nil {
			t.Fatal(err)
		}
	}
	if err := joined(b); err != nil {
		t.Fatal(err)
	}
	if err := sw.Flush(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.file.Write(&out); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet2.xml")
	if err != nil {
		t.Fatal(err)
	}
	part, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(part)
}

// A text takes as many lines as its words do, set one after the other.
func TestLines(t *testing.T) {
	set := func(s string, width float64) int {
		n := 0
		for line := range strings.SplitSeq(s, "\n") {
			used, lines := 0.0, 1
			for word := range strings.FieldsSeq(line) {
				w := 1.1 * float64(utf8.RuneCountInString(word))
				if used > 0 && used+1+w > width {
					used = 0
					lines++
				}
				for used = used + 1 + w; used > width+1; used -= width {
					lines++
				}
			}
			n += lines
		}
		return n
	}
	letters := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "ж", "€", "𝄞", "\xff", " ", "\n", "\t", "\u0085", "\u00a0", "\u1680", "\u2003", "\u3000", "word ", "слово "}), 0, 200)
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(letters.Draw(t, "text"), "")
		width := float64(rapid.IntRange(5, 90).Draw(t, "width"))
		if got, want := linesOf(s, width), set(s, width); got != want {
			t.Error(fmt.Sprintf("%q in %v: %d lines, set %d", s, width, got, want))
		}
	})
}
