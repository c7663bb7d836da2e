package casefile

import (
	"fmt"

	"beiandesk/internal/cases"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// SiteLabel names a site: its name, else its domain.
func SiteLabel(s cases.Site) string {
	if s.Name != "" {
		return s.Name
	}
	return s.Domain
}

func ProvinceName(code string) string {
	p, _ := identity.ProvinceByCode(code)
	return p.Name
}

// SiteLabel names a run's site where the case has several, or had it once.
func (d *File) SiteLabel(id ref.SiteID) string {
	s, ok := d.Site(id)
	if !ok || len(d.Sites) == 1 && d.Sites[0].ID == id {
		return ""
	}
	return SiteLabel(s)
}

// TypeLabel is a case type in words.
func TypeLabel(o *office.Office, code string) string {
	t, ok := o.Engine.Graph().Type(code)
	if !ok {
		return code
	}
	return t.Label
}

// PhasesLabel names the phases of a case.
func PhasesLabel(icp, police bool) string {
	switch {
	case icp && police:
		return "ICP 与公安"
	case icp:
		return "ICP"
	}
	return "公安"
}

// Roles are what a person may be in a case; RoleLabel names them in a case's own words.
var Roles = []people.Label{
	{Code: string(cases.SubjectLead), Label: "主体负责人"},
	{Code: string(cases.SiteLead), Label: "{files}负责人"},
	{Code: string(cases.LegalRep), Label: "法定代表人"},
	{Code: string(cases.SecurityLead), Label: "信息安全负责人"},
	{Code: string(cases.OpinionLead), Label: "舆情引导员"},
}

// RoleLabel names a role in cases of a type: 网站负责人, APP 负责人.
func RoleLabel(kind workflow.Type, role cases.Role) string {
	return kind.Word(people.LabelOf(Roles, string(role)))
}

// PartyLabel is whom we wait for in words: 待客户.
func PartyLabel(o *office.Office, p workflow.Party) string { return o.Engine.Graph().Parties[p] }

// StageLabel names a stage as cases of a type call it; "" of no type.
func StageLabel(o *office.Office, caseType, code string) string {
	s, ok := o.Engine.Graph().Of(caseType).Stage(code)
	if !ok {
		return code
	}
	return s.Label
}

// RefusedBy tells which attempt at what was refused: 第 1 次预审核被驳回.
func RefusedBy(d *File, r workflow.Refusal) string {
	stage, _ := d.Engine.Graph().Stage(r.Stage)
	return fmt.Sprintf("第 %d 次%s被驳回", r.Attempt, stage.ShortLabel())
}
