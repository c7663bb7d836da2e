package money

import "math/bits"

// basis is the number of basis points in a whole: a rate of 600 means 6 %.
const basis = 10_000

// SplitTax takes an amount that includes tax apart into net and tax, which always
// add up to it again. The net is amount / (1 + rate), rounded half up to the fen;
// the tax is the rest. A negative amount (a credit note) mirrors the positive one
// to the fen. The rate is in basis points; a negative one is a fault of the caller
// and panics. Split the total of a bill once, never its lines.
func (f Fen) SplitTax(rateBasisPoints int) (net, tax Fen) {
	if rateBasisPoints < 0 {
		panic("money: negative tax rate")
	}
	divisor := basis + uint64(rateBasisPoints)
	// The product needs 128 bits; the quotient fits, because divisor >= basis.
	hi, lo := bits.Mul64(magnitude(int64(f)), basis)
	lo, carry := bits.Add64(lo, divisor/2, 0)
	quotient, _ := bits.Div64(hi+carry, lo, divisor)
	net = Fen(quotient)
	if f < 0 {
		net = -net
	}
	return net, f - net
}
