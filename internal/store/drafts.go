package store

import (
	"time"

	"beiandesk/internal/ref"
)

// DraftStore keeps what somebody has typed and not saved yet, each 经办's by itself.
type DraftStore interface {
	Put(Draft) error                  // in place of the one under its key
	Of(ref.StaffID) ([]Draft, error)  // by key
	Remove(ref.StaffID, string) error // of the key; where there is none, nothing happens
}

// Draft is one form as it was left.
type Draft struct {
	Staff     ref.StaffID
	Key       string // names the form; in clear, and so without personal data
	Body      string // what was typed, as the page writes it; sealed
	UpdatedAt time.Time
}
