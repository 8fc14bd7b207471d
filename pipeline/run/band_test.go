package run

import "testing"

// Every job has bands that order its findings, and those of the yearly report begin lower.
func TestBands(t *testing.T) {
	for _, c := range []struct {
		job   Job
		score float64
		want  string
	}{
		{Scan, 70, "high"}, {Scan, 69.9999, "middle"}, {Scan, 50, "middle"}, {Scan, 49.9, "low"},
		{Concentration, 60, "high"}, {Concentration, 59.9999, "middle"}, {Concentration, 45, "middle"}, {Concentration, 44, "low"}, {Flags, 60, "middle"},
	} {
		if got := c.job.Bands().Of(c.score); got != c.want {
			t.Errorf("%s: %v is %s, want %s", c.job, c.score, got, c.want)
		}
	}
}
