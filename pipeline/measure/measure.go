// Package measure says how concentrated what was bought is: shares, indices and their
// corrections for every slice of the contracts, by supplier and by group of suppliers.
// Sums are whole tiyn and figures of them the nearest fraction, so the same contracts
// give the same figures in any order and on any number of threads.
package measure

import (
	"math/big"
	"slices"

	"github.com/holiman/uint256"

	"adal/pipeline/money"
)

// Held is a contract in a slice: who holds it, and its value, which is positive.
type Held struct {
	Holder int32
	Value  money.Amount
}

// Figures are the indices of one slice by one identity. With v the values of the
// contracts, S their sum, s the share of each of the N holders:
//
//	HHI       = sum s^2
//	HHINorm   = (HHI - 1/N) / (1 - 1/N), nil where N = 1
//	HHIMin    = sum (v/S)^2, what the sizes of the contracts alone make of HHI
//	HHIExcess = (HHI - HHIMin) / (1 - HHIMin), nil where HHIMin = 1
//	Effective = 1 / HHI
//	Gini      = sum (2i - N - 1) x_i / (N sum x), x the sums of the holders from the least up
type Figures struct {
	Holders, Contracts           int
	Total                        money.Amount
	Top                          int32 // the largest holder, of equals the lowest
	First, FirstThree, FirstFour money.Amount
	CR1, CR3, CR4                float64
	HHI, HHIMin, Effective, Gini float64
	HHINorm, HHIExcess           *float64
}

// Holding is what one holder has of a slice.
type Holding struct {
	Holder    int32
	Amount    money.Amount
	Contracts int
}

// Of measures one slice. It needs at least one contract.
func Of(contracts []Held) Figures {
	at := map[int32]int{}
	var held []Holding
	for _, c := range contracts {
		i, seen := at[c.Holder]
		if !seen {
			i = len(held)
			at[c.Holder] = i
			held = append(held, Holding{Holder: c.Holder})
		}
		held[i].Amount = held[i].Amount.Plus(c.Value)
		held[i].Contracts++
	}
	squares := new(uint256.Int)
	for _, c := range contracts {
		squares.Add(squares, c.Value.Square())
	}
	return figures(held, squares)
}

// bySize orders holders from the largest down, of equals the lowest number first.
func bySize(a, b Holding) int {
	if c := b.Amount.Compare(a.Amount); c != 0 {
		return c
	}
	return int(a.Holder) - int(b.Holder)
}

// figures measures holders, which it sorts; squares is the sum of the squared values of
// their contracts.
func figures(held []Holding, squares *uint256.Int) Figures {
	slices.SortFunc(held, bySize)
	f := Figures{Holders: len(held), Top: held[0].Holder, First: held[0].Amount}
	hhi, weighted := new(uint256.Int), new(uint256.Int)
	n := uint64(len(held))
	for i, h := range held {
		f.Total = f.Total.Plus(h.Amount)
		f.Contracts += h.Contracts
		hhi.Add(hhi, h.Amount.Square())
		// From the largest down: the place from the least up is n - i.
		weighted.Add(weighted, new(uint256.Int).Mul(uint256.NewInt(2*(n-uint64(i))), h.Amount.Wide()))
		if i == 2 {
			f.FirstThree = f.Total
		}
		if i == 3 {
			f.FirstFour = f.Total
		}
	}
	if len(held) < 3 {
		f.FirstThree = f.Total
	}
	if len(held) < 4 {
		f.FirstFour = f.Total
	}
	count, one := new(big.Int).SetUint64(n), big.NewInt(1)
	sum, a, v := f.Total.Big(), hhi.ToBig(), squares.ToBig()
	whole := new(big.Int).Mul(sum, sum)
	f.CR1, f.CR3, f.CR4 = money.Ratio(f.First.Big(), sum), money.Ratio(f.FirstThree.Big(), sum), money.Ratio(f.FirstFour.Big(), sum)
	f.HHI, f.HHIMin, f.Effective = money.Ratio(a, whole), money.Ratio(v, whole), money.Ratio(whole, a)
	if n > 1 {
		above := new(big.Int).Sub(new(big.Int).Mul(a, count), whole)
		x := money.Ratio(above, new(big.Int).Mul(whole, new(big.Int).Sub(count, one)))
		f.HHINorm = &x
	}
	if room := new(big.Int).Sub(whole, v); room.Sign() > 0 {
		x := money.Ratio(new(big.Int).Sub(a, v), room)
		f.HHIExcess = &x
	}
	spread := new(big.Int).Sub(weighted.ToBig(), new(big.Int).Mul(sum, new(big.Int).Add(count, one)))
	f.Gini = money.Ratio(spread, new(big.Int).Mul(sum, count))
	return f
}
