package ingest

import (
	"errors"
	"fmt"
	"os"
	"regexp"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
)

// csv reads delimited text, UTF-8 by now. Where it is regular and its columns are copied as they
// stand, rows are typed as they come, which is fast; where that or the look at the bytes finds
// anything odd, the file is cut row by row, and rows that do not fit are rejected alone.
func (r *reader) csv(it *item, file string, head []byte, l source.Look, src Source) error {
	entries := it.entries("", 1)
	var faults []error
	for _, given := range entries {
		src := src
		src.Format = "csv"
		delim, quote := source.Separators(head, len(head) == 64<<10)
		if given != nil && given.Delimiter != "" {
			delim = header.Delimiters[given.Delimiter]
		}
		if given != nil && given.Quote != "" {
			quote = given.Quote[0]
		}
		src.Delimiter, src.Quote, src.Mapped = describeDelimiter(delim), string(quote), given != nil
		if err := r.delimited(it, file, l, src, given, delim, quote); err != nil {
			if _, ok := errors.AsType[*fault.Fault](err); !ok {
				return err
			}
			faults = append(faults, err)
		}
	}
	if len(faults) == 1 {
		return faults[0]
	}
	return errors.Join(faults...)
}

func (r *reader) delimited(it *item, file string, l source.Look, src Source, given *header.FileMapping, delim, quote byte) error {
	in, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer func() { _ = in.Close() }()
	g := source.NewRecords(in, delim, quote)
	t, ok, err := r.recognise(it, "", g, given, src)
	if err != nil {
		if _, ok := errors.AsType[*fault.Fault](err); ok {
			return err
		}
		return fault.Data("not_rows", "place", it.place(), "cause", err)
	}
	if !ok {
		return nil
	}
	t.text, t.lines = in, l.Lines
	t.plain = t.header.To == 0 && t.first.at[0] == 1
	if r.db != nil && t.plain && t.header.Direct() && t.header.AllNamed() && l.Simple() && header.Heads(t.header.Layout) == nil && len(t.relatives) == 0 && !totalsAtEnd(file) {
		done, err := r.typed(t, delim, quote, l)
		if err != nil || done {
			return err
		}
	}
	return r.read(t)
}

var totalsLine = regexp.MustCompile(`(?im)^[^0-9\n]{0,40}(итого|всего|общий итог|барлығы|жиыны|total)`)

// totalsAtEnd reports whether the end of a text may hold totals, which are no rows.
func totalsAtEnd(file string) bool {
	in, err := os.Open(file)
	if err != nil {
		return false
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return false
	}
	const tail = 16 << 10
	b := make([]byte, min(tail, info.Size()))
	if _, err := in.ReadAt(b, info.Size()-int64(len(b))); err != nil {
		return false
	}
	return totalsLine.Match(b)
}

func describeDelimiter(d byte) string {
	if d == '\t' {
		return "tab"
	}
	return fmt.Sprintf("%c", d)
}
