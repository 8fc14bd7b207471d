package kz

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func date(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestEnd(t *testing.T) {
	c := WorkingDays()
	for _, x := range []struct{ start, term, on, by string }{
		// Over New Year, Nauryz, the first days of May, a worked Saturday.
		{"2025-12-30", "+2wd", "2026-01-05", "2026-01-05"},
		{"2025-12-30", "+3wd", "2026-01-06", "2026-01-06"},
		{"2025-12-30", "+10wd", "2026-01-16", "2026-01-16"},
		{"2026-03-18", "+2wd", "2026-03-20", "2026-03-20"},
		{"2026-03-18", "+3wd", "2026-03-26", "2026-03-26"},
		{"2026-03-18", "+10wd", "2026-04-06", "2026-04-06"},
		{"2026-05-25", "+2wd", "2026-05-28", "2026-05-28"},
		{"2026-05-25", "+3wd", "2026-05-29", "2026-05-29"},
		{"2026-05-25", "+10wd", "2026-06-09", "2026-06-09"},
		{"2024-05-02", "+2wd", "2024-05-04", "2024-05-04"},
		{"2024-05-02", "+3wd", "2024-05-06", "2024-05-06"},
		{"2024-05-02", "+10wd", "2024-05-20", "2024-05-20"},
		// The end of February, and what ends on a day off.
		{"2025-11-30", "+3m", "2026-02-28", "2026-03-02"},
		{"2023-11-30", "+3m", "2024-02-29", "2024-02-29"},
		{"2025-08-31", "+6m", "2026-02-28", "2026-03-02"},
		{"2026-03-14", "+7d", "2026-03-21", "2026-03-26"},
		{"2024-04-27", "+7d", "2024-05-04", "2024-05-04"}, // a worked Saturday
		{"2026-09-01", "+14d", "2026-09-15", "2026-09-15"},
	} {
		term, err := ParseTerm(x.term)
		if err != nil {
			t.Fatal(err)
		}
		due, err := c.End(term, date(x.start), time.Time{})
		if err != nil || !due.On.Equal(date(x.on)) || !due.By.Equal(date(x.by)) {
			t.Errorf("%s %s: on %s by %s (%v), want %s and %s", x.start, x.term, due.On.Format(time.DateOnly), due.By.Format(time.DateOnly), err, x.on, x.by)
		}
	}
	moved, _ := ParseTerm("to")
	fixed, _ := ParseTerm("to fixed")
	day := date("2024-09-15") // a Sunday
	if due, err := c.End(moved, day, day); err != nil || !due.By.Equal(date("2024-09-16")) {
		t.Errorf("a given day that is off: %v %v", due, err)
	}
	if due, err := c.End(fixed, day, day); err != nil || !due.By.Equal(day) {
		t.Errorf("a fixed day that is off: %v %v", due, err)
	}
}

func TestEndOutsideTheCalendar(t *testing.T) {
	term, _ := ParseTerm("+3m")
	_, err := WorkingDays().End(term, date("2027-11-30"), time.Time{})
	missing, ok := errors.AsType[*NoYearError](err)
	if !ok || missing.Year != 2028 {
		t.Fatalf("got %v, want an error that names 2028", err)
	}
	own, err := WorkingDays().With(strings.NewReader("date,kind,name,confirmed\n2028-02-29,day_off,A day,no\n"))
	if err != nil {
		t.Fatal(err)
	}
	due, err := own.End(term, date("2027-11-30"), time.Time{})
	if err != nil || !due.By.Equal(date("2028-03-01")) || !due.Estimated {
		t.Errorf("got %v %v, want 2028-03-01, estimated", due, err)
	}
	if due, err := own.End(term, date("2026-01-15"), time.Time{}); err != nil || due.Estimated {
		t.Errorf("a year of the program's own: %v %v", due, err)
	}
	for _, bad := range []string{"", "date,kind\n", "date,kind,name,confirmed\n29.02.2028,day_off,x,yes\n", "date,kind,name,confirmed\n2028-02-29,off,x,yes\n"} {
		if _, err := WorkingDays().With(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is taken for a calendar", bad)
		}
	}
}

func TestPeriods(t *testing.T) {
	names := func(kind string, asOf string, years int) string {
		var all []string
		for _, p := range Periods(kind, date(asOf), years) {
			all = append(all, p.Name)
		}
		return strings.Join(all, " ")
	}
	if got := names("quarter", "2026-06-30", 2); got != "2025Q1 2025Q2 2025Q3 2025Q4 2026Q1 2026Q2" {
		t.Error(got)
	}
	if got := names("half", "2026-07-01", 1); got != "2026H1 2026H2" {
		t.Error(got)
	}
	if got := names("year", "2026-01-01", 2); got != "2025 2026" {
		t.Error(got)
	}
}
