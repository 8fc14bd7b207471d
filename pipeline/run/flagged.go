package run

import "slices"

// Flag is a red flag of the year's tenders as the job of red flags finds it, without the rows
// it rests on, with the suppliers and customers of the annual report it concerns. Its finding
// has the number and the id it has there.
type Flag struct {
	Finding
	Tenders   []string    `json:"tenders"`   // the announcements its rows name, in order; the contract where a purchase has none
	Lots      []string    `json:"lots"`      // the lots of these rows
	Value     string      `json:"value"`     // as in indicators.json
	Threshold string      `json:"threshold"` // what the value was held to; blank where the rule has none
	Concerns  []Concerned `json:"concerns"`  // never empty
}

// Concerned is a supplier or a customer of the year and how it stands to a flag.
type Concerned struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role"` // supplier or customer
	// Part is subject where the flag is about it, named where the flag names it beside its
	// subject, tender where the flag is about a tender it won or held and does not name it.
	Part string `json:"part"`
}

// FlagRule is a rule of red flags as it ran beside the annual report.
type FlagRule struct {
	Rule
	Status string `json:"status"` // ran or skipped
	Reason string `json:"reason,omitempty"`
}

// allRules are the rules of the job and those of red flags beside it.
func (r *Run) allRules() []Rule {
	all := slices.Clone(r.Rules)
	for _, x := range r.FlagRules {
		all = append(all, x.Rule)
	}
	return all
}
