package intake_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/materials"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

func licence(f *desktest.Fixture, id ref.CaseID) (materials.Item, materials.Document) {
	for _, i := range f.Show(id).Materials.Items {
		if i.Code == "licence" && len(i.Docs) > 0 {
			return i, i.Docs[0]
		}
	}
	return materials.Item{}, materials.Document{}
}

func TestAPaperComesInWithItsDaysAndTheyAreCorrected(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-14")
	id := f.OpenCase(desktest.Qinghe())
	in := intake.Input{
		CaseID: id, Material: "licence", Name: "执照.jpg", Content: desktest.Picture(t, 120*1024), Days: intake.PaperDays{Until: "2027-3-1"},
	}
	d, err := intake.Attach(ctx, f.Office, in)
	if err != nil || intake.UntilText(d.Days) != "2027-03-01" {
		t.Fatalf("%+v, %v", d.Days, err)
	}
	item, _ := licence(f, id)
	if last, ok := item.LastDay(); item.State == materials.Bad || strings.Contains(item.Why, "有效期") || !ok || last.String() != "2027-03-01" {
		t.Errorf("it is %s until %s, %v", item.State, last, ok)
	}
	f.Dated(id, "licence", "", "2026-09-13")
	if item, _ = licence(f, id); item.State != materials.Bad || !strings.Contains(item.Why, "已过期") {
		t.Errorf("ended: %s, %s", item.State, item.Why)
	}
	if owed := f.Show(id).Owed; !slices.ContainsFunc(owed, func(o string) bool { return strings.HasPrefix(o, "营业执照 有效期到 2026-09-13") }) {
		t.Errorf("the client owes no other: %q", owed)
	}
	f.Dated(id, "licence", "", "长期")
	if item, d = licence(f, id); item.State == materials.Bad || strings.Contains(item.Why, "有效期") || !d.Days.Long || d.Ends != nil {
		t.Errorf("for good: %s, %+v", item.State, d)
	}
	told := []string{}
	for _, e := range f.Show(id).Timeline {
		if e.Kind == "material" {
			told = append(told, e.Title+"｜"+e.Text)
		}
	}
	for _, want := range []string{
		"收到营业执照第 1 版｜执照.jpg\n有效期至 2027-03-01", "登记营业执照第 1 版的日期｜有效期至 2026-09-13\n原来是有效期至 2027-03-01",
		"登记营业执照第 1 版的日期｜有效期至 长期\n原来是有效期至 2026-09-13",
	} {
		if !slices.Contains(told, want) {
			t.Errorf("the timeline lacks %q: %q", want, told)
		}
	}
}

func TestDaysThatNoPaperCarriesAreRefused(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-14")
	id := f.OpenCase(desktest.Qinghe())
	for name, c := range map[string]struct{ material, issued, until, field string }{
		"an ID card's end is its holder's": {"id-front", "", "2030-01-01", "until"},
		"no day of issue on a licence":     {"licence", "2026-01-01", "", "issued"},
		"issued tomorrow":                  {"lead-letter", "2026-09-15", "", "issued"},
		"over before it began":             {"lead-letter", "2026-09-01", "2026-08-31", "until"},
		"no day at all":                    {"lead-letter", "很久以前", "", "issued"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := intake.Attach(ctx, f.Office, intake.Input{
				CaseID: id, Material: c.material, Content: desktest.Picture(t, 120*1024), Days: intake.PaperDays{Issued: c.issued, Until: c.until},
			})
			var e *errs.Error
			if !errors.As(err, &e) || e.Code != errs.Invalid || e.Field != c.field {
				t.Errorf("%v", err)
			}
		})
	}
	if _, err := intake.SetDays(ctx, f.Office, intake.DaysInput{Document: "nothing"}); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("of no document: %v", err)
	}
}

// What has gone to its last reviewer is watched no more; sent back, it is to be handed in again.
func TestAPaperIsWatchedWhileItIsToBeHandedIn(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	in := desktest.Qinghe()
	in.Police = false
	id := f.OpenCase(in)
	f.Scans(id)
	f.Dated(id, "licence", "", "2026-10-20")
	watched := func() []string {
		page, err := views.Today(context.Background(), f.Office, views.TodayInput{Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		lines := []string{}
		for _, e := range page.Expiry {
			if e.What == "paper" {
				lines = append(lines, e.Name+" "+e.Day.String())
			}
		}
		return lines
	}
	want := []string{"营业执照 2026-10-20"}
	if got := watched(); !slices.Equal(got, want) {
		t.Errorf("before anything went: %q", got)
	}
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified", "reporting.done", "forms.filled", "forms.face")
	if got := watched(); !slices.Equal(got, want) {
		t.Errorf("the template has it, the forms are still to go: %q", got)
	}
	f.Step(id, "prereview.submit")
	if got := watched(); len(got) > 0 {
		t.Errorf("once the forms went: %q", got)
	}
	f.Record(filing.DoInput{CaseID: id, Action: "prereview.reject", Reason: "照片不清楚"})
	if got := watched(); !slices.Equal(got, want) {
		t.Errorf("sent back: %q", got)
	}
}

// An agreed day beyond a paper's last one warns while there is time.
func TestAPaperThatWillBeTooOldIsTold(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14")
	id := f.OpenCase(desktest.Qinghe())
	f.Scans(id)
	f.Dated(id, "licence", "", "2026-09-15")
	item, _ := licence(f, id)
	if item.State != materials.Unchecked || !strings.Contains(item.Why, "才交，那时已经过了，请换发新的再传") {
		t.Errorf("it is %s: %s", item.State, item.Why)
	}
	if gaps := f.Show(id).Materials.Gaps("template"); slices.ContainsFunc(gaps, func(g string) bool { return strings.HasPrefix(g, "营业执照") }) {
		t.Errorf("it stops what may go today: %q", gaps)
	}
}
