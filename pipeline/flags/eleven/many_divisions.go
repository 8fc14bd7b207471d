package eleven

import (
	"slices"
	"strconv"
)

// ManyDivisions are the parameters of R048.
type ManyDivisions struct {
	Digits    int64    // of a classification, which make a division
	Threshold *float64 // in place of the fence
	Least     int64    // processes of a supplier
}

// manyDivisions is R048, a supplier of everything: the divisions of what a supplier sold alone, by
// awards in force with classified items, are at least the upper fence of all suppliers of 20
// processes or more, Q3 + 1.5 IQR, or the threshold that is set. The value is their number
// (Cardinal, R048).
type manyDivisions struct {
	Settings ManyDivisions
	sellers  map[string]*seller
	now      []string // of the process
}

type seller struct {
	divisions []string
	processes int64
}

func (x *manyDivisions) look(c *contest) {
	x.now = x.now[:0]
	for _, a := range c.active {
		if len(a.Suppliers) != 1 || a.Suppliers[0].ID == "" || len(a.Codes) == 0 {
			continue
		}
		id := a.Suppliers[0].ID
		s := x.sellers[id]
		if s == nil {
			if x.sellers == nil {
				x.sellers = map[string]*seller{}
			}
			s = &seller{}
			x.sellers[id] = s
		}
		if !slices.Contains(x.now, id) {
			x.now = append(x.now, id)
			s.processes++
		}
		for _, code := range a.Codes {
			s.add(x.division(code))
		}
	}
}

// division gives the first signs of a classification.
func (x *manyDivisions) division(code string) string {
	n := int64(0)
	for at := range code {
		if n == x.Settings.Digits {
			return code[:at]
		}
		n++
	}
	return code
}

// add puts a division in its place. A supplier has few.
func (s *seller) add(division string) {
	if at, known := slices.BinarySearch(s.divisions, division); !known {
		s.divisions = slices.Insert(s.divisions, at, division)
	}
}

func (x *manyDivisions) tell(found func(kind, id, value string)) error {
	var counts []float64
	for _, s := range x.sellers {
		if s.processes >= x.Settings.Least {
			counts = append(counts, float64(len(s.divisions)))
		}
	}
	if len(counts) == 0 {
		return nil
	}
	upper := fencesOf(counts).high(x.Settings.Threshold)
	for id, s := range x.sellers {
		if s.processes >= x.Settings.Least && float64(len(s.divisions)) >= upper {
			found(OfTenderer, id, strconv.Itoa(len(s.divisions)))
		}
	}
	return nil
}
