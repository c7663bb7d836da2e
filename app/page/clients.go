package page

import (
	"beiandesk/app/page/own"
	"beiandesk/app/page/personal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
)

type PersonView struct {
	ID          string   `json:"id"`
	Roles       []string `json:"roles"` // labels
	RoleCodes   []string `json:"roleCodes"`
	Name        string   `json:"name"`
	DocKind     string   `json:"docKind"`
	DocKindText string   `json:"docKindText"`
	DocNumber   string   `json:"docNumber"` // masked
	DocUntil    string   `json:"docUntil"`  // 2039-06-12, 长期 or ""
	DocAddress  string   `json:"docAddress"`
	Living      string   `json:"living"`
	Mobile      string   `json:"mobile"`
	Emergency   string   `json:"emergency"`
	Email       string   `json:"email"`
	Erased      bool     `json:"erased"` // his data were erased: there is nothing to do about him
	Version     int      `json:"version"`
}

type ClientsInput struct {
	Text     string `json:"text"`
	Cursor   string `json:"cursor"`
	PageSize int    `json:"pageSize"`
}

type ClientsView struct {
	Rows  []ClientRow `json:"rows"`
	Next  string      `json:"next"`
	Count string      `json:"count"` // of all, or 2000+ where a text finds so many that counting stopped
}

type ClientRow struct {
	ID    string       `json:"id"`
	Name  string       `json:"name"`
	Kind  string       `json:"kind"`
	Code  string       `json:"code"`
	Lead  string       `json:"lead"`
	Cases int          `json:"cases"`
	Open  int          `json:"open"`
	Own   own.OwnCells `json:"own"`
}

type ClientView struct {
	Client people.ClientInput `json:"client"`
	Kind   string             `json:"kind"`
	People []PersonView       `json:"people"`
	Cases  []CaseRow          `json:"cases"`
	// Consents are those of all people, the latest first, and what one may be registered with.
	Consents []personal.ConsentView  `json:"consents"`
	Agree    personal.ConsentChoices `json:"agree"`
	// Warnings are doubts about what was just saved.
	Warnings []string `json:"warnings"`
	// Mended is what was changed in what was just saved, to be shown under its field.
	Mended []people.Mended `json:"mended"`
}

type RevealView struct {
	Value string `json:"value"` // for a document: a one-use URL
}

// NewPersonView shows a person already masked, with his roles and their words.
func NewPersonView(p clients.Person, roles, words []string) PersonView {
	v := PersonView{
		ID: string(p.ID), Roles: words, RoleCodes: roles, Name: p.Name, DocKind: string(p.DocKind),
		DocKindText: people.LabelOf(people.DocKinds, string(p.DocKind)), DocNumber: p.DocNumber, DocUntil: people.Until(p),
		DocAddress: p.DocAddress, Living: p.Living, Mobile: p.Mobile, Emergency: p.Emergency, Email: p.Email, Erased: p.Name == clients.Erased, Version: p.Version,
	}
	if v.Roles == nil {
		v.Roles = []string{}
	}
	if v.RoleCodes == nil {
		v.RoleCodes = []string{}
	}
	return v
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

// Roles are those that people may have in a case.
func Roles() []RoleView {
	out := []RoleView{}
	for _, r := range casefile.Roles {
		out = append(out, RoleView{Code: r.Code, Label: r.Label, BySite: filing.BySite(cases.Role(r.Code))})
	}
	return out
}
