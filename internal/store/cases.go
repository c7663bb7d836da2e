package store

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/ref"
)

// CaseStore keeps cases, their sites and who leads them.
type CaseStore interface {
	Add(c cases.Case, sites []cases.Site, leads []cases.Lead) error
	Get(ref.CaseID) (cases.Case, error)
	ByNumber(number string) (cases.Case, error)
	Update(cases.Case) error // refuses a stale Version
	Sites(ref.CaseID) ([]cases.Site, error)
	UpdateSite(cases.Site) error // refuses a stale Version
	Leads(ref.CaseID) ([]cases.Lead, error)
	SetLeads(ref.CaseID, []cases.Lead) error
}
