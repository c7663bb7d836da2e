package store

import (
	"beiandesk/internal/ref"
)

// StaffStore keeps the 经办 of the desk.
type StaffStore interface {
	Add(Staff) error
	Get(ref.StaffID) (Staff, error)
	All() ([]Staff, error)
	Update(Staff) error // errs.Conflict when Version is stale; the stored one becomes Version+1
}

// Staff says who did what; it is no login.
type Staff struct {
	ID      ref.StaffID
	Name    string
	Active  bool
	Version int
}
