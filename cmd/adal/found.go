package main

import (
	"encoding/json"

	"adal/pipeline"
	"adal/pipeline/run"
)

// writeFound counts findings by rule and unit, as the manifest keeps them.
func writeFound(findings []run.Finding) string {
	counts := []pipeline.Found{}
	at := map[[2]string]int{}
	for _, f := range findings {
		key := [2]string{f.Rule, f.Unit}
		i, ok := at[key]
		if !ok {
			i = len(counts)
			at[key] = i
			counts = append(counts, pipeline.Found{Rule: f.Rule, Unit: f.Unit})
		}
		counts[i].Count++
	}
	b, err := json.Marshal(counts)
	if err != nil {
		panic(err) // texts and numbers
	}
	return string(b)
}

// readFound reads what writeFound wrote; a text that is none is no finding at all.
func readFound(text string) []pipeline.Found {
	found := []pipeline.Found{}
	if json.Unmarshal([]byte(text), &found) != nil {
		return []pipeline.Found{}
	}
	return found
}
