package job

import (
	"strings"

	"adal/pipeline/rank"
	"adal/pipeline/rules"
	"adal/pipeline/run"
)

// apply applies settings: score.PART to the weights, the rest to the rules.
func apply(catalogue []rules.Rule, weights []run.Weight, settings []string) error {
	var ofRules []string
	for _, s := range settings {
		name, value, _ := strings.Cut(s, "=")
		if part, ok := strings.CutPrefix(name, "score."); ok {
			if err := rank.SetWeight(weights, part, strings.TrimSpace(value)); err != nil {
				return err
			}
			continue
		}
		ofRules = append(ofRules, s)
	}
	if err := rules.Set(catalogue, ofRules); err != nil {
		return err
	}
	return rank.CheckWeights(weights)
}
