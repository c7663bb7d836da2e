// Package money keeps amounts as integer fen, checks every sum, and writes them
// out in figures and in 人民币大写.
package money

// Fen is an amount in fen, the hundredth of a yuan.
type Fen int64
