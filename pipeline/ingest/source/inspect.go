package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
)

// Look is what one pass over a file's bytes tells. Of a text that begins as JSON does it is
// known alone what does not ask where cells and records end: see Cells.
type Look struct {
	Sha256     string
	Bytes      int64
	NotUTF8    bool
	Nul        bool
	blankLine  bool // a line without text before the end
	LoneReturn bool
	Newline    bool
	EdgeBlank  bool  // a blank may stand at the edge of a cell
	nothing    bool  // a cell may say in words that there is nothing
	mixed      bool  // a Latin letter stands beside a Cyrillic one
	Lines      int64 // ends of lines, and a last line without one
	// records counts the rows a strict reader of delimited text must give, the header with
	// them, by the parity of quotes alone: of ", and of '. Whatever reads the text is held
	// against it.
	Records [2]int64
	json    bool
}

// Cells reports whether the text was looked at as rows of cells too. Who reads such rows out of
// another has it looked at by InspectCells.
func (l Look) Cells() bool { return !l.json }

// Simple reports whether the cells of a text may be taken as they stand.
func (l Look) Simple() bool {
	return !l.Nul && !l.blankLine && !l.LoneReturn && !l.NotUTF8 && !l.nothing && !l.mixed
}

// Inspect reads a file once: its sum and its looks, side by side.
func Inspect(r io.Reader) (Look, error) { return inspect(r, true) }

// InspectCells reads a file as Inspect does, and looks at it as rows of cells whatever it begins with.
func InspectCells(r io.Reader) (Look, error) { return inspect(r, false) }

// Sum reads a file once for its size and its sum alone.
func Sum(r io.Reader) (size int64, sum string, err error) {
	h := sha256.New()
	size, err = io.CopyBuffer(h, struct{ io.Reader }{r}, make([]byte, 1<<20))
	return size, hex.EncodeToString(h.Sum(nil)), err
}

// asJSON reports whether a text begins as one of JSON does.
func asJSON(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}

func inspect(r io.Reader, mayBeJSON bool) (Look, error) {
	var l Look
	h := sha256.New()
	s := scanner{look: &l, lineBlank: true, class: byteNewline, short: true}
	chunks, free := make(chan []byte, 2), make(chan []byte, 3)
	for range 3 {
		free <- make([]byte, 1<<20)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for b := range chunks {
			s.feed(b)
			free <- b[:cap(b)]
		}
	}()
	var failed error
	for {
		buf := <-free
		n, err := r.Read(buf)
		if mayBeJSON && l.Bytes == 0 {
			l.json = asJSON(buf[:n])
		}
		l.Bytes += int64(n)
		h.Write(buf[:n])
		chunks <- buf[:n]
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			failed = err
			break
		}
	}
	close(chunks)
	<-done
	s.end()
	l.Sha256 = hex.EncodeToString(h.Sum(nil))
	return l, failed
}
