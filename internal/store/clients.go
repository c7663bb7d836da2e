package store

import (
	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
)

// ClientStore keeps clients and their people. Update refuses a stale Version with
// errs.Conflict; Get gives errs.NotFound.
type ClientStore interface {
	AddClient(clients.Client) error
	Client(ref.ClientID) (clients.Client, error)
	UpdateClient(clients.Client) error
	AddPerson(clients.Person) error
	Person(ref.PersonID) (clients.Person, error)
	UpdatePerson(clients.Person) error
	People(ref.ClientID) ([]clients.Person, error)
}
