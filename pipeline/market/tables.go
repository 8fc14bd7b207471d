package market

import (
	"context"
	"math/big"

	"adal/pipeline/measure"
	"adal/pipeline/warehouse"
)

// The tables rules read of the slices, as measure/counted makes them. Amounts are in tiyn.
type (
	sliceMeasure struct {
		CustomerBIN, SliceKind, Slice string
		Contracts, Suppliers          int64
		Tiyn                          *big.Int
		CR3                           *big.Int `sql:"cr3"`
		CR4                           *big.Int `sql:"cr4"`
		HHI, HHIGroup                 float64
		HHIExcess                     *float64
	}
	sliceHolder struct {
		CustomerBIN, SliceKind, Slice string
		Identity, ID                  string
		Contracts                     int64
		Tiyn, Largest                 *big.Int
		Members                       int64
	}
	sliceTop struct {
		CustomerBIN, SliceKind, Slice string
		Year                          int64
		SupplierID                    string
		Tiyn                          *big.Int
	}
)

// Keep leaves in their tables what the rules ask of the watched slices: their indices, who
// holds at least a share of them, and who was on top of them from the first year on.
func (y *Year) Keep(ctx context.Context, db *warehouse.DB, least float64, firstYear int) error {
	if err := y.keepMeasures(ctx, db); err != nil {
		return err
	}
	if err := y.keepHolders(ctx, db, least); err != nil {
		return err
	}
	return y.keepTops(ctx, db, firstYear)
}

// watched calls f for every slice that rules look at, with the words that name it.
func (y *Year) watched(f func(s *measure.Slice, customer, kind string) error) error {
	for i := range y.Slices {
		if s := &y.Slices[i]; s.Kind.Watched() {
			if err := f(s, y.market.Customers[s.Customer], s.Kind.String()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (y *Year) keepMeasures(ctx context.Context, db *warehouse.DB) error {
	return warehouse.Insert(ctx, db, "slice_measure", func(add func(sliceMeasure) error) error {
		return y.watched(func(s *measure.Slice, customer, kind string) error {
			f := &s.Supplier
			return add(sliceMeasure{CustomerBIN: customer, SliceKind: kind, Slice: s.Value, Contracts: int64(f.Contracts), Suppliers: int64(f.Holders),
				Tiyn: f.Total.Big(), CR3: f.FirstThree.Big(), CR4: f.FirstFour.Big(), HHI: f.HHI, HHIGroup: s.Group.HHI, HHIExcess: f.HHIExcess})
		})
	})
}

func (y *Year) keepHolders(ctx context.Context, db *warehouse.DB, least float64) error {
	inGroup := func(leader int32) bool { return y.groupOf[leader] != nil }
	return warehouse.Insert(ctx, db, "slice_holder", func(add func(sliceHolder) error) error {
		for _, h := range y.market.Significant(y.Slices, inGroup, least) {
			row := sliceHolder{CustomerBIN: y.market.Customers[h.Slice.Customer], SliceKind: h.Slice.Kind.String(), Slice: h.Slice.Value,
				Identity: "supplier", ID: y.parties.IDs[h.Holder], Contracts: int64(h.Contracts), Tiyn: h.Amount.Big(), Largest: h.Largest.Big(), Members: int64(h.Members)}
			if h.ByGroup {
				row.Identity, row.ID = "group", y.groupOf[h.Holder].ID
			}
			if err := add(row); err != nil {
				return err
			}
		}
		return nil
	})
}

func (y *Year) keepTops(ctx context.Context, db *warehouse.DB, firstYear int) error {
	return warehouse.Insert(ctx, db, "slice_top", func(add func(sliceTop) error) error {
		top := func(s *measure.Slice, year int, supplier int32, tiyn *big.Int) error {
			return add(sliceTop{y.market.Customers[s.Customer], s.Kind.String(), s.Value, int64(year), y.parties.IDs[supplier], tiyn})
		}
		err := y.watched(func(s *measure.Slice, _, _ string) error {
			return top(s, y.Year, s.Supplier.Top, s.Supplier.First.Big())
		})
		if err != nil {
			return err
		}
		for year := firstYear; year < y.Year; year++ {
			for _, t := range y.market.TopsIn(y.earlier[int64(year)], y.Slices) {
				if err := top(t.Slice, year, t.Supplier, t.Amount.Big()); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
