package store

import (
	"beiandesk/internal/billing"
	"beiandesk/internal/ref"
)

// BillingStore keeps fees, bills and payments.
type BillingStore interface {
	AddFee(billing.Fee) error
	Fees(ref.CaseID) ([]billing.Fee, error)
	UpdateFee(billing.Fee) error
	AddInvoice(billing.Invoice) error
	Invoice(ref.InvoiceID) (billing.Invoice, error)
	InvoiceByNumber(number string) (billing.Invoice, error)
	UpdateInvoice(billing.Invoice) error // Void, Paid, Version only
	InvoicesOf(ref.CaseID) ([]billing.Invoice, error)
	AddPayment(billing.Payment) error
	Payments(ref.InvoiceID) ([]billing.Payment, error)
	PaymentsOf(ref.CaseID) ([]billing.Payment, error) // of all bills with a line for the case, bill by bill as Payments gives them
}
