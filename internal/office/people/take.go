package people

import (
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/office"
)

// fields are a client's by their names in an input and in a Difference.
func (in *ClientInput) fields() map[string]*string {
	return map[string]*string{
		"name": &in.Name, "kind": &in.Kind, "creditCode": &in.CreditCode, "address": &in.Address, "registered": &in.Registered,
		"investor": &in.Investor, "postcode": &in.Postcode,
		"contact": &in.Contact, "contactPhone": &in.ContactPhone, "wechat": &in.WeChat,
		"officePhone": &in.OfficePhone, "fapiaoTitle": &in.FapiaoTitle, "fapiaoTaxNo": &in.FapiaoTaxNo, "note": &in.Note,
	}
}

// Value is a field by its name in an input; false for one that is not there.
func (in ClientInput) Value(name string) (string, bool) { return valueOf(in.fields(), name) }

// Value is a field by its name in an input; false for one that is not there.
func (in PersonInput) Value(name string) (string, bool) { return valueOf(in.fields(), name) }

func valueOf(fields map[string]*string, name string) (string, bool) {
	if f := fields[name]; f != nil {
		return *f, true
	}
	return "", false
}

func (in *PersonInput) fields() map[string]*string {
	return map[string]*string{
		"name": &in.Name, "docKind": &in.DocKind, "docNumber": &in.DocNumber, "docUntil": &in.DocUntil, "docAddress": &in.DocAddress,
		"living": &in.Living, "mobile": &in.Mobile, "emergency": &in.Emergency, "email": &in.Email,
	}
}

// InputOf is a client as its form begins.
func InputOf(c clients.Client) ClientInput {
	return ClientInput{
		ID: c.ID, Name: c.Name, Kind: string(c.Kind), CreditCode: c.CreditCode, Address: c.Address, Registered: c.Registered,
		Investor: c.Investor, Postcode: c.Postcode,
		Contact: c.Contact, ContactPhone: c.ContactPhone, WeChat: c.WeChat,
		OfficePhone: c.OfficePhone, FapiaoTitle: c.FapiaoTitle, FapiaoTaxNo: c.FapiaoTaxNo, Note: c.Note, Version: c.Version,
	}
}

// PersonInputOf is a person as his form begins.
func PersonInputOf(p clients.Person) PersonInput {
	return PersonInput{
		ID: p.ID, ClientID: p.ClientID, Name: p.Name, DocKind: string(p.DocKind), DocNumber: p.DocNumber, DocUntil: Until(p),
		DocAddress: p.DocAddress, Living: p.Living, Mobile: p.Mobile, Emergency: p.Emergency, Email: p.Email, Version: p.Version,
	}
}

// TakeClient reads the named fields (client.address) of an input over what is stored, and
// tells whether there were any.
func (r *Reader) TakeClient(names []string, in ClientInput, stored clients.Client) (clients.Client, bool) {
	now := InputOf(stored)
	if !take(names, "client.", in.fields(), now.fields()) {
		return stored, false
	}
	return r.Client("client.", now, stored), true
}

// TakePerson is TakeClient for a lead (lead.mobile).
func (r *Reader) TakePerson(names []string, in PersonInput, stored clients.Person) (clients.Person, bool) {
	now := PersonInputOf(stored)
	if !take(names, "lead.", in.fields(), now.fields()) {
		return stored, false
	}
	return r.Person("lead.", now, stored), true
}

func take(names []string, prefix string, from, to map[string]*string) bool {
	any := false
	for _, name := range names {
		if field, ok := strings.CutPrefix(name, prefix); ok && to[field] != nil {
			*to[field] = *from[field]
			any = true
		}
	}
	return any
}

// PutClient stores a client that was read over a stored one, with the journal's line.
func PutClient(w *office.Work, old clients.Client, now *clients.Client) error {
	now.UpdatedAt = w.Now
	if err := w.Clients().UpdateClient(*now); err != nil {
		return err
	}
	now.Version++
	return w.Note("edit", "", string(now.ID), "修改客户资料", clientChanges(old, *now))
}

// PutPerson is PutClient for a person.
func PutPerson(w *office.Work, old clients.Person, now *clients.Person) error {
	now.UpdatedAt = w.Now
	if err := w.Clients().UpdatePerson(*now); err != nil {
		return err
	}
	now.Version++
	return w.Note("edit", "", string(now.ID), "修改负责人资料", personChanges(old, *now))
}
