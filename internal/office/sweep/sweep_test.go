package sweep_test

import (
	"context"
	"os"
	"slices"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/sweep"
	"beiandesk/internal/ref"
)

func TestMain(m *testing.M) { os.Exit(desktest.Main(m)) }

// queued tells the places with the sites that are looked up there.
func queued(f *desktest.Fixture, owner ref.StaffID) (list []string) {
	places, err := sweep.Queue(context.Background(), f.Office, owner)
	if err != nil {
		f.T.Fatal(err)
	}
	for _, p := range places {
		for _, it := range p.Items {
			list = append(list, p.Code+" "+it.Site+" "+it.Stage+" "+it.Account)
		}
	}
	return list
}

func TestWhatOthersMayHaveDecidedIsQueuedByPlace(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := []ref.CaseID{}
	for i := range 4 {
		in := desktest.Subject(i)
		if i != 1 {
			in.AccountUIN = "100012345678"
		}
		ids = append(ids, f.OpenCase(in))
		f.Scans(ids[i])
		f.Step(ids[i], "account.done", "materials.done")
	}
	if got := queued(f, ""); len(got) > 0 {
		t.Errorf("what waits for us is queued: %v", got)
	}
	for i, at := range []string{"2026-09-07 10:00", "2026-09-07 11:00", "2026-09-07 12:00"} {
		f.SetClock(at)
		f.Step(ids[i], "template.submit")
	}
	f.Step(ids[3], "template.submit", "template.approve", "domain.bought", "domain.verified", "reporting.done", "forms.filled", "forms.face",
		"prereview.submit", "prereview.pass", "bureau-submit.sms")
	// Late by now: it waits for us to ask, and is looked up all the same.
	f.SetClock("2026-09-21 10:00")
	const template = " 信息模板审核 "
	want := []string{
		"sms site-4.example 短信核验 ",
		"cloud site-1.example" + template + "100012345678", "cloud site-3.example" + template + "100012345678", "cloud site-2.example" + template,
	}
	if got := queued(f, ""); !slices.Equal(got, want) {
		t.Errorf("queued %q, want %q", got, want)
	}
	if got := queued(f, f.Office.Staff); !slices.Equal(got, want) {
		t.Errorf("of who opened them %q", got)
	}
	if got := queued(f, ref.New[ref.StaffID]()); len(got) > 0 {
		t.Errorf("of a colleague %q", got)
	}
}

func TestWhatEachOfficeDecidesIsLookedUpAtItsOwnPlace(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Reviewed(id)
	if got := queued(f, ""); !slices.Equal(got, []string{"bureau qinghe.example 管局审核 "}) {
		t.Errorf("with the bureau: %q", got)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "case.hold", Reason: "客户出国", Values: map[string]string{"until": "2026-12-01"}})
	if got := queued(f, ""); len(got) > 0 {
		t.Errorf("on hold: %q", got)
	}
}
