package handovers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// before writes moves as a program without a register did: past it.
func before(t *testing.T, f *desktest.Fixture, id ref.CaseID, moves ...workflow.Move) {
	t.Helper()
	err := f.Write(t.Context(), func(w *office.Work) error {
		for i, m := range moves {
			m.ID, m.Seq, m.Recorded, m.Staff = ref.New[ref.MoveID](), i+2, w.Now, w.Staff
			if err := w.Moves().Append(id, m); err != nil {
				return err
			}
		}
		var at struct{}
		version, err := office.ReadSetting(w.Tx, "handovers", &at)
		if err != nil {
			return err
		}
		return office.SaveSetting(w.Tx, "handovers", at, version)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func backfill(t *testing.T, f *desktest.Fixture) {
	t.Helper()
	if err := handovers.Backfill(t.Context(), f.Office); err != nil {
		t.Fatal(err)
	}
}

func on(t *testing.T, text string) cal.Moment {
	t.Helper()
	day, err := cal.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return cal.Whole(day)
}

func TestEarlierHandOversAreEnteredOnceWithTheirOwnDay(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14 10:00")
	in := desktest.Qinghe()
	in.Type, in.Police = "change", false
	id := f.OpenCase(in)
	f.Attach(id, "licence", 210)
	f.SetClock("2026-11-29")
	f.Attach(id, "id-front", 210) // after it all went
	before(t, f, id,
		workflow.Move{Action: "account.done", At: on(t, "2026-09-15")}, workflow.Move{Action: "materials.done", At: on(t, "2026-09-15")}, workflow.Move{Action: "forms.filled", At: on(t, "2026-09-16")},
		workflow.Move{Action: "forms.face", At: on(t, "2026-09-16")}, workflow.Move{Action: "prereview.submit", At: on(t, "2026-09-17")},
	)
	backfill(t, f)
	lines := of(t, f, id)
	got := []string{}
	for _, l := range lines {
		got = append(got, said(l)+" "+l.At.String())
		if l.By != "周敏" || l.Move == "" || !strings.HasPrefix(l.Note, "补录：") || cal.DayOf(l.Recorded).String() != "2026-11-29" {
			t.Errorf("line %+v", l)
		}
	}
	if want := []string{"verifier 备案负责人人脸核验 2026-09-16", "cloud 备案预审核 2026-09-17"}; !slices.Equal(got, want) {
		t.Fatalf("entered %q, want %q", got, want)
	}
	if kinds := lines[1].Kinds; !slices.Contains(kinds, "营业执照") || slices.Contains(kinds, "身份证人像面") || !slices.Contains(kinds, "手机号") {
		t.Errorf("to the cloud went %v", kinds)
	}
	backfill(t, f)
	before(t, f, id) // the setting is lost: the lines are still known by their moves
	backfill(t, f)
	if n := len(of(t, f, id)); n != 2 {
		t.Errorf("%d lines after three times", n)
	}
}

func TestWhatTheRegisterEnteredItselfIsNotEnteredAgain(t *testing.T) {
	f, id := desktest.AtSMS(t)
	n := len(of(t, f, id))
	before(t, f, id)
	backfill(t, f)
	if lines := of(t, f, id); len(lines) != n || slices.ContainsFunc(lines, func(l handovers.Line) bool { return l.Note != "" }) {
		t.Errorf("%d lines, before %d", len(lines), n)
	}
}

// Of what was destroyed since, nobody knows any more which kinds went out; and what need not
// be kept any more is left out.
func TestEarlierHandOversOfAPurgedOrOldCase(t *testing.T) {
	f := desktest.NewFixture(t, "2023-01-09 10:00")
	old := f.OpenCase(desktest.Little("旧档有限公司", "old.example"))
	f.SetClock("2026-09-14")
	in := desktest.Qinghe()
	in.Type, in.Police = "change", false
	id := f.OpenCase(in)
	lead := string(f.Show(id).People[0].Person.ID)
	f.SetClock("2026-11-29")
	moves := []workflow.Move{}
	for i, action := range []string{"account.done", "materials.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified", "bureau-review.approve", "revoke.ask", "revoke.confirm", "handover.done"} {
		moves = append(moves, workflow.Move{Action: action, At: cal.At(time.Date(2026, 9, 20, 1+i, 0, 0, 0, time.UTC)), Values: map[string]string{"people": lead, "person": lead, "scans": "purge"}})
	}
	before(t, f, id, moves...)
	before(t, f, old, workflow.Move{Action: "account.done", At: on(t, "2023-01-10")}, workflow.Move{Action: "materials.done", At: on(t, "2023-01-10")}, workflow.Move{Action: "template.submit", At: on(t, "2023-01-11")})
	backfill(t, f)
	lines := of(t, f, id)
	if len(lines) != 4 || said(lines[len(lines)-1]) != "destroyed 办理结束，清除扫描件" {
		t.Fatalf("%+v", lines)
	}
	for _, l := range lines {
		if l.Recipient.Code != "verifier" && (!slices.Contains(l.Kinds, "扫描件") || !strings.Contains(l.Note, "没有留存")) {
			t.Errorf("%s: %v, %q", said(l), l.Kinds, l.Note)
		}
	}
	if n := len(of(t, f, old)); n != 0 {
		t.Errorf("%d lines of 2023", n)
	}
	for _, key := range []string{"handovers", "handovers-past"} {
		var done struct{ Make int }
		if err := f.Read(t.Context(), func(tx store.Tx) error { _, err := office.ReadSetting(tx, key, &done); return err }); err != nil || done.Make != 1 {
			t.Errorf("of %s the folder is at %d, %v", key, done.Make, err)
		}
	}
}

// A folder whose register has taken all but the past of imports gets just that: a purge that
// found no scans, and so entered none, destroys none afterwards either.
func TestARegisterWithoutThePastOfImportsTakesNothingElse(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-14 10:00")
	in := desktest.Qinghe()
	in.Type, in.Police = "change", false
	closed := f.OpenCase(in)
	lead := string(f.Show(closed).People[0].Person.ID)
	came := f.OpenCase(desktest.Little("迁入有限公司", "qianru.example"))
	f.SetClock("2026-11-29")
	done := []workflow.Move{}
	for i, action := range []string{"account.done", "materials.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms", "sms.verified", "bureau-review.approve", "revoke.ask", "revoke.confirm", "handover.done"} {
		done = append(done, workflow.Move{Action: action, At: cal.At(time.Date(2026, 9, 20, 1+i, 0, 0, 0, time.UTC)), Values: map[string]string{"people": lead, "person": lead, "scans": "purge"}})
	}
	before(t, f, closed, done...)
	brought := []workflow.Move{}
	for _, action := range []string{"account.done", "materials.done", "template.submit"} {
		brought = append(brought, workflow.Move{Action: action, At: on(t, "2026-09-15")}.ImportedOn(on(t, "2026-09-16").Day))
	}
	before(t, f, came, brought...)
	err := f.Write(t.Context(), func(w *office.Work) error {
		for key, to := range map[string]int{"handovers": 1, "handovers-past": 0} {
			version, err := office.ReadSetting(w.Tx, key, &struct{}{})
			if err == nil {
				err = office.SaveSetting(w.Tx, key, map[string]int{"make": to}, version)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	backfill(t, f)
	if lines := of(t, f, closed); len(lines) != 0 {
		t.Errorf("of the closed case are entered %+v", lines)
	}
	if lines := of(t, f, came); len(lines) != 1 || said(lines[0]) != "cloud 域名信息模板实名审核" || !strings.HasPrefix(lines[0].Note, "导入：") {
		t.Errorf("of the past are entered %+v", lines)
	}
}
