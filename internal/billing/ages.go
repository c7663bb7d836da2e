package billing

import "beiandesk/internal/cal"

// Age is how long ago bills with something open fell due.
type Age struct {
	Code string
	Due  Days // on which of these days they fell due
}

// Days are those from one to another, both included; nil is no end.
type Days struct{ From, To *cal.Day }

// Codes of the ages. AgeOpen is all of them together, AgeLate those of Late.
const (
	AgeOpen    = "open"
	AgeCurrent = "current" // not yet due
	Age30      = "d30"     // 1–30 days late
	Age60      = "d60"     // 31–60 days late
	AgeOlder   = "older"   // more
	AgeLate    = "late"    // 1 day late or more
)

// Ages are those of a day, the youngest first. Every day lies in exactly one.
func Ages(today cal.Day) []Age {
	day := func(late int) *cal.Day {
		d := today.Add(-late)
		return &d
	}
	return []Age{
		{AgeCurrent, Days{From: day(0)}},
		{Age30, Days{From: day(30), To: day(1)}},
		{Age60, Days{From: day(60), To: day(31)}},
		{AgeOlder, Days{To: day(61)}},
	}
}

// LateOn are the days on which what is overdue fell due.
func LateOn(today cal.Day) Days {
	before := today.Add(-1)
	return Days{To: &before}
}

// Late are the ages of what is overdue, the oldest first.
var Late = []string{AgeOlder, Age60, Age30}
