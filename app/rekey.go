package app

import (
	"context"
	"fmt"
	"sync"

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

// rekeyWork is the sealing anew that goes on beside the page's work.
type rekeyWork struct {
	mu     sync.Mutex
	cancel context.CancelFunc // nil while none is
	ended  chan struct{}
	step   desk.RekeyStep
	failed string
	done   *desk.Rekeyed // since the desk was opened
}

func (w *rekeyWork) view(left bool) page.RekeyView {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := page.RekeyView{On: left, Done: w.step.Done, Of: w.step.Of, Label: "正在重新加密数据库"}
	if w.step.Files {
		v.Label = "正在重新加密文件"
	}
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

// told keeps how far it has come, and says whether that is worth telling.
func (w *rekeyWork) told(now desk.RekeyStep) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	was := w.step
	w.step = now
	return was.Files != now.Files || was.Of != now.Of || now.Of > 0 && was.Done*100/now.Of != now.Done*100/now.Of
}

// end stops it and waits until it has let the desk go: a batch takes some milliseconds.
func (w *rekeyWork) end() {
	w.mu.Lock()
	cancel, ended := w.cancel, w.ended
	w.mu.Unlock()
	if cancel != nil {
		cancel()
		<-ended
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.failed, w.done, w.step = "", nil, desk.RekeyStep{}
}

// rekey seals anew by exchanged keys what is left, unless that is being done. The caller holds
// the lock by which the desk stays open; the work itself never asks for it.
func (s *Session) rekey() {
	w := &s.rekeys
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel != nil || !s.desk.Rekeying() {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	w.cancel, w.ended, w.failed, w.done = cancel, ended, "", nil
	d := s.desk.Beside()
	go func() {
		done, err := s.rekeyNow(ctx, d)
		w.mu.Lock()
		w.cancel = nil
		switch {
		case err == nil:
			w.done = &done
		case ctx.Err() == nil:
			w.failed = s.describe(err).Message
		}
		w.mu.Unlock()
		cancel()
		close(ended)
		s.shell.Emit("desk:rekey")
		s.shell.Emit("desk:changed") // Today wants a backup
	}()
}

func (s *Session) rekeyNow(ctx context.Context, d *desk.Desk) (done desk.Rekeyed, err error) {
	defer guard(&err)
	return d.Rekey(ctx, func(step desk.RekeyStep) {
		if s.rekeys.told(step) {
			s.shell.Emit("desk:rekey")
		}
	})
}
