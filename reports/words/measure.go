package words

import "strings"

// MeasureName names an indicator, with the currency where it is an amount.
func MeasureName(lang, currency, measure string) string {
	return InCurrency(currency, Measures.In(lang, canonical(measure)))
}

// canonical gives the code of the vocabulary for a share of contracts by method, however
// its parts are ordered: direct_share_amount is single_source_direct_amount.
func canonical(measure string) string {
	if Measures.Has(measure) {
		return measure
	}
	has := func(s string) bool { return strings.Contains(measure, s) }
	by := "_count"
	if has("amount") || has("value") {
		by = "_amount"
	}
	shop := has("e_shop") || has("eshop")
	switch {
	case has("direct") && has("failed") && shop:
		return "single_source_direct_failed_e_shop" + by
	case has("direct") && has("failed"):
		return "single_source_direct_failed" + by
	case has("direct"):
		return "single_source_direct" + by
	case shop && !has("competitive"):
		return "e_shop" + by
	case has("competitive"):
		return "competitive" + by
	case has("unknown"):
		return "unknown_method" + by
	case has("bids"):
		return "bids_per_lot"
	case has("per_100"):
		return "suppliers_per_100_contracts"
	}
	return measure
}

// IsShareMeasure reports whether an indicator is a fraction, shown as per cent and
// compared in percentage points.
func IsShareMeasure(measure string) bool {
	measure = canonical(measure)
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

// Reference gives the reference point printed beside an indicator, if there is one.
func Reference(lang, measure string) string {
	measure = canonical(measure)
	switch {
	case strings.Contains(measure, "bids_per_lot"):
		return UI.In(lang, "ref_bids")
	case measure == "suppliers":
		return UI.In(lang, "ref_suppliers")
	case strings.Contains(measure, "single_bid"):
		return UI.In(lang, "ref_single_bid")
	case strings.Contains(measure, "direct") && strings.Contains(measure, "amount") && !strings.Contains(measure, "failed"):
		return UI.In(lang, "ref_direct")
	}
	return ""
}

// Ground words the ground of a direct contract where it is one of those that name the
// supplier; others stay as the data have them.
func Ground(lang, ground string) string {
	if Grounds.Has(ground) {
		return Grounds.In(lang, ground)
	}
	return ground
}
