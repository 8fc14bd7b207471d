package measure

import (
	"fmt"
	"math/big"
	"math/bits"
)

// Amount is a sum of money in tiyn, exact and never negative, up to 2^128.
type Amount struct{ hi, lo uint64 }

// split is where the engine parts an amount in two numbers that fit 64 bits.
const split = 1_000_000_000_000_000

// Tiyn gives an amount of n tiyn.
func Tiyn(n uint64) Amount { return Amount{lo: n} }

// Joined is the amount of high times 10^15 and low tiyn, as queries give it.
func Joined(high, low int64) Amount {
	hi, lo := bits.Mul64(uint64(high), split)
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
func (a Amount) Big() *big.Int { return new(wide).plus(a).big() }

// String gives the amount in tenge with two decimals.
func (a Amount) String() string {
	if a.hi == 0 {
		return fmt.Sprintf("%d.%02d", a.lo/100, a.lo%100)
	}
	digits := a.Big().String()
	return digits[:len(digits)-2] + "." + digits[len(digits)-2:]
}

// wide is a whole number below 2^256, the least digit first: room for sums of squares.
type wide [4]uint64

func (w *wide) plus(a Amount) *wide {
	w.add(0, a.lo)
	w.add(1, a.hi)
	return w
}

// add adds x at a digit and carries on.
func (w *wide) add(at int, x uint64) {
	for carry := uint64(0); at < 4 && (x != 0 || carry != 0); at++ {
		w[at], carry = bits.Add64(w[at], x, carry)
		x = 0
	}
}

// plusProduct adds x times y, standing at a digit.
func (w *wide) plusProduct(at int, x, y uint64) {
	hi, lo := bits.Mul64(x, y)
	w.add(at, lo)
	w.add(at+1, hi)
}

// plusTimes adds n times a.
func (w *wide) plusTimes(n uint64, a Amount) {
	w.plusProduct(0, a.lo, n)
	if a.hi != 0 {
		w.plusProduct(1, a.hi, n)
	}
}

// plusSquare adds a squared.
func (w *wide) plusSquare(a Amount) {
	w.plusProduct(0, a.lo, a.lo)
	if a.hi != 0 {
		w.plusProduct(1, a.hi, a.lo)
		w.plusProduct(1, a.hi, a.lo)
		w.plusProduct(2, a.hi, a.hi)
	}
}

func (w *wide) big() *big.Int {
	n := new(big.Int)
	for i := 3; i >= 0; i-- {
		n.Lsh(n, 64)
		n.Or(n, new(big.Int).SetUint64(w[i]))
	}
	return n
}

// ratio is the fraction nearest to a/b.
func ratio(a, b *big.Int) float64 {
	x := new(big.Float).SetInt(a)
	q, _ := new(big.Float).SetPrec(53).Quo(x, new(big.Float).SetInt(b)).Float64()
	return q
}
