package words

import (
	"regexp"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/texts"
)

// DutyStates are how a duty stands.
var DutyStates = Table{"duty_state"}

// DutyNotes are what a duty's note says, with the argument after its colon.
var DutyNotes = Table{"duty_note"}

// Offices are who owes a duty where it is no person.
var Offices = Table{"office"}

// Zones are the zones of a risk map, RiskMaps the two maps.
var (
	Zones    = Table{"zone"}
	RiskMaps = Table{"risk_map"}
)

// EventKinds are the kinds of training.
var EventKinds = Table{"event_kind"}

// Who says who owes a duty: an office by its name, an executor as the plan names them, a
// person by name with the masked number.
func Who(lang string, d *run.Duty, m *mask.Masker) string {
	switch {
	case d.SubjectKind != "person" && Offices.Has(d.SubjectID):
		return Offices.In(lang, d.SubjectID)
	case d.SubjectKind != "person":
		return or(m.Text(d.SubjectID), "—")
	case d.SubjectName == "":
		return m.ID(d.SubjectID)
	}
	return m.Text(d.SubjectName) + ", " + m.ID(d.SubjectID)
}

// Post says by which post and masked number a person is meant, without a name; an office as Who.
func Post(lang string, d *run.Duty, m *mask.Masker) string {
	if d.SubjectKind != "person" {
		return Who(lang, d, m)
	}
	return strings.TrimPrefix(m.Text(d.Position)+", "+m.ID(d.SubjectID), ", ")
}

// DutyAbout masks what a duty is about; its parts are joined by semicolons.
func DutyAbout(d *run.Duty, m *mask.Masker) string {
	parts := strings.Split(d.About, ";")
	for i, p := range parts {
		parts[i] = m.ID(p)
	}
	return strings.Join(parts, ";")
}

var periodOfDuty = regexp.MustCompile(`^[0-9]{4}[QH][1-4]$`)

// DutyAboutWords is what a duty is about as a person reads it: periods, days and maps in words,
// people by name and masked number.
func DutyAboutWords(lang string, d *run.Duty, m *mask.Masker) string {
	parts := strings.Split(d.About, ";")
	for i, p := range parts {
		switch {
		case isDate(p):
			parts[i] = Date(lang, p)
		case periodOfDuty.MatchString(p):
			parts[i] = Period(lang, p)
		case RiskMaps.Has(p):
			parts[i] = RiskMaps.In(lang, p)
		case i < len(d.AboutNames) && d.AboutNames[i] != "":
			parts[i] = m.Text(d.AboutNames[i]) + " " + m.ID(p)
		default:
			parts[i] = m.ID(p)
		}
	}
	return strings.Join(parts, ", ")
}

// Stands says in a sentence how a duty stands.
func Stands(lang string, d *run.Duty) string {
	id := "duty.stands_" + d.State
	if d.State == "open" && d.DueBy == "" {
		id = "duty.stands_open_none"
	}
	days := ""
	if d.Days != nil {
		days = strconv.FormatInt(*d.Days, 10)
	}
	return texts.In(lang, id, "done", Date(lang, d.DoneOn), "due", Date(lang, d.DueBy), "days", days)
}

// DutySummary is a duty as one sentence.
func DutySummary(lang string, r run.Rule, d *run.Duty, m *mask.Masker) string {
	if d.About == "" {
		return texts.In(lang, "duty.summary_plain", "who", Who(lang, d, m), "title", r.Title.In(lang), "stands", Stands(lang, d))
	}
	return strings.NewReplacer("{who}", Who(lang, d, m), "{title}", r.Title.In(lang), "{about}", DutyAboutWords(lang, d, m), "{stands}", Stands(lang, d)).
		Replace(r.Summary.In(lang))
}

// DutyNote words the notes of a duty.
func DutyNote(lang string, d *run.Duty) string {
	var notes []string
	for _, n := range d.Notes {
		notes = append(notes, DutyNotes.WithArgument(lang, n, Columns))
	}
	return strings.Join(notes, "; ")
}

// YearOf reads a year of four digits, false where a text is none.
func YearOf(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && len(s) == 4
}
