// Package app is what the window may call: one small bound service per room of the
// screen, all behind one Session. Methods take one input struct, the office's own or one of
// package page, and return one view struct of package page. Failures arrive in the page as
// the JSON text {code, message, field, reference, problems}.
package app

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/faults"
	"beiandesk/internal/office"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/robot"
)

// Start is what the command line says of the window.
type Start struct {
	Folder     string // absolute; "" is the folder of the last start
	Passphrase string // "" asks in the page
	Staff      string // id or name; "" is who last worked in the folder
	Version    string
	Demo       string // the folder of the demonstration that first run offers; "" offers none
}

// Session is the desk behind one window: none while it is locked. The services read
// it; locking waits for the calls under way.
type Session struct {
	shell     *Shell
	dialogs   dialogs
	window    *host.WindowState
	start     Start
	downloads host.Downloads
	clipboard *host.Clipboard
	idle      idle
	faults    faults.Log
	revivals  host.Revivals

	mu      sync.RWMutex
	folder  string
	desk    *desk.Desk
	fresh   *fresh   // a folder just made, whose recovery code is not yet confirmed
	renewal *renewal // a recovery code drawn to replace the present one, not yet confirmed
	before  string   // the folder from which the demonstration was opened
	message string   // why the folder could not be opened at the start
	stop    context.CancelFunc

	looked sync.Map // bills that were looked at since the desk was opened, by their id

	counting sync.Mutex    // held while a batch of dates is counted again
	tables   host.LongWork // the table that is being written
	incoming host.LongWork // the spreadsheet that is being tried or imported
	agenda   atomic.Pointer[written]
	backups  backupWork
	rekeys   rekeyWork
	restores restoreWork
	sheets   heldSheets
	robot    robot.Sender
	demos    host.LongWork // the demonstration that is being made
	trying   host.LongWork // the list that is sent to see whether it arrives
	notifier notifier
	desktop  desktopNotices

	// recovered: the desk was opened by its recovery code, and no passphrase set since.
	recovered bool
}

// dialogs are the system's, which may stay open as long as somebody likes: no lock is
// held meanwhile. They give "" when they were closed.
type dialogs interface {
	PickFolder() (string, error)
	PickSave(name string) (string, error)
}

// fresh is a desk that was just created and waits for its recovery code to be typed back.
type fresh struct {
	desk *desk.Desk
	code page.ShownCode
}

// renewal is a recovery code that waits to be typed back before it replaces the old one.
type renewal struct {
	*desk.Renewal
	code page.ShownCode
}

// NewSession makes the session. When the start names folder and passphrase, the folder is
// opened beside the window: whoever asks for the desk waits for it.
func NewSession(shell *Shell, window *host.WindowState, start Start) *Session {
	s := &Session{shell: shell, dialogs: shell, notifier: shell, window: window, start: start, clipboard: host.NewClipboard(shell), faults: faults.New(start.Version), folder: start.Folder}
	if s.folder == "" {
		s.folder = window.Folder()
	}
	if filepath.IsAbs(s.folder) && start.Passphrase != "" {
		s.mu.Lock()
		go s.openFirst()
	}
	return s
}

// openFirst opens the folder of the start. It lets go of the write lock, which is taken for it
// before anybody else can ask.
func (s *Session) openFirst() {
	defer s.mu.Unlock()
	var err error
	func() {
		defer guard(&err)
		err = s.unlock(desk.Secret{Passphrase: s.start.Passphrase}, s.start.Staff)
	}()
	if err != nil {
		s.message = s.describe(err).Message
	}
	s.start.Passphrase = ""
}

// Services are the rooms that the window binds.
func (s *Session) Services() []any {
	return []any{
		&DeskService{s}, &TodayService{s}, &CasesService{s}, &ViewsService{s}, &ClientsService{s},
		&MaterialsService{s}, &BillingService{s}, &PapersService{s}, &SettingsService{s}, &HolidaysService{s}, &RulebookService{s}, &DatesService{s}, &DraftsService{s}, &HandoversService{s}, &RightsService{s}, &RetentionService{s}, &AuditService{s}, &TablesService{s}, &AgendaService{s}, &BackupService{s}, &RestoreService{s}, &ImportService{s}, &ResultsService{s}, &PasteService{s},
	}
}

// Startup is called once by the window library before the page loads.
func (s *Session) Startup(ctx context.Context) {
	s.shell.Startup(ctx)
	s.shell.OnNotice(s.noticeClicked)
	go s.tellDesktop(ctx)
	host.WatchPage(s.pageLost)
}

// pageLost notes that the process of the page has ended, and says whether the page is loaded
// anew. The desk stays as it is, open or locked; what the page had not stored is gone, and
// so keeps no window open any more.
func (s *Session) pageLost(reason string) (again bool) {
	s.shell.SetDirty(false)
	again = s.revivals.Again(time.Now())
	then := "loaded anew"
	if !again {
		then = "given up, too often within a minute"
	}
	s.note(fmt.Errorf("the process of the page %s: %s", reason, then))
	return again
}

// Close locks the desk for good.
func (s *Session) Close() {
	s.restores.End()
	s.incoming.Stop()
	s.demos.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leave()
}

// forgetOpening is how long after opening the passphrase is wiped off the memory.
const forgetOpening = 3 * time.Second

// forgetAgain is how long after locking nothing that was under way is left.
const forgetAgain = 20 * time.Second

// leave closes what is open. The caller holds the write lock.
func (s *Session) leave() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	s.tables.End()
	s.backups.End()
	s.trying.End()
	s.rekeys.leave()
	s.downloads.Clear()
	s.sheets.drop()
	s.looked.Clear()
	s.renewal, s.recovered = nil, false
	var closed []error // of each desk that was open
	if s.desk != nil {
		s.keepAhead()
		closed = append(closed, s.desk.Close())
		s.desk = nil
	}
	if s.fresh != nil {
		closed = append(closed, s.fresh.desk.Close())
		s.fresh = nil
	}
	if err := errors.Join(closed...); err != nil {
		s.note(fmt.Errorf("closing the desk: %w", err))
	}
	if len(closed) > 0 {
		// The keys, and what they opened; then what the last answers still held.
		go desk.Forget()
		time.AfterFunc(forgetAgain, desk.Forget)
	}
}

// unlock opens the folder as the window's desk. Everything opened before is closed.
func (s *Session) unlock(secret desk.Secret, staff string) error {
	if staff == "" {
		staff = s.window.StaffOf(s.folder)
	}
	s.leave()
	d, err := desk.Open(context.Background(), s.folder, secret, desk.Options{Window: true, Memory: desk.Memory(), Staff: staff, Told: s.resealing})
	if errs.CodeOf(err) == errs.Invalid && staff != "" && s.start.Staff == "" {
		// The remembered 经办 rests by now: the first active one sits down.
		d, err = desk.Open(context.Background(), s.folder, secret, desk.Options{Window: true, Memory: desk.Memory(), Told: s.resealing})
	}
	if err != nil {
		return err
	}
	s.take(d)
	return nil
}

// resealing tells the page how far the sealing of an older folder has come.
func (s *Session) resealing(done, of int) { s.shell.Emit("desk:resealing", done, of) }

// take makes d the window's desk.
func (s *Session) take(d *desk.Desk) {
	s.desk, s.message = d, ""
	if !s.inDemo() { // the next start is none of it
		s.window.SetFolder(s.folder, string(d.Staff))
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	// The passphrase, and what it was mixed in; once the first page stands, which it would hold up.
	time.AfterFunc(forgetOpening, desk.Forget)
	s.idle.begin(time.Now())
	s.desktop.begin(d.Office.Now(), s.folder)
	go s.guardIdle(ctx)
	go s.watch(ctx, d, d.SQLite())
	go s.resume(ctx)
	go s.findDamage(ctx)
	go s.backUpDaily(ctx)
	go s.tellGroup(ctx)
	s.rekey()
}

// findDamage looks through all that is sealed beside the page's work, and tells it of what
// can't be opened.
func (s *Session) findDamage(ctx context.Context) {
	all, err := office.DamagesBy(ctx, func(one func(*office.Office) error) error {
		_, err := run(s, func(_ context.Context, o *office.Office) (page.Empty, error) { return page.Empty{}, one(o) })
		return err
	})
	if err == nil && len(all) > 0 {
		_, err = change(s, func(_ context.Context, o *office.Office) (page.Empty, error) {
			if ctx.Err() == nil { // another desk may be open by now
				o.Damages = all
				s.shell.Emit("desk:changed")
			}
			return page.Empty{}, nil
		})
	}
	if err != nil && ctx.Err() == nil {
		s.note(fmt.Errorf("looking for damage: %w", err))
	}
}

// resume goes on with counting dates again where an earlier window or command was cut
// short, a batch at a time, so that the page can work beside it.
func (s *Session) resume(ctx context.Context) {
	for left := true; left; {
		_, err := run(s, func(_ context.Context, o *office.Office) (page.Empty, error) {
			if ctx.Err() != nil { // another desk may be open by now
				left = false
				return page.Empty{}, nil
			}
			got, err := s.recount(ctx, o)
			left = got.Left
			return page.Empty{}, err
		})
		if err != nil {
			// Conflict: somebody else goes on with it.
			if ctx.Err() == nil && errs.CodeOf(err) != errs.Conflict {
				s.note(fmt.Errorf("counting dates again: %w", err))
			}
			return
		}
	}
}

// recount counts one batch of dates again. The page and resume take turns: two that count
// the same batch would be a conflict.
func (s *Session) recount(ctx context.Context, o *office.Office) (calendar.Recomputed, error) {
	s.counting.Lock()
	defer s.counting.Unlock()
	return calendar.RecomputeStep(ctx, o)
}

// run is the way of every bound method into the office: the desk must be open, stays
// open meanwhile, and a panic becomes an error.
func run[Out any](s *Session, f func(context.Context, *office.Office) (Out, error)) (out Out, err error) {
	defer guard(&err)
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.desk == nil {
		return out, errs.New(errs.Locked, "备案台已锁定，请先输入口令")
	}
	return f(context.Background(), s.desk.Office)
}

// aside gives the office as it is now for work that takes long and must keep nobody waiting:
// what is exchanged later is not exchanged there. Its owner ends it before the desk is closed.
// readOnly says that nothing may be written.
func (s *Session) aside() (o *office.Office, readOnly bool, err error) {
	_, err = run(s, func(_ context.Context, now *office.Office) (page.Empty, error) {
		held := *now
		o, readOnly = &held, s.desk.ReadOnly
		return page.Empty{}, nil
	})
	return o, readOnly, err
}

// change is run for what exchanges the basis that everybody counts on: nothing
// else runs meanwhile.
func change[Out any](s *Session, f func(context.Context, *office.Office) (Out, error)) (out Out, err error) {
	defer guard(&err)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.desk == nil {
		return out, errs.New(errs.Locked, "备案台已锁定，请先输入口令")
	}
	return f(context.Background(), s.desk.Office)
}

// adopt goes by the calendar and the overrides that a command beside the window has
// changed. It gives the version of what is gone by now.
func (s *Session) adopt(ctx context.Context, d *desk.Desk, had [3]int) ([3]int, error) {
	now, err := calendar.BasisVersion(ctx, d.Office)
	if err != nil || now == had {
		return had, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return had, nil
	}
	return now, calendar.Reload(ctx, d.Office)
}

// look is run for handlers that serve bytes.
func (s *Session) look(w http.ResponseWriter, f func(context.Context, *office.Office) error) {
	_, err := run(s, func(ctx context.Context, o *office.Office) (page.Empty, error) { return page.Empty{}, f(ctx, o) })
	if err != nil {
		s.fail(w, err)
	}
}
