package views_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/views"
)

// A case in which nothing happens is told of once: in its row, where the page has one, else apart.
func TestACaseInWhichNothingHappensIsToldOfOnce(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	held := f.OpenCase(desktest.Little("别家", "other.example"))
	f.Record(filing.DoInput{CaseID: held, Version: f.Show(held).Case.Version, Action: "case.hold", Values: map[string]string{"until": "2027-03-01"}, Reason: "等客户换法人"})
	today := func(now string, in views.TodayInput) views.TodayPage {
		t.Helper()
		f.SetClock(now)
		in.Size = 30
		page, err := views.Today(ctx, f.Office, in)
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	said := func(p views.TodayPage) (rows, apart string) {
		for _, g := range p.Groups {
			for _, r := range g.Rows {
				if strings.Contains(r.Silence.Words, "没有动静") {
					rows += r.CaseNumber + " " + r.Silence.Words + ";"
				}
			}
		}
		for _, q := range p.Quiet {
			apart += q.Number + " " + q.Client + " " + q.Words + ";"
		}
		return rows, apart
	}
	if rows, apart := said(today("2026-10-06 10:00", views.TodayInput{})); rows+apart != "" {
		t.Errorf("on the 29th day: %s%s", rows, apart)
	}
	number, other := f.Show(id).Case.Number, f.Show(held).Case.Number
	// What a client owes says already that he is silent.
	if rows, apart := said(today("2026-10-07 10:00", views.TodayInput{})); rows+apart != "" {
		t.Errorf("on the 30th day: %q, %q", rows, apart)
	}
	f.Step(id, "account.done")
	f.Scans(id)
	f.Step(id, "materials.done", "template.submit")
	rows, apart := said(today("2026-11-06 10:00", views.TodayInput{}))
	if strings.Count(rows, number+" 30 天没有动静，10月7日 周三 起") != 1 || strings.Contains(apart, number) {
		t.Errorf("30 days with the cloud: %q, %q", rows, apart)
	}
	if strings.Count(rows+apart, other) != 1 || !strings.Contains(rows+apart, "60 天没有动静，9月7日 周一 起") {
		t.Errorf("60 days on hold: %q, %q", rows, apart)
	}
	// With more rows than the page holds, what has none is told of apart, with its state.
	f.SetClock("2026-11-06 11:00")
	page, err := views.Today(ctx, f.Office, views.TodayInput{Size: 1})
	if err != nil {
		t.Fatal(err)
	}
	if rows, apart := said(page); strings.Count(rows+apart, number)+strings.Count(rows+apart, other) != 2 {
		t.Errorf("on a short page: %q, %q", rows, apart)
	}
	// Whoever has it in hand now: nothing has happened in it.
	heir, err := setup.AddStaff(ctx, f.Office, "林晓")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Office.Write(ctx, func(w *office.Work) error { return setup.HandOn(w, id, heir.ID, "交接经办", "") }); err != nil {
		t.Fatal(err)
	}
	if rows, apart := said(today("2026-11-06 11:30", views.TodayInput{})); strings.Count(rows, number+" 30 天没有动静") != 1 {
		t.Errorf("handed over: %q, %q", rows, apart)
	}
	f.Step(id, "template.approve")
	if rows, apart := said(today("2026-11-06 12:00", views.TodayInput{})); strings.Contains(rows+apart, number) {
		t.Errorf("after a step: %q, %q", rows, apart)
	}
	if p := today("2026-11-06 10:00", views.TodayInput{Party: "bureau"}); len(p.Quiet) != 0 {
		t.Errorf("one party alone is looked at: %+v", p.Quiet)
	}
}
