package pasted

import (
	"slices"
	"strings"

	"beiandesk/internal/identity"
)

// fieldOf says which field of a case an attribute of somebody is; "" where a case has none.
var fieldOf = map[string]string{
	"lead.name": "lead.name", "lead.number": "lead.docNumber", "lead.docKind": "lead.docKind", "lead.until": "lead.docUntil",
	"lead.mobile": "lead.mobile", "lead.phone": "lead.mobile", "lead.email": "lead.email", "lead.docAddress": "lead.docAddress",
	"lead.living": "lead.living", "lead.address": "lead.docAddress", "lead.wechat": "client.wechat", "lead.landline": "client.officePhone",
	"contact.name": "client.contact", "contact.mobile": "client.contactPhone", "contact.phone": "client.contactPhone",
	"contact.wechat": "client.wechat", "contact.landline": "client.officePhone", "contact.email": "lead.email", "contact.address": "client.address",
	"emergency.mobile": "lead.emergency", "emergency.phone": "lead.emergency",
	"client.mobile": "client.contactPhone", "client.phone": "client.contactPhone", "client.landline": "client.officePhone",
	"client.email": "lead.email", "client.wechat": "client.wechat", "client.address": "client.address",
	".name": "lead.name", ".number": "lead.docNumber", ".docKind": "lead.docKind", ".until": "lead.docUntil", ".mobile": "lead.mobile",
	".phone": "client.contactPhone", ".landline": "client.officePhone", ".email": "lead.email", ".wechat": "client.wechat",
	".address": "client.address", ".docAddress": "lead.docAddress", ".living": "lead.living",
}

// called are the roles in words.
var called = map[string]string{lead: "负责人", siteLead: "网站负责人", legal: "法定代表人", contact: "联系人", emergency: "应急联系人", client: "客户"}

// Why something is doubted, or told.
const (
	otherSiteLead = "网站负责人是另一个人。新案件先记主体负责人，建案后在案件里指定网站负责人"
	otherLegal    = "法定代表人不是负责人，新案件里没有这一项，需要时记进备注"
	asLegal       = "没有写负责人，先按法定代表人办理，请核对"
	asSiteLead    = "没有写主体负责人，先按网站负责人办理，请核对"
	noPlace       = "新案件里没有这一项"
	lookedUp      = "查询页面上的公开信息，不一定是负责人本人的，请核对后再勾"
	whoseAddress  = "没有写明是单位的还是本人的地址，请核对后再勾"
	legalsOwn     = "写的是法定代表人的，请核对是不是负责人本人，再勾"
	contactsOwn   = "写在联系人下面，不一定是负责人的，请核对后再勾"
)

// settle says of every piece which field it is, and judges it.
func (r *reader) settle() []Found {
	slices.SortStableFunc(r.pieces, func(a, b piece) int { return a.start - b.start })
	looked, card := r.isLookup(), strings.Contains(string(r.plain), "公民身份号码") || strings.Contains(string(r.plain), "签发机关")
	r.doubtStrangers()
	for i, p := range r.pieces {
		if p.at.attribute == "" || p.at.role != "" {
			continue
		}
		if looked {
			if p.at.attribute == "phone" || p.at.attribute == "mobile" || p.at.attribute == "email" {
				r.pieces[i].doubt = lookedUp
			}
			continue
		}
		if p.at.attribute != "name" || p.labeled {
			r.pieces[i].at.role = r.roleAt(p.start)
		}
		if card && p.at.attribute == "living" {
			r.pieces[i].at.attribute = "docAddress"
		}
	}
	told := r.merge()
	list := []Found{}
	for i, p := range r.pieces {
		f := r.found(p)
		if f.Told == "" {
			f.Told = told[i]
		}
		list = append(list, f)
	}
	list = r.judge(list)
	list = conflicts(list)
	return append(list, r.derived(list)...)
}

// isLookup says that the text comes from where licences are looked up.
func (r *reader) isLookup() bool {
	text, n := string(r.plain), 0
	for _, w := range known().lookup {
		if strings.Contains(text, w) {
			n++
		}
	}
	return n >= 2
}

// nameOf is the name in a role; "" when nobody has it.
func (r *reader) nameOf(role string) string {
	for _, p := range r.pieces {
		if p.at.role == role && p.at.attribute == "name" && p.doubt == "" {
			return identity.LeadName(r.half(p.span)).Value
		}
	}
	return ""
}

// merge puts those together who are one person: the lead of the site, the 法定代表人 and the
// contact may each be the lead. It gives what is told of a piece by its index.
func (r *reader) merge() map[int]string {
	told := map[int]string{}
	leadName := r.nameOf(lead)
	if leadName == "" {
		if leadName = r.nameOf(""); leadName != "" {
			r.leads("")
		}
	}
	if name := r.nameOf(siteLead); name != "" && (leadName == "" || name == leadName) {
		if leadName == "" {
			r.tell(told, siteLead, asSiteLead)
		}
		r.leads(siteLead)
		leadName = name
	}
	switch name := r.nameOf(legal); {
	case leadName == "":
		r.tell(told, legal, asLegal)
		r.legalToo(legal)
		r.leads(legal)
		leadName = name
	case name == leadName:
		r.legalToo(legal)
		r.leads(legal)
	}
	if name := r.nameOf(contact); name != "" && name == leadName {
		r.share(contact)
	}
	return told
}

// leads gives the lead what belongs to another role, but what he has already.
func (r *reader) leads(from string) {
	has := map[string]bool{}
	for _, p := range r.pieces {
		if p.at.role == lead {
			has[p.at.attribute] = true
		}
	}
	for i, p := range r.pieces {
		if p.at.role != from || p.at.attribute == "" || from == "" && p.at.attribute != "name" {
			continue
		}
		if p.at.attribute == "name" && has["name"] {
			r.pieces[i].at = target{field: ignored} // the same name once more
			continue
		}
		r.pieces[i].at.role = lead
	}
}

// share gives a number of a contact to the lead that he is, and leaves him the rest.
func (r *reader) share(from string) {
	for i, p := range r.pieces {
		if a := p.at.attribute; p.at.role == from && (a == "number" || a == "email" || a == "until" || a == "docAddress" || a == "living" || a == "docKind") {
			r.pieces[i].at.role = lead
		}
	}
}

// tell says something of who has a role: at his name, or at whatever is known of him.
func (r *reader) tell(told map[int]string, role, what string) {
	named := r.nameOf(role) != ""
	for i, p := range r.pieces {
		if p.at.role == role && (p.at.attribute == "name" || !named) {
			told[i] = what
		}
	}
}

// legalToo notes that the lead is the 法定代表人, where his name stands.
func (r *reader) legalToo(role string) {
	for _, p := range r.pieces {
		if p.at.role == role && p.at.attribute == "name" {
			r.pieces = append(r.pieces, piece{span: p.span, at: target{field: LegalRep}, labeled: true, value: "是"})
			return
		}
	}
}

// LegalRep is the field that says that the lead is the 法定代表人, too.
const LegalRep = "legal"

// found is a piece as a field of a case.
func (r *reader) found(p piece) Found {
	f := Found{Start: p.start, End: p.end, Value: r.written(p.span), Field: p.at.field, Doubt: p.doubt, Notes: []string{}}
	if p.value != "" {
		f.Value = p.value
	}
	if p.at.attribute == "" {
		return f
	}
	key := p.at.role + "." + p.at.attribute
	if p.at.role == emergency && fieldOf[key] == "" && p.at.attribute != "name" {
		key = "." + p.at.attribute
	}
	f.Field = fieldOf[key]
	f.Label = called[p.at.role]
	switch {
	case f.Field == "" && p.at.role == siteLead:
		f.Told = otherSiteLead
	case f.Field == "" && p.at.role == legal && r.nameOf(legal) == "":
		f.Field, f.Doubt = fieldOf["lead."+p.at.attribute], legalsOwn
	case f.Field == "" && p.at.role == legal:
		f.Told = otherLegal
	case f.Field == "" && p.at.role == contact:
		f.Field, f.Doubt = fieldOf["lead."+p.at.attribute], contactsOwn
	case f.Field == "":
		f.Told = noPlace
	case key == "contact.email":
		f.Doubt = contactsOwn
	case p.at.attribute == "address" && p.at.role != "" && p.at.role != client && p.at.role != contact:
		f.Doubt = whoseAddress
		if p.at.role == lead && !r.hasAddress() {
			f.Field = "client.address"
		}
	}
	return f
}

func (r *reader) hasAddress() bool {
	return slices.ContainsFunc(r.pieces, func(p piece) bool {
		return p.at.field == "client.address" || p.at.field == "client.registered" || p.at.attribute == "address" && p.at.role == ""
	})
}

// conflicts doubts values of one field that differ; the same value is found once.
func conflicts(list []Found) []Found {
	kept := []Found{}
	for _, f := range list {
		same := func(k Found) bool { return f.Field != "" && k.Field == f.Field && k.Value == f.Value }
		if f.Field == ignored {
			continue
		}
		if i := slices.IndexFunc(kept, same); i >= 0 {
			if kept[i].Doubt != "" && f.Doubt == "" {
				kept[i] = f
			}
			continue
		}
		kept = append(kept, f)
	}
	count := map[string]int{}
	for _, f := range kept {
		if f.Doubt == "" && f.Field != "" {
			count[f.Field]++
		}
	}
	for i, f := range kept {
		if count[f.Field] > 1 && f.Doubt == "" {
			kept[i].Doubt = "这一项有几个不同的，请选要用的一个"
		}
	}
	return kept
}
