package store

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// DateList lists dates of all cases.
type DateList interface {
	Expiring(today cal.Day, within int, limit int) ([]ExpiryRow, error)
	// Deadlines pages over those of open cases, and over what lies ahead of the clients of ended
	// ones or has no known day, in the order of due.
	Deadlines(today cal.Day, after string, limit int) ([]DeadlineRow, error)
	// Own pages over what clients must do themselves alone, as Deadlines does.
	Own(today cal.Day, after string, limit int) ([]DeadlineRow, error)
}

// ExpiryRow is the last day of something that an open case needs, or of what the client must
// do himself.
type ExpiryRow struct {
	CaseID ref.CaseID
	Client string
	What   string // server, domain, proof, grant, id, police
	Name   string
	Day    cal.Day
	// Undated says that nobody knows the day: Day only gives it its place.
	Undated bool
}
