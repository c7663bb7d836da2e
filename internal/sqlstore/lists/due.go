package lists

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlstore/sqltx"
	"beiandesk/internal/workflow"
)

// edges compares what is kept of runs and cases with the ends of the groups at a moment.
type edges struct{ workflow.Edges }

func edgesAt(now time.Time) edges { return edges{workflow.EdgesAt(now)} }

// escalated says that a run's date has passed and with it whom the run waits for has
// changed; prefix names the table.
func (e edges) escalated(w *sqltx.Where, prefix string) string {
	return prefix + "late_no IS NOT NULL AND " + prefix + "due_sort <= " + w.Arg(e.Now)
}

// only keeps the rows of one group; columns due and soft are those of the table.
func (e edges) only(w *sqltx.Where, group, due, soft string) error {
	switch group {
	case "":
	case workflow.GroupOverdue:
		w.Add(due + " <= " + w.Arg(e.Now) + " AND " + soft + " = 0")
	case workflow.GroupToday:
		w.Add(due + " <= " + w.Arg(e.Today))
		w.Add("(" + soft + " = 1 OR " + due + " > " + w.Arg(e.Now) + ")")
	case workflow.GroupWeek:
		w.Add(due + " > " + w.Arg(e.Today))
		w.Add(due + " <= " + w.Arg(e.Week))
	case workflow.GroupLater:
		w.Add(due + " > " + w.Arg(e.Week))
	default:
		return errs.New(errs.Invalid, "没有“%s”这一组。从列出的各组里选", group)
	}
	return nil
}

// by keeps what falls due by the end of today or of the next seven days, what is
// overdue included, or on one day, as the filter of the cases table does.
func (e edges) by(w *sqltx.Where, due, dueColumn, softColumn string) error {
	switch due {
	case "":
	case workflow.GroupOverdue:
		return e.only(w, due, dueColumn, softColumn)
	case workflow.GroupToday:
		w.Add(dueColumn + " <= " + w.Arg(e.Today))
	case workflow.GroupWeek:
		w.Add(dueColumn + " <= " + w.Arg(e.Week))
	default:
		day, err := cal.ParseDay(due)
		if err != nil {
			return errs.New(errs.Invalid, "没有“%s”这个期限范围。从列出的范围里选", due)
		}
		w.Add(dueColumn + " >= " + w.Arg(day.String()))
		w.Add(dueColumn + " < " + w.Arg(day.Add(1).String()))
	}
	return nil
}
