package shapes

import (
	"bytes"
	"encoding/json"

	"beiandesk/internal/errs"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/present"
)

// PersonCopy is what the desk holds of a person, as he is given it. What lies in scans stands
// in the scans.
type PersonCopy struct {
	Made     string       `json:"made"`
	Agency   string       `json:"agency"`
	Whole    bool         `json:"whole"` // nothing is covered
	Person   PersonFields `json:"person"`
	Client   string       `json:"client"`
	Cases    []PersonCase `json:"cases"`
	Consents []Consent    `json:"consents"`
	LookedAt []PersonLook `json:"looked_at"` // who looked at covered values, the latest first
}

// PersonFields are a person's own data.
type PersonFields struct {
	Name       string `json:"name"`
	DocKind    string `json:"doc_kind"`
	DocNumber  string `json:"doc_number"`
	DocUntil   string `json:"doc_until"` // day, 长期, or "" when unknown
	DocAddress string `json:"doc_address"`
	Living     string `json:"living"`
	Mobile     string `json:"mobile"`
	Emergency  string `json:"emergency"`
	Email      string `json:"email"`
}

// PersonCase is what one case holds of him.
type PersonCase struct {
	Case      string           `json:"case"`
	Type      string           `json:"type"`
	Status    string           `json:"status"`
	Roles     []string         `json:"roles"`
	Opened    string           `json:"opened"`
	Documents []PersonDocument `json:"documents"`
	Handovers []PersonHandover `json:"handovers"`
}

// PersonDocument is a scan of the case.
type PersonDocument struct {
	Material string `json:"material"`
	Version  int    `json:"version"`
	Received string `json:"received"`
}

// PersonHandover is what was handed over in the case.
type PersonHandover struct {
	At        string   `json:"at"`
	Recipient string   `json:"recipient"`
	Kinds     []string `json:"kinds"`
	Purpose   string   `json:"purpose"`
}

// PersonLook is one at a covered value.
type PersonLook struct {
	At    string `json:"at"`
	Staff string `json:"staff"`
	What  string `json:"what"`
}

// PersonCopyOf is a copy as the text of a file.
func PersonCopyOf(c rights.Copy) ([]byte, error) {
	p := c.Person
	until := present.Day(p.DocUntil)
	if p.DocLong {
		until = "长期"
	}
	v := PersonCopy{
		Made: c.Made.String(), Agency: c.Agency, Whole: c.Whole, Client: c.Client, Cases: []PersonCase{}, Consents: []Consent{}, LookedAt: []PersonLook{},
		Person: PersonFields{
			Name: p.Name, DocKind: people.LabelOf(people.DocKinds, string(p.DocKind)), DocNumber: p.DocNumber, DocUntil: until, DocAddress: p.DocAddress,
			Living: p.Living, Mobile: p.Mobile, Emergency: p.Emergency, Email: p.Email,
		},
	}
	for _, part := range c.Cases {
		of := PersonCase{Case: part.Number, Type: part.Type, Status: part.Status, Roles: part.Roles, Opened: part.Opened.String(), Documents: []PersonDocument{}, Handovers: []PersonHandover{}}
		for _, d := range part.Documents {
			of.Documents = append(of.Documents, PersonDocument{d.Label, d.No, d.Received.String()})
		}
		for _, h := range part.Handovers {
			of.Handovers = append(of.Handovers, PersonHandover{h.At.String(), h.Recipient, h.Kinds, h.Purpose})
		}
		v.Cases = append(v.Cases, of)
	}
	for _, l := range c.Agreed {
		v.Consents = append(v.Consents, ConsentOf(l))
	}
	for _, l := range c.Looks {
		v.LookedAt = append(v.LookedAt, PersonLook{l.At.String(), l.Who, l.Title})
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, errs.Wrap(errs.Internal, err, "结果写不成 JSON")
	}
	return text.Bytes(), nil
}
