package tender

import "time"

// Moment reads a time of day with or without its zone, or a day; UTC where no zone stands. It
// gives false, and the zero time, for what is written in no other form.
func Moment(s string) (time.Time, bool) {
	for _, form := range forms(s) {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// forms are those a text of its length and with the sign behind its day can have.
func forms(s string) []string {
	switch {
	case len(s) == len(time.DateOnly):
		return onlyDay
	case len(s) > len(time.DateOnly) && s[len(time.DateOnly)] == 'T':
		return zoned
	case len(s) > len(time.DateOnly):
		return spaced
	}
	return nil
}

var (
	onlyDay = []string{time.DateOnly}
	zoned   = []string{time.RFC3339, "2006-01-02T15:04:05"}
	spaced  = []string{"2006-01-02 15:04:05"}
)
