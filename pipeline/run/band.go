package run

// The bands of a score: from High on a finding is looked at first, from Middle on next.
const (
	High   = 70.0
	Middle = 50.0
)

// Band names the band of a score: high, middle or low.
func Band(score float64) string {
	switch {
	case score >= High:
		return "high"
	case score >= Middle:
		return "middle"
	}
	return "low"
}
