package words

import "slices"

// RuleLink words what the second person of a finding is in the service, by rule; fallback
// where the rule has no such word.
func RuleLink(lang, rule, fallback string) string {
	if UI.Has("link." + rule) {
		return UI.In(lang, "link."+rule)
	}
	return fallback
}

// got lists the rules whose other side the subject received something from, has something at, or
// controls.
var got = []string{"P10-5a", "P10-6a", "P10-7a", "P16-4a", "P16-8a", "P16-9a", "P40a"}

// GotFrom words how the subject of a finding comes to its other side where neither kinship nor a
// company lies between: by something received, held or controlled; blank for other rules.
func GotFrom(lang, rule string) string {
	if slices.Contains(got, rule) {
		return UI.In(lang, "link_to."+rule)
	}
	return ""
}

// UI holds the headings, labels and explanations of the reports themselves.
var UI = Table{"ui"}
