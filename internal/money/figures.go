package money

import (
	"strings"

	"beiandesk/internal/errs"
)

var halfWidth = strings.NewReplacer(
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4",
	"５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"．", ".", "，", ",", "－", "-",
)

// Parse reads an amount of yuan from decimal text: "600", "0.5", "1,200.00",
// "-36,000". At most two decimals; commas only where they part the thousands;
// full-width digits and spaces around count as typed. Anything else is an Invalid
// error. No float is involved.
func Parse(s string) (Fen, error) {
	text := halfWidth.Replace(strings.TrimSpace(s))
	text, negative := strings.CutPrefix(text, "-")
	yuan, decimals, dotted := strings.Cut(text, ".")
	yuan, ok := ungroup(yuan)
	if !ok || (dotted && (len(decimals) < 1 || len(decimals) > 2)) || !allDigits(decimals) {
		return 0, errs.New(errs.Invalid, "金额要写成 600、1,200.00 这样的数字，最多两位小数")
	}
	var total Fen
	for _, c := range yuan + (decimals + "00")[:2] {
		var err error
		if total, err = total.Mul(10); err != nil {
			return 0, err
		}
		if total, err = total.Add(Fen(c - '0')); err != nil {
			return 0, err
		}
	}
	if negative {
		return -total, nil
	}
	return total, nil
}

// ungroup takes the thousands commas out, and refuses those that stand elsewhere.
func ungroup(s string) (string, bool) {
	groups := strings.Split(s, ",")
	for i, g := range groups {
		if len(groups) > 1 && ((i == 0 && len(g) > 3) || (i > 0 && len(g) != 3)) {
			return "", false
		}
		if g == "" || !allDigits(g) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func allDigits(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// String writes the amount in yuan with two decimals and thousands commas:
// "1,200.00", "-1,200.00". Parse reads it back.
func (f Fen) String() string {
	var b [32]byte
	n, rest := len(b), magnitude(int64(f))
	for i := 0; i < 3 || rest > 0; i++ {
		if i == 2 {
			n--
			b[n] = '.'
		}
		if i > 2 && (i-2)%3 == 0 {
			n--
			b[n] = ','
		}
		n--
		b[n] = byte('0' + rest%10)
		rest /= 10
	}
	if f < 0 {
		n--
		b[n] = '-'
	}
	return string(b[n:])
}
