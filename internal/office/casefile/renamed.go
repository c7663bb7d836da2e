package casefile

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// SavePerson is people.SavePerson for somebody whom cases may name: what is kept of their
// open runs names those whom a step waits for, and is written anew.
func SavePerson(ctx context.Context, o *office.Office, in people.PersonInput) (people.Saved, error) {
	var out people.Saved
	err := o.Write(ctx, func(w *office.Work) (err error) {
		if out, err = people.SavePerson(o, w, in); err != nil || in.ID == "" {
			return err
		}
		return Renamed(o, w, out.Person.ClientID)
	})
	return out, err
}

// Renamed writes the open runs of a client's cases anew after one of its people was
// corrected.
func Renamed(o *office.Office, w *office.Work, client ref.ClientID) error {
	q := store.CaseQuery{Now: o.Now(), View: "open", Client: client, Sort: "number", Limit: 100}
	for {
		rows, err := w.CaseList().Cases(q)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := refold(o, w, row.ID); err != nil {
				return err
			}
		}
		if len(rows) < q.Limit {
			return nil
		}
		q.After = rows[len(rows)-1].Cursor
	}
}
