package store

import (
	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// ListStore answers the screens' questions in one statement each, with keyset paging.
type ListStore interface {
	Tasks(TaskQuery) ([]TaskRow, error)
	Waits(TaskQuery) ([]WaitRow, error)            // what Acting leaves out, one row a group, party and stage; Limit and After ignored
	TaskCounts(TaskQuery) (map[string]int, error)  // by party, the query's party ignored
	GroupCounts(TaskQuery) (map[string]int, error) // overdue, today, week, later
	Cases(CaseQuery) ([]CaseRow, error)
	CaseTotals(CaseQuery) (CaseTotals, error)
	Clients(ClientQuery) ([]ClientRow, int, error)
	Invoices(InvoiceQuery) ([]billing.Invoice, error)
	InvoiceTotals(today cal.Day) (InvoiceTotals, error)
	Expiring(today cal.Day, within int, limit int) ([]ExpiryRow, error)
	DeadlinesAll(after string, limit int) ([]DeadlineRow, error) // keyset over open cases, in the order of due
}

type ExpiryRow struct {
	CaseID ref.CaseID
	Client string
	What   string // server, domain, proof, grant, id
	Name   string
	Day    cal.Day
}
