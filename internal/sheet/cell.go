package sheet

import (
	"strconv"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/money"
)

// sort is what a cell holds, by which a spreadsheet shows and reckons with it.
type sort int

const (
	text sort = iota
	count
	amount
	day
	minute
)

// Cell is one value of a row. The zero Cell is empty.
type Cell struct {
	sort  sort
	plain string // as csv and the clipboard have it
	value any    // as a workbook has it; nil for a text
}

// Text is a cell of words, whatever they look like: never a formula.
func Text(s string) Cell { return Cell{plain: s} }

// Count is a cell of a whole number.
func Count(n int) Cell { return Cell{sort: count, plain: strconv.Itoa(n), value: n} }

// Amount is a cell of yuan with two decimals and no grouping.
func Amount(f money.Fen) Cell {
	return Cell{sort: amount, plain: strings.ReplaceAll(f.String(), ",", ""), value: float64(f) / 100}
}

// Day is a cell of a calendar day.
func Day(d cal.Day) Cell { return Moment(cal.Whole(d)) }

// Moment is a cell of a day, or of a minute of it where it names one.
func Moment(m cal.Moment) Cell {
	if !m.Dated() {
		return Text(cal.NoDate)
	}
	year, month, date := m.Day.Parts()
	c := Cell{sort: day, plain: m.String()}
	at := time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
	if !m.IsDay() {
		c.sort, at = minute, at.Add(time.Duration(m.Minute)*time.Minute)
	}
	c.value = at
	return c
}

// Due is the cell of a moment that may not be there.
func Due(m *cal.Moment) Cell {
	if m == nil {
		return Cell{}
	}
	return Moment(*m)
}

// inert is the cell as text of which no spreadsheet works out anything: an apostrophe stands
// before what it would take for a formula.
func (c Cell) inert() string {
	if c.value == nil && c.plain != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(c.plain)[0]) {
		return "'" + c.plain
	}
	return c.plain
}
