package tender

import "time"

// Moment is a time as a publisher writes it. Its day is the one that is written: midnight of 1 March
// in a zone five hours ahead is 1 March, whatever day it still is elsewhere.
type Moment struct {
	// Clock is the day and the time of day as they are written, carried in UTC: what days, months
	// and years are cut from.
	Clock time.Time
	// At is the instant in UTC, where a zone stands with the time; Zoned says whether one does.
	At    time.Time
	Zoned bool
	// WholeDay says that no time of day is written: as an end it is the end of that day.
	WholeDay bool
}

// After reports whether a moment is later than another: as instants where a zone stands with
// both. One without a zone is of the zone of the other.
func (m Moment) After(o Moment) bool { return m.Since(o) > 0 }

// Past reports whether a moment lies behind an end: a day without a time ends with that day.
func (m Moment) Past(end Moment) bool {
	if end.WholeDay {
		end.Clock = end.Clock.AddDate(0, 0, 1)
		return m.Since(end) >= 0
	}
	return m.After(end)
}

// Since gives the microseconds from another moment to this one, by the same rule.
func (m Moment) Since(o Moment) int64 {
	if m.Zoned && o.Zoned {
		return m.At.UnixMicro() - o.At.UnixMicro()
	}
	return m.Clock.UnixMicro() - o.Clock.UnixMicro()
}

// Dated gives the moment a process is dated by: the end of the time for bids, else its beginning, else
// the first award. It gives false where none is known.
func (p *Process) Dated() (Moment, bool) {
	for _, s := range []string{p.Closes, p.Opens} {
		if m, known := MomentOf(s); known {
			return m, true
		}
	}
	return p.Awarded()
}

// Awarded gives the moment of the first award by its day; false where none is dated.
func (p *Process) Awarded() (first Moment, known bool) {
	for i := range p.Awards {
		if m, read := MomentOf(p.Awards[i].Date); read && (!known || m.Clock.Before(first.Clock)) {
			first, known = m, true
		}
	}
	return first, known
}

// MomentOf reads a time of day with or without its zone, or a day. It gives false for what is
// written in no form of these.
func MomentOf(s string) (Moment, bool) {
	for _, f := range forms(s) {
		t, err := time.Parse(f.layout, s)
		if err != nil {
			continue
		}
		m := Moment{Clock: t, Zoned: f.zoned, WholeDay: f.layout == time.DateOnly}
		if f.zoned {
			_, ahead := t.Zone()
			m.At = t.UTC()
			m.Clock = m.At.Add(time.Duration(ahead) * time.Second)
		}
		return m, true
	}
	return Moment{}, false
}

type form struct {
	layout string
	zoned  bool
}

// forms are those a text of its length and with the sign behind its day can have.
func forms(s string) []form {
	switch {
	case len(s) == len(time.DateOnly):
		return onlyDay
	case len(s) > len(time.DateOnly) && s[len(time.DateOnly)] == 'T':
		return joined
	case len(s) > len(time.DateOnly):
		return spaced
	}
	return nil
}

var (
	onlyDay = []form{{time.DateOnly, false}}
	joined  = []form{{time.RFC3339, true}, {"2006-01-02T15:04:05", false}, {"2006-01-02T15:04:05Z0700", true}, {"2006-01-02T15:04Z07:00", true}, {"2006-01-02T15:04", false}}
	spaced  = []form{{"2006-01-02 15:04:05", false}, {"2006-01-02 15:04:05Z07:00", true}, {"2006-01-02 15:04:05Z0700", true}, {"2006-01-02 15:04:05Z07", true}, {"2006-01-02 15:04", false}}
)
