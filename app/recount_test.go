package app

import (
	"testing"
	"time"

	"beiandesk/app/page"
	"beiandesk/app/page/book"
	"beiandesk/internal/cal"
	"beiandesk/internal/office/calendar"
)

// A window that was closed in the middle leaves dates of the calendar before: Today says
// so, and the next opening goes on by itself.
func TestACountingThatWasCutShortIsToldAndGoesOnWhenTheDeskOpens(t *testing.T) {
	s := openSession(t)
	openCase(t, s, nil)
	day := cal.DayOf(time.Now()).String()
	if _, err := (&HolidaysService{s}).AddClosure(calendar.ClosureInput{Authority: "bureau", From: day, Name: "系统升级"}); err != nil {
		t.Fatal(err)
	}
	load := func() book.RecountView {
		t.Helper()
		v, err := (&TodayService{s}).Load(page.TodayInput{Scope: "all"})
		if err != nil {
			t.Fatal(err)
		}
		return v.Recount
	}
	if got := load(); !got.Open || got.Done != 0 || got.Total != 1 {
		t.Fatalf("before: %+v", got)
	}
	rooms := &DeskService{s}
	if _, err := rooms.Lock(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	if _, err := rooms.Unlock(page.UnlockInput{Passphrase: passphrase}); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); load().Open; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it does not go on")
		}
	}
}
