package store

import (
	"beiandesk/internal/billing"
	"beiandesk/internal/ref"
)

// FeeStore keeps what a case costs, phase by phase.
type FeeStore interface {
	Add(billing.Fee) error
	Of(ref.CaseID) ([]billing.Fee, error)
	Update(billing.Fee) error // refuses a stale Version
}

// InvoiceStore keeps bills.
type InvoiceStore interface {
	Add(billing.Invoice) error
	Get(ref.InvoiceID) (billing.Invoice, error)
	ByNumber(number string) (billing.Invoice, error)
	Update(billing.Invoice) error // Void, Paid, Version only
	Of(ref.CaseID) ([]billing.Invoice, error)
}

// PaymentStore keeps what was received for bills, append-only. A payment comes with its
// reversal, if there is one.
type PaymentStore interface {
	Add(billing.Payment) error
	Reverse(billing.Reversal) error                   // once a payment
	ByNumber(number string) (billing.Payment, error)  // of its receipt
	Of(ref.InvoiceID) ([]billing.Payment, error)      // in the order in which they were booked
	OfAll([]ref.InvoiceID) ([]billing.Payment, error) // bill by bill as Of gives them
	OfCase(ref.CaseID) ([]billing.Payment, error)     // of all bills with a line for the case, bill by bill as Of gives them
}
