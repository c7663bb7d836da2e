package filing

import (
	"context"
	"fmt"
	"slices"

	"beiandesk/internal/cases"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// LeadInput says who has a role in a case. It replaces whoever had it.
type LeadInput struct {
	CaseID  ref.CaseID   `json:"caseId"`
	Role    cases.Role   `json:"role"`
	SiteID  ref.SiteID   `json:"siteId"`   // for the roles that go by site
	Person  ref.PersonID `json:"personId"` // "" leaves the role empty
	Version int          `json:"version"`  // of the case as shown; 0 asks for no check
}

// perSite are the roles that each site has for itself.
var perSite = []cases.Role{cases.SiteLead, cases.SecurityLead, cases.OpinionLead}

// BySite tells whether each site has this role for itself.
func BySite(role cases.Role) bool { return slices.Contains(perSite, role) }

// SetLead gives a role to a person of the client. Errors: Invalid at role, siteId or
// personId; Conflict, NotFound.
func SetLead(ctx context.Context, o *office.Office, in LeadInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	return o.Write(ctx, func(w *office.Work) error {
		d, err := casefile.Read(o, w.Tx, in.CaseID)
		if err != nil {
			return err
		}
		if in.Version != 0 {
			if err := store.Stale("案件", in.Version, d.Case.Version); err != nil {
				return err
			}
		}
		if err := leadFits(d, in); err != nil {
			return err
		}
		d.Leads = slices.DeleteFunc(d.Leads, func(l cases.Lead) bool { return l.Role == in.Role && l.SiteID == in.SiteID })
		if in.Person != "" {
			d.Leads = append(d.Leads, cases.Lead{CaseID: in.CaseID, SiteID: in.SiteID, Person: in.Person, Role: in.Role})
		}
		if err := w.Leads().Set(in.CaseID, d.Leads); err != nil {
			return err
		}
		if err := d.Fold(o); err != nil {
			return err
		}
		if err := casefile.Project(o, w, d); err != nil {
			return err
		}
		name := d.Person(in.Person).Name
		if name == "" {
			name = "（空）"
		}
		label := casefile.RoleLabel(d.Kind(), in.Role)
		return w.Note("edit", in.CaseID, string(in.Person), "指定"+label, fmt.Sprintf("%s%s：%s", label, d.SiteLabel(in.SiteID), name))
	})
}

func leadFits(d *casefile.File, in LeadInput) error {
	var wrong office.Problems
	if !slices.ContainsFunc(casefile.Roles, func(l people.Label) bool { return l.Code == string(in.Role) }) {
		wrong.At("role", "%s", d.Kind().Word("请选择主体负责人、{files}负责人、法定代表人、信息安全负责人或舆情引导员"))
	}
	known := slices.ContainsFunc(d.Sites, func(s cases.Site) bool { return s.ID == in.SiteID })
	switch bySite := BySite(in.Role); {
	case bySite && !known:
		wrong.At("siteId", "%s", d.Kind().Word("请写明是哪个{files}"))
	case !bySite && in.SiteID != "":
		wrong.At("siteId", "%s", d.Kind().Word("这个角色针对整个订单，不用写{files}"))
	}
	if in.Person != "" && d.Person(in.Person).ID == "" {
		wrong.At("personId", "这个人不属于本案的客户，请先在客户资料里添加")
	}
	return wrong.Err()
}
