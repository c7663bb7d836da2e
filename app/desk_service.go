package app

import (
	"context"
	"crypto/rand"
	"errors"
	"math/big"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"beiandesk/app/page"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// DeskService opens and locks the desk. Its methods work while it is locked.
type DeskService struct{ s *Session }

// State tells where the desk stands.
func (d *DeskService) State(page.Empty) (view page.DeskView, err error) {
	defer guard(&err)
	d.s.mu.RLock()
	defer d.s.mu.RUnlock()
	return d.s.state(), nil
}

// PickFolder asks for a folder with the system's dialog.
func (d *DeskService) PickFolder(page.Empty) (view page.SavedView, err error) {
	defer guard(&err)
	path, err := d.s.dialogs.PickFolder()
	return page.SavedView{Path: path}, err
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
	s.leave()
	made, code, err := desk.Create(context.Background(), folder, in.Passphrase, in.Staff, desk.Options{Window: true})
	if err != nil {
		return view, err
	}
	if err := setup.SetRecoveryPending(context.Background(), made.Office, true); err != nil {
		return view, errors.Join(err, made.Close())
	}
	s.folder = folder
	s.fresh = &fresh{desk: made, code: showing(code)}
	return s.fresh.code.view(), nil
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
	if err := s.fresh.code.check(in.Groups); err != nil {
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
		d.s.renewal = &renewal{Renewal: drawn, code: showing(drawn.Code)}
		return d.s.renewal.code.view(), nil
	})
}

// KeepRecovery makes the drawn recovery code the valid one once two groups of it were
// typed back rightly.
func (d *DeskService) KeepRecovery(in page.ConfirmInput) (view page.Empty, err error) {
	return change(d.s, func(ctx context.Context, o *office.Office) (page.Empty, error) {
		if d.s.renewal == nil {
			return view, errs.New(errs.Blocked, "没有等待核对的恢复码，原来的仍然有效；请重新生成")
		}
		if err := d.s.renewal.code.check(in.Groups); err != nil {
			return view, err
		}
		if err := d.s.renewal.Keep(ctx); err != nil {
			return view, err
		}
		d.s.renewal = nil
		return view, setup.SetRecoveryPending(ctx, o, false)
	})
}

// Lock closes the desk; the window stays.
func (d *DeskService) Lock(page.Empty) (view page.DeskView, err error) {
	defer guard(&err)
	d.s.mu.Lock()
	defer d.s.mu.Unlock()
	d.s.leave()
	return d.s.state(), nil
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
	s.window.SetFolder(s.folder, in.ID)
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

// state describes the desk. The caller holds the lock.
func (s *Session) state() page.DeskView {
	v := page.DeskView{
		Folder: s.folder, Version: s.start.Version, Message: s.message, Staff: []present.OptionView{}, Fresh: page.CreatedView{Recovery: []string{}, Ask: []int{}},
		Subjects: page.Options(people.Kinds), DocKinds: page.Options(people.DocKinds), Roles: page.Roles(), Choices: page.Choices(), Provs: page.Provinces(),
	}
	v.Types, v.Stages = page.TypesAndStages()
	if s.desk != nil {
		v.State, v.Demo, v.Halfway, v.Network, v.StaffID = "open", s.desk.Demo, s.desk.Halfway, s.desk.Network, string(s.desk.Staff)
		v.Now, v.Recovered = s.desk.Office.Now().Format(time.RFC3339), s.recovered
		err := s.desk.Read(context.Background(), func(tx store.Tx) error {
			all, err := tx.Staff().All()
			v.ListStaff(all)
			if err != nil {
				return err
			}
			v.Unconfirmed, err = setup.RecoveryPending(tx)
			return err
		})
		if err != nil {
			v.Message = s.describe(err).Message
		}
		return v
	}
	v.State = "first"
	if s.folder == "" {
		return v
	}
	status, err := desk.Inspect(context.Background(), s.folder)
	if err != nil {
		v.State, v.Message = "locked", s.describe(err).Message
		return v
	}
	v.Demo, v.Network, v.StaffID = status.Demo, status.Network, s.window.StaffOf(s.folder)
	v.ListStaff(status.Staff)
	switch {
	case s.fresh != nil: // its code is not confirmed yet, and a page that begins anew shows it again
		v.Fresh = s.fresh.code.view()
	case status.State == desk.Empty:
	case status.State == desk.Broken:
		v.State, v.Message = "locked", "这个文件夹里的数据不完整，请从备份恢复，或换一个文件夹"
	case status.Held:
		v.State, v.Message = "busy", "另一个窗口正开着这个文件夹，请用那个窗口，或先把它关掉"
	default:
		v.State = "locked"
	}
	return v
}

func absolute(folder string) (string, error) {
	folder = strings.TrimSpace(folder)
	if folder == "" {
		return "", errs.AtField("folder", "请选择资料夹")
	}
	path, err := filepath.Abs(folder)
	if err != nil {
		return "", errs.AtField("folder", "这个路径读不出来，请换一个文件夹")
	}
	return path, nil
}

// shownCode is a recovery code that is shown, and the two groups that must be typed back.
type shownCode struct {
	groups []string
	ask    []int
}

func showing(code string) shownCode {
	groups := strings.Split(code, "-")
	return shownCode{groups: groups, ask: twoOf(len(groups))}
}

func (c shownCode) view() page.CreatedView { return page.CreatedView{Recovery: c.groups, Ask: c.ask} }

// check refuses groups that are not those asked for.
func (c shownCode) check(typed []string) error {
	for i, n := range c.ask {
		if i >= len(typed) || !strings.EqualFold(strings.TrimSpace(typed[i]), c.groups[n]) {
			return errs.AtField("groups", "第 %d 组与恢复码不一致，请对照抄下的恢复码再输一次", n+1)
		}
	}
	return nil
}

// twoOf chooses two different positions out of n, in order.
func twoOf(n int) []int {
	a, b := draw(n), draw(n-1)
	if b >= a {
		b++
	}
	two := []int{a, b}
	slices.Sort(two)
	return two
}

func draw(n int) int {
	v, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err) // the system's random source is gone; guard makes it an error
	}
	return int(v.Int64())
}
