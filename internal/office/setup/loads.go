package setup

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Load is what a 经办 has in hand.
type Load struct {
	Staff   store.Staff
	Open    int    // cases that are open or on hold
	Overdue int    // lines of Today that are overdue, and
	Today   int    // that are due today
	Away    string // 11月30日 至 12月4日 不在，由林晓代管; "" for who is here
}

// Loads tells what each 经办 has in hand, in the order in which they came. Who has left the
// choices is told as long as cases are his. Errors: Storage.
func Loads(ctx context.Context, o *office.Office) ([]Load, error) {
	list := []Load{}
	err := o.Read(ctx, func(tx store.Tx) error {
		all, err := tx.Staff().All()
		if err != nil {
			return err
		}
		absences, _, err := Absences(tx, o.Today())
		if err != nil {
			return err
		}
		names := map[ref.StaffID]string{}
		for _, s := range all {
			names[s.ID] = s.Name
		}
		for _, s := range all {
			l, err := loadOf(o, tx, s)
			if err != nil {
				return err
			}
			for _, a := range absences {
				if a.Staff == s.ID {
					l.Away = a.Words(o.Today(), names[a.Cover])
				}
			}
			if s.Active || l.Open > 0 {
				list = append(list, l)
			}
		}
		return nil
	})
	return list, err
}

func loadOf(o *office.Office, tx store.Tx, s store.Staff) (Load, error) {
	l := Load{Staff: s}
	totals, err := tx.CaseList().Totals(store.CaseQuery{View: "open", Owners: []ref.StaffID{s.ID}, Now: o.Now()})
	if err != nil {
		return l, err
	}
	l.Open = totals.Count.N
	counts, err := tx.TaskList().Counts(store.TaskQuery{Now: o.Now(), Owner: s.ID})
	for _, c := range counts {
		l.Overdue, l.Today = l.Overdue+c.Overdue, l.Today+c.Today
	}
	return l, err
}
