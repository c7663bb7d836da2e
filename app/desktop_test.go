package app

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/app/page/telling"
	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

// screen stands in for the system's notices.
type screen struct {
	texts, ids []string
	failing    bool
}

func (n *screen) Notify(id, text string) error {
	n.texts, n.ids = append(n.texts, text), append(n.ids, id)
	if n.failing {
		return errNotShown(nil)
	}
	return nil
}

// atSMS sits down at a desk with a round of SMS that ends on 2026-09-19 at 15:40.
func atSMS(t *testing.T) (*Session, *screen, ref.CaseID) {
	t.Helper()
	f, id := desktest.AtSMS(t)
	window := host.LoadWindowState(filepath.Join(t.TempDir(), "window.json"))
	shown := &screen{}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return sit(t, f.Dir, window, shown), shown, id
}

func sit(t *testing.T, folder string, window *host.WindowState, shown *screen) *Session {
	t.Helper()
	s := NewSession(NewShell(window), window, Start{Folder: folder, Passphrase: desktest.Passphrase})
	s.notifier = shown
	t.Cleanup(s.Close)
	if v, err := (&DeskService{s}).State(page.Empty{}); err != nil || v.State != "open" {
		t.Fatal(v.Message, err)
	}
	reopenedAt(s, on(18, 16, 0))
	return s
}

// reopenedAt is clockAt for a desk that was opened just then.
func reopenedAt(s *Session, at time.Time) {
	clockAt(s, at)
	s.desktop.begin(at, s.folder)
}

// on is a minute of September 2026; the 18th is a Friday, and the 20th a day of work.
func on(day, hour, minute int) time.Time {
	return time.Date(2026, 9, day, hour, minute, 0, 0, cal.Zone)
}

func look(t *testing.T, s *Session) {
	t.Helper()
	if err := s.noticesDue(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestARoundIsToldOnTheDesktopOnceAndAClickOpensItsCase(t *testing.T) {
	s, shown, id := atSMS(t)
	clockAt(s, on(19, 12, 39))
	look(t, s)
	if len(shown.texts) != 0 {
		t.Fatalf("before its time: %v", shown.texts)
	}
	clockAt(s, on(19, 12, 40))
	look(t, s)
	look(t, s)
	if len(shown.texts) != 1 || !strings.HasPrefix(shown.texts[0], "BA2026-0001 短信核验第 1 轮 今天 15:40 到期") {
		t.Fatalf("%v", shown.texts)
	}
	// Not after a restart either.
	folder, window := s.folder, s.window
	s.Close()
	again := sit(t, folder, window, shown)
	clockAt(again, on(19, 12, 50))
	look(t, again)
	if len(shown.texts) != 1 {
		t.Errorf("after a restart: %v", shown.texts)
	}
	v, err := (&SettingsService{again}).Notices(page.Empty{})
	if err != nil || len(v.Log) != 1 || v.Log[0].When != "9月19日 周六 12:40" || v.Log[0].Text != shown.texts[0] || v.Log[0].Failed != "" {
		t.Errorf("%+v, %v", v, err)
	}
	clockAt(again, on(19, 14, 40))
	look(t, again)
	if _, err := (&DeskService{again}).Lock(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	again.noticeClicked(shown.ids[1])
	opened, err := (&DeskService{again}).Unlock(page.UnlockInput{Passphrase: desktest.Passphrase})
	if err != nil || opened.Go != "/cases/"+string(id) {
		t.Errorf("it opens %q, %v", opened.Go, err)
	}
	if v, err := (&DeskService{again}).State(page.Empty{}); err != nil || v.Go != "" {
		t.Errorf("and opens %q once more, %v", v.Go, err)
	}
	// Of an open desk the page asks, too, however far it has come.
	again.noticeClicked(shown.ids[1])
	if v, err := (&DeskService{again}).State(page.Empty{}); err != nil || v.Go != "/cases/"+string(id) {
		t.Errorf("open, it opens %q, %v", v.Go, err)
	}
	again.desktop.begin(on(19, 15, 0), t.TempDir())
	again.noticeClicked(shown.ids[1])
	if got := again.desktop.goTo(); got != "/today" {
		t.Errorf("in another folder it opens %q", got)
	}
}

func TestALockedDeskTellsWhatWasDueWhenItWasLocked(t *testing.T) {
	s, shown, _ := atSMS(t)
	if _, err := (&DeskService{s}).Lock(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	s.desktop.ahead.now = func() time.Time { return on(19, 12, 40) }
	look(t, s)
	look(t, s)
	s.desktop.ahead.now = func() time.Time { return on(20, 9, 5) } // a Sunday on which people work
	look(t, s)
	if len(shown.texts) != 2 || !strings.HasSuffix(shown.texts[0], "（按锁定前的记录）") || !strings.Contains(shown.texts[1], "逾期") {
		t.Errorf("%v", shown.texts)
	}
	for _, text := range shown.texts {
		for _, private := range []string{"青禾", "qinghe", "沈", "138"} {
			if strings.Contains(text, private) {
				t.Errorf("%q in %s", private, text)
			}
		}
	}
}

func TestALockedDeskTellsNothingOfAnotherFolder(t *testing.T) {
	s, shown, _ := atSMS(t)
	if _, err := (&DeskService{s}).Lock(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	s.desktop.ahead.now = func() time.Time { return on(19, 12, 40) }
	s.folder = t.TempDir()
	look(t, s)
	if len(shown.texts) != 0 {
		t.Errorf("%v", shown.texts)
	}
}

func TestAListOfBeforeTheDeskWasOpenedIsLeftToItsToday(t *testing.T) {
	s, shown, _ := atSMS(t)
	reopenedAt(s, on(21, 9, 30))
	look(t, s)
	if len(shown.texts) != 0 {
		t.Errorf("%v", shown.texts)
	}
	clockAt(s, on(21, 14, 0))
	look(t, s)
	if len(shown.texts) != 1 || !strings.Contains(shown.texts[0], "逾期") {
		t.Errorf("%v", shown.texts)
	}
}

func TestANoticeThatIsNotShownIsToldByThePage(t *testing.T) {
	s, shown, _ := atSMS(t)
	shown.failing = true
	clockAt(s, on(19, 12, 40))
	for range 5 {
		look(t, s)
	}
	rooms, settings := &DeskService{s}, &SettingsService{s}
	v, err := rooms.State(page.Empty{})
	if err != nil || len(shown.texts) != noticeTries || !strings.Contains(strings.Join(v.Warnings, ""), "桌面提醒没有弹出来：BA2026-0001 短信核验第 1 轮") {
		t.Errorf("%v, %v, %v", v.Warnings, shown.texts, err)
	}
	if _, err := settings.TryNotice(page.Empty{}); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("%v", err)
	}
	shown.failing = false
	if _, err := settings.TryNotice(page.Empty{}); err != nil {
		t.Error(err)
	}
	if v, err := rooms.State(page.Empty{}); err != nil || strings.Contains(strings.Join(v.Warnings, ""), "桌面提醒") {
		t.Errorf("it still says %v, %v", v.Warnings, err)
	}
	log := s.window.NoticeLog()
	if len(log) != noticeTries+2 || log[0].Failed != "" || log[1].Failed == "" || log[2].Failed == "" {
		t.Errorf("%+v", log)
	}
}

func TestWhatIsToldOnTheDesktopIsTheMachinesAndCanBeTurnedOff(t *testing.T) {
	s, shown, _ := atSMS(t)
	settings := &SettingsService{s}
	v, err := settings.Notices(page.Empty{})
	if err != nil || !v.Chosen.On || v.Chosen.Times != "09:00 14:00" || v.Chosen.From != "20:00" || !strings.Contains(v.Ruling, "3 小时、1 小时") {
		t.Errorf("%+v, %v", v, err)
	}
	in := v.Chosen
	in.Times = "21:00"
	if _, err := settings.SaveNotices(in); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("a time in the quiet hours: %v", err)
	}
	if v, err = settings.SaveNotices(telling.NoticesInput{Times: "8:30", Rounds: true}); err != nil || v.Chosen.Times != "08:30" || v.Chosen.On {
		t.Errorf("%+v, %v", v.Chosen, err)
	}
	clockAt(s, on(19, 12, 40))
	look(t, s)
	if len(shown.texts) != 0 {
		t.Errorf("off, it tells %v", shown.texts)
	}
}
