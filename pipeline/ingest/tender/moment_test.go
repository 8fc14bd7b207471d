package tender

import (
	"testing"
	"time"
)

// A moment is read in every form publishers write it in, with the day it is written with; what has
// another form is none.
func TestMomentOf(t *testing.T) {
	const none = "none"
	for text, want := range map[string][2]string{
		"2026-03-01":                      {"2026-03-01T00:00:00", none},
		"2026-03-01T00:00:00+05:00":       {"2026-03-01T00:00:00", "2026-02-28T19:00:00"},
		"2026-03-01T00:00:00.250+05:00":   {"2026-03-01T00:00:00.25", "2026-02-28T19:00:00.25"},
		"2026-03-01T23:59:59-03:00":       {"2026-03-01T23:59:59", "2026-03-02T02:59:59"},
		"2026-03-01T10:00:00Z":            {"2026-03-01T10:00:00", "2026-03-01T10:00:00"},
		"2026-03-01T10:00:00":             {"2026-03-01T10:00:00", none},
		"2026-03-01T10:00:00+0500":        {"2026-03-01T10:00:00", "2026-03-01T05:00:00"},
		"2026-03-01T10:00:00.000Z":        {"2026-03-01T10:00:00", "2026-03-01T10:00:00"},
		"2026-03-01T10:00+05:00":          {"2026-03-01T10:00:00", "2026-03-01T05:00:00"},
		"2026-03-01T10:00":                {"2026-03-01T10:00:00", none},
		"2026-03-01 10:00:00":             {"2026-03-01T10:00:00", none},
		"2026-03-01 10:00:00.123456+00":   {"2026-03-01T10:00:00.123456", "2026-03-01T10:00:00.123456"},
		"2026-03-01 10:00:00+05:00":       {"2026-03-01T10:00:00", "2026-03-01T05:00:00"},
		"2026-03-01 10:00":                {"2026-03-01T10:00:00", none},
		"0001-01-01T00:00:00+05:00":       {"0001-01-01T00:00:00", "0000-12-31T19:00:00"},
		"soon":                            {none},
		"":                                {none},
		"2026-02-30":                      {none},
		"2026-03-01T25:00:00Z":            {none},
		"2026-03-01Z":                     {none},
		"2026-03-01T10:00:00+05:00 or so": {none},
	} {
		m, read := MomentOf(text)
		got := [2]string{none}
		if read {
			got = [2]string{m.Clock.Format("2006-01-02T15:04:05.999999"), none}
			if m.Zoned {
				got[1] = m.At.Format("2006-01-02T15:04:05.999999")
			}
			if m.Clock.Location() != time.UTC || m.Zoned && m.At.Location() != time.UTC {
				t.Errorf("%q: not in UTC", text)
			}
		}
		if want[1] == "" {
			want[1] = got[1]
		}
		if got != want {
			t.Errorf("%q is read as %v, want %v", text, got, want)
		}
	}
}

// Moments are compared as instants where both have a zone, else by their clocks.
func TestMomentsCompared(t *testing.T) {
	for _, x := range []struct {
		later, earlier string
		micro          int64
	}{
		{"2026-03-01T10:00:00Z", "2026-03-01T14:59:59+05:00", 1e6},
		{"2026-03-01T10:00:00", "2026-03-01T09:59:59+05:00", 1e6},
		{"2026-03-01T10:00:00-11:00", "2026-03-01T09:59:59", 1e6},
		{"2026-03-02", "2026-03-01T23:00:00+05:00", 3600e6},
	} {
		a, _ := MomentOf(x.later)
		b, _ := MomentOf(x.earlier)
		if !a.After(b) || b.After(a) || a.After(a) || a.Since(b) != x.micro || b.Since(a) != -x.micro {
			t.Errorf("%s is %d microseconds after %s, want %d", x.later, a.Since(b), x.earlier, x.micro)
		}
	}
}
