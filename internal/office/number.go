package office

import (
	"fmt"
	"regexp"
	"strconv"

	"beiandesk/internal/errs"
	"beiandesk/internal/store"
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

var spelledNumber = regexp.MustCompile(`^([A-Z]{2})([0-9]{4})-([0-9]{4,9})$`)

// ReadNumber reads what SpellNumber has written.
func ReadNumber(text string) (c store.Counter, ok bool) {
	m := spelledNumber.FindStringSubmatch(text)
	if m == nil {
		return c, false
	}
	c.Series = m[1]
	c.Year, _ = strconv.Atoi(m[2]) // digits, and few enough
	c.Last, _ = strconv.Atoi(m[3])
	return c, true
}

// Given are the series whose last number somebody may know better than any backup.
var Given = []struct{ Series, Label string }{{"BA", "案件号"}, {"ZD", "账单号"}, {"SJ", "收据号"}}

// ReadGiven reads the last number of a series that was given out, with its year: series begin
// anew with each. year is for an example. Errors: Invalid.
func ReadGiven(series, text string, year int) (store.Counter, error) {
	c, whole := ReadNumber(text)
	if whole && c.Series == series {
		return c, nil
	}
	label := series
	for _, g := range Given {
		if g.Series == series {
			label = g.Label
		}
	}
	return store.Counter{}, errs.New(errs.Invalid, "要写完整的%s，如 %s；%s 不是", label, SpellNumber(series, year, 417), text)
}

// skippedKey is the setting that lists the numbers that were given out and are not here; it is
// sealed, or a bill could be taken out and its number put there.
const skippedKey = "secret.numbers.skipped"

// Skipped are numbers of a series that nothing here has: given out after the backup that the
// folder was restored from, or of cases whose import was undone. From to To, both included.
type Skipped struct {
	Series string `json:"series"`
	Year   int    `json:"year"`
	From   int    `json:"from"`
	To     int    `json:"to"`
	Undone bool   `json:"undone,omitempty"` // their import was undone
}

// Vacate remembers numbers that are given to nothing any more.
func (w *Work) Vacate(s Skipped) error {
	all, version, err := skippedNumbers(w.Tx)
	if err != nil {
		return err
	}
	return SaveSetting(w.Tx, skippedKey, append(all, s), version)
}

// SkipTo lets a series go on behind a number, and remembers those in between as skipped; ok
// says that it was not as far already.
func (w *Work) SkipTo(c store.Counter) (s Skipped, ok bool, err error) {
	counters, err := w.Numbers().All()
	if err != nil {
		return s, false, err
	}
	s = Skipped{Series: c.Series, Year: c.Year, From: 1, To: c.Last}
	for _, had := range counters {
		if had.Series == c.Series && had.Year == c.Year {
			s.From = had.Last + 1
		}
	}
	if s.From > s.To {
		return s, false, nil
	}
	if err := w.Numbers().Raise(c); err != nil {
		return s, false, err
	}
	all, version, err := skippedNumbers(w.Tx)
	if err != nil {
		return s, false, err
	}
	return s, true, SaveSetting(w.Tx, skippedKey, append(all, s), version)
}

// SkippedNumbers lists what was skipped.
func SkippedNumbers(tx store.Tx) ([]Skipped, error) {
	all, _, err := skippedNumbers(tx)
	return all, err
}

func skippedNumbers(tx store.Tx) (all []Skipped, version int, err error) {
	version, err = ReadSetting(tx, skippedKey, &all)
	return all, version, err
}
