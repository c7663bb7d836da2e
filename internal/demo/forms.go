package demo

import (
	"fmt"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/workflow"
)

// tencent is who gives the sites of the demonstration their network and their domains.
var tencent = filing.ProviderInput{Where: cases.Inland, Region: "11", Name: "腾讯云计算（北京）有限责任公司"}

// forms fills what the portals ask of a site.
func forms(site *filing.SiteInput, files string, subject clients.Kind, province, about string, police bool) {
	kind, _, usual := cases.ListOf(cases.Services).Usual(files, string(subject), province)
	if !usual { // a bureau that refuses the usual one, or no website: what the site does is chosen
		kind.Code = "pictures"
		site.Services = []string{kind.Code}
	}
	site.Contents, site.Languages, site.Approvals, site.Remark = []string{kind.Code}, []string{"zh-hans"}, []string{cases.NoApproval}, about
	if police && site.Domain != "" {
		site.Access, site.Registrar, site.Hazard = tencent, tencent, cases.Harmless
	}
}

// forms fills the sites of a made-up case. Every seventh is left with its gaps, as cases
// are that have just come in.
func (p *profile) forms(in *filing.OpenInput) {
	t, _ := workflow.Embedded().Type(p.kind)
	if p.subject != clients.Personal {
		in.Client.Registered, in.Client.Investor = in.Client.Address, p.lead
	}
	if p.i%7 == 0 {
		return
	}
	for i := range in.Sites {
		forms(&in.Sites[i], t.Files, p.subject, p.place.province, fmt.Sprintf(t.Word("%s的{files}，介绍%s和联系方式，访客不用登录"), p.name, p.siteName()), t.HasPolice())
		if p.i%5 == 0 && in.Sites[i].ServerIP != "" {
			in.Sites[i].ServerIPEnd = fmt.Sprintf("203.0.113.%d", 2+p.i%254)
		}
	}
	if t.HasPolice() {
		in.Roles = []cases.Role{cases.SecurityLead, cases.OpinionLead}
	}
}
