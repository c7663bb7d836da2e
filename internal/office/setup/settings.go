package setup

import (
	"context"

	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// View is the settings page.
type View struct {
	Letterhead Letterhead
	Price      Price
	Staff      []store.Staff
	Current    ref.StaffID
}

// Settings reads all of it at once.
func Settings(ctx context.Context, o *office.Office) (View, error) {
	v := View{Current: o.Staff}
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		if v.Letterhead, err = LetterheadIfWhole(tx); err != nil {
			return err
		}
		if v.Price, err = PriceOf(tx); err != nil {
			return err
		}
		v.Staff, err = tx.Staff().All()
		return err
	})
	return v, err
}
