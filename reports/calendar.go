package reports

import (
	"io"
	"strconv"

	ics "github.com/arran4/golang-ical"

	"adal/reports/view"
)

// writeCalendar writes the open duties, each an all-day event with its alarm.
func writeCalendar(w io.Writer, v *view.Report) error {
	calendar, err := v.Calendar()
	if err != nil {
		return err
	}
	c := ics.NewCalendarFor("adal")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName(calendar.Name)
	for _, x := range calendar.Events {
		e := c.AddEvent(x.ID + "@adal")
		e.SetDtStampTime(calendar.AsOf)
		e.SetAllDayStartAt(x.Due)
		e.SetAllDayEndAt(x.Due.AddDate(0, 0, 1))
		e.SetSummary(x.Title)
		e.SetDescription(x.Description)
		e.SetTimeTransparency(ics.TransparencyTransparent)
		if x.Before >= 0 {
			a := e.AddAlarm()
			a.SetAction(ics.ActionDisplay)
			a.SetTrigger("-P" + strconv.Itoa(x.Before) + "D")
			a.SetProperty(ics.ComponentPropertyDescription, x.Title)
		}
	}
	return c.SerializeTo(w)
}
