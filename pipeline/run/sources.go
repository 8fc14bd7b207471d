package run

import "slices"

// sourceOf says whose record a table is, where several tables are one body's: what was bought
// comes from procurement, companies and the people behind them from the state registers, posts
// and units from the personnel service. Any other table is a source of its own.
var sourceOf = map[string]string{
	"contracts": "procurement", "bids": "procurement", "decisions": "procurement", "announcements": "procurement", "releases": "procurement",
	"suppliers": "registers", "supplier_people": "registers",
	"roster": "personnel", "units": "personnel",
}

// Sources lists the independent sources the facts of a finding rest on, in alphabetical order:
// tables one body keeps are one source.
func (f *Finding) Sources() []string {
	var all []string
	for _, e := range f.Evidence {
		s := sourceOf[e.Table]
		if s == "" {
			s = e.Table
		}
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	slices.Sort(all)
	return all
}

// Sureness is how sure the facts of a finding are, as a code for words: its confidence, but
// "procurement" or, of contracts and nothing else, "contracts" where what was bought is all it
// rests on, and "declared" where a confirmed one stands on one other source alone.
func (f *Finding) Sureness() string {
	if f.Confidence != "confirmed" && f.Confidence != "inferred" {
		return f.Confidence
	}
	sources := f.Sources()
	switch {
	case len(sources) != 1:
		return f.Confidence
	case sources[0] == "procurement" && !slices.ContainsFunc(f.Evidence, func(e Evidence) bool { return e.Table != "contracts" }):
		return "contracts"
	case sources[0] == "procurement":
		return "procurement"
	case f.Confidence == "confirmed":
		return "declared"
	}
	return f.Confidence
}
