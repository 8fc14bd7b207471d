package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const header = "rule,kind,subject_id,other_id,via_id,slice,tie,amount,contracts\n"

func pairsOf(t *testing.T, text string) pairs {
	t.Helper()
	found, err := readPairs(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Findings are the same whatever the order of rows and columns; one too few, one too many, and
// one that says something else are each told.
func TestSamePairs(t *testing.T) {
	const one = "P12-4b,lead,500101100000,491240000188,500101100001,,child,120.00,2\n"
	const two = "P52a,lead,491240000188,491240000199,,unit=U1,,7.10,5\n"
	ours := pairsOf(t, header+one+two)
	if err := samePairs(ours, pairsOf(t, header+two+one)); err != nil {
		t.Error(err)
	}
	turned := "contracts,amount,tie,slice,via_id,other_id,subject_id,kind,rule,more\n" +
		"2,120.00,child,,500101100001,491240000188,500101100000,lead,P12-4b,x\n5,7.10,,unit=U1,,491240000199,491240000188,lead,P52a,x\n"
	if err := samePairs(ours, pairsOf(t, turned)); err != nil {
		t.Error(err)
	}
	for what, other := range map[string]string{
		"adal alone":             header + one,
		"peer alone":             header + one + two + "P12-4a,lead,500101100000,491240000188,,,self,1.00,1\n",
		"peer {lead child 121.0": header + strings.Replace(one, "120.00", "121.00", 1) + two,
		"{lead parent":           header + strings.Replace(one, "child", "parent", 1) + two,
		"{violation child":       header + strings.Replace(one, "lead", "violation", 1) + two,
	} {
		err := samePairs(ours, pairsOf(t, other))
		if err == nil || !strings.Contains(err.Error(), what) || !strings.HasPrefix(err.Error(), "1 of 2 findings differ") {
			t.Errorf("wanted %q in: %v", what, err)
		}
	}
	for what, text := range map[string]string{"no column tie": strings.Replace(header, "tie", "ties", 1), "two findings about": header + one + one, "wrong number of fields": header + "P52a\n", "header": ""} {
		if _, err := readPairs(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("wanted %q: %v", what, err)
		}
	}
}

// The times of the stages sum to those of the process; a name that comes twice is one stage.
func TestReadStages(t *testing.T) {
	begun := time.Unix(100, 0)
	log := "reading files\t100100000000\t50000000\t1000\ntyping tables\t101000000000\t900000000\t5000\nreading files\t102000000000\t1900000000\t3000\n"
	whole := measure{wall: 3 * time.Second, cpu: 2500 * time.Millisecond, peak: 4000}
	got, err := readStages(strings.NewReader(log), begun, whole)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		name      string
		wall, cpu time.Duration
		peak      int64
	}{
		{startUp, 100 * time.Millisecond, 50 * time.Millisecond, 1000},
		{"reading files", 1900 * time.Millisecond, 1450 * time.Millisecond, 5000},
		{"typing tables", time.Second, time.Second, 3000},
	}
	var wall, cpu time.Duration
	for i, s := range got {
		wall, cpu = wall+s.wall, cpu+s.cpu
		if w := want[i]; s.name != w.name || s.wall != w.wall || s.cpu != w.cpu || s.peak != w.peak {
			t.Errorf("stage %d is %+v, wanted %+v", i, s, w)
		}
	}
	if len(got) != len(want) || wall != whole.wall || cpu != whole.cpu {
		t.Errorf("%d stages of %v and %v in all", len(got), wall, cpu)
	}
	for _, bad := range []string{"reading files\t1\t2\n", "reading files\t1\t2\tx\n"} {
		if _, err := readStages(strings.NewReader(bad), begun, whole); err == nil {
			t.Errorf("%q is taken for a stage", bad)
		}
	}
}

// A curve that is a power of the rows has that exponent, whatever is too short to be measured and
// whatever the small data sets cost.
func TestFit(t *testing.T) {
	c := curve{rows: []float64{1e3, 2e3, 4e3, 8e3, 16e3}}
	for _, n := range c.rows {
		c.seconds = append(c.seconds, 0.05*math.Pow(n/4e3, 1.15))
	}
	c.seconds[0] = 5    // all start-up
	c.seconds[1] = 0.04 // a clock's tick: not what the power says
	c.fit()
	if math.Abs(c.exponent-1.15) > 1e-9 {
		t.Errorf("exponent %v", c.exponent)
	}
	short := curve{rows: []float64{1, 2}, seconds: []float64{0.01, 0.2}}
	short.fit()
	if !math.IsNaN(short.exponent) {
		t.Errorf("one size has the exponent %v", short.exponent)
	}
	plot := filepath.Join(t.TempDir(), "growth.svg")
	c.name = "scan"
	if err := draw([]curve{c, short}, plot); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(plot); err != nil || !strings.Contains(string(text), "scan, n^1.15") {
		t.Errorf("the plot does not say the exponent: %v", err)
	}
}

// Files in folders named spill count, others do not, however deep.
func TestSpillIn(t *testing.T) {
	root := t.TempDir()
	for path, n := range map[string]int{".run.tmp/work/spill/a.tmp": 100, ".run.tmp/work/raw.parquet": 7, "spill/b.tmp": 10, "a/b/c/d/e/f/spill/deep": 1000} {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, make([]byte, n), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if n := spillIn(root); n != 110 {
		t.Errorf("%d bytes", n)
	}
}

func TestOptions(t *testing.T) {
	o, err := readOptions([]string{"-peers", "", "-sizes", "national", "-times", "1,64"})
	if err != nil || o.peers != nil || len(o.growths) != 2 || o.sizes[0] != "national" {
		t.Errorf("%+v, %v", o, err)
	}
	for _, args := range [][]string{{"-peers", "excel"}, {"-n", "0"}, {"-times", "x"}, {"-lines", "1,,2"}} {
		if _, err := readOptions(args); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
	if _, err := sizeOf("planet"); err == nil {
		t.Error("a size that is none is taken")
	}
}
