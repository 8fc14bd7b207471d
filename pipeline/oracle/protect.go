package oracle

import (
	"errors"
	"fmt"
	"slices"
)

// The rows of the tables of the closed job.
type (
	// Reporter is a row of reporters: who reported, when, and when an agreement was made.
	Reporter struct {
		IIN              string
		Reported, Agreed Day
	}
	// PersonnelOrder is a row of personnel_orders.
	PersonnelOrder struct {
		ID, IIN          string
		On               Day
		Kind, Initiative string
		Commission       Day
	}
	// LabourDispute is a row of labour_disputes.
	LabourDispute struct {
		ID, IIN                                        string
		Received, Decided, Protocol, Applied, Answered Day
	}
)

func (x *Reporter) fields() []field {
	return []field{{"iin", &x.IIN}, {"reported_on", &x.Reported}, {"agreement_on", &x.Agreed}}
}

func (x *PersonnelOrder) fields() []field {
	return []field{{"order_id", &x.ID}, {"iin", &x.IIN}, {"date", &x.On}, {"kind", &x.Kind}, {"initiative", &x.Initiative}, {"commission_on", &x.Commission}}
}

func (x *LabourDispute) fields() []field {
	return []field{{"dispute_id", &x.ID}, {"iin", &x.IIN}, {"received_on", &x.Received}, {"decided_on", &x.Decided},
		{"protocol_sent_on", &x.Protocol}, {"application_on", &x.Applied}, {"answered_on", &x.Answered}}
}

// Closed is everything the closed job reads.
type Closed struct {
	Data
	AsOf      Day
	Reporters []Reporter
	Orders    []PersonnelOrder
	Disputes  []LabourDispute
}

// Write puts the closed tables into dir beside the rest.
func (c Closed) Write(dir string) error {
	return errors.Join(Write(dir, c.Data),
		writeRows(dir, "reporters", c.Reporters),
		writeRows(dir, "personnel_orders", c.Orders),
		writeRows(dir, "labour_disputes", c.Disputes),
	)
}

// Pressed is a finding of P43-1a: an order about somebody who reported. Reported is the latest
// report the order follows within three years.
type Pressed struct {
	IIN, Order   string
	On, Reported Day
}

// Protection is what the closed job finds: orders that no commission looked at in time, by
// order, and the duties of paragraphs 43 and 44. ReadCalendar must have been called.
func Protection(c Closed) ([]Pressed, []Duty) {
	var pressed []Pressed
	for _, o := range c.Orders {
		if o.Initiative != "employer" || o.On > c.AsOf || o.Commission != Undated && o.Commission <= o.On {
			continue
		}
		latest := Undated
		for _, r := range c.Reporters {
			if r.IIN == o.IIN && r.Reported <= o.On && o.On <= r.Reported.MonthsAfter(36) {
				latest = max(latest, r.Reported)
			}
		}
		if latest != Undated {
			pressed = append(pressed, Pressed{o.IIN, o.ID, o.On, latest})
		}
	}
	r := &reckoning{asOf: c.AsOf, duties: map[[4]string]Duty{}}
	owes := func(rule, about string, start, done Day, length, startColumn string) {
		d := office(rule, "leadership", about)
		d.StartsOn, d.DoneOn = start, done
		r.within(d, length, startColumn)
	}
	for _, x := range c.Disputes {
		owes("P43-4a", x.ID, x.Received, x.Decided, "+30d", "received_on")
		if x.Decided != Undated {
			owes("P43-4b", x.ID, x.Decided, x.Protocol, "+3wd", "decided_on")
		}
		if x.Applied != Undated {
			owes("P44-4a", x.ID, x.Applied, x.Answered, "+15d", "application_on")
		}
	}
	for _, x := range c.Reporters {
		owes("P43-6a", x.IIN, x.Reported, x.Agreed, "none", "reported_on")
	}
	var duties []Duty
	for _, d := range r.duties {
		duties = append(duties, d)
	}
	return pressed, duties
}

// ClosedWorld is an office in which people reported, whose orders turn on the day three years
// after and whose disputes turn on the as-of day. The same seed gives the same world.
func ClosedWorld(seed int64) Closed {
	w := newWorld(uint64(seed), 0, []Day{Date(2026, 9, 30)})
	asOf := pick(w, Date(2026, 9, 30), Date(2026, 9, 30), Date(2026, 3, 26), Date(2026, 1, 5), Date(2024, 5, 4), Date(2024, 2, 29), Date(2027, 3, 1),
		Date(2023, 7, 1)+Day(w.IntN(1300)))
	w.borders = []Day{asOf}
	w.families(5 + w.IntN(6))
	w.roster()
	d := &dutyWorld{world: w, asOf: asOf}
	c := Closed{Data: w.Data, AsOf: asOf}
	seen := map[string]bool{}
	for range 2 + w.IntN(8) {
		x := Reporter{pick(w, w.persons...), pick(w, asOf-Day(w.IntN(400)), asOf.MonthsBefore(36)+pick[Day](w, -1, 0, 1), Date(2024, 2, 29), asOf+pick[Day](w, 0, 1)), Undated}
		if w.chance(60) {
			x.Agreed = pick(w, x.Reported+Day(w.IntN(90)), asOf, asOf+1)
		}
		if key := x.IIN + x.Reported.String(); !seen[key] {
			seen[key] = true
			c.Reporters = append(c.Reporters, x)
		}
	}
	for i := range 4 + w.IntN(10) {
		report := pick(w, c.Reporters...)
		x := PersonnelOrder{fmt.Sprintf("O-%d", i+1), pick(w, report.IIN, report.IIN, report.IIN, pick(w, w.persons...)), Undated,
			pick(w, "dismissal", "transfer", "discipline"), pick(w, "employer", "employer", "employer", "person", "law"), Undated}
		x.On = pick(w, report.Reported, report.Reported.MonthsAfter(36), report.Reported+Day(w.IntN(1200)), asOf) + pick[Day](w, -1, 0, 0, 1)
		if w.chance(40) {
			x.Commission = x.On + pick[Day](w, -20, -1, 0, 1, 10)
		}
		c.Orders = append(c.Orders, x)
	}
	for i := range 3 + w.IntN(8) {
		x := LabourDispute{ID: fmt.Sprintf("D-%d", i+1), IIN: pick(w, w.persons...), Received: d.start("+30d"), Applied: Undated, Answered: Undated}
		if w.chance(10) {
			x.Received = Undated
		}
		x.Decided = d.done(x.Received, "+30d")
		if w.chance(30) {
			x.Decided = d.start("+3wd")
		}
		x.Protocol = d.done(x.Decided, "+3wd")
		if w.chance(70) {
			x.Applied = d.start("+15d")
			x.Answered = d.done(x.Applied, "+15d")
		}
		c.Disputes = append(c.Disputes, x)
	}
	slices.SortFunc(c.Orders, func(a, b PersonnelOrder) int { return int(a.On - b.On) })
	return c
}
