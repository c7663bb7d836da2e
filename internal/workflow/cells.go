package workflow

import (
	"beiandesk/internal/cal"
)

// The kinds of a day in the small calendar of a date.
const (
	CellOutside = "outside" // before the trigger or after the end
	CellStart   = "start"   // the trigger's day, which is not counted
	CellCounted = "counted"
	CellSkipped = "skipped" // off, not counted
	CellEnd     = "end"
)

// Cell is one day of the small calendar that shows how a date was counted.
type Cell struct {
	Day    cal.Day
	Kind   string
	Label  string // the holiday's name on a day off that is no mere weekend
	Worked bool   // a weekend day that is worked
}

// Cells lays a date out in whole weeks, Monday first, from the trigger to the end.
func (e *Engine) Cells(d Deadline) []Cell {
	start, end := d.Why.TriggerAt.Day, d.Due.Day
	if end < start {
		end = start
	}
	first := start.Add(-(int(start.Weekday()) + 6) % 7)
	last := end.Add((7 - int(end.Weekday())) % 7)
	cells := make([]Cell, 0, last-first+1)
	for day := first; day <= last; day++ {
		cell := Cell{Day: day, Kind: e.cellKind(d, day), Worked: e.calendar(d).Shifted(day)}
		if off, why := e.calendar(d).Off(day); off && why != cal.Weekend {
			cell.Label = why
		}
		cells = append(cells, cell)
	}
	return cells
}

func (e *Engine) cellKind(d Deadline, day cal.Day) string {
	start, end := d.Why.TriggerAt.Day, d.Due.Day
	switch {
	case day == end:
		return CellEnd
	case day == start:
		return CellStart
	case day < start || day > end:
		return CellOutside
	}
	off, _ := e.calendar(d).Off(day)
	switch {
	case d.Why.Count != nil && off:
		return CellSkipped
	case d.Why.Days > 0 && day > start.Add(d.Why.Days):
		return CellSkipped
	case d.Why.Count == nil && d.Why.Days == 0:
		return CellOutside
	}
	return CellCounted
}
