package app

import (
	"context"

	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// CasesService opens cases, moves them on and shows them.
type CasesService struct{ s *Session }

var caseViews = []OptionView{{"open", "在办"}, {"mine", "我的"}, {"closed", "已结"}, {"all", "全部"}}

// List gives a page of the cases table.
func (c *CasesService) List(in CasesInput) (CasesView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (CasesView, error) {
		owners := make([]ref.StaffID, len(in.Owners))
		for i, id := range in.Owners {
			owners[i] = ref.StaffID(id)
		}
		table, err := views.List(ctx, o, store.CaseQuery{
			View: in.View, Mine: o.Staff, Provs: in.Provs, Stages: in.Stages, Parties: in.Parties, Owners: owners, Due: in.Due,
			Unpaid: in.Unpaid, Text: in.Text, Sort: in.Sort, Desc: in.Desc, After: in.Cursor, Limit: pageSize(in.PageSize),
		})
		if err != nil {
			return CasesView{}, err
		}
		v := CasesView{Rows: []CaseRow{}, Next: table.Next, Total: table.Total, Unpaid: table.Unpaid.String(), Views: []PartyCount{}}
		for _, row := range table.Rows {
			v.Rows = append(v.Rows, caseRow(row))
		}
		for _, view := range caseViews {
			v.Views = append(v.Views, PartyCount{Code: view.Code, Label: view.Label, Count: table.Views[view.Code]})
		}
		return v, nil
	})
}

func caseRow(r views.Row) CaseRow {
	return CaseRow{
		ID: string(r.ID), Number: r.Number, Client: r.Client, Lead: r.Lead, Domain: r.Domain, Province: r.ProvinceName,
		Type: r.TypeLabel, Stage: r.StageLabel, Party: string(r.WaitsFor), PartyLabel: r.PartyLabel, Todo: r.Todo, Due: dueView(r.Due),
		Owner: r.Owner, Unpaid: r.Unpaid.String(), Contact: r.Contact, Status: r.StatusText,
	}
}

// Get reads the whole page of a case.
func (c *CasesService) Get(in IDInput) (CaseView, error) {
	return c.after(in.ID, nil)
}

// Timeline reads on where the page's timeline ends.
func (c *CasesService) Timeline(in TimelineInput) (TimelineView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (TimelineView, error) {
		items, more, err := views.Timeline(ctx, o, ref.CaseID(in.CaseID), int64(in.Before))
		return TimelineView{Items: timelineItems(items), More: int(more)}, err
	})
}

// after runs f and then reads the case's page anew.
func (c *CasesService) after(id string, f func(context.Context, *office.Office) error) (CaseView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (CaseView, error) {
		if f != nil {
			if err := f(ctx, o); err != nil {
				return CaseView{}, err
			}
		}
		file, err := views.Show(ctx, o, ref.CaseID(id))
		if err != nil {
			return CaseView{}, err
		}
		return caseView(o, file), nil
	})
}

// Open opens a case.
func (c *CasesService) Open(in NewCaseInput) (OpenedView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (OpenedView, error) {
		sites := make([]filing.SiteInput, len(in.Sites))
		for i, site := range in.Sites {
			sites[i] = site.office()
		}
		got, err := filing.Open(ctx, o, filing.OpenInput{
			ClientID: ref.ClientID(in.ClientID), Client: in.Client.office(), LeadID: ref.PersonID(in.LeadID), Lead: in.Lead.office(),
			LegalRep: in.LegalRep, Type: in.Type, Province: in.Province, ICP: in.ICP, Police: in.Police, Sites: sites,
			OwnerID: ref.StaffID(in.OwnerID), Lookup: in.Lookup, LookupDay: in.LookupDay, SignedAt: in.SignedAt,
			Values: in.Values, Agree: in.Agree,
		})
		return OpenedView{ID: string(got.ID), Number: got.Number, Warnings: list(got.Warnings), Confirm: got.Confirm}, err
	})
}

func (in SiteInput) office() filing.SiteInput {
	return filing.SiteInput{
		ID: ref.SiteID(in.ID), Name: in.Name, Domain: in.Domain, Interactive: in.Interactive,
		ServerKind: in.ServerKind, ServerIP: in.ServerIP, ServerUntil: in.ServerUntil,
		DomainUntil: in.DomainUntil, ProofUntil: in.ProofUntil, GrantUntil: in.GrantUntil, Version: in.Version,
	}
}

// Do records a move.
func (c *CasesService) Do(in DoInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		_, err := filing.Do(ctx, o, filing.DoInput{
			CaseID: ref.CaseID(in.CaseID), Action: in.Action, SiteID: ref.SiteID(in.SiteID), At: in.At, Reason: in.Reason,
			Values: in.Values, Version: in.Version,
		})
		return err
	})
}

// Note writes a note or a contact into the timeline.
func (c *CasesService) Note(in NoteInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		return filing.Note(ctx, o, filing.NoteInput{CaseID: ref.CaseID(in.CaseID), Kind: in.Kind, Text: in.Text, At: in.At})
	})
}

// SaveSite changes a site; doubts about it join the page's warnings.
func (c *CasesService) SaveSite(in SaveSiteInput) (CaseView, error) {
	var doubts []string
	v, err := c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		var err error
		doubts, err = filing.SaveSite(ctx, o, filing.SaveSiteInput{CaseID: ref.CaseID(in.CaseID), Site: in.Site.office()})
		return err
	})
	v.Warnings = append(doubts, v.Warnings...)
	return v, err
}

// SetLookup records the finding of 查重定类.
func (c *CasesService) SetLookup(in LookupInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		return filing.SetLookup(ctx, o, filing.LookupInput{CaseID: ref.CaseID(in.CaseID), Text: in.Text, Day: in.Day, Version: in.Version})
	})
}

// SetOwner hands the case to another 经办.
func (c *CasesService) SetOwner(in OwnerInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		return filing.SetOwner(ctx, o, filing.OwnerInput{CaseID: ref.CaseID(in.CaseID), OwnerID: ref.StaffID(in.OwnerID), Version: in.Version})
	})
}

// Agree moves an agreed date.
func (c *CasesService) Agree(in AgreeInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		_, err := filing.Agree(ctx, o, filing.AgreeInput{
			CaseID: ref.CaseID(in.CaseID), RunID: ref.RunID(in.RunID), Day: in.Day, Reason: in.Reason, Version: in.Version,
		})
		return err
	})
}

// SaveAccount keeps the sub-account's user name and password.
func (c *CasesService) SaveAccount(in AccountInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		return filing.SaveAccount(ctx, o, filing.AccountInput{
			CaseID: ref.CaseID(in.CaseID), UserName: in.UserName, Secret: in.Secret, Version: in.Version,
		})
	})
}

// Check judges a value while it is typed.
func (c *CasesService) Check(in CheckInput) (CheckResult, error) {
	return run(c.s, func(_ context.Context, o *office.Office) (CheckResult, error) {
		var got identity.Check
		if in.Kind == identity.KindSiteName {
			subject := identity.SubjectUnknown
			switch in.Subject {
			case "":
			case "personal":
				subject = identity.SubjectPersonal
			case "government":
				subject = identity.SubjectGovernment
			default:
				subject = identity.SubjectUnit
			}
			got = identity.SiteName(in.Value, identity.SiteNameContext{Subject: subject, Domain: in.Domain})
		} else {
			var err error
			if got, err = identity.Run(in.Kind, in.Value, o.Today()); err != nil {
				return CheckResult{}, errs.AtField("kind", "没有这种检查")
			}
		}
		v := CheckResult{OK: got.OK, Value: got.Value, Message: got.Message, Warnings: []string{}}
		for _, w := range got.Warnings {
			v.Warnings = append(v.Warnings, w.Message)
		}
		return v, nil
	})
}
