package sweep_test

import (
	"context"
	"os"
	"slices"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/sweep"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite/sqlitetest"
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

func TestWhoLooksAfterAColleaguesCasesLooksThemUpToo(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	f.Reviewed(f.OpenCase(desktest.Subject(0)))
	other, err := setup.AddStaff(context.Background(), f.Office, "林晓")
	if err != nil {
		t.Fatal(err)
	}
	me := f.Office.Staff
	f.Office.Staff = other.ID
	f.Reviewed(f.OpenCase(desktest.Subject(1)))
	f.Office.Staff = me
	mine, all := []string{"bureau site-1.example 管局审核 "}, []string{"bureau site-1.example 管局审核 ", "bureau site-2.example 管局审核 "}
	if got := queued(f, me); !slices.Equal(got, mine) {
		t.Errorf("before she is away: %q", got)
	}
	if err := setup.SaveAbsence(context.Background(), f.Office, setup.AbsenceInput{Staff: other.ID, Until: "2026-12-31", Cover: me}); err != nil {
		t.Fatal(err)
	}
	if got := queued(f, me); !slices.Equal(got, all) {
		t.Errorf("while she is away: %q", got)
	}
	if got := queued(f, other.ID); !slices.Equal(got, all[1:]) {
		t.Errorf("hers alone: %q", got)
	}
	places, err := sweep.Queue(context.Background(), f.Office, me)
	if err != nil || places[0].Items[0].For != "" || places[0].Items[1].For != "林晓" {
		t.Errorf("%+v %v", places, err)
	}
	f.SetClock("2027-01-04 10:00")
	if got := queued(f, me); !slices.Equal(got, mine) {
		t.Errorf("once she is back: %q", got)
	}
}

// What rests is not named, and takes no place away from what is.
func TestWhatRestsLeavesItsPlaceToTheOthers(t *testing.T) {
	t.Cleanup(sweep.SetMost(1))
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	var runs []ref.RunID
	for i := range 3 {
		f.Reviewed(f.OpenCase(desktest.Subject(i)))
		places, err := sweep.Queue(t.Context(), f.Office, "")
		if err != nil || len(places) != 1 || len(places[0].Items) != 1 || places[0].More || places[0].Rests != i {
			t.Fatalf("with %d at rest: %+v %v", i, places, err)
		}
		runs = append(runs, places[0].Items[0].RunID)
		if err := f.Office.Write(t.Context(), func(w *office.Work) error { return sweep.Rest(f.Office, w, runs[i:]) }); err != nil {
			t.Fatal(err)
		}
	}
}

// One broken setting stops no sweep: nothing rests then, and what is looked up next rests again.
func TestWhatRestsMayBeUnreadable(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	f.Reviewed(f.OpenCase(desktest.Subject(0)))
	rest := func() int {
		t.Helper()
		places, err := sweep.Queue(t.Context(), f.Office, "")
		if err != nil || len(places) != 1 {
			t.Fatalf("%+v %v", places, err)
		}
		for _, item := range places[0].Items {
			if err := f.Office.Write(t.Context(), func(w *office.Work) error { return sweep.Rest(f.Office, w, []ref.RunID{item.RunID}) }); err != nil {
				t.Fatal(err)
			}
		}
		return places[0].Rests
	}
	if n := rest(); n != 0 {
		t.Errorf("%d rest before anything was looked up", n)
	}
	sqlitetest.Past(t, f.Dir, `UPDATE settings SET value = '{"x' WHERE key = 'sweep'`)
	if n := rest(); n != 0 {
		t.Errorf("%d rest by what can't be read", n)
	}
	if n := rest(); n != 1 {
		t.Errorf("%d rest after it was written anew", n)
	}
}
