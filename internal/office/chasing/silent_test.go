package chasing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
)

// silenceOf is what Today and the page of the case say of the silence at the sub-account.
func silenceOf(f *desktest.Fixture, id ref.CaseID) string {
	f.T.Helper()
	said := runOf(f, id, "account").Silence.Words
	page, err := views.Today(context.Background(), f.Office, views.TodayInput{Size: 50})
	if err != nil {
		f.T.Fatal(err)
	}
	for _, g := range page.Groups {
		for _, row := range g.Rows {
			if row.CaseID == id && row.Stage == "account" && row.Silence.Words != said {
				f.T.Errorf("the list says %q, the page %q", row.Silence.Words, said)
			}
		}
	}
	return said
}

func TestASilentClientIsRemindedByTheLadderUntilTheLetter(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	run := runOf(f, id, "account").ID
	if _, err := setup.SaveLetterhead(ctx, f.Office, setup.Letterhead{Name: "简备技术服务有限公司"}); err != nil {
		t.Fatal(err)
	}
	if _, err := papers.Suspension(ctx, f.Office, id); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("a letter on the first day: %v", err)
	}
	for _, c := range []struct{ day, words, closing, letter string }{
		{"2026-09-09", "", "", ""},
		{"2026-09-10", "静默 3 天，该提醒", "办好一件回我一声", ""},
		{"2026-09-14", "静默 7 天，该再次提醒", "已经等了 7 天", ""},
		{"2026-09-22", "静默 15 天，该催促", "请三天内办好", ""},
		{"2026-10-07", "静默 30 天，该最后提醒", "这是最后一次提醒", ""},
		{"2026-10-15", "静默 38 天，该发中止函", "中止函随后发给您", string(id)},
	} {
		f.SetClock(c.day + " 10:00")
		if got := silenceOf(f, id); got != c.words {
			t.Errorf("%s: %q, want %q", c.day, got, c.words)
		}
		m := chase(f, id, run, false, "")
		last := m.Text[strings.LastIndex(m.Text, "\n")+1:]
		if (c.closing == "") == strings.Contains(last, c.closing) && c.closing != "" || string(m.Letter) != c.letter {
			t.Errorf("%s: ends with %q, letter %q", c.day, last, m.Letter)
		}
	}
	sms, err := chasing.Chase(ctx, f.Office, chasing.ChaseInput{CaseID: id, RunID: run, Way: chasing.SMS})
	if err != nil || !strings.Contains(sms.Text, "已 38 天没有回复") {
		t.Errorf("the SMS: %s, %v", sms.Text, err)
	}
	letter, err := papers.Suspension(ctx, f.Office, id)
	if err != nil || letter.Pages != 1 || letter.Case != id || len(letter.Warnings) > 0 {
		t.Errorf("the letter: %d pages, %v, %v", letter.Pages, letter.Warnings, err)
	}
}

func TestAReminderIsNoAnswerAndAnAnswerEndsTheSilence(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.SetClock("2026-09-14 10:00")
	chase(f, id, runOf(f, id, "account").ID, true, "")
	if got := silenceOf(f, id); got != "静默 7 天" {
		t.Errorf("reminded by this step: %q", got)
	}
	f.SetClock("2026-09-22 10:00")
	if got := silenceOf(f, id); got != "静默 15 天，该催促" {
		t.Errorf("by the next step: %q", got)
	}
	if err := filing.Note(ctx, f.Office, filing.NoteInput{CaseID: id, Kind: "wechat", Text: "说这周办"}); err != nil {
		t.Fatal(err)
	}
	if got := silenceOf(f, id); got != "" {
		t.Errorf("he has answered: %q", got)
	}
	f.SetClock("2026-09-25 10:00")
	f.Attach(id, "licence", 300)
	if got := silenceOf(f, id); got != "" {
		t.Errorf("a material has come: %q", got)
	}
	f.SetClock("2026-09-28 10:00")
	if got := silenceOf(f, id); got != "静默 3 天，该提醒" {
		t.Errorf("silent again: %q", got)
	}
}

func TestWordOfOneCaseAnswersTheMessageOfAll(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	first := f.OpenCase(desktest.Qinghe())
	other := second(f, first)
	f.SetClock("2026-10-15 10:00")
	in := chasing.ChaseInput{ClientID: f.Show(first).Client.ID}
	if m, err := chasing.Chase(ctx, f.Office, in); err != nil || m.Letter == "" || !strings.Contains(m.Text, "中止函随后发给您") {
		t.Fatalf("nobody has heard of him: %s, %v", m.Text, err)
	}
	if err := filing.Note(ctx, f.Office, filing.NoteInput{CaseID: other, Kind: "phone", Text: "说明天交"}); err != nil {
		t.Fatal(err)
	}
	f.SetClock("2026-10-16 10:00")
	if m, err := chasing.Chase(ctx, f.Office, in); err != nil || m.Letter != "" || strings.Contains(m.Text, "没有收到您的回复") || strings.Contains(m.Text, "中止函") {
		t.Errorf("he has phoned: %s, %v", m.Text, err)
	}
}
