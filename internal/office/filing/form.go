package filing

import (
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Sheet is one form of a portal with its values in the portal's order (handbook §9),
// to be copied line by line.
type Sheet struct {
	Code  string
	Label string
	Site  ref.SiteID // "" for the order
	Lines []Line
}

// Line is a field of a form.
type Line struct {
	Label  string
	Value  string // masked when Sealed
	Sealed bool
	Token  string // for Reveal, when Sealed
	Empty  bool   // not known yet
}

type sheet struct{ Sheet }

func (s *sheet) clear(label, value string) {
	s.Lines = append(s.Lines, Line{Label: label, Value: value, Empty: value == ""})
}

func (s *sheet) sealed(label, value, token string, mask func(string) string) {
	if value == "" {
		s.clear(label, "")
		return
	}
	s.Lines = append(s.Lines, Line{Label: label, Value: mask(value), Sealed: true, Token: token})
}

// forms lays out the five forms of the cloud and the two of the police, as far as the
// phases of the case go.
func (d *dossier) forms() []Sheet {
	out := []Sheet{}
	if d.state.ICP {
		out = append(out, d.basicForm(), d.subjectForm(), d.subjectLeadForm())
		for _, s := range d.sites {
			out = append(out, d.siteForm(s), d.siteLeadForm(s))
		}
	}
	if d.state.Police {
		out = append(out, d.policeSubjectForm())
		for _, s := range d.sites {
			out = append(out, d.policeSiteForm(s))
		}
	}
	return out
}

func (d *dossier) basicForm() Sheet {
	s := &sheet{Sheet{Code: "basic", Label: "基本信息"}}
	var domains, servers, ips []string
	for _, site := range d.sites {
		domains = append(domains, site.Domain)
		servers = append(servers, serverLabel(site.ServerKind))
		ips = append(ips, site.ServerIP)
	}
	s.clear("备案省份", provinceName(d.c.Province))
	s.clear("主办者性质", people.LabelOf(people.Kinds, string(d.client.Kind)))
	d.subjectPapers(s)
	s.clear("域名", joined(domains))
	s.clear("备案云服务", joined(servers))
	s.clear("公网 IP", joined(ips))
	return s.Sheet
}

func (d *dossier) subjectForm() Sheet {
	s := &sheet{Sheet{Code: "subject", Label: "主体信息"}}
	lead := d.leader(cases.SubjectLead, "")
	if d.client.Kind == clients.Personal {
		s.clear("姓名", d.client.Name)
		s.sealed("证件住所", lead.DocAddress, PersonToken(lead.ID, "docAddress"), identity.MaskAddress)
	} else {
		s.clear("单位名称", d.client.Name)
		s.clear("证件住所", "")
		s.clear("投资人或主管单位", d.leader(cases.LegalRep, "").Name)
	}
	d.address(s, "通信地址")
	s.clear("备注", "")
	return s.Sheet
}

func (d *dossier) subjectLeadForm() Sheet {
	s := &sheet{Sheet{Code: "subject-lead", Label: "主体负责人"}}
	s.person(d.leader(cases.SubjectLead, ""))
	s.Lines = append(s.Lines[:6:6], append([]Line{d.officePhone()}, s.Lines[6:]...)...)
	if d.client.Kind != clients.Personal {
		legal := d.leader(cases.LegalRep, "")
		s.clear("法定代表人姓名", legal.Name)
		s.sealed("法定代表人证件号码", legal.DocNumber, PersonToken(legal.ID, "docNumber"), identity.MaskID)
	}
	return s.Sheet
}

func (d *dossier) siteForm(site cases.Site) Sheet {
	s := &sheet{Sheet{Code: "site", Label: d.siteTitle("互联网服务信息", site), Site: site.ID}}
	s.clear("网站名称", site.Name)
	s.clear("域名", site.Domain)
	s.clear("首页 URL", site.Domain)
	s.clear("服务内容", "")
	s.clear("语言", "")
	s.clear("前置审批类型", "")
	s.clear("备注", "")
	return s.Sheet
}

func (d *dossier) siteLeadForm(site cases.Site) Sheet {
	s := &sheet{Sheet{Code: "site-lead", Label: d.siteTitle("网站负责人", site), Site: site.ID}}
	lead := d.leader(cases.SiteLead, site.ID)
	if lead.ID != "" && lead.ID == d.leader(cases.SubjectLead, "").ID {
		s.clear("与主体负责人相同", "是")
	}
	s.person(lead)
	return s.Sheet
}

func (d *dossier) policeSubjectForm() Sheet {
	s := &sheet{Sheet{Code: workflow.StagePoliceSubject, Label: "公安 开办主体"}}
	lead := d.leader(cases.SubjectLead, "")
	s.clear("单位名称", d.client.Name)
	s.clear("单位性质", people.LabelOf(people.Kinds, string(d.client.Kind)))
	d.subjectPapers(s)
	if d.client.Kind != clients.Personal {
		s.clear("投资或主管单位", d.leader(cases.LegalRep, "").Name)
	}
	s.clear("负责人姓名", lead.Name)
	s.clear("负责人证件类型", docLabel(lead))
	s.sealed("负责人证件号码", lead.DocNumber, PersonToken(lead.ID, "docNumber"), identity.MaskID)
	s.sealed("负责人常住地", lead.Living, PersonToken(lead.ID, "living"), identity.MaskAddress)
	s.sealed("负责人手机", lead.Mobile, PersonToken(lead.ID, "mobile"), identity.MaskPhone)
	s.sealed("负责人邮箱", lead.Email, PersonToken(lead.ID, "email"), identity.MaskEmail)
	s.Lines = append(s.Lines, d.officePhone())
	return s.Sheet
}

func (d *dossier) policeSiteForm(site cases.Site) Sheet {
	s := &sheet{Sheet{Code: workflow.StagePoliceSite, Label: d.siteTitle("公安 新办网站", site), Site: site.ID}}
	service := "门户网站"
	if d.client.Kind == clients.Personal {
		service = "博客/个人空间"
	}
	interactive := "否"
	if site.Interactive {
		interactive = "是"
	}
	s.clear("网站名称", site.Name)
	s.clear("域名", site.Domain)
	s.clear("起始 IP", site.ServerIP)
	s.clear("终止 IP", site.ServerIP)
	s.clear("网络接入服务商", "")
	s.clear("域名注册服务商", "")
	s.clear("服务类型", service)
	s.clear("互联网危险物品信息发布", "")
	s.clear("前置审批", "")
	s.clear("网站负责人", d.leader(cases.SiteLead, site.ID).Name)
	s.clear("信息安全负责人", d.leader(cases.SecurityLead, site.ID).Name)
	s.clear("舆情引导员", d.leader(cases.OpinionLead, site.ID).Name)
	s.clear("交互式", interactive)
	return s.Sheet
}

// subjectPapers adds the kind and number of the subject's own document.
func (d *dossier) subjectPapers(s *sheet) {
	if d.client.Kind == clients.Personal {
		lead := d.leader(cases.SubjectLead, "")
		s.clear("证件类型", docLabel(lead))
		s.sealed("证件号码", lead.DocNumber, PersonToken(lead.ID, "docNumber"), identity.MaskID)
		return
	}
	s.clear("证件类型", people.LabelOf(papers, string(d.client.Kind)))
	s.clear("证件号码", d.client.CreditCode)
}

// papers are the documents by which the kinds of units are known.
var papers = []people.Label{
	{Code: string(clients.Enterprise), Label: "营业执照"},
	{Code: string(clients.Sole), Label: "营业执照"},
	{Code: string(clients.Institution), Label: "事业单位法人证书"},
	{Code: string(clients.Government), Label: "统一社会信用代码证书"},
	{Code: string(clients.Social), Label: "社会团体法人登记证书"},
	{Code: string(clients.Military), Label: "军队单位证明"},
}

// person adds the seven lines of a lead.
func (s *sheet) person(p clients.Person) {
	until := people.Until(p)
	s.clear("姓名", p.Name)
	s.clear("证件类型", docLabel(p))
	s.sealed("证件号码", p.DocNumber, PersonToken(p.ID, "docNumber"), identity.MaskID)
	s.clear("有效期", until)
	s.sealed("手机", p.Mobile, PersonToken(p.ID, "mobile"), identity.MaskPhone)
	s.sealed("应急手机", p.Emergency, PersonToken(p.ID, "emergency"), identity.MaskPhone)
	s.sealed("邮箱", p.Email, PersonToken(p.ID, "email"), identity.MaskEmail)
}

func (d *dossier) officePhone() Line {
	s := &sheet{}
	s.sealed("办公电话", d.client.OfficePhone, ClientToken(d.client.ID, "officePhone"), identity.MaskPhone)
	return s.Lines[0]
}

// address adds the client's address: a unit's in clear, a person's sealed.
func (d *dossier) address(s *sheet, label string) {
	if d.client.Kind == clients.Personal {
		s.sealed(label, d.client.Address, ClientToken(d.client.ID, "address"), identity.MaskAddress)
		return
	}
	s.clear(label, d.client.Address)
}

func (d *dossier) siteTitle(label string, site cases.Site) string {
	if len(d.sites) == 1 {
		return label
	}
	return label + "（" + SiteLabel(site) + "）"
}

// SiteLabel names a site: its name, else its domain.
func SiteLabel(s cases.Site) string {
	if s.Name != "" {
		return s.Name
	}
	return s.Domain
}

func docLabel(p clients.Person) string {
	if p.ID == "" {
		return ""
	}
	return people.LabelOf(people.DocKinds, string(p.DocKind))
}

func serverLabel(kind string) string { return people.LabelOf(ServerKinds, kind) }

func provinceName(code string) string {
	p, _ := identity.ProvinceByCode(code)
	return p.Name
}

// joined lists what is known, each once.
func joined(values []string) string {
	var out []string
	seen := map[string]bool{"": true}
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return strings.Join(out, "、")
}
