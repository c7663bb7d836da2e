package app

import (
	"context"

	"beiandesk/internal/cases"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/ref"
)

// LeadInput says who has a role in a case, or in one of its sites. It replaces whoever had it.
type LeadInput struct {
	CaseID   string `json:"caseId"`
	Role     string `json:"role"`     // subject site security opinion legal
	SiteID   string `json:"siteId"`   // for site, security and opinion
	PersonID string `json:"personId"` // "" leaves the role empty
	Version  int    `json:"version"`  // of the case as shown
}

// LeadView is a role that somebody has, in a site where it goes by site.
type LeadView struct {
	Role     string `json:"role"`
	SiteID   string `json:"siteId"`
	PersonID string `json:"personId"`
}

// RoleView is a role that people may have in a case.
type RoleView struct {
	Code   string `json:"code"`
	Label  string `json:"label"`
	BySite bool   `json:"bySite"` // each site has it for itself
}

func leadViews(leads []cases.Lead) []LeadView {
	out := []LeadView{}
	for _, l := range leads {
		out = append(out, LeadView{Role: string(l.Role), SiteID: string(l.SiteID), PersonID: string(l.Person)})
	}
	return out
}

func roles() []RoleView {
	out := []RoleView{}
	for _, r := range casefile.Roles {
		out = append(out, RoleView{Code: r.Code, Label: r.Label, BySite: filing.BySite(cases.Role(r.Code))})
	}
	return out
}

// SetLead gives a role to a person of the client.
func (c *CasesService) SetLead(in LeadInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		return filing.SetLead(ctx, o, filing.LeadInput{
			CaseID: ref.CaseID(in.CaseID), Role: cases.Role(in.Role), SiteID: ref.SiteID(in.SiteID),
			Person: ref.PersonID(in.PersonID), Version: in.Version,
		})
	})
}
