package notices_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/notices"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// underReview is a case of the police alone, its subject with them since Wednesday 9 September.
func underReview(t *testing.T) (*desktest.Fixture, ref.CaseID) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Type, in.ICP = "police", false
	id := f.OpenCase(in)
	f.Scans(id)
	f.Step(id, "materials.done")
	f.Record(filing.DoInput{CaseID: id, Action: "online.live", Values: map[string]string{"live_day": "2026-09-07"}})
	f.Step(id, "police-account.done")
	if list := due(f); len(list) != 0 {
		t.Fatalf("no reviewer has the case yet: %+v", list)
	}
	f.SetClock("2026-09-09 09:00")
	f.Step(id, "police-subject.submit")
	return f, id
}

func due(f *desktest.Fixture) []notices.Notice {
	f.T.Helper()
	list, err := notices.Due(context.Background(), f.Office)
	if err != nil {
		f.T.Fatal(err)
	}
	return list
}

func seen(f *desktest.Fixture, code string, yes bool) {
	f.T.Helper()
	if err := notices.Seen(context.Background(), f.Office, code, yes); err != nil {
		f.T.Fatal(err)
	}
}

func TestOneLookAWorkingDayWhileAReviewerHasTheCase(t *testing.T) {
	f, id := underReview(t)
	list := due(f)
	if len(list) != 1 || list[0].Code != "mps" || list[0].Count() != "1 件在审" || list[0].Cases[0].ID != id || list[0].Cases[0].Stage != "开办主体审核" || list[0].Look != nil {
		t.Fatalf("%+v", list)
	}
	f.SetClock("2026-09-09 09:30")
	seen(f, "mps", true)
	if list = due(f); len(list) != 1 || list[0].Look == nil || list[0].Look.Name != "周敏" || cal.At(list[0].Look.At).String() != "2026-09-09 09:30" {
		t.Fatalf("who looked, and when: %+v", list)
	}
	noted := f.Journal(t, "")
	if len(noted) == 0 || noted[0].Title != "已看：公安平台的系统消息" {
		t.Errorf("the journal keeps it: %+v", noted)
	}
	seen(f, "mps", false)
	if list = due(f); len(list) != 1 || list[0].Look != nil {
		t.Fatalf("taken back: %+v", list)
	}
	seen(f, "mps", true)
	f.SetClock("2026-09-10 09:00")
	if list = due(f); len(list) != 1 || list[0].Look != nil {
		t.Fatalf("it comes back the next day: %+v", list)
	}
	f.SetClock("2026-09-12 09:00") // a Saturday
	if list = due(f); len(list) != 0 {
		t.Fatalf("nobody works: %+v", list)
	}
	f.SetClock("2026-09-14 09:00")
	f.Step(id, "police-subject.approve")
	if list = due(f); len(list) != 0 {
		t.Fatalf("the subject is through, the site not yet handed in: %+v", list)
	}
	f.Step(id, "police-site.submit")
	f.Record(filing.DoInput{CaseID: id, Action: "police-site.appointment", Values: map[string]string{"kind": "visit", "when": "2026-09-18 10:00", filing.AgreeKey: "yes"}})
	if list = due(f); len(list) != 0 {
		t.Fatalf("an appointment is made: nothing is to come there: %+v", list)
	}
	if err := notices.Seen(context.Background(), f.Office, "nowhere", true); err == nil {
		t.Error("an unknown place is refused")
	}
}

// A mini program's result is left at its platform, in the stages in which others' is left at
// the cloud's console.
func TestAMiniProgramsPlatformIsLookedAt(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Type, in.Police, in.Sites = "mini", false, []filing.SiteInput{{Name: "青禾库存助手"}}
	id := f.OpenCase(in)
	f.Scans(id)
	for _, action := range []string{"materials.done", "forms.filled", "forms.face", "prereview.submit"} {
		f.Step(id, action)
	}
	places := func() (codes []string) {
		for _, n := range due(f) {
			codes = append(codes, n.Code+" "+n.Cases[0].Stage)
		}
		return codes
	}
	if got := places(); !slices.Equal(got, []string{"mini 平台初审"}) {
		t.Errorf("%q", got)
	}
	f.Step(id, "prereview.pass")
	if got := places(); got != nil {
		t.Errorf("nothing is left while it is handed on: %q", got)
	}
	f.Step(id, "bureau-submit.sms")
	f.Step(id, "sms.verified")
	if got := places(); !slices.Equal(got, []string{"mini 管局审核"}) {
		t.Errorf("%q", got)
	}
	crowd(f)
	if got := places(); !slices.Equal(got, []string{"tencent 管局审核", "mini 管局审核"}) {
		t.Errorf("behind the websites under review: %q", got)
	}
}

// crowd has more websites wait for the bureau, and for longer, than are read of a stage.
func crowd(f *desktest.Fixture) {
	f.T.Helper()
	id := f.OpenCase(desktest.Little("第 1 号有限公司", "case-1.example"))
	err := f.Office.Write(context.Background(), func(w *office.Work) error {
		runs := make([]store.RunRow, 120)
		for i := range runs {
			line := workflow.RunLine{Key: fmt.Sprintf("bureau-review#%d", i+1), Stage: "bureau-review", Step: "submitted", Party: workflow.Bureau}
			line.Due = &workflow.LineDue{At: cal.At(f.Office.Now()), Kind: workflow.Max, Key: line.Key + "/due", Clock: "bureau-review.max", Own: true}
			runs[i] = store.RunRow{ID: ref.New[ref.RunID](), CaseID: id, StageNo: 10, Attempt: i + 1, Entered: "2026-09-07", Headline: i == 0, RunLine: line}
		}
		return w.Tx.Projections().Replace(id, runs, nil)
	})
	if err != nil {
		f.T.Fatal(err)
	}
}
