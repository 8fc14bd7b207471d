package kz

import (
	"fmt"
	"strconv"
	"time"
)

// Limit is the most that may be bought directly in a year of one homogeneous kind, net of VAT.
type Limit struct {
	MethodClass, SubjectKind string
	Tenge                    int64
}

// YearlyLimits gives the limits of the law in force on a day, in tenge: so many monthly index
// units of that day. None where the law or the index unit of the day is not known.
func YearlyLimits(on time.Time) ([]Limit, error) {
	day, unit := on.Format(time.DateOnly), int64(0)
	for _, r := range Table("mrp") {
		if r[0] <= day && day <= r[1] {
			n, err := strconv.ParseInt(r[2], 10, 64)
			if err != nil {
				return nil, fmt.Errorf("facts mrp: %w", err)
			}
			unit = n
		}
	}
	var limits []Limit
	for _, r := range Table("annual_limits_mrp") {
		if unit == 0 || day < r[1] || r[2] != "" && day > r[2] {
			continue
		}
		n, err := strconv.ParseInt(r[5], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("facts annual_limits_mrp: %w", err)
		}
		limits = append(limits, Limit{MethodClass: r[3], SubjectKind: r[4], Tenge: n * unit})
	}
	return limits, nil
}
