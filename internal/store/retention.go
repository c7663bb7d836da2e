package store

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
)

// RetentionList finds what falls due for removal once a case or a client is over.
type RetentionList interface {
	Scans() ([]HeldScans, error)             // of ended cases, by number and material
	Clients() ([]HeldClient, error)          // by name
	People() ([]HeldPerson, error)           // by name; those who were erased too
	Words(last cal.Day) ([]HeldWords, error) // that were recorded until a day and belong to no open case, by case
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
}

// HeldPerson is somebody of a client.
type HeldPerson struct {
	ID       ref.PersonID
	Client   ref.ClientID
	Name     string
	Consents int // that are registered of him
}

// HeldWords are entries of the journal of one case that have words, "" for the desk's own.
type HeldWords struct {
	Case   ref.CaseID
	Number string
	Seqs   []int64
}
