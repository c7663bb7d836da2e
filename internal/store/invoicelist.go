package store

import (
	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/money"
)

// InvoiceList answers the table of bills in one statement a question, with keyset paging.
type InvoiceList interface {
	Invoices(InvoiceQuery) ([]billing.Invoice, error)
	Overdue(today cal.Day, limit int) ([]billing.Invoice, error) // the longest overdue first
	Totals(today cal.Day) (InvoiceTotals, error)
}

// InvoiceQuery filters bills by age of the open sum: open, current, d30, d60, older,
// and late, which is the last three.
type InvoiceQuery struct {
	Today cal.Day
	Age   string
	Text  string
	After string // number of the last row
	Limit int
}

// InvoiceTotals are the ageing figures, keyed open, current, d30, d60, older.
type InvoiceTotals struct {
	Sum   map[string]money.Fen
	Count map[string]int
	All   int
	Void  int
}
