package pipeline

import (
	"context"
	"fmt"
	"strconv"

	"adal/pipeline/kz"
	"adal/pipeline/warehouse"
)

// deals fills the tables of what was bought: of the awards in force of releases, or of the
// contracts with the limits of the law that held when they were signed; and of each tender
// its days and what was bought by it.
func (x redFlags) deals(ctx context.Context) error {
	if err := x.Exec(ctx, "flags/deals"); err != nil {
		return err
	}
	if len(x.In.Releases) > 0 {
		return x.Exec(ctx, "flags/deals_of_releases", "flags/tender_facts")
	}
	if err := x.purchaseLimits(ctx); err != nil {
		return err
	}
	if !x.aside {
		if err := x.Exec(ctx, "measure/words"); err != nil {
			return err
		}
	}
	return x.Exec(ctx, "flags/deals_of_tables", "flags/tender_facts")
}

// purchaseLimits fills purchase_limit: the limits of the law in force on the first day of each
// year, in index units of that day. They are in tenge: amounts in another currency are held to none.
func (x redFlags) purchaseLimits(ctx context.Context) error {
	if x.In.Currency != "" {
		return nil
	}
	type limit struct {
		Year                     int64
		MethodClass, SubjectKind string
		Most                     int64
	}
	return warehouse.Insert(ctx, x.DB, "purchase_limit", func(add func(limit) error) error {
		for _, m := range kz.Table("mrp") {
			unit, err := strconv.ParseInt(m[2], 10, 64)
			if err != nil {
				return fmt.Errorf("facts mrp: %w", err)
			}
			year, err := strconv.ParseInt(m[0][:4], 10, 64)
			if err != nil {
				return fmt.Errorf("facts mrp: %w", err)
			}
			day := m[0][:4] + "-01-01"
			if day < m[0] {
				continue // the unit of a later part of the year
			}
			for _, r := range kz.Table("annual_limits_mrp") {
				if day < r[1] || r[2] != "" && day > r[2] {
					continue
				}
				n, err := strconv.ParseInt(r[5], 10, 64)
				if err != nil {
					return fmt.Errorf("facts annual_limits_mrp: %w", err)
				}
				if err := add(limit{year, r[3], r[4], n * unit}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
