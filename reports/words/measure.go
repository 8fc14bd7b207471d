package words

import "strings"

// IsShareMeasure reports whether an indicator is a fraction, shown as per cent and
// compared in percentage points.
func IsShareMeasure(measure string) bool {
	switch {
	case strings.HasPrefix(measure, "suppliers"), strings.Contains(measure, "bids_per_lot"), measure == "contracts", measure == "amount":
		return false
	case strings.Contains(measure, "hhi"):
		return false
	}
	return strings.Contains(measure, "share") || strings.HasSuffix(measure, "_count") || strings.HasSuffix(measure, "_amount")
}

// Measure writes the value of an indicator in its own unit; blank where it is not known.
func Measure(lang, measure string, v *float64) string {
	switch {
	case v == nil:
		return ""
	case IsShareMeasure(measure):
		return Share(lang, *v)
	case measure == "amount":
		return Decimal(lang, *v, 2)
	case measure == "contracts" || measure == "suppliers":
		return Decimal(lang, *v, 0)
	}
	return Decimal(lang, *v, 2)
}

// MeasureChange writes a change: in percentage points for shares, in the measure's own unit else.
func MeasureChange(lang, measure string, v *float64) string {
	if v == nil {
		return ""
	}
	sign := ""
	if *v > 0 {
		sign = "+"
	}
	if IsShareMeasure(measure) {
		return sign + Decimal(lang, *v, 1) + nbsp + UI.In(lang, "points_pp")
	}
	return sign + Measure(lang, measure, v)
}

// YesNo words yes and no.
func YesNo(lang, v string) string { return yesNo(lang, v) }
