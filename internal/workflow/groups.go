package workflow

import (
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
)

// The groups of Today. Only terms and agreed dates become overdue; a soft date that has
// passed stands under today, to ask for word.
const (
	GroupOverdue = "overdue"
	GroupToday   = "today"
	GroupWeek    = "week" // the next seven days
	GroupLater   = "later"
)

// Groups in the order of their dates.
var Groups = []string{GroupOverdue, GroupToday, GroupWeek, GroupLater}

// NoDate sorts what has no date behind all dates.
const NoDate = "9999"

// SortKey writes a moment so that moments sort as text: a whole day ends at 24:00.
func SortKey(m cal.Moment) string {
	if m.IsDay() {
		return m.Day.String() + "T24:00"
	}
	return fmt.Sprintf("%sT%02d:%02d", m.Day, m.Minute/60, m.Minute%60)
}

// Edges are the ends of the groups at a moment, in the spelling of SortKey: what lies at
// or before one is within it. A date has passed when it lies at or before Now.
type Edges struct{ Now, Today, Week string }

// EdgesAt tells where the groups end at a moment.
func EdgesAt(now time.Time) Edges {
	today := cal.DayOf(now)
	return Edges{
		Now:   SortKey(cal.At(now)),
		Today: SortKey(cal.Whole(today)),
		Week:  SortKey(cal.Whole(today.Add(7))),
	}
}

// Group tells in which group a date stands, in the spelling of SortKey.
func (e Edges) Group(sort string, soft bool) string {
	switch {
	case sort <= e.Now && !soft:
		return GroupOverdue
	case sort <= e.Today:
		return GroupToday
	case sort <= e.Week:
		return GroupWeek
	}
	return GroupLater
}

// Soft says that a date of this kind is never overdue: once passed it asks for word, it
// breaks no term.
func (k Kind) Soft() bool { return k == Expected || k == Reminder }

// Parties are all there are in the order in which the desk names them: those who can be
// made to act, then those for whom we only wait (Office).
var Parties = []Party{Client, Agency, Cloud, Bureau, Police}

// offices are the parties for whom we only wait: nothing that we do brings them on.
var offices = []Party{Cloud, Bureau, Police}

// Office says that we only wait for this party.
func (p Party) Office() bool { return slices.Contains(offices, p) }
