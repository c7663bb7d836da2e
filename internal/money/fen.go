// Package money keeps amounts as integer fen, checks every sum, and writes them
// out in figures and in 人民币大写.
package money

import (
	"math"
	"math/bits"

	"beiandesk/internal/errs"
)

// Fen is an amount in fen, the hundredth of a yuan. Amounts lie between -Max and
// Max, so that each has an opposite.
type Fen int64

// Max is the largest amount that can be kept.
const Max Fen = math.MaxInt64

func tooLarge() error {
	return errs.New(errs.Invalid, "金额太大，请核对后重新输入")
}

// Add gives f + g, or an Invalid error when the sum lies beyond Max.
func (f Fen) Add(g Fen) (Fen, error) {
	sum := f + g
	if (f > 0 && g > 0 && sum < 0) || (f < 0 && g < 0 && sum >= 0) || sum < -Max {
		return 0, tooLarge()
	}
	return sum, nil
}

// Sub gives f - g, or an Invalid error when the difference lies beyond Max.
func (f Fen) Sub(g Fen) (Fen, error) {
	if g < -Max {
		return 0, tooLarge()
	}
	return f.Add(-g)
}

// Mul gives n times f, or an Invalid error when the product lies beyond Max.
func (f Fen) Mul(n int64) (Fen, error) {
	hi, lo := bits.Mul64(magnitude(int64(f)), magnitude(n))
	if hi != 0 || lo > uint64(Max) {
		return 0, tooLarge()
	}
	if (f < 0) != (n < 0) {
		return -Fen(lo), nil
	}
	return Fen(lo), nil
}

// magnitude is the absolute value, which for the smallest int64 only fits unsigned.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
