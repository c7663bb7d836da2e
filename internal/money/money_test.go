package money_test

import (
	"fmt"
	"math"
	"testing"

	"beiandesk/internal/errs"
	"beiandesk/internal/money"
)

func TestParseReadsDecimalText(t *testing.T) {
	for text, want := range map[string]money.Fen{
		"600": 60_000, "1,200.00": 120_000, "0.5": 50, "0.05": 5, "0": 0, "00.10": 10,
		"-36,000": -3_600_000, " 1409.50 ": 140_950, "１，２００．００": 120_000,
		"1,234,567.89":         123_456_789,
		"92233720368547758.07": money.Max, "-92,233,720,368,547,758.07": -money.Max,
	} {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			got, err := money.Parse(text)
			if err != nil || got != want {
				t.Errorf("Parse(%q) = %d, %v; want %d", text, got, err, want)
			}
		})
	}
}

func TestParseRefusesAnythingElse(t *testing.T) {
	for _, text := range []string{
		"", " ", "-", ".", ".5", "5.", "1.234", "1,20", "12,00.00", "1234,567", ",600", "600,", "1,,200",
		"1e3", "0x10", "+5", "--5", "6 00", "¥600", "600元", "一百", "1.2.3", "1.2,3", "NaN",
		"1.a", "1.2a", "1.-5", "1./5", "92233720368547758.08", "99999999999999999999",
	} {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			if got, err := money.Parse(text); errs.CodeOf(err) != errs.Invalid {
				t.Errorf("Parse(%q) = %d, %v; want an invalid error", text, got, err)
			}
		})
	}
}

func TestStringGroupsThousands(t *testing.T) {
	for fen, want := range map[money.Fen]string{
		0: "0.00", 5: "0.05", 50: "0.50", 60_000: "600.00", 120_000: "1,200.00", -120_000: "-1,200.00",
		99_999: "999.99", 123_456_789: "1,234,567.89", -1: "-0.01",
		math.MinInt64: "-92,233,720,368,547,758.08",
	} {
		t.Run(want, func(t *testing.T) {
			if got := fen.String(); got != want {
				t.Errorf("Fen(%d) reads %q, want %q", int64(fen), got, want)
			}
		})
	}
}

func TestUpperWritesBankCapitals(t *testing.T) {
	for text, want := range map[string]string{
		"600": "人民币陆佰元整", "1200": "人民币壹仟贰佰元整", "1409.50": "人民币壹仟肆佰零玖元伍角整",
		"1680.32": "人民币壹仟陆佰捌拾元叁角贰分", "6007.14": "人民币陆仟零柒元壹角肆分",
		"325.04": "人民币叁佰贰拾伍元零肆分",
		"0":      "人民币零元整", "0.50": "人民币伍角整", "0.05": "人民币伍分", "0.15": "人民币壹角伍分",
		"10": "人民币壹拾元整", "1000.04": "人民币壹仟元零肆分", "1001": "人民币壹仟零壹元整",
		"1010": "人民币壹仟零壹拾元整", "10000": "人民币壹万元整", "10001": "人民币壹万零壹元整",
		"16409.02": "人民币壹万陆仟肆佰零玖元零贰分", "100000": "人民币壹拾万元整",
		"107000.53": "人民币壹拾万柒仟元伍角叁分", "36000": "人民币叁万陆仟元整",
		"11000": "人民币壹万壹仟元整", "10999": "人民币壹万零玖佰玖拾玖元整", "110000000": "人民币壹亿壹仟万元整", "109990000": "人民币壹亿零玖佰玖拾玖万元整",
		"100000000": "人民币壹亿元整", "100000001": "人民币壹亿零壹元整",
		"100010000": "人民币壹亿零壹万元整", "10000000000": "人民币壹佰亿元整",
		"1010101010": "人民币壹拾亿壹仟零壹拾万壹仟零壹拾元整",
		"-600":       "人民币负陆佰元整", "-0.04": "人民币负肆分",
		"92233720368547758.07": "人民币玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分",
	} {
		t.Run(text, func(t *testing.T) {
			fen, err := money.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			if got := fen.Upper(); got != want {
				t.Errorf("%s in capitals is %s, want %s", text, got, want)
			}
		})
	}
}

func TestSplitTaxOnTheTotal(t *testing.T) {
	for _, c := range []struct {
		total, net, tax money.Fen
		rate            int
	}{
		{60_000, 56_604, 3_396, 600}, {60_000, 58_252, 1_748, 300}, {60_000, 59_406, 594, 100},
		{3_600_000, 3_396_226, 203_774, 600}, {-60_000, -56_604, -3_396, 600},
		{60_000, 60_000, 0, 0}, {0, 0, 0, 600},
		{3, 2, 1, 10_000}, // 1.5 fen rounds up, and a credit note of it the same way
		{-3, -2, -1, 10_000},
	} {
		t.Run(fmt.Sprintf("%s at %d basis points", c.total, c.rate), func(t *testing.T) {
			if net, tax := c.total.SplitTax(c.rate); net != c.net || tax != c.tax {
				t.Errorf("%v at %d splits into %v + %v, want %v + %v", c.total, c.rate, net, tax, c.net, c.tax)
			}
		})
	}
}

func TestSumsBeyondTheRangeAreRefused(t *testing.T) {
	for name, sum := range map[string]func() (money.Fen, error){
		"add above":    func() (money.Fen, error) { return money.Max.Add(1) },
		"add below":    func() (money.Fen, error) { return (-money.Max).Add(-1) },
		"sub":          func() (money.Fen, error) { return (-money.Max).Sub(1) },
		"sub smallest": func() (money.Fen, error) { return money.Fen(0).Sub(math.MinInt64) },
		// One less the smallest number would fit, but the smallest is no amount.
		"sub smallest from one": func() (money.Fen, error) { return money.Fen(1).Sub(math.MinInt64) },
		"add smallest":          func() (money.Fen, error) { return money.Fen(math.MinInt64).Add(math.MinInt64) },
		"mul":                   func() (money.Fen, error) { return (money.Max/2 + 1).Mul(2) },
		"mul below":             func() (money.Fen, error) { return money.Max.Mul(math.MinInt64) },
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := sum(); errs.CodeOf(err) != errs.Invalid {
				t.Errorf("%v, %v; want an invalid error", got, err)
			}
		})
	}
}

func TestSumsReachTheEndsOfTheRange(t *testing.T) {
	for name, c := range map[string]struct {
		sum  func() (money.Fen, error)
		want money.Fen
	}{
		"add above": {func() (money.Fen, error) { return (money.Max - 1).Add(1) }, money.Max},
		"add below": {func() (money.Fen, error) { return (-money.Max + 1).Add(-1) }, -money.Max},
		"sub below": {func() (money.Fen, error) { return money.Fen(0).Sub(money.Max) }, -money.Max},
		"sub above": {func() (money.Fen, error) { return money.Fen(0).Sub(-money.Max) }, money.Max},
		"mul":       {func() (money.Fen, error) { return money.Max.Mul(-1) }, -money.Max},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := c.sum(); err != nil || got != c.want {
				t.Errorf("%v, %v; want %v", got, err, c.want)
			}
		})
	}
}

func TestNegativeTaxRatePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a negative rate went through")
		}
	}()
	money.Fen(1).SplitTax(-1)
}
