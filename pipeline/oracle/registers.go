package oracle

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// The rows of the registers. A blank date is Undated; what is a word, a number or a year
// stays the text it is written as.
type (
	// Notice is a row of notices.
	Notice struct {
		ID, IIN, About                                                   string
		Known, ManagerNotified, UnitNotified, SentToUnit, UnitReceivedOn Day
		Concluded                                                        Day
		Conclusion                                                       string
		HeadReceivedOn, MeasureOn                                        Day
		Measure, Resolvable                                              string
		Transferred                                                      Day
		NewPosition, CriminalSigns                                       string
		Referred                                                         Day
	}
	// ForeignAccount is a row of foreign_accounts.
	ForeignAccount struct {
		IIN, Bank, Country                                                       string
		Detected, HeadNotified, HRNotified, PersonNotified, ClosedOn, MeasuredOn Day
	}
	// TaxRequest is a row of tax_requests.
	TaxRequest struct {
		IIN                   string
		Sent, Replied, Passed Day
	}
	// Consent is a row of consents.
	Consent struct {
		IIN, Kind string
		Signed    Day
	}
	// Declaration is a row of declarations; Year is the year reported on.
	Declaration struct {
		IIN, Form, Year string
		Filed           Day
		Channel         string
	}
	// Publication is a row of publications.
	Publication struct {
		Kind, About, Year string
		On                Day
	}
	// LegalChange is a row of legal_changes.
	LegalChange struct {
		ID, Title string
		InForce   Day
	}
	// HRNotice is a row of hr_notices.
	HRNotice struct {
		IIN, Kind, About string
		Sent             Day
	}
	// Gift is a row of gifts.
	Gift struct {
		ID, IIN, Kind                        string
		Received, Aware                      Day
		Value, HostPresent, InService        string
		Giver                                string
		Handed, PaidOn, Explained, BoughtOut Day
	}
	// Event is a row of events.
	Event struct {
		ID, Kind string
		Held     Day
	}
	// Attendance is a row of attendance.
	Attendance struct{ Event, IIN, Score string }
	// Analysis is a row of analyses.
	Analysis struct {
		Kind                    string
		From, Finished, Reports Day
	}
	// Risk is a row of risks: one risk of one version of a map.
	Risk struct {
		Version                                       string
		Date                                          Day
		Map, ID, Risk, Process, Unit                  string
		PositionIDs, LikelihoodText, ImpactText, Rule string
	}
	// PlanRow is a row of risk_plan.
	PlanRow struct {
		Plan, Risk, Measure  string
		Due                  Day
		Executor, Completion string
		Approved, DoneOn     Day
	}
	// StructureChange is a row of structure_changes.
	StructureChange struct {
		ID      string
		Changed Day
		Kind    string
	}
)

// World is everything the duties job reads. A register that is nil is absent, and the rules
// that need it do not run; one without rows is there. AsOf is a day worth asking about.
type World struct {
	Data
	AsOf Day

	Notices      []Notice
	Accounts     []ForeignAccount
	TaxRequests  []TaxRequest
	Consents     []Consent
	Declarations []Declaration
	Publications []Publication
	LegalChanges []LegalChange
	HRNotices    []HRNotice
	Gifts        []Gift
	Events       []Event
	Attendance   []Attendance
	Analyses     []Analysis
	Risks        []Risk
	Plan         []PlanRow
	Structure    []StructureChange
}

// field binds a column to where its cell is kept, a *string or a *Day.
type field struct {
	column string
	cell   any
}

func (x *Notice) fields() []field {
	return []field{{"notice_id", &x.ID}, {"iin", &x.IIN}, {"about_id", &x.About}, {"known_on", &x.Known},
		{"manager_notified_on", &x.ManagerNotified}, {"unit_notified_on", &x.UnitNotified}, {"sent_to_unit_on", &x.SentToUnit},
		{"unit_received_on", &x.UnitReceivedOn}, {"concluded_on", &x.Concluded}, {"conclusion", &x.Conclusion},
		{"head_received_on", &x.HeadReceivedOn}, {"measure_on", &x.MeasureOn}, {"measure", &x.Measure}, {"resolvable", &x.Resolvable},
		{"transferred_on", &x.Transferred}, {"new_position_id", &x.NewPosition}, {"criminal_signs", &x.CriminalSigns}, {"referred_on", &x.Referred}}
}

func (x *ForeignAccount) fields() []field {
	return []field{{"iin", &x.IIN}, {"bank", &x.Bank}, {"country", &x.Country}, {"detected_on", &x.Detected}, {"head_notified_on", &x.HeadNotified},
		{"hr_notified_on", &x.HRNotified}, {"person_notified_on", &x.PersonNotified}, {"closed_on", &x.ClosedOn}, {"measure_on", &x.MeasuredOn}}
}

func (x *TaxRequest) fields() []field {
	return []field{{"iin", &x.IIN}, {"sent_on", &x.Sent}, {"replied_on", &x.Replied}, {"passed_on", &x.Passed}}
}

func (x *Consent) fields() []field {
	return []field{{"iin", &x.IIN}, {"kind", &x.Kind}, {"signed_on", &x.Signed}}
}

func (x *Declaration) fields() []field {
	return []field{{"iin", &x.IIN}, {"form", &x.Form}, {"year", &x.Year}, {"filed_on", &x.Filed}, {"channel", &x.Channel}}
}

func (x *Publication) fields() []field {
	return []field{{"kind", &x.Kind}, {"about", &x.About}, {"year", &x.Year}, {"published_on", &x.On}}
}

func (x *LegalChange) fields() []field {
	return []field{{"change_id", &x.ID}, {"title", &x.Title}, {"in_force_on", &x.InForce}}
}

func (x *HRNotice) fields() []field {
	return []field{{"iin", &x.IIN}, {"kind", &x.Kind}, {"about", &x.About}, {"sent_on", &x.Sent}}
}

func (x *Gift) fields() []field {
	return []field{{"gift_id", &x.ID}, {"iin", &x.IIN}, {"kind", &x.Kind}, {"received_on", &x.Received}, {"aware_on", &x.Aware}, {"giver_id", &x.Giver}, {"value", &x.Value},
		{"host_present", &x.HostPresent}, {"in_service", &x.InService}, {"handed_on", &x.Handed}, {"paid_on", &x.PaidOn},
		{"explained_on", &x.Explained}, {"bought_out_on", &x.BoughtOut}}
}

func (x *Event) fields() []field {
	return []field{{"event_id", &x.ID}, {"kind", &x.Kind}, {"held_on", &x.Held}}
}

func (x *Attendance) fields() []field {
	return []field{{"event_id", &x.Event}, {"iin", &x.IIN}, {"score_pct", &x.Score}}
}

func (x *Analysis) fields() []field {
	return []field{{"kind", &x.Kind}, {"date_from", &x.From}, {"finished_on", &x.Finished}, {"reported_on", &x.Reports}}
}

func (x *Risk) fields() []field {
	return []field{{"map_version", &x.Version}, {"map_date", &x.Date}, {"map", &x.Map}, {"risk_id", &x.ID}, {"risk", &x.Risk}, {"process", &x.Process},
		{"unit_id", &x.Unit}, {"position_ids", &x.PositionIDs}, {"likelihood", &x.LikelihoodText}, {"impact", &x.ImpactText}, {"rules", &x.Rule}}
}

func (x *PlanRow) fields() []field {
	return []field{{"plan_id", &x.Plan}, {"risk_id", &x.Risk}, {"measure", &x.Measure}, {"due_on", &x.Due}, {"executor", &x.Executor},
		{"completion", &x.Completion}, {"approved_on", &x.Approved}, {"done_on", &x.DoneOn}}
}

func (x *StructureChange) fields() []field {
	return []field{{"change_id", &x.ID}, {"changed_on", &x.Changed}, {"kind", &x.Kind}}
}

// rowOf is a pointer to a row of a register.
type rowOf[T any] interface {
	*T
	fields() []field
}

// Write puts the world into dir as canonical CSV, so that LoadWorld gives the same back. A
// register that is nil has no file.
func (w World) Write(dir string) error {
	return errors.Join(Write(dir, w.Data),
		writeRows(dir, "notices", w.Notices),
		writeRows(dir, "foreign_accounts", w.Accounts),
		writeRows(dir, "tax_requests", w.TaxRequests),
		writeRows(dir, "consents", w.Consents),
		writeRows(dir, "declarations", w.Declarations),
		writeRows(dir, "publications", w.Publications),
		writeRows(dir, "legal_changes", w.LegalChanges),
		writeRows(dir, "hr_notices", w.HRNotices),
		writeRows(dir, "gifts", w.Gifts),
		writeRows(dir, "events", w.Events),
		writeRows(dir, "attendance", w.Attendance),
		writeRows(dir, "analyses", w.Analyses),
		writeRows(dir, "risks", w.Risks),
		writeRows(dir, "risk_plan", w.Plan),
		writeRows(dir, "structure_changes", w.Structure),
	)
}

// LoadWorld reads the roster, the family links and the registers of a directory as Load does.
// A register without a file is nil.
func LoadWorld(dir string) (World, error) {
	d, err := Load(dir)
	w := World{Data: d}
	return w, errors.Join(err,
		readRows(dir, "notices", &w.Notices),
		readRows(dir, "foreign_accounts", &w.Accounts),
		readRows(dir, "tax_requests", &w.TaxRequests),
		readRows(dir, "consents", &w.Consents),
		readRows(dir, "declarations", &w.Declarations),
		readRows(dir, "publications", &w.Publications),
		readRows(dir, "legal_changes", &w.LegalChanges),
		readRows(dir, "hr_notices", &w.HRNotices),
		readRows(dir, "gifts", &w.Gifts),
		readRows(dir, "events", &w.Events),
		readRows(dir, "attendance", &w.Attendance),
		readRows(dir, "analyses", &w.Analyses),
		readRows(dir, "risks", &w.Risks),
		readRows(dir, "risk_plan", &w.Plan),
		readRows(dir, "structure_changes", &w.Structure),
	)
}

func writeRows[T any, P rowOf[T]](dir, name string, rows []T) error {
	if rows == nil {
		return nil
	}
	var header []string
	for _, f := range P(new(T)).fields() {
		header = append(header, f.column)
	}
	lines := [][]string{header}
	for i := range rows {
		var line []string
		for _, f := range P(&rows[i]).fields() {
			switch cell := f.cell.(type) {
			case *Day:
				line = append(line, cell.String())
			case *string:
				line = append(line, *cell)
			}
		}
		lines = append(lines, line)
	}
	if err := writeTable(filepath.Join(dir, name+".csv"), lines); err != nil {
		return fmt.Errorf("writing a world: %w", err)
	}
	return nil
}

func readRows[T any, P rowOf[T]](dir, name string, into *[]T) error {
	rows, err := readTable(filepath.Join(dir, name+".csv"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	*into = []T{}
	for _, r := range rows {
		r.bad = new(bool)
		x := new(T)
		for _, f := range P(x).fields() {
			switch cell := f.cell.(type) {
			case *Day:
				*cell = r.day(f.column, Undated)
			case *string:
				*cell = r.get(f.column)
			}
		}
		if !*r.bad {
			*into = append(*into, *x)
		}
	}
	return nil
}
