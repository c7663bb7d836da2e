package filing

import (
	"fmt"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// SiteInput is a site as it is typed. It needs a name or a domain.
type SiteInput struct {
	ID             ref.SiteID `json:"id"`
	Name           string     `json:"name" text:"名称,name,200"`
	Domain         string     `json:"domain" text:"域名,number,2000"`
	Interactive    bool       `json:"interactive"`
	ServerKind     string     `json:"serverKind"`                           // a code of cases.ServerKinds, or ""
	ServerOwner    string     `json:"serverOwner"`                          // who bought it: client, other or ""
	ServerMonths   string     `json:"serverMonths" text:"购买月数,number,100"`  // bought for so many months in all, "" when that is not known
	ServerInstance string     `json:"serverInstance" text:"实例 ID,name,200"` // its id at the cloud
	ServerIP       string     `json:"serverIp" text:"IP 地址,number,100"`
	ServerIPEnd    string     `json:"serverIpEnd" text:"IP 地址,number,100"`  // of a range; "" is the first alone
	ServerUntil    string     `json:"serverUntil" text:"服务器到期日,number,100"` // day as typed or "", as the three below
	DomainUntil    string     `json:"domainUntil" text:"域名到期日,number,100"`
	ProofUntil     string     `json:"proofUntil" text:"实名证明有效期,number,100"` // 域名实名证明
	BoughtOn       string     `json:"boughtOn" text:"域名购买日,number,100"`     // day as typed or "": when the domain was bought
	VerifiedOn     string     `json:"verifiedOn" text:"域名实名日,number,100"`   // and when its real-name check came through
	GrantUntil     string     `json:"grantUntil" text:"授权有效期,number,100"`   // 授权书 or 备案授权码

	// What the portals' forms ask: codes or labels of cases.Lists, none for not known yet.
	Contents  []string      `json:"contents"`
	Languages []string      `json:"languages"`
	Approvals []string      `json:"approvals"`
	Permits   cases.Permits `json:"permits" text:"前置审批号,name,500"` // 前置审批号 by approval
	Remark    string        `json:"remark" text:"备注,lines,2000"`
	Access    ProviderInput `json:"access"`
	Registrar ProviderInput `json:"registrar"`
	Services  []string      `json:"services"`
	Hazard    string        `json:"hazard"`
	Details   cases.Details `json:"details" text:"这一项,lines,2000"` // what the case type asks beside, by code

	Version int `json:"version"`
}

// ProviderInput is a provider as it is typed; what is empty is not known yet.
type ProviderInput struct {
	Where  string `json:"where"`
	Region string `json:"region" text:"地区,line,100"` // code or name of a province, or other
	Name   string `json:"name" text:"服务商名称,name,200"`
}

const (
	noName      = "请填写域名或{files}名称，至少一项"
	noNameAlone = "请填写{files}名称"
	noDomain    = "{files}没有域名，请去掉"
	domainTwice = "这个域名在本案里已经有了，一个{files}一个域名"
)

// readSite reads an input over what is stored (the zero Site for a new one).
func readSite(r *people.Reader, prefix string, in SiteInput, old cases.Site, kind workflow.Type, subject clients.Kind) cases.Site {
	s := old
	s.Name, s.Domain = r.Text(prefix+"name", kind.Named("名称"), in.Name), strings.TrimSpace(in.Domain)
	s.Interactive = in.Interactive
	readForms(r, prefix, in, &s, kind)
	domainless := !kind.Has(workflow.SiteDomain)
	switch {
	case domainless && s.Domain != "":
		r.At(prefix+"domain", "%s", kind.Word(noDomain))
	case domainless && s.Name == "":
		r.At(prefix+"name", "%s", kind.Word(noNameAlone))
	case s.Name == "" && s.Domain == "":
		r.At(prefix+"domain", "%s", kind.Word(noName))
	}
	if s.Domain != "" {
		s.Domain = r.Check(prefix+"domain", "域名", identity.KindDomain, s.Domain)
	}
	if s.Name != "" {
		// A name that will not do is only warned about: it is settled with the client
		// before the forms are filled.
		c := identity.SiteName(s.Name, identity.SiteNameContext{
			Subject: subjectOf(subject), Domain: s.Domain, Approvals: s.Held(),
		})
		if !c.OK {
			r.Warnings = append(r.Warnings, kind.Named("名称：")+c.Message)
		}
		r.Doubt(kind.Named("名称"), c)
	}
	readServer(r, prefix, in, &s)
	s.ServerUntil = readLastDay(r, prefix+"serverUntil", in.ServerUntil)
	s.DomainUntil = readLastDay(r, prefix+"domainUntil", in.DomainUntil)
	s.ProofUntil = readLastDay(r, prefix+"proofUntil", in.ProofUntil)
	s.GrantUntil = readLastDay(r, prefix+"grantUntil", in.GrantUntil)
	s.BoughtOn = readPastDay(r, prefix+"boughtOn", "域名购买日", in.BoughtOn)
	s.VerifiedOn = readPastDay(r, prefix+"verifiedOn", "域名实名日", in.VerifiedOn)
	if s.BoughtOn != nil && s.VerifiedOn != nil && *s.VerifiedOn < *s.BoughtOn {
		r.At(prefix+"verifiedOn", "域名实名日早于购买日，请核对两个日期")
	}
	return s
}

// readPastDay takes a day on which something has happened.
func readPastDay(r *people.Reader, field, name, text string) *cal.Day {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	day, err := cal.ReadDay(text, r.Today, cal.Happened, name)
	if err != nil {
		r.Take(field, err)
		return nil
	}
	return &day
}

// readLastDay takes any real day: what has run out is the truth, too, and the watch
// shows it.
func readLastDay(r *people.Reader, field, text string) *cal.Day {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	day, err := cal.ReadDay(text, r.Today, cal.Coming, "")
	if err != nil {
		r.Take(field, err)
		return nil
	}
	return &day
}

// subjectOf is a kind of subject as the rules for names know it.
func subjectOf(k clients.Kind) identity.Subject {
	switch k {
	case clients.Personal:
		return identity.SubjectPersonal
	case clients.Government:
		return identity.SubjectGovernment
	default:
		return identity.SubjectUnit
	}
}

// readSites reads the sites of a new case and refuses two with one domain.
func readSites(r *people.Reader, in []SiteInput, kind workflow.Type, subject clients.Kind) []cases.Site {
	if len(in) == 0 {
		r.At("sites.0.domain", "%s", kind.Word(noName))
	}
	sites := make([]cases.Site, len(in))
	seen := map[string]bool{}
	for i, s := range in {
		prefix := fmt.Sprintf("sites.%d.", i)
		sites[i] = readSite(r, prefix, s, cases.Site{Ordinal: i + 1}, kind, subject)
		if d := strings.ToLower(sites[i].Domain); d != "" {
			if seen[d] {
				r.At(prefix+"domain", "%s", kind.Word(domainTwice))
			}
			seen[d] = true
		}
	}
	return sites
}
