package views

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/workflow"
)

func policeSubjectForm(d *casefile.File) Sheet {
	s := &sheet{Sheet{Code: workflow.StagePoliceSubject, Label: "公安 开办主体"}}
	s.clear("单位名称", d.Client.Name)
	s.nature("单位性质", d.Client)
	subjectPapers(d, s)
	if d.Client.Kind != clients.Personal {
		s.add("投资或主管单位", d.Client.Investor, Fill{fillClient, "", "investor"})
	}
	s.policePerson("负责人", d.Leader(cases.SubjectLead, ""), leads(cases.SubjectLead))
	s.Lines = append(s.Lines, officePhone(d))
	return s.Sheet
}

// policePerson adds what the police ask of a person; role is where one is named.
func (s *sheet) policePerson(label string, p clients.Person, role Fill) {
	s.add(label+"姓名", p.Name, role)
	s.add(label+"证件类型", docLabel(p), role)
	s.of(p, role, label+"证件号码", "docNumber", p.DocNumber, identity.MaskID)
	s.of(p, role, label+"常住地", "living", p.Living, identity.MaskAddress)
	s.of(p, role, label+"手机", "mobile", p.Mobile, identity.MaskPhone)
	s.of(p, role, label+"邮箱", "email", p.Email, identity.MaskEmail)
}

// sitePerson adds a person of a site: who is the subject's lead is only ticked.
func (s *sheet) sitePerson(d *casefile.File, site cases.Site, role cases.Role) {
	label := casefile.RoleLabel(d.Kind(), role)
	fill := Fill{fillRole, string(site.ID), string(role)}
	p := d.Leader(role, site.ID)
	switch {
	case p.ID == "":
		s.add(label, "", fill)
	case p.ID == d.Leader(cases.SubjectLead, "").ID:
		s.add(label, p.Name, fill)
		s.clear(label+"同开办主体负责人", "是")
	default:
		s.policePerson(label, p, fill)
	}
}

func policeSiteForm(d *casefile.File, site cases.Site, items []materials.Item) Sheet {
	s := siteSheet(d, workflow.StagePoliceSite, d.Kind().Word("公安 新办{files}"), site)
	last := site.ServerIPEnd
	if last == "" {
		last = site.ServerIP
	}
	s.add(d.Kind().Named("名称"), site.Name, siteField(site, "name"))
	s.add("域名", site.Domain, siteField(site, "domain"))
	s.add("起始 IP", site.ServerIP, siteField(site, "serverIp"))
	s.add("终止 IP", last, siteField(site, "serverIpEnd"))
	s.provider("网络接入服务商", site.Access, siteField(site, "access.where"))
	s.provider("域名注册服务商", site.Registrar, siteField(site, "registrar.where"))
	s.service(d, site)
	s.joins(d, site)
	s.add("互联网危险物品信息发布", cases.ListOf(cases.Hazards).Words(site.Hazard), siteField(site, "hazard"))
	s.add("前置审批", ticked(site), siteField(site, "approvals"))
	s.papers(items, site.Papers(true), "资质证明")
	for _, role := range []cases.Role{cases.SiteLead, cases.SecurityLead, cases.OpinionLead} {
		s.sitePerson(d, site, role)
	}
	interactive := "否"
	if site.Interactive {
		interactive = "是"
	}
	s.add("交互式", interactive, siteField(site, "interactive"))
	s.Lines = append(s.Lines, Line{Label: "我已阅读信息网络安全保护方案", Value: "是", Note: "读过没有异议再勾选"})
	return s.Sheet
}

// provider shows what is known; it is filled in once it is whole.
func (s *sheet) provider(label string, p cases.Provider, fill Fill) {
	s.Lines = append(s.Lines, Line{Label: label, Value: p.Words(), Empty: !p.Whole(), Fill: fill})
}

// service is what was chosen, or else what the subject's kind usually is.
func (s *sheet) service(d *casefile.File, site cases.Site) {
	list := cases.ListOf(cases.Services)
	line := Line{Label: list.Label, Value: list.Words(site.Services...), Fill: siteField(site, "services")}
	if line.Value == "" {
		if usual, why, ok := list.Usual(d.Kind().Files, string(d.Client.Kind), d.Case.Province); ok {
			line.Value, line.Note = usual.Label, "没有另选，按主体性质"
		} else {
			line.Note = why
		}
	}
	line.Empty = line.Value == ""
	s.Lines = append(s.Lines, line)
}

// ticked are the approvals as the police's form has them: where none applies, nothing is
// ticked.
func ticked(site cases.Site) string {
	if len(site.Approvals) == 1 && site.Approvals[0] == cases.NoApproval {
		return cases.ListOf(cases.Hazards).Words(cases.Harmless)
	}
	return cases.ListOf(cases.Approvals).Words(site.Approvals...)
}
