// Package rank turns what the rules found into a list a person can work through from
// the top: stable ids, a score that is a sum of named parts, and one total order. The
// weights stand here alone, are printed in the report and can be set.
package rank

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/run"
)

// Weights gives the parts of a score in their order, with the most each can add. Those that
// can meet in a finding about a person sum to 100; the share of a slice is a part of findings
// about procurement alone.
func Weights() []run.Weight {
	w := []run.Weight{
		{Name: "severity", Max: 30},    // how serious the rule
		{Name: "closeness", Max: 15},   // how close the tie
		{Name: "evidence", Max: 10},    // how sure the evidence
		{Name: "influence", Max: 10},   // how influential the post
		{Name: "money", Max: 15},       // how large the money, on a log scale
		{Name: "share", Max: 25},       // how large a share of what was bought
		{Name: "recency", Max: 6},      // how recent
		{Name: "duration", Max: 4},     // how long, on a log scale
		{Name: "undisclosed", Max: 10}, // whether the person told of it
	}
	for i := range w {
		w[i].Default = w[i].Max
	}
	return w
}

// SetWeight changes the most a part can add. The parts may not sum to more than 100.
func SetWeight(w []run.Weight, name, value string) error {
	i := slices.IndexFunc(w, func(x run.Weight) bool { return x.Name == name })
	if i < 0 {
		var names []string
		for _, x := range w {
			names = append(names, x.Name)
		}
		return fault.Usage("no_score_part", "part", name, "known", names)
	}
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || !(f >= 0 && f <= 100) {
		return fault.Usage("bad_score_part", "part", name, "value", value)
	}
	w[i].Max = f
	return nil
}

// CheckWeights is the fault that the parts that can meet in one finding sum to more than 100,
// or nil.
func CheckWeights(w []run.Weight) error {
	people, bought := 0.0, 0.0
	for _, x := range w {
		if x.Name != "share" {
			people += x.Max
		}
		if slices.Contains([]string{"severity", "evidence", "money", "share", "recency"}, x.Name) {
			bought += x.Max
		}
	}
	if total := max(people, bought); total > 100.0001 {
		return fault.Usage("score_over_100", "total", total)
	}
	return nil
}

// ID gives the id of a finding: a digest of rule, subject and other, and of the relative
// between them and the slice where the rule says that they are part of it, so the same fact
// keeps its id.
func ID(f *run.Finding, identity []string) string {
	parts := []string{f.Rule, f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID}
	if slices.Contains(identity, "via") {
		parts = append(parts, f.ViaID)
	}
	if f.Slice != "" && slices.Contains(identity, "slice") {
		parts = append(parts, f.Slice)
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:8])
}

var closeness = map[string]float64{
	"self": 1, "spouse": 1, "parent": 0.9, "child": 0.9, "sibling": 0.75, "dependant": 0.7,
	"grandparent": 0.6, "grandchild": 0.6, "spouse_parent": 0.6, "spouse_child": 0.6, "spouse_sibling": 0.5,
	"child_spouse": 0.6, "parent_spouse": 0.6, "sibling_spouse": 0.5,
}

var certainty = map[string]float64{"confirmed": 1, "declared": 0.8, "inferred": 0.6, "name_only": 0.2}

// Order sorts findings: violations before leads, then by score from high to low, then by
// id; and numbers them from 1.
func Order(findings []run.Finding) {
	slices.SortFunc(findings, func(a, b run.Finding) int {
		return cmp.Or(
			-strings.Compare(a.Kind, b.Kind), // violation after lead in the alphabet
			-cmp.Compare(a.Score, b.Score),
			strings.Compare(a.ID, b.ID),
			strings.Compare(a.ViaID, b.ViaID),
		)
	})
	for i := range findings {
		findings[i].Rank = i + 1
	}
}
