package materials

import (
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/identity"
)

// Case is what the list of materials depends on.
type Case struct {
	Subject     string   // kind of subject: personal, enterprise …
	Province    string   // its code
	Type        string   // case type
	ICP, Police bool     // phases ordered
	PoliceAhead bool     // the police phase is ordered and has not begun
	Skipped     []string // stages that this order does not go through
	Today       cal.Day

	Ages     Ages               // what the desk says of the days of papers
	Handings map[string]Handing // by stage; one that is not among them may hand in today
}

// Facts are the fields that a filing takes from its client and their people.
type Facts struct {
	CreditCode  string
	Address     string
	Postcode    string
	OfficePhone string
	Lead        *Person // the subject's lead; nil when there is none yet
	Legal       *Person // the legal representative
	SiteLeads   []*Person
	Sites       []Site
	Verified    bool // the domains have their real names checked, or the order checks none
}

// Person is a lead as materials see one.
type Person struct {
	ID         string
	Name       string
	DocKind    string
	DocNumber  string
	DocAddress string
	Living     string
	Mobile     string
	Emergency  string
	Email      string
}

// Site is a site as materials see one.
type Site struct {
	ServerIP  string
	ICPNumber string
	Approvals []string // codes of the 前置审批 that the site says it needs, and hazard
}

// fact is a field's value with what is wrong with it.
type fact struct {
	value  string // "" when it is not there
	masked string
	target string // where it is edited
	wrong  string // what makes it unfit; "" when nothing does
	doubt  string // what somebody should look at; it stops nobody
}

// readers say how each field is read and judged.
var readers = map[string]func(Case, Facts) fact{
	"doc-number": func(c Case, f Facts) fact {
		return f.Lead.fact(func(p Person) fact { return document(p.DocKind, p.DocNumber, c.Today) })
	},
	"doc-address": func(_ Case, f Facts) fact {
		return f.Lead.fact(func(p Person) fact { return address(p.DocAddress, true) })
	},
	"living-address": func(_ Case, f Facts) fact {
		return f.Lead.fact(func(p Person) fact { return address(p.Living, true) })
	},
	"mobile": func(_ Case, f Facts) fact {
		return f.Lead.fact(func(p Person) fact { return checked(identity.Phone(p.Mobile), identity.MaskPhone(p.Mobile)) })
	},
	"emergency": func(_ Case, f Facts) fact {
		return f.Lead.fact(func(p Person) fact {
			check := identity.Phone(p.Emergency)
			out := checked(check, identity.MaskPhone(p.Emergency))
			if out.wrong == "" && p.Mobile != "" && check.Value == identity.Phone(p.Mobile).Value {
				out.wrong = "与手机号相同，请换一个号码"
			}
			return out
		})
	},
	"email": func(_ Case, f Facts) fact {
		return f.Lead.fact(func(p Person) fact { return checked(identity.Email(p.Email), identity.MaskEmail(p.Email)) })
	},
	"legal-rep": func(c Case, f Facts) fact {
		return f.Legal.fact(func(p Person) fact {
			out := document(p.DocKind, p.DocNumber, c.Today)
			if p.Name != "" && out.value != "" {
				out.masked = p.Name + " " + out.masked
			}
			return out
		})
	},
	"credit-code": func(c Case, f Facts) fact {
		if c.Subject == "military" {
			return client(fact{value: f.CreditCode, masked: f.CreditCode})
		}
		_, check := identity.ParseUSCC(f.CreditCode)
		return client(checked(check, f.CreditCode))
	},
	"address": func(c Case, f Facts) fact { return client(address(f.Address, c.Subject == "personal")) },
	"postcode": func(_ Case, f Facts) fact {
		return client(checked(identity.Postcode(f.Postcode), f.Postcode))
	},
	"office-phone": func(_ Case, f Facts) fact {
		return client(checked(identity.Landline(f.OfficePhone), identity.MaskPhone(f.OfficePhone)))
	},
	"server-ip":  func(_ Case, f Facts) fact { return sites(f.Sites, func(s Site) string { return s.ServerIP }) },
	"icp-number": func(_ Case, f Facts) fact { return sites(f.Sites, func(s Site) string { return s.ICPNumber }) },
}

func (p *Person) fact(read func(Person) fact) fact {
	if p == nil {
		return fact{}
	}
	out := read(*p)
	out.target = "person:" + p.ID
	return out
}

func client(f fact) fact {
	f.target = "client"
	return f
}

func checked(c identity.Check, masked string) fact {
	if strings.TrimSpace(c.Value) == "" {
		return fact{}
	}
	out := fact{value: c.Value, masked: masked, wrong: c.Message}
	for _, w := range c.Warnings {
		out.doubt = w.Message
	}
	return out
}

func document(kind, number string, today cal.Day) fact {
	if identity.NumberKind(kind, number) != identity.KindID {
		return checked(identity.Document(number), identity.MaskID(number))
	}
	_, check := identity.ParseID(number, today)
	return checked(check, identity.MaskID(number))
}

// address asks for a look at one that names no door: a machine can't tell whether a
// door number is there, only that nothing looks like one.
func address(value string, sealed bool) fact {
	value = strings.TrimSpace(value)
	out := fact{value: value, masked: value}
	if sealed && value != "" {
		out.masked = identity.MaskAddress(value)
	}
	if value != "" && !identity.NamesDoor(value) {
		out.doubt = "没看到门牌号，请核对是否写到门牌号"
	}
	return out
}

// sites joins what the sites have; it is there once every site has it.
func sites(all []Site, read func(Site) string) fact {
	var values []string
	for _, s := range all {
		if v := read(s); v != "" {
			values = append(values, v)
		}
	}
	if len(values) < len(all) {
		return fact{}
	}
	joined := strings.Join(values, "、")
	return fact{value: joined, masked: joined}
}
