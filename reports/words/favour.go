package words

import (
	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/texts"
)

// Favours say in a phrase what a row that speaks for the person of a finding is.
var Favours = Table{"favour"}

// Favour says in a phrase what a row that speaks for the person of a finding tells, with its
// day: "заявлено работником 12.01.2026". A recusal or a notice that came after what the
// finding is about began is told to have come later; a term, how far it covers it.
func Favour(lang string, f *run.Finding, e run.Evidence) string {
	say := func(code string, pairs ...string) string { return texts.In(lang, Favours.Name+"."+code, pairs...) }
	var day string
	what := e.What
	switch e.What {
	case "declared_interest":
		day = e.Cells["declared_on"]
		if e.Cells["iin"] == f.ViaID && f.ViaID != "" && f.SubjectKind == "person" {
			what = "declared_by_relative"
		}
	case "recusal":
		day = e.Cells["date"]
	case "notice":
		day = e.Cells["notified_on"]
		if e.Table == "notices" {
			day = first(e.Cells["manager_notified_on"], e.Cells["unit_notified_on"])
		}
	default:
		from, to := e.Cells["date_from"], e.Cells["date_to"]
		s := say(what, "term", or(Span(lang, from, to), phrases.In(lang, "undated")), "activity", Activities.In(lang, e.Cells["activity"]))
		if (f.From == "" && from != "") || from > f.From || (to != "" && (f.To == "" || to < f.To)) {
			return s + say("part")
		}
		return s
	}
	if day == "" {
		return say(what + "_undated")
	}
	s := say(what, "date", Date(lang, day))
	if e.What != "declared_interest" && f.From != "" && day > f.From { // a declaration is made every year, one of many
		s += say("later", "date", Date(lang, f.From))
	}
	return s
}

// first gives the earlier of two days, of which either may be blank.
func first(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// Sure says how sure the facts of a finding are, by the sources they stand on.
func Sure(lang string, f *run.Finding) string { return Confidence.In(lang, f.Sureness()) }

// Doubt words a note on the data as a doubt about a finding: what is odd, of whom, and how.
func Doubt(lang string, n run.Note, m *mask.Masker) string {
	s := Notes.In(lang, n.Note)
	if n.ID != "" {
		s += ": " + IDWithScheme(lang, n.ID, m)
	}
	if run.OfContract(n) {
		return s + ": " + phrase(lang, "contracts", "number", m.Text(n.Detail))
	}
	if detail := NoteDetail(lang, n, m); detail != "" {
		s += " — " + detail
	}
	return s
}
