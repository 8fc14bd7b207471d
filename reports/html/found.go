package html

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	jsonv2 "github.com/go-json-experiment/json"
	jsonv1 "github.com/go-json-experiment/json/v1"
	"github.com/klauspost/compress/gzip"

	"adal/reports/csv"
	"adal/reports/view"
)

// chunk is how many bodies of cards are kept together: enough alike to be small, few enough to be
// unpacked when one is opened. next stands between them; no text of the data holds it, which would
// be escaped.
const (
	chunk = 50
	next  = "<next>"
)

// found writes what the script sorts and filters the findings by, as JSON. Where not all cards
// stand in the page it is packed, with the heads of the others, and so are their bodies, as the HTML
// the page would have had: of ten thousand findings that is a tenth of what it would be otherwise.
func found(w io.Writer, tmpl *template.Template, v *view.Report) error {
	p := v.Page()
	s := p.Sought()
	head, lines, err := csv.Lines(v.Section("findings").File)
	if err != nil {
		return err
	}
	s.Head = head
	for _, row := range s.Row {
		s.Lines = append(s.Lines, lines[row])
	}
	all := p.Shown == p.Queue
	if !all {
		head, err := newHeads(v)
		if err != nil {
			return err
		}
		if err := later(w, tmpl, head, p, s); err != nil {
			return err
		}
	}
	return kept(w, "found", !all, func(w io.Writer) error { return jsonv2.MarshalWrite(w, s, jsonv1.DefaultOptionsV1()) })
}

// maxPlain is how many bytes of contracts a page holds as plain JSON, which anybody can read.
const maxPlain = 1 << 20

// kept writes JSON for the script, packed or as it is.
func kept(w io.Writer, id string, pack bool, write func(io.Writer) error) error {
	if pack {
		return packed(w, `id="`+id+`"`, write)
	}
	if _, err := fmt.Fprintf(w, "<script type=\"application/json\" id=\"%s\">", id); err != nil {
		return err
	}
	if err := write(w); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</script>\n")
	return err
}

// plainly writes data as they are.
func plainly(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// later writes the bodies of the cards that do not stand in the page, and notes of each its head,
// which chunk holds its body and what it says.
func later(w io.Writer, tmpl *template.Template, head heads, p *view.Page, s *view.Sought) error {
	s.Chunk, s.Texts, s.Heads, s.Rules = make([]int, p.Queue), make([]string, p.Queue), make([]string, p.Queue), map[string]string{}
	for i := range s.Chunk {
		s.Chunk[i] = -1
	}
	var bodies bytes.Buffer
	n, full := 0, 0
	flush := func() error {
		if bodies.Len() == 0 {
			return nil
		}
		err := packed(w, fmt.Sprintf(`class="cards" data-chunk="%d"`, full), plainly(bodies.Bytes()))
		bodies.Reset()
		full++
		return err
	}
	for i, c := range p.Cards() {
		s.Texts[i] = c.Own()
		if s.Rules[c.Rule] == "" {
			s.Rules[c.Rule] = c.Common()
		}
		if p.Stands(i) {
			continue
		}
		s.Heads[i] = string(head.of(&c))
		if bodies.Len() > 0 {
			bodies.WriteString(next)
		}
		if err := tmpl.ExecuteTemplate(&bodies, "card_body", &c); err != nil {
			return err
		}
		s.Chunk[i] = full
		if n++; n%chunk == 0 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// packers are what packs; each holds a megabyte, and a page of ten thousand findings packs two hundred
// elements.
var packers sync.Pool

// packed writes an element of data: deflated, in base64, so that it is text and cannot end the
// element. The same data give the same text.
func packed(w io.Writer, attributes string, write func(io.Writer) error) error {
	if _, err := fmt.Fprintf(w, "<script type=\"text/plain\" %s>", attributes); err != nil {
		return err
	}
	coded := base64.NewEncoder(base64.StdEncoding, w)
	z, ok := packers.Get().(*gzip.Writer)
	if !ok {
		z = gzip.NewWriter(coded)
	}
	defer packers.Put(z)
	z.Reset(coded)
	if err := write(z); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	if err := coded.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</script>\n")
	return err
}
