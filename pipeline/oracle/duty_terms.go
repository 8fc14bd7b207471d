package oracle

import (
	"fmt"
	"strings"
)

// calendarYears are the years the calendar holds, true where a row of the year is not confirmed.
var calendarYears = map[int]bool{}

// A term ends on On, and what is due on it is due by By. Unconfirmed says that the days
// counted lie in part in a year the calendar only estimates.
type termEnd struct {
	On, By      Day
	Unconfirmed bool
}

// working says whether the day is a working day, and remembers what it rests on. A year the
// calendar does not hold is a fault of the test, and named.
func (e *termEnd) working(d Day) bool {
	estimated, held := calendarYears[d.Year()]
	if !held {
		panic(fmt.Sprintf("the calendar does not hold the year %d", d.Year()))
	}
	e.Unconfirmed = e.Unconfirmed || estimated
	return !dayOff(d)
}

// move puts By on the next working day where On is none.
func (e *termEnd) move() {
	e.By = e.On
	for !e.working(e.By) {
		e.By++
	}
}

// Term is the end of a term that starts on a day: "+3wd", "+14d", "+6m", "-1m", "none". The
// day of the start is not counted. Months end on the same number or the month's last day;
// a term in days and months that ends on a day off ends on the next working day.
func term(start Day, length string) termEnd {
	e := termEnd{On: Undated, By: Undated}
	if length == "none" {
		return e
	}
	var n int
	var unit string
	if _, err := fmt.Sscanf(length, "%d%s", &n, &unit); err != nil {
		panic(fmt.Sprintf("%q is no term", length))
	}
	switch {
	case unit == "wd":
		e.On = start
		for n > 0 {
			e.On++
			if e.working(e.On) {
				n--
			}
		}
		e.By = e.On
	case unit == "d":
		e.On = start + Day(n)
		e.move()
	case unit == "m" && strings.HasPrefix(length, "-"):
		e.On = start.MonthsBefore(-n)
		e.By = e.On
	case unit == "m":
		e.On = start.MonthsAfter(n)
		e.move()
	default:
		panic(fmt.Sprintf("%q is no term", length))
	}
	return e
}

// upTo is a term to a fixed day, moved where that is no working day.
func upTo(day Day) termEnd {
	e := termEnd{On: day}
	e.move()
	return e
}

// notMoved is a term to a fixed day that stays where it is.
func notMoved(day Day) termEnd { return termEnd{On: day, By: day} }

// period is a quarter, half or year of the recurring duties.
type period struct {
	Name string
	Span
}

// periods are those that begin on or before the as-of day in its calendar year and the one
// before, in order. Length is "quarter", "half" or "year".
func periods(asOf Day, length string) []period {
	months, name := 12, func(year, n int) string { return fmt.Sprint(year) }
	switch length {
	case "quarter":
		months, name = 3, func(year, n int) string { return fmt.Sprintf("%dQ%d", year, n) }
	case "half":
		months, name = 6, func(year, n int) string { return fmt.Sprintf("%dH%d", year, n) }
	}
	var all []period
	for year := asOf.Year() - 1; year <= asOf.Year(); year++ {
		for n := range 12 / months {
			p := period{name(year, n+1), Span{Date(year, n*months+1, 1), Date(year, (n+1)*months+1, 1) - 1}}
			if p.From <= asOf {
				all = append(all, p)
			}
		}
	}
	return all
}
