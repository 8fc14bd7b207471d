package words

import (
	"cmp"
	"slices"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/texts"
)

// Bands name the bands of a score.
var Bands = Table{"band"}

// WhyHere says in a phrase why a finding stands where it does in the queue: its band, and the
// two parts of the score that gave most. Blank where it has no parts.
func WhyHere(lang, currency string, from run.Bands, f *run.Finding, m *mask.Masker) string {
	parts := slices.Clone(f.Parts)
	slices.SortStableFunc(parts, func(a, b run.Part) int { return -cmp.Compare(a.Points, b.Points) })
	var said []string
	for _, p := range parts {
		if p.Points <= 0 || len(said) == 2 {
			break
		}
		s := Parts.In(lang, p.Name)
		if fact := PartFact(lang, currency, f, p, m); fact != "" {
			s += " (" + fact + ")"
		}
		said = append(said, s)
	}
	band := Bands.In(lang, from.Of(f.Score))
	switch len(said) {
	case 0:
		return ""
	case 1:
		return texts.In(lang, "why_here.one", "band", band, "first", said[0])
	}
	return texts.In(lang, "why_here.two", "band", band, "first", said[0], "second", said[1])
}

// BandsNote says from which score on the bands begin.
func BandsNote(lang string, from run.Bands) string {
	return texts.In(lang, "why_here.bands", "high", Points(lang, from.High), "middle", Points(lang, from.Middle))
}
