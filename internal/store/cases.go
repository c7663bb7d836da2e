package store

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
)

// CaseStore keeps cases.
type CaseStore interface {
	Add(c cases.Case, sites []cases.Site, leads []cases.Lead) error
	Get(ref.CaseID) (cases.Case, error)
	ByNumber(number string) (cases.Case, error)
	Update(cases.Case) error // refuses a stale Version
	// Dated lists, in the order of ids, those that may have dates: of an active status, or on
	// line without the police phase, which the client may still have before him.
	Dated(after ref.CaseID, limit int) ([]ref.CaseID, error)
	Every(after ref.CaseID, limit int) ([]ref.CaseID, error) // all of them, in the order of ids
}

// SiteStore keeps the sites of cases.
type SiteStore interface {
	Of(ref.CaseID) ([]cases.Site, error) // all that ever were of it, in their order
	Add(cases.Site) error                // to the case that it names
	Update(cases.Site) error             // refuses a stale Version

	// On lists the sites of other cases that are on one server (cases.Site.Server), of cases that are open,
	// on hold or delivered, by case number.
	On(server string, except ref.CaseID) ([]SiteOn, error)
}

// SiteOn is a site of some case that is on a server.
type SiteOn struct{ Number, Domain, Name string }

// LeadStore keeps who leads a case and its sites.
type LeadStore interface {
	Of(ref.CaseID) ([]cases.Lead, error)
	// Persons are those who were entered first in a role, by case. One whose row is gone has the
	// mark of damage in place of his name and numbers.
	Persons(role cases.Role, of ...ref.CaseID) (map[ref.CaseID]clients.Person, error)
	Set(ref.CaseID, []cases.Lead) error
}
