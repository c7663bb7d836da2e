package calendar

import (
	"context"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

const recountKey = "recount"

// Recount is what is left of counting dates again after the calendar has changed. It
// lies in the folder, so that any process takes it up where another left it.
type Recount struct {
	From    *cal.Day   `json:"from"`  // dates before it stay as they are; nil when nothing is left
	After   ref.CaseID `json:"after"` // the last case that is done
	Done    int        `json:"done"`
	Total   int        `json:"total"`   // cases with a date that may change
	Changed int        `json:"changed"` // dates moved
	Firmed  int        `json:"firmed"`  // provisional dates that became firm, unmoved
	Version int        `json:"-"`
}

// Pending says that cases wait to be counted again.
func (r Recount) Pending() bool { return r.From != nil }

// RecountOf reads what is left to count again.
func RecountOf(tx store.Tx) (Recount, error) {
	var r Recount
	version, err := office.ReadSetting(tx, recountKey, &r)
	r.Version = version
	return r, err
}

// SaveRecount keeps how far the counting has come. Errors: Conflict when another
// process has counted or changed the calendar meanwhile.
func SaveRecount(tx store.Tx, r Recount) error {
	return office.SaveSetting(tx, recountKey, r, r.Version)
}

// recount asks for all dates from a day on to be counted again, from the first case,
// with what an earlier change has left over.
func recount(w *office.Work, from cal.Day) error {
	r, err := RecountOf(w.Tx)
	if err != nil {
		return err
	}
	if r.From != nil {
		from = min(from, *r.From)
	}
	return SaveRecount(w.Tx, Recount{From: &from, Version: r.Version})
}

// waiting tells how many cases wait to be counted again. It is counted outside the
// write, which it would hold up on a big desk.
func waiting(ctx context.Context, o *office.Office) (n int, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		r, err := RecountOf(tx)
		if err != nil || !r.Pending() {
			return err
		}
		n, err = tx.Projections().CountFrom(*r.From)
		return err
	})
	return n, err
}

// BasisVersion changes whenever the folder's years, closures or overrides do: whoever has
// another one than when it last adopted them counts on an old basis.
func BasisVersion(ctx context.Context, o *office.Office) (v [3]int, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		for i, key := range []string{holidaysKey, closuresKey} {
			if _, v[i], err = tx.Settings().Get(key); err != nil {
				return err
			}
		}
		v[2], err = tx.Overrides().Last()
		return err
	})
	return v, err
}
