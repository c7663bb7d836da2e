package identity_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"beiandesk/internal/cal"
)

// The generators below build values by the standards, in other ways than the
// validators check them: the identity number by ISO 7064's recursion, the credit code
// from the last place backwards by Horner's rule, the organisation code by trying.

func seeded() *rand.Rand { return rand.New(rand.NewPCG(2026, 1123)) }

// idCheckOf runs the pure system MOD 11-2: p ← 2·(p + digit) mod 11, then the place
// that makes it 1.
func idCheckOf(body string) string {
	p := 0
	for _, r := range body {
		p = 2 * (p + int(r-'0')) % 11
	}
	return string("0123456789X"[(12-p)%11])
}

func someID(r *rand.Rand) string {
	counties := []string{"110101", "310104", "330106", "440305", "510107", "620102", "650102", "460105", "540102", "120101"}
	birth := cal.Date(1930, 1, 1).Add(r.IntN(33000))
	y, m, d := birth.Parts()
	body := fmt.Sprintf("%s%04d%02d%02d%03d", counties[r.IntN(len(counties))], y, m, d, r.IntN(1000))
	return body + idCheckOf(body)
}

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

func creditValue(c byte) int {
	for i := range creditAlphabet {
		if creditAlphabet[i] == c {
			return i
		}
	}
	panic("not in the alphabet")
}

// creditCheckOf finds the place that makes the whole sum a multiple of 31.
func creditCheckOf(body string) string {
	horner := 0
	for i := len(body) - 1; i >= 0; i-- {
		horner = (horner*3 + creditValue(body[i])) % 31
	}
	return string(creditAlphabet[(31-horner)%31])
}

// orgOf completes eight places to a code whose weighted sum, check place included
// with weight one, is a multiple of 11.
func orgOf(body string) string {
	weights := []int{3, 7, 9, 10, 5, 8, 4, 2}
	for value, c := range "0123456789X" {
		sum := value
		for i, w := range weights {
			if b := body[i]; b <= '9' {
				sum += int(b-'0') * w
			} else {
				sum += int(b-55) * w
			}
		}
		if sum%11 == 0 {
			return body + string(c)
		}
	}
	panic("no check place fits")
}

func someCredit(r *rand.Rand) string {
	kinds := []string{"91", "92", "93", "11", "12", "51", "52", "53"}
	org := []byte("MA")
	for len(org) < 8 {
		org = append(org, creditAlphabet[r.IntN(len(creditAlphabet))])
	}
	body := kinds[r.IntN(len(kinds))] + []string{"330106", "440300", "110108", "310115", "100000"}[r.IntN(5)] + orgOf(string(org))
	return body + creditCheckOf(body)
}

// other gives a digit, X included where allowed, that is not the given one.
func other(r *rand.Rand, not byte, alphabet string) string {
	for {
		if c := alphabet[r.IntN(len(alphabet))]; c != not {
			return string(c)
		}
	}
}

// many calls the maker until the list has fifty entries beside those that stand in it.
func many(published []string, maker func() string) []string {
	list := published
	for len(list) < len(published)+50 {
		list = append(list, maker())
	}
	return list
}

// cross joins each head with each tail.
func cross(heads, tails []string) []string {
	var list []string
	for _, h := range heads {
		for _, t := range tails {
			list = append(list, h+t)
		}
	}
	return list
}

func today(t testing.TB) cal.Day {
	t.Helper()
	d, err := cal.ParseDay("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	return d
}
