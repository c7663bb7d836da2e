package views_test

import (
	"context"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// What a list says of an SMS round goes by the clock of the case's own edition.
func TestTheLineOfAnSMSRoundNamesTheTermThatStands(t *testing.T) {
	ctx := context.Background()
	line := func(change bool) string {
		f := desktest.NewFixture(t, "2026-09-07 10:00")
		if change {
			of := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeClock, Code: "sms.legal"}}
			if _, err := rulebook.SaveClock(ctx, f.Office, of, workflow.Term{Unit: "hours", To: 36}, rulebook.Basis{Source: "管局公告"}); err != nil {
				t.Fatal(err)
			}
		}
		id := f.OpenCase(desktest.Qinghe())
		f.Scans(id)
		f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
			"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms")
		today, err := views.Today(ctx, f.Office, views.TodayInput{Size: 10})
		if err != nil || len(today.SMS) != 1 {
			t.Fatalf("%+v, %v", today.SMS, err)
		}
		return today.SMS[0].WhyLine
	}
	if got := line(false); got != "第 1 轮短信，24 小时内" {
		t.Error(got)
	}
	if got := line(true); got != "第 1 轮短信，36 小时内" {
		t.Error(got)
	}
}

func TestAMoveTellsWhatItRecorded(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Step(id, "account.done")
	for _, c := range []struct {
		in          filing.DoInput
		title, text string
	}{
		{filing.DoInput{Action: "case.hold", Reason: "客户出国", Values: map[string]string{"until": "2026-12-31"}}, "暂停案件", "原因：客户出国\n暂停到哪天：12月31日 周四"},
		{filing.DoInput{Action: "case.resume"}, "恢复案件", ""},
		{filing.DoInput{Action: "case.undo"}, "撤销", "撤销“恢复案件”（9月7日 周一 10:00）"},
		{filing.DoInput{Action: "case.undo"}, "撤销", "撤销“暂停案件”（9月7日 周一 10:00）"},
		{filing.DoInput{Action: "case.undo"}, "撤销", "撤销“子账号已交接”（9月7日 周一 10:00）"},
	} {
		c.in.CaseID = id
		if got := f.Record(c.in); got.Title != c.title || got.Text != c.text {
			t.Errorf("%s is told as %q %q", c.in.Action, got.Title, got.Text)
		}
	}
}
