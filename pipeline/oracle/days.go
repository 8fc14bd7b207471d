package oracle

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// turningDays are the days on which a row of the data begins, and those after its last: what
// holds between two of them holds on every day between.
func (d Data) turningDays() []Day {
	days := map[Day]bool{SinceEver: true}
	add := func(s Span) {
		days[s.From] = true
		if s.To < ForEver {
			days[s.To+1] = true
		}
	}
	for _, p := range d.Roster {
		add(p.Span)
	}
	for _, day := range d.changes() {
		days[day] = true
	}
	for _, b := range d.Bodies {
		add(b.Span)
	}
	return slices.Sorted(maps.Keys(days))
}

// steady are the first day of the window and those on which anything turns in it: what is found
// of posts, memberships and ties on any day of the window is found on one of these.
func (s *scan) steady(yield func(Day) bool) {
	if !yield(s.window.From) {
		return
	}
	for _, day := range s.turns {
		if day > s.window.From && day <= s.window.To && !yield(day) {
			return
		}
	}
}

// runOfDays are the unbroken days around a day on which something holds.
func (s *scan) runOfDays(day Day, holds func(Day) bool) Span {
	i, exact := slices.BinarySearch(s.turns, day)
	if !exact {
		i--
	}
	last := i
	for i > 0 && holds(s.turns[i-1]) {
		i--
	}
	for last+1 < len(s.turns) && holds(s.turns[last+1]) {
		last++
	}
	run := Span{s.turns[i], ForEver}
	if last+1 < len(s.turns) {
		run.To = s.turns[last+1] - 1
	}
	return run
}

// daysOf are the days around a day on which something holds of two people and so does a tie
// between them, from the first to the last over their ties of the day. A dependant is no kin.
func (s *scan) daysOf(day Day, p pair, holds func(Day) bool) Span {
	days := Span{ForEver, SinceEver}
	for r := range s.kinOn(day)[p] {
		if r == "dependant" {
			continue
		}
		run := s.runOfDays(day, func(d Day) bool { return s.kinOn(d)[p][r] && holds(d) })
		days = Span{min(days.From, run.From), max(days.To, run.To)}
	}
	return days
}

func (s Span) and(o Span) Span { return Span{max(s.From, o.From), min(s.To, o.To)} }

// before is the day before, of a day that is bounded.
func before(d Day) Day {
	if d == ForEver {
		return d
	}
	return d - 1
}

// samePost says whether two rows are of one person in one position.
func (p Post) samePost(o Post) bool {
	return p.IIN == o.IIN && cmp.Or(p.PositionID, strings.ToLower(p.Position)) == cmp.Or(o.PositionID, strings.ToLower(o.Position))
}

// postDays are, for every post in scope somebody holds on a day, its unbroken days.
func (s *scan) postDays(iin string, day Day) []Span {
	var all []Span
	for _, p := range s.Roster {
		if p.IIN == iin && p.inScope() && p.Holds(day) {
			all = append(all, s.runOfDays(day, func(d Day) bool {
				return slices.ContainsFunc(s.Roster, func(o Post) bool { return o.samePost(p) && o.inScope() && o.Holds(d) })
			}))
		}
	}
	return all
}

// sits says whether somebody is a member of a body on a day by any row.
func (s *scan) sits(m BodyMember, day Day) bool {
	return slices.ContainsFunc(s.Bodies, func(o BodyMember) bool {
		return o.IIN == m.IIN && o.Organisation == m.Organisation && o.Body == m.Body && o.Holds(day)
	})
}

// lastHeld is the last day of the unbroken holding and of the unbroken service that hold a day.
func (s *scan) lastHeld(iin, company string, day Day) Day {
	held, served := day, day
	for changed := true; changed; {
		changed = false
		for _, p := range s.People {
			if p.owns(iin, company) && p.To > held && p.From <= held+1 {
				held, changed = p.To, true
			}
		}
		for _, p := range s.Roster {
			if p.IIN == iin && p.inScope() && p.To > served && p.From <= served+1 {
				served, changed = p.To, true
			}
		}
	}
	return min(held, served)
}

// higherUp are the posts at the end of a way of two or more steps up from a post on a day.
func (s *scan) higherUp(post int, day Day) []int {
	above := map[int]bool{}
	front := s.superiors(post, day)
	for len(front) > 0 {
		var next []int
		for _, at := range front {
			for _, up := range s.superiors(at, day) {
				if !above[up] {
					above[up] = true
					next = append(next, up)
				}
			}
		}
		front = next
	}
	return slices.Sorted(maps.Keys(above))
}
