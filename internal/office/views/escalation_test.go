package views_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// waitsFor checks that the case's page, its row on Today, the counts, the groups by
// party and both filters say the same of a desk with one open run.
func waitsFor(f *desktest.Fixture, id ref.CaseID, party workflow.Party, todo string) {
	f.T.Helper()
	ctx := context.Background()
	if n := f.Show(id).Next[0]; n.Party != party || n.Todo != todo {
		f.T.Errorf("%s: the page says %s %q, want %s %q", f.Now(), n.Party, n.Todo, party, todo)
	}
	for _, of := range views.Parties {
		want := 0
		if of == party {
			want = 1
		}
		page, err := views.Today(ctx, f.Office, views.TodayInput{Size: 10, Party: string(of)})
		if err != nil {
			f.T.Fatal(err)
		}
		rows := []views.Task{}
		for _, g := range page.Groups {
			rows = append(rows, g.Rows...)
			if g.Count != len(g.Rows) {
				f.T.Errorf("%s: group %s of %s counts %d of %d rows", f.Now(), g.Code, of, g.Count, len(g.Rows))
			}
		}
		if page.Parties[string(of)] != want || len(rows) != want {
			f.T.Errorf("%s: %s has %d rows and counts %d, want %d", f.Now(), of, len(rows), page.Parties[string(of)], want)
		}
		for _, r := range rows {
			if r.WaitsFor != of || r.Todo != todo {
				f.T.Errorf("%s: the row of %s says %s %q, want %q", f.Now(), of, r.WaitsFor, r.Todo, todo)
			}
		}
		table, err := views.List(ctx, f.Office, store.CaseQuery{View: "open", Parties: []string{string(of)}, Limit: 10})
		if err != nil || len(table.Rows) != want || table.Total.N != want {
			f.T.Errorf("%s: %d cases of %s, %d in all, want %d (%v)", f.Now(), len(table.Rows), of, table.Total.N, want, err)
		}
	}
	lanes, err := views.Today(ctx, f.Office, views.TodayInput{Size: 10, By: "party"})
	if err != nil {
		f.T.Fatal(err)
	}
	for _, g := range lanes.Groups {
		if has := len(g.Rows) == 1 && g.Count == 1; has != (g.Code == string(party)) {
			f.T.Errorf("%s: group %s has %d rows and counts %d", f.Now(), g.Code, len(g.Rows), g.Count)
		}
	}
}

// texted brings the walk's case to a running SMS round that began at 09-18 15:04.
func texted(f *desktest.Fixture) ref.CaseID {
	f.T.Helper()
	f.SetClock("2026-09-17 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass")
	f.SetClock("2026-09-18 15:04")
	f.Step(id, "bureau-submit.sms")
	return id
}

func TestAnExpiredRoundWaitsForUsEverywhereAtOnce(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-17 10:00")
	id := texted(f)
	waitsFor(f, id, workflow.Client, "催沈一鸣完成短信核验")
	f.SetClock("2026-09-19 15:03")
	waitsFor(f, id, workflow.Client, "催沈一鸣完成短信核验")
	f.SetClock("2026-09-19 15:04")
	waitsFor(f, id, workflow.Agency, "确认第 1 轮短信是否错过")
	f.SetClock("2026-09-21 09:00")
	waitsFor(f, id, workflow.Agency, "确认第 1 轮短信是否错过")
}

func TestARoundLostByWrongEntriesWaitsForUsEverywhereAtOnce(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-17 10:00")
	id := texted(f)
	f.Step(id, "sms.wrong", "sms.wrong", "sms.wrong", "sms.wrong")
	waitsFor(f, id, workflow.Client, "催沈一鸣完成短信核验")
	f.SetClock("2026-09-18 16:20")
	f.Step(id, "sms.wrong")
	waitsFor(f, id, workflow.Agency, "确认第 1 轮短信是否错过")
	list, err := deadlines(context.Background(), f.Office)
	if err != nil || len(list) != 1 || list[0].Moment.String() != "2026-09-18 16:20" {
		f.T.Errorf("the round's time is over with the fifth entry: %+v, %v", list, err)
	}
	f.SetClock("2026-09-21 09:00")
	waitsFor(f, id, workflow.Agency, "确认第 1 轮短信是否错过")
}

// A list says what kind of visit the police have asked for, as the case's page does.
func TestAVisitIsNamedByItsKindAndWaitsForUsOnceItIsOver(t *testing.T) {
	for kind, word := range map[string]string{"interview": "面审", "visit": "实地检查"} {
		t.Run(kind, func(t *testing.T) {
			f := desktest.NewFixture(t, "2026-09-07 10:00")
			in := desktest.Qinghe()
			in.Type, in.ICP = "police", false
			in.Sites[0].Interactive = true
			id := f.OpenCase(in)
			f.Scans(id)
			f.Step(id, "materials.done")
			f.Record(filing.DoInput{CaseID: id, Action: "online.live", Values: map[string]string{"live_day": "2026-09-07"}})
			f.Step(id, "police-account.done", "police-subject.submit", "police-subject.approve", "police-site.submit")
			f.Record(filing.DoInput{CaseID: id, Action: "police-site.appointment", Values: map[string]string{"when": "2026-09-15 15:00", "kind": kind}})
			waitsFor(f, id, workflow.Client, "陪沈一鸣参加"+word)
			f.SetClock("2026-09-15 15:00")
			waitsFor(f, id, workflow.Agency, "登记"+word+"的结果")
			table, err := views.List(context.Background(), f.Office, store.CaseQuery{View: "open", Limit: 10})
			if err != nil || len(table.Rows) != 1 || !strings.Contains(table.Rows[0].Todo, word) {
				t.Errorf("%+v, %v", table.Rows, err)
			}
		})
	}
}
