// Package measure says how concentrated what was bought is: shares, indices and their
// corrections for every slice of the contracts, by supplier and by group of suppliers.
// Sums are whole tiyn and figures of them the nearest fraction, so the same contracts
// give the same figures in any order and on any number of threads.
package measure

import (
	"math/big"
	"slices"
)

// Held is a contract in a slice: who holds it, and its value, which is positive.
type Held struct {
	Holder int32
	Value  Amount
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
	Total                        Amount
	Top                          int32 // the largest holder, of equals the lowest
	First, FirstThree, FirstFour Amount
	CR1, CR3, CR4                float64
	HHI, HHIMin, Effective, Gini float64
	HHINorm, HHIExcess           *float64
}

// Holding is what one holder has of a slice.
type Holding struct {
	Holder    int32
	Amount    Amount
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
	var squares wide
	for _, c := range contracts {
		squares.plusSquare(c.Value)
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
func figures(held []Holding, squares wide) Figures {
	slices.SortFunc(held, bySize)
	f := Figures{Holders: len(held), Top: held[0].Holder, First: held[0].Amount}
	var hhi, weighted wide
	n := uint64(len(held))
	for i, h := range held {
		f.Total = f.Total.Plus(h.Amount)
		f.Contracts += h.Contracts
		hhi.plusSquare(h.Amount)
		// From the largest down: the place from the least up is n - i.
		weighted.plusTimes(2*(n-uint64(i)), h.Amount)
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
	sum, a, v := f.Total.Big(), hhi.big(), squares.big()
	whole := new(big.Int).Mul(sum, sum)
	f.CR1, f.CR3, f.CR4 = ratio(f.First.Big(), sum), ratio(f.FirstThree.Big(), sum), ratio(f.FirstFour.Big(), sum)
	f.HHI, f.HHIMin, f.Effective = ratio(a, whole), ratio(v, whole), ratio(whole, a)
	if n > 1 {
		above := new(big.Int).Sub(new(big.Int).Mul(a, count), whole)
		x := ratio(above, new(big.Int).Mul(whole, new(big.Int).Sub(count, one)))
		f.HHINorm = &x
	}
	if room := new(big.Int).Sub(whole, v); room.Sign() > 0 {
		x := ratio(new(big.Int).Sub(a, v), room)
		f.HHIExcess = &x
	}
	spread := new(big.Int).Sub(weighted.big(), new(big.Int).Mul(sum, new(big.Int).Add(count, one)))
	f.Gini = ratio(spread, new(big.Int).Mul(sum, count))
	return f
}

// Reaches reports whether part is at least the share of whole, exactly. The share is a
// fraction of at most twelve decimals.
func Reaches(part Amount, share float64, whole Amount) bool {
	const scale = 1_000_000_000_000
	least := new(big.Int).Mul(whole.Big(), big.NewInt(int64(share*scale+0.5)))
	return new(big.Int).Mul(part.Big(), big.NewInt(scale)).Cmp(least) >= 0
}

// Share is the fraction nearest to part of whole, 0 of nothing.
func Share(part, whole Amount) float64 {
	if whole.IsZero() {
		return 0
	}
	return ratio(part.Big(), whole.Big())
}

// Lorenz is the curve of how unevenly holders, the largest first, hold a slice: from (0, 0) to
// (1, 1), the share of the amount that a share of the holders has, the smallest first. Of more
// than most holders it gives that many points, evenly apart.
func Lorenz(held []Holding, most int) [][2]float64 {
	var total, sum Amount
	for _, h := range held {
		total = total.Plus(h.Amount)
	}
	points := [][2]float64{{}}
	steps := min(len(held), most)
	for i, next := 0, 1; i < len(held); i++ {
		sum = sum.Plus(held[len(held)-1-i].Amount)
		if (i+1)*steps >= next*len(held) {
			points = append(points, [2]float64{float64(i+1) / float64(len(held)), Share(sum, total)})
			next++
		}
	}
	return points
}
