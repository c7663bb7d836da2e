package store

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// DateList lists dates of all cases.
type DateList interface {
	Expiring(today cal.Day, within int, limit int) ([]ExpiryRow, error)
	Deadlines(after string, limit int) ([]DeadlineRow, error) // keyset over open cases, in the order of due
}

// ExpiryRow is the last day of something that an open case needs.
type ExpiryRow struct {
	CaseID ref.CaseID
	Client string
	What   string // server, domain, proof, grant, id
	Name   string
	Day    cal.Day
}
