package ingest

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/source"
	"adal/pipeline/run"
)

// text decides the encoding of a text, makes UTF-8 of it, and whether it is JSON or cells.
func (r *reader) text(it *item, head []byte) error {
	if it.look == nil {
		l, err := inspected(it.disk, source.Inspect)
		if err != nil {
			return err
		}
		it.look = &l
	}
	if it.look.Bytes == 0 {
		return r.nothingIn(it)
	}
	t := plainText{file: it.disk, head: head, look: *it.look, src: Source{Packed: it.packed, Encoding: "utf-8"}}
	asIs := ""
	if len(it.given) > 0 {
		t.src.Mapped, asIs = true, it.given[0].Encoding
	}
	switch {
	case asIs != "":
		t.src.Encoding = strings.ToLower(asIs)
	case t.look.NotUTF8 || t.look.Nul:
		c, head, err := source.CountBytes(it.disk)
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		t.src.Encoding, t.damaged = source.EncodingOf(c, head)
		if !strings.HasPrefix(t.src.Encoding, "utf-16") && c.Control() > c.Bytes/100 {
			return r.unreadable(it, func() error { return fault.Data("not_text", "place", it.place()) })
		}
	}
	if err := r.utf8(it, &t); err != nil {
		return err
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(t.head, []byte("\ufeff")), " \t\r\n")
	ext := strings.ToLower(path.Ext(it.name))
	switch {
	case ext == ".json" || ext == ".jsonl" || ext == ".ndjson", len(text) > 1 && (text[0] == '{' || text[0] == '[') && ext != ".csv" && ext != ".tsv":
		if len(text) == 0 {
			r.skip(Skipped{Path: it.path, Part: it.part, Why: "empty"})
			return nil
		}
		it.lines = source.IsLines(text, len(t.head) == 64<<10, ext == ".jsonl" || ext == ".ndjson")
		return r.json(it, t.file, t.src, it.lines)
	}
	if !t.damaged && t.src.Encoding != "utf-8" {
		r.note(run.Note{Note: "encoding", Table: it.table, File: it.place(), Detail: t.src.Encoding})
	}
	if t.damaged {
		r.note(run.Note{Note: "damaged_text", Table: it.table, File: it.place()})
	}
	if !t.look.Cells() {
		l, err := inspected(t.file, source.InspectCells)
		if err != nil {
			return err
		}
		t.look = l
	}
	return r.csv(it, t.file, t.head, t.look, t.src)
}

// plainText is a text on its way to UTF-8 with line feeds.
type plainText struct {
	file    string
	head    []byte // its first bytes
	look    source.Look
	src     Source
	damaged bool // it is in no encoding as a whole
}

// utf8 writes a text anew where it is not UTF-8 with line feeds yet.
func (r *reader) utf8(it *item, t *plainText) error {
	returns := t.look.LoneReturn && !t.look.Newline
	if t.src.Encoding == "utf-8" && !returns && (!t.damaged || !t.look.NotUTF8) {
		return nil
	}
	into := r.scratch("utf8")
	err := source.Transcode(it.disk, it.place(), t.src.Encoding, into, returns)
	if err != nil {
		return err
	}
	if t.look, err = inspected(into, source.Inspect); err != nil {
		return err
	}
	if t.look.LoneReturn && !t.look.Newline && !returns {
		again := r.scratch("utf8")
		if err := source.Transcode(into, it.place(), "utf-8", again, true); err != nil {
			return err
		}
		into = again
	}
	t.file = into
	if t.head, err = firstBytes(into, 64<<10); err != nil {
		return fmt.Errorf("read: %w", err)
	}
	return nil
}

// nothingIn is what a file without a byte is: a fault where a table is expected of it. Lines of
// JSON have no header: a list nothing was written to yet has no line.
func (r *reader) nothingIn(it *item) error {
	format := strings.ToLower(path.Ext(it.name))
	if it.table == "" && len(it.given) == 0 || format == ".jsonl" || format == ".ndjson" {
		r.skip(Skipped{Path: it.path, Part: it.part, Why: "empty"})
		return nil
	}
	return fault.Data("empty_file", "place", it.place())
}

func inspected(file string, inspect func(io.Reader) (source.Look, error)) (source.Look, error) {
	in, err := os.Open(file)
	if err != nil {
		return source.Look{}, fmt.Errorf("read: %w", err)
	}
	defer func() { _ = in.Close() }()
	l, err := inspect(in)
	if err != nil {
		return l, fmt.Errorf("read: %w", err)
	}
	return l, nil
}
