package page

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
)

type SiteView struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	Domain      string     `json:"domain"`
	Interactive bool       `json:"interactive"`
	ServerKind  string     `json:"serverKind"` // cvm | lighthouse | code | ""
	ServerIP    string     `json:"serverIp"`
	ServerUntil string     `json:"serverUntil"` // day or "", as the three below
	DomainUntil string     `json:"domainUntil"`
	ProofUntil  string     `json:"proofUntil"`
	GrantUntil  string     `json:"grantUntil"`
	Terms       []TermView `json:"terms"` // the same four days in words
	ICPNumber   string     `json:"icpNumber"`
	LiveDay     string     `json:"liveDay"`
	PoliceNo    string     `json:"policeNo"`
	Version     int        `json:"version"`
	Footer      string     `json:"footer"` // HTML to paste, "" until the number is there
	FooterHint  string     `json:"footerHint"`
}

// TermView is a last day of a site; Due.Day is "" when it is not on record.
type TermView struct {
	Code  string `json:"code"`  // server | domain | proof | grant
	Label string `json:"label"` // 域名到期
	Due   Due    `json:"due"`
}

func siteView(s views.SiteFile, today cal.Day) SiteView {
	v := SiteView{
		ID: string(s.ID), Name: s.Name, Domain: s.Domain, Interactive: s.Interactive, ServerKind: s.ServerKind, ServerIP: s.ServerIP,
		ICPNumber: s.ICPNumber, PoliceNo: s.PoliceNumber, Version: s.Version, Footer: s.Footer.HTML, FooterHint: s.Footer.Hint,
		Terms: []TermView{},
	}
	v.ServerUntil, v.DomainUntil = present.Day(s.ServerUntil), present.Day(s.DomainUntil)
	v.ProofUntil, v.GrantUntil = present.Day(s.ProofUntil), present.Day(s.GrantUntil)
	for _, t := range views.Terms(s.Site, today) {
		v.Terms = append(v.Terms, TermView{Code: t.Code, Label: t.Label, Due: dueView(t.Due)})
	}
	if s.Live != nil {
		v.LiveDay = cal.FormatMoment(*s.Live, today)
	}
	return v
}
