package view

import (
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// mostOthers is how many bidders the title of a tender names.
const mostOthers = 2

// othersOf names who is told of with a tender: bidders, or the buyer, the first two by rank. The number of
// a tender alone tells nobody what it is about. It is blank for any other case.
func (b builder) othersOf(c *run.Case, found []*run.Finding) string {
	if c.SubjectKind != "process" {
		return ""
	}
	var names []string
	more := false
	for _, f := range found {
		if f.OtherID+f.OtherName == "" || f.OtherKind == "process" {
			continue
		}
		name := words.Named(b.lang, f.OtherKind, f.OtherName, f.OtherID, b.mask)
		switch {
		case slices.Contains(names, name):
		case len(names) == mostOthers:
			more = true
		default:
			names = append(names, name)
		}
	}
	s := strings.Join(names, ", ")
	if more {
		s += ", …"
	}
	return s
}
