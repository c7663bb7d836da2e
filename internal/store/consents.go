package store

import (
	"beiandesk/internal/consents"
	"beiandesk/internal/ref"
)

// ConsentStore keeps what people have agreed to.
type ConsentStore interface {
	Add(consents.Consent) error
	Get(ref.ConsentID) (consents.Consent, error)
	OfClient(ref.ClientID) ([]consents.Consent, error) // of all its people, the latest first
	Update(consents.Consent) error                     // what is sealed, and that it was withdrawn
	Drop(ref.PersonID) (int, error)                    // takes all of a person out
}
