package views

import (
	"context"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Dated is a live deadline of an open case, or what lies ahead of the client of an ended one,
// for lists beyond one case.
type Dated struct {
	store.DeadlineRow
	StageLabel string
	Moment     cal.Moment
	Due        Due
}

// deadlinePage is how many deadlines one statement reads.
const deadlinePage = 500

// EachDeadline gives every Dated of the desk in the order in which they fall due, read a page
// at a time from one unchanging state of the desk. take must not ask the desk. Errors: those of
// take among them, which end it.
func EachDeadline(ctx context.Context, o *office.Office, take func(Dated) error) error {
	return o.Read(ctx, func(tx store.Tx) error { return EachDeadlineIn(o, tx, take) })
}

// EachDeadlineIn is EachDeadline inside a transaction.
func EachDeadlineIn(o *office.Office, tx store.Tx, take func(Dated) error) error {
	return eachDated(o, tx.DateList().Deadlines, take)
}

// EachOwn gives what clients must do themselves alone, as EachDeadline does.
func EachOwn(o *office.Office, tx store.Tx, take func(Dated) error) error {
	return eachDated(o, tx.DateList().Own, take)
}

func eachDated(o *office.Office, page func(today cal.Day, after string, limit int) ([]store.DeadlineRow, error), take func(Dated) error) error {
	for after := ""; ; {
		rows, err := page(o.Today(), after, deadlinePage)
		for _, r := range rows {
			if err == nil {
				err = take(dated(o, r))
			}
		}
		if err != nil || len(rows) < deadlinePage {
			return err
		}
		after = string(rows[len(rows)-1].ID)
	}
}

func dated(o *office.Office, r store.DeadlineRow) Dated {
	at := r.Due()
	dl := workflow.Deadline{Key: r.Key, Stage: r.Stage, Clock: r.Clock, Label: r.Label, Kind: workflow.Kind(r.Kind), Due: at, Provisional: r.Provisional}
	return Dated{DeadlineRow: r, StageLabel: casefile.StageLabel(o, r.CaseType, r.Stage), Moment: at, Due: DueOf(o, dl, nil)}
}
