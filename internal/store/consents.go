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
	Update(consents.Consent) error                     // what is sealed, and that it was withdrawn; its file stays
	SetFile(ref.ConsentID, *consents.File) error       // puts a file in the place of the one that it has; nil takes it out
	Drop(ref.PersonID) (int, error)                    // takes all of a person out, with the files
	Files() ([]ConsentFile, error)                     // of all consents, by blob
}

// ConsentFile is a sealed file that a consent names.
type ConsentFile struct {
	Blob   string
	Person string // whose consent it is, by name
}
