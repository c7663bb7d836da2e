package app

import (
	"context"

	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// CasesService opens cases, moves them on and shows them.
type CasesService struct{ s *Session }

var caseViews = []present.OptionView{{Code: "open", Label: "在办"}, {Code: "mine", Label: "我的"}, {Code: "closed", Label: "已结"}, {Code: "all", Label: "全部"}}

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
	return c.after(ref.CaseID(in.ID), nil)
}

// Timeline reads on where the page's timeline ends.
func (c *CasesService) Timeline(in TimelineInput) (TimelineView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (TimelineView, error) {
		items, more, err := views.Timeline(ctx, o, ref.CaseID(in.CaseID), int64(in.Before))
		return TimelineView{Items: timelineItems(items, o.Today()), More: int(more)}, err
	})
}

// after runs f and then reads the case's page anew.
func (c *CasesService) after(id ref.CaseID, f func(context.Context, *office.Office) error) (CaseView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (CaseView, error) {
		if f != nil {
			if err := f(ctx, o); err != nil {
				return CaseView{}, err
			}
		}
		file, err := views.Show(ctx, o, id)
		if err != nil {
			return CaseView{}, err
		}
		return caseView(o, file), nil
	})
}

// Open opens a case.
func (c *CasesService) Open(in filing.OpenInput) (OpenedView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (OpenedView, error) {
		got, err := filing.Open(ctx, o, in)
		return OpenedView{ID: string(got.ID), Number: got.Number, Warnings: present.List(got.Warnings), Confirm: got.Confirm}, err
	})
}

// Do records a move.
func (c *CasesService) Do(in filing.DoInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		_, err := filing.Do(ctx, o, in)
		return err
	})
}

// Note writes a note or a contact into the timeline.
func (c *CasesService) Note(in filing.NoteInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error { return filing.Note(ctx, o, in) })
}

// SaveSite changes a site; doubts about it join the page's warnings.
func (c *CasesService) SaveSite(in filing.SaveSiteInput) (CaseView, error) {
	var doubts []string
	v, err := c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		var err error
		doubts, err = filing.SaveSite(ctx, o, in)
		return err
	})
	v.Warnings = append(doubts, v.Warnings...)
	return v, err
}

// SetLookup records the finding of 查重定类.
func (c *CasesService) SetLookup(in filing.LookupInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error { return filing.SetLookup(ctx, o, in) })
}

// SetOwner hands the case to another 经办.
func (c *CasesService) SetOwner(in filing.OwnerInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error { return filing.SetOwner(ctx, o, in) })
}

// Agree moves an agreed date (改期). Statutory clocks can't be moved.
func (c *CasesService) Agree(in filing.AgreeInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		_, err := filing.Agree(ctx, o, in)
		return err
	})
}

// SaveAccount keeps the sub-account's user name and password.
func (c *CasesService) SaveAccount(in filing.AccountInput) (CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error { return filing.SaveAccount(ctx, o, in) })
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
