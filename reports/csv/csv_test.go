package csv

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestFraction(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 1: "1", 0.5: "0.5", 1.0 / 3: "0.333333333333", 2.0 / 3: "0.666666666667", 0.00001234: "0.00001234", 100000: "100000",
		123456789012.5: "123456789012", 3.6411764778451796: "3.64117647785", -20: "-20", 0.9999999999999: "1", 1e14: "100000000000000",
	} {
		if got := fraction(v); got != want {
			t.Errorf("fraction(%v) = %s, want %s", v, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(1e-6, 1e12).Draw(t, "v")
		back, err := strconv.ParseFloat(fraction(v), 64)
		if err != nil || math.Abs(back-v) > 1e-11*v {
			t.Fatalf("%v is written %s", v, fraction(v))
		}
	})
}
