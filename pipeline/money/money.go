// Package money is sums of money, exact to the tiyn: a payment, all of a ministry's, and the
// fractions one is of the other.
package money

import (
	"fmt"
	"math/big"
	"math/bits"

	"github.com/holiman/uint256"
)

// Amount is a sum of money in tiyn, exact and never negative, up to 2^128.
type Amount struct{ hi, lo uint64 }

// Split is where the engine parts an amount in two numbers that fit 64 bits.
const Split = 1_000_000_000_000_000

// Tiyn gives an amount of n tiyn.
func Tiyn(n uint64) Amount { return Amount{lo: n} }

// Joined is the amount of high times 10^15 and low tiyn, as queries give it.
func Joined(high, low int64) Amount {
	hi, lo := bits.Mul64(uint64(high), Split)
	return Amount{hi, lo}.Plus(Tiyn(uint64(low)))
}

// Plus gives the sum of two amounts.
func (a Amount) Plus(b Amount) Amount {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, carry)
	return Amount{hi, lo}
}

// Compare is negative where a is the smaller, positive where it is the larger.
func (a Amount) Compare(b Amount) int {
	switch {
	case a.hi != b.hi:
		if a.hi < b.hi {
			return -1
		}
		return 1
	case a.lo < b.lo:
		return -1
	case a.lo > b.lo:
		return 1
	}
	return 0
}

// IsZero reports whether nothing is in it.
func (a Amount) IsZero() bool { return a == Amount{} }

// Big gives the amount in tiyn.
func (a Amount) Big() *big.Int { return a.Wide().ToBig() }

// String gives the amount in tenge with two decimals.
func (a Amount) String() string {
	if a.hi == 0 {
		return fmt.Sprintf("%d.%02d", a.lo/100, a.lo%100)
	}
	digits := a.Big().String()
	return digits[:len(digits)-2] + "." + digits[len(digits)-2:]
}

// Wide gives the amount in tiyn as a number with room for sums of squares.
func (a Amount) Wide() *uint256.Int { return &uint256.Int{a.lo, a.hi} }

// Square gives the amount squared, in square tiyn.
func (a Amount) Square() *uint256.Int {
	w := a.Wide()
	return w.Mul(w, w)
}

// Ratio is the fraction nearest to a/b.
func Ratio(a, b *big.Int) float64 {
	x := new(big.Float).SetInt(a)
	q, _ := new(big.Float).SetPrec(53).Quo(x, new(big.Float).SetInt(b)).Float64()
	return q
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
	return Ratio(part.Big(), whole.Big())
}
