package rank

import (
	"math"
	"slices"
	"strconv"
	"time"

	"adal/pipeline/rules"
	"adal/pipeline/run"
)

// Money below the first amount adds nothing, from the second on everything: a scale on which a
// contract of ten billion still differs from one of a billion.
const (
	moneyFrom = 1e5
	moneyTo   = 1e12
)

// recent is within how many days before the as-of day something is recent; over a longer window
// it is the whole window, or what is older than a year would all be alike.
const recent = 365

// longest is how many days of one matter add everything that its length can: ten years.
const longest = 3653

// Score sets the parts and the score of a finding. Only the parts that can apply to its rule
// count, for or against it; what the others could give goes to these in proportion, so that
// every finding is scored out of the same most. A tie is as close as the kinship times how
// heavy the role or the stake at the other end is. What was not told of adds points, told late
// half of them; a flat ban is no lighter for a notice. A lead of a rule of violations is less serious
// than a violation of it. What the law itself gives to one supplier
// is no sign: it counts neither as serious nor as money or share.
//
// How recent something is, is told by its last day within the window from..asOf, a year at least.
//
// A part that is a choice of a few has one decimal, one that is measured has four, so that
// findings that differ in what was measured differ in their score.
func Score(found *Found, weights []run.Weight, rule rules.Rule, from, asOf time.Time) {
	f := &found.Finding
	f.Parts = nil
	sum := int64(0)
	for _, w := range applying(f, weights, rule) {
		v, fact, measured := value(found, w.Name, rule, from, asOf)
		step := int64(1000)
		if measured {
			step = 1
		}
		points := int64(math.Round(v*w.Max*1e4/float64(step))) * step
		sum += points
		f.Parts = append(f.Parts, run.Part{Name: w.Name, Points: float64(points) / 1e4, Max: w.Max, Fact: fact})
	}
	f.Score = float64(sum) / 1e4
}

// applying gives the parts that can apply to a finding of a rule, each with the most it can give
// once the most of the others is shared out; to tenths, and to the sum of what all parts of a
// finding about a person can give.
func applying(f *run.Finding, weights []run.Weight, rule rules.Rule) []run.Weight {
	var all []run.Weight
	most, own := 0.0, 0.0
	for _, w := range weights {
		if w.Name != "share" {
			most += w.Max
		}
		if applies(f, w.Name, rule) {
			own += w.Max
			all = append(all, w)
		}
	}
	if own == 0 {
		return all
	}
	reached, before := 0.0, 0.0
	for i := range all {
		reached += all[i].Max * most / own
		now := math.Round(reached*10) / 10
		all[i].Max = math.Round((now-before)*10) / 10
		before = now
	}
	return all
}

// applies reports whether a part of the score can apply to a finding of a rule.
func applies(f *run.Finding, part string, rule rules.Rule) bool {
	person := f.SubjectKind == "person"
	switch part {
	case "closeness":
		return f.Tie != ""
	case "influence":
		return person || f.OtherKind == "person" || f.ViaID != ""
	case "money":
		return f.Amount != "" || slices.ContainsFunc(slices.Concat(rule.Inputs, rule.Optional), func(t string) bool {
			return t == "contracts" || t == "bids" || t == "gifts"
		})
	case "share":
		return rule.Job != run.Scan && f.Share != nil
	case "recency":
		return f.From != "" || f.To != "" || person
	case "duration", "undisclosed":
		return person
	}
	return true // severity, evidence
}

// value gives how much of a part a finding has, 0 to 1, what for, and whether that was measured.
func value(found *Found, part string, rule rules.Rule, from, asOf time.Time) (v float64, fact string, measured bool) {
	f := &found.Finding
	named := byLaw(f)
	switch part {
	case "severity":
		return severity(f, rule, named)
	case "closeness":
		return closeness[f.Tie] * found.Weight, f.Tie, found.Weight != 1
	case "evidence":
		if s := f.Sureness(); s == "contracts" || s == "procurement" || s == "declared" {
			return certainty["declared"], f.Confidence, false
		}
		return certainty[f.Confidence], f.Confidence, false
	case "influence":
		return math.Min(1, float64(found.Influence)/3), strconv.Itoa(found.Influence), false
	case "money":
		amount, err := strconv.ParseFloat(f.Amount, 64)
		if amount *= 1 - named; err != nil || amount <= moneyFrom {
			return 0, f.Amount, false
		}
		return math.Min(1, math.Log10(amount/moneyFrom)/math.Log10(moneyTo/moneyFrom)), f.Amount, true
	case "share":
		return math.Min(1, *f.Share) * (1 - named), strconv.FormatFloat(*f.Share, 'g', 12, 64), true
	case "recency":
		day := lastDay(f, asOf)
		return math.Max(0, 1-asOf.Sub(day).Hours()/24/math.Max(recent, asOf.Sub(from).Hours()/24)), day.Format(time.DateOnly), true
	case "duration":
		first, err := time.Parse(time.DateOnly, f.From)
		if err != nil {
			return 0.5, "unknown", false
		}
		days := math.Max(0, lastDay(f, asOf).Sub(first).Hours()/24) + 1
		return math.Min(1, math.Log(1+days)/math.Log(1+longest)), strconv.Itoa(int(days)), true
	default: // undisclosed
		if f.Kind == "violation" {
			return 1, "ban", false
		}
		return map[string]float64{"no": 1, "late": 0.5, "unknown": 0.5}[f.Disclosed], f.Disclosed, false
	}
}

// lesser is what a lead of a rule of violations keeps of its seriousness: something in it is still
// open that would make it a violation.
const lesser = 0.8

// severity is how serious the rule is, less what the law itself gives to the supplier.
func severity(f *run.Finding, rule rules.Rule, named float64) (v float64, fact string, measured bool) {
	serious := rule.Severity
	if rule.Kind == "violation" && f.Kind == "lead" {
		serious *= lesser
	}
	switch {
	case named >= 1:
		return 0, "lawful", false
	case named > 0:
		return serious * (1 - named), "lawful_part", true
	}
	return serious, f.Rule, false
}

// byLaw is the part of the amount under grounds by which the law names the supplier, 0 to 1.
func byLaw(f *run.Finding) float64 {
	lawful, err := strconv.ParseFloat(f.Detail["lawful"], 64)
	amount, err2 := strconv.ParseFloat(f.Amount, 64)
	if err != nil || err2 != nil || amount <= 0 {
		return 0
	}
	return math.Max(0, math.Min(1, lawful/amount))
}

// lastDay is the last day of a finding that is not after the as-of day.
func lastDay(f *run.Finding, asOf time.Time) time.Time {
	last, err := time.Parse(time.DateOnly, f.To)
	if err != nil || last.After(asOf) {
		return asOf
	}
	return last
}
