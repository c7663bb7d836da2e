package views

import (
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/workflow"
)

// Sheet is one form of a portal with its values in the portal's order (handbook §9),
// to be copied line by line.
type Sheet struct {
	Code  string
	Label string
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
func forms(d *casefile.File) []Sheet {
	out := []Sheet{}
	if d.State.ICP {
		out = append(out, basicForm(d), subjectForm(d), subjectLeadForm(d))
		for _, s := range d.Sites {
			out = append(out, siteForm(d, s), siteLeadForm(d, s))
		}
	}
	if d.State.Police {
		out = append(out, policeSubjectForm(d))
		for _, s := range d.Sites {
			out = append(out, policeSiteForm(d, s))
		}
	}
	return out
}

func basicForm(d *casefile.File) Sheet {
	s := &sheet{Sheet{Code: "basic", Label: "基本信息"}}
	var domains, servers, ips []string
	for _, site := range d.Sites {
		domains = append(domains, site.Domain)
		servers = append(servers, serverLabel(site.ServerKind))
		ips = append(ips, site.ServerIP)
	}
	s.clear("备案省份", casefile.ProvinceName(d.Case.Province))
	s.clear("主办者性质", people.LabelOf(people.Kinds, string(d.Client.Kind)))
	subjectPapers(d, s)
	s.clear("域名", joined(domains))
	s.clear("备案云服务", joined(servers))
	s.clear("公网 IP", joined(ips))
	return s.Sheet
}

func subjectForm(d *casefile.File) Sheet {
	s := &sheet{Sheet{Code: "subject", Label: "主体信息"}}
	lead := d.Leader(cases.SubjectLead, "")
	if d.Client.Kind == clients.Personal {
		s.clear("姓名", d.Client.Name)
		s.sealed("证件住所", lead.DocAddress, casefile.PersonToken(lead.ID, "docAddress"), identity.MaskAddress)
	} else {
		s.clear("单位名称", d.Client.Name)
		s.clear("证件住所", "")
		s.clear("投资人或主管单位", d.Leader(cases.LegalRep, "").Name)
	}
	address(d, s, "通信地址")
	s.clear("备注", "")
	return s.Sheet
}

func subjectLeadForm(d *casefile.File) Sheet {
	s := &sheet{Sheet{Code: "subject-lead", Label: "主体负责人"}}
	s.person(d.Leader(cases.SubjectLead, ""))
	s.Lines = append(s.Lines[:6:6], append([]Line{officePhone(d)}, s.Lines[6:]...)...)
	if d.Client.Kind != clients.Personal {
		legal := d.Leader(cases.LegalRep, "")
		s.clear("法定代表人姓名", legal.Name)
		s.sealed("法定代表人证件号码", legal.DocNumber, casefile.PersonToken(legal.ID, "docNumber"), identity.MaskID)
	}
	return s.Sheet
}

func siteForm(d *casefile.File, site cases.Site) Sheet {
	s := &sheet{Sheet{Code: "site", Label: siteTitle(d, "互联网服务信息", site)}}
	s.clear("网站名称", site.Name)
	s.clear("域名", site.Domain)
	s.clear("首页 URL", site.Domain)
	s.clear("服务内容", "")
	s.clear("语言", "")
	s.clear("前置审批类型", "")
	s.clear("备注", "")
	return s.Sheet
}

func siteLeadForm(d *casefile.File, site cases.Site) Sheet {
	s := &sheet{Sheet{Code: "site-lead", Label: siteTitle(d, "网站负责人", site)}}
	lead := d.Leader(cases.SiteLead, site.ID)
	if lead.ID != "" && lead.ID == d.Leader(cases.SubjectLead, "").ID {
		s.clear("与主体负责人相同", "是")
	}
	s.person(lead)
	return s.Sheet
}

func policeSubjectForm(d *casefile.File) Sheet {
	s := &sheet{Sheet{Code: workflow.StagePoliceSubject, Label: "公安 开办主体"}}
	lead := d.Leader(cases.SubjectLead, "")
	s.clear("单位名称", d.Client.Name)
	s.clear("单位性质", people.LabelOf(people.Kinds, string(d.Client.Kind)))
	subjectPapers(d, s)
	if d.Client.Kind != clients.Personal {
		s.clear("投资或主管单位", d.Leader(cases.LegalRep, "").Name)
	}
	s.clear("负责人姓名", lead.Name)
	s.clear("负责人证件类型", docLabel(lead))
	s.sealed("负责人证件号码", lead.DocNumber, casefile.PersonToken(lead.ID, "docNumber"), identity.MaskID)
	s.sealed("负责人常住地", lead.Living, casefile.PersonToken(lead.ID, "living"), identity.MaskAddress)
	s.sealed("负责人手机", lead.Mobile, casefile.PersonToken(lead.ID, "mobile"), identity.MaskPhone)
	s.sealed("负责人邮箱", lead.Email, casefile.PersonToken(lead.ID, "email"), identity.MaskEmail)
	s.Lines = append(s.Lines, officePhone(d))
	return s.Sheet
}

func policeSiteForm(d *casefile.File, site cases.Site) Sheet {
	s := &sheet{Sheet{Code: workflow.StagePoliceSite, Label: siteTitle(d, "公安 新办网站", site)}}
	service := "门户网站"
	if d.Client.Kind == clients.Personal {
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
	s.clear("网站负责人", d.Leader(cases.SiteLead, site.ID).Name)
	s.clear("信息安全负责人", d.Leader(cases.SecurityLead, site.ID).Name)
	s.clear("舆情引导员", d.Leader(cases.OpinionLead, site.ID).Name)
	s.clear("交互式", interactive)
	return s.Sheet
}

// subjectPapers adds the kind and number of the subject's own document.
func subjectPapers(d *casefile.File, s *sheet) {
	if d.Client.Kind == clients.Personal {
		lead := d.Leader(cases.SubjectLead, "")
		s.clear("证件类型", docLabel(lead))
		s.sealed("证件号码", lead.DocNumber, casefile.PersonToken(lead.ID, "docNumber"), identity.MaskID)
		return
	}
	s.clear("证件类型", people.LabelOf(papers, string(d.Client.Kind)))
	s.clear("证件号码", d.Client.CreditCode)
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
	s.sealed("证件号码", p.DocNumber, casefile.PersonToken(p.ID, "docNumber"), identity.MaskID)
	s.clear("有效期", until)
	s.sealed("手机", p.Mobile, casefile.PersonToken(p.ID, "mobile"), identity.MaskPhone)
	s.sealed("应急手机", p.Emergency, casefile.PersonToken(p.ID, "emergency"), identity.MaskPhone)
	s.sealed("邮箱", p.Email, casefile.PersonToken(p.ID, "email"), identity.MaskEmail)
}

func officePhone(d *casefile.File) Line {
	s := &sheet{}
	s.sealed("办公电话", d.Client.OfficePhone, casefile.ClientToken(d.Client.ID, "officePhone"), identity.MaskPhone)
	return s.Lines[0]
}

// address adds the client's address: a unit's in clear, a person's sealed.
func address(d *casefile.File, s *sheet, label string) {
	if d.Client.Kind == clients.Personal {
		s.sealed(label, d.Client.Address, casefile.ClientToken(d.Client.ID, "address"), identity.MaskAddress)
		return
	}
	s.clear(label, d.Client.Address)
}

func siteTitle(d *casefile.File, label string, site cases.Site) string {
	if len(d.Sites) == 1 {
		return label
	}
	return label + "（" + casefile.SiteLabel(site) + "）"
}

func docLabel(p clients.Person) string {
	if p.ID == "" {
		return ""
	}
	return people.LabelOf(people.DocKinds, string(p.DocKind))
}

func serverLabel(kind string) string { return people.LabelOf(casefile.ServerKinds, kind) }

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
