package filing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
)

func TestACorrectedMomentMovesTheDatesAndItsLine(t *testing.T) {
	f, id := desktest.AtSMS(t)
	sms := f.Line(f.Show(id), "短信已收到")
	if sms.Move != 13 || sms.At.String() != "2026-09-18 15:40" || sms.Was != nil {
		t.Fatalf("before: %+v", sms)
	}
	correct := filing.DoInput{CaseID: id, Action: "move.correct", Values: map[string]string{"seq": "13", "to": "2026-09-18 14:50"}, Reason: "看错了短信的时间"}
	f.Record(correct)
	c := f.Show(id)
	if got := desktest.Spoken(c); got != [3]string{"sms", "client", "2026-09-19 14:50"} {
		t.Errorf("after: %v", got)
	}
	today, err := views.Today(context.Background(), f.Office, views.TodayInput{Size: 10})
	if err != nil || len(today.SMS) != 1 || today.SMS[0].Due.Moment.String() != "2026-09-19 14:50" {
		t.Errorf("Today says %+v, %v", today.SMS, err)
	}
	sms = f.Line(c, "短信已收到")
	if sms.Was == nil || sms.Was.String() != "2026-09-18 15:40" || sms.At.String() != "2026-09-18 14:50" || sms.Move != 13 {
		t.Errorf("its line is %+v", sms)
	}
	of := f.Line(c, "更正时间：短信已收到")
	if of.Text != "9月18日 周五 15:40 → 9月18日 周五 14:50；原因：看错了短信的时间" || of.Move != 0 {
		t.Errorf("the correction's line is %+v", of)
	}
	for name, in := range map[string]struct{ to, field string }{"future": {"2026-09-18 16:10", "to"}, "no minute": {"2026-09-18", "to"}, "the same": {"2026-09-18 14:50", "to"}} {
		correct.Values = map[string]string{"seq": "13", "to": in.to}
		if e := f.Refused(correct, errs.Invalid); e.Field != in.field {
			t.Errorf("%s: at %s: %s", name, e.Field, e.Message)
		}
	}
	f.Step(id, "case.undo")
	c = f.Show(id)
	if sms = f.Line(c, "短信已收到"); sms.Was != nil || desktest.Spoken(c)[2] != "2026-09-19 15:40" || sms.At.String() != "2026-09-18 15:40" {
		t.Errorf("after undo: %+v, %v", sms, desktest.Spoken(c))
	}
	if undo := f.Line(c, "撤销"); !strings.Contains(undo.Text, "更正时间") {
		t.Errorf("the undo says %q", undo.Text)
	}
	f.Step(id, "case.undo")
	if sms = f.Line(f.Show(id), "短信已收到"); sms.Move != 0 {
		t.Errorf("what was undone is offered: %+v", sms)
	}
}

func TestACorrectionReachesTheGoLiveDateAndLeavesTheMoneyAlone(t *testing.T) {
	ctx := context.Background()
	f, id := desktest.AtSMS(t)
	f.Step(id, "sms.verified")
	f.SetClock("2026-10-15 09:00")
	f.Step(id, "bureau-review.approve")
	f.Record(filing.DoInput{CaseID: id, Action: "number.record", Values: map[string]string{"subject_number": "浙ICP备2026051234号", "site_number": "浙ICP备2026051234号-1"}})
	f.Step(id, "revoke.ask", "revoke.confirm")
	f.SetClock("2026-10-17 09:00")
	f.Record(filing.DoInput{CaseID: id, Action: "online.live", At: "2026-10-17", Values: map[string]string{"looked_up": "yes"}})
	bill, err := invoicing.Issue(ctx, f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	before := f.Show(id)
	f.Record(filing.DoInput{CaseID: id, Action: "move.correct", Values: map[string]string{"seq": "19", "to": "2026-10-16"}, Reason: "客户昨天就上线了"})
	c := f.Show(id)
	if c.Sites[0].Live == nil || c.Sites[0].Live.String() != "2026-10-16" || c.Next[0].Due.Moment.String() != "2026-11-15" {
		t.Errorf("live %v, due %v", c.Sites[0].Live, c.Next[0].Due.Moment)
	}
	if c.Money.Unpaid != before.Money.Unpaid || c.Money.Bills[0].Number != bill.Number || c.Money.Bills[0].IssuedOn != before.Money.Bills[0].IssuedOn {
		t.Errorf("the money moved: %+v", c.Money)
	}
}

func TestAnEndedCaseIsClosedByItsCorrectedMoment(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "客户不办了"})
	f.SetClock("2026-09-09 10:00")
	f.Record(filing.DoInput{CaseID: id, Action: "move.correct", Values: map[string]string{"seq": "2", "to": "2026-09-08"}, Reason: "第二天才说不办"})
	c := f.Show(id)
	if c.State.Ended.String() != "2026-09-08" || c.Case.Status != "withdrawn" || cal.DayOf(*c.Case.ClosedAt).String() != "2026-09-08" {
		t.Errorf("ended %v, %s, closed %v", c.State.Ended, c.Case.Status, c.Case.ClosedAt)
	}
}
