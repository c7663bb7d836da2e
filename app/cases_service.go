package app

import (
	"context"

	"beiandesk/app/page"
	"beiandesk/app/page/after"
	"beiandesk/app/page/telling"
	"beiandesk/internal/errs"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/finding"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/office/madeviews"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// CasesService opens cases, moves them on and shows them.
type CasesService struct{ s *Session }

// caseQuery is what the page asks of the cases table; mine is who asks.
func caseQuery(in page.CasesInput, mine ref.StaffID) store.CaseQuery {
	owners := make([]ref.StaffID, len(in.Owners))
	for i, id := range in.Owners {
		owners[i] = ref.StaffID(id)
	}
	return store.CaseQuery{
		View: in.View, Mine: mine, Provs: in.Provs, Stages: in.Stages, Parties: in.Parties, Owners: owners, Due: in.Due,
		Tags: in.Tags, Values: in.Own, Unpaid: in.Unpaid, Text: in.Text, Sort: in.Sort, Desc: in.Desc, After: in.Cursor, Limit: pageSize(in.PageSize),
	}
}

// List gives a page of the cases table.
func (c *CasesService) List(in page.CasesInput) (page.CasesView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.CasesView, error) {
		table, err := views.List(ctx, o, caseQuery(in, o.Staff))
		if err != nil {
			return page.CasesView{}, err
		}
		v := casesHead(table)
		for _, row := range table.Rows {
			v.Rows = append(v.Rows, page.NewCaseRow(row))
		}
		if err := ownCells(ctx, o, table.Rows, v.Rows); err != nil {
			return page.CasesView{}, err
		}
		return v, nil
	})
}

// casesHead are the figures of the cases table, without its rows.
func casesHead(table views.Table) page.CasesView {
	v := page.CasesView{Rows: []page.CaseRow{}, Next: table.Next, Total: table.Total.N, Count: table.Total.String(), Views: []page.PartyCount{}, Elsewhere: []page.ViewHits{}}
	if !table.Total.More {
		v.Unpaid = table.Unpaid.String()
	}
	for _, view := range madeviews.AllGiven {
		v.Views = append(v.Views, page.PartyCount{Code: view.Code, Label: view.Label, Count: table.Views[view.Code]})
		if n := table.Elsewhere[view.Code]; n.N > 0 {
			v.Elsewhere = append(v.Elsewhere, page.ViewHits{Code: view.Code, Label: view.Label, Count: n.String()})
		}
	}
	return v
}

// foundOfGroup is how many of a kind quick find shows.
const foundOfGroup = 6

// Find gives whatever a few words name: of what the desk holds, and of the program's own places.
func (c *CasesService) Find(in page.FindInput) (page.FindView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.FindView, error) {
		found, err := finding.Find(ctx, o, finding.Input{Text: in.Text, Recent: in.Recent, Limit: foundOfGroup})
		return page.NewFindView(found), err
	})
}

// Get reads the whole page of a case.
func (c *CasesService) Get(in page.IDInput) (page.CaseView, error) {
	return c.after(ref.CaseID(in.ID), nil)
}

// Timeline reads on where the page's timeline ends.
func (c *CasesService) Timeline(in page.TimelineInput) (page.TimelineView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.TimelineView, error) {
		items, more, err := views.Timeline(ctx, o, ref.CaseID(in.CaseID), int64(in.Before))
		return page.TimelineView{Items: page.NewTimelineItems(items, o.Today()), More: int(more)}, err
	})
}

// after runs f and then reads the case's page anew.
func (c *CasesService) after(id ref.CaseID, f func(context.Context, *office.Office) error) (page.CaseView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.CaseView, error) {
		if f != nil {
			if err := f(ctx, o); err != nil {
				return page.CaseView{}, err
			}
		}
		file, err := views.Show(ctx, o, id)
		if err != nil {
			return page.CaseView{}, err
		}
		return page.NewCaseView(o, file), nil
	})
}

// Open opens a case.
func (c *CasesService) Open(in filing.OpenInput) (page.OpenedView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.OpenedView, error) {
		got, err := filing.Open(ctx, o, in)
		return openedView(got), err
	})
}

// Followups tells what follows a case.
func (c *CasesService) Followups(in page.IDInput) (after.SheetView, error) {
	v, err := c.decided(ref.CaseID(in.ID), func(context.Context, *office.Office) (ref.FollowupID, error) { return "", nil })
	return v.Sheet, err
}

// decided runs f and then reads anew what follows the case.
func (c *CasesService) decided(id ref.CaseID, f func(context.Context, *office.Office) (ref.FollowupID, error)) (after.DecidedView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (after.DecidedView, error) {
		made, err := f(ctx, o)
		if err != nil {
			return after.DecidedView{}, err
		}
		sheet, err := followups.Of(ctx, o, id)
		return after.DecidedView{ID: string(made), Sheet: after.NewSheet(o, sheet)}, err
	})
}

// FollowupDone records that something that follows a case was done.
func (c *CasesService) FollowupDone(in followups.DoneInput) (after.DecidedView, error) {
	return c.decided(in.CaseID, func(ctx context.Context, o *office.Office) (ref.FollowupID, error) { return followups.Done(ctx, o, in) })
}

// FollowupDrop records that it is not followed any more.
func (c *CasesService) FollowupDrop(in followups.DropInput) (after.DecidedView, error) {
	return c.decided(in.CaseID, func(ctx context.Context, o *office.Office) (ref.FollowupID, error) { return followups.Drop(ctx, o, in) })
}

// FollowupAdd adds one of staff's own.
func (c *CasesService) FollowupAdd(in followups.FollowupInput) (after.DecidedView, error) {
	return c.decided(in.CaseID, func(ctx context.Context, o *office.Office) (ref.FollowupID, error) { return followups.Add(ctx, o, in) })
}

// FollowupUndo takes back what was decided.
func (c *CasesService) FollowupUndo(in after.UndoInput) (after.DecidedView, error) {
	return c.decided(in.CaseID, func(ctx context.Context, o *office.Office) (ref.FollowupID, error) {
		return "", followups.Undo(ctx, o, in.ID)
	})
}

// Filled is a new case filled from a delivered one.
func (c *CasesService) Filled(in after.FillInput) (filing.OpenInput, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (filing.OpenInput, error) {
		return followups.Filled(ctx, o, in.From, in.Type)
	})
}

// OpenFrom opens a case that comes of another one.
func (c *CasesService) OpenFrom(in followups.FollowupCase) (page.OpenedView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.OpenedView, error) {
		got, err := followups.Open(ctx, o, in)
		return openedView(got), err
	})
}

func openedView(got filing.Opened) page.OpenedView {
	return page.OpenedView{ID: string(got.ID), Number: got.Number, Warnings: present.List(got.Warnings), Mended: got.Mended, Confirm: got.Confirm, Same: page.NewMatches(got.Same)}
}

// Known tells who and what of a new case is there already, while it is being typed.
func (c *CasesService) Known(in filing.KnownInput) (page.KnownView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.KnownView, error) {
		known, err := filing.LookFor(ctx, o, in)
		return page.NewKnownView(known), err
	})
}

// Do records a move.
func (c *CasesService) Do(in filing.DoInput) (page.CaseView, error) {
	var moved filing.Moved
	v, err := c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		var err error
		moved, err = filing.Do(ctx, o, in)
		return err
	})
	if err != nil {
		return v, err
	}
	v.Mended = moved.Mended
	return v, nil
}

// Note writes a note or a contact into the timeline.
func (c *CasesService) Note(in filing.NoteInput) (page.CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error { return filing.Note(ctx, o, in) })
}

// SaveSite changes a site; doubts about it join the page's warnings.
func (c *CasesService) SaveSite(in filing.SaveSiteInput) (page.CaseView, error) {
	var saved filing.SavedSite
	v, err := c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		var err error
		saved, err = filing.SaveSite(ctx, o, in)
		return err
	})
	if err != nil {
		return v, err
	}
	v.Warnings, v.Mended = present.List(append(saved.Warnings, v.Warnings...)), saved.Mended
	return v, nil
}

// AddSite adds a site to an open order; doubts about it join the page's warnings.
func (c *CasesService) AddSite(in filing.AddSiteInput) (page.CaseView, error) {
	var saved filing.SavedSite
	v, err := c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		var err error
		saved, err = filing.AddSite(ctx, o, in)
		return err
	})
	if err != nil {
		return v, err
	}
	v.Warnings, v.Mended = present.List(append(saved.Warnings, v.Warnings...)), saved.Mended
	return v, nil
}

// SetLookup records the finding of 查重定类.
func (c *CasesService) SetLookup(in filing.LookupInput) (page.CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error { return filing.SetLookup(ctx, o, in) })
}

// SetRemark keeps the remark of the subject's form; doubts about it join the page's
// warnings.
func (c *CasesService) SetRemark(in filing.RemarkInput) (page.CaseView, error) {
	var doubts []string
	v, err := c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		var err error
		doubts, err = filing.SetRemark(ctx, o, in)
		return err
	})
	if err != nil {
		return v, err
	}
	v.Warnings = present.List(append(doubts, v.Warnings...))
	return v, nil
}

// SetOrder keeps a contract's number and the main account; doubts about them join the page's
// warnings.
func (c *CasesService) SetOrder(in filing.OrderInput) (page.CaseView, error) {
	var doubts []string
	v, err := c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		var err error
		doubts, err = filing.SetOrder(ctx, o, in)
		return err
	})
	if err != nil {
		return v, err
	}
	v.Warnings = present.List(append(doubts, v.Warnings...))
	return v, nil
}

// SetOwner hands the case to another 经办.
func (c *CasesService) SetOwner(in filing.OwnerInput) (page.CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error { return filing.SetOwner(ctx, o, in) })
}

// Agree moves an agreed date (改期). Statutory clocks can't be moved.
func (c *CasesService) Agree(in filing.AgreeInput) (page.CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error {
		_, err := filing.Agree(ctx, o, in)
		return err
	})
}

// SaveAccount keeps the sub-account's user name and password.
func (c *CasesService) SaveAccount(in filing.AccountInput) (page.CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error { return filing.SaveAccount(ctx, o, in) })
}

// texts are what is judged beside the kinds of identity.Run: a name as a passport has it,
// and texts that are mended alone.
var texts = map[string]func(string) identity.Check{"foreign-name": identity.ForeignName, "text": identity.Text}

// Check judges a value while it is typed.
func (c *CasesService) Check(in page.CheckInput) (page.CheckResult, error) {
	return run(c.s, func(_ context.Context, o *office.Office) (page.CheckResult, error) {
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
		} else if judge, ok := texts[in.Kind]; ok {
			got = judge(in.Value)
		} else {
			var err error
			if got, err = identity.Run(in.Kind, in.Value, o.Today()); err != nil {
				return page.CheckResult{}, errs.AtField("kind", "没有这种检查")
			}
		}
		v := page.CheckResult{OK: got.OK, Value: got.Value, Message: got.Message, Notes: got.Notes, Warnings: []string{}}
		for _, w := range got.Warnings {
			v.Warnings = append(v.Warnings, w.Message)
		}
		return v, nil
	})
}

// SetLead gives a role to a person of the client.
func (c *CasesService) SetLead(in filing.LeadInput) (page.CaseView, error) {
	return c.after(in.CaseID, func(ctx context.Context, o *office.Office) error { return filing.SetLead(ctx, o, in) })
}

// WhatIf tells when the case may be done.
func (c *CasesService) WhatIf(in page.IDInput) (telling.OutlookView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (telling.OutlookView, error) {
		out, err := views.WhatIf(ctx, o, ref.CaseID(in.ID))
		if err != nil {
			return telling.OutlookView{}, err
		}
		return telling.NewOutlookView(out), nil
	})
}

// Preflight judges a case before a submission. It changes nothing.
func (c *CasesService) Preflight(in page.PreflightInput) (page.PreflightView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.PreflightView, error) {
		report, err := preflight.Check(ctx, o, ref.CaseID(in.CaseID), in.Stage)
		if err != nil {
			return page.PreflightView{}, err
		}
		return page.NewPreflightView(report, o.Today()), nil
	})
}
