package morning

import (
	"context"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/desktop"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Desktop reads what this machine's own notices are made of: how much is due at moments, as the
// desk stands now, and the rounds of SMS that run. Nothing of it is sealed.
func Desktop(ctx context.Context, o *office.Office, c desktop.Choices, at []time.Time) (f desktop.Facts, err error) {
	var whose ref.StaffID
	if c.Mine {
		whose = o.Staff
	}
	err = o.Read(ctx, func(tx store.Tx) error {
		for _, moment := range at {
			q := store.TaskQuery{Now: moment, Owner: whose}
			counts, err := tx.TaskList().Counts(q)
			if err != nil {
				return err
			}
			by := counts.ByGroup(q)
			f.Lists = append(f.Lists, desktop.List{At: moment, Overdue: by[workflow.GroupOverdue], Today: by[workflow.GroupToday], Week: by[workflow.GroupWeek]})
		}
		rows, err := tx.TaskList().Tasks(store.TaskQuery{Now: o.Now(), Owner: whose, Stage: o.Engine.Graph().RoundsStage().Code, Clocked: true, Limit: mostRounds})
		for _, row := range rows {
			t := views.TaskOf(o, row)
			f.Rounds = append(f.Rounds, desktop.Round{Run: t.RunRow.ID, Case: t.CaseID, Number: t.CaseNumber, No: t.Round.No, Ends: t.Due.At})
		}
		return err
	})
	return f, err
}

// DesktopMoments are the moments of a desk's working days at which lists are told.
func DesktopMoments(o *office.Office, c desktop.Choices, after, until time.Time) []time.Time {
	return c.Moments(func(d cal.Day) (bool, string) { return o.Calendar.Off(d) }, after, until)
}
