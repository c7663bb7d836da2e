package pasting

import (
	"slices"
	"strconv"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

const (
	whoElse  = "粘贴的负责人不是本案的主体负责人，会另加一位，请核对后再勾"
	notHere  = "不从这里改，要改请到案件里的那一项"
	firstOne = "本案有几个网站，对的是第一个；要改别的，请到那个网站里改"
)

// compare says of each value what the case has in its place.
func (v *PasteView) compare(d *casefile.File) {
	person, other := v.person(d)
	site := v.site(d)
	v.PersonID, v.SiteID = person.ID, site.ID
	v.Found = slices.DeleteFunc(v.Found, func(f PasteItem) bool { return f.Guessed }) // the case knows better
	for i := range v.Found {
		f := &v.Found[i]
		ours, kept := stored(d, person, site, f.Field)
		if !kept {
			if f.Field != "" {
				f.Field, f.Told = "", notHere
			}
			continue
		}
		f.stand(d, ours)
		if other && strings.HasPrefix(f.Field, "lead.") && f.Doubt == "" {
			f.Doubt = whoElse
		}
	}
	if len(d.Sites) > 1 && slices.ContainsFunc(v.Found, func(f PasteItem) bool { return strings.HasPrefix(f.Field, "site.") && f.State != Same }) && !v.hasDomain(site) {
		v.Told = append(v.Told, d.Kind().Word(firstOne))
	}
}

// stand says what a value is beside what is stored.
func (p *PasteItem) stand(d *casefile.File, ours string) {
	switch {
	case ours == "":
		p.State = Fresh
	case ours == p.Code:
		p.State = Same
	default:
		p.State = Differs
	}
	p.Ours = cover(p.Field, worded(p.Field, ours))
	if p.Field == "client.address" && d.Client.Kind == clients.Personal && ours != "" {
		p.Ours, p.Shown = identity.MaskAddress(ours), identity.MaskAddress(p.Value)
	}
}

// worded is a stored code in words.
func worded(field, code string) string {
	switch field {
	case "client.kind":
		return people.LabelOf(people.Kinds, code)
	case "lead.docKind":
		return people.LabelOf(people.DocKinds, code)
	}
	return code
}

// value is the first plain value of a field.
func (v *PasteView) value(field string) string {
	for _, f := range v.Found {
		if f.Field == field && f.Doubt == "" && f.Fault == "" {
			return f.Code
		}
	}
	return ""
}

// person is whom the values of a lead are held against: who bears the name or the number, else
// the case's lead where the text names nobody. other says that it names somebody else.
func (v *PasteView) person(d *casefile.File) (person clients.Person, other bool) {
	var lead clients.Person
	for _, l := range d.Leads {
		if l.Role == cases.SubjectLead {
			lead = d.Person(l.Person)
		}
	}
	name, number := v.value("lead.name"), v.value("lead.docNumber")
	if name == "" && number == "" {
		return lead, false
	}
	if same, ok := people.SamePerson(d.People, clients.Person{Name: name, DocNumber: number}); ok {
		return same, false
	}
	if name == "" || name == lead.Name {
		return lead, false // the number differs: it is shown so
	}
	return clients.Person{}, lead.ID != ""
}

// site is the site with the text's domain, else the first of the order.
func (v *PasteView) site(d *casefile.File) cases.Site {
	domain := v.value("site.domain")
	for _, s := range d.Sites {
		if strings.EqualFold(domain, asciiOf(s.Domain)) {
			return s
		}
	}
	if len(d.Sites) == 0 {
		return cases.Site{}
	}
	return d.Sites[0]
}

func (v *PasteView) hasDomain(site cases.Site) bool {
	return strings.EqualFold(v.value("site.domain"), asciiOf(site.Domain))
}

func asciiOf(domain string) string {
	if d, c := identity.ParseDomain(domain); c.OK {
		return d.ASCII
	}
	return domain
}

// stored is what the case has in a field; kept is false for one that it has no place for, or that
// is settled otherwise.
func stored(d *casefile.File, person clients.Person, site cases.Site, field string) (ours string, kept bool) {
	if name, ok := strings.CutPrefix(field, "client."); ok {
		return people.InputOf(d.Client).Value(name)
	}
	if name, ok := strings.CutPrefix(field, "lead."); ok {
		return people.PersonInputOf(person).Value(name)
	}
	if name, ok := strings.CutPrefix(field, "site."); ok && site.ID != ref.SiteID("") {
		return siteValue(site, name)
	}
	switch field {
	case "contract":
		return d.Case.Contract, true
	case "accountUin":
		return d.Case.AccountUIN, true
	}
	return "", false
}

func siteValue(s cases.Site, name string) (string, bool) {
	months := ""
	if s.ServerMonths > 0 {
		months = strconv.Itoa(s.ServerMonths)
	}
	value, ok := map[string]string{
		"name": s.Name, "domain": asciiOf(s.Domain), "serverIp": s.ServerIP, "serverInstance": s.ServerInstance, "serverMonths": months,
		"serverUntil": dayText(s.ServerUntil), "domainUntil": dayText(s.DomainUntil), "boughtOn": dayText(s.BoughtOn), "verifiedOn": dayText(s.VerifiedOn),
	}[name]
	return value, ok
}

func dayText(d *cal.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}
