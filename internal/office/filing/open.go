// Package filing holds the verbs that write a case: it opens one, records what happens,
// corrects and undoes, and changes what stands beside the moves.
package filing

import (
	"context"
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// caseSeries is the letters in front of a case's number.
const caseSeries = "BA"

// OpenInput opens a case with as little as a client's name, a domain or a site's
// name, a province and the phases. What is given is judged; what is missing is owed.
type OpenInput struct {
	ClientID   ref.ClientID       `json:"clientId"` // an existing client, or "" and Client
	Client     people.ClientInput `json:"client"`
	LeadID     ref.PersonID       `json:"leadId"`   // an existing person of the client, or "" and Lead
	Lead       people.PersonInput `json:"lead"`     // may be empty
	LegalRep   bool               `json:"legalRep"` // the lead is the 法定代表人, too
	Roles      []cases.Role       `json:"roles"`    // what else the lead is at each site: security, opinion
	Type       string             `json:"type"`
	Province   string             `json:"province"` // two-digit division code
	ICP        bool               `json:"icp"`
	Police     bool               `json:"police"`
	Sites      []SiteInput        `json:"sites"`
	OwnerID    ref.StaffID        `json:"ownerId"`                       // "" is who acts
	Lookup     string             `json:"lookup" text:"查重结果,lines,2000"` // finding of 查重定类; its absence warns
	LookupDay  string             `json:"lookupDay" text:"查重日期,number,100"`
	Remark     string             `json:"remark" text:"备注,lines,2000"`         // 备注 of the subject's form
	Contract   string             `json:"contract" text:"合同号,name,100"`        // 合同号
	AccountUIN string             `json:"accountUin" text:"主账号 ID,number,100"` // 主账号 ID
	SignedAt   string             `json:"signedAt" text:"签约时间,number,100"`     // day or minute as typed; "" is now
	Values     map[string]string  `json:"values" text:"这一项,lines,2000"`        // of the move signing.sign
	Agree      bool               `json:"agree"`                               // goes on although something was asked
	// When the client is there already: "" asks, SameUse opens the case in its name where
	// it is beyond doubt, SameNew opens another client.
	Same string `json:"same"`
	// Fields of Client and Lead that replace what is stored of ClientID and LeadID:
	// client.address, lead.mobile.
	Take  []string `json:"take"`
	Draft string   `json:"draft"` // key of the draft that ends with the case, or ""
	// Once opens nothing where the client has a case of that type for one of the sites already.
	Once bool `json:"-"`
	// Try only tells what would come of it.
	Try bool `json:"-"`
	// Past is what had happened before; nil for a case that begins with its signing.
	Past *Past `json:"-"`
}

// Opened is a case just opened. Confirm says that nothing was stored: Warnings holds
// what must be agreed to first.
type Opened struct {
	ID       ref.CaseID
	Number   string
	Warnings []string
	Mended   []people.Mended // what was changed in the input, stored or not
	Confirm  bool
	Same     []people.Match // with Confirm: who is there already; one is chosen, or another is opened
	Again    string         // number of the case that Once has found; nothing was stored
	Stand    Stand          // of a case with a past
	Used     *people.Match  // whom SameUse has found, with what differs and was left as it was
}

// Open opens a case: client, lead, sites, number, fees and the first move in one
// transaction. Errors: Invalid with every wrong field (office.ProblemsOf).
func Open(ctx context.Context, o *office.Office, in OpenInput) (out Opened, err error) {
	err = o.Write(ctx, func(w *office.Work) error {
		out, err = OpenIn(o, w, in)
		return err
	})
	return out, err
}

// OpenIn is Open inside a transaction. What it asks or refuses has stored nothing.
func OpenIn(o *office.Office, w *office.Work, in OpenInput) (Opened, error) {
	if err := office.Judge(in); err != nil {
		return Opened{}, err
	}
	out := Opened{Warnings: []string{}}
	n, err := readCase(o, w, &in)
	if err != nil {
		return out, err
	}
	out.Mended = n.mended
	if len(n.same) > 0 {
		out.Confirm, out.Same = true, n.same
		return out, nil
	}
	out.Used = n.used
	if in.Once {
		if out.Again, err = n.again(w.Tx); err != nil || out.Again != "" {
			return out, err
		}
	}
	asks, err := n.asks(w)
	if err != nil {
		return out, err
	}
	if in.Past != nil {
		var doubts []string
		if out.Stand, doubts, err = n.judgePast(o, w, in); err != nil {
			return out, err
		}
		asks = append(asks, doubts...)
	}
	if len(asks) > 0 && !in.Agree {
		out.Confirm, out.Warnings = true, asks
		return out, nil
	}
	out.Warnings = append(asks, n.warnings...)
	if in.Try {
		return out, nil
	}
	if err := n.store(o, w, in); err != nil {
		return out, err
	}
	out.ID, out.Number = n.d.Case.ID, n.d.Case.Number
	return out, nil
}

// newCase is a case that was read and not yet stored.
type newCase struct {
	d         casefile.File
	newClient bool
	lead      clients.Person // the zero Person when there is none
	newLead   bool
	oldClient *clients.Client // as it was stored, when fields of it are taken
	oldLead   *clients.Person
	same      []people.Match
	used      *people.Match
	signed    cal.Moment
	warnings  []string
	mended    []people.Mended
}

// readCase judges all of the input before anything is stored.
func readCase(o *office.Office, w *office.Work, in *OpenInput) (*newCase, error) {
	n := &newCase{signed: cal.At(w.Now)}
	r := &people.Reader{Today: o.Today()}
	assume(r, in)
	if err := n.readParties(w, r, *in); err != nil {
		return nil, err
	}
	n.d.Case = cases.Case{
		Type: in.Type, Province: in.Province, ICP: in.ICP, Police: in.Police, OwnerID: in.OwnerID,
		Lookup: strings.TrimSpace(in.Lookup), Status: string(workflow.Open),
	}
	if n.d.Case.OwnerID == "" {
		n.d.Case.OwnerID = w.Staff
	}
	if err := setup.OwnerFits(w.Tx, n.d.Case.OwnerID); err != nil {
		r.Take("ownerId", err)
	}
	n.d.Case.Contract, n.d.Case.AccountUIN = readOrder(r, in.Contract, in.AccountUIN)
	n.d.Case.Remark = readRemark(r, "remark", "主体备注", in.Remark)
	for _, role := range in.Roles {
		if role != cases.SecurityLead && role != cases.OpinionLead {
			r.At("roles", "另外的角色只能写信息安全负责人（security）和舆情引导员（opinion）")
		}
	}
	readKind(o, r, *in)
	kind, _ := o.Engine.Graph().Type(in.Type)
	n.d.Sites = readSites(r, in.Sites, kind, n.d.Client.Kind)
	if strings.TrimSpace(in.LookupDay) != "" {
		if day, err := readLookupDay(o, in.LookupDay); err != nil {
			r.Take("lookupDay", err)
		} else {
			n.d.Case.LookupDay = &day
		}
	} else if n.d.Case.Lookup != "" {
		today := o.Today()
		n.d.Case.LookupDay = &today
	}
	if strings.TrimSpace(in.SignedAt) != "" {
		at, err := cal.Read(in.SignedAt, cal.Want{Now: n.signed, Lean: cal.Happened, Clock: true, Name: "签约时间"})
		r.Take("signedAt", err)
		n.signed = at.Moment
	}
	if n.d.Case.Lookup == "" {
		r.Warnings = append(r.Warnings, casefile.LookupMissing)
	}
	if err := r.Err(); err != nil {
		return n, err
	}
	earlier, err := n.earlier(o, w.Tx)
	n.warnings, n.mended = append(r.Warnings, earlier...), r.Mended()
	return n, err
}

// assume settles what a case with as little as a name, a domain, a province and its
// phases leaves open, and says so: staff correct it once they know more.
func assume(r *people.Reader, in *OpenInput) {
	if in.Type == "" && (in.ICP || in.Police) {
		told := "没有写案件类型，先按首次办理，请用查重定类的结果核对"
		if in.Type = TypeOf("", in.ICP, in.Police); !in.ICP {
			told = "没有写案件类型，只办公安备案，按仅公安办理，请核对"
		}
		r.Warnings = append(r.Warnings, told)
	}
	if in.ClientID == "" && in.Client.Kind == "" && in.Client.Name != "" {
		in.Client.Kind = string(clients.Enterprise)
		r.Warnings = append(r.Warnings, "没有写主办者性质，先按企业办理，请核对")
	}
	if p, ok := identity.ProvinceByName(in.Province); ok {
		in.Province = p.Code
	}
}

// TypeOf is the type of an order, assumed by its phases where none is given.
func TypeOf(given string, icp, police bool) string {
	switch {
	case given != "" || !icp && !police:
		return given
	case icp:
		return "first"
	}
	return "police"
}

// asks are the doubts that somebody must agree to before the case is stored.
func (n *newCase) asks(w *office.Work) ([]string, error) {
	asks, err := casefile.SameSubject(w.Tx, n.d.Client, n.lead, "")
	if err != nil || n.lead.Name == "" {
		return asks, err
	}
	phones, err := people.PhoneWarnings(w.Tx, n.lead)
	return append(asks, phones...), err
}

// store writes everything and records the signing.
func (n *newCase) store(o *office.Office, w *office.Work, in OpenInput) error {
	if n.newClient {
		n.d.Client.ID = ref.New[ref.ClientID]()
		n.d.Client.CreatedAt, n.d.Client.UpdatedAt, n.d.Client.Version = w.Now, w.Now, 1
		if err := w.Clients().AddClient(n.d.Client); err != nil {
			return err
		}
	}
	if n.oldClient != nil {
		if err := people.PutClient(w, *n.oldClient, &n.d.Client); err != nil {
			return err
		}
	}
	if n.oldLead != nil {
		if err := people.PutPerson(w, *n.oldLead, &n.lead); err != nil {
			return err
		}
		if err := casefile.Renamed(o, w, n.d.Client.ID); err != nil {
			return err
		}
	}
	if n.newLead {
		n.lead.ClientID = n.d.Client.ID
		if err := people.AddPerson(w, &n.lead); err != nil {
			return err
		}
		n.d.People = append(n.d.People, n.lead)
	}
	c := &n.d.Case
	var err error
	if c.Number, err = w.Number(caseSeries, cal.DayOf(w.Now).Year()); err != nil {
		return err
	}
	c.ID, c.ClientID = ref.New[ref.CaseID](), n.d.Client.ID
	c.Edition = o.Editions.Latest().No
	c.OpenedAt, c.CreatedAt, c.UpdatedAt, c.Version = w.Now, w.Now, w.Now, 1
	for i := range n.d.Sites {
		n.d.Sites[i].ID, n.d.Sites[i].CaseID, n.d.Sites[i].Version = ref.New[ref.SiteID](), c.ID, 1
	}
	n.d.Leads = n.roles(in.LegalRep, in.Roles)
	if err := w.Cases().Add(*c, n.d.Sites, n.d.Leads); err != nil {
		return err
	}
	if err := w.NoteAt("case", c.ID, string(c.ID), "开立案件", n.describe(o), n.signed.String()); err != nil {
		return err
	}
	if err := n.d.Fold(o); err != nil {
		return err
	}
	if in.Past != nil {
		err = n.bring(o, w, in.Past)
	} else {
		_, err = record(o, w, &n.d, workflow.Move{At: n.signed, Action: o.Engine.Graph().Opening().Code, Values: maps.Clone(in.Values)})
	}
	if err != nil {
		return err
	}
	return w.Drafts().Remove(w.Staff, in.Draft)
}

// roles makes the lead answer for the order and for each site; another person may
// take a site later.
func (n *newCase) roles(legal bool, more []cases.Role) []cases.Lead {
	leads := []cases.Lead{}
	if n.lead.ID == "" {
		return leads
	}
	leads = append(leads, cases.Lead{CaseID: n.d.Case.ID, Person: n.lead.ID, Role: cases.SubjectLead})
	for _, s := range n.d.Sites {
		for _, role := range perSite {
			if role == cases.SiteLead || slices.Contains(more, role) {
				leads = append(leads, cases.Lead{CaseID: n.d.Case.ID, SiteID: s.ID, Person: n.lead.ID, Role: role})
			}
		}
	}
	if legal {
		leads = append(leads, cases.Lead{CaseID: n.d.Case.ID, Person: n.lead.ID, Role: cases.LegalRep})
	}
	return leads
}
