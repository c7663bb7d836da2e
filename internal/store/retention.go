package store

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
)

// RetentionList finds what falls due for removal once a case or a client is over: of one, or of
// all of them for "".
type RetentionList interface {
	Scans(ref.CaseID) ([]HeldScans, error)      // of ended cases, by number and material
	Clients(ref.ClientID) ([]HeldClient, error) // by name
	People(ref.ClientID) ([]HeldPerson, error)  // by name; those who were erased too
	// Words are those that were recorded until a day, and neither belong to an open case nor tell
	// of a client with one or of its people; by case.
	Words(last cal.Day) ([]HeldWords, error)
}

// HeldScans are the scans of one material in an ended case.
type HeldScans struct {
	Case       ref.CaseID
	Number     string
	Client     ref.ClientID
	ClientName string
	ClientKind clients.Kind
	Ended      time.Time
	Material   string
	Count      int
}

// HeldClient is a client as its cases stand.
type HeldClient struct {
	ID        ref.ClientID
	Name      string
	Kind      clients.Kind
	Open      int       // cases that have not ended
	Last      time.Time // when the last case ended, without any case when the client was entered
	Reachable bool      // somebody to be reached there is named
	Note      string
	Own       int // tags and values of the desk's own fields, of the client and of its cases
}

// HeldPerson is somebody of a client.
type HeldPerson struct {
	ID       ref.PersonID
	Client   ref.ClientID
	Name     string
	Consents int // that are registered of him
	Files    int // that prove them
}

// HeldWords are entries of the journal of one case that have words, "" for the desk's own.
type HeldWords struct {
	Case   ref.CaseID
	Number string
	Seqs   []int64
}

// RemovalStore takes rows out whole, with all that belongs to them and is found, sorted and
// counted by them. The journal keeps its lines. What something else has been built on is
// refused by whoever keeps the data.
type RemovalStore interface {
	Case(ref.CaseID) error     // with its sites, roles, moves, fees, dates and what its moves handed over
	Client(ref.ClientID) error // with its people
	Person(ref.PersonID) error
}
