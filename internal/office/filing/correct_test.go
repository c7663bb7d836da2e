package filing_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/money"
	"beiandesk/internal/ref"
)

// atSMS is the walk's case on 18 September, with the bureau's SMS written up for 15:40.
func atSMS(t *testing.T) (*fixture, ref.CaseID) {
	f := newFixture(t, "2026-09-07 10:00")
	id := f.open(qinghe())
	f.scans(id)
	f.step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass")
	f.at("2026-09-18 16:00")
	f.do(filing.DoInput{CaseID: id, Action: "bureau-submit.sms", At: "2026-09-18 15:40"})
	return f, id
}

// line is the newest line of a timeline with a title.
func (f *fixture) line(c filing.CaseFile, title string) filing.TimelineItem {
	f.t.Helper()
	i := slices.IndexFunc(c.Timeline, func(item filing.TimelineItem) bool { return item.Title == title })
	if i < 0 {
		f.t.Fatalf("no line %s", title)
	}
	return c.Timeline[i]
}

func TestACorrectedMomentMovesTheDatesAndItsLine(t *testing.T) {
	f, id := atSMS(t)
	sms := f.line(f.show(id), "短信已收到")
	if sms.Move != 13 || sms.At.String() != "2026-09-18 15:40" || sms.Was != "" {
		t.Fatalf("before: %+v", sms)
	}
	correct := filing.DoInput{CaseID: id, Action: "move.correct", Values: map[string]string{"seq": "13", "to": "2026-09-18 14:50"}, Reason: "看错了短信的时间"}
	f.do(correct)
	c := f.show(id)
	if got := spoken(c); got != [3]string{"sms", "client", "2026-09-19 14:50"} {
		t.Errorf("after: %v", got)
	}
	today, err := filing.Today(context.Background(), f.Office, filing.TodayInput{Size: 10})
	if err != nil || len(today.SMS) != 1 || today.SMS[0].Due.Moment.String() != "2026-09-19 14:50" {
		t.Errorf("Today says %+v, %v", today.SMS, err)
	}
	sms = f.line(c, "短信已收到")
	if sms.When != "9月18日 周五 14:50" || sms.Was != "9月18日 周五 15:40" || sms.At.String() != "2026-09-18 14:50" || sms.Move != 13 {
		t.Errorf("its line is %+v", sms)
	}
	of := f.line(c, "更正时间：短信已收到")
	if of.Text != "2026-09-18 15:40 → 2026-09-18 14:50；原因：看错了短信的时间" || of.Move != 0 {
		t.Errorf("the correction's line is %+v", of)
	}
	for name, in := range map[string]struct{ to, field string }{"future": {"2026-09-18 16:10", "to"}, "no minute": {"2026-09-18", "to"}, "the same": {"2026-09-18 14:50", "to"}} {
		correct.Values = map[string]string{"seq": "13", "to": in.to}
		if e := f.refused(correct, errs.Invalid); e.Field != in.field {
			t.Errorf("%s: at %s: %s", name, e.Field, e.Message)
		}
	}
	f.step(id, "case.undo")
	c = f.show(id)
	if sms = f.line(c, "短信已收到"); sms.Was != "" || spoken(c)[2] != "2026-09-19 15:40" || sms.At.String() != "2026-09-18 15:40" {
		t.Errorf("after undo: %+v, %v", sms, spoken(c))
	}
	if undo := f.line(c, "撤销上一步"); !strings.Contains(undo.Text, "更正时间") {
		t.Errorf("the undo says %q", undo.Text)
	}
	f.step(id, "case.undo")
	if sms = f.line(f.show(id), "短信已收到"); sms.Move != 0 {
		t.Errorf("what was undone is offered: %+v", sms)
	}
}

func TestACorrectionReachesTheGoLiveDateAndLeavesTheMoneyAlone(t *testing.T) {
	ctx := context.Background()
	f, id := atSMS(t)
	f.step(id, "sms.verified")
	f.at("2026-10-15 09:00")
	f.step(id, "bureau-review.approve")
	f.do(filing.DoInput{CaseID: id, Action: "number.record", Values: map[string]string{"subject_number": "浙ICP备2026051234号", "site_number": "浙ICP备2026051234号-1"}})
	f.step(id, "revoke.ask", "revoke.confirm")
	f.at("2026-10-17 09:00")
	f.do(filing.DoInput{CaseID: id, Action: "online.live", At: "2026-10-17", Values: map[string]string{"looked_up": "yes"}})
	bill, err := money.Issue(ctx, f.Office, id)
	if err != nil {
		t.Fatal(err)
	}
	before := f.show(id)
	f.do(filing.DoInput{CaseID: id, Action: "move.correct", Values: map[string]string{"seq": "19", "to": "2026-10-16"}, Reason: "客户昨天就上线了"})
	c := f.show(id)
	if c.Sites[0].Live == nil || c.Sites[0].Live.String() != "2026-10-16" || c.Next[0].Due.Moment.String() != "2026-11-15" {
		t.Errorf("live %v, due %v", c.Sites[0].Live, c.Next[0].Due.Moment)
	}
	if c.Money.Unpaid != before.Money.Unpaid || c.Money.Bills[0].Number != bill.Number || c.Money.Bills[0].IssuedOn != before.Money.Bills[0].IssuedOn {
		t.Errorf("the money moved: %+v", c.Money)
	}
}

func TestAnEndedCaseIsClosedByItsCorrectedMoment(t *testing.T) {
	f := newFixture(t, "2026-09-07 10:00")
	id := f.open(qinghe())
	f.do(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "客户不办了"})
	f.at("2026-09-09 10:00")
	f.do(filing.DoInput{CaseID: id, Action: "move.correct", Values: map[string]string{"seq": "2", "to": "2026-09-08"}, Reason: "第二天才说不办"})
	c := f.show(id)
	if c.State.Ended.String() != "2026-09-08" || c.Case.Status != "withdrawn" || cal.DayOf(*c.Case.ClosedAt).String() != "2026-09-08" {
		t.Errorf("ended %v, %s, closed %v", c.State.Ended, c.Case.Status, c.Case.ClosedAt)
	}
}
