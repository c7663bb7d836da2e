package shapes

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// SiteOfCase is a site of an open case: with the names of who answers for it.
type SiteOfCase struct {
	SiteFile
	Lead     string `json:"lead"`     // 网站负责人
	Security string `json:"security"` // 信息安全负责人
	Opinion  string `json:"opinion"`  // 舆情引导员
}

// posts are the roles of a site with where its file names who has them.
func (s *SiteOfCase) posts() []post {
	return []post{{cases.SiteLead, &s.Lead}, {cases.SecurityLead, &s.Security}, {cases.OpinionLead, &s.Opinion}}
}

type post struct {
	role cases.Role
	name *string
}

// SiteNow is a site of a case as a file would hold it.
func SiteNow(v views.CasePage, site cases.Site) SiteOfCase {
	out := SiteOfCase{SiteFile: SiteAsFile(site)}
	for _, post := range out.posts() {
		for _, l := range v.Leads {
			if l.Role == post.role && l.SiteID == site.ID {
				*post.name = nameOf(v, l.Person)
			}
		}
	}
	return out
}

func nameOf(v views.CasePage, id ref.PersonID) string {
	for _, p := range v.People {
		if p.ID == id {
			return p.Name
		}
	}
	return ""
}

// Named are the roles whose name was changed, with the person of that name.
func Named(v views.CasePage, before, now SiteOfCase) ([]filing.LeadInput, error) {
	var out []filing.LeadInput
	was := before.posts()
	for i, post := range now.posts() {
		if *post.name == *was[i].name {
			continue
		}
		lead := filing.LeadInput{Role: post.role}
		for _, p := range v.People {
			if p.Name == *post.name {
				lead.Person = p.ID
			}
		}
		if *post.name != "" && lead.Person == "" {
			return nil, errs.AtField(string(post.role), "%s写的“%s”不在客户的人员里，请先在客户资料里添加", casefile.RoleLabel(v.CaseType, post.role), *post.name)
		}
		out = append(out, lead)
	}
	return out, nil
}
