package store

import (
	"cmp"

	"beiandesk/internal/ref"
)

// NamesMake is the make of what clients and people are found and sorted by. Raise it when a
// folded name or its sort key becomes another than before, by a newer x/text too: the next
// opening of a folder keys its names anew.
const NamesMake = 2

// FindStore finds by exact value. The values are plain: the store hashes what lies
// sealed, so that nobody else knows under which purpose.
type FindStore interface {
	SameSubject(SubjectQuery) ([]SubjectCase, error)                     // open or held cases, the oldest first
	SameClients(ClientMarks) ([]SameClient, error)                       // clients that have one of the marks, the oldest first
	Earlier(ref.ClientID, []string) ([]Earlier, error)                   // cases of the client or of a site with one of the domains, the newest first
	PhoneUses(numbers []string) ([]PhoneUse, error)                      // everybody who has one of them as mobile or emergency number
	NumberUses(numbers []string, except ref.CaseID) ([]NumberUse, error) // by case and site
	Intents() ([]Intent, error)                                          // uploads and removals that nobody settled
	// Reindex writes anew by what clients after that one, their people and cases are found and
	// sorted, and gives the last of them; "" when none was left.
	Reindex(after ref.ClientID, limit int) (ref.ClientID, error)
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

// NumberUse says that a site of another case, which is not void, has a filing number.
type NumberUse struct {
	Number       string // an ICP number or a police number
	Domain, Name string // of the site; a mini program has no domain
	CaseNumber   string
	Client       string
}

// Site is what the site is known by.
func (u NumberUse) Site() string { return cmp.Or(u.Domain, u.Name) }

// PhoneUse says that a number belongs to a person.
type PhoneUse struct {
	Number   string
	PersonID ref.PersonID
	ClientID ref.ClientID
	Client   string
}

// ClientMarks are what a client is known again by; empty ones are not looked for.
type ClientMarks struct {
	CreditCode string
	DocNumber  string // of a personal subject's document
	Name       string // however it is written: width, case, spaces and kinds of brackets apart
}

// SameClient is a client with the marks that it has.
type SameClient struct {
	ID                          ref.ClientID
	CreditCode, DocNumber, Name bool
}

// Earlier is a case that is there already.
type Earlier struct {
	SubjectCase
	Status   string
	ClientID ref.ClientID
	Client   string
	Domain   string // of its site that was asked for; "" when it was found by its client
}

// PartsMake is the make of the parts by which texts are found. Raise it when a text falls into
// other parts than before: the next opening of a folder puts in what is missing.
const PartsMake = 1

// PartStore is the room for the parts by which lists find a text, which the store keeps beside
// the rows that have it.
type PartStore interface {
	// Check holds the parts against the texts of all rows: how many rows there are, and those
	// whose parts are others.
	Check() (rows int, wrong []Damage, err error)
	// Fill puts in what is missing of rows behind a place, and gives the next place; "" when none
	// was left. limit is how many rows are looked at.
	Fill(after string, limit int) (string, error)
	// Sweep takes out of the parts behind a place what no row's text holds, likewise.
	Sweep(after string, limit int) (string, error)
}
