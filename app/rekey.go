package app

import (
	"context"
	"fmt"
	"sync"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/desk"
	"beiandesk/internal/office"
)

// DrawKeys draws other keys, with the new passphrase and a recovery code that is shown once.
// KeepRecovery exchanges the folder's for them; until then nothing changes.
func (d *DeskService) DrawKeys(in page.ChangePassphraseInput) (view page.CreatedView, err error) {
	return change(d.s, func(context.Context, *office.Office) (page.CreatedView, error) {
		d.s.renewal = nil
		drawn, err := d.s.desk.DrawKeys(desk.Secret{Passphrase: in.Old, Recovery: in.Recovery}, in.Passphrase)
		if err != nil {
			return view, err
		}
		d.s.renewal = &renewal{Renewal: drawn, code: page.Showing(drawn.Code)}
		return d.s.renewal.code.View(), nil
	})
}

// Rekeying tells how far sealing all anew by exchanged keys has come.
func (d *DeskService) Rekeying(page.Empty) (page.RekeyView, error) {
	return run(d.s, func(context.Context, *office.Office) (page.RekeyView, error) {
		return d.s.rekeys.view(d.s.desk.Rekeying()), nil
	})
}

// Rekey goes on with it after it has failed.
func (d *DeskService) Rekey(page.Empty) (page.RekeyView, error) {
	return run(d.s, func(context.Context, *office.Office) (page.RekeyView, error) {
		d.s.rekey()
		return d.s.rekeys.view(d.s.desk.Rekeying()), nil
	})
}

// rekeyWork is the sealing anew that goes on beside the page's work, and what became of it
// since the desk was opened.
type rekeyWork struct {
	host.LongWork
	mu     sync.Mutex
	failed string
	done   *desk.Rekeyed
}

// The parts of a rekey.
const (
	rekeyRows  = "rows"
	rekeyFiles = "files"
)

var rekeyLabels = map[string]string{"": "正在重新加密数据库", rekeyRows: "正在重新加密数据库", rekeyFiles: "正在重新加密文件"}

func (w *rekeyWork) view(left bool) page.RekeyView {
	step := stepView(&w.LongWork, rekeyLabels)
	w.mu.Lock()
	defer w.mu.Unlock()
	v := page.RekeyView{On: left, Label: step.Label, Done: step.Done, Of: step.Of}
	if left {
		v.Failed = w.failed
	}
	if w.done != nil {
		v.Ended = "钥匙已换完。请重印恢复单，另做一份备份；以前的备份和拷走的资料夹仍能用旧口令打开，不用了就销毁。"
		if w.done.Damaged > 0 {
			v.Ended += fmt.Sprintf("有 %d 处原来就打不开，仍然打不开。", w.done.Damaged)
		}
	}
	return v
}

// keep notes what became of it.
func (w *rekeyWork) keep(done *desk.Rekeyed, failed string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done, w.failed = done, failed
}

// leave ends it with the desk, of which the next one says nothing.
func (w *rekeyWork) leave() {
	w.End()
	w.keep(nil, "")
}

// rekey seals anew by exchanged keys what is left, unless that is being done. The caller holds
// the lock by which the desk stays open; the work itself never asks for it.
func (s *Session) rekey() {
	if !s.desk.Rekeying() {
		return
	}
	ctx, ended, ok := s.rekeys.Begin()
	if !ok {
		return
	}
	s.rekeys.keep(nil, "")
	d := s.desk.Beside()
	go func() {
		done, err := s.rekeyNow(ctx, d)
		switch {
		case err == nil:
			s.rekeys.keep(&done, "")
		case ctx.Err() == nil:
			s.rekeys.keep(nil, s.describe(err).Message)
		}
		ended()
		s.shell.Emit("desk:rekey")
		s.shell.Emit("desk:changed") // Today wants a backup
	}()
}

func (s *Session) rekeyNow(ctx context.Context, d *desk.Desk) (done desk.Rekeyed, err error) {
	defer guard(&err)
	return d.Rekey(ctx, func(step desk.RekeyStep) {
		phase := rekeyRows
		if step.Files {
			phase = rekeyFiles
		}
		if s.rekeys.Told(host.Step{Phase: phase, Done: step.Done, Of: step.Of}) {
			s.shell.Emit("desk:rekey")
		}
	})
}
