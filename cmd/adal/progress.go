package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"adal/reports/words"
	"adal/texts"
)

// progress shows on a terminal, and nowhere else, which stage of how many a job is at, and of how
// many rows.
type progress struct {
	w      io.Writer // nil for nobody
	width  func() int
	lang   string
	at, of int
	rows   int64
}

func newProgress(stderr io.Writer, lang string, quiet bool) *progress {
	f, ok := stderr.(*os.File)
	if !ok || quiet || !toPerson(f) {
		return &progress{}
	}
	return &progress{w: f, lang: lang, width: func() int {
		width, _, err := term.GetSize(int(f.Fd()))
		if err != nil {
			return 0
		}
		return width
	}}
}

// stage gives who is told the stages; nil where nobody looks.
func (p *progress) stage() func(string) {
	if p.w == nil {
		return nil
	}
	return p.show
}

func (p *progress) ahead(stages int, rows int64) { p.of, p.rows = stages, rows }

// show writes the line of a stage over the one before, cut to the width of the terminal: a longer
// one could not be taken back.
func (p *progress) show(stage string) {
	p.at++
	what := texts.In(p.lang, "stage."+strings.ReplaceAll(stage, " ", "_"))
	line := texts.In(p.lang, "cmd.stage", "n", strconv.Itoa(p.at), "what", what)
	if p.of > 0 {
		line = texts.In(p.lang, "cmd.stage_of", "n", strconv.Itoa(p.at), "of", strconv.Itoa(max(p.of, p.at)), "what", what, "rows", words.Count(p.lang, p.rows))
	}
	if r := []rune(line); p.width != nil && p.width() > 1 && len(r) >= p.width() {
		line = string(r[:p.width()-1])
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", line)
}
