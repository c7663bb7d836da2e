package app

import (
	"context"
	"errors"
	"time"

	"beiandesk/app/page"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
)

// DeskService opens and locks the desk. Its methods work while it is locked.
type DeskService struct{ s *Session }

// State tells where the desk stands.
func (d *DeskService) State(page.Empty) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.RLock()
	if !s.lostDemo() {
		defer s.mu.RUnlock()
		return s.state(), nil
	}
	s.mu.RUnlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lostDemo() {
		s.leaveDemo()
	}
	return s.state(), nil
}

// PickFolder asks for a folder with the system's dialog.
func (d *DeskService) PickFolder(page.Empty) (view page.SavedView, err error) {
	defer guard(&err)
	path, err := d.s.dialogs.PickFolder()
	return page.SavedView{Path: path}, err
}

// Choose makes another folder the window's, remembered once it is opened.
func (d *DeskService) Choose(in page.FolderInput) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.Lock()
	defer s.mu.Unlock()
	folder, err := absolute(in.Folder)
	if err != nil {
		return view, err
	}
	s.leave()
	s.folder, s.message = folder, ""
	return s.state(), nil
}

// Forget lets the window's folder go: a desk can then be made where one was.
func (d *DeskService) Forget(page.Empty) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leave()
	s.window.Forget(s.folder)
	s.folder, s.message = "", ""
	return s.state(), nil
}

// RestoreKeys writes lost or damaged keys of the window's folder anew: from the copy in its
// database, or from the recovery sheet, with a new passphrase.
func (d *DeskService) RestoreKeys(in page.RestoreKeysInput) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if in.Sheet == "" {
		err = desk.RestoreKeys(context.Background(), s.folder)
	} else {
		err = desk.RestoreFromSheet(context.Background(), s.folder, desk.Sheet{Text: in.Sheet, Recovery: in.Recovery}, in.Passphrase)
	}
	if err != nil {
		return view, err
	}
	return s.state(), nil
}

// Create makes a new desk and shows its recovery code, once. The desk opens with
// Confirm.
func (d *DeskService) Create(in page.CreateInput) (view page.CreatedView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.Lock()
	defer s.mu.Unlock()
	folder, err := absolute(in.Folder)
	if err != nil {
		return view, err
	}
	if err := s.notTheDemos("folder", folder); err != nil {
		return view, err
	}
	if err := s.vanished(folder); err != nil {
		return view, err
	}
	s.leave()
	made, code, err := desk.Create(context.Background(), folder, in.Passphrase, in.Staff, desk.Options{Window: true, Memory: desk.Memory()})
	if err != nil {
		return view, err
	}
	if err := setup.SetRecoveryPending(context.Background(), made.Office, true); err != nil {
		return view, errors.Join(err, made.Close())
	}
	s.folder = folder
	s.fresh = &fresh{desk: made, code: page.Showing(code)}
	return s.fresh.code.View(), nil
}

// Confirm opens the desk just made once two groups of the recovery code were typed
// back rightly.
func (d *DeskService) Confirm(in page.ConfirmInput) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fresh == nil {
		return view, errs.New(errs.Blocked, "没有等待核对的恢复码，请重新打开窗口")
	}
	if err := s.fresh.code.Check(in.Groups); err != nil {
		return view, err
	}
	made := s.fresh.desk
	if err := setup.SetRecoveryPending(context.Background(), made.Office, false); err != nil {
		return view, err
	}
	s.fresh = nil
	s.take(made)
	return s.state(), nil
}

// Unlock opens the folder with the passphrase or the recovery code.
func (d *DeskService) Unlock(in page.UnlockInput) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if in.Folder != "" {
		if s.folder, err = absolute(in.Folder); err != nil {
			return view, err
		}
	}
	if in.Passphrase == "" && in.Recovery == "" {
		return view, errs.AtField("passphrase", "请输入口令")
	}
	if err := s.unlock(desk.Secret{Passphrase: in.Passphrase, Recovery: in.Recovery}, in.StaffID); err != nil {
		return view, err
	}
	s.recovered = in.Passphrase == ""
	return s.state(), nil
}

// ChangePassphrase sets another passphrase once the present one, or the recovery code,
// was typed again.
func (d *DeskService) ChangePassphrase(in page.ChangePassphraseInput) (view page.DeskView, err error) {
	return change(d.s, func(ctx context.Context, _ *office.Office) (page.DeskView, error) {
		err := d.s.desk.ChangePassphrase(ctx, desk.Secret{Passphrase: in.Old, Recovery: in.Recovery}, in.Passphrase)
		if err != nil {
			return view, err
		}
		d.s.recovered = false
		return d.s.state(), nil
	})
}

// DrawRecovery shows another recovery code, once. It replaces the old one with
// KeepRecovery; until then the old one is the valid one.
func (d *DeskService) DrawRecovery(in page.ProofInput) (view page.CreatedView, err error) {
	return change(d.s, func(context.Context, *office.Office) (page.CreatedView, error) {
		d.s.renewal = nil
		drawn, err := d.s.desk.DrawRecovery(desk.Secret{Passphrase: in.Old, Recovery: in.Recovery})
		if err != nil {
			return view, err
		}
		d.s.renewal = &renewal{Renewal: drawn, code: page.Showing(drawn.Code)}
		return d.s.renewal.code.View(), nil
	})
}

// KeepRecovery makes the drawn recovery code the valid one once two groups of it were
// typed back rightly.
func (d *DeskService) KeepRecovery(in page.ConfirmInput) (view page.Empty, err error) {
	return change(d.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		if d.s.renewal == nil {
			return view, errs.New(errs.Blocked, "没有等待核对的恢复码，原来的仍然有效；请重新生成")
		}
		if err := d.s.renewal.code.Check(in.Groups); err != nil {
			return view, err
		}
		kept := d.s.renewal
		if err := kept.Keep(ctx); err != nil {
			return view, err
		}
		d.s.renewal = nil
		if kept.Keys {
			d.s.recovered = false
			d.s.rekey()
		}
		return view, nil
	})
}

// Strength judges a passphrase while it is typed. Setting it judges again.
func (d *DeskService) Strength(in page.StrengthInput) (view page.StrengthView, err error) {
	defer guard(&err)
	score, refused := desk.JudgePassphrase(in.Passphrase)
	return page.NewStrength(in.Passphrase, score, refused), nil
}

// Lock closes the desk; the window stays.
func (d *DeskService) Lock(page.Empty) (view page.DeskView, err error) {
	defer guard(&err)
	d.s.incoming.Stop() // it holds the desk while it runs
	d.s.mu.Lock()
	defer d.s.mu.Unlock()
	d.s.leave()
	d.s.forget()
	if d.s.lostDemo() {
		d.s.leaveDemo()
	}
	return d.s.state(), nil
}

// Active notes that somebody is at the desk.
func (d *DeskService) Active(page.Empty) (view page.Empty, err error) {
	defer guard(&err)
	d.s.idle.touch(time.Now())
	return page.Empty{}, nil
}

// SetLockAfter sets after how many minutes without an act a desk locks itself on this
// machine; 0 is never.
func (d *DeskService) SetLockAfter(in page.LockAfterInput) (view page.DeskView, err error) {
	defer guard(&err)
	if err := checkLockAfter(in.Minutes); err != nil {
		return view, err
	}
	s := d.s
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.window.SetLockAfter(in.Minutes)
	s.idle.touch(time.Now())
	return s.state(), nil
}

// clipped is how long a secret stays on the clipboard.
const clipped = time.Minute

// StartDemo opens the window's demonstration, which is made first where there is none: how far
// that has come is told by the event desk:demo. It is a folder of its own, which the next start
// does not open. A folder that was chosen, made or opened meanwhile stays. Errors: Blocked where
// none is offered or one is being made; those of demo.Make.
func (d *DeskService) StartDemo(page.Empty) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.RLock()
	from := s.folder
	s.mu.RUnlock()
	if err := s.makeDemo(s.start.Demo); err != nil {
		return view, err
	}
	return s.openDemo(from)
}

// LeaveDemo goes back from the demonstration to the folder of before, or to first run.
func (d *DeskService) LeaveDemo(page.Empty) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leaveDemo()
	return s.state(), nil
}

// RemoveDemo leaves the demonstration and deletes its folder, which the window must have made.
// Errors: Blocked for any other and for one that is in use, which is not left then; Storage.
func (d *DeskService) RemoveDemo(page.Empty) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	_, done, ok := s.demos.Begin()
	if !ok {
		return view, making()
	}
	defer done()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.desk == nil || !s.inDemo() { // of one that is open the window itself has hold
		if err := s.removable(s.start.Demo); err != nil {
			return view, err
		}
	}
	s.leaveDemo()
	if err := s.clearDemo(s.start.Demo); err != nil {
		return view, err
	}
	return s.state(), nil
}

// CopySecret puts a secret on the clipboard for a minute.
func (d *DeskService) CopySecret(in page.CopyInput) (view page.Empty, err error) {
	defer guard(&err)
	return page.Empty{}, d.s.clipboard.Copy(in.Text, clipped)
}

// SetStaff changes who sits at the desk.
func (d *DeskService) SetStaff(in page.IDInput) (view page.DeskView, err error) {
	defer guard(&err)
	s := d.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.desk == nil {
		return view, errs.New(errs.Locked, "备案台已锁定，请先输入口令")
	}
	if err := s.desk.SetStaff(context.Background(), ref.StaffID(in.ID)); err != nil {
		return view, err
	}
	if !s.inDemo() {
		s.window.SetFolder(s.folder, in.ID)
	}
	return s.state(), nil
}

// SetDirty tells the window whether the page holds something unsaved.
func (d *DeskService) SetDirty(in page.DirtyInput) (view page.Empty, err error) {
	defer guard(&err)
	d.s.shell.SetDirty(in.Dirty)
	return page.Empty{}, nil
}

// Quit closes the window whatever is unsaved.
func (d *DeskService) Quit(page.Empty) (view page.Empty, err error) {
	defer guard(&err)
	return page.Empty{}, d.s.shell.Quit()
}
