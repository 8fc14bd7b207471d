package eleven

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"adal/pipeline/warehouse"
	"adal/queries"
)

func engine(t *testing.T) *warehouse.DB {
	t.Helper()
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "1GB", Temp: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for _, name := range []string{"flags/words", "flags/tables"} {
		if err := db.Exec(t.Context(), queries.Get(name), nil); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// The words of publishers mean the same to both, and letters are folded alike.
func TestStatusesAsEngine(t *testing.T) {
	db := engine(t)
	type word struct{ Word, Status string }
	words, err := warehouse.All[word](t.Context(), db, "SELECT word, status FROM bid_status", nil)
	if err != nil {
		t.Fatal(err)
	}
	submitted := 0
	for _, w := range words {
		want := w.Status
		if want != valid && want != disqualified {
			want = ""
		} else {
			submitted++
		}
		for _, spelt := range []string{w.Word, strings.ToUpper(w.Word), strings.ReplaceAll(w.Word, " ", "   ")} {
			if got := statusOf(spelt); got != want {
				t.Errorf("%q is %q, want %q", spelt, got, want)
			}
		}
		if want != "" && len(w.Word)*3 > longestStatus {
			t.Errorf("%q is too long to be looked at", w.Word)
		}
	}
	if submitted != len(statuses) {
		t.Errorf("%d words of submitted bids, the engine has %d", len(statuses), submitted)
	}
	type letter struct {
		Code  int64
		Small string
	}
	letters, err := warehouse.All[letter](t.Context(), db, "SELECT i AS code, lower(chr(CAST(i AS INTEGER))) AS small FROM range(1, 65536) AS r(i) WHERE i NOT BETWEEN 55296 AND 57343", nil)
	if err != nil {
		t.Fatal(err)
	}
	inWords := map[rune]bool{}
	for w := range statuses {
		for _, r := range w {
			inWords[r] = true
		}
	}
	for _, l := range letters { // what becomes a letter of no word is no matter
		if r := unicode.ToLower(rune(l.Code)); string(r) != l.Small && (inWords[r] || strings.ContainsFunc(l.Small, func(r rune) bool { return inWords[r] })) {
			t.Errorf("%U in small is %q, to the engine %q", l.Code, r, l.Small)
		}
	}
}

// Numbers are written as the engine writes them.
func TestNumbersAsEngine(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	values := []float64{0, 1, 0.1, 1e-4, 9.9999e-5, 1e15, 1e16, 9999999999999998, 123456789012345680, 1e22, 5e-324, math.MaxFloat64, 1.0 / 3, 2.5e-10, 100, 1234.5}
	for range 3000 {
		values = append(values, r.Float64()*math.Pow(10, float64(r.IntN(60)-30)), float64(r.IntN(50))/float64(1+r.IntN(50)))
	}
	db := engine(t)
	for _, v := range values {
		text, err := warehouse.Only[struct{ Text string }](t.Context(), db, "SELECT CAST(CAST($v AS DOUBLE) AS VARCHAR) AS text", warehouse.Params{"v": v})
		if err != nil {
			t.Fatal(err)
		}
		if got := number(v); got != text.Text {
			t.Errorf("%g is written %s, by the engine %s", v, got, text.Text)
		}
	}
}

// Quartiles and fences have the bits of the engine's.
func TestFencesAsEngine(t *testing.T) {
	db := engine(t)
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 2))
		values := make([]float64, 1+r.IntN(40))
		for i := range values {
			values[i] = float64(r.IntN(30)) / float64(1+r.IntN(30))
		}
		p := float64(r.IntN(101)) / 100
		type row struct{ Q1, Lower, Upper, At float64 }
		want, err := warehouse.Only[row](t.Context(), db, "SELECT quantile_r8(list_sort(CAST($v AS DOUBLE[])), 0.25) AS q1, lower_fence(list_sort(CAST($v AS DOUBLE[]))) AS lower, upper_fence(list_sort(CAST($v AS DOUBLE[]))) AS upper, quantile_r8(list_sort(CAST($v AS DOUBLE[])), $p) AS at",
			warehouse.Params{"v": values, "p": p})
		if err != nil {
			t.Fatal(err)
		}
		f := fencesOf(values)
		if got := (row{f.q1, f.lower, f.upper, Quantile(values, p)}); got != want {
			t.Errorf("seed %d: %+v, to the engine %+v", seed, got, want)
		}
	}
}
