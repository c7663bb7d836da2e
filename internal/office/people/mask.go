// Package people keeps clients and the people who answer for them: saving, looking
// them up, and revealing what lies sealed, each time logged.
package people

import (
	"strings"

	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
)

// masked covers a value, and leaves an empty one empty: not known yet.
func masked(value string, mask func(string) string) string {
	if value == "" {
		return ""
	}
	return mask(value)
}

// MaskPerson covers all that is sealed of a person. The result is for looking at and
// for handing back in a PersonInput, never for storing.
func MaskPerson(p clients.Person) clients.Person {
	p.DocNumber = masked(p.DocNumber, identity.MaskID)
	p.DocAddress = masked(p.DocAddress, identity.MaskAddress)
	p.Living = masked(p.Living, identity.MaskAddress)
	p.Mobile = masked(p.Mobile, identity.MaskPhone)
	p.Emergency = masked(p.Emergency, identity.MaskPhone)
	p.Email = masked(p.Email, identity.MaskEmail)
	return p
}

// MaskClient covers what is sealed of a client, but for the note, which staff must
// be able to read.
func MaskClient(c clients.Client) clients.Client {
	c.OfficePhone = masked(c.OfficePhone, identity.MaskPhone)
	c.ContactPhone, c.WeChat = masked(c.ContactPhone, identity.MaskPhone), masked(c.WeChat, identity.MaskWeChat)
	if c.Kind == clients.Personal {
		c.Address = masked(c.Address, identity.MaskAddress)
	}
	return c
}

// unmasked gives the stored value back when the input is its masked form: the field
// was not touched.
func unmasked(in, stored string, mask func(string) string) string {
	in = strings.TrimSpace(in)
	if stored != "" && in == mask(stored) {
		return stored
	}
	return in
}
