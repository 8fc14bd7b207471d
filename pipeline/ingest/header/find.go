package header

import (
	"cmp"
	"slices"
	"strings"

	"adal/pipeline/ingest/source"
	"adal/pipeline/tables"
)

// Like finds the tables a header may be of, the best first.
func Like(header []Cell, file string) []*Layout {
	var found []*Layout
	for _, t := range tables.All {
		l, err := LayOut(t, header, nil, file)
		if err == nil && l.Recognised() > 1 {
			found = append(found, l)
		}
	}
	slices.SortStableFunc(found, func(a, b *Layout) int {
		return cmp.Or(btoi(len(b.Missing) == 0)-btoi(len(a.Missing) == 0), b.Recognised()-a.Recognised(), len(b.Targets)-len(a.Targets))
	})
	return found
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// At says where the header of a grid was found.
type At struct {
	From, To int // indexes into the first rows
	*Layout
}

// Find looks for the header among the first rows of a grid: of the table wanted,
// else of the table it is most like; records lays out what are records with names of their
// own, nil where they are none. nil where no row is like any table.
func Find(first [][]string, want string, given *FileMapping, file string, records func([]Cell) *Layout) (*At, error) {
	var best *At
	bestScore := 0.0
	consider := func(i, j int, header []Cell) error {
		var candidates []*Layout
		if want != "" {
			t, _ := tables.ByName(want)
			l, err := LayOut(t, header, given, file)
			if err != nil {
				return err
			}
			candidates = []*Layout{l}
			// A dump of the portal may bear the name of the table it gives.
			if l := records(header); l != nil && (given == nil || given.Table == "") && l.Table.Name == want {
				candidates = append(candidates, l)
			}
		} else {
			candidates = Like(header, file)
			if l := records(header); l != nil {
				candidates = append([]*Layout{l}, candidates...)
			}
		}
		for _, l := range candidates {
			score := float64(10*l.Recognised()) - 0.1*float64(i) - 0.5*float64(j-i)
			score -= float64(l.spanned()) // a lower row that parts the two days says more
			if j > i && parts(first[i], first[j]) {
				score++ // and so does one that parts a name
			}
			if len(l.Missing) == 0 {
				score += 500
			}
			if l.Entity != "" {
				score += 1000
			}
			if best == nil || score > bestScore {
				best, bestScore = &At{From: i, To: j, Layout: l}, score
			}
		}
		return nil
	}
	if given != nil && given.HeaderRow > 0 {
		return best, nil // the caller has cut the rows
	}
	var firstErr error
	for i := range first {
		if i >= MostRows {
			break
		}
		if err := consider(i, i, Plain(first[i])); err != nil && firstErr == nil {
			firstErr = err
		}
		if i+1 < len(first) {
			if err := consider(i, i+1, TwoRows(first[i], first[i+1])); err != nil && firstErr == nil {
				firstErr = err
			}
		}
	}
	if best == nil {
		return nil, firstErr
	}
	if best.Recognised() == 0 && want != "" && firstErr != nil {
		return nil, firstErr
	}
	return best, nil
}

// spanned counts the days that are read out of a cell with two of them.
func (l *Layout) spanned() int {
	n := 0
	for _, t := range l.Targets {
		if t.part == firstDay || t.part == lastDay {
			n++
		}
	}
	return n
}

// parts reports whether a row does nothing but part some names of the row above it: each run of its
// cells begins under a name and goes on under none, as "surname, first name" does under a full
// name over merged cells, and under another name there is nothing. Below a title there are only names.
func parts(upper, lower []string) bool {
	at := func(row []string, i int) bool { return i < len(row) && strings.Trim(row[i], source.Blanks) != "" }
	runs := 0
	for i := 0; i < len(lower); i++ {
		if !at(lower, i) {
			continue
		}
		if !at(upper, i) || !at(lower, i+1) || at(upper, i+1) {
			return false
		}
		runs++
		for i++; at(lower, i+1) && !at(upper, i+1); i++ {
		}
	}
	whole := 0
	for i := range upper {
		if at(upper, i) && !at(lower, i) {
			whole++
		}
	}
	return runs > 0 && whole > 0
}

// MostRows is how many rows from the top the header may stand below.
const MostRows = 30
