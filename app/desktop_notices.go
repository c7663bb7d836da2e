package app

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/app/page/telling"
	"beiandesk/internal/desktop"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/morning"
	"beiandesk/internal/ref"
)

// notifier shows a notice of the system's. Errors: those of showing it, in Chinese.
type notifier interface {
	Notify(id, text string) error
}

// desktopNotices is what the window tells on the desktop, beside the page: while the desk is locked, too.
type desktopNotices struct {
	mu     sync.Mutex
	folder string                // of the desk that was open last
	opened time.Time             // the desk; what was to be told before then stands on its Today
	ahead  *ahead                // nil while the desk is open, and before one was
	cases  map[string]ref.CaseID // that a click on a notice opens
	tried  map[string]int        // how often a notice could not be shown
	wanted string                // where a click leads once the page is there
	failed string                // what the page says of the last notice when it could not be shown
}

// ahead is what a locked desk tells: counts, numbers of cases and moments.
type ahead struct {
	desktop.Facts
	folder string
	now    func() time.Time
}

// noticeLook is how often the window looks whether something is to be told.
const noticeLook = time.Minute

// noticeTries is how often a round that runs out is tried to be shown.
const noticeTries = 3

// keepAheadFor is how long locking waits for what is read for it.
const keepAheadFor = 2 * time.Second

// tellDesktop tells until the window ends.
func (s *Session) tellDesktop(ctx context.Context) {
	tick := time.NewTicker(noticeLook)
	defer tick.Stop()
	for {
		if err := s.noticesDue(ctx); err != nil {
			s.note(fmt.Errorf("reading what the desktop is told: %w", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// noticesDue shows what is due now.
func (s *Session) noticesDue(ctx context.Context) (err error) {
	defer guard(&err)
	c := s.window.Notices()
	if !c.On {
		return nil
	}
	facts, now, from, err := s.noticeFacts(ctx, c)
	if err != nil {
		return err
	}
	for _, n := range desktop.Due(facts, c, s.window.NoticeTold, now) {
		s.window.ClaimNotice(n.Keys)
		if n.Text != "" {
			n.Text += from
			s.show(n, now)
		}
	}
	return nil
}

// noticeFacts are those of the open desk, or what was kept of a locked one; from says so.
func (s *Session) noticeFacts(ctx context.Context, c desktop.Choices) (f desktop.Facts, now time.Time, from string, err error) {
	o, _, err := s.aside()
	s.mu.RLock()
	folder := s.folder
	s.mu.RUnlock()
	s.desktop.mu.Lock()
	kept, opened := s.desktop.ahead, s.desktop.opened
	s.desktop.mu.Unlock()
	if err != nil { // it is locked
		if kept == nil || kept.folder != folder {
			return f, now, "", nil
		}
		return kept.Facts, kept.now(), "（按锁定前的记录）", nil
	}
	now = o.Now()
	at := morning.DesktopMoments(o, c, opened, now)
	if n := len(at); n > 0 {
		if at = at[n-1:]; s.window.NoticeTold(desktop.List{At: at[0]}.Key()) {
			at = nil
		}
	}
	f, err = morning.Desktop(ctx, o, c, at)
	if _, _, closed := s.aside(); closed != nil {
		err = nil // it was locked meanwhile, and tells by what was kept
	}
	return f, now, "", err
}

// show shows a notice and writes down what came of it. The page says what could not be shown.
func (s *Session) show(n desktop.Notice, now time.Time) {
	id := n.Keys[0]
	s.desktop.mu.Lock()
	if s.desktop.cases == nil {
		s.desktop.cases = map[string]ref.CaseID{}
	}
	s.desktop.cases[id] = n.Case
	s.desktop.mu.Unlock()
	line := host.NoticeLine{At: now, Text: n.Text}
	if err := s.notifier.Notify(id, n.Text); err != nil {
		line.Failed = s.describe(err).Message
		if n.Round && s.desktop.again(id) {
			s.window.ReleaseNotice(n.Keys)
		}
	}
	s.window.NoteNotice(line)
	s.unshown(line)
}

// again says whether a notice that could not be shown is to be tried once more.
func (n *desktopNotices) again(id string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.tried == nil {
		n.tried = map[string]int{}
	}
	n.tried[id]++
	return n.tried[id] < noticeTries
}

// unshown has the page say of a notice that it was not shown, or no more that another one was not.
func (s *Session) unshown(line host.NoticeLine) {
	said := ""
	if line.Failed != "" {
		said = fmt.Sprintf("桌面提醒没有弹出来：%s。%s；可在 设置 › 提醒 试一下或停用", line.Text, line.Failed)
	}
	s.desktop.mu.Lock()
	changed := s.desktop.failed != said
	s.desktop.failed = said
	s.desktop.mu.Unlock()
	if changed {
		s.shell.Emit("desk:state")
	}
}

// begin is called once the desk of a folder is open.
func (n *desktopNotices) begin(now time.Time, folder string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.folder != folder {
		n.cases, n.tried, n.wanted = nil, nil, ""
	}
	n.folder, n.opened, n.ahead = folder, now, nil
}

// drop forgets what a locked desk would tell.
func (n *desktopNotices) drop() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ahead = nil
}

// keepAhead reads what is told while the desk is locked. The caller holds the write lock, and
// closes the desk next.
func (s *Session) keepAhead() {
	c, o := s.window.Notices(), s.desk.Office
	kept := ahead{folder: s.folder, now: o.Now}
	if c.On {
		ctx, stop := context.WithTimeout(context.Background(), keepAheadFor)
		defer stop()
		var err error
		if kept.Facts, err = morning.Desktop(ctx, o, c, morning.DesktopMoments(o, c, o.Now(), o.Now().Add(desktop.Ahead()))); err != nil {
			s.note(fmt.Errorf("reading what a locked desk tells: %w", err))
		}
	}
	s.desktop.mu.Lock()
	s.desktop.ahead = &kept
	s.desktop.mu.Unlock()
}

// noticeClicked brings the window to the front and opens what the notice is about: the page asks
// for it now, or once the desk is unlocked.
func (s *Session) noticeClicked(id string) {
	s.shell.Raise()
	s.desktop.mu.Lock()
	s.desktop.wanted = "/today"
	if of := s.desktop.cases[id]; of != "" {
		s.desktop.wanted = "/cases/" + string(of)
	}
	s.desktop.mu.Unlock()
	s.shell.Emit("desk:state")
}

// goTo gives where a click has asked to go, once.
func (n *desktopNotices) goTo() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	path := n.wanted
	n.wanted = ""
	return path
}

// unshownWords are what the page says of a notice that was not shown; "" for none.
func (n *desktopNotices) unshownWords() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.failed
}

// Notices reads what is told on this machine.
func (x *SettingsService) Notices(page.Empty) (telling.NoticesView, error) {
	return run(x.s, x.s.noticesView)
}

func (s *Session) noticesView(_ context.Context, o *office.Office) (telling.NoticesView, error) {
	return telling.NewNoticesView(s.window.Notices(), s.window.NoticeLog(), o.Now()), nil
}

// SaveNotices sets it. Errors: Invalid at times, from, to; Storage.
func (x *SettingsService) SaveNotices(in telling.NoticesInput) (telling.NoticesView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (telling.NoticesView, error) {
		c, err := in.Read()
		if err != nil {
			return telling.NoticesView{}, err
		}
		if err := x.s.window.SetNotices(c); err != nil {
			return telling.NoticesView{}, errs.Wrap(errs.Storage, err, "没有保存：这台电脑上写不进备案台的设置。请看看磁盘是否已满、用户目录能不能写，再保存一次")
		}
		if !c.On {
			x.s.unshown(host.NoticeLine{})
		}
		return x.s.noticesView(ctx, o)
	})
}

// TryNotice shows a notice that tells nothing. Errors: those of showing it.
func (x *SettingsService) TryNotice(page.Empty) (v telling.NoticesView, err error) {
	defer guard(&err)
	o, _, err := x.s.aside()
	if err != nil {
		return v, err
	}
	line := host.NoticeLine{At: o.Now(), Text: "试一下：看得到这条，桌面提醒就能用"}
	failed := x.s.notifier.Notify("try", line.Text)
	if failed != nil {
		line.Failed = x.s.describe(failed).Message
	}
	x.s.window.NoteNotice(line)
	if failed != nil {
		return v, failed
	}
	x.s.unshown(line)
	return x.Notices(page.Empty{})
}

// errNotShown says why the system shows no notices, with what to do.
func errNotShown(cause error) error {
	return errs.Wrap(errs.Blocked, cmp.Or(cause, context.DeadlineExceeded), "系统没有收下提醒：没有通知服务，或不许这个软件发通知。请在系统的通知设置里打开")
}
