package reports

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"adal/pipeline/run"
)

// dutyRun is a run with a person who owes something, a risk and the holder of its post.
func dutyRun() *run.Run {
	days := int64(5)
	return &run.Run{
		Job: run.Duties, Period: "2026-09-30", From: "2026-01-01", AsOf: "2026-09-30",
		Rules: []run.Rule{{ID: "P23a", Kind: "duty", Title: run.Text{RU: "Декларация", KK: "Декларация", EN: "Declaration"}, Summary: run.Text{RU: "{who}: {title}. {about}. {stands}"}}},
		Duties: []run.Duty{
			{
				Rank: 1, ID: "a1", Rule: "P23a", SubjectKind: "person", SubjectID: "180610174875", SubjectName: "Облаков Кирилл", Position: "Эксперт", Unit: "Отдел",
				About: "2025;300618100238", StartsOn: "2026-01-01", Term: "+3wd", DueOn: "2026-10-05", DueBy: "2026-10-05", State: "open", Days: &days, Alarm: "2026-09-30",
				Evidence: []run.Evidence{{Step: 1, What: "register", Table: "declarations", File: "d.csv", Row: 2, Cells: map[string]string{"iin": "180610174875"}}},
			},
			{Rank: 2, ID: "a2", Rule: "P23a", SubjectKind: "office", SubjectID: "hr", About: "2025", State: "done", DoneOn: "2026-02-01"},
		},
		Risks: []run.Risk{{Map: "organisation", ID: "R1", Risk: "Сговор (180610174875)", Likelihood: 4, Impact: 5, Score: 20, Zone: "very_high", Posts: []run.RiskPost{{ID: "P1", Position: "Эксперт", Unit: "Отдел"}}}},
	}
}

// TestCalendarFile: the calendar is read back by a library, has the open duties alone, each on
// its day with an alarm three working days before, and no full number even where the report has them.
func TestCalendarFile(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, dutyRun(), Options{FullIDs: true, Lang: "ru"}); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "duties.ics"))
	if err != nil {
		t.Fatal(err)
	}
	if n := regexp.MustCompile(`[0-9]{12}`).Find(bytes.ReplaceAll(b, []byte("\r\n "), nil)); n != nil {
		t.Errorf("the calendar holds the number %s", n)
	}
	c, err := ics.ParseCalendar(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	events := c.Events()
	if len(events) != 1 {
		t.Fatalf("%d events, want the one that is open", len(events))
	}
	on, err := events[0].GetAllDayStartAt()
	if err != nil || on.Format(time.DateOnly) != "2026-10-05" {
		t.Errorf("the event is on %v (%v)", on, err)
	}
	alarms := events[0].Alarms()
	if len(alarms) != 1 || alarms[0].GetProperty(ics.ComponentPropertyTrigger).Value != "-P5D" {
		t.Errorf("alarms: %v", alarms)
	}
	table, err := os.ReadFile(filepath.Join(dir, "duties.csv"))
	if err != nil || !strings.Contains(string(table), ",+3wd,") {
		t.Errorf("duties.csv does not hold the term as it is: %s (%v)", table, err)
	}
}

// TestCartogramHoldsNobody: neither the name of who holds a post nor a full number, though one
// was written into the name of a risk and the report shows numbers in full.
func TestCartogramHoldsNobody(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, dutyRun(), Options{FullIDs: true, Lang: "ru"}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"cartogram.html", "cartogram.csv"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"Облаков", "180610174875"} {
			if strings.Contains(string(b), word) {
				t.Errorf("%s holds %s", name, word)
			}
		}
		if !strings.Contains(string(b), "Сговор") || !strings.Contains(string(b), "Эксперт") {
			t.Errorf("%s lacks the risk or its post", name)
		}
	}
}
