package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// narrowest is the least width lines are folded at: below it nothing can be read anyway.
const narrowest = 40

// folded gives w with lines folded at the width of its terminal, later parts of one further in
// than its beginning. What is not a terminal gets every line as it is.
func folded(w io.Writer) io.Writer {
	if o, ok := w.(*output); ok {
		if o.file != nil {
			return w
		}
		w = o.Writer
	}
	if !toPerson(w) {
		return w
	}
	f := w.(*os.File)
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width < narrowest {
		return w
	}
	return &folder{w: w, width: width}
}

// toPerson reports whether what is written is read on a terminal as it is written.
func toPerson(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// folder folds lines. A line that was begun is written when it ends: what it is given ends in one.
type folder struct {
	w     io.Writer
	width int
	begun []byte
}

func (f *folder) Write(p []byte) (int, error) {
	f.begun = append(f.begun, p...)
	end := bytes.LastIndexByte(f.begun, '\n')
	if end < 0 {
		return len(p), nil
	}
	var b strings.Builder
	for line := range strings.Lines(string(f.begun[:end+1])) {
		fold(&b, strings.TrimSuffix(line, "\n"), f.width)
	}
	f.begun = append(f.begun[:0], f.begun[end+1:]...)
	if _, err := io.WriteString(f.w, b.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// fold writes a line in parts of at most width characters, broken between words; a word longer
// than a line stays whole. Parts after the first begin two further in than the line.
func fold(b *strings.Builder, line string, width int) {
	if utf8.RuneCountInString(line) <= width {
		b.WriteString(line + "\n")
		return
	}
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	if utf8.RuneCountInString(indent) > width/2 {
		indent = indent[:width/2]
	}
	at, rest := len(indent), line[len(indent):]
	b.WriteString(indent)
	for len(rest) > 0 {
		gap := len(rest) - len(strings.TrimLeft(rest, " "))
		word := rest[gap:]
		if end := strings.IndexByte(word, ' '); end >= 0 {
			word = word[:end]
		}
		long := utf8.RuneCountInString(word)
		if at+gap+long > width && at > len(indent)+2 {
			b.WriteString("\n" + indent + "  ")
			at = len(indent) + 2
		} else {
			b.WriteString(rest[:gap])
			at += gap
		}
		b.WriteString(word)
		at += long
		rest = rest[gap+len(word):]
	}
	b.WriteString("\n")
}
