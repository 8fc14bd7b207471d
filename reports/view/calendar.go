package view

import (
	"time"

	"adal/reports/words"
)

// Calendar is the open duties as a calendar shows them.
type Calendar struct {
	Name   string
	AsOf   time.Time
	Events []Event
}

// Event is a duty on its day. Nobody stands in it by name.
type Event struct {
	ID, Title, Description string
	Due                    time.Time
	Before                 int // days from the alarm to the day, -1 for no alarm
}

// Calendar gives every open duty that has a day, with an alarm three working days before.
// Persons stand in it by post and masked number, whatever the rest shows: a calendar is shared.
func (v *Report) Calendar() (Calendar, error) {
	b := v.public()
	c := Calendar{Name: b.t("duties_title")}
	var err error
	if c.AsOf, err = time.Parse(time.DateOnly, b.run.AsOf); err != nil {
		return c, err
	}
	for i := range b.run.Duties {
		d := &b.run.Duties[i]
		due, err := time.Parse(time.DateOnly, d.DueBy)
		if d.State != "open" || err != nil {
			continue
		}
		e := Event{
			ID: d.ID, Due: due, Before: -1, Title: b.rules[d.Rule].Title.In(b.lang) + " — " + words.Post(b.lang, d, b.mask),
			Description: d.Rule + "; " + words.DutyAboutWords(b.lang, d, b.mask),
		}
		if alarm, err := time.Parse(time.DateOnly, d.Alarm); err == nil {
			e.Before = int(due.Sub(alarm).Hours() / 24)
		}
		c.Events = append(c.Events, e)
	}
	return c, nil
}
