package filing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/office/filing"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// waitsFor checks that the case's page, its row on Today, the counts, the groups by
// party and both filters say the same of a desk with one open run.
func (f *fixture) waitsFor(id ref.CaseID, party workflow.Party, todo string) {
	f.t.Helper()
	ctx := context.Background()
	if n := f.show(id).Next[0]; n.Party != party || n.Todo != todo {
		f.t.Errorf("%s: the page says %s %q, want %s %q", f.Now(), n.Party, n.Todo, party, todo)
	}
	for _, of := range filing.Parties {
		want := 0
		if of == party {
			want = 1
		}
		page, err := filing.Today(ctx, f.Office, filing.TodayInput{Size: 10, Party: string(of)})
		if err != nil {
			f.t.Fatal(err)
		}
		rows := []filing.Task{}
		for _, g := range page.Groups {
			rows = append(rows, g.Rows...)
			if g.Count != len(g.Rows) {
				f.t.Errorf("%s: group %s of %s counts %d of %d rows", f.Now(), g.Code, of, g.Count, len(g.Rows))
			}
		}
		if page.Parties[string(of)] != want || len(rows) != want {
			f.t.Errorf("%s: %s has %d rows and counts %d, want %d", f.Now(), of, len(rows), page.Parties[string(of)], want)
		}
		for _, r := range rows {
			if r.WaitsFor != of || r.Todo != todo {
				f.t.Errorf("%s: the row of %s says %s %q, want %q", f.Now(), of, r.WaitsFor, r.Todo, todo)
			}
		}
		table, err := filing.List(ctx, f.Office, store.CaseQuery{View: "open", Parties: []string{string(of)}, Limit: 10})
		if err != nil || len(table.Rows) != want || table.Total != want {
			f.t.Errorf("%s: %d cases of %s, %d in all, want %d (%v)", f.Now(), len(table.Rows), of, table.Total, want, err)
		}
	}
	lanes, err := filing.Today(ctx, f.Office, filing.TodayInput{Size: 10, By: "party"})
	if err != nil {
		f.t.Fatal(err)
	}
	for _, g := range lanes.Groups {
		if has := len(g.Rows) == 1 && g.Count == 1; has != (g.Code == string(party)) {
			f.t.Errorf("%s: lane %s has %d rows and counts %d", f.Now(), g.Code, len(g.Rows), g.Count)
		}
	}
}

// texted brings the walk's case to a running SMS round that began at 09-18 15:04.
func (f *fixture) texted() ref.CaseID {
	f.t.Helper()
	f.at("2026-09-17 10:00")
	id := f.open(qinghe())
	f.scans(id)
	f.step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass")
	f.at("2026-09-18 15:04")
	f.step(id, "bureau-submit.sms")
	return id
}

func TestAnExpiredRoundWaitsForUsEverywhereAtOnce(t *testing.T) {
	f := newFixture(t, "2026-09-17 10:00")
	id := f.texted()
	f.waitsFor(id, workflow.Client, "催沈一鸣完成短信核验")
	f.at("2026-09-19 15:03")
	f.waitsFor(id, workflow.Client, "催沈一鸣完成短信核验")
	f.at("2026-09-19 15:04")
	f.waitsFor(id, workflow.Agency, "确认第 1 轮短信是否错过")
	f.at("2026-09-21 09:00")
	f.waitsFor(id, workflow.Agency, "确认第 1 轮短信是否错过")
}

func TestARoundLostByWrongEntriesWaitsForUsEverywhereAtOnce(t *testing.T) {
	f := newFixture(t, "2026-09-17 10:00")
	id := f.texted()
	f.step(id, "sms.wrong", "sms.wrong", "sms.wrong", "sms.wrong")
	f.waitsFor(id, workflow.Client, "催沈一鸣完成短信核验")
	f.at("2026-09-18 16:20")
	f.step(id, "sms.wrong")
	f.waitsFor(id, workflow.Agency, "确认第 1 轮短信是否错过")
	list, err := filing.Deadlines(context.Background(), f.Office)
	if err != nil || len(list) != 1 || list[0].Moment.String() != "2026-09-18 16:20" {
		f.t.Errorf("the round's time is over with the fifth entry: %+v, %v", list, err)
	}
	f.at("2026-09-21 09:00")
	f.waitsFor(id, workflow.Agency, "确认第 1 轮短信是否错过")
}

// A list says what kind of visit the police have asked for, as the case's page does.
func TestAVisitIsNamedByItsKindAndWaitsForUsOnceItIsOver(t *testing.T) {
	for kind, word := range map[string]string{"interview": "面审", "visit": "实地检查"} {
		t.Run(kind, func(t *testing.T) {
			f := newFixture(t, "2026-09-07 10:00")
			in := qinghe()
			in.Type, in.ICP = "police", false
			in.Sites[0].Interactive = true
			id := f.open(in)
			f.scans(id)
			f.step(id, "materials.done")
			f.do(filing.DoInput{CaseID: id, Action: "online.live", Values: map[string]string{"live_day": "2026-09-07"}})
			f.step(id, "police-account.done", "police-subject.submit", "police-subject.approve", "police-site.submit")
			f.do(filing.DoInput{CaseID: id, Action: "police-site.appointment", Values: map[string]string{"when": "2026-09-15 15:00", "kind": kind}})
			f.waitsFor(id, workflow.Client, "陪沈一鸣参加"+word)
			f.at("2026-09-15 15:00")
			f.waitsFor(id, workflow.Agency, "登记"+word+"的结果")
			table, err := filing.List(context.Background(), f.Office, store.CaseQuery{View: "open", Limit: 10})
			if err != nil || len(table.Rows) != 1 || !strings.Contains(table.Rows[0].Todo, word) {
				t.Errorf("%+v, %v", table.Rows, err)
			}
		})
	}
}
