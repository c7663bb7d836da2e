package app

import (
	"cmp"
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	goruntime "runtime"
	"sync"
	"syscall"
	"time"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"beiandesk/app/host"
	"beiandesk/internal/errs"
)

// Shell is the window around the page: dialogs, events, size, closing. It is the
// only file that touches the window library.
type Shell struct {
	window *host.WindowState

	mu      sync.Mutex
	ctx     context.Context // nil until the window is up
	dirty   bool
	leaving bool // the window closes whatever is unsaved
	clicked func(id string)

	notifying sync.Mutex // one notice after the other
	ready     bool       // the system's notices are set up
}

// NewShell makes the shell of one window; window remembers its size.
func NewShell(window *host.WindowState) *Shell {
	host.TakeMemoryOfC()
	return &Shell{window: window}
}

// Startup takes the window that was made, before its page loads.
func (s *Shell) Startup(ctx context.Context) {
	s.mu.Lock()
	s.ctx = ctx
	s.mu.Unlock()
}

func (s *Shell) context() (context.Context, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx == nil {
		return nil, errs.New(errs.Blocked, "窗口还没有打开，请稍后再试")
	}
	return s.ctx, nil
}

// BeforeClose keeps the window open while something typed is not saved; the page
// then asks, and calls Quit when the answer is to leave.
func (s *Shell) BeforeClose(ctx context.Context) (prevent bool) {
	s.mu.Lock()
	ask := s.dirty && !s.leaving
	s.mu.Unlock()
	if ask {
		runtime.EventsEmit(ctx, "desk:closing")
		return true
	}
	s.rememberSize(ctx)
	return false
}

func (s *Shell) rememberSize(ctx context.Context) {
	maximised := runtime.WindowIsMaximised(ctx)
	width, height := runtime.WindowGetSize(ctx)
	s.window.SetWindow(width, height, maximised)
}

// SetDirty notes whether the page holds something unsaved.
func (s *Shell) SetDirty(dirty bool) {
	s.mu.Lock()
	s.dirty = dirty
	s.mu.Unlock()
}

// Quit closes the window whatever is unsaved.
func (s *Shell) Quit() error {
	ctx, err := s.context()
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.leaving = true
	s.mu.Unlock()
	runtime.Quit(ctx)
	return nil
}

// HandleSignals closes the window at the second signal to end, whatever is unsaved: the first
// one is the window library's, which asks BeforeClose and hears no further ones. What
// is stored stays so: the window ends the usual way. stop ends the listening.
func (s *Shell) HandleSignals() (stop func()) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go s.handle(signals)
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}

func (s *Shell) handle(signals <-chan os.Signal) {
	again := false
	for range signals {
		if again {
			_ = s.Quit() // before the window is up there is none to close
		}
		again = true
	}
}

// Emit tells the page that something happened. Before the window is up nobody
// listens, and nothing is lost: the page loads its state when it opens.
func (s *Shell) Emit(event string, data ...any) {
	if ctx, err := s.context(); err == nil {
		runtime.EventsEmit(ctx, event, data...)
	}
}

// PickFolder asks for a folder; "" when the dialog was closed.
func (s *Shell) PickFolder() (string, error) {
	ctx, err := s.context()
	if err != nil {
		return "", err
	}
	home, _ := os.UserHomeDir() // without one the dialog opens where it likes
	dir, err := runtime.OpenDirectoryDialog(ctx, runtime.OpenDialogOptions{
		Title: "选择文件夹", DefaultDirectory: home, CanCreateDirectories: true,
	})
	if err != nil {
		return "", errs.Wrap(errs.Storage, err, "打不开选择文件夹的对话框，请直接输入路径")
	}
	return dir, nil
}

// PickSave asks where a paper or a table goes; "" when the dialog was closed.
func (s *Shell) PickSave(name string) (string, error) {
	ctx, err := s.context()
	if err != nil {
		return "", err
	}
	kind := "*" + filepath.Ext(name)
	path, err := runtime.SaveFileDialog(ctx, runtime.SaveDialogOptions{
		Title: "保存", DefaultFilename: name,
		Filters: []runtime.FileFilter{{DisplayName: kind, Pattern: kind}},
	})
	if err != nil {
		return "", errs.Wrap(errs.Storage, err, "打不开保存的对话框，请再试一次")
	}
	return path, nil
}

// ClipboardText reads the system's clipboard; "" when it holds no text.
func (s *Shell) ClipboardText() (string, error) {
	ctx, err := s.context()
	if err != nil {
		return "", err
	}
	return runtime.ClipboardGetText(ctx)
}

// SetClipboardText puts a text on the system's clipboard.
func (s *Shell) SetClipboardText(text string) error {
	ctx, err := s.context()
	if err != nil {
		return err
	}
	return runtime.ClipboardSetText(ctx, text)
}

// OnNotice says what is done when somebody clicks a notice.
func (s *Shell) OnNotice(clicked func(id string)) { s.clicked = clicked }

// Raise brings the window to the front.
func (s *Shell) Raise() {
	if ctx, err := s.context(); err == nil {
		runtime.WindowShow(ctx)
		runtime.WindowUnminimise(ctx)
	}
}

// noticeWait is how long the system may take to say that it has taken a notice.
const noticeWait = 10 * time.Second

// Notify shows a notice of the system's. Errors: Blocked where none can be shown, and where the
// system does not answer.
func (s *Shell) Notify(id, text string) error {
	ctx, err := s.context()
	if err != nil {
		return err
	}
	if !s.notifying.TryLock() {
		return errNotShown(nil)
	}
	taken := make(chan error, 1)
	go func() {
		defer s.notifying.Unlock()
		taken <- s.notify(ctx, id, text)
	}()
	select {
	case err = <-taken:
	case <-time.After(noticeWait):
		return errNotShown(nil)
	}
	if err != nil {
		return errNotShown(err)
	}
	return nil
}

// openNotice is the act of a click. On Linux the library tells of a notice that was waved away as
// of one that was clicked; an act under the system's own name for a click can be told from it.
const openNotice = "default"

// notify sets the notices up where they are not, or the way to them has broken since.
func (s *Shell) notify(ctx context.Context, id, text string) error {
	notice := runtime.NotificationOptions{ID: id, Title: "备案台", Body: text, CategoryID: "desk"}
	send := runtime.SendNotification
	if goruntime.GOOS == "linux" {
		send = runtime.SendNotificationWithActions
	}
	if s.ready && send(ctx, notice) == nil {
		return nil
	}
	s.ready = false
	if err := runtime.InitializeNotifications(ctx); err != nil {
		return err
	}
	if allowed, err := runtime.RequestNotificationAuthorization(ctx); err != nil || !allowed {
		return cmp.Or(err, errors.New("not allowed"))
	}
	if goruntime.GOOS == "linux" {
		open := []runtime.NotificationAction{{ID: openNotice, Title: "打开"}}
		if err := runtime.RegisterNotificationCategory(ctx, runtime.NotificationCategory{ID: "desk", Actions: open}); err != nil {
			return err
		}
	}
	runtime.OnNotificationResponse(ctx, func(got runtime.NotificationResult) {
		if got.Error == nil && (goruntime.GOOS != "linux" || got.Response.ActionIdentifier == openNotice) {
			s.clicked(got.Response.ID)
		}
	})
	if err := send(ctx, notice); err != nil {
		return err
	}
	s.ready = true
	return nil
}

// Menu is the window's menu. Each entry is an event that the page knows.
func (s *Shell) Menu() *menu.Menu {
	say := func(event string, data ...any) menu.Callback {
		return func(*menu.CallbackData) { s.Emit(event, data...) }
	}
	m := menu.NewMenu()
	desk := m.AddSubmenu("备案台")
	desk.AddText("新建案件", nil, say("menu:new-case"))
	desk.AddText("锁定", keys.CmdOrCtrl("l"), say("menu:lock"))
	desk.AddSeparator()
	desk.AddText("退出", keys.CmdOrCtrl("q"), func(*menu.CallbackData) {
		if ctx, err := s.context(); err == nil && !s.BeforeClose(ctx) {
			runtime.Quit(ctx)
		}
	})
	m.Append(menu.EditMenu())
	view := m.AddSubmenu("查看")
	for i, room := range []struct{ label, path string }{
		{"今日", "/today"}, {"案件", "/cases"}, {"客户", "/clients"}, {"账单", "/billing"}, {"设置", "/settings"},
	} {
		view.AddText(room.label, keys.CmdOrCtrl(string(rune('1'+i))), say("menu:go", room.path))
	}
	help := m.AddSubmenu("帮助")
	help.AddText("全部快捷键", nil, say("menu:keys"))
	return m
}
