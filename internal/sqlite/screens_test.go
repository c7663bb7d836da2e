package sqlite_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// What whole screens ask and a move writes, statement by statement: none walks through what
// grows with the desk, builds an index of its own or is read anew for its limit.
func TestNoStatementOfAScreenWalksThroughTheDesk(t *testing.T) {
	ctx := t.Context()
	f, id := desktest.AtSMS(t)
	today := func(in views.TodayInput) func() error {
		return func() error { _, err := views.Today(ctx, f.Office, in); return err }
	}
	list := func(q store.CaseQuery) func() error {
		return func() error { _, err := views.List(ctx, f.Office, q); return err }
	}
	for name, look := range map[string]func() error{
		"today":          today(views.TodayInput{Size: 100}),
		"today by party": today(views.TodayInput{By: "party", Size: 100}),
		"cases":          list(store.CaseQuery{View: "open", Sort: "due", Limit: 100}),
		"a case": func() error {
			_, err := views.Show(ctx, f.Office, id)
			return err
		},
		"when a case may be done": func() error { _, err := views.WhatIf(ctx, f.Office, id); return err },
		"what runs out":           func() error { _, _, err := views.Expiring(ctx, f.Office); return err },
		"clients": func() error {
			return f.Read(ctx, func(tx store.Tx) error {
				_, _, err := tx.ClientList().Clients(store.ClientQuery{Limit: 50})
				return err
			})
		},
		"bills": func() error {
			return f.Read(ctx, func(tx store.Tx) error {
				_, err := tx.InvoiceList().Invoices(store.InvoiceQuery{Today: cal.DayOf(benchNow), Limit: 50})
				_, failed := tx.InvoiceList().Totals(cal.DayOf(benchNow))
				return errors.Join(err, failed)
			})
		},
		"a move": func() error {
			_, err := filing.Do(ctx, f.Office, filing.DoInput{CaseID: id, Action: "case.hold", Values: map[string]string{"until": "2026-09-28"}, Reason: "出国"})
			return err
		},
	} {
		var all []statement
		f.SQLite().Seen(func(query string, args []any) { all = append(all, statement{query, args}) })
		err := look()
		f.SQLite().Seen(nil)
		if err != nil || len(all) == 0 {
			t.Fatalf("%s ran %d statements, %v", name, len(all), err)
		}
		for _, st := range all {
			for _, fault := range faults(t, f.SQLite(), st, false) {
				// What a stage's index has found is put in order by its day.
				if !strings.HasPrefix(fault, "sorts its page") {
					t.Errorf("%s %s", name, fault)
				}
			}
		}
	}
}

// today reads what the page of Today shows of an owner's, or of all.
func today(tx store.Tx, owner, acts ref.StaffID) error {
	ids := []ref.CaseID{}
	for _, whose := range []ref.StaffID{owner, acts} {
		if _, err := tx.TaskList().Counts(store.TaskQuery{Now: benchNow, Owner: whose}); err != nil {
			return err
		}
		if owner == acts {
			break
		}
	}
	for group, size := range map[string]int{workflow.GroupOverdue: 61, workflow.GroupToday: 9, workflow.GroupWeek: 61, workflow.GroupLater: 61} {
		rows, err := tx.TaskList().Tasks(store.TaskQuery{Now: benchNow, Owner: owner, Group: group, Acting: true, Near: true, Rested: true, Limit: size})
		if err != nil {
			return err
		}
		for _, r := range rows {
			ids = append(ids, r.CaseID)
		}
	}
	slices.Sort(ids)
	if _, err := tx.Journal().LastContact(slices.Compact(ids)); err != nil {
		return err
	}
	if _, err := tx.TaskList().Tasks(store.TaskQuery{Now: benchNow, Owner: owner, Stage: "sms", Limit: 9}); err != nil {
		return err
	}
	if _, err := tx.InvoiceList().Totals(cal.DayOf(benchNow)); err != nil {
		return err
	}
	if _, err := tx.InvoiceList().Overdue(cal.DayOf(benchNow), 8); err != nil {
		return err
	}
	if _, err := tx.DateList().Expiring(cal.DayOf(benchNow), 92, 8); err != nil {
		return err
	}
	_, err := tx.CaseList().Cases(store.CaseQuery{Now: benchNow, View: "all", Limit: 1})
	return err
}

// reached counts the cases of the release's edition at some stages.
func reached(tx store.Tx, stages ...string) error {
	_, err := tx.Overrides().CountAffected([]store.Affected{{Stages: stages}, {Province: "33", Stages: stages}})
	return err
}

// loadCase reads what the page of a case shows.
func loadCase(tx store.Tx, id ref.CaseID) error {
	v, err := tx.Cases().Get(id)
	if err != nil {
		return err
	}
	if _, err := tx.Clients().Client(v.ClientID); err != nil {
		return err
	}
	if _, err := tx.Clients().People(v.ClientID); err != nil {
		return err
	}
	if _, err := tx.Sites().Of(id); err != nil {
		return err
	}
	if _, err := tx.Leads().Of(id); err != nil {
		return err
	}
	if _, err := tx.Moves().Of(id); err != nil {
		return err
	}
	if _, err := tx.Projections().Deadlines(id); err != nil {
		return err
	}
	if _, err := tx.Documents().Of(id); err != nil {
		return err
	}
	if _, err := tx.Fees().Of(id); err != nil {
		return err
	}
	if _, err := tx.Invoices().Of(id); err != nil {
		return err
	}
	_, err = tx.Journal().Of(id, 0, 50)
	return err
}
