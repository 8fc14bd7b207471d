package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
)

// look is what one pass over a file's bytes tells.
type look struct {
	sha256     string
	bytes      int64
	notUTF8    bool
	nul        bool
	blankLine  bool // a line without text before the end
	loneReturn bool
	newline    bool
	edgeBlank  bool  // a blank may stand at the edge of a cell
	nothing    bool  // a cell may say in words that there is nothing
	mixed      bool  // a Latin letter stands beside a Cyrillic one
	lines      int64 // ends of lines, and a last line without one
	// records counts the rows a strict reader of delimited text must give, the header with
	// them, by the parity of quotes alone: of ", and of '. Whatever reads the text is held
	// against it.
	records [2]int64
}

// simple reports whether the engine may copy the cells of a text as they stand.
func (l look) simple() bool {
	return !l.nul && !l.blankLine && !l.loneReturn && !l.notUTF8 && !l.nothing && !l.mixed
}

// inspect reads a file once: its sum and its looks, side by side.
func inspect(r io.Reader) (look, error) {
	var l look
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
		l.bytes += int64(n)
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
	l.sha256 = hex.EncodeToString(h.Sum(nil))
	return l, failed
}
