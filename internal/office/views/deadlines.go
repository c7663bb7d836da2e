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

// Deadlines lists every Dated of the desk in the order in which they
// fall due, read a page at a time from one unchanging state of the desk.
func Deadlines(ctx context.Context, o *office.Office) ([]Dated, error) {
	list := []Dated{}
	err := o.Read(ctx, func(tx store.Tx) (err error) {
		list, err = paged(o, tx.DateList().Deadlines)
		return err
	})
	return list, err
}

// Own lists what clients must do themselves alone, in that order.
func Own(o *office.Office, tx store.Tx) ([]Dated, error) { return paged(o, tx.DateList().Own) }

func paged(o *office.Office, page func(today cal.Day, after string, limit int) ([]store.DeadlineRow, error)) ([]Dated, error) {
	list := []Dated{}
	for after := ""; ; {
		rows, err := page(o.Today(), after, deadlinePage)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			list = append(list, dated(o, r))
		}
		if len(rows) < deadlinePage {
			return list, nil
		}
		after = string(rows[len(rows)-1].ID)
	}
}

func dated(o *office.Office, r store.DeadlineRow) Dated {
	at := r.Due()
	dl := workflow.Deadline{Key: r.Key, Stage: r.Stage, Clock: r.Clock, Label: r.Label, Kind: workflow.Kind(r.Kind), Due: at, Provisional: r.Provisional}
	return Dated{DeadlineRow: r, StageLabel: casefile.StageLabel(o, r.CaseType, r.Stage), Moment: at, Due: DueOf(o, dl, nil)}
}
