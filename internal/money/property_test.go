package money_test

import (
	"math/big"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"beiandesk/internal/money"
)

func amount() *rapid.Generator[money.Fen] {
	return rapid.Custom(func(t *rapid.T) money.Fen {
		return money.Fen(rapid.Int64Range(-int64(money.Max), int64(money.Max)).Draw(t, "fen"))
	})
}

func TestParseReadsBackWhatStringWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := amount().Draw(t, "f")
		for _, text := range []string{f.String(), strings.ReplaceAll(f.String(), ",", "")} {
			if got, err := money.Parse(text); err != nil || got != f {
				t.Fatalf("%q reads back as %v, %v", text, got, err)
			}
		}
	})
}

func TestCheckedSumsAgreeWithBigNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, g := amount().Draw(t, "f"), amount().Draw(t, "g")
		a, b := big.NewInt(int64(f)), big.NewInt(int64(g))
		for name, c := range map[string]struct {
			want *big.Int
			do   func() (money.Fen, error)
		}{
			"add": {new(big.Int).Add(a, b), func() (money.Fen, error) { return f.Add(g) }},
			"sub": {new(big.Int).Sub(a, b), func() (money.Fen, error) { return f.Sub(g) }},
			"mul": {new(big.Int).Mul(a, b), func() (money.Fen, error) { return f.Mul(int64(g)) }},
		} {
			got, err := c.do()
			fits := new(big.Int).Abs(c.want).Cmp(big.NewInt(int64(money.Max))) <= 0
			if fits != (err == nil) || (fits && c.want.Int64() != int64(got)) {
				t.Fatalf("%s of %v and %v: %v, %v; want %v", name, f, g, got, err, c.want)
			}
		}
	})
}

func TestNetIsWithinHalfAFenAndTaxIsTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := amount().Draw(t, "f")
		rate := rapid.IntRange(0, 10_000).Draw(t, "rate")
		net, tax := f.SplitTax(rate)
		if net+tax != f {
			t.Fatalf("%v + %v is not %v", net, tax, f)
		}
		mirrorNet, mirrorTax := (-f).SplitTax(rate)
		if mirrorNet != -net || mirrorTax != -tax {
			t.Fatalf("the credit note of %v does not mirror it", f)
		}
		// |2·(net·(10000+rate) − f·10000)| ≤ 10000+rate
		divisor := big.NewInt(int64(10_000 + rate))
		off := new(big.Int).Mul(big.NewInt(int64(net)), divisor)
		off.Sub(off, new(big.Int).Mul(big.NewInt(int64(f)), big.NewInt(10_000)))
		if off.Lsh(off.Abs(off), 1).Cmp(divisor) > 0 {
			t.Fatalf("net %v of %v at %d is more than half a fen off", net, f, rate)
		}
	})
}

var (
	badZeros = regexp.MustCompile(`零零|零元.|零[拾佰仟万亿角分整]|元$|角$`)
	reading  = map[rune]uint64{'零': 0, '壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9}
)

// readUpper is a reader written apart from the writer: it adds up what the
// characters say.
func readUpper(s string) money.Fen {
	var total, yi, wan, group, digit uint64
	for _, r := range strings.TrimSuffix(s, "整") {
		switch r {
		case '拾':
			group, digit = group+digit*10, 0
		case '佰':
			group, digit = group+digit*100, 0
		case '仟':
			group, digit = group+digit*1000, 0
		case '万':
			wan, group, digit = group+digit, 0, 0
		case '亿':
			yi, wan, group, digit = yi*100_000_000+wan*10_000+group+digit, 0, 0, 0
		case '元':
			total, yi, wan, group, digit = (yi*100_000_000+wan*10_000+group+digit)*100, 0, 0, 0, 0
		case '角':
			total, digit = total+digit*10, 0
		case '分':
			total, digit = total+digit, 0
		default:
			digit = reading[r]
		}
	}
	return money.Fen(total)
}

func TestUpperReadsBackAndKeepsTheZeroRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Amounts of up to ten billion yuan with many empty places.
		digits := rapid.SliceOfN(rapid.SampledFrom([]int64{0, 0, 0, 1, 5, 9}), 1, 14).Draw(t, "digits")
		var f money.Fen
		for _, d := range digits {
			f = f*10 + money.Fen(d)
		}
		text, ok := strings.CutPrefix(f.Upper(), "人民币")
		if !ok || (f != 0 && badZeros.MatchString(text)) {
			t.Fatalf("%v is written %s", f, text)
		}
		if got := readUpper(text); got != f {
			t.Fatalf("%v is written %s, which reads %v", f, text, got)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"600", "1,200.00", "-0.5", "１２", "9223372036854775807", "1.", ",", "1e9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fen, err := money.Parse(s)
		if err != nil {
			return
		}
		if back, err := money.Parse(fen.String()); err != nil || back != fen {
			t.Fatalf("%q gives %v, which reads back as %v, %v", s, fen, back, err)
		}
	})
}
