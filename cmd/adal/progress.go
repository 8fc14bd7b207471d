package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"adal/pipeline/job"
	"adal/reports/words"
	"adal/texts"
)

// progress shows on a terminal, and nowhere else, which stage of how many a job is at, of how
// many rows, and about how long it will still take.
type progress struct {
	w     io.Writer // nil for nobody
	width func() int
	lang  string
	now   func() time.Time
	every time.Duration // the line is written anew; 0 for with a stage alone

	mu     sync.Mutex // of what follows: a clock writes the line too
	at, of int
	rows   int64
	stage  string
	left   *forecast
	shown  string        // the line as it stands, blank where there is none
	quit   chan struct{} // ends the clock; nil where none runs
	gone   chan struct{} // closed when the clock has ended
}

// newProgress is the progress of the job of a name, the one it has as a command.
func newProgress(stderr io.Writer, lang string, quiet bool, name string) *progress {
	f, ok := stderr.(*os.File)
	if !ok || quiet || !toPerson(f) {
		return &progress{}
	}
	p := &progress{w: f, lang: lang, now: time.Now, every: time.Second, left: newForecast(usual[name])}
	p.width = func() int {
		width, _, err := term.GetSize(int(f.Fd()))
		if err != nil {
			return 0
		}
		return width
	}
	return p
}

// watches tells a job whom to tell how far it is.
func (p *progress) watches(o *job.Options) {
	if p.w != nil {
		o.Progress, o.Ahead, o.Read = p.show, p.ahead, p.read
	}
}

func (p *progress) ahead(stages int, rows int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of, p.rows = stages, rows
}

func (p *progress) read(done, whole int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left.read(done, whole, p.now())
}

// show begins a stage and writes its line over the one before.
func (p *progress) show(stage string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at++; p.at == 1 && p.every > 0 {
		p.quit, p.gone = make(chan struct{}), make(chan struct{})
		go p.clock(p.quit, p.gone)
	}
	p.stage = stage
	p.left.stage(stage, p.now())
	p.write()
}

// write writes the line over the one before, cut to the width of the terminal: a longer one could
// not be taken back.
func (p *progress) write() {
	what := texts.In(p.lang, "stage."+strings.ReplaceAll(p.stage, " ", "_"))
	line := texts.In(p.lang, "cmd.stage", "n", strconv.Itoa(p.at), "what", what)
	if p.of > 0 {
		line = texts.In(p.lang, "cmd.stage_of", "n", strconv.Itoa(p.at), "of", strconv.Itoa(max(p.of, p.at)), "what", what, "rows", words.Count(p.lang, p.rows))
	}
	if left := p.left.at(p.now()); left.known {
		line += "; " + left.in(p.lang)
	}
	if r := []rune(line); p.width != nil && p.width() > 1 && len(r) >= p.width() {
		line = string(r[:p.width()-1])
	}
	if line != p.shown {
		fmt.Fprintf(p.w, "\r\x1b[K%s", line)
		p.shown = line
	}
}

// clock writes the line anew as time passes, until the progress ends.
func (p *progress) clock(quit, gone chan struct{}) {
	defer close(gone)
	t := time.NewTicker(p.every)
	defer t.Stop()
	for {
		select {
		case <-quit:
			return
		case <-t.C:
			p.mu.Lock()
			p.write()
			p.mu.Unlock()
		}
	}
}

// end clears the line, which nothing writes again after it. It may be called more than once.
func (p *progress) end() {
	if p == nil || p.w == nil {
		return
	}
	p.mu.Lock()
	quit, gone := p.quit, p.gone
	p.quit = nil
	p.mu.Unlock()
	if quit != nil {
		close(quit)
		<-gone
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown != "" {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = ""
	}
}
