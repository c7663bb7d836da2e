// Package pasting reads a pasted text for the desk: its values as forms take them, and beside an
// open case what is new of them, or differs. It stores nothing, and keeps nothing of the text.
package pasting

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/pasted"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// PasteInput is a text that was pasted, for a new case or beside an open one.
type PasteInput struct {
	CaseID ref.CaseID `json:"caseId"` // "" is a new case
	Text   string     `json:"text" text:"粘贴的内容,lines,20000"`
}

// What a value is beside an open case.
const (
	Fresh   = "new"     // nothing is stored there
	Differs = "differs" // something else is stored
	Same    = "same"
)

// PasteItem is a value of the text.
type PasteItem struct {
	pasted.Found
	Code  string `json:"code"`  // what a form takes: 33 for 浙江; else the value itself
	Kind  string `json:"kind"`  // what it is, for its tint: who, number, phone, place, site, day, word
	Shown string `json:"shown"` // the value, covered as the screen covers it
	// Beside an open case.
	State string `json:"state"` // new, differs, same; "" for what is not kept there
	Ours  string `json:"ours"`  // what is stored, covered
}

// PasteView is what a text tells.
type PasteView struct {
	Found []PasteItem `json:"found"`
	Told  []string    `json:"told"` // of the text as a whole
	// Whom and what of the open case the values are held against; "" is somebody who is not
	// there yet.
	PersonID ref.PersonID `json:"personId"`
	SiteID   ref.SiteID   `json:"siteId"`
}

// Read reads a text. Errors: Invalid for one that can't be read, NotFound for a case that is not
// there.
func Read(ctx context.Context, o *office.Office, in PasteInput) (PasteView, error) {
	out := PasteView{Found: []PasteItem{}, Told: []string{}}
	if err := office.Judge(in); err != nil {
		return out, err
	}
	got, err := pasted.Read(in.Text, o.Today())
	if err != nil {
		return out, err
	}
	out.Told = got.Told
	err = o.Read(ctx, func(tx store.Tx) error {
		staff, err := tx.Staff().All()
		if err != nil {
			return err
		}
		for _, f := range got.Found {
			out.Found = append(out.Found, itemOf(o, staff, f))
		}
		if in.CaseID == "" {
			return nil
		}
		d, err := casefile.Read(o, tx, in.CaseID)
		if err != nil {
			return err
		}
		out.compare(d)
		return nil
	})
	return out, err
}

// itemOf gives a value the code that forms take, and covers it.
func itemOf(o *office.Office, staff []store.Staff, f pasted.Found) PasteItem {
	item := PasteItem{Found: f, Code: f.Value, Kind: kindOf(f.Field)}
	choices := map[string][]people.Label{"client.kind": people.Kinds, "lead.docKind": people.DocKinds, "type": importing.Types(o)}
	switch f.Field {
	case "client.kind", "lead.docKind", "type":
		item.settle(importing.Choice(f.Value, choices[f.Field]))
	case "province":
		p, ok := identity.ProvinceByName(f.Value)
		if !ok {
			p, ok = identity.ProvinceOfAddress(f.Value)
		}
		item.settle(p.Code, ok)
	case "owner":
		i := slices.IndexFunc(staff, func(s store.Staff) bool { return s.Name == f.Value && s.Active })
		if i < 0 {
			item.settle("", false)
		} else {
			item.settle(string(staff[i].ID), true)
		}
	case "phases":
		icp, police, err := importing.Phases(f.Value)
		item.settle(fmt.Sprintf("%t,%t", icp, police), err == nil)
	}
	item.Shown = cover(f.Field, item.Value)
	return item
}

// settle takes the code of a choice; what no choice answers to is left aside.
func (p *PasteItem) settle(code string, ok bool) {
	if p.Code = code; !ok {
		p.Field, p.Code, p.Told = "", "", "“"+p.Value+"”不在可选的里面，请在表里选"
	}
}

// kindOf is what a field is, for its tint.
func kindOf(field string) string {
	switch field {
	case "client.name", "lead.name", "client.contact", pasted.LegalRep, "owner", "client.fapiaoTitle":
		return "who"
	case "client.creditCode", "lead.docNumber", "client.fapiaoTaxNo", "accountUin", "contract", "client.postcode":
		return "number"
	case "client.officePhone", "client.contactPhone", "lead.mobile", "lead.emergency", "lead.email", "client.wechat":
		return "phone"
	case "client.address", "client.registered", "lead.docAddress", "lead.living", "province":
		return "place"
	}
	switch {
	case strings.HasSuffix(field, "Until") || strings.HasSuffix(field, "On") || field == "signedAt":
		return "day"
	case strings.HasPrefix(field, "site."):
		return "site"
	}
	return "word"
}

// covers are how the fields that are sealed are covered.
var covers = map[string]func(string) string{
	"lead.docNumber": identity.MaskID, "lead.docAddress": identity.MaskAddress, "lead.living": identity.MaskAddress,
	"lead.mobile": identity.MaskPhone, "lead.emergency": identity.MaskPhone, "lead.email": identity.MaskEmail,
	"client.officePhone": identity.MaskPhone, "client.contactPhone": identity.MaskPhone, "client.wechat": identity.MaskWeChat,
	"": identity.MaskID, // nobody's: it may be a number
}

func cover(field, value string) string {
	if mask := covers[field]; mask != nil && value != "" {
		return mask(value)
	}
	return value
}
