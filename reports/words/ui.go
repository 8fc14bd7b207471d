package words

// RuleLink words what the second person of a finding is in the service, by rule; fallback
// where the rule has no such word.
func RuleLink(lang, rule, fallback string) string {
	if UI.Has("link." + rule) {
		return UI.In(lang, "link."+rule)
	}
	return fallback
}

// UI holds the headings, labels and explanations of the reports themselves.
var UI = Table{"ui"}
