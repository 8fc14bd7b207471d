package kz

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Calendar says which days are worked. Saturday and Sunday are off unless the calendar has
// them as worked; other days are worked unless it has them as days off.
type Calendar struct {
	kinds     map[time.Time]string // day_off or working
	years     map[int]bool         // years the calendar holds
	estimated map[int]bool         // of them those with a day that is not confirmed
}

// NoYearError says that a working day was asked for in a year the calendar does not hold.
type NoYearError struct{ Year int }

func (e *NoYearError) Error() string { return fmt.Sprintf("the calendar has no year %d", e.Year) }

// WorkingDays is the calendar of the program's own facts, 2022 to 2027.
func WorkingDays() *Calendar {
	c := newCalendar()
	for _, row := range Table("calendar_kz") {
		if err := c.add(row[0], row[1], row[3]); err != nil {
			panic(fmt.Errorf("facts calendar_kz: %w", err))
		}
	}
	return c
}

func newCalendar() *Calendar {
	return &Calendar{kinds: map[time.Time]string{}, years: map[int]bool{}, estimated: map[int]bool{}}
}

func (c *Calendar) add(day, kind, confirmed string) error {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return fmt.Errorf("%q is no date like 2026-03-01", day)
	}
	if kind != "day_off" && kind != "working" {
		return fmt.Errorf("%q is neither day_off nor working", kind)
	}
	c.kinds[d], c.years[d.Year()] = kind, true
	if !slices.Contains([]string{"yes", "да", "иә"}, strings.ToLower(strings.TrimSpace(confirmed))) {
		c.estimated[d.Year()] = true
	}
	return nil
}

// With adds the years of a CSV with the columns date, kind, name, confirmed. A year that
// stands in it replaces the program's own.
func (c *Calendar) With(r io.Reader) (*Calendar, error) {
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, err
	}
	want := []string{"date", "kind", "name", "confirmed"}
	if len(rows) == 0 || len(rows[0]) < len(want) {
		return nil, fmt.Errorf("the columns are not %s", strings.Join(want, ", "))
	}
	rows[0][0] = strings.TrimPrefix(rows[0][0], "\ufeff")
	if !slices.Equal(rows[0][:len(want)], want) {
		return nil, fmt.Errorf("the columns are not %s", strings.Join(want, ", "))
	}
	own := newCalendar()
	for i, row := range rows[1:] {
		if err := own.add(row[0], row[1], row[3]); err != nil {
			return nil, fmt.Errorf("row %d: %w", i+2, err)
		}
	}
	for d, kind := range c.kinds {
		if !own.years[d.Year()] {
			own.kinds[d] = kind
		}
	}
	for y := range c.years {
		if !own.years[y] {
			own.estimated[y], own.years[y] = c.estimated[y], true
		}
	}
	return own, nil
}

// working reports whether a day is worked; a year the calendar does not hold is a NoYearError.
func (c *Calendar) working(d time.Time) (bool, error) {
	if !c.years[d.Year()] {
		return false, &NoYearError{d.Year()}
	}
	switch c.kinds[d] {
	case "day_off":
		return false, nil
	case "working":
		return true, nil
	}
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday, nil
}

// Term is a time the Standard gives, counted from the day after its start.
type Term struct {
	Count int
	Unit  string // wd working days, d days, m months, to a day that is given; year, half, quarter, none
	Fixed bool   // the last day is not moved to a working one
}

// ParseTerm reads +3wd, +7d, +3m, -1m, year, half, quarter, none, to (a day the rule gives)
// and "to fixed" (such a day, not moved).
func ParseTerm(s string) (Term, error) {
	switch s {
	case "year", "half", "quarter", "none":
		return Term{Unit: s, Fixed: true}, nil
	case "to":
		return Term{Unit: "to"}, nil
	case "to fixed", "-1m":
		return Term{Unit: "to", Fixed: true}, nil
	}
	for _, unit := range []string{"wd", "d", "m"} {
		if n, ok := strings.CutSuffix(s, unit); ok && strings.HasPrefix(n, "+") {
			if count, err := strconv.Atoi(n[1:]); err == nil && count > 0 {
				return Term{Count: count, Unit: unit}, nil
			}
		}
	}
	return Term{}, fmt.Errorf("term %q is not +3wd, +7d, +3m, -1m, year, half, quarter, none, to or to fixed", s)
}

// Due is the last day of a term and the day until which the thing may be done.
type Due struct {
	On, By    time.Time
	Estimated bool // a day it was counted by is of a year that is not confirmed
}

// End gives the last day of a term that starts on a day: on is the day itself where the term
// is "to". The day of the start is not counted, months end on the same number or the month's
// last day, a term in working days ends on one, and what ends on a day off lasts to the next
// working day unless it is fixed. Periods and "none" have no end here.
func (c *Calendar) End(t Term, start, on time.Time) (Due, error) {
	var due Due
	ask := func(d time.Time) (bool, error) {
		due.Estimated = due.Estimated || c.estimated[d.Year()]
		return c.working(d)
	}
	switch t.Unit {
	case "wd":
		d := start
		for left := t.Count; left > 0; {
			d = d.AddDate(0, 0, 1)
			worked, err := ask(d)
			if err != nil {
				return due, err
			}
			if worked {
				left--
			}
		}
		due.On, due.By = d, d
		return due, nil
	case "d":
		due.On = start.AddDate(0, 0, t.Count)
	case "m":
		due.On = addMonths(start, t.Count)
	case "to":
		due.On = on
	default:
		return due, fmt.Errorf("a term of unit %s has no end of its own", t.Unit)
	}
	due.By = due.On
	for !t.Fixed {
		worked, err := ask(due.By)
		if err != nil {
			return due, err
		}
		if worked {
			break
		}
		due.By = due.By.AddDate(0, 0, 1)
	}
	return due, nil
}

// Before gives the day that is n working days before a day.
func (c *Calendar) Before(d time.Time, n int) time.Time {
	for n > 0 {
		d = d.AddDate(0, 0, -1)
		if c.worked(d) {
			n--
		}
	}
	return d
}

// worked is working where a year beyond the calendar stops nothing: there only Saturday and
// Sunday are known to be off.
func (c *Calendar) worked(d time.Time) bool {
	worked, err := c.working(d)
	if err != nil {
		return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
	}
	return worked
}

// DayAhead is a day and whether it is off.
type DayAhead struct {
	On  time.Time
	Off bool
}

// Ahead gives the days from a day, itself included, to the working day that is n ahead.
func (c *Calendar) Ahead(from time.Time, n int) []DayAhead {
	days := []DayAhead{{from, !c.worked(from)}}
	for n > 0 {
		from = from.AddDate(0, 0, 1)
		worked := c.worked(from)
		days = append(days, DayAhead{from, !worked})
		if worked {
			n--
		}
	}
	return days
}

// addMonths gives the same number of a later month, or its last day.
func addMonths(d time.Time, n int) time.Time {
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(d.Day(), last)-1)
}

// Span is a calendar period: what it is called, its first and its last day.
type Span struct {
	Name     string // 2026, 2026H1, 2026Q3
	From, To time.Time
}

// Periods gives the periods of a kind (year, half, quarter) that begin on or before the
// as-of day, in its calendar year and those before it, years in all.
func Periods(kind string, asOf time.Time, years int) []Span {
	months, sign := 12, ""
	switch kind {
	case "half":
		months, sign = 6, "H"
	case "quarter":
		months, sign = 3, "Q"
	}
	var spans []Span
	for y := asOf.Year() - years + 1; y <= asOf.Year(); y++ {
		for k := range 12 / months {
			from := time.Date(y, time.Month(1+k*months), 1, 0, 0, 0, 0, time.UTC)
			if from.After(asOf) {
				continue
			}
			name := strconv.Itoa(y)
			if sign != "" {
				name += sign + strconv.Itoa(k+1)
			}
			spans = append(spans, Span{name, from, from.AddDate(0, months, -1)})
		}
	}
	return spans
}
