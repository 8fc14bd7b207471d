package rank

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"adal/pipeline/cases"
	"adal/pipeline/money"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Concerns says which contracts the findings that Load gave are about, and what each counts
// with: all of them, however many rows a finding shows. found are in the order of Load.
func Concerns(ctx context.Context, db *warehouse.DB, found []Found) (cases.Concerns, error) {
	about := cases.Concerns{Of: map[string][]int64{}, Contracts: map[int64]cases.Contract{}}
	if !slices.ContainsFunc(found, func(f Found) bool { return f.Amount != "" }) {
		return about, nil
	}
	type row struct {
		No, Src           int64
		SupplierID, Value string
	}
	err := warehouse.Each(ctx, db, queries.Get("rank/concerns"), nil, func(r row) error {
		id := found[r.No-1].ID
		about.Of[id] = append(about.Of[id], r.Src)
		if _, known := about.Contracts[r.Src]; known {
			return nil
		}
		value, err := amount(r.Value)
		about.Contracts[r.Src] = cases.Contract{Supplier: r.SupplierID, Value: value}
		return err
	})
	if err != nil {
		return about, fmt.Errorf("contracts of findings: %w", err)
	}
	return about, nil
}

// amount reads a sum as the engine writes it, 1234.50.
func amount(s string) (money.Amount, error) {
	value, ok := new(big.Rat).SetString(s)
	if !ok {
		return money.Amount{}, fmt.Errorf("%q is not money", s)
	}
	tiyn := value.Mul(value, big.NewRat(100, 1))
	high, low := new(big.Int).QuoRem(tiyn.Num(), big.NewInt(money.Split), new(big.Int))
	if !tiyn.IsInt() || tiyn.Sign() < 0 || !high.IsInt64() {
		return money.Amount{}, fmt.Errorf("%q is not money", s)
	}
	return money.Joined(high.Int64(), low.Int64()), nil
}
