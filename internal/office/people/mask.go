// Package people keeps clients and the people who answer for them: saving, looking
// them up, and revealing what lies sealed, each time logged.
package people

import (
	"strings"

	"beiandesk/internal/clients"
)

// MaskNumber covers the number of an identity document: 110***********803X. A number
// of less than twelve places (a passport's) keeps its first and last two.
func MaskNumber(s string) string {
	if len([]rune(s)) < 12 {
		return cover(s, 1, 2)
	}
	return cover(s, 3, 4)
}

// MaskPhone covers a phone number: 138****6027, 0086-0571-****0101.
func MaskPhone(s string) string {
	if head, last, ok := cutLast(s, "-"); ok {
		return head + "-" + cover(last, 0, 4)
	}
	return cover(s, 3, 4)
}

// MaskEmail covers the name in an address of mail: s***@example.com.
func MaskEmail(s string) string {
	name, domain, ok := strings.Cut(s, "@")
	if !ok {
		return cover(s, 1, 0)
	}
	return cover(name, 1, 0) + "@" + domain
}

// MaskAddress keeps the province and city of a private address.
func MaskAddress(s string) string { return cover(s, 6, 0) }

// cover replaces all but the first and last runes by stars. Something too short to
// keep that much is covered whole, so that nothing short shows through.
func cover(s string, first, last int) string {
	r := []rune(s)
	if len(r) == 0 {
		return ""
	}
	if len(r) < first+last+2 {
		return strings.Repeat("*", max(len(r), 3))
	}
	return string(r[:first]) + strings.Repeat("*", len(r)-first-last) + string(r[len(r)-last:])
}

func cutLast(s, sep string) (string, string, bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+len(sep):], true
}

// MaskPerson covers all that is sealed of a person. The result is for looking at and
// for handing back in a PersonInput, never for storing.
func MaskPerson(p clients.Person) clients.Person {
	p.DocNumber = MaskNumber(p.DocNumber)
	p.DocAddress = MaskAddress(p.DocAddress)
	p.Living = MaskAddress(p.Living)
	p.Mobile = MaskPhone(p.Mobile)
	p.Emergency = MaskPhone(p.Emergency)
	p.Email = MaskEmail(p.Email)
	return p
}

// MaskClient covers what is sealed of a client, but for the note, which staff must
// be able to read.
func MaskClient(c clients.Client) clients.Client {
	c.OfficePhone = MaskPhone(c.OfficePhone)
	if c.Kind == clients.Personal {
		c.Address = MaskAddress(c.Address)
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
