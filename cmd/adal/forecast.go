package main

import (
	"math"
	"strconv"
	"time"

	"adal/texts"
)

// A forecast is told from forecastAfter on: a job that lasts shorter needs none. It follows a new
// estimate within some settling time, so that one stage that is not as usual moves it slowly.
const (
	forecastAfter = 5 * time.Second
	settling      = 8 * time.Second
)

// forecast tells about how long a job will still take: what is behind took its time, and what is
// ahead takes of it what it usually does. Of the reading it is known how much is done.
type forecast struct {
	usual   map[string]float64
	whole   float64 // sum of usual
	began   time.Time
	name    string    // of the stage
	since   time.Time // the stage began
	behind  float64   // what the stages before it usually take
	part    float64   // of the bytes read, from 0 to 1
	partAt  time.Time
	seen    float64   // seconds left, as last told
	last    float64   // seconds left, as last estimated
	seenAt  time.Time // zero where none was told
	nothing bool      // not known what is usual
	told    remaining
}

// newForecast gives a forecast of a job by what its stages usually take; of one of which that is
// not known it never tells anything.
func newForecast(usual map[string]float64) *forecast {
	f := &forecast{usual: usual, nothing: len(usual) == 0}
	for _, share := range usual {
		f.whole += share
	}
	return f
}

// stage is told that a stage begins, the one before being done.
func (f *forecast) stage(name string, now time.Time) {
	if f == nil {
		return
	}
	if f.began.IsZero() {
		f.began = now
	}
	f.behind += f.usual[f.name]
	f.name, f.since, f.part = name, now, 0
}

// read is told how many bytes of the files are read.
func (f *forecast) read(done, whole int64, now time.Time) {
	if f != nil && whole > 0 {
		f.part, f.partAt = min(1, float64(done)/float64(whole)), now
	}
}

// seconds estimates what is left; less than 0 where nothing is known yet.
func (f *forecast) seconds(now time.Time) float64 {
	own := f.usual[f.name]
	in := now.Sub(f.since).Seconds()
	var pace float64 // seconds a share
	switch {
	case f.part > 0:
		pace = f.partAt.Sub(f.began).Seconds() / (f.behind + own*f.part)
	case f.behind > 0:
		pace = f.since.Sub(f.began).Seconds() / f.behind
	default:
		return -1
	}
	if in > own*pace && f.behind+own > 0 { // longer than was to be expected, and so may the others be
		pace = max(pace, now.Sub(f.began).Seconds()/(f.behind+own))
	}
	return max(own*pace-in, in/4) + max(0, f.whole-f.behind-own)*pace
}

// at gives what is left as it is told.
func (f *forecast) at(now time.Time) remaining {
	if f == nil || f.nothing || f.began.IsZero() || now.Sub(f.began) < forecastAfter {
		return remaining{}
	}
	estimate := f.seconds(now)
	if estimate < 0 {
		return f.told
	}
	if f.seenAt.IsZero() {
		f.seen = estimate
	} else if passed := now.Sub(f.seenAt).Seconds(); passed > 0 {
		f.seen -= min(passed, max(0, f.last-estimate))
		f.seen += (estimate - f.seen) * (1 - math.Exp(-passed/settling.Seconds()))
	}
	f.last, f.seenAt = estimate, now
	f.told = f.told.next(f.seen)
	return f.told
}

// remaining is time in the words it is told in: some seconds, tens of seconds, minutes, hours.
type remaining struct {
	known bool
	n     int    // 0 for some seconds
	unit  string // seconds, minutes or hours
}

// in says it.
func (r remaining) in(lang string) string {
	if r.n == 0 {
		return texts.In(lang, "cmd.left_moments")
	}
	return texts.In(lang, "cmd.left_"+r.unit, "n", strconv.Itoa(r.n))
}

// span is the time in seconds it stands for.
func (r remaining) span() float64 {
	return float64(r.n) * map[string]float64{"seconds": 1, "minutes": 60, "hours": 3600}[r.unit]
}

// rounded puts seconds into words.
func rounded(seconds float64) remaining {
	up := func(by float64) int { return int(math.Ceil(seconds / by)) }
	switch {
	case seconds <= 5:
		return remaining{known: true}
	case seconds <= 55:
		return remaining{true, up(10) * 10, "seconds"}
	case seconds <= 90*60:
		return remaining{true, up(60), "minutes"}
	}
	return remaining{true, int(math.Round(seconds / 3600)), "hours"}
}

// next is what is told after r: the time told grows only where it was clearly too short, so that
// it does not go to and fro.
func (r remaining) next(seconds float64) remaining {
	n := rounded(seconds)
	if r.known && n.span() > r.span() && seconds < r.span()*1.25+5 {
		return r
	}
	return n
}
