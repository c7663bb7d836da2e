package filing

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// SiteInput is a site as it is typed. It needs a name or a domain.
type SiteInput struct {
	ID          ref.SiteID `json:"id"`
	Name        string     `json:"name"`
	Domain      string     `json:"domain"`
	Interactive bool       `json:"interactive"`
	ServerKind  string     `json:"serverKind"` // cvm, lighthouse, code or ""
	ServerIP    string     `json:"serverIp"`
	ServerUntil string     `json:"serverUntil"` // day as typed or "", as the three below
	DomainUntil string     `json:"domainUntil"`
	ProofUntil  string     `json:"proofUntil"` // 域名实名证明
	GrantUntil  string     `json:"grantUntil"` // 授权书 or 备案授权码
	Version     int        `json:"version"`
}

// readSite reads an input over what is stored (the zero Site for a new one).
func readSite(r *people.Reader, prefix string, in SiteInput, old cases.Site, subject clients.Kind) cases.Site {
	s := old
	s.Name, s.Domain = r.Text(prefix+"name", "网站名称", in.Name), strings.TrimSpace(in.Domain)
	s.Interactive = in.Interactive
	s.ServerKind, s.ServerIP = in.ServerKind, strings.TrimSpace(in.ServerIP)
	if s.Name == "" && s.Domain == "" {
		r.At(prefix+"domain", "请填写域名或网站名称，至少一项")
	}
	if s.Domain != "" {
		s.Domain = r.Check(prefix+"domain", "域名", identity.KindDomain, s.Domain)
	}
	if s.Name != "" {
		// A name that will not do is only warned about: it is settled with the client
		// before the forms are filled.
		c := identity.SiteName(s.Name, identity.SiteNameContext{Subject: subjectOf(subject), Domain: s.Domain})
		if !c.OK {
			r.Warnings = append(r.Warnings, "网站名称："+c.Message)
		}
		r.Doubt("网站名称", c)
	}
	if s.ServerKind != "" && !slices.ContainsFunc(casefile.ServerKinds, func(l people.Label) bool { return l.Code == s.ServerKind }) {
		r.At(prefix+"serverKind", "请选择云服务器、轻量应用服务器或备案授权码")
	}
	if s.ServerIP != "" {
		ip, err := netip.ParseAddr(s.ServerIP)
		switch {
		case err != nil:
			r.At(prefix+"serverIp", "IP 地址要写成 203.0.113.10 这样")
		case ip.IsPrivate() || ip.IsLoopback() || ip.IsUnspecified() || ip.IsLinkLocalUnicast():
			r.At(prefix+"serverIp", "这是内网地址，请填服务器的公网 IP")
		default:
			s.ServerIP = ip.String()
		}
	}
	s.ServerUntil = readLastDay(r, prefix+"serverUntil", in.ServerUntil)
	s.DomainUntil = readLastDay(r, prefix+"domainUntil", in.DomainUntil)
	s.ProofUntil = readLastDay(r, prefix+"proofUntil", in.ProofUntil)
	s.GrantUntil = readLastDay(r, prefix+"grantUntil", in.GrantUntil)
	return s
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
func readSites(r *people.Reader, in []SiteInput, subject clients.Kind) []cases.Site {
	if len(in) == 0 {
		r.At("sites.0.domain", "请填写域名或网站名称，至少一项")
	}
	sites := make([]cases.Site, len(in))
	seen := map[string]bool{}
	for i, s := range in {
		prefix := fmt.Sprintf("sites.%d.", i)
		sites[i] = readSite(r, prefix, s, cases.Site{Ordinal: i + 1}, subject)
		if d := strings.ToLower(sites[i].Domain); d != "" {
			if seen[d] {
				r.At(prefix+"domain", "这个域名在本案里已经有了，一个网站一个域名")
			}
			seen[d] = true
		}
	}
	return sites
}
