package followups

import (
	"context"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/followups"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Origin says from what a case comes: one of what stands of another case, or that case alone
// where Key is "".
type Origin struct {
	CaseID ref.CaseID `json:"caseId"`
	Key    string     `json:"key"`
}

// Filled is a new case filled from a delivered one: its client and lead, the site of what stands
// (all sites for the case alone), its numbers and who keeps the filing password. What lies
// covered is not copied: account, permits and remarks. Errors: NotFound, Invalid at type.
func Filled(ctx context.Context, o *office.Office, from Origin, caseType string) (in filing.OpenInput, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		l, err := from.of(tx, o.Today(), caseType)
		if err != nil {
			return err
		}
		d, err := casefile.Read(o, tx, from.CaseID)
		if err != nil {
			return err
		}
		in = filing.OpenInput{ClientID: d.Client.ID, Type: caseType, Province: d.Case.Province, ICP: true, Sites: []filing.SiteInput{}, Roles: []cases.Role{}, Values: map[string]string{}, Take: []string{}}
		for _, lead := range d.Leads {
			switch {
			case lead.Role == cases.SubjectLead:
				in.LeadID = lead.Person
			case lead.Role == cases.LegalRep && lead.Person == in.LeadID:
				in.LegalRep = true
			}
		}
		for _, s := range d.Sites {
			if l.Site == "" || l.Site == s.ID {
				in.Sites = append(in.Sites, siteOf(s, caseType))
			}
		}
		return nil
	})
	return in, err
}

// of is what stands, the zero Line for the case alone. Errors: NotFound, Invalid at type for
// what does not lead there.
func (from Origin) of(tx store.Tx, today cal.Day, caseType string) (Line, error) {
	own, _ := followups.KindOf(followups.Own)
	own.Code = "" // the case alone, nothing that stands
	l := Line{FollowupRow: store.FollowupRow{CaseID: from.CaseID, Day: today}, Kind: own}
	if from.Key != "" {
		var err error
		if l, err = find(tx, today, from.CaseID, from.Key); err != nil {
			return l, err
		}
	}
	if !l.Kind.LeadsTo(caseType) {
		return l, errs.AtField("type", "这件后续不开这一类案件，请从列出的里选")
	}
	return l, nil
}

// siteOf is a site as it is typed into a new case of a type. To another server only what stays
// comes along.
func siteOf(s cases.Site, caseType string) filing.SiteInput {
	in := filing.SiteInput{
		Name: s.Name, Domain: s.Domain, Interactive: s.Interactive, DomainUntil: typed(s.DomainUntil), BoughtOn: typed(s.BoughtOn), VerifiedOn: typed(s.VerifiedOn),
		Contents: copied(s.Contents), Languages: copied(s.Languages), Approvals: copied(s.Approvals), Services: copied(s.Services), Hazard: s.Hazard, Permits: cases.Permits{},
		Registrar: filing.ProviderInput(s.Registrar), Details: cases.Details{},
	}
	if caseType != "access" {
		in.ServerKind, in.ServerOwner, in.ServerInstance = s.ServerKind, s.ServerOwner, s.ServerInstance
		in.ServerIP, in.ServerIPEnd, in.ServerUntil = s.ServerIP, s.ServerIPEnd, typed(s.ServerUntil)
		in.Access = filing.ProviderInput(s.Access)
	}
	before := map[string]string{"old-number": s.ICPNumber, "old-provider": s.Access.Name, "password-keeper": s.Details["password-keeper"]}
	for _, f := range cases.DetailsOf(caseType).Fields {
		if v, ok := before[f.Code]; ok && v != "" {
			in.Details[f.Code] = v
		}
	}
	return in
}

func copied(codes []string) []string { return append([]string{}, codes...) }

func typed(d *cal.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// FollowupCase opens a case that comes of another one.
type FollowupCase struct {
	From Origin           `json:"from"`
	Case filing.OpenInput `json:"case"`
}

// Open opens a case as filing.Open does, and notes in both where it comes from. Errors: those of
// filing.Open; NotFound once what it comes of stands no more; Invalid at type.
func Open(ctx context.Context, o *office.Office, in FollowupCase) (out filing.Opened, err error) {
	if err := office.Judge(in); err != nil {
		return out, err
	}
	err = o.Write(ctx, func(w *office.Work) error {
		l, err := in.From.of(w.Tx, o.Today(), in.Case.Type)
		if err != nil {
			return err
		}
		old, err := w.Cases().Get(in.From.CaseID)
		if err != nil {
			return err
		}
		if out, err = filing.OpenIn(o, w, in.Case); err != nil || out.ID == "" {
			return err
		}
		d := l.decision(followups.Led, "", w)
		d.Led = out.ID
		if err := put(w, l, d); err != nil {
			return err
		}
		label := l.Label()
		if label != "" {
			label += "，"
		}
		if err := w.Note("edit", old.ID, string(d.ID), "由本案开立 "+out.Number, label+casefile.TypeLabel(o, in.Case.Type)); err != nil {
			return err
		}
		return w.Note("edit", out.ID, string(d.ID), "由 "+old.Number+" 的后续开立", l.Label())
	})
	return out, err
}
