package store

import (
	"beiandesk/internal/ref"
)

// FindStore finds by exact value. The values are plain: the store hashes what lies
// sealed, so that nobody else knows under which purpose.
type FindStore interface {
	SameSubject(SubjectQuery) ([]SubjectCase, error) // open or held cases, the oldest first
	PhoneUses(numbers []string) ([]PhoneUse, error)  // everybody who has one of them as mobile or emergency number
	Intents() ([]Intent, error)                      // uploads and removals that nobody settled
}

// Intent is a file that a process wrote, or was about to remove, without settling it.
type Intent struct {
	Blob string
	PID  int
}

// SubjectQuery names a subject by any of its marks; empty ones are not looked for.
type SubjectQuery struct {
	Client     ref.ClientID
	CreditCode string
	DocNumber  string // of a personal subject's lead
	Except     ref.CaseID
}

// SubjectCase is a case in flight of the subject asked for.
type SubjectCase struct {
	ID     ref.CaseID
	Number string
	Type   string
}

// PhoneUse says that a number belongs to a person.
type PhoneUse struct {
	Number   string
	PersonID ref.PersonID
	ClientID ref.ClientID
	Client   string
}
