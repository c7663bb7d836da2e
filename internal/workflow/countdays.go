package workflow

import (
	"beiandesk/internal/cal"
)

// The kinds of a day in the small calendar of a date.
const (
	CountDayOutside = "outside" // before the trigger or after the end
	CountDayStart   = "start"   // the trigger's day, which is not counted
	CountDayCounted = "counted"
	CountDaySkipped = "skipped" // off, not counted
	CountDayEnd     = "end"
)

// CountDay is one day of the small calendar that shows how a date was counted.
type CountDay struct {
	Day    cal.Day
	Kind   string
	Label  string // the holiday's name on a day off that is no mere weekend
	Worked bool   // a weekend day that is worked
}

// CountDays lays a date out in whole weeks, Monday first, from the trigger to the end.
func (e *Engine) CountDays(d Deadline) []CountDay {
	start, end := d.Why.TriggerAt.Day, d.Due.Day
	if end < start {
		end = start
	}
	first := start.Add(-(int(start.Weekday()) + 6) % 7)
	last := end.Add((7 - int(end.Weekday())) % 7)
	days := make([]CountDay, 0, last-first+1)
	for day := first; day <= last; day++ {
		counted := CountDay{Day: day, Kind: e.countKind(d, day), Worked: e.calendar(d).Shifted(day)}
		if off, why := e.calendar(d).Off(day); off && why != cal.Weekend {
			counted.Label = why
		}
		days = append(days, counted)
	}
	return days
}

func (e *Engine) countKind(d Deadline, day cal.Day) string {
	start, end := d.Why.TriggerAt.Day, d.Due.Day
	switch {
	case day == end:
		return CountDayEnd
	case day == start:
		return CountDayStart
	case day < start || day > end:
		return CountDayOutside
	}
	off, _ := e.calendar(d).Off(day)
	switch {
	case d.Why.Count != nil && off:
		return CountDaySkipped
	case d.Why.Days > 0 && day > start.Add(d.Why.Days):
		return CountDaySkipped
	case d.Why.Count == nil && d.Why.Days == 0:
		return CountDayOutside
	}
	return CountDayCounted
}
