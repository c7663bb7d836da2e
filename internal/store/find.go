package store

import (
	"cmp"

	"beiandesk/internal/cal"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
)

// NamesMake is the make of what clients and people are found and sorted by. Raise it when a
// folded name or its sort key becomes another than before, by a newer x/text too: the next
// opening of a folder keys its names anew.
const NamesMake = 3

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
const PartsMake = 2

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

// QuickFind finds whatever a desk holds by a few words: by parts of names, numbers and domains,
// by what spells them, and by whole numbers or last four places of what lies sealed.
type QuickFind interface {
	// Quick gives the nearest of each kind, up to so many: each has every word somewhere. A name
	// that is the word comes before one that begins with it, one that has it further on and one
	// that it spells; then what is open and what is new. Nothing of the words is kept.
	Quick(text string, limit int) (QuickHits, error)
	// Named are the cases, clients and bills with the identifiers, in their order; who is gone is left out.
	Named(ids []string) ([]QuickHit, error)
}

// The kinds of what is found quickly.
const (
	QuickCase   = "case"
	QuickClient = "client"
	QuickLead   = "lead"
	QuickSite   = "site"
	QuickBill   = "bill"
)

// QuickHit is one thing that was found, in clear: what lies sealed is never part of it.
type QuickHit struct {
	Kind   string
	ID     string
	Title  string       // what it is called; of a site the domain or filing number that was found
	Note   string       // of a case and of a site the case's number; of a lead and a bill the client
	Case   ref.CaseID   // of a case and a site
	Client ref.ClientID // of all but bills
	Until  *cal.Day     // of a site whose domain was found, when that runs out
	Cases  int          // of a client, how many it has
	Open   money.Fen    // of a bill, what is unpaid
	Ended  bool         // a case that is not open, a bill that is void
}

// QuickHits are what was found, the nearest first.
type QuickHits struct {
	Cases, Clients, Leads, Sites, Bills []QuickHit
	Count                               Count // of all kinds, with those beyond the limit
}
