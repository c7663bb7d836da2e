package shapes

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/present"
)

// SiteFile is a site as a file holds it. The choices take codes or their Chinese words.
type SiteFile struct {
	Name           string        `json:"name"`
	Domain         string        `json:"domain"`
	Interactive    bool          `json:"interactive"`
	ServerKind     string        `json:"server_kind"`
	ServerOwner    string        `json:"server_owner"`  // client, other
	ServerMonths   string        `json:"server_months"` // in all, renewals counted
	ServerInstance string        `json:"server_instance"`
	ServerIP       string        `json:"server_ip"`
	ServerIPEnd    string        `json:"server_ip_end"` // of a range
	ServerUntil    string        `json:"server_until"`  // a day, as the three below
	DomainUntil    string        `json:"domain_until"`
	ProofUntil     string        `json:"proof_until"` // 域名实名证明
	GrantUntil     string        `json:"grant_until"` // 授权书 or 备案授权码
	BoughtOn       string        `json:"bought_on"`   // the day on which the domain was bought
	VerifiedOn     string        `json:"verified_on"` // the day of its real-name check
	Contents       []string      `json:"contents"`    // 服务内容
	Languages      []string      `json:"languages"`   // 语言
	Approvals      []string      `json:"approvals"`   // 前置审批类型
	Permits        cases.Permits `json:"permits"`     // 前置审批号 by approval
	Remark         string        `json:"remark"`      // 备注
	Access         ProviderFile  `json:"access"`      // 网络接入服务商
	Registrar      ProviderFile  `json:"registrar"`   // 域名注册服务商
	Services       []string      `json:"services"`    // 服务类型
	Hazard         string        `json:"hazard"`      // 互联网危险物品信息发布
	Details        cases.Details `json:"details"`     // what the case type asks beside, by code
}

// ProviderFile is a provider as a file holds it.
type ProviderFile struct {
	Where  string `json:"where"`  // inland, abroad
	Region string `json:"region"` // a province, or other
	Name   string `json:"name"`
}

// Input is the site as the desk takes it.
func (s SiteFile) Input() filing.SiteInput {
	return filing.SiteInput{
		Name: s.Name, Domain: s.Domain, Interactive: s.Interactive, ServerKind: s.ServerKind, ServerIP: s.ServerIP, ServerIPEnd: s.ServerIPEnd,
		ServerOwner: s.ServerOwner, ServerMonths: s.ServerMonths, ServerInstance: s.ServerInstance,
		ServerUntil: s.ServerUntil, DomainUntil: s.DomainUntil, ProofUntil: s.ProofUntil, GrantUntil: s.GrantUntil,
		BoughtOn: s.BoughtOn, VerifiedOn: s.VerifiedOn,
		Contents: s.Contents, Languages: s.Languages, Approvals: s.Approvals, Permits: s.Permits, Remark: s.Remark, Access: filing.ProviderInput(s.Access),
		Registrar: filing.ProviderInput(s.Registrar), Services: s.Services, Hazard: s.Hazard, Details: s.Details,
	}
}

// permitsOf has a line for each approval that the site holds, so that a file shows what is to
// be filled in.
func permitsOf(s cases.Site) cases.Permits {
	all := cases.Permits{}
	for _, code := range s.HeldCodes() {
		all[code] = s.Permits[code]
	}
	return all
}

// SiteAsFile is a stored site as a file would hold it.
func SiteAsFile(s cases.Site) SiteFile {
	return SiteFile{
		Name: s.Name, Domain: s.Domain, Interactive: s.Interactive, ServerKind: s.ServerKind, ServerIP: s.ServerIP, ServerIPEnd: s.ServerIPEnd,
		ServerOwner: s.ServerOwner, ServerMonths: present.Months(s.ServerMonths), ServerInstance: s.ServerInstance,
		ServerUntil: present.Day(s.ServerUntil), DomainUntil: present.Day(s.DomainUntil), ProofUntil: present.Day(s.ProofUntil),
		GrantUntil: present.Day(s.GrantUntil), BoughtOn: present.Day(s.BoughtOn), VerifiedOn: present.Day(s.VerifiedOn), Contents: present.List(s.Contents), Languages: present.List(s.Languages),
		Approvals: present.List(s.Approvals), Permits: permitsOf(s), Remark: s.Remark, Access: ProviderFile(s.Access), Registrar: ProviderFile(s.Registrar),
		Services: present.List(s.Services), Hazard: s.Hazard, Details: s.Details.Covered(),
	}
}
