package page

import (
	"maps"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
)

type SiteView struct {
	ID             string `json:"id"`
	Name           string `json:"name"`
	Domain         string `json:"domain"`
	Interactive    bool   `json:"interactive"`
	ServerKind     string `json:"serverKind"`   // a code of the choices, or ""
	ServerOwner    string `json:"serverOwner"`  // client | other | ""
	ServerMonths   string `json:"serverMonths"` // bought for in all; "" when that is not known
	ServerInstance string `json:"serverInstance"`
	ServerIP       string `json:"serverIp"`
	ServerIPEnd    string `json:"serverIpEnd"` // "" when there is only the first

	// What the portals' forms ask: codes of the desk's choices.
	Contents  []string             `json:"contents"`
	Languages []string             `json:"languages"`
	Approvals []string             `json:"approvals"`
	Permits   map[string]string    `json:"permits"` // 前置审批号 by approval
	Remark    string               `json:"remark"`
	Access    filing.ProviderInput `json:"access"`
	Registrar filing.ProviderInput `json:"registrar"`
	Services  []string             `json:"services"`
	Hazard    string               `json:"hazard"`

	// What the case type asks of it beside: nothing where Asks is empty.
	Details   map[string]string `json:"details"` // by code; what is personal in them is covered
	AsksTitle string            `json:"asksTitle"`
	Asks      []DetailView      `json:"asks"`

	ServerUntil    string     `json:"serverUntil"` // day or "", as the three below
	DomainUntil    string     `json:"domainUntil"`
	ProofUntil     string     `json:"proofUntil"`
	GrantUntil     string     `json:"grantUntil"`
	Terms          []TermView `json:"terms"`          // the same four days in words
	RegistrarLabel string     `json:"registrarLabel"` // what its registrar is called, "" when not known
	BoughtOn       string     `json:"boughtOn"`       // day or ""
	VerifiedOn     string     `json:"verifiedOn"`     // day or ""
	ServerWords    string     `json:"serverWords"`    // 云服务器，客户自己的账号，累计 12 个月，ins-1a2b; "" when nothing is known
	DomainFrom     string     `json:"domainFrom"`     // where the domain is from and since when, in words; "" when nothing is known
	ICPNumber      string     `json:"icpNumber"`
	LiveDay        string     `json:"liveDay"`
	PoliceNo       string     `json:"policeNo"`
	Version        int        `json:"version"`
	Footer         string     `json:"footer"`      // HTML to paste, "" until the number is there
	FooterLines    []string   `json:"footerLines"` // how it reads there; none until the number is there
	FooterHint     string     `json:"footerHint"`
}

// DetailView is a field that a case type asks of a site.
type DetailView struct {
	Code    string               `json:"code"`
	Label   string               `json:"label"`
	Part    string               `json:"part"` // the heading above it, "" = as before
	Hint    string               `json:"hint"`
	Long    bool                 `json:"long"`
	Options []present.OptionView `json:"options"` // what is usual
}

// DroppedView is a site that left the order: what is left to read of it.
type DroppedView struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Domain string `json:"domain"`
	Day    string `json:"day"`
	Why    string `json:"why"`
}

func droppedViews(list []views.DroppedSite, today cal.Day) []DroppedView {
	out := []DroppedView{}
	for _, s := range list {
		out = append(out, DroppedView{ID: string(s.ID), Name: s.Name, Domain: s.Domain, Day: cal.DayIn(s.At.Day, today.Year()), Why: s.Why})
	}
	return out
}

// TermView is a last day of a site; Due.Day is "" when it is not on record.
type TermView struct {
	Code  string `json:"code"`  // server | domain | proof | grant
	Label string `json:"label"` // 域名到期
	Due   Due    `json:"due"`
}

func siteView(s views.SiteFile, today cal.Day) SiteView {
	v := SiteView{
		ID: string(s.ID), Name: s.Name, Domain: s.Domain, Interactive: s.Interactive, ServerKind: s.ServerKind, ServerOwner: s.ServerOwner, ServerMonths: present.Months(s.ServerMonths), ServerInstance: s.ServerInstance, ServerWords: s.ServerWords(), ServerIP: s.ServerIP, ServerIPEnd: s.ServerIPEnd,
		Contents: present.List(s.Contents), Languages: present.List(s.Languages), Approvals: present.List(s.Approvals), Remark: s.Remark, Permits: permits(s.Permits),
		Access: filing.ProviderInput(s.Access), Registrar: filing.ProviderInput(s.Registrar), Services: present.List(s.Services), Hazard: s.Hazard,
		ICPNumber: s.ICPNumber, PoliceNo: s.PoliceNumber, Version: s.Version, Footer: s.Footer.HTML, FooterLines: append([]string{}, s.Footer.Lines...), FooterHint: s.Footer.Hint,
		Terms: []TermView{}, Details: map[string]string{}, AsksTitle: s.Asks.Title, Asks: []DetailView{},
	}
	maps.Copy(v.Details, s.Details.Covered())
	for _, f := range s.Asks.Fields {
		ask := DetailView{Code: f.Code, Label: f.Label, Part: f.Part, Hint: f.Hint, Long: f.Long, Options: []present.OptionView{}}
		for _, usual := range f.Suggest {
			ask.Options = append(ask.Options, present.OptionView{Code: usual, Label: usual})
		}
		v.Asks = append(v.Asks, ask)
	}
	v.ServerUntil, v.DomainUntil = present.Day(s.ServerUntil), present.Day(s.DomainUntil)
	v.ProofUntil, v.GrantUntil = present.Day(s.ProofUntil), present.Day(s.GrantUntil)
	v.RegistrarLabel = cases.RegistrarLabel(s.Registrar)
	v.BoughtOn, v.VerifiedOn, v.DomainFrom = present.Day(s.BoughtOn), present.Day(s.VerifiedOn), s.From.Words(today)
	for _, t := range views.Terms(s.Site, today) {
		v.Terms = append(v.Terms, TermView{Code: t.Code, Label: t.Label, Due: dueView(t.Due)})
	}
	if s.Live != nil {
		v.LiveDay = cal.FormatMoment(*s.Live, today)
	}
	return v
}

// permits is never nil, so that JSON has an object.
func permits(p cases.Permits) map[string]string {
	if p == nil {
		return map[string]string{}
	}
	return p
}

// ChoicesView is what the portals' forms let one choose of a site.
type ChoicesView struct {
	Contents  ListView `json:"contents"`
	Languages ListView `json:"languages"`
	Approvals ListView `json:"approvals"`
	Services  ListView `json:"services"`
	Hazards   ListView `json:"hazards"`
	Places    ListView `json:"places"`
	Servers   ListView `json:"servers"`
	Owners    ListView `json:"owners"`

	Registrars ListView `json:"registrars"` // codes are the names that forms take; any other may be written
	Regions    ListView `json:"regions"`    // the provinces and 其他
}

// ListView is a list of choices in the words of its source.
type ListView struct {
	Label   string               `json:"label"`
	Alone   string               `json:"alone"` // the code that goes with no other; "" when there is none
	Options []present.OptionView `json:"options"`
	Notes   map[string]string    `json:"notes"` // what holds for an option, by its code; none where nothing is to be said
}

func listView(code string) ListView {
	l := cases.ListOf(code)
	v := ListView{Label: l.Label, Alone: l.Alone, Options: []present.OptionView{}, Notes: map[string]string{}}
	for _, o := range l.Options {
		v.Options = append(v.Options, present.OptionView{Code: o.Code, Label: o.Label})
	}
	return v
}

// Choices are all that the forms offer.
func Choices() ChoicesView {
	regions := ListView{Label: "地域", Options: []present.OptionView{}, Notes: map[string]string{}}
	for _, p := range identity.Provinces() {
		regions.Options = append(regions.Options, present.OptionView{Code: p.Code, Label: p.Name})
	}
	regions.Options = append(regions.Options, present.OptionView{Code: cases.OtherRegion, Label: cases.RegionWord(cases.OtherRegion)})
	registrars := ListView{Label: "域名注册商", Options: []present.OptionView{}, Notes: map[string]string{}}
	for _, r := range cases.Registrars().Registrars {
		registrars.Options = append(registrars.Options, present.OptionView{Code: r.Names[0], Label: r.Label})
	}
	servers := ListView{Label: "备案云服务", Options: []present.OptionView{}, Notes: map[string]string{}}
	for _, k := range cases.ServerKinds() {
		servers.Options = append(servers.Options, present.OptionView{Code: k.Code, Label: k.Label})
		servers.Notes[k.Code] = k.Note
	}
	return ChoicesView{
		Contents: listView(cases.Contents), Languages: listView(cases.Languages), Approvals: listView(cases.Approvals),
		Services: listView(cases.Services), Hazards: listView(cases.Hazards), Places: listView(cases.Places), Regions: regions, Registrars: registrars,
		Servers: servers, Owners: listView(cases.Owners),
	}
}
