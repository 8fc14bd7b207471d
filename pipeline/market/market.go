// Package market is the way between the engine and the indices: it reads what was bought in a
// year and before as numbers, leaves what the rules ask of the slices in their tables, and
// gives the tables of the annual report as values.
package market

import (
	"context"
	"fmt"
	"math"
	"strings"

	"adal/pipeline/link"
	"adal/pipeline/measure"
	"adal/pipeline/money"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Year is what was bought in the year of a report, with the slices it falls into, and what
// was bought in the years before it that rules look back on.
type Year struct {
	Year    int
	Total   money.Amount // of all that counts in the year
	Slices  []measure.Slice
	parties *link.Parties
	groups  []link.Group
	groupOf map[int32]*link.Group // certain group by its largest member
	market  *measure.Market
	earlier map[int64][]measure.Contract // by year
	names   []string                     // of parties, blank of those that are not shown
}

// Read reads the contracts of the table bought, those of suppliers in groups as the groups',
// and measures every slice of the year.
func Read(ctx context.Context, db *warehouse.DB, parties *link.Parties, groups []link.Group, year int) (*Year, error) {
	y := &Year{Year: year, parties: parties, groups: groups, groupOf: map[int32]*link.Group{}, earlier: map[int64][]measure.Contract{}}
	m := &measure.Market{Suppliers: parties.IDs, Leader: make([]int32, len(parties.IDs))}
	y.market = m
	for i := range m.Leader {
		m.Leader[i] = int32(i)
	}
	for i := range groups {
		g := &groups[i]
		if g.Kind != "certain" {
			continue
		}
		y.groupOf[g.Largest] = g
		for _, member := range g.Members {
			m.Leader[member] = g.Largest
		}
	}
	if err := y.readNumbers(ctx, db); err != nil {
		return nil, err
	}
	if err := y.readContracts(ctx, db); err != nil {
		return nil, fmt.Errorf("contracts as numbers: %w", err)
	}
	m.Prepare()
	y.Slices = m.Slices()
	return y, nil
}

// readNumbers reads what customers, units and categories are called, by their numbers.
func (y *Year) readNumbers(ctx context.Context, db *warehouse.DB) error {
	list := func(query string) (names []string, err error) {
		err = warehouse.Each(ctx, db, query, nil, func(row struct{ Name string }) error {
			names = append(names, row.Name)
			return nil
		})
		return names, err
	}
	var err error
	if y.market.Customers, err = list("SELECT customer_bin AS name FROM customer_of ORDER BY no"); err != nil {
		return fmt.Errorf("customers: %w", err)
	}
	if y.market.Units, err = list("SELECT unit_key AS name FROM unit_of ORDER BY no"); err != nil {
		return fmt.Errorf("units: %w", err)
	}
	type category struct{ Category2, Category4, Category6 string }
	err = warehouse.Each(ctx, db, "SELECT coalesce(category2, '') AS category2, coalesce(category4, '') AS category4, coalesce(category6, '') AS category6 FROM category_of ORDER BY no", nil,
		func(c category) error {
			y.market.Categories = append(y.market.Categories, [3]string{c.Category2, c.Category4, c.Category6})
			return nil
		})
	if err != nil {
		return fmt.Errorf("categories: %w", err)
	}
	return nil
}

// packed is a contract as measure/contracts gives it: two numbers in one where they fit.
type packed struct {
	What          int64 // year, class of method (3 bits), kind of subject (2 bits), whether the law names the supplier (1)
	Buyer, Seller int64 // customer and unit, supplier and category; the second plus one, 0 for none
	High, Low     int64 // money.Split times High and Low, in tiyn
}

func (p *packed) contract() measure.Contract {
	c := measure.Contract{
		Customer: int32(p.Buyer >> 32), Unit: int32(p.Buyer&math.MaxUint32) - 1, Supplier: int32(p.Seller >> 32), Category: int32(p.Seller&math.MaxUint32) - 1,
		Lawful: p.What&1 == 1, Subject: int8(p.What >> 1 & 3), Method: int8(p.What >> 3 & 7), Value: money.Joined(p.High, p.Low),
	}
	if int(c.Subject) == len(measure.SubjectKinds) {
		c.Subject = -1
	}
	return c
}

func (y *Year) readContracts(ctx context.Context, db *warehouse.DB) error {
	words := warehouse.Params{"classes": strings.Join(measure.MethodClasses, "|"), "subjects": strings.Join(measure.SubjectKinds, "|"), "split": int64(money.Split)}
	return warehouse.Each(ctx, db, queries.Get("measure/contracts"), words, func(p packed) error {
		c := p.contract()
		if year := p.What >> 6; year == int64(y.Year) {
			y.market.Contracts = append(y.market.Contracts, c)
			y.Total = y.Total.Plus(c.Value)
		} else {
			y.earlier[year] = append(y.earlier[year], c)
		}
		return nil
	})
}
