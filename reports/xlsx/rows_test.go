package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// excelizeRow is a row as excelize writes it, from <sheetData> to </sheetData>.
func excelizeRow(t *rapid.T, n int, points float64, cells []value) string {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	var out []any
	for _, c := range cells {
		out = append(out, excelize.Cell{StyleID: c.style, Value: c.is})
	}
	sw, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	at, _ := excelize.CoordinatesToCellName(1, n)
	var book bytes.Buffer
	for _, err := range []error{sw.SetRow(at, out, excelize.RowOpts{Height: points}), sw.Flush(), f.Write(&book)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	archive, err := zip.NewReader(bytes.NewReader(book.Bytes()), int64(book.Len()))
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := archive.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(sheet)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(all), "<sheetData>")
	row, _, _ := strings.Cut(rest, "</sheetData>")
	return row
}

// A row is written byte for byte as excelize writes it.
func TestRowsAreExcelizes(t *testing.T) {
	temp := t.TempDir()
	letters := rapid.SampledFrom([]rune("abc АбВ «»№—₸ 0129 .,;&<>\"'\t\n\r_x\u00a0\u200b\ufffd\uffff\x00\x1f\U0001F600"))
	text := rapid.OneOf(rapid.StringOf(letters), rapid.String(), rapid.SampledFrom([]string{
		"_x0041_", "_x005F_", "_x005F_x0041_", "a_x00e9__x000D_b", "_x12_", "_x004g_", "__x0041__x", "\xff\xfe", " пробел", "конец\n", strings.Repeat("я", mostLetters), strings.Repeat("я", mostLetters+1), strings.Repeat("😀", mostLetters/2+3), strings.Repeat("a", mostLetters) + "\xff",
	}))
	number := rapid.OneOf(rapid.Float64Range(-1e300, 1e300), rapid.Float64Range(0, 1), rapid.Float64Range(-1e17, 1e17), rapid.SampledFrom([]float64{0, 0.1 + 0.2, 1.0 / 3, 123456789012345678, 1234567890123456.7, 99999999999999.99, math.Inf(1), math.NaN()}))
	day := rapid.Map(rapid.Int64Range(0, 365*400), func(n int64) time.Time { return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)) })
	any1 := rapid.OneOf(rapid.Map(text, func(s string) any { return s }), rapid.Map(number, func(v float64) any { return v }), rapid.Map(rapid.Int64(), func(n int64) any { return n }), rapid.Map(day, func(d time.Time) any { return d }), rapid.Just[any](nil))
	rapid.Check(t, func(t *rapid.T) {
		var cells []value
		for _, is := range rapid.SliceOfN(any1, 1, 40).Draw(t, "cells") {
			cells = append(cells, value{rapid.IntRange(1, 3).Draw(t, "style"), is})
		}
		n, points := rapid.IntRange(1, maxRows).Draw(t, "row"), rapid.SampledFrom([]float64{0, 16, 31, 405}).Draw(t, "points")
		r, err := newRows(temp)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.Close() }()
		h := r.begin(1)
		if err := r.write(h, n, points, cells); err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := r.fill(&got, []byte("<sheetData></sheetData>"), h); err != nil {
			t.Fatal(err)
		}
		if want := "<sheetData>" + excelizeRow(t, n, points, cells) + "</sheetData>"; got.String() != want {
			t.Fatalf("%q, excelize has %q", got.String(), want)
		}
	})
}

// Links stand behind the first, and a sheet without a place for them is an error.
func TestLinks(t *testing.T) {
	r, err := newRows(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	h := r.begin(2)
	h.link("B3", "'A & B'!A4")
	var got bytes.Buffer
	if err := r.fill(&got, []byte(`<sheetData><row r="1"></row></sheetData><hyperlinks><hyperlink ref="A1"></hyperlink></hyperlinks><pageMargins/>`), h); err != nil {
		t.Fatal(err)
	}
	want := `<sheetData><row r="1"></row></sheetData><hyperlinks><hyperlink ref="A1"></hyperlink><hyperlink ref="B3" location="&#39;A &amp; B&#39;!A4"></hyperlink></hyperlinks><pageMargins/>`
	if got.String() != want {
		t.Errorf("%s", got.String())
	}
	if err := r.fill(&got, []byte("<sheetData></sheetData>"), h); err == nil {
		t.Error("links without a place were left out")
	}
	if r.sheet("xl/worksheets/sheet2.xml") != h || r.sheet("xl/worksheets/sheet1.xml") != nil {
		t.Error("the rows are of another sheet")
	}
}
