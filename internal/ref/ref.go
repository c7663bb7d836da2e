// Package ref holds the typed identifiers. Each is a UUIDv7 in its text form, so
// that identifiers sort by the moment they were made and a case's can't be passed
// where a client's is wanted.
package ref

import "github.com/google/uuid"

type (
	StaffID    string
	ClientID   string
	PersonID   string
	CaseID     string
	SiteID     string
	MoveID     string
	RunID      string
	DeadlineID string
	DocumentID string
	FeeID      string
	InvoiceID  string
	PaymentID  string
	OverrideID string
	HandoverID string
	ConsentID  string
	FollowupID string
)

// New makes a fresh identifier of any of the types above. It panics only when the
// system's random source fails, which Go treats as fatal too.
func New[T ~string]() T { return T(uuid.Must(uuid.NewV7()).String()) }
