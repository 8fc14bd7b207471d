package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"adal/pipeline/fault"
)

// Object is one record of a JSON file, numbers as they are written.
type Object = map[string]any

// objects gives the records of a JSON text whatever they are wrapped in: one array, the
// pages of the portal ({"items":[...]}, {"data":{"Contract":[...]}}), an OCDS package, one
// object a line, or several of these one after another. Text is read as it goes by; of a
// page only one record is in memory.
type objects struct {
	lines   *bufio.Reader // one value a line
	decoder *json.Decoder
	place   string
	count   int64
	kind    string // key the current array stands under: items, Contract, releases
	stack   []byte // '[' or '{' that are open around the records
	measure *measured
	done    bool
	page    []Object // of a line, not yet given
}

// maxRecord is how much text one record may be: a value without an end is not read into memory.
const maxRecord = 32 << 20

// Envelopes are the keys whose array is the records.
var Envelopes = []string{"items", "data", "releases", "records", "results", "result", "rows", "content", "value", "values", "list", "objects"}

// beside are the keys an envelope has beside its records.
var beside = []string{
	"total", "limit", "next_page", "nextpage", "next", "previous", "page", "pages", "count", "offset", "size", "totalcount", "totalpages",
	"status", "success", "message", "code", "errors", "error", "meta", "links", "link", "pagination", "extensions", "@odata.context",
	"uri", "version", "publisher", "publisheddate", "publicationpolicy", "license", "packages", "language",
}

// NewObjects reads the records of a JSON text; lines says that it has one value a line.
func NewObjects(r io.Reader, place string, lines bool) *objects {
	in := bufio.NewReaderSize(r, 1<<20)
	if b, _ := in.Peek(3); bytes.Equal(b, []byte("\ufeff")) {
		_, _ = in.Discard(3)
	}
	o := &objects{place: place, measure: &measured{r: in}}
	if lines {
		o.lines = in
		return o
	}
	o.decoder = json.NewDecoder(o.measure)
	o.decoder.UseNumber()
	return o
}

// WithoutMark gives a text without the byte order mark it may begin with.
func WithoutMark(in io.Reader) io.Reader {
	mark := []byte("\ufeff")
	head := make([]byte, len(mark))
	n, _ := io.ReadFull(in, head) // what is wrong with the text is told when the rest is read
	return io.MultiReader(bytes.NewReader(bytes.TrimPrefix(head[:n], mark)), in)
}

// measured refuses to hand out more than maxRecord between two resets.
type measured struct {
	r    io.Reader
	left int64
}

var errLongRecord error = new(fault.Say("long_record", "mib", maxRecord>>20))

func (m *measured) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errLongRecord
	}
	n, err := m.r.Read(p[:min(int64(len(p)), m.left)])
	m.left -= int64(n)
	return n, err
}

// IsLines reports whether the beginning of a text is one JSON value a line; named says
// that the name of the file does.
func IsLines(head []byte, cutOff, named bool) bool {
	n := 0
	for line := range bytes.Lines(head) {
		if cutOff && !bytes.HasSuffix(line, []byte("\n")) {
			break
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		switch ok := line[0] == '{' && json.Valid(line); {
		case ok:
			if n++; n == 2 || named {
				return true
			}
		case !named:
			return false
		}
	}
	return named && n > 0
}

// Next gives the next record, its number from 1, and the key of its array. A *broken is
// one line that is no JSON; the next call goes on behind it.
func (o *objects) Next() (n int64, kind string, record Object, err error) {
	if o.lines != nil {
		return o.nextLine()
	}
	for {
		record, err := o.step()
		if err != nil {
			return 0, "", nil, err
		}
		if record != nil {
			o.count++
			return o.count, o.kind, record, nil
		}
	}
}

// step goes on by one token or record; nil where it was no record.
func (o *objects) step() (Object, error) {
	if o.done {
		return nil, io.EOF
	}
	o.measure.left = maxRecord
	inArray := len(o.stack) > 0 && o.stack[len(o.stack)-1] == '['
	if inArray && o.decoder.More() {
		var v any
		if err := o.decoder.Decode(&v); err != nil {
			return nil, o.damaged(err)
		}
		r, ok := v.(Object)
		if !ok {
			return nil, fault.Data("not_an_object", "place", o.place, "n", o.count+1)
		}
		return unwrapped(r), nil
	}
	t, err := o.decoder.Token()
	if errors.Is(err, io.EOF) && len(o.stack) == 0 {
		o.done = true
		return nil, io.EOF
	}
	if err != nil {
		return nil, o.damaged(err)
	}
	switch t {
	case json.Delim('['):
		o.stack = append(o.stack, '[')
		return nil, nil
	case json.Delim(']'), json.Delim('}'):
		o.stack = o.stack[:len(o.stack)-1]
		return nil, nil
	case json.Delim('{'):
		return o.open()
	}
	if len(o.stack) > 0 && o.stack[len(o.stack)-1] == '{' {
		return o.member(t.(string))
	}
	return nil, fault.Data("bare_value", "place", o.place)
}

// open looks into an object that is not inside an array of records: an envelope, whose
// array is walked through record by record, or a record itself.
func (o *objects) open() (Object, error) {
	o.stack = append(o.stack, '{')
	whole := Object{}
	envelope := true
	for o.decoder.More() {
		t, err := o.decoder.Token()
		if err != nil {
			return nil, o.damaged(err)
		}
		name := t.(string)
		low := strings.ToLower(name)
		// A package may say more of itself than is known here, but a record of one has an ocid.
		pack := len(o.stack) == 1 && (low == "releases" || low == "records") && whole["ocid"] == nil
		if (envelope || pack) && slices.Contains(Envelopes, low) {
			return o.member(name)
		}
		if !slices.Contains(beside, low) {
			envelope = false
		}
		var v any
		if err := o.decoder.Decode(&v); err != nil {
			return nil, o.damaged(err)
		}
		whole[name] = v
	}
	if _, err := o.decoder.Token(); err != nil {
		return nil, o.damaged(err)
	}
	o.stack = o.stack[:len(o.stack)-1]
	if envelope && len(o.stack) == 0 {
		return nil, nil // an empty page
	}
	if envelope && len(whole) == 0 {
		return nil, nil
	}
	o.kind = ""
	return unwrapped(whole), nil
}

// member takes one key of an envelope: its array becomes the records, an object under it
// is an envelope of arrays named after what they hold, anything else is passed over.
func (o *objects) member(name string) (Object, error) {
	t, err := o.decoder.Token()
	if err != nil {
		return nil, o.damaged(err)
	}
	records := slices.Contains(Envelopes, strings.ToLower(name))
	deep := len(o.stack) > 1 // inside "data": every array is records
	switch t {
	case json.Delim('['):
		if records || deep {
			o.stack = append(o.stack, '[')
			o.kind = name
			return nil, nil
		}
	case json.Delim('{'):
		if records && !deep {
			o.stack = append(o.stack, '{')
			return nil, nil
		}
	default:
		return nil, nil
	}
	for depth := 1; depth > 0; {
		t, err := o.decoder.Token()
		if err != nil {
			return nil, o.damaged(err)
		}
		switch t {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
		o.measure.left = maxRecord
	}
	return nil, nil
}

func (o *objects) nextLine() (int64, string, Object, error) {
	for {
		if len(o.page) > 0 { // records of a page that stands on one line
			r := o.page[0]
			o.page = o.page[1:]
			o.count++
			return o.count, o.kind, unwrapped(r), nil
		}
		line, err := o.readLine()
		if err != nil {
			return 0, "", nil, err
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		record, ok := DecodeLine(line)
		if !ok {
			o.count++
			return o.count, "", nil, &Broken{Row: o.count, Text: Shorten(strings.ToValidUTF8(string(line), "\ufffd"), 2000)}
		}
		var isPage bool
		if o.page, o.kind, isPage = pageOf(record); isPage {
			continue
		}
		o.count++
		return o.count, "", unwrapped(record), nil
	}
}

// DecodeLine reads a line that is one JSON object and nothing else.
func DecodeLine(line []byte) (Object, bool) {
	if line[0] != '{' {
		return nil, false
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var r Object
	if d.Decode(&r) != nil {
		return nil, false
	}
	_, err := d.Token()
	return r, errors.Is(err, io.EOF)
}

// pageOf gives the records of an object that is an envelope, and the key they stand under.
func pageOf(r Object) (records []Object, kind string, ok bool) {
	within := r
	for name, v := range r {
		low := strings.ToLower(name)
		switch {
		case slices.Contains(Envelopes, low):
			if _, array := v.([]any); array {
				kind = name
			} else if inner, object := v.(Object); object {
				within = inner
			} else {
				return nil, "", false
			}
		case !slices.Contains(beside, low):
			return nil, "", false
		}
	}
	if kind == "" && len(within) == 1 {
		for name := range within {
			kind = name
		}
	}
	items, array := within[kind].([]any)
	if !array {
		return nil, "", false
	}
	for _, x := range items {
		o, isObject := x.(Object)
		if !isObject {
			return nil, "", false
		}
		records = append(records, o)
	}
	return records, kind, true
}

func (o *objects) readLine() ([]byte, error) {
	var line []byte
	for {
		b, err := o.lines.ReadSlice('\n')
		if len(line)+len(b) > maxRecord {
			return nil, fault.Data("long_line", "place", o.place, "cause", errLongRecord)
		}
		line = append(line, b...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if errors.Is(err, io.EOF) && len(line) > 0 {
			return line, nil
		}
		return line, err
	}
}

// damaged says where a JSON text ends too soon or is not JSON.
func (o *objects) damaged(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.Data("cut_json", "place", o.place, "n", o.count+1)
	}
	if errors.Is(err, errLongRecord) {
		return fault.Data("long_record", "place", o.place, "n", o.count+1, "cause", err)
	}
	return fault.Data("damaged_json", "place", o.place, "n", o.count, "cause", err)
}

// unwrapped takes a record out of a wrapping of its own: {"node":{...}}, {"compiledRelease":{...}},
// which is called as its record where it has no name itself.
func unwrapped(r Object) Object {
	for _, name := range []string{"compiledRelease", "node"} {
		if inner, ok := r[name].(Object); ok {
			if ocid := r["ocid"]; ocid != nil && inner["ocid"] == nil {
				inner["ocid"] = ocid
			}
			return inner
		}
	}
	return r
}
