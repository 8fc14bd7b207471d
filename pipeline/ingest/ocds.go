package ingest

import (
	"errors"
	"fmt"
	"io"
	"os"

	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/ocds"
	"adal/pipeline/ingest/source"
)

// releaseFile is the four tables one file of releases gives.
type releaseFile struct {
	item    *item
	src     Source
	outputs map[string]*output
	rows    *ocds.Rows
	several map[string]*history // by ocid
	// superseded counts releases that a later one of the process replaces, empty those of
	// processes without a contract.
	superseded, empty int64
}

var releaseTables = []string{"contracts", "suppliers", "supplier_people", "bids"}

// history is what is known of an ocid that has several releases.
type history struct {
	releases []source.Object
	left     int // releases not met yet
}

// compileReleases reads the OCDS files of the directory. It goes through them twice: what
// has one release, nearly everything, is written as it passes by; of the rest the
// releases are kept until the last of them was met.
func (r *reader) compileReleases() error {
	if len(r.releases) == 0 {
		return nil
	}
	if r.o.KeepReleases {
		return r.keepReleases()
	}
	seen := map[string]int{}
	for _, it := range r.releases {
		if err := r.eachRelease(it, func(rec source.Object, _ int64, b *source.Broken) error {
			if b == nil {
				seen[ocds.Text(rec["ocid"])]++
			}
			return r.ctx.Err()
		}); err != nil {
			return err
		}
	}
	several := map[string]*history{}
	for ocid, n := range seen {
		if n > 1 {
			several[ocid] = &history{left: n}
		}
	}
	clear(seen)
	for _, it := range r.releases {
		if err := r.releaseFile(it, several); err != nil {
			return err
		}
	}
	return nil
}

// eachRelease walks through the releases of a file; of a record its compiled release, or the
// releases in it. What stands there as a link alone is given as broken.
func (r *reader) eachRelease(it *item, f func(rec source.Object, n int64, b *source.Broken) error) error {
	in, err := os.Open(it.disk)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer func() { _ = in.Close() }()
	o := source.NewObjects(in, it.place(), it.lines)
	for {
		n, _, rec, err := o.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if b, ok := errors.AsType[*source.Broken](err); ok {
			if err := f(nil, n, b); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		held, is := ocds.Inside(rec)
		if !is {
			held = []source.Object{rec}
		}
		for _, x := range held {
			var fault error
			if says, elsewhere := ocds.Elsewhere(x); elsewhere {
				fault = f(nil, n, &source.Broken{Row: n, Text: says})
			} else {
				fault = f(x, n, nil)
			}
			if fault != nil {
				return fault
			}
		}
	}
}

func (r *reader) releaseFile(it *item, several map[string]*history) error {
	f := &releaseFile{item: it, outputs: map[string]*output{}, several: several}
	f.rows = &ocds.Rows{Put: f.put, Note: f.note, Rows: map[string]int64{}}
	f.src = Source{Format: "ocds", Packed: it.packed, Encoding: "utf-8", Entity: "OCDS", Mapped: len(it.given) > 0}
	defer func() {
		for _, o := range f.outputs {
			o.abandon()
		}
	}()
	parts := map[string]string{"suppliers": "parties", "supplier_people": "beneficialOwners", "bids": "bids"}
	for _, name := range releaseTables {
		o, err := r.begin(it, parts[name], &header.Layout{Table: header.TableNamed(name)}, f.src, true)
		if err != nil {
			return err
		}
		f.outputs[name] = o
	}
	err := r.eachRelease(it, func(rec source.Object, n int64, b *source.Broken) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		return f.release(rec, n, b)
	})
	if err != nil {
		return err
	}
	f.count()
	for _, name := range releaseTables {
		o := f.outputs[name]
		if name != "contracts" && o.raw.File.Rows == 0 {
			continue
		}
		if err := r.done(o); err != nil {
			return err
		}
		last := &r.in.Files[len(r.in.Files)-1]
		last.Columns = nil
		for i, c := range o.raw.Columns {
			if col, _ := o.layout.Table.Column(c); o.seen[i] || col.Required {
				last.Columns = append(last.Columns, c)
				last.Source.Columns = append(last.Source.Columns, Match{Column: c, Header: "OCDS", Sure: true})
			}
		}
	}
	return nil
}

// release writes a release, or keeps it until all of its process were met; b is what stands in
// its place where that is no JSON.
func (f *releaseFile) release(rec source.Object, n int64, b *source.Broken) error {
	contracts := f.outputs["contracts"]
	if b != nil {
		contracts.reject(b.Row, b.Text, brokenRow+":0/1")
		return nil //nolint:nilerr // a line that is no JSON is a reject, not an error
	}
	ocid := ocds.Text(rec["ocid"])
	if ocid == "" {
		contracts.reject(n, source.Shorten(fmt.Sprint(rec["id"]), 200), brokenRow+":0/1")
		return nil
	}
	if h := f.several[ocid]; h != nil {
		h.releases = append(h.releases, rec)
		if h.left--; h.left > 0 {
			f.superseded++
			return nil
		}
		rec = ocds.Compile(h.releases)
		delete(f.several, ocid)
	}
	written, err := f.rows.Write(rec)
	if !written && err == nil {
		f.empty++
	}
	return err
}

// count accounts for what became no row of its own, and notes what was read from elsewhere.
func (f *releaseFile) count() {
	contracts, bids := f.outputs["contracts"], f.outputs["bids"]
	contracts.created, contracts.raw.currencies = f.rows.Created, f.rows.Currencies
	note := func(code string, o *output, n int64) {
		if n > 0 {
			o.note(code, 0, fmt.Sprint(n))
		}
	}
	note("release_superseded", contracts, f.superseded)
	note("release_without_contract", contracts, f.empty)
	contracts.raw.File.Rows += f.superseded + f.empty
	contracts.raw.Left += f.superseded + f.empty
	note("value_from_award", contracts, f.rows.FromAward)
	note("bidder_by_name", bids, f.rows.Unnumbered)
	note("bid_not_submitted", bids, f.rows.NotSubmitted)
	bids.raw.File.Rows += f.rows.NotSubmitted
	bids.raw.Left += f.rows.NotSubmitted
}

// put writes a row of a table.
func (f *releaseFile) put(table string, row int64, cells map[string]string) error {
	o := f.outputs[table]
	for i, c := range o.raw.Columns {
		o.cells[i] = source.Clean(cells[c])
		if o.cells[i] != "" {
			o.seen[i] = true
		}
	}
	o.raw.File.Rows++
	return o.w.add(row, o.cells)
}

func (f *releaseFile) note(table, code string, row int64, detail string) {
	f.outputs[table].note(code, row, detail)
}
