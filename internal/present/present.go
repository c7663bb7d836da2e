// Package present lays out what the page and the commands show alike: the same fields
// under the same keys, and the same words for what is missing. What only one of them shows
// lies with it.
package present

import (
	"strconv"

	"beiandesk/internal/cal"
)

// Day writes a day as a form takes it: 2026-11-23; "" for none.
func Day(d *cal.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// Months writes a number of months as a form takes it; "" for none.
func Months(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Moment writes a moment as a form takes it: 2026-11-23, 2026-11-23 15:04; "" for none.
func Moment(m *cal.Moment) string {
	if m == nil {
		return ""
	}
	return m.String()
}

// List is never nil, so that JSON has an array.
func List(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}
