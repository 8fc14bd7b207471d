package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"

	"adal/pipeline/ingest/ocds"
	"adal/pipeline/ingest/source"
	"adal/pipeline/ingest/tender"
	"adal/pipeline/run"
)

// Releases is one file of OCDS releases that was left as it is.
type Releases struct {
	File run.File // rows and rejects are known once it was read
	Part string
	item *item
	r    *reader
}

// Place names the file for people.
func (f Releases) Place() string { return placeOf(f.File.Path, f.Part) }

// Release is one compiled release with the row it stands in: the line of JSON lines, the
// number of the release in a package.
type Release struct {
	Row int64
	tender.Process
}

// keepReleases lists the files of releases.
func (r *reader) keepReleases() error {
	for _, it := range r.releases {
		format := "json"
		if it.lines {
			format = "jsonl"
		}
		r.in.Releases = append(r.in.Releases, Releases{Part: it.part, item: it, r: r,
			File: run.File{Table: "processes", Path: it.path, Format: format, SHA256: it.sha256, Bytes: it.bytes}})
	}
	return nil
}

// Taken is what whoever reads releases does with them.
type Taken struct {
	// Each is given the releases of a file, its place in the list of files, in batches.
	Each func(file int, batch []Release) error
	// Broken is given every row that is no release, with its text and the reason.
	Broken func(file int, row int64, text, reason string) error
	// Few says that what flags of bids are computed from is asked for and nothing else; see
	// tender.Reader.
	Few bool
	// Anew says that everything given so far is void and comes again.
	Anew func() error
}

var errSeveral = errors.New("a process has several releases")

// ReadReleases gives every process of the files once, in the order of files and rows; releases of
// one ocid are merged after the rules of the standard, and stand where the last of them stood.
// Where no process has several releases they are given as they are read, and none is kept; the
// first that has makes everything begin anew. Rows, Rejected, Normalised and LeftOut of each
// file are filled in.
func ReadReleases(ctx context.Context, files []Releases, to Taken) error {
	err := readSingle(ctx, files, to)
	if !errors.Is(err, errSeveral) {
		return err
	}
	for i := range files {
		f := &files[i].File
		f.Rows, f.Rejected, f.Normalised, f.LeftOut = 0, 0, 0, 0
	}
	if err := to.Anew(); err != nil {
		return err
	}
	return readSeveral(ctx, files, to)
}

// readSingle gives releases as they are read, until a process has a second one: errSeveral.
func readSingle(ctx context.Context, files []Releases, to Taken) error {
	seen := map[string]bool{}
	for i := range files {
		f := &files[i]
		err := f.parse(ctx, to.Few, func(batch []Release) error {
			for k := range batch {
				if seen[batch[k].OCID] {
					return errSeveral
				}
				seen[batch[k].OCID] = true
			}
			f.File.Rows += int64(len(batch))
			f.File.Normalised += int64(len(batch))
			return to.Each(i, batch)
		}, func(row int64, text, reason string) error {
			f.File.Rejected++
			return to.Broken(i, row, text, reason)
		})
		if err != nil {
			return err
		}
		f.File.Rows += f.File.Rejected
	}
	return nil
}

// readSeveral keeps every release until all were read and those of one process were merged.
func readSeveral(ctx context.Context, files []Releases, to Taken) error {
	seen := map[string]int{}
	batches := make([][][]Release, len(files))
	for i := range files {
		err := files[i].parse(ctx, to.Few, func(batch []Release) error {
			for k := range batch {
				seen[batch[k].OCID]++
			}
			batches[i] = append(batches[i], batch)
			return nil
		}, func(row int64, text, reason string) error {
			files[i].File.Rejected++
			return to.Broken(i, row, text, reason)
		})
		if err != nil {
			return err
		}
	}
	several, left := map[string]*history{}, map[string]int{}
	for id, n := range seen {
		if n > 1 {
			several[id], left[id] = &history{left: n}, n
		}
	}
	merged := map[string]tender.Process{}
	for i := range files {
		if err := files[i].merge(several, merged); err != nil {
			return err
		}
	}
	for i := range files {
		f := &files[i]
		for _, batch := range batches[i] {
			kept := batch[:0]
			for _, x := range batch {
				f.File.Rows++
				if several[x.OCID] != nil {
					if left[x.OCID]--; left[x.OCID] > 0 {
						f.File.LeftOut++ // an earlier release of the same process
						continue
					}
					x.Process = merged[x.OCID]
				}
				f.File.Normalised++
				kept = append(kept, x)
			}
			if err := to.Each(i, kept); err != nil {
				return err
			}
		}
		f.File.Rows += f.File.Rejected
		batches[i] = nil
	}
	return nil
}

// merge compiles the processes that have several releases, once the last of them is met.
func (f *Releases) merge(several map[string]*history, merged map[string]tender.Process) error {
	if len(several) == 0 {
		return nil
	}
	var reader tender.Reader
	return f.r.eachRelease(f.item, func(rec source.Object, _ int64, b *source.Broken) error {
		if b != nil {
			return nil //nolint:nilerr // told when the releases were parsed
		}
		h := several[ocds.Text(rec["ocid"])]
		if h == nil {
			return nil
		}
		h.releases = append(h.releases, rec)
		if h.left--; h.left > 0 {
			return nil
		}
		text, err := json.Marshal(ocds.Compile(h.releases))
		if err != nil {
			return fmt.Errorf("merge releases: %w", err)
		}
		p, err := reader.Read(text)
		if err != nil {
			return fmt.Errorf("merge releases: %w", err)
		}
		h.releases = nil
		merged[p.OCID] = p
		return nil
	})
}

// Why a row is no release.
const (
	NoRelease = "no_release" // it is no JSON object from its beginning to its end
	NoOCID    = "no_ocid"    // it has no ocid that is a text
)

func whyNot(err error) string {
	if err != nil {
		return NoRelease
	}
	return NoOCID
}

// chunk is how much of a file of JSON lines one worker reads at a time.
const chunk = 1 << 20

// piece is a run of whole lines, what was read of them and what could not be.
type piece struct {
	text []byte // until it is read
	row  int64
	done chan struct{}
	out  []Release
	bad  []badLine
}

type badLine struct {
	row          int64
	text, reason string
}

// read reads the lines of a piece and says that it is done. Nothing of the text is kept.
func (p *piece) read(r *tender.Reader) {
	p.out = make([]Release, 0, bytes.Count(p.text, []byte("\n"))+1)
	for line := range bytes.Lines(p.text) {
		if len(bytes.TrimSpace(line)) > 0 {
			p.line(r, line)
		}
		p.row++
	}
	close(p.done)
}

// line reads a line: a release, or a record or a package with some.
func (p *piece) line(r *tender.Reader, line []byte) {
	x, err := r.Read(line)
	switch {
	case err == nil && x.Wraps:
		p.inside(r, bytes.TrimSpace(line))
	case err != nil || x.OCID == "":
		p.bad = append(p.bad, badLine{p.row, source.Shorten(string(bytes.TrimSpace(line)), 200), whyNot(err)})
	default:
		p.out = append(p.out, Release{p.row, x})
	}
}

// inside reads the releases of a record or a package that stands on one line.
func (p *piece) inside(r *tender.Reader, line []byte) {
	o, _ := source.DecodeLine(line)
	held, is := ocds.Inside(o)
	if !is {
		held = []source.Object{o}
	}
	for _, release := range held {
		x, text, why := readObject(r, release)
		if why != "" {
			p.bad = append(p.bad, badLine{p.row, source.Shorten(text, 200), why})
			continue
		}
		p.out = append(p.out, Release{p.row, x})
	}
}

// readObject reads a release that was decoded; why is not blank where it is none, and text what
// stands there then.
func readObject(r *tender.Reader, release source.Object) (x tender.Process, text, why string) {
	if says, elsewhere := ocds.Elsewhere(release); elsewhere {
		return x, says, NoRelease
	}
	b, err := json.Marshal(release)
	if err == nil {
		x, err = r.Read(b)
	}
	if err != nil || x.OCID == "" {
		return x, string(b), whyNot(err)
	}
	return x, "", ""
}

// cutter cuts a text into pieces of whole lines. A text that was read may be given back.
type cutter struct {
	in    io.Reader
	chunk int    // how much is read at a time
	rest  []byte // of a line that is not whole yet
	row   int64
	free  chan []byte
}

// next gives the next piece; io.EOF where there is none.
func (c *cutter) next() (*piece, error) {
	var text []byte
	select {
	case text = <-c.free:
	default:
		text = make([]byte, 0, 2*c.chunk)
	}
	text = append(text, c.rest...)
	c.rest = c.rest[:0]
	for whole := 0; whole == 0; {
		from := len(text)
		text = slices.Grow(text, c.chunk)
		n, err := io.ReadFull(c.in, text[from:from+c.chunk])
		text = text[:from+n]
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			whole = len(text)
			if whole == 0 {
				return nil, io.EOF
			}
		case err != nil:
			return nil, fmt.Errorf("read: %w", err)
		default:
			whole = from + bytes.LastIndexByte(text[from:], '\n') + 1
			if whole == from { // a long line, whose end is further on
				whole = 0
			}
		}
		if whole > 0 {
			c.rest = append(c.rest, text[whole:]...)
			text = text[:whole]
		}
	}
	p := &piece{text: text, row: c.row, done: make(chan struct{})}
	c.row += int64(bytes.Count(text, []byte("\n")))
	return p, nil
}

// back takes the text of a piece that was read.
func (c *cutter) back(p *piece) {
	select {
	case c.free <- p.text[:0]:
	default:
	}
	p.text = nil
}

// parse reads the releases of a file as they stand: JSON lines side by side, packages one by one.
func (f *Releases) parse(ctx context.Context, few bool, each func([]Release) error, broken func(row int64, text, reason string) error) error {
	if !f.item.lines {
		return f.parsePackage(ctx, few, each, broken)
	}
	in, err := os.Open(f.item.disk)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer func() { _ = in.Close() }()
	reading, stop := context.WithCancel(ctx)
	defer stop()
	workers := runtime.GOMAXPROCS(0)
	work, order := make(chan *piece, workers), make(chan *piece, 2*workers)
	cut := &cutter{in: source.WithoutMark(in), chunk: chunk, row: 1, free: make(chan []byte, 4*workers)}
	var unread error
	go func() {
		defer close(order)
		defer close(work)
		for reading.Err() == nil {
			p, err := cut.next()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					unread = err
				}
				return
			}
			order <- p
			work <- p
		}
	}()
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			r := tender.Reader{Few: few}
			for p := range work {
				p.read(&r)
			}
		})
	}
	defer all.Wait()
	var fault error
	for p := range order {
		<-p.done
		cut.back(p)
		if fault != nil {
			stop()
			continue
		}
		for _, b := range p.bad {
			if fault = broken(b.row, b.text, b.reason); fault != nil {
				break
			}
		}
		if fault == nil {
			fault = each(p.out)
		}
	}
	return errors.Join(fault, unread, ctx.Err())
}

func (f *Releases) parsePackage(ctx context.Context, few bool, each func([]Release) error, bad func(row int64, text, reason string) error) error {
	reader := tender.Reader{Few: few}
	return f.r.eachRelease(f.item, func(rec source.Object, n int64, b *source.Broken) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if b != nil {
			return bad(b.Row, b.Text, NoRelease)
		}
		p, text, why := readObject(&reader, rec)
		if why != "" {
			return bad(n, source.Shorten(text, 200), why)
		}
		return each([]Release{{n, p}})
	})
}
