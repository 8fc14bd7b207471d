package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"adal/pipeline/run"
	"adal/reports/docx"
	"adal/reports/internal/sample"
	"adal/reports/view"
)

// said reads the words of a document.
func said(t *testing.T, b []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var words strings.Builder
	for d := xml.NewDecoder(f); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return words.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := token.(xml.CharData); ok {
			words.Write(text)
			words.WriteByte('\n')
		}
	}
}

func written(t *testing.T, r *run.Run, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Write(&b, view.Of(r, lang, false).Memo()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The memo says what its view says, word for word, the same bytes each time, and no number of a
// person in full.
func TestMemo(t *testing.T) {
	for name, r := range map[string]*run.Run{"scan": sample.Scan(), "annual": sample.Annual()} {
		for _, lang := range []string{"ru", "kk", "en"} {
			b := written(t, r, lang)
			if !bytes.Equal(b, written(t, r, lang)) {
				t.Errorf("%s in %s: two memos of one run differ", name, lang)
			}
			text, m := said(t, b), view.Of(r, lang, false).Memo()
			wanted := append([]string{m.Heading, m.To, m.From, m.Subject, m.Caution, m.Signature}, m.Paragraphs...)
			for _, l := range m.Lists {
				wanted = append(wanted, l.Title)
				for _, c := range l.Columns { // a heading begins with a capital
					first, size := utf8.DecodeRuneInString(c)
					wanted = append(wanted, string(unicode.ToUpper(first))+c[size:])
				}
				for _, row := range l.Rows {
					wanted = append(wanted, row...)
				}
			}
			for _, w := range wanted {
				if w == "" || !strings.Contains(text, w) {
					t.Errorf("%s in %s lacks %q", name, lang, w)
				}
			}
			if strings.Contains(text, sample.Husband) {
				t.Errorf("%s in %s shows a number in full", name, lang)
			}
		}
	}
}

// The annual report says what its view says, has each chart once with words for who does not see
// it, the same bytes each time, no number of a person in full, and no other job has one.
func TestReport(t *testing.T) {
	if view.Of(sample.Scan(), "ru", false).Paper() != nil {
		t.Error("a scan has an annual report")
	}
	for _, lang := range []string{"ru", "kk", "en"} {
		write := func() []byte {
			var b bytes.Buffer
			if err := docx.WriteReport(&b, view.Of(sample.Annual(), lang, false).Paper()); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
		b := write()
		if !bytes.Equal(b, write()) {
			t.Errorf("%s: two reports of one run differ", lang)
		}
		text, p := said(t, b), view.Of(sample.Annual(), lang, false).Paper()
		wanted, plots := []string{p.Heading, p.To, p.From, p.Subject, p.Caution, p.Signature}, 0
		for _, x := range p.Parts {
			if x.Title != "" {
				wanted = append(wanted, x.Title)
			}
			wanted = append(wanted, x.Texts...)
			if x.Plot != nil && x.Plot.Empty() {
				wanted = append(wanted, x.Plot.None)
			} else if x.Plot != nil {
				plots++
			}
			if x.List == nil {
				continue
			}
			for _, row := range x.List.Rows {
				wanted = append(wanted, row...)
			}
		}
		for _, w := range wanted {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %q", lang, w)
			}
		}
		if strings.Contains(text, sample.Husband) || strings.Contains(text, sample.Entrepreneur) {
			t.Errorf("%s shows a number in full", lang)
		}
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		pictures := 0
		for _, f := range z.File {
			if !strings.HasSuffix(f.Name, ".png") || !strings.HasPrefix(f.Name, "word/media/") {
				continue
			}
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := png.Decode(r); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
			pictures++
		}
		if pictures != plots || plots < 5 {
			t.Errorf("%s: %d pictures of %d charts", lang, pictures, plots)
		}
	}
}

// One finding of each of the ten gravest cases that nobody decided stands in the memo in their order, and the terms of the Standard are counted
// in working days: three after Wednesday 30 September 2026 are over on Monday.
func TestMemoCounts(t *testing.T) {
	r := sample.Scan()
	r.AsOf = "2026-09-30"
	m := view.Of(r, "ru", false).Memo()
	open := 0
	for _, c := range r.Cases {
		if c.Status != "decided" {
			open++
		}
	}
	if got := len(m.Lists[0].Rows); got != min(10, open) || open == 0 || open == len(r.Cases) {
		t.Errorf("%d findings, want one of each of the ten gravest of %d open cases of %d", got, open, len(r.Cases))
	}
	terms := m.Lists[1].Rows
	for i, want := range []string{"05.10.2026", "14.10.2026", "14.10.2026", "30.12.2026"} {
		if got := terms[i][2]; got != want {
			t.Errorf("%s: %s, want %s", terms[i][0], got, want)
		}
	}
	r.AsOf = "2035-09-30" // no calendar holds that year
	if got := view.Of(r, "ru", false).Memo().Lists[1].Rows[0][2]; got != "по календарю года" {
		t.Errorf("a day of a year without a calendar: %s", got)
	}
}
