package run

import "testing"

// Two tables of one body are one source: only facts that two bodies keep are confirmed by two.
func TestSureness(t *testing.T) {
	for _, c := range []struct {
		confidence string
		tables     []string
		want       string
	}{
		{"confirmed", []string{"contracts", "contracts"}, "contracts"},
		{"inferred", []string{"contracts"}, "contracts"},
		{"confirmed", []string{"contracts", "bids"}, "procurement"},
		{"confirmed", []string{"contracts", "decisions"}, "procurement"},
		{"confirmed", []string{"supplier_people", "suppliers"}, "declared"},
		{"confirmed", []string{"roster"}, "declared"},
		{"confirmed", []string{"roster", "supplier_people"}, "confirmed"},
		{"confirmed", []string{"contracts", "unfair_suppliers"}, "confirmed"},
		{"inferred", []string{"roster", "family_links"}, "inferred"},
		{"name_only", []string{"contracts"}, "name_only"},
		{"declared", []string{"roster", "family_links"}, "declared"},
		{"confirmed", nil, "confirmed"},
	} {
		f := Finding{Confidence: c.confidence}
		for _, table := range c.tables {
			f.Evidence = append(f.Evidence, Evidence{Table: table})
		}
		if got := f.Sureness(); got != c.want {
			t.Errorf("%s on %v: %s, want %s", c.confidence, c.tables, got, c.want)
		}
	}
}
