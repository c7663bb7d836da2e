package filing_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

type workflowLine = workflow.StageLine

func TestAStaleMoveIsRefusedWithBothVersions(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	seen := f.Show(id).Case.Version
	f.Record(filing.DoInput{CaseID: id, Action: "account.done", Version: seen})
	e := f.Refused(filing.DoInput{CaseID: id, Action: "case.hold", Reason: "等执照", Values: map[string]string{"until": "2026-12-31"}, Version: seen}, errs.Conflict)
	for _, v := range []int{seen, f.Show(id).Case.Version} {
		if !strings.Contains(e.Message, fmt.Sprintf("第 %d 版", v)) {
			t.Errorf("%q does not show version %d", e.Message, v)
		}
	}
}

func TestMovesThatCannotBeAreRefused(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	for name, c := range map[string]struct {
		in    filing.DoInput
		code  errs.Code
		field string
	}{
		"in the future":     {filing.DoInput{Action: "account.done", At: "2026-09-08"}, errs.Invalid, "at"},
		"not a moment":      {filing.DoInput{Action: "account.done", At: "改天"}, errs.Invalid, "at"},
		"not open":          {filing.DoInput{Action: "template.approve"}, errs.Blocked, ""},
		"without a reason":  {filing.DoInput{Action: "case.hold", Reason: "  ", Values: map[string]string{"until": "2026-12-31"}}, errs.Invalid, "cause"},
		"unknown":           {filing.DoInput{Action: "moon.land"}, errs.Invalid, "action"},
		"unknown value":     {filing.DoInput{Action: "account.done", Values: map[string]string{"x": "1"}}, errs.Invalid, "x"},
		"before it signed":  {filing.DoInput{Action: "account.done", At: "2026-09-06"}, errs.Invalid, "at"},
		"nothing in a case": {filing.DoInput{Action: "account.done", CaseID: "nobody"}, errs.NotFound, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if c.in.CaseID == "" {
				c.in.CaseID = id
			}
			if e := f.Refused(c.in, c.code); e.Field != c.field {
				t.Errorf("at %q, want %q (%s)", e.Field, c.field, e.Message)
			}
		})
	}
	if c := f.Show(id); len(c.Timeline) != 2 {
		t.Errorf("refused moves left lines in the timeline: %+v", c.Timeline)
	}
}

func TestUndoTakesTheLastMoveBackAndKeepsBothLines(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	before := desktest.Spoken(f.Show(id))
	f.Step(id, "account.done")
	f.Step(id, "case.undo")
	c := f.Show(id)
	if got := desktest.Spoken(c); got != before {
		t.Errorf("after undo %v, before %v", got, before)
	}
	if c.Timeline[0].Title != "撤销" || !strings.Contains(c.Timeline[0].Text, "子账号已交接") || c.Timeline[1].Title != "子账号已交接" {
		t.Errorf("timeline %+v", c.Timeline[:2])
	}
	f.Refused(filing.DoInput{CaseID: id, Action: "case.undo"}, errs.Blocked)
}

func TestThePolicePhaseBooksItsFeeAndUndoVoidsIt(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Police = false
	id := f.OpenCase(in)
	f.Step(id, "police.add")
	if c := f.Show(id); c.Money.Unbilled != 120000 || c.Phases != "ICP 与公安" {
		t.Fatalf("unbilled %v, phases %s", c.Money.Unbilled, c.Phases)
	}
	f.Step(id, "case.undo")
	if c := f.Show(id); c.Money.Unbilled != 60000 || c.Phases != "ICP" {
		t.Fatalf("after undo: unbilled %v, phases %s", c.Money.Unbilled, c.Phases)
	}
	f.Step(id, "police.add")
	if c := f.Show(id); c.Money.Unbilled != 120000 || len(c.Money.Fees) != 2 {
		t.Fatalf("added again: unbilled %v, fees %+v", c.Money.Unbilled, c.Money.Fees)
	}
	if _, err := invoicing.Issue(ctx, f.Office, id); err != nil {
		t.Fatal(err)
	}
	f.Refused(filing.DoInput{CaseID: id, Action: "case.undo"}, errs.Blocked)
}

func TestAVoidCaseKeepsItsNumberAndOwesNothing(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Record(filing.DoInput{CaseID: id, Action: "case.void", Reason: "建错了"})
	c := f.Show(id)
	if c.StatusText != "已作废" || c.Case.Number != "BA2026-0001" || c.Money.Unpaid != 0 || len(c.Next) != 0 || c.Case.ClosedAt == nil {
		t.Errorf("void: %s %s, unpaid %v, next %v", c.StatusText, c.Case.Number, c.Money.Unpaid, c.Next)
	}
	// The subject is free again.
	f.OpenCase(qinghe2())
}

// qinghe2 is the walk's subject with a lead of another mobile.
func qinghe2() filing.OpenInput {
	in := desktest.Qinghe()
	in.Lead = people.PersonInput{}
	in.LegalRep = false
	in.Same = filing.SameNew
	return in
}

func TestABilledCaseIsNotVoided(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	if _, err := invoicing.Issue(context.Background(), f.Office, id); err != nil {
		t.Fatal(err)
	}
	f.Refused(filing.DoInput{CaseID: id, Action: "case.void", Reason: "建错了"}, errs.Blocked)
	if c := f.Show(id); c.State.Status != workflow.Open || len(c.Timeline) != 3 {
		t.Errorf("status %s, timeline %d", c.State.Status, len(c.Timeline))
	}
}

func TestAnAgreedDateMovesAndALegalOneDoesNot(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	run := f.Show(id).Next[0].ID
	if _, err := filing.Agree(ctx, f.Office, filing.AgreeInput{CaseID: id, RunID: run, Day: "2026-09-30", Reason: "客户出差，电话 13911112222"}); err != nil {
		t.Fatal(err)
	}
	var moved views.Next
	for _, n := range f.Show(id).Next {
		if n.ID == run {
			moved = n
		}
	}
	if moved.Due.Moment.String() != "2026-09-30" {
		t.Errorf("due %v", moved.Due.Moment)
	}
	f.SetClock("2026-09-08 10:00")
	f.Step(id, "account.done")
	f.Scans(id)
	f.Step(id, "materials.done", "template.submit")
	run = f.Show(id).Next[0].ID
	_, err := filing.Agree(ctx, f.Office, filing.AgreeInput{CaseID: id, RunID: run, Day: "2026-09-30", Reason: "等"})
	if errs.CodeOf(err) != errs.Blocked {
		t.Errorf("a longest date was moved: %v", err)
	}
}

// ready brings a case with all its materials to the number.
func ready(f *desktest.Fixture, id ref.CaseID) {
	f.T.Helper()
	f.Reviewed(id)
	f.Step(id, "bureau-review.approve")
}

func TestTwoSitesGoTheirOwnWays(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Sites = append(in.Sites, filing.SiteInput{Name: "青禾社区", Domain: "shequ.example", Interactive: true, ServerKind: "cvm", ServerIP: "203.0.113.11"})
	id := f.OpenCase(in)
	ready(f, id)
	f.Refused(filing.DoInput{CaseID: id, Action: "number.record", Values: map[string]string{
		"subject_number": "浙ICP备2026051234号", "site_number:1": "浙ICP备2026051234号-1", "site_number:2": "浙ICP备2026051234号-1",
	}}, errs.Invalid)
	f.Record(filing.DoInput{CaseID: id, Action: "number.record", Values: map[string]string{
		"subject_number": "浙ICP备2026051234号", "site_number:1": "浙ICP备2026051234号-1", "site_number:2": "浙ICP备2026051234号-2",
	}})
	c := f.Show(id)
	one, two := c.Sites[0].ID, c.Sites[1].ID
	if c.Sites[1].ICPNumber != "浙ICP备2026051234号-2" {
		t.Fatalf("sites %+v", c.Sites)
	}
	f.Refused(filing.DoInput{CaseID: id, Action: "online.live"}, errs.Invalid) // which one?
	f.SetClock("2026-09-10 10:00")
	f.Record(filing.DoInput{CaseID: id, Action: "online.live", SiteID: two})
	c = f.Show(id)
	if c.Sites[0].Live != nil || c.Sites[1].Live.String() != "2026-09-10 10:00" {
		t.Errorf("live %v %v", c.Sites[0].Live, c.Sites[1].Live)
	}
	if c.Timeline[0].Title != "已上线挂号（青禾社区）" {
		t.Errorf("timeline says %q", c.Timeline[0].Title)
	}
	f.Step(id, "police-account.done", "police-subject.submit", "police-subject.approve", "police-site.submit")
	f.Record(filing.DoInput{CaseID: id, Action: "police-site.appointment", Values: map[string]string{"when": "2026-09-15 15:00", "kind": "interview"}})
	if d := desktest.ClockOf(t, f.Show(id), "police-site.appointment"); d.Deadline.Due.String() != "2026-09-15 15:00" {
		t.Errorf("appointment %s", d.Deadline.Due)
	}
	for code, about := range map[string]string{"police-site.appointment": "青禾社区", "agreed": "上线挂号"} {
		if clock := desktest.ClockOf(t, f.Show(id), code); !strings.Contains(clock.About, about) {
			t.Errorf("%s is told as of %q, want %q", clock.Label, clock.About, about)
		}
	}
	f.Record(filing.DoInput{CaseID: id, Action: "online.live"}) // only one is left
	if c = f.Show(id); c.Sites[0].ID != one || c.Sites[0].Live == nil {
		t.Errorf("the first site is not live: %+v", c.Sites[0])
	}
	lines := 0
	for _, l := range c.Stages {
		if l.Code == "online" {
			lines++
		}
	}
	if lines != 2 || !slices.ContainsFunc(c.Forms, func(s views.Sheet) bool {
		return s.Label == "公安 新办网站（青禾社区）" && s.Short == "公安 新办网站" && s.Site == "青禾社区"
	}) {
		t.Errorf("%d lines of online, forms %v", lines, len(c.Forms))
	}
}

func TestACaseOnHoldRests(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Record(filing.DoInput{CaseID: id, Action: "case.hold", Reason: "客户失联", Values: map[string]string{"until": "2026-12-31"}})
	c := f.Show(id)
	if c.StatusText != "暂停" || len(c.Clocks) != 1 || c.Clocks[0].Label != "暂停到" {
		t.Errorf("%s with %d clocks", c.StatusText, len(c.Clocks))
	}
	table, err := views.List(context.Background(), f.Office, store.CaseQuery{View: "open", Sort: "due", Limit: 5})
	if err != nil || len(table.Rows) != 1 || table.Rows[0].StageLabel != "暂停" || table.Rows[0].Due.Moment.String() != "2026-12-31" {
		t.Errorf("table %+v, %v", table, err)
	}
	today := func(now string) (list []views.Task) {
		f.SetClock(now)
		page, err := views.Today(context.Background(), f.Office, views.TodayInput{Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range page.Groups {
			if g.Code == "today" {
				list = g.Rows
			}
		}
		return list
	}
	if rows := today("2026-12-30 09:00"); len(rows) != 0 {
		t.Errorf("before its day %+v", rows)
	}
	if rows := today("2026-12-31 09:00"); len(rows) != 1 || !strings.HasPrefix(rows[0].Todo, "暂停到期，问") || rows[0].OnHold {
		t.Errorf("on its day %+v", rows)
	}
}
