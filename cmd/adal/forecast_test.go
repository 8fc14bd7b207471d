package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// spell is a stage of a made-up job: how long it takes, in shares of what is usual.
type spell struct {
	name string
	long time.Duration
}

// spells lets a job of a name take a time, each of its stages as long as usual times what off gives.
func spells(name string, whole time.Duration, order []string, off func() float64) (all []spell) {
	sum := 0.0
	for _, share := range usual[name] {
		sum += share
	}
	for _, stage := range order {
		all = append(all, spell{stage, time.Duration(float64(whole) * usual[name][stage] / sum * off())})
	}
	return all
}

// follow plays a job against a forecast, second by second, and gives what was told and what was
// true at each; the reading tells of twenty files.
func follow(f *forecast, all []spell) (told []remaining, truth []time.Duration) {
	now := time.Date(2026, 9, 30, 9, 0, 0, 0, time.UTC)
	end := now
	for _, s := range all {
		end = end.Add(s.long)
	}
	for _, s := range all {
		f.stage(s.name, now)
		over := now.Add(s.long)
		for file := int64(1); now.Before(over); {
			told, truth = append(told, f.at(now)), append(truth, end.Sub(now))
			step := min(time.Second, over.Sub(now))
			now = now.Add(step)
			for s.name == "reading files" && file <= 20 && over.Add(-s.long*time.Duration(20-file)/20).Compare(now) <= 0 {
				f.read(file, 20, now)
				file++
			}
		}
	}
	return told, truth
}

var scanOrder = []string{"reading files", "typing tables", "people", "contracts", "decisions", "kin", "superiors", "suppliers", "receipts",
	"rules", "ranking", "coverage", "notes", "tables", "reports"}

// What is told is never above what is true by more than six tenths of the job, nor below by half (and the minute it is
// rounded to), is not told of a short job, and rarely grows, though no stage takes what it usually does.
func TestForecast(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 7))
		off := func() float64 { return 0.65 + 0.7*r.Float64() }
		whole := time.Duration(20+r.IntN(600)) * time.Second
		all := spells("scan", whole, scanOrder, off)
		told, truth := follow(newForecast(usual["scan"]), all)
		grown, first := 0, -1
		for i, x := range told {
			if !x.known {
				continue
			}
			if first < 0 {
				first = i
			}
			left := truth[i].Seconds()
			if off := x.span() - left; off > 0.6*truth[0].Seconds()+60 || off < -0.5*truth[0].Seconds()-10 {
				t.Errorf("seed %d, second %d of %v: %+v told, %.0f s true", seed, i, whole, x, left)
			}
			if i > first && x.span() > told[i-1].span() {
				grown++
			}
		}
		if first < 5 || grown > 4 {
			t.Errorf("seed %d, %v: first told in second %d, %d times more than before", seed, whole, first, grown)
		}
	}
	told, _ := follow(newForecast(usual["scan"]), spells("scan", 4*time.Second, scanOrder, func() float64 { return 1 }))
	for _, x := range told {
		if x.known {
			t.Fatalf("of a job of four seconds is told %+v", x)
		}
	}
}

// A last stage far longer than usual never leaves a reader with "some seconds" for long.
func TestForecastOfWhatDrags(t *testing.T) {
	t.Parallel()
	all := spells("scan", time.Minute, scanOrder, func() float64 { return 1 })
	all[len(all)-1].long *= 8
	told, truth := follow(newForecast(usual["scan"]), all)
	moments := 0
	for i, x := range told {
		if x.known && x.n == 0 && truth[i] > 20*time.Second {
			moments++
		}
	}
	if moments > 20 {
		t.Errorf("for %d s some seconds are told though more than twenty are left", moments)
	}
}

// Of a job whose stages nobody measured nothing is told.
func TestForecastOfTheUnknown(t *testing.T) {
	t.Parallel()
	told, _ := follow(newForecast(nil), []spell{{"reading files", time.Minute}, {"typing tables", time.Minute}})
	for _, x := range told {
		if x.known {
			t.Fatalf("%+v", x)
		}
	}
}

// Time is told in words of the language, in steps that grow with it.
func TestRemainingInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		seconds    float64
		ru, kk, en string
	}{
		{3, "осталось несколько секунд", "бірнеше секунд қалды", "some seconds left"},
		{31, "осталось около 40 с", "шамамен 40 с қалды", "about 40 s left"},
		{56, "осталось около 1 мин", "шамамен 1 мин қалды", "about 1 min left"},
		{130, "осталось около 3 мин", "шамамен 3 мин қалды", "about 3 min left"},
		{7000, "осталось около 2 ч", "шамамен 2 сағ қалды", "about 2 h left"},
	} {
		for lang, want := range map[string]string{"ru": c.ru, "kk": c.kk, "en": c.en} {
			if got := rounded(c.seconds).in(lang); got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
}

// On a terminal the line says what is left from the fifth second on, as time passes too, and is
// gone when the progress ends; nothing is written after that.
func TestProgressTellsTheTimeLeft(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	now := time.Date(2026, 9, 30, 9, 0, 0, 0, time.UTC)
	p := &progress{w: &b, lang: "ru", now: func() time.Time { return now }, left: newForecast(map[string]float64{"reading files": 1, "rules": 2, "reports": 1})}
	p.show("reading files")
	now = now.Add(4 * time.Second)
	p.read(1, 2)
	p.write()
	if strings.Contains(b.String(), "осталось") {
		t.Errorf("told of a job of four seconds: %q", b.String())
	}
	now = now.Add(8 * time.Second)
	p.ahead(3, 5000)
	p.show("rules")
	if want := "\r\x1b[Kшаг 2 из 3: правила; строк 5\u00a0000; осталось около 40 с"; !strings.HasSuffix(b.String(), want) {
		t.Errorf("%q does not end in %q", b.String(), want)
	}
	now = now.Add(9 * time.Second)
	p.write()
	if want := "осталось около 30 с"; !strings.HasSuffix(b.String(), want) {
		t.Errorf("%q does not end in %q", b.String(), want)
	}
	p.end()
	p.end()
	if !strings.HasSuffix(b.String(), "30 с\r\x1b[K") {
		t.Errorf("the line stands: %q", b.String())
	}
}

// The clock writes the line anew and stops before the line is cleared.
func TestProgressClockStops(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	var at int64
	p := &progress{w: &b, lang: "en", every: time.Millisecond, left: newForecast(map[string]float64{"reading files": 1, "rules": 1})}
	p.now = func() time.Time { at++; return time.Unix(at, 0) } // called under the progress's lock
	p.show("reading files")
	p.read(1, 100)
	for range 3000 {
		time.Sleep(time.Millisecond)
		p.mu.Lock()
		told := strings.Contains(b.String(), "left")
		p.mu.Unlock()
		if told {
			break
		}
	}
	p.end()
	after := b.String()
	if !strings.HasSuffix(after, "left\r\x1b[K") {
		t.Errorf("%q", fmt.Sprintf("%.300s", after))
	}
	time.Sleep(5 * time.Millisecond)
	if b.String() != after {
		t.Errorf("written after the end")
	}
}
