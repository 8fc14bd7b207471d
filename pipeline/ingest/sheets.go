package ingest

import (
	"errors"
	"slices"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
	"adal/pipeline/run"
)

// workbook reads every sheet of a workbook that is a table. Hidden ones are not read
// unless adal.yaml names them: what nobody sees, nobody answers for.
func (r *reader) workbook(it *item) error {
	w, err := source.OpenWorkbook(it.disk, it.place(), r.work, r.o.Limits)
	if err != nil {
		return err
	}
	defer func() { _ = w.File.Close() }()
	if err := it.sheetsThere(w); err != nil {
		return err
	}
	b := &sheets{item: it, r: r, book: w, alone: len(w.Sheets) == 1}
	for i, s := range w.Sheets {
		for _, given := range it.entries(s.Name, i+1) {
			if err := b.read(i, given); err != nil {
				return err
			}
		}
	}
	if b.unplaced != nil && !b.placed {
		b.faults = append(b.faults, b.unplaced)
	}
	if len(b.faults) == 1 {
		return b.faults[0]
	}
	return errors.Join(b.faults...)
}

// sheetsThere is a fault where adal.yaml names a sheet that is not there.
func (it *item) sheetsThere(w *source.Workbook) error {
	var names []string
	for _, s := range w.Sheets {
		names = append(names, s.Name)
	}
	for _, g := range it.given {
		there := g.Sheet == ""
		for i, name := range names {
			there = there || g.IsSheet(name, i+1)
		}
		if !there {
			return fault.Data("no_sheet", "place", it.place(), "sheet", g.Sheet, "found", names)
		}
	}
	return nil
}

// sheets is a workbook while its sheets are read. An entry of adal.yaml without a sheet is about
// the first sheet it fits.
type sheets struct {
	*item
	r        *reader
	book     *source.Workbook
	alone    bool
	placed   bool  // such an entry has its sheet
	unplaced error // why it did not fit the first one tried
	faults   []error
}

// keep puts a fault beside the others; what is no fault ends the reading.
func (b *sheets) keep(err error) error {
	if _, ok := errors.AsType[*fault.Fault](err); err != nil && !ok {
		return err
	} else if ok {
		b.faults = append(b.faults, err)
	}
	return nil
}

// read reads one sheet by one entry of adal.yaml, nil for none.
func (b *sheets) read(i int, given *header.FileMapping) error {
	s := b.book.Sheets[i]
	anySheet := given != nil && given.Sheet == "" && !b.alone
	if anySheet && b.placed {
		given, anySheet = nil, false
	}
	src := Source{Format: "xlsx", Packed: b.packed, Sheet: s.Name, Mapped: given != nil}
	part := s.Name
	if b.alone {
		part = ""
	}
	if s.Hidden && (given == nil || given.Sheet == "") {
		b.r.skip(Skipped{Path: b.path, Part: join(b.part, s.Name), Why: "hidden_sheet", Source: src})
		b.r.note(run.Note{Note: "hidden_sheet", File: b.place(), Detail: s.Name})
		return nil
	}
	own := *b.item
	if !b.alone && given == nil {
		own.table = ""
		if b.table != "" && i == firstVisible(b.book.Sheets) {
			own.table = b.table
		}
	}
	before := len(b.r.in.Files)
	err := b.r.sheet(b.book, s, &own, part, given, src)
	if err == nil {
		b.placed = b.placed || anySheet && len(b.r.in.Files) > before
		return nil
	}
	if !anySheet {
		return b.keep(err)
	}
	if b.unplaced == nil {
		b.unplaced = err
	}
	own.table = ""
	src.Mapped = false
	return b.keep(b.r.sheet(b.book, s, &own, part, nil, src))
}

func firstVisible(sheets []source.SheetInfo) int {
	return slices.IndexFunc(sheets, func(s source.SheetInfo) bool { return !s.Hidden })
}

func (r *reader) sheet(w *source.Workbook, s source.SheetInfo, it *item, part string, given *header.FileMapping, src Source) (err error) {
	place := placeOf(it.path, join(it.part, s.Name))
	defer source.Recovered(place, &err)
	g, err := w.Rows(s)
	if err != nil {
		return err
	}
	defer func() { _ = g.Close() }()
	t, ok, err := r.recognise(it, part, g, given, src)
	if err != nil || !ok {
		return err
	}
	if part == "" && len(w.Sheets) > 1 {
		t.part = s.Name
	}
	return r.read(t)
}
