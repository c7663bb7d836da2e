package store

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/money"
)

// InvoiceQuery filters bills by age of the open sum: open, current, d30, d60, older.
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
