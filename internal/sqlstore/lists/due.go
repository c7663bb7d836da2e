package lists

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/records"
	"beiandesk/internal/sqlstore/sqltx"
)

// Groups of Today. Only terms and agreed dates become overdue; an expected date or
// a reminder that has passed stands under today, to ask for word.
const (
	overdue = "overdue"
	today   = "today"
	week    = "week" // the next seven days
	later   = "later"
)

// bounds are the edges of the groups at a moment, in the spelling of due_sort.
type bounds struct{ now, day, week string }

func boundsAt(at time.Time) bounds {
	m, d := cal.At(at), cal.DayOf(at)
	in7 := d.Add(7)
	return bounds{now: records.DueSort(&m.Day, m.Minute), day: records.DueSort(&d, -1), week: records.DueSort(&in7, -1)}
}

// group tells where a due date stands.
func (b bounds) group(due string, soft bool) string {
	switch {
	case due <= b.now && !soft:
		return overdue
	case due <= b.day:
		return today
	case due <= b.week:
		return week
	}
	return later
}

// turned says that a run's date has passed and with it whom the run waits for has
// changed; prefix names the table.
func (b bounds) turned(w *sqltx.Where, prefix string) string {
	return prefix + "late_no IS NOT NULL AND " + prefix + "due_sort <= " + w.Arg(b.now)
}

// only keeps the rows of one group; columns due and soft are those of the table.
func (b bounds) only(w *sqltx.Where, group, due, soft string) error {
	switch group {
	case "":
	case overdue:
		w.Add(due + " <= " + w.Arg(b.now) + " AND " + soft + " = 0")
	case today:
		w.Add(due + " <= " + w.Arg(b.day))
		w.Add("(" + soft + " = 1 OR " + due + " > " + w.Arg(b.now) + ")")
	case week:
		w.Add(due + " > " + w.Arg(b.day))
		w.Add(due + " <= " + w.Arg(b.week))
	case later:
		w.Add(due + " > " + w.Arg(b.week))
	default:
		return errs.New(errs.Invalid, "没有“%s”这一组。从列出的各组里选", group)
	}
	return nil
}

// by keeps what falls due by the end of today or of the next seven days, what is
// overdue included, as the filter of the cases table does.
func (b bounds) by(w *sqltx.Where, due, dueColumn, softColumn string) error {
	switch due {
	case "":
	case overdue:
		return b.only(w, overdue, dueColumn, softColumn)
	case today:
		w.Add(dueColumn + " <= " + w.Arg(b.day))
	case week:
		w.Add(dueColumn + " <= " + w.Arg(b.week))
	default:
		return errs.New(errs.Invalid, "没有“%s”这个期限范围。从列出的范围里选", due)
	}
	return nil
}
