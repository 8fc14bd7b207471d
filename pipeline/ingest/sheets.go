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
	var faults []error
	alone := len(w.Sheets) == 1
	keep := func(err error) error {
		if _, ok := errors.AsType[*fault.Fault](err); !ok {
			return err
		}
		faults = append(faults, err)
		return nil
	}
	for _, g := range it.given { // a sheet that is named must be there
		if g.Sheet != "" && !slices.ContainsFunc(w.Sheets, func(s source.SheetInfo) bool {
			return g.IsSheet(s.Name, slices.IndexFunc(w.Sheets, func(x source.SheetInfo) bool { return x.Name == s.Name })+1)
		}) {
			var names []string
			for _, s := range w.Sheets {
				names = append(names, s.Name)
			}
			return fault.Data("no_sheet", "place", it.place(), "sheet", g.Sheet, "found", names)
		}
	}
	// An entry without a sheet is about the first sheet it fits.
	var unplaced error
	placed := false
	for i, s := range w.Sheets {
		for _, given := range it.entries(s.Name, i+1) {
			anySheet := given != nil && given.Sheet == "" && !alone
			if anySheet && placed {
				given, anySheet = nil, false
			}
			src := Source{Format: "xlsx", Packed: it.packed, Sheet: s.Name, Mapped: given != nil}
			part := s.Name
			if alone {
				part = ""
			}
			if s.Hidden && (given == nil || given.Sheet == "") {
				r.skip(Skipped{Path: it.path, Part: join(it.part, s.Name), Why: "hidden_sheet", Source: src})
				r.note(run.Note{Note: "hidden_sheet", File: it.place(), Detail: s.Name})
				continue
			}
			sheetItem := *it
			if !alone && given == nil {
				sheetItem.table = ""
				if it.table != "" && i == firstVisible(w.Sheets) {
					sheetItem.table = it.table
				}
			}
			before := len(r.in.Files)
			err := r.sheet(w, s, &sheetItem, part, given, src)
			switch {
			case err == nil:
				placed = placed || anySheet && len(r.in.Files) > before
			case anySheet:
				if unplaced == nil {
					unplaced = err
				}
				sheetItem.table = ""
				if err := r.sheet(w, s, &sheetItem, part, nil, Source{Format: "xlsx", Packed: it.packed, Sheet: s.Name}); err != nil {
					if err := keep(err); err != nil {
						return err
					}
				}
			default:
				if err := keep(err); err != nil {
					return err
				}
			}
		}
	}
	if unplaced != nil && !placed {
		faults = append(faults, unplaced)
	}
	if len(faults) == 1 {
		return faults[0]
	}
	return errors.Join(faults...)
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
