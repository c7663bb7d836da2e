package office

import (
	"fmt"

	"beiandesk/internal/errs"
)

// Number takes the next number of a series in a year, with at least four places:
// ZD2026-0417. It is gapless: a transaction that fails gives it back.
func (w *Work) Number(series string, year int) (string, error) {
	n, err := w.Numbers().Next(series, year)
	if err != nil {
		return "", err
	}
	if n < 1 {
		return "", errs.New(errs.Internal, "编号没有取到，请重试")
	}
	return SpellNumber(series, year, n), nil
}

// SpellNumber writes the n-th number of a series in a year.
func SpellNumber(series string, year, n int) string {
	return fmt.Sprintf("%s%d-%04d", series, year, n)
}
