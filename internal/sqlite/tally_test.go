package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// grow adds n more cases.
func grow(t *testing.T, s *sqlite.Store, n int) []ref.CaseID {
	t.Helper()
	var ids []ref.CaseID
	r := rand.New(rand.NewPCG(3, 4))
	err := s.Write(t.Context(), func(tx store.Tx) error {
		for i := range n {
			id, err := seedCase(tx, r, []ref.StaffID{"staff-1"}, 5000+i)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// drawnRuns are what a case's moves may add up to.
func drawnRuns(t *rapid.T, id ref.CaseID) []store.RunRow {
	rows := make([]store.RunRow, rapid.IntRange(0, 3).Draw(t, "runs"))
	for i := range rows {
		r := store.RunRow{ID: ref.RunID(fmt.Sprint(id, i)), CaseID: id, Headline: i == 0, RunLine: workflow.RunLine{
			Key: fmt.Sprint("k", i), Stage: rapid.SampledFrom([]string{"sms", "forms"}).Draw(t, "stage"), Party: rapid.SampledFrom(workflow.Parties).Draw(t, "party"),
			EscalatesTo: rapid.SampledFrom([]workflow.Party{"", "", workflow.Agency, workflow.Police}).Draw(t, "later"),
		}}
		redrawn(t, &r)
		rows[i] = r
	}
	return rows
}

// redrawn gives a run another date, or none.
func redrawn(t *rapid.T, r *store.RunRow) {
	r.Soft, r.Due = rapid.Bool().Draw(t, "soft"), nil
	if rapid.IntRange(0, 5).Draw(t, "dated") > 0 {
		at := cal.Moment{Day: cal.DayOf(benchNow).Add(rapid.IntRange(-2, 9).Draw(t, "day")), Minute: rapid.SampledFrom([]int{-1, -1, 0, 9 * 60, 15*60 + 3, 15*60 + 4, 15*60 + 5, 23*60 + 59}).Draw(t, "minute")}
		r.Due = &workflow.LineDue{At: at, Kind: workflow.Legal}
	}
}

// changed does something to one of the cases, or adds one.
func changed(t *rapid.T, tx store.Tx, ids []ref.CaseID, n int) ([]ref.CaseID, error) {
	id := rapid.SampledFrom(ids).Draw(t, "case")
	c, err := tx.Cases().Get(id)
	if err != nil {
		return ids, err
	}
	switch rapid.IntRange(0, 8).Draw(t, "what") {
	case 0:
		c.Status = string(rapid.SampledFrom([]workflow.Status{workflow.Open, workflow.Hold, workflow.Delivered, workflow.Void}).Draw(t, "status"))
		c.OwnerID = rapid.SampledFrom([]ref.StaffID{"", "staff-1", "staff-2"}).Draw(t, "owner")
		return ids, tx.Cases().Update(c)
	case 1:
		c.Edition, c.Type, c.Province = rapid.IntRange(0, 2).Draw(t, "edition"), rapid.SampledFrom([]string{"first", "change"}).Draw(t, "type"), "32"
		return ids, tx.Cases().Update(c)
	case 2, 3:
		return ids, tx.Projections().Replace(id, drawnRuns(t, id), nil)
	case 4:
		runs, err := tx.Projections().Runs(id)
		for i := range runs {
			redrawn(t, &runs[i])
		}
		if len(runs) > 1 && rapid.Bool().Draw(t, "another leads") {
			runs[0].Headline, runs[1].Headline = runs[1].Headline, runs[0].Headline
		}
		return ids, errors.Join(err, tx.Projections().UpdateDates([]store.DateUpdate{{Case: id, Version: c.Version, Runs: runs}}))
	case 5:
		return ids, tx.Fees().Add(billing.Fee{ID: ref.New[ref.FeeID](), CaseID: id, Amount: money.Fen(rapid.IntRange(0, 9).Draw(t, "fen")), State: billing.FeeOpen})
	case 6:
		made, err := another(tx, c, n)
		return append(slices.Clone(ids), made), err
	}
	return ids, billed(t, tx, c, n)
}

// billed makes out a bill for a case, or changes one.
func billed(t *rapid.T, tx store.Tx, c cases.Case, n int) error {
	bills, err := tx.Invoices().Of(c.ID)
	if err != nil {
		return err
	}
	if len(bills) > 0 && rapid.Bool().Draw(t, "a bill that is there") {
		v := rapid.SampledFrom(bills).Draw(t, "bill")
		v.Void, v.Paid = rapid.Bool().Draw(t, "void"), money.Fen(rapid.IntRange(0, 9).Draw(t, "paid"))
		return tx.Invoices().Update(v)
	}
	due, total := cal.DayOf(benchNow).Add(rapid.IntRange(-90, 9).Draw(t, "due")), money.Fen(rapid.IntRange(1, 9).Draw(t, "total"))
	return tx.Invoices().Add(billing.Invoice{ID: ref.New[ref.InvoiceID](), Number: fmt.Sprintf("ZD2027-%04d", n), ClientID: c.ClientID, IssuedOn: due, DueOn: due,
		Total: total, Version: 1, Lines: []billing.Line{{CaseID: c.ID, Quantity: 1, Price: total, Amount: total}}})
}

// another adds a case whose leads are those of one that is there.
func another(tx store.Tx, c cases.Case, n int) (ref.CaseID, error) {
	id := c.ID
	leads, err := tx.Leads().Of(id)
	if err != nil {
		return "", err
	}
	c.ID, c.Number = ref.CaseID(fmt.Sprint("new", n)), fmt.Sprintf("BA2027-%04d", n)
	for i := range leads {
		leads[i].CaseID = c.ID
	}
	if err := tx.Leads().Set(id, nil); err != nil {
		return "", err
	}
	return c.ID, tx.Cases().Add(c, []cases.Site{{ID: ref.SiteID(c.ID), Ordinal: 1}}, leads)
}

// Whatever is done, in whatever order, the tallies and the copies say what counting says.
func TestTalliesAgreeWithCounting(t *testing.T) {
	s := open(t, t.TempDir())
	plant(t, s)
	if err := s.Write(t.Context(), func(tx store.Tx) error {
		return tx.Staff().Add(store.Staff{ID: "staff-2", Name: "陈立", Active: true, Version: 1})
	}); err != nil {
		t.Fatal(err)
	}
	seeded := append(grow(t, s, 3), "case-1")
	undone := errors.New("rolled back")
	rapid.Check(t, func(t *rapid.T) {
		err := s.Write(context.Background(), func(tx store.Tx) (err error) {
			ids := seeded
			for n := range rapid.IntRange(1, 12).Draw(t, "changes") {
				if ids, err = changed(t, tx, ids, n); err != nil {
					return err
				}
			}
			if counts, copied, err := tx.Projections().Miscounted(); err != nil || len(counts)+len(copied) > 0 {
				t.Fatalf("%v and %v differ from counting, %v", counts, copied, err)
			}
			for _, owner := range []ref.StaffID{"", "staff-1", "staff-2"} {
				countsAgree(t, tx, owner)
				totalsAgree(t, tx, owner)
			}
			return undone
		})
		if !errors.Is(err, undone) {
			t.Fatal(err)
		}
	})
}

// countsAgree holds counts against the rows that they are of.
func countsAgree(t *rapid.T, tx store.Tx, owner ref.StaffID) {
	for _, q := range []store.TaskQuery{{}, {Acting: true}, {Near: true}, {Stage: "sms"}} {
		q.Now, q.Owner, q.Limit = benchNow, owner, 1000
		counts, err := tx.TaskList().Counts(q)
		if err != nil {
			t.Fatal(err)
		}
		for kind, figures := range map[string]map[string]int{"party": counts.ByParty(q), "group": counts.ByGroup(q)} {
			for name, n := range figures {
				one := q
				if one.Group = name; kind == "party" {
					one.Group, one.Party = "", name
				}
				rows, err := tx.TaskList().Tasks(one)
				if err != nil {
					t.Fatal(err)
				}
				if len(rows) != n {
					t.Fatalf("%d rows of %s %s, counted as %d: %+v", len(rows), kind, name, n, q)
				}
			}
		}
		folded, all := 0, 0
		for _, w := range counts.Waits(q) {
			folded += w.Count
		}
		every := q
		every.Acting, every.Near = false, false
		for _, n := range counts.ByGroup(every) {
			all += n
		}
		for _, n := range counts.ByGroup(q) {
			all -= n
		}
		if all != folded {
			t.Fatalf("%d fold up, %d are left out: %+v", folded, all, q)
		}
	}
}

// totalsAgree holds totals by party against the cases that they are of.
func totalsAgree(t *rapid.T, tx store.Tx, owner ref.StaffID) {
	for _, parties := range [][]string{nil, {"client"}, {"agency", "police"}, {"agency", "client", "bureau"}} {
		q := store.CaseQuery{Now: benchNow, View: "open", Parties: parties, Limit: 1000}
		if owner != "" {
			q.Owners = []ref.StaffID{owner}
		}
		rows, err := tx.CaseList().Cases(q)
		if err != nil {
			t.Fatal(err)
		}
		var unpaid money.Fen
		for _, r := range rows {
			unpaid += r.Unpaid
		}
		totals, err := tx.CaseList().Totals(q)
		if err != nil || totals.Count.N != len(rows) || totals.Unpaid != unpaid {
			t.Fatalf("%d cases that owe %d, told as %+v, %v, for %v", len(rows), unpaid, totals, err, parties)
		}
	}
}
