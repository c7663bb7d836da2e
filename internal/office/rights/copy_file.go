package rights

import (
	"bytes"
	"encoding/json"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/people"
)

// CopyFile is what the desk holds of a person, as he is given it. What lies in scans stands
// in the scans.
type CopyFile struct {
	Made     string        `json:"made"`
	Agency   string        `json:"agency"`
	Whole    bool          `json:"whole"` // nothing is covered
	Person   CopyPerson    `json:"person"`
	Client   string        `json:"client"`
	Cases    []CopyCase    `json:"cases"`
	Own      []CopyOwn     `json:"own_fields"` // where the client is he himself
	Consents []CopyConsent `json:"consents"`
	LookedAt []CopyLook    `json:"looked_at"` // who looked at covered values, the latest first
}

// CopyPerson are a person's own data.
type CopyPerson struct {
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

// CopyCase is what one case holds of him.
type CopyCase struct {
	Case      string         `json:"case"`
	Type      string         `json:"type"`
	Status    string         `json:"status"`
	Roles     []string       `json:"roles"`
	Opened    string         `json:"opened"`
	Documents []CopyDocument `json:"documents"`
	Handovers []CopyHandover `json:"handovers"`
}

// CopyOwn are tags, or the value of a field that the desk has added by itself.
type CopyOwn struct {
	Case  string `json:"case"` // "" of the client
	Field string `json:"field"`
	Value string `json:"value"`
}

// CopyConsent is what he has agreed to.
type CopyConsent struct {
	Matter    string   `json:"matter"`
	Separate  bool     `json:"separate"` // 单独同意
	Kinds     []string `json:"kinds"`
	Way       string   `json:"way"`
	On        string   `json:"on"`
	Evidence  string   `json:"evidence"`
	File      string   `json:"evidence_file"` // what the file is called that proves it, "" without one
	Received  string   `json:"evidence_received"`
	Withdrawn string   `json:"withdrawn"` // the day, "" while it holds
	Follows   string   `json:"follows"`
}

// CopyDocument is a scan of the case.
type CopyDocument struct {
	Material string `json:"material"`
	Version  int    `json:"version"`
	Received string `json:"received"`
}

// CopyHandover is what was handed over in the case.
type CopyHandover struct {
	At        string   `json:"at"`
	Recipient string   `json:"recipient"`
	Kinds     []string `json:"kinds"`
	Purpose   string   `json:"purpose"`
}

// CopyLook is one at a covered value.
type CopyLook struct {
	At    string `json:"at"`
	Staff string `json:"staff"`
	What  string `json:"what"`
}

// File is the copy as the text of a file, JSON, and its name.
func (c Copy) File() (name string, text []byte, err error) {
	p := c.Person
	v := CopyFile{
		Made: c.Made.String(), Agency: c.Agency, Whole: c.Whole, Client: c.Client, Cases: []CopyCase{}, Own: []CopyOwn{}, Consents: []CopyConsent{}, LookedAt: []CopyLook{},
		Person: CopyPerson{
			Name: p.Name, DocKind: people.LabelOf(people.DocKinds, string(p.DocKind)), DocNumber: p.DocNumber, DocUntil: people.Until(p), DocAddress: p.DocAddress,
			Living: p.Living, Mobile: p.Mobile, Emergency: p.Emergency, Email: p.Email,
		},
	}
	for _, part := range c.Cases {
		of := CopyCase{Case: part.Number, Type: part.Type, Status: part.Status, Roles: part.Roles, Opened: part.Opened.String(), Documents: []CopyDocument{}, Handovers: []CopyHandover{}}
		for _, d := range part.Documents {
			of.Documents = append(of.Documents, CopyDocument{d.Label, d.No, d.Received.String()})
		}
		for _, h := range part.Handovers {
			of.Handovers = append(of.Handovers, CopyHandover{h.At.String(), h.Recipient, h.Kinds, h.Purpose})
		}
		v.Cases = append(v.Cases, of)
	}
	for _, of := range c.Own {
		v.Own = append(v.Own, CopyOwn{of.Case, of.Name, of.Value})
	}
	for _, l := range c.Agreed {
		of := CopyConsent{Matter: l.Matter.Label, Separate: l.Matter.Separate, Kinds: l.Kinds, Way: l.Way.Label, On: l.On.String(), Evidence: l.Evidence}
		if l.File != nil {
			of.File, of.Received = l.File.Name, cal.DayOf(l.File.AddedAt).String()
		}
		if l.Withdrawn != nil {
			of.Withdrawn, of.Follows = l.Withdrawn.On.String(), l.Withdrawn.Follows
		}
		v.Consents = append(v.Consents, of)
	}
	for _, l := range c.Looks {
		v.LookedAt = append(v.LookedAt, CopyLook{l.At.String(), l.Who, l.Title})
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return "", nil, errs.Wrap(errs.Internal, err, "结果写不成 JSON")
	}
	return "个人信息副本-" + p.Name + ".json", out.Bytes(), nil
}
