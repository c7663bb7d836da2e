package invoicing

import (
	"context"
	"slices"
	"strings"

	"beiandesk/internal/billing"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// Payment is a payment as it is shown.
type Payment struct {
	billing.Payment
	ReversedBy string // name of who reversed it; "" while it stands
}

// named puts names to those who reversed payments.
func named(tx store.Tx, booked []billing.Payment) ([]Payment, error) {
	shown := make([]Payment, len(booked))
	for n, p := range booked {
		shown[n].Payment = p
	}
	if !slices.ContainsFunc(booked, func(p billing.Payment) bool { return p.Reversal != nil }) {
		return shown, nil
	}
	staff, err := tx.Staff().All()
	if err != nil {
		return nil, err
	}
	for n, p := range booked {
		if p.Reversal == nil {
			continue
		}
		for _, one := range staff {
			if one.ID == p.Reversal.By {
				shown[n].ReversedBy = one.Name
			}
		}
	}
	return shown, nil
}

// PaymentsOf gives the payments of a bill inside a transaction, in the order in which they
// were booked.
func PaymentsOf(tx store.Tx, i billing.Invoice) ([]Payment, error) {
	booked, err := tx.Payments().Of(i.ID)
	if err != nil {
		return nil, err
	}
	return named(tx, booked)
}

// Receipt finds the payment of a receipt's number, such as SJ2026-0121.
func Receipt(ctx context.Context, o *office.Office, number string) (billing.Payment, error) {
	number = strings.ToUpper(strings.TrimSpace(number))
	var p billing.Payment
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		p, err = tx.Payments().ByNumber(number)
		if errs.CodeOf(err) == errs.NotFound {
			return errs.Wrap(errs.NotFound, err, "没有这张收据，请核对编号")
		}
		return err
	})
	return p, err
}
