package tender

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"adal/fixtures/invent"
)

// lenient is how the library is to read, for the scan to be held against it.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// byLibrary gives every token of a text that is one JSON object and nothing else, numbers as they
// are written; false where the library says that it is none.
func byLibrary(text []byte) (tokens []string, is bool) {
	d := jsontext.NewDecoder(bytes.NewReader(text), lenient...)
	if d.PeekKind() != '{' {
		return nil, false
	}
	for {
		t, err := d.ReadToken()
		if err != nil {
			return tokens, errors.Is(err, io.EOF) && d.StackDepth() == 0 && len(tokens) > 0 && balanced(tokens)
		}
		tokens = append(tokens, t.Kind().String()+t.String())
	}
}

// balanced reports whether tokens are one object: nothing stands behind it.
func balanced(tokens []string) bool {
	depth := 0
	for i, t := range tokens {
		switch t {
		case "{{", "[[":
			depth++
		case "}}", "]]":
			depth--
		}
		if depth == 0 && i < len(tokens)-1 {
			return false
		}
	}
	return depth == 0
}

// byScan gives the same with the scan.
func byScan(text []byte) (tokens []string, is bool) {
	s := scan{text: text}
	if s.peek() != '{' {
		return nil, false
	}
	var value func() error
	value = func() error {
		switch c := s.peek(); c {
		case '{', '[':
			closes := c + 2
			tokens = append(tokens, string([]byte{c, c}))
			if err := s.open(); err != nil {
				return err
			}
			empty := s.take(closes)
			if empty {
				s.depth--
			}
			for more := !empty; more; {
				if c == '{' {
					s.peek()
					before := s
					if _, err := s.name(); err != nil {
						return err
					}
					behind := s
					s = before
					name, err := s.string()
					if err != nil {
						return err
					}
					s = behind
					tokens = append(tokens, `string`+name)
				}
				if err := value(); err != nil {
					return err
				}
				var err error
				if more, err = s.more(closes); err != nil {
					return err
				}
			}
			tokens = append(tokens, string([]byte{closes, closes}))
			return nil
		case '"':
			t, err := s.string()
			tokens = append(tokens, `string`+t)
			return err
		}
		v, err := s.raw()
		kind := "number"
		if err == nil && (v[0] == 't' || v[0] == 'f' || v[0] == 'n') {
			kind = string(v)
		}
		tokens = append(tokens, kind+string(v))
		return err
	}
	if err := value(); err != nil {
		return tokens, false
	}
	return tokens, s.peek() == 0 && s.at == len(s.text)
}

// alike holds the scan and the reader to the library on one text.
func alike(t *testing.T, text []byte) bool {
	t.Helper()
	want, is := byLibrary(text)
	got, taken := byScan(text)
	if is != taken {
		t.Fatalf("%q is an object: %v, to the library %v", text, taken, is)
	}
	for i := range want {
		if is && (i >= len(got) || got[i] != want[i]) {
			t.Fatalf("%q: token %d is %q, to the library %q", text, i, got[i:min(i+1, len(got))], want[i])
		}
	}
	skipped := scan{text: text}
	if err := skipped.skip(); is && (err != nil || skipped.depth != 0) {
		t.Fatalf("%q is not passed over: %v", text, err)
	}
	var r Reader
	p, err := r.Read(text)
	few := Reader{Few: true}
	q, fewErr := few.Read(text)
	if (err == nil) != is || (fewErr == nil) != is {
		t.Fatalf("%q: an object %v, read: %v, few of it: %v", text, is, err, fewErr)
	}
	if is && !reflect.DeepEqual(bare(p), bare(q)) {
		t.Fatalf("%q: few of it are\n%+v\nwant\n%+v", text, q, bare(p))
	}
	return is
}

// bare leaves out of a process what Few leaves out.
func bare(p Process) Process {
	only := func(parties []Party) (all []Party) {
		for _, x := range parties {
			all = append(all, Party{ID: x.ID})
		}
		return all
	}
	p.TenderID, p.Title, p.Buyer, p.Entity, p.Parties, p.Contracts, p.Odd = "", "", Party{ID: p.Buyer.ID}, Party{ID: p.Entity.ID}, nil, nil, nil
	p.Bids, p.Awards = slices.Clone(p.Bids), slices.Clone(p.Awards)
	for i := range p.Bids {
		p.Bids[i].ID, p.Bids[i].Lot, p.Bids[i].Tenderers = "", "", only(p.Bids[i].Tenderers)
	}
	for i := range p.Awards {
		a := &p.Awards[i]
		a.ID, a.Date, a.Currency, a.Amount, a.Suppliers = "", "", "", nil, only(a.Suppliers)
	}
	return p
}

// What is JSON and what a string of it says is what the library says of it.
func TestScan(t *testing.T) {
	nested := func(n int) string { return `{"a":` + strings.Repeat("[", n-1) + strings.Repeat("]", n-1) + "}" }
	for _, text := range []string{
		`{}`, ` {"a" : [ 1 , -0.5e+3,true,false,null,"x"] } `, `{"a":01}`, `{"a":-}`, `{"a":1.}`, `{"a":.5}`, `{"a":1e}`, `{"a":+1}`, `{"a":0e0}`, `{"a":1E-2}`, `{"a":00}`,
		`{"a":tru}`, `{"a":trues}`, `{"a":nul`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{"a":[1,]}`, `{"a":[,]}`, `{"a":[1 2]}`, `{"a":1 "b":2}`, `{a:1}`, `{"a":1]`, `{"a":[1}`, `{1:2}`,
		"{\"a\":\"\t\"}", "{\"a\":\"\x7f\"}", "{\"a\":\"\xff\xfe\"}", "{\"\xff\":\"x\"}", "{\"a\":\"\xed\xa0\x80\"}", `{"a":"\u12"}`, `{"a":"\u12G4"}`, `{"a":"\x"}`, `{"a":"\"}`, `{"a":"\/\b\f\n\r\t\"\\"}`,
		`{"a":"\ud83d\ude00 \ud800 \udc00\ud800x"}`, `{"a":"` + strings.Repeat("long enough for words of eight ", 9) + `\u0041"}`, "\ufeff{}", "\v{}", "{}\x00", "{}\n\n", "{\"ocid\":\"x\"}\f",
		nested(deepest), nested(deepest + 1), `{"tender":` + nested(deepest-1) + `}`, `{"tender":` + nested(deepest) + `}`, `{"bids":{"details":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}}`,
		`{"ocid":5,"ocid":"é"}`, `{"tender":{"status":"a\u0062"},"tender":{"status":"ab"}}`, `{"tender":{"numberOfTenderers":-3}}`, `{"buyer":{"id":-1}}`,
	} {
		alike(t, []byte(text))
	}
	if _, is := byLibrary([]byte(nested(deepest))); !is {
		t.Error("the library takes less deep texts")
	}
	if _, is := byLibrary([]byte(nested(deepest + 1))); is {
		t.Error("the library takes deeper texts")
	}
}

// The same of releases in which some bytes are changed.
func TestScanOfChangedLines(t *testing.T) {
	var all bytes.Buffer
	if err := invent.Tenders(&all, 300, 1); err != nil {
		t.Fatal(err)
	}
	r, taken := rand.New(rand.NewPCG(1, 3)), 0
	const tried = 6000
	lines := bytes.Split(bytes.TrimSpace(all.Bytes()), []byte("\n"))
	for range tried {
		text := bytes.Clone(lines[r.IntN(len(lines))])
		for range 1 + r.IntN(2) {
			switch at := r.IntN(len(text)); r.IntN(3) {
			case 0:
				text[at] = byte(r.IntN(256))
			case 1:
				text[at] = `"\{}[]:,0-.eEun `[r.IntN(16)]
			default:
				text = slices.Insert(text, at, []byte([]string{`\u00e9`, `\"`, "\xc3", " ", "\\", `"`, `,"x":1`, "1", "é"}[r.IntN(9)])...)
			}
		}
		if alike(t, text) {
			taken++
		}
	}
	if taken < tried/10 || taken > tried*9/10 {
		t.Errorf("of %d changed lines %d are JSON: it tests little", tried, taken)
	}
}

// What a release says does not hang on how its strings are escaped and where blanks stand.
func TestReadOfWritings(t *testing.T) {
	var all bytes.Buffer
	if err := invent.Tenders(&all, 200, 2); err != nil {
		t.Fatal(err)
	}
	var r Reader
	for line := range bytes.Lines(all.Bytes()) {
		other := jsontext.Value(bytes.Clone(line))
		if err := other.Indent(); err != nil {
			t.Fatal(err)
		}
		var escaped strings.Builder
		inside := false
		for _, c := range string(other) {
			if c == '"' {
				inside = !inside
			}
			if name := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'; inside && !name && c != '"' && c < 0x10000 {
				fmt.Fprintf(&escaped, `\u%04x`, c)
			} else {
				escaped.WriteRune(c)
			}
		}
		want, err1 := r.Read(line)
		got, err2 := r.Read([]byte(escaped.String()))
		if err1 != nil || err2 != nil || !reflect.DeepEqual(want, got) {
			t.Fatalf("%v, %v:\n%+v\n%+v", err1, err2, want, got)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add([]byte(`{"ocid":"x","bids":{"details":[{"status":"valid","value":{"amount":1e400}}]}}`))
	f.Fuzz(func(t *testing.T, text []byte) { alike(t, text) })
}
