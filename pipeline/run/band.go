package run

// Bands are the scores from which a finding is looked at first, and next.
type Bands struct{ High, Middle float64 }

// Bands gives those of the reports of a job. They order the findings of one report. The yearly report
// on procurement has leads that rest on contracts alone: what makes a score of the scan high, a plain
// ban, a second source, a person close by, can hardly be there, so its bands begin lower.
func (j Job) Bands() Bands {
	if j == Concentration {
		return Bands{High: 60, Middle: 45}
	}
	return Bands{High: 70, Middle: 50}
}

// Of names the band of a score: high, middle or low.
func (b Bands) Of(score float64) string {
	switch {
	case score >= b.High:
		return "high"
	case score >= b.Middle:
		return "middle"
	}
	return "low"
}
