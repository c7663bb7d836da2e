package storetest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// aDated adds a case with two moves and two runs, each with a date on the day.
func (d *desk) aDated(due string, change func(*cases.Case, *cases.Site)) (cases.Case, cases.Site) {
	d.Helper()
	c, p := d.client("杭州青禾软件有限公司", "enterprise")
	v, site := d.caseFor(c, p, change)
	d.write(func(tx store.Tx) error {
		return tx.Moves().Append(v.ID, workflow.Move{ID: ref.New[ref.MoveID](), Seq: 1, Recorded: now, Action: "signing.sign", Reason: "当面",
			Values: map[string]string{"police": "yes"}})
	})
	d.write(func(tx store.Tx) error {
		return tx.Moves().Append(v.ID, workflow.Move{ID: ref.New[ref.MoveID](), Seq: 2, At: cal.Moment{Day: day("2026-11-20"), Minute: 540}, Recorded: now,
			Action: "account.done", Site: "s"})
	})
	a, b := run(v.ID, "a#1", "materials", "client", due, "agreed"), run(v.ID, "b#1", "account", "client", due, "expected")
	a.Headline = true
	dates := []store.DeadlineRow{}
	for _, r := range []store.RunRow{a, b} {
		dates = append(dates, store.DeadlineRow{ID: ref.New[ref.DeadlineID](), CaseID: v.ID, Key: r.Due.Key, Stage: r.Stage, Clock: "c", Label: "期限",
			Kind: string(r.Due.Kind), DueDay: r.Due.At.Day, DueMin: -1, Governs: true, Reasons: []string{"一"}})
	}
	d.write(func(tx store.Tx) error { return tx.Projections().Replace(v.ID, []store.RunRow{a, b}, dates) })
	return v, site
}

func (d *desk) dated(from string, after ref.CaseID, limit int) []store.CaseDates {
	d.Helper()
	return got(d, func(tx store.Tx) ([]store.CaseDates, error) {
		return tx.Projections().CasesDatedFrom(day(from), after, limit)
	})
}

var redates = map[string]func(*desk){
	"case dates hold what the dates of open cases from a day on come from": func(d *desk) {
		d.aDated("2026-12-31", nil)
		first, site := d.aDated("2027-01-01", func(c *cases.Case, _ *cases.Site) { c.Edition = 3 })
		second, _ := d.aDated("2027-02-01", nil)
		d.aDated("2027-02-01", func(c *cases.Case, _ *cases.Site) { c.Status = "delivered" })
		d.aCase()
		if n := got(d, func(tx store.Tx) (int, error) { return tx.Projections().CountFrom(day("2027-01-01")) }); n != 2 {
			d.Errorf("%d cases, want 2", n)
		}
		late := cases.Site{ID: "late", CaseID: first.ID, Ordinal: site.Ordinal + 1, Added: true, Version: 1}
		d.write(func(tx store.Tx) error { return tx.Sites().Add(late) })
		all := d.dated("2027-01-01", "", 10)
		if len(all) != 2 || all[0].Case.ID != first.ID || all[1].Case.ID != second.ID {
			d.Fatalf("cases %+v", all)
		}
		f := all[0]
		if f.Case.Number != first.Number || f.Case.Type != "first" || f.Case.Province != "33" || !f.Case.ICP || !f.Case.Police || f.Case.Edition != 3 || f.Case.Version != 1 {
			d.Errorf("case %+v", f.Case)
		}
		equal(d, "sites", f.Sites, []cases.Site{{ID: site.ID, CaseID: first.ID, Ordinal: site.Ordinal, Name: site.Name, Domain: site.Domain},
			{ID: late.ID, CaseID: first.ID, Ordinal: late.Ordinal, Added: true}})
		moves := got(d, func(tx store.Tx) ([]workflow.Move, error) { return tx.Moves().Of(first.ID) })
		for i := range moves {
			moves[i].Recorded, moves[i].Staff = time.Time{}, ""
		}
		equal(d, "moves", f.Moves, moves)
		runs := got(d, func(tx store.Tx) ([]store.RunRow, error) { return tx.Projections().Runs(first.ID) })
		slices.SortFunc(runs, func(a, b store.RunRow) int { return strings.Compare(a.Key, b.Key) })
		for i, r := range runs {
			runs[i] = store.RunRow{ID: r.ID, CaseID: r.CaseID, Headline: r.Headline, RunLine: r.RunLine}
		}
		equal(d, "runs", f.Runs, runs)
		dates := got(d, func(tx store.Tx) ([]store.DeadlineRow, error) { return tx.Projections().Deadlines(first.ID) })
		slices.SortFunc(dates, func(a, b store.DeadlineRow) int { return strings.Compare(a.Key, b.Key) })
		for i, v := range dates {
			dates[i] = store.DeadlineRow{ID: v.ID, CaseID: v.CaseID, Key: v.Key, From: v.From, DueDay: v.DueDay, DueMin: v.DueMin,
				Governs: v.Governs, Provisional: v.Provisional, Reasons: v.Reasons}
		}
		equal(d, "deadlines", f.Deadlines, dates)
	},
	"they come page by page": func(d *desk) {
		for i := range 5 {
			d.aDated(fmt.Sprintf("2027-01-%02d", i+1), nil)
		}
		seen := map[ref.CaseID]bool{}
		after := ref.CaseID("")
		for {
			page := d.dated("2027-01-01", after, 2)
			for _, f := range page {
				seen[f.Case.ID], after = true, f.Case.ID
			}
			if len(page) < 2 {
				break
			}
		}
		if len(seen) != 5 {
			d.Errorf("%d cases, want 5", len(seen))
		}
	},
	"a new date reaches rows and lists, and the headline may change hands": func(d *desk) {
		v, _ := d.aDated("2027-01-04", nil)
		runs := got(d, func(tx store.Tx) ([]store.RunRow, error) { return tx.Projections().Runs(v.ID) })
		dates := got(d, func(tx store.Tx) ([]store.DeadlineRow, error) { return tx.Projections().Deadlines(v.ID) })
		for i := range runs {
			runs[i].Headline = !runs[i].Headline
			runs[i].Due, runs[i].Soft = &workflow.LineDue{At: moment("2027-01-07 09:00"), Kind: workflow.Legal, Key: "x", Clock: "x"}, false
		}
		dates[0].From, dates[0].DueDay, dates[0].DueMin, dates[0].Governs, dates[0].Provisional = "2027-01-05", day("2027-01-07"), 540, false, true
		dates[0].Reasons = []string{"二", "三"}
		if got(d, func(tx store.Tx) ([]store.RunRow, error) { return tx.Projections().Runs(v.ID) })[0].Headline == runs[0].Headline {
			d.Fatal("the headline does not change hands")
		}
		d.write(func(tx store.Tx) error {
			return tx.Projections().UpdateDates([]store.DateUpdate{{Case: v.ID, Version: 1, Runs: runs, Deadlines: dates[:1]}})
		})
		equal(d, "runs", got(d, func(tx store.Tx) ([]store.RunRow, error) { return tx.Projections().Runs(v.ID) }), runs)
		after := got(d, func(tx store.Tx) ([]store.DeadlineRow, error) { return tx.Projections().Deadlines(v.ID) })
		equal(d, "deadlines", after, []store.DeadlineRow{dates[1], dates[0]})
		rows := got(d, func(tx store.Tx) ([]store.CaseRow, error) {
			return tx.CaseList().Cases(store.CaseQuery{Now: now, View: "open", Limit: 10})
		})
		if len(rows) != 1 || rows[0].Run == nil || rows[0].Run.Key != "b#1" || rows[0].Run.Due.At != moment("2027-01-07 09:00") {
			d.Errorf("the list says %+v", rows)
		}
	},
	"a case that was changed meanwhile is left alone": func(d *desk) {
		v, _ := d.aDated("2027-01-04", nil)
		before := got(d, func(tx store.Tx) ([]store.DeadlineRow, error) { return tx.Projections().Deadlines(v.ID) })
		d.write(func(tx store.Tx) error { return tx.Cases().Update(v) })
		moved := slices.Clone(before)
		moved[0].DueDay = day("2027-01-07")
		d.write(func(tx store.Tx) error {
			return tx.Projections().UpdateDates([]store.DateUpdate{{Case: v.ID, Version: 1, Deadlines: moved}})
		})
		equal(d, "deadlines", got(d, func(tx store.Tx) ([]store.DeadlineRow, error) { return tx.Projections().Deadlines(v.ID) }), before)
	},
	"delivered cases of a type and province come with their moves, the latest first": func(d *desk) {
		delivered := func(typ, province, status string) cases.Case {
			v, _ := d.aDated("2027-01-04", func(c *cases.Case, _ *cases.Site) {
				c.Type, c.Province, c.Status, c.Edition = typ, province, status, 3
			})
			return v
		}
		first := delivered("first", "33", "delivered")
		delivered("first", "44", "delivered")
		delivered("add", "33", "delivered")
		delivered("first", "33", "withdrawn")
		delivered("first", "33", "open")
		last := delivered("first", "33", "delivered")
		for limit, want := range map[int][]ref.CaseID{10: {last.ID, first.ID}, 1: {last.ID}} {
			all := got(d, func(tx store.Tx) ([]store.CaseDates, error) {
				return tx.Projections().Delivered("first", "33", limit)
			})
			ids := []ref.CaseID{}
			for _, f := range all {
				if ids = append(ids, f.Case.ID); len(f.Moves) != 2 || len(f.Sites) != 1 || f.Case.Edition != 3 {
					d.Errorf("case %+v", f)
				}
			}
			if !slices.Equal(ids, want) {
				d.Errorf("limit %d: %v, want %v", limit, ids, want)
			}
		}
	},
	"a row that is not there gets no date": func(d *desk) {
		v, _ := d.aDated("2027-01-04", nil)
		other, _ := d.aDated("2027-01-04", nil)
		dates := got(d, func(tx store.Tx) ([]store.DeadlineRow, error) { return tx.Projections().Deadlines(v.ID) })
		runs := got(d, func(tx store.Tx) ([]store.RunRow, error) { return tx.Projections().Runs(v.ID) })
		for _, wrong := range []store.DateUpdate{
			{Case: other.ID, Version: 1, Deadlines: dates}, {Case: other.ID, Version: 1, Runs: runs}, {Case: "none", Version: 1},
		} {
			d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Projections().UpdateDates([]store.DateUpdate{wrong}) })
		}
	},
}
