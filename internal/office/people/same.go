package people

import (
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/store"
)

// Match is a client that is there already.
type Match struct {
	Client clients.Client // masked
	People []clients.Person
	Marks  []string // what both have: 统一社会信用代码, 证件号码, 名称
	// Sure says that it is the same subject. A name alone may be another's: of a person,
	// of another kind, or beside another credit code.
	Sure    bool
	Lead    clients.Person // the person of the client that the lead is, masked; the zero Person when he is new
	Differs []Difference
}

// Difference is a field in which what was typed is not what is stored.
type Difference struct {
	Field string `json:"field"` // client.address, lead.mobile
	Label string `json:"label"`
	Ours  string `json:"ours"` // as it is stored, covered where it is sealed; "" when it is empty
	New   string `json:"new"`  // as it was typed, covered likewise
}

// Matches are the clients that are there already and may be the one that was read.
func Matches(tx store.Tx, c clients.Client, lead clients.Person) ([]Match, error) {
	marks := store.ClientMarks{CreditCode: c.CreditCode, Name: c.Name}
	if c.Kind == clients.Personal {
		marks.CreditCode, marks.DocNumber = "", lead.DocNumber
	}
	found, err := tx.Find().SameClients(marks)
	if err != nil {
		return nil, err
	}
	list := []Match{}
	for _, f := range found {
		stored, err := tx.Clients().Client(f.ID)
		if err != nil {
			return nil, err
		}
		people, err := tx.Clients().People(f.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, matched(f, c, lead, stored, people))
	}
	return list, nil
}

func matched(f store.SameClient, c clients.Client, lead clients.Person, stored clients.Client, people []clients.Person) Match {
	m := Match{Client: MaskClient(stored), Sure: f.CreditCode || f.DocNumber}
	for _, mark := range []struct {
		has   bool
		label string
	}{{f.CreditCode, "统一社会信用代码"}, {f.DocNumber, "证件号码"}, {f.Name, "名称"}} {
		if mark.has {
			m.Marks = append(m.Marks, mark.label)
		}
	}
	if !m.Sure {
		unit := c.Kind == stored.Kind && c.Kind != clients.Personal
		m.Sure = unit && (c.CreditCode == "" || stored.CreditCode == "")
	}
	m.Differs = clientDiffers(c, stored)
	if p, ok := SamePerson(people, lead); ok {
		m.Lead = MaskPerson(p)
		m.Differs = append(m.Differs, personDiffers(lead, p)...)
	}
	return m
}

// SamePerson finds a lead among a client's people: by the number of his document, or by
// his name where one of the numbers is not known.
func SamePerson(people []clients.Person, lead clients.Person) (clients.Person, bool) {
	for _, p := range people {
		if lead.DocNumber != "" && lead.DocNumber == p.DocNumber {
			return p, true
		}
	}
	for _, p := range people {
		if lead.Name != "" && lead.Name == p.Name && (lead.DocNumber == "" || p.DocNumber == "") {
			return p, true
		}
	}
	return clients.Person{}, false
}

// differs collects fields that were typed and are stored otherwise. What was left empty
// says nothing.
type differs []Difference

func (d *differs) add(field, label, now, stored string, mask func(string) string) {
	if now == "" || now == stored {
		return
	}
	if mask == nil {
		mask = func(s string) string { return s }
	}
	*d = append(*d, Difference{Field: field, Label: label, Ours: masked(stored, mask), New: mask(now)})
}

func clientDiffers(now, stored clients.Client) []Difference {
	var d differs
	d.add("client.name", "名称", now.Name, stored.Name, nil)
	d.add("client.kind", "主体性质", LabelOf(Kinds, string(now.Kind)), LabelOf(Kinds, string(stored.Kind)), nil)
	d.add("client.creditCode", "统一社会信用代码", now.CreditCode, stored.CreditCode, nil)
	address := func(s string) string { return s }
	if now.Kind == clients.Personal || stored.Kind == clients.Personal {
		address = identity.MaskAddress
	}
	d.add("client.address", "通信地址", now.Address, stored.Address, address)
	d.add("client.registered", "证件住所", now.Registered, stored.Registered, nil)
	d.add("client.investor", "投资人或主管单位", now.Investor, stored.Investor, nil)
	d.add("client.postcode", "邮编", now.Postcode, stored.Postcode, nil)
	d.add("client.officePhone", "办公电话", now.OfficePhone, stored.OfficePhone, identity.MaskPhone)
	d.add("client.contact", "联系人", now.Contact, stored.Contact, nil)
	d.add("client.contactPhone", "联系人手机", now.ContactPhone, stored.ContactPhone, identity.MaskPhone)
	d.add("client.wechat", "微信", now.WeChat, stored.WeChat, identity.MaskWeChat)
	d.add("client.fapiaoTitle", "发票抬头", now.FapiaoTitle, stored.FapiaoTitle, nil)
	d.add("client.fapiaoTaxNo", "税号", now.FapiaoTaxNo, stored.FapiaoTaxNo, nil)
	d.add("client.note", "备注", now.Note, stored.Note, nil)
	return d
}

func personDiffers(now, stored clients.Person) []Difference {
	var d differs
	d.add("lead.name", "负责人姓名", now.Name, stored.Name, nil)
	if now.DocNumber != "" { // the kind alone is only the form's first choice
		d.add("lead.docKind", "证件类型", LabelOf(DocKinds, string(now.DocKind)), LabelOf(DocKinds, string(stored.DocKind)), nil)
	}
	d.add("lead.docNumber", "证件号码", now.DocNumber, stored.DocNumber, identity.MaskID)
	d.add("lead.docUntil", "证件有效期", Until(now), Until(stored), nil)
	d.add("lead.docAddress", "证件住址", now.DocAddress, stored.DocAddress, identity.MaskAddress)
	d.add("lead.living", "常住地", now.Living, stored.Living, identity.MaskAddress)
	d.add("lead.mobile", "手机", now.Mobile, stored.Mobile, identity.MaskPhone)
	d.add("lead.emergency", "应急手机", now.Emergency, stored.Emergency, identity.MaskPhone)
	d.add("lead.email", "邮箱", now.Email, stored.Email, identity.MaskEmail)
	return d
}

// Told is a match in one sentence: who it is and by what it was known.
func (m Match) Told() string {
	return "“" + m.Client.Name + "”（" + strings.Join(m.Marks, "、") + "相同）"
}
