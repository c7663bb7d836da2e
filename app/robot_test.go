package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beiandesk/app/page"
	"beiandesk/app/page/telling"
	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/morning"
	"beiandesk/internal/robot"
	"beiandesk/internal/store"
)

// group stands in for the server of a maker of group chats, and counts what it was told.
func group(t *testing.T, s *Session) (told *atomic.Pointer[string], times *atomic.Int64) {
	t.Helper()
	told, times = &atomic.Pointer[string]{}, &atomic.Int64{}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var said struct {
			Text struct{ Content string } `json:"text"`
		}
		if err := json.NewDecoder(r.Body).Decode(&said); err != nil {
			t.Error(err)
		}
		told.Store(&said.Text.Content)
		times.Add(1)
		_, _ = io.WriteString(w, `{"errcode":0,"errmsg":"ok"}`)
	}))
	t.Cleanup(server.Close)
	s.robot = robot.Sender{Client: server.Client(), Base: server.URL}
	return told, times
}

func TestTheGroupIsToldOnceADayAndWhatIsTriedIsWhatWasShown(t *testing.T) {
	s := open(t)
	told, times := group(t, s)
	opened(t, s)
	settings := &SettingsService{s}
	clockAt(s, time.Date(2026, 12, 7, 10, 0, 0, 0, cal.Zone))
	if err := s.tellDue(t.Context()); err != nil || times.Load() != 0 {
		t.Fatalf("off, it tells %d times: %v", times.Load(), err)
	}
	if _, err := settings.TryRobot(telling.TryInput{}); errs.CodeOf(err) == "" {
		t.Error("tried without a robot")
	}
	view, err := settings.SaveRobot(morning.RobotInput{Kind: "wecom", URL: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-1", On: true, At: "09:00"})
	if err != nil {
		t.Fatal(err)
	}
	if shown, _ := json.Marshal(view); !view.On || !view.Set || strings.Contains(string(shown), "key-1") {
		t.Errorf("the page is shown %s", shown)
	}
	if _, err := settings.TryRobot(telling.TryInput{Text: view.Text + "，另外"}); errs.CodeOf(err) != errs.Conflict || times.Load() != 0 {
		t.Errorf("what was not shown is sent: %v", err)
	}
	if _, err := settings.TryRobot(telling.TryInput{Text: view.Text}); err != nil || *told.Load() != view.Text {
		t.Errorf("%v", err)
	}
	for range 3 {
		if err := s.tellDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if times.Load() != 2 || *told.Load() != view.Text {
		t.Errorf("told %d times, %q", times.Load(), *told.Load())
	}
	list, err := (&AuditService{s}).List(page.AuditInput{Kind: "export"})
	if err != nil || len(list.Rows) != 2 || list.Rows[0].Title != "群机器人（企业微信）发出早上清单" || list.Rows[1].Title != "群机器人（企业微信）发出试发的清单" {
		t.Errorf("%+v, %v", list.Rows, err)
	}
}

func TestALockedDeskTellsNobody(t *testing.T) {
	s := open(t)
	_, times := group(t, s)
	if _, err := (&DeskService{s}).Lock(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	if err := s.tellDue(t.Context()); err != nil || times.Load() != 0 {
		t.Errorf("told %d times, %v", times.Load(), err)
	}
}

func TestNothingIsTriedWhereItCannotBeWrittenDown(t *testing.T) {
	s := open(t)
	_, times := group(t, s)
	view, err := (&SettingsService{s}).SaveRobot(morning.RobotInput{Kind: "wecom", URL: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-1", At: "09:00"})
	if err != nil {
		t.Fatal(err)
	}
	s.mu.Lock()
	s.desk.ReadOnly = true
	s.mu.Unlock()
	if _, err := (&SettingsService{s}).TryRobot(telling.TryInput{Text: view.Text}); errs.CodeOf(err) != errs.Blocked || times.Load() != 0 {
		t.Errorf("told %d times, %v", times.Load(), err)
	}
}

// offline makes every request fail before it is written.
type offline struct{}

func (offline) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("no such network")
}

func TestATryThatFailsDoesNotTellTheDayAgain(t *testing.T) {
	s := open(t)
	_, times := group(t, s)
	online := s.robot
	clockAt(s, time.Date(2026, 12, 7, 10, 0, 0, 0, cal.Zone))
	settings := &SettingsService{s}
	view, err := settings.SaveRobot(morning.RobotInput{Kind: "wecom", URL: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-1", On: true, At: "09:00"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.tellDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.robot = robot.Sender{Client: &http.Client{Transport: offline{}}, Wait: func(context.Context, time.Duration) error { return nil }}
	if _, err := settings.TryRobot(telling.TryInput{Text: view.Text}); errs.CodeOf(err) != errs.Storage {
		t.Errorf("%v", err)
	}
	s.robot = online
	clockAt(s, time.Date(2026, 12, 7, 11, 0, 0, 0, cal.Zone))
	if err := s.tellDue(t.Context()); err != nil || times.Load() != 1 {
		t.Errorf("told %d times, %v", times.Load(), err)
	}
}

func TestLockingStopsATry(t *testing.T) {
	s := open(t)
	view, err := (&SettingsService{s}).SaveRobot(morning.RobotInput{Kind: "wecom", URL: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-1", At: "09:00"})
	if err != nil {
		t.Fatal(err)
	}
	waiting, tries := make(chan struct{}), atomic.Int64{}
	s.robot = robot.Sender{Client: &http.Client{Transport: offline{}}, Wait: func(ctx context.Context, _ time.Duration) error {
		tries.Add(1)
		close(waiting)
		<-ctx.Done()
		return ctx.Err()
	}}
	ended := make(chan error)
	go func() {
		_, err := (&SettingsService{s}).TryRobot(telling.TryInput{Text: view.Text})
		ended <- err
	}()
	<-waiting
	if _, err := (&DeskService{s}).Lock(page.Empty{}); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err == nil || tries.Load() != 1 {
		t.Errorf("%v after %d tries", err, tries.Load())
	}
}

func TestWhatCannotBeRememberedIsNotToldToTheGroup(t *testing.T) {
	s := open(t)
	_, times := group(t, s)
	clockAt(s, time.Date(2026, 12, 7, 10, 0, 0, 0, cal.Zone))
	if _, err := (&SettingsService{s}).SaveRobot(morning.RobotInput{Kind: "wecom", URL: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-1", On: true, At: "09:00"}); err != nil {
		t.Fatal(err)
	}
	s.mu.Lock()
	s.desk.Office.Store = full{s.desk.Office.Store}
	s.mu.Unlock()
	if err := s.tellDue(t.Context()); errs.CodeOf(err) != errs.Storage || times.Load() != 0 {
		t.Errorf("told %d times, %v", times.Load(), err)
	}
}

// full is a store that takes no more.
type full struct{ store.Store }

func (full) Write(context.Context, func(store.Tx) error) error {
	return errs.New(errs.Storage, "磁盘满了")
}
