package page

import (
	"crypto/rand"
	"math/big"
	"slices"
	"strings"

	"beiandesk/internal/errs"
)

// ShownCode is a recovery code that is shown, and the two groups that must be typed back.
type ShownCode struct {
	groups []string
	ask    []int
}

// Showing is a code that is drawn now.
func Showing(code string) ShownCode {
	groups := strings.Split(code, "-")
	return ShownCode{groups: groups, ask: twoOf(len(groups))}
}

// View is what the page shows, once.
func (c ShownCode) View() CreatedView { return CreatedView{Recovery: c.groups, Ask: c.ask} }

// Check refuses groups that are not those asked for. Errors: Invalid at "groups".
func (c ShownCode) Check(typed []string) error {
	for i, n := range c.ask {
		if i >= len(typed) || !strings.EqualFold(strings.TrimSpace(typed[i]), c.groups[n]) {
			return errs.AtField("groups", "第 %d 组与恢复码不一致，请对照抄下的恢复码再输一次", n+1)
		}
	}
	return nil
}

// twoOf chooses two different positions out of n, in order.
func twoOf(n int) []int {
	a, b := draw(n), draw(n-1)
	if b >= a {
		b++
	}
	two := []int{a, b}
	slices.Sort(two)
	return two
}

func draw(n int) int {
	v, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err) // the system's random source is gone; guard makes it an error
	}
	return int(v.Int64())
}
