package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/backup"
	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
)

// BackupService is 设置 › 备份.
type BackupService struct{ s *Session }

// Get tells of plan, last backup and the one that is being made.
func (x *BackupService) Get(page.Empty) (page.BackupView, error) { return run(x.s, x.view) }

// Save sets where backups go and whether they are made by themselves; one that is due by
// that is begun.
func (x *BackupService) Save(in page.BackupInput) (page.BackupView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.BackupView, error) {
		b := x.s.desk.Backups()
		if err := b.SavePlan(ctx, desk.BackupPlan{Target: in.Target, On: in.On, Version: in.Version}); err != nil {
			return page.BackupView{}, err
		}
		state, err := b.State(ctx)
		if err != nil {
			return page.BackupView{}, err
		}
		if state.Due(o.Today()) && !x.s.backups.Running() {
			if _, err := x.s.backUp(b, false); err != nil {
				return page.BackupView{}, err
			}
		}
		return x.view(ctx, o)
	})
}

// Start begins a backup; how far it has come is told by the event desk:backup.
func (x *BackupService) Start(page.Empty) (page.BackupView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.BackupView, error) {
		if _, err := x.s.backUp(x.s.desk.Backups(), false); err != nil {
			return page.BackupView{}, err
		}
		return x.view(ctx, o)
	})
}

// Stop ends the backup that is being made; older ones stay as they are. None is begun by itself
// again that day.
func (x *BackupService) Stop(page.Empty) (page.BackupView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.BackupView, error) {
		x.s.backups.Stop()
		x.s.backups.rest(o.Today())
		return x.view(ctx, o)
	})
}

func (x *BackupService) view(ctx context.Context, o *office.Office) (page.BackupView, error) {
	state, err := x.s.desk.Backups().State(ctx)
	if err != nil {
		return page.BackupView{}, err
	}
	v := backupView(state, o.Today())
	v.ReadOnly = x.s.desk.ReadOnly
	v.Running = stepView(&x.s.backups.LongWork, backupLabels)
	return v, nil
}

// backupLabels say what is going on with a backup.
var backupLabels = map[string]string{"": "正在读数据库", backup.Reading: "正在读数据库", backup.Copying: "正在拷贝文件", backup.Proving: "正在验证"}

// stepView lays out how far a work has come, in the words for its parts.
func stepView(w *host.LongWork, labels map[string]string) page.BackupStep {
	step, on := w.Now()
	if !on {
		return page.BackupStep{}
	}
	return page.BackupStep{On: true, Label: labels[step.Phase], Done: step.Done, Of: step.Of}
}

// backupView lays out what is known of the backups of a folder.
func backupView(s desk.BackupState, today cal.Day) page.BackupView {
	v := page.BackupView{Plan: page.BackupInput{Target: s.Plan.Target, On: s.Plan.On, Version: s.Plan.Version}}
	if r := s.Last; r != nil {
		v.Where = r.Target
		v.Last = fmt.Sprintf("%s，已验证；密封文件 %d 个", cal.FormatMoment(cal.At(r.At), today), r.Files)
		if !r.Whole() {
			v.Last += fmt.Sprintf("。资料夹本身缺或坏了 %d 个文件、数据库不对 %d 处，备份里也一样", r.Missing, r.Faults)
			v.Lacks = lacks(*r)
		}
	}
	if f := s.Failed; f != nil {
		v.Failed = cal.FormatMoment(cal.At(f.At), today) + "，没有备份成：" + f.Message
	}
	return v
}

// backupWork is the backup that the window is making, one at a time.
type backupWork struct {
	host.LongWork
	mu     sync.Mutex
	rested cal.Day // the day on which somebody stopped one
}

func (w *backupWork) rest(today cal.Day) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.rested = today
}

func (w *backupWork) resting(today cal.Day) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rested == today
}

// lacks says what follows from a folder that is not whole itself, and what to do.
func lacks(r desk.BackupRecord) string {
	text := "缺了东西的备份不顶替完整的：补好以前，更早的完整备份都留着，后来销毁的扫描件也还在里面。"
	if r.Missing > 0 {
		text += "运行 doctor 看缺的是哪个案件的哪一份：原来的文件还在的，再上传一次就补好；不在的，从更早的备份恢复出一个资料夹，取出来再上传；都找不到的，到那个案件销毁扫描件时为止。"
	}
	if r.Faults > 0 {
		text += "数据库不对的，先别办理：从最近一份完整的备份恢复。"
	}
	return text
}

// backUp makes a backup beside the page's work, by the plan. The caller holds the lock by
// which the desk stays open, and leave waits for what was begun by then; the work itself
// never asks for that lock. quiet is for one that nobody has asked for.
func (s *Session) backUp(b *desk.Backups, quiet bool) (<-chan error, error) {
	ctx, done, ok := s.backups.Begin()
	if !ok {
		return nil, errs.New(errs.Busy, "正在备份，等它做完再来")
	}
	outcome := make(chan error, 1)
	go func() {
		err := s.backUpNow(ctx, b, quiet)
		done()
		outcome <- err
		s.shell.Emit("desk:backup")
		s.shell.Emit("desk:changed") // Today may warn no more
	}()
	return outcome, nil
}

func (s *Session) backUpNow(ctx context.Context, b *desk.Backups, quiet bool) (err error) {
	defer func() {
		if errs.CodeOf(err) == errs.Internal && !errors.Is(err, context.Canceled) {
			s.note(fmt.Errorf("making a backup: %w", err))
		}
	}()
	defer guard(&err)
	_, err = b.Make(ctx, desk.BackupOrder{Quiet: quiet, Told: func(step backup.Step) {
		if s.backups.Told(host.Step(step)) {
			s.shell.Emit("desk:backup")
		}
	}})
	return err
}

const (
	// backupLook is how often the window looks whether a backup is due.
	backupLook = time.Minute
	// backupPause is how many looks it leaves out after a failure: a disk may be plugged in.
	backupPause = 15
)

// backUpDaily makes the backups of the plan: one after the first opening of a day, and one
// every day while the window stays open.
func (s *Session) backUpDaily(ctx context.Context) {
	tick := time.NewTicker(backupLook)
	defer tick.Stop()
	for pause := 0; ; pause-- {
		if pause <= 0 {
			pause = 0
			if err := s.backUpIfDue(ctx); err != nil {
				pause = backupPause
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// backUpIfDue makes the backup that the plan wants today and waits for it.
func (s *Session) backUpIfDue(ctx context.Context) error {
	outcome, err := run(s, func(callCtx context.Context, o *office.Office) (<-chan error, error) {
		if ctx.Err() != nil || s.desk.ReadOnly || s.desk.Rekeying() { // another desk may be open by now
			return nil, nil
		}
		b := s.desk.Backups()
		state, err := b.State(callCtx)
		if err != nil || !state.Due(o.Today()) || s.backups.Running() || s.backups.resting(o.Today()) {
			return nil, err
		}
		return s.backUp(b, true)
	})
	if errs.CodeOf(err) == errs.Internal && ctx.Err() == nil {
		s.note(fmt.Errorf("looking whether a backup is due: %w", err))
	}
	if err != nil || outcome == nil {
		return err
	}
	select {
	case err = <-outcome:
		return err
	case <-ctx.Done():
		return nil
	}
}
