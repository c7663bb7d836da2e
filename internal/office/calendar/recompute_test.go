package calendar_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

func TestAHolidayImportMovesTheOpenDatesThatTouchTheYear(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	early := f.OpenCase(desktest.Little("早先有限公司", "early.example"))
	f.SetClock("2026-12-30 10:00")
	closed := f.OpenCase(desktest.Little("撤回有限公司", "closed.example"))
	f.Record(filing.DoInput{CaseID: closed, Action: "case.withdraw", Reason: "不办了"})
	id := f.Reporting()
	before := f.Show(id)
	if k := desktest.ClockOf(t, before, "reporting.expected"); !k.Provisional || k.Deadline.Due.String() != "2027-01-04" {
		t.Fatalf("before the import: %s, provisional %v", k.Deadline.Due, k.Provisional)
	}
	quiet := f.Stored(early)

	in := f.ImportYear()
	if in.Same || in.Year.Year != 2027 {
		t.Fatalf("import: %+v", in)
	}
	out := f.Recompute()
	if out.Left || out.Done != 1 || out.Total != 1 || out.Moved != 1 {
		t.Errorf("%+v", out)
	}
	want := calendar.DateChange{CaseID: id, Number: before.Case.Number, Stage: "注册信息上报", Label: "上报预计", Old: "2027-01-04（暂定）", New: "2027-01-06"}
	if len(out.Changes) != 1 || out.Changes[0] != want {
		t.Errorf("changes %+v, want %+v", out.Changes, want)
	}
	if got := f.Stored(id); !slices.Equal(got, f.Computed(id)) {
		t.Errorf("stored %v\ncomputed %v", got, f.Computed(id))
	}
	if got := f.Stored(early); !slices.Equal(got, quiet) {
		t.Errorf("an early case changed to %v", got)
	}
	after := f.Show(id)
	if k := desktest.ClockOf(t, after, "reporting.expected"); k.Provisional || !strings.Contains(strings.Join(k.Reasons, ""), "在元旦假期内，移到 2027年1月6日") {
		t.Errorf("after: %+v", k)
	}
	if after.Case.Version != before.Case.Version {
		t.Errorf("a new date is no edit, but the version went from %d to %d", before.Case.Version, after.Case.Version)
	}
	list, err := views.List(context.Background(), f.Office, store.CaseQuery{View: "open", Text: "qinghe", Limit: 5})
	if err != nil || len(list.Rows) != 1 || list.Rows[0].Due.Moment.String() != "2027-01-06" {
		t.Errorf("the list says %+v, %v", list.Rows, err)
	}
	if again := f.Recompute(); again.Done != 0 || len(again.Changes) != 0 {
		t.Errorf("counting twice changed %+v", again)
	}
	if same := f.ImportYear(); !same.Same {
		t.Errorf("the same file again: %+v", same)
	}
	f.Reopen()
	if got := f.Stored(id); !slices.Equal(got, f.Computed(id)) || !f.Calendar.Published(2027) {
		t.Errorf("after a restart stored %v\ncomputed %v", got, f.Computed(id))
	}
}

// What a notice confirms is told too: until then nobody could rely on it.
func TestADateThatTheYearConfirmsIsListedAsFirm(t *testing.T) {
	f := desktest.NewFixture(t, "2026-12-30 10:00")
	id := f.Reporting()
	if k := desktest.ClockOf(t, f.Show(id), "reporting.expected"); !k.Provisional || k.Deadline.Due.String() != "2027-01-04" {
		t.Fatalf("before the import: %s, provisional %v", k.Deadline.Due, k.Provisional)
	}
	confirming := strings.ReplaceAll(desktest.Year2027, `{"name":"元旦","date":"2027-01-04","isOffDay":true},{"name":"元旦","date":"2027-01-05","isOffDay":true},{"name":"元旦","date":"2027-01-09","isOffDay":false},`, "")
	if _, err := calendar.ImportHolidays(context.Background(), f.Office, []byte(confirming), true); err != nil {
		t.Fatal(err)
	}
	out := f.Recompute()
	want := calendar.DateChange{CaseID: id, Number: f.Show(id).Case.Number, Stage: "注册信息上报", Label: "上报预计", Old: "2027-01-04（暂定）", New: "2027-01-04", Firmed: true}
	if out.Moved != 0 || out.Firmed != 1 || len(out.Changes) != 1 || out.Changes[0] != want {
		t.Errorf("%+v, want %+v", out, want)
	}
	if k := desktest.ClockOf(t, f.Show(id), "reporting.expected"); k.Provisional || k.Deadline.Due.String() != "2027-01-04" {
		t.Errorf("after: %+v", k)
	}
}

func TestAYearThatIsNotAnnouncedIsRefused(t *testing.T) {
	f := desktest.NewFixture(t, "2026-12-30 10:00")
	id := f.Reporting()
	before := f.Stored(id)
	for name, c := range map[string]struct {
		file string
		want errs.Code
	}{
		"holiday-cn before the notice":   {`{"$schema":"x","year":2027,"papers":[],"days":[]}`, errs.Blocked},
		"chinese-days before the notice": {`{"holidays":{},"workdays":{},"inLieuDays":{}}`, errs.Blocked},
		"half a year":                    {`{"year":2027,"papers":["x"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}`, errs.Invalid},
		"no JSON":                        {`<html>`, errs.Invalid},
	} {
		if _, err := calendar.ImportHolidays(context.Background(), f.Office, []byte(c.file), false); errs.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if f.Calendar.Published(2027) || !slices.Equal(f.Stored(id), before) || f.Recompute().Done != 0 {
		t.Error("a refused file left something behind")
	}
}

func TestCountingStopsAndGoesOnInAnotherProcess(t *testing.T) {
	f := desktest.NewFixture(t, "2026-12-30 10:00")
	const n = 310 // several batches
	f.Fill(0, n)
	f.ImportYear()
	ctx, cancel := context.WithCancel(context.Background())
	first, err := calendar.Recompute(ctx, f.Office, calendar.RecomputeOptions{Progress: func(done, total int) {
		if done == 0 || total != n {
			t.Errorf("progress %d of %d", done, total)
		}
		cancel()
	}})
	if !errors.Is(err, context.Canceled) || !first.Left || first.Done == 0 || first.Done >= n {
		t.Fatalf("cancelled: %v, %d of %d", err, first.Done, first.Total)
	}
	f.Reopen()
	left, err := calendar.RecomputeLeft(context.Background(), f.Office)
	if err != nil || !left.Left || left.Done != first.Done || left.Total != n {
		t.Fatalf("left over: %+v, %v", left, err)
	}
	second := f.Recompute()
	if second.Left || second.Done != n || second.Moved != len(first.Changes)+len(second.Changes) {
		t.Errorf("then: %d of %d, moved %d, %d and %d changes", second.Done, second.Total, second.Moved, len(first.Changes), len(second.Changes))
	}
	seen := map[ref.CaseID]int{}
	for _, c := range append(first.Changes, second.Changes...) {
		seen[c.CaseID]++
	}
	if len(seen) != n {
		t.Errorf("%d cases changed, want %d", len(seen), n)
	}
	for id := range seen {
		if got := f.Stored(id); !slices.Equal(got, f.Computed(id)) {
			t.Fatalf("stored %v\ncomputed %v", got, f.Computed(id))
		}
		break
	}
	if left, err := calendar.RecomputeLeft(context.Background(), f.Office); err != nil || left.Left {
		t.Errorf("still left: %+v, %v", left, err)
	}
}

// everyRow are the dates of all open cases as the folder keeps them, those of runs among
// them.
func everyRow(f *desktest.Fixture) (list []string) {
	f.T.Helper()
	ctx := context.Background()
	ids := map[ref.CaseID]bool{}
	err := views.EachDeadline(ctx, f.Office, func(d views.Dated) error {
		ids[d.CaseID] = true
		list = append(list, fmt.Sprintf("%+v", d.DeadlineRow))
		return nil
	})
	if err != nil {
		f.T.Fatal(err)
	}
	err = f.Read(ctx, func(tx store.Tx) error {
		for id := range ids {
			runs, err := tx.Projections().Runs(id)
			if err != nil {
				return err
			}
			for _, r := range runs {
				line, err := json.Marshal(r)
				if err != nil {
					return err
				}
				list = append(list, string(line))
			}
		}
		return nil
	})
	if err != nil {
		f.T.Fatal(err)
	}
	slices.Sort(list)
	return list
}

// rebuild writes every row of a case from its moves, as each step does.
func rebuild(f *desktest.Fixture, ids []ref.CaseID) {
	f.T.Helper()
	for _, id := range ids {
		if err := desktest.Rebuild(context.Background(), f.Office, id); err != nil {
			f.T.Fatal(err)
		}
	}
}

func TestCountingAgainGivesWhatARebuildGives(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-12-01 10:00")
	far := []string{"account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified"}
	random := rand.New(rand.NewPCG(1, 2))
	ids := []ref.CaseID{}
	for i := range 40 {
		f.SetClock(fmt.Sprintf("2026-12-%02d %02d:%02d", 1+i*30/40, 8+random.IntN(10), random.IntN(60)))
		in := desktest.Qinghe()
		in.Agree, in.Same = true, filing.SameNew // another client of that name
		in.Sites[0].Domain = fmt.Sprintf("case-%d.example", i)
		id := f.OpenCase(in)
		ids = append(ids, id)
		f.Scans(id)
		f.Step(id, far[:random.IntN(len(far)+1)]...)
	}
	year := func(from, to string) func() error {
		return func() error {
			_, err := calendar.ImportHolidays(ctx, f.Office, []byte(strings.ReplaceAll(desktest.Year2027, from, to)), true)
			return err
		}
	}
	closure := func(in calendar.ClosureInput) func() error {
		return func() error {
			_, err := calendar.AddClosure(ctx, f.Office, in)
			return err
		}
	}
	for _, step := range []struct {
		name   string
		change func() error
	}{
		{"a year", year("", "")},
		{"a day less", year(`{"name":"元旦","date":"2027-01-05","isOffDay":true},`, "")},
		{"a day more", year(`{"name":"元旦","date":"2027-01-05","isOffDay":true},`,
			`{"name":"元旦","date":"2027-01-05","isOffDay":true},{"name":"元旦","date":"2027-01-06","isOffDay":true},`)},
		{"a worked day less", year(`{"name":"元旦","date":"2027-01-09","isOffDay":false},`, "")},
		{"a bureau's closure", closure(calendar.ClosureInput{Authority: "bureau", Province: "33", From: "2027-01-11", To: "2027-01-14", Name: "停办"})},
		{"a cloud's closure", closure(calendar.ClosureInput{Authority: "cloud", From: "2026-12-28", To: "2027-01-07", Name: "升级"})},
		{"the first closure gone", func() error {
			list, err := calendar.Closures(ctx, f.Office)
			if err == nil {
				_, err = calendar.RemoveClosure(ctx, f.Office, list[0].ID)
			}
			return err
		}},
	} {
		before := everyRow(f)
		if err := step.change(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		f.Recompute()
		counted := everyRow(f)
		if slices.Equal(before, counted) {
			t.Errorf("%s changes nothing", step.name)
		}
		rebuild(f, ids)
		if built := everyRow(f); !slices.Equal(counted, built) {
			t.Fatalf("%s: counted again\n%s\nbuilt anew\n%s", step.name, strings.Join(counted, "\n"), strings.Join(built, "\n"))
		}
	}
}

func TestAnOfficesClosureMovesExpectedDatesOfOpenCasesAndGoesAgain(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-11-23 10:00")
	id := f.Reporting()
	before := f.Stored(id)
	affected, err := calendar.AddClosure(ctx, f.Office, calendar.ClosureInput{Authority: "cloud", From: "2026-11-25", To: "2026-11-26", Name: "平台升级"})
	if err != nil || affected != 1 {
		t.Fatalf("affected %d, %v", affected, err)
	}
	out := f.Recompute()
	if len(out.Changes) != 1 || out.Changes[0].Old != "2026-11-25 至 2026-11-26" || out.Changes[0].New != "2026-11-27" {
		t.Errorf("changes %+v", out.Changes)
	}
	if got := f.Stored(id); !slices.Equal(got, f.Computed(id)) || !strings.Contains(strings.Join(got, ""), "遇“平台升级”") {
		t.Errorf("stored %v\ncomputed %v", got, f.Computed(id))
	}
	list, err := calendar.Closures(ctx, f.Office)
	if err != nil || len(list) != 1 || list[0].AuthorityLabel() != "腾讯云" || list[0].By != f.Staff {
		t.Fatalf("closures %+v, %v", list, err)
	}
	if _, err := calendar.RemoveClosure(ctx, f.Office, list[0].ID); err != nil {
		t.Fatal(err)
	}
	f.Recompute()
	if got := f.Stored(id); !slices.Equal(got, before) {
		t.Errorf("after it is gone %v, before %v", got, before)
	}
}
