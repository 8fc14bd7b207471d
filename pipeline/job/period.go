package job

import (
	"strconv"
	"strings"
	"time"

	"adal/pipeline/fault"
)

// Period is the window of a job: its first and last day, and how it is called.
type Period struct {
	Name     string
	From, To time.Time
}

// Quarter reads a period such as 2026Q3.
func Quarter(s string) (Period, error) {
	year, quarter, ok := strings.Cut(strings.ToUpper(strings.TrimSpace(s)), "Q")
	y, err := strconv.Atoi(year)
	if !ok || err != nil || len(quarter) != 1 || quarter[0] < '1' || quarter[0] > '4' || y < 1900 || y > 2200 {
		return Period{}, fault.Usage("bad_period", "period", s)
	}
	first := time.Month(3*int(quarter[0]-'1') + 1)
	from := time.Date(y, first, 1, 0, 0, 0, 0, time.UTC)
	return Period{Name: year + "Q" + quarter, From: from, To: from.AddDate(0, 3, -1)}, nil
}

// Year gives the period of a calendar year.
func Year(y int) (Period, error) {
	if y < 1900 || y > 2200 {
		return Period{}, fault.Usage("bad_year", "year", y)
	}
	from := time.Date(y, time.January, 1, 0, 0, 0, 0, time.UTC)
	return Period{Name: strconv.Itoa(y), From: from, To: from.AddDate(1, 0, -1)}, nil
}

// AsOf gives the window of the job of duties: everything known on a day.
func AsOf(s string) (Period, error) {
	day, err := time.Parse(time.DateOnly, strings.TrimSpace(s))
	if err != nil {
		if day, err = time.Parse("02.01.2006", strings.TrimSpace(s)); err != nil {
			return Period{}, fault.Usage("bad_as_of", "day", s)
		}
	}
	return Period{Name: day.Format(time.DateOnly), From: time.Date(day.Year(), 1, 1, 0, 0, 0, 0, time.UTC), To: day}, nil
}
