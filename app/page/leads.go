package page

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
)

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

// Roles are those that people may have in a case.
func Roles() []RoleView {
	out := []RoleView{}
	for _, r := range casefile.Roles {
		out = append(out, RoleView{Code: r.Code, Label: r.Label, BySite: filing.BySite(cases.Role(r.Code))})
	}
	return out
}
