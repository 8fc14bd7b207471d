package eleven

import (
	"math"
	"slices"
)

// ShortPeriod are the parameters of R003.
type ShortPeriod struct {
	Threshold int64            // whole days
	Methods   []string         // the procurement methods looked at; all where empty
	Own       map[string]int64 // days of a procurementMethodDetails of its own
}

// shortPeriod is R003, a tender period of fewer whole days than the threshold (Open Contracting
// Partnership, Red flags in public procurement, 2024; Cardinal, R003). A tender without both days
// is not looked at.
type shortPeriod struct {
	Settings ShortPeriod
	short    []string
}

func (x *shortPeriod) look(c *contest) {
	if !c.opens.known || !c.closes.known || len(x.Settings.Methods) > 0 && !slices.Contains(x.Settings.Methods, c.Method) {
		return
	}
	least, own := x.Settings.Own[c.Details]
	if !own || c.Details == "" {
		least = x.Settings.Threshold
	}
	const day = 86400e6 // in microseconds
	if math.Trunc(float64(c.closes.Since(c.opens.Moment))/day) < float64(least) {
		x.short = append(x.short, c.OCID)
	}
}

func (x *shortPeriod) tell(found func(kind, id, value string)) error {
	for _, ocid := range x.short {
		found(OfProcess, ocid, "1")
	}
	return nil
}
