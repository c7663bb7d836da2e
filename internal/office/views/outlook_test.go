package views_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

func whatIf(f *desktest.Fixture, id ref.CaseID) views.Outlook {
	f.T.Helper()
	out, err := views.WhatIf(context.Background(), f.Office, id)
	if err != nil {
		f.T.Fatal(err)
	}
	return out
}

func TestTheOutlookTellsWhenAllMayBeDone(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	out := whatIf(f, id)
	if out.ICP == nil || out.All == nil || out.Submitted || out.History != nil || out.ICP.From > out.All.From || out.ICP.To > out.All.To {
		t.Fatalf("%+v", out)
	}
	if out.All.From <= out.Today || out.All.To <= out.All.From || out.All.Last <= out.All.To || len(out.Steps) != 7 {
		t.Errorf("all %+v in %d steps", *out.All, len(out.Steps))
	}
	// A week later all of it is later.
	f.SetClock("2026-09-14 10:00")
	if later := whatIf(f, id); later.All.From <= out.All.From || later.All.Last <= out.All.Last {
		t.Errorf("a week later %+v, before %+v", *later.All, *out.All)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "不办了"})
	if gone := whatIf(f, id); gone.All != nil || len(gone.Steps) != 0 || gone.Sentence() != "" {
		t.Errorf("of a case that has ended: %+v", gone)
	}
	if _, err := views.WhatIf(context.Background(), f.Office, "none"); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("of no case: %v", err)
	}
}

// A day that an office has let pass is no forecast.
func TestTheOutlookSaysThatAnOfficeIsLateInsteadOfNamingToday(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-17 10:00")
	id := texted(f)
	if got := whatIf(f, id).Sentence(); !strings.HasPrefix(got, "今天核验，预计 ") {
		t.Errorf("while the SMS is checked: %s", got)
	}
	f.SetClock("2026-09-18 16:00")
	f.Step(id, "sms.verified")
	if got := whatIf(f, id).Sentence(); !strings.HasPrefix(got, "余下的当天办完，预计 ") {
		t.Errorf("in the review: %s", got)
	}
	f.SetClock("2026-11-23 10:00")
	out := whatIf(f, id)
	if want := "管局审核已过最迟 10月22日 周四，推算不出哪天办完，请先问进度。"; out.Sentence() != want || out.All != nil || out.ICP != nil {
		t.Errorf("%s (%+v), want %s", out.Sentence(), out.All, want)
	}
}

// 20 September is a worked Sunday.
func TestAnOfficePastItsExpectedTermIsNotSaidToBePastTheLongest(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-17 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified")
	f.SetClock("2026-10-20 10:00")
	if got, want := whatIf(f, id).Sentence(), "注册信息上报已过预计 9月20日 周日，推算不出哪天办完，请先问进度。"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// cancelled adds a delivered 注销 case that was submitted to pre-review on a day and
// came through the bureau so many days later.
func cancelled(f *desktest.Fixture, like ref.CaseID, no int, submitted string, took int) {
	f.T.Helper()
	day, err := cal.ParseDay(submitted)
	if err != nil {
		f.T.Fatal(err)
	}
	moment := func(after int) cal.Moment { return cal.Whole(day.Add(after)) }
	err = f.Write(context.Background(), func(w *office.Work) error {
		c, err := w.Cases().Get(like)
		if err != nil {
			return err
		}
		c.ID, c.Number, c.Status = ref.New[ref.CaseID](), fmt.Sprintf("BA2025-%04d", no), "delivered"
		site := cases.Site{ID: ref.New[ref.SiteID](), CaseID: c.ID, Ordinal: 1, Domain: "old.example", Version: 1}
		if err := w.Cases().Add(c, []cases.Site{site}, nil); err != nil {
			return err
		}
		for i, m := range []workflow.Move{
			{Action: "signing.sign", At: moment(-9)}, {Action: "account.done", At: moment(-8)}, {Action: "forms.filled", At: moment(-7)},
			{Action: "forms.face", At: moment(-1)}, {Action: "prereview.submit", At: moment(0)}, {Action: "prereview.pass", At: moment(1)},
			{Action: "bureau-submit.accept", At: moment(2)}, {Action: "bureau-review.approve", At: moment(took)},
			{Action: "revoke.ask", At: moment(took)}, {Action: "revoke.confirm", At: moment(took)}, {Action: "handover.done", At: moment(took), Values: map[string]string{"scans": "keep"}},
		} {
			m.ID, m.Seq, m.Recorded = ref.New[ref.MoveID](), i+1, w.Now
			if err := w.Moves().Append(c.ID, m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		f.T.Fatal(err)
	}
}

func TestHistorySpeaksFromTenDeliveredCasesOn(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Little("注销有限公司", "gone.example")
	in.Type, in.Police, in.Values = "cancel", false, map[string]string{"cancels": "access"}
	id := f.OpenCase(in)
	for no := range 9 {
		cancelled(f, id, no, "2025-03-03", 10+no)
	}
	if h := whatIf(f, id).History; h != nil {
		t.Fatalf("nine cases speak: %+v", h)
	}
	cancelled(f, id, 9, "2025-03-03", 19)
	h := whatIf(f, id).History
	// 10, 11 … 19 days: the third, fifth and eighth of ten.
	if h == nil || h.Cases != 10 || h.From.String() != "2026-09-19" || h.Median.String() != "2026-09-21" || h.To.String() != "2026-09-24" {
		t.Fatalf("history %+v", h)
	}
	last := h.Stages[len(h.Stages)-1]
	if last.Stage != "bureau-review" || last.Cases != 10 || last.Low != 10 || last.Mid != 12 || last.Top != 15 {
		t.Errorf("bureau %+v", last)
	}
	if want := "照本单位 10 件的经历，多在 9月19日 周六 至 9月24日 周四，一半不晚于 9月21日 周一。"; h.Text(f.Today()) != want {
		t.Errorf("text %q, want %q", h.Text(f.Today()), want)
	}
	if want := "照本单位 10 件的经历，多在 9月19日 周六 至 9月24日 周四 已办完，这一件更慢。"; h.Text(f.Today().Add(60)) != want {
		t.Errorf("once they are over %q, want %q", h.Text(f.Today().Add(60)), want)
	}
	// 10, 11 … 20 days: a quarter of eleven cases is begun with the third, three with the ninth.
	cancelled(f, id, 10, "2025-03-03", 20)
	if h := whatIf(f, id).History; h.Cases != 11 || h.From.String() != "2026-09-19" || h.Median.String() != "2026-09-22" || h.To.String() != "2026-09-25" {
		t.Errorf("history of eleven %+v", h)
	}
	other := desktest.Little("别省有限公司", "other.example")
	other.Type, other.Police, other.Province, other.Values = "cancel", false, "44", in.Values
	if h := whatIf(f, f.OpenCase(other)).History; h != nil {
		t.Errorf("another province's cases speak: %+v", h)
	}
}
