package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"beiandesk/app/host"
	"beiandesk/app/page"
	"beiandesk/internal/backup"
	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
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

// RestoreService makes a folder from a backup, whether a desk is open or not.
type RestoreService struct{ s *Session }

// restoreWork is the restore that goes on, and what became of the last one.
type restoreWork struct {
	host.LongWork
	mu     sync.Mutex
	done   page.RestoredView
	failed string
}

// keep notes what became of a restore.
func (w *restoreWork) keep(done page.RestoredView, failed string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done, w.failed = done, failed
}

var restoreLabels = map[string]string{"": "正在恢复数据库", backup.Reading: "正在恢复数据库", backup.Copying: "正在恢复文件", backup.Proving: "正在打开核对"}

// List tells of the backups that lie at a place, by what they say of themselves.
func (x *RestoreService) List(in page.PlaceInput) (view page.BackupListView, err error) {
	defer guard(&err)
	from, err := wholePath("from", in.Place, "备份位置")
	if err != nil {
		return view, err
	}
	list, err := backup.Browse(from)
	if err != nil {
		return view, errs.Placed("from", err)
	}
	return backupList(list), nil
}

// State tells of the restore that goes on, and of what became of the last one until Clear.
func (x *RestoreService) State(page.Empty) (view page.RestoreView, err error) {
	defer guard(&err)
	return x.view(), nil
}

func (x *RestoreService) view() page.RestoreView {
	w := &x.s.restores
	v := page.RestoreView{Running: stepView(&w.LongWork, restoreLabels)}
	w.mu.Lock()
	defer w.mu.Unlock()
	v.Done, v.Failed = w.done, w.failed
	if v.Done.Folder == "" {
		v.Done = page.RestoredView{Words: []string{}, Warnings: []string{}}
	}
	return v
}

// Restore makes a folder from a backup, and answers when that is done, was stopped or has
// failed; how far it has come is told by the event desk:restore.
func (x *RestoreService) Restore(in page.RestoreInput) (view page.RestoreView, err error) {
	defer guard(&err)
	order, err := restoreOrder(in, cal.DayOf(time.Now()).Year())
	if err != nil {
		return view, err
	}
	ctx, done, ok := x.s.restores.Begin()
	if !ok {
		return view, errs.New(errs.Busy, "正在恢复另一份，等它做完再来")
	}
	x.s.restores.keep(page.RestoredView{}, "")
	x.s.shell.Emit("desk:restore")
	order.Told = func(step backup.Step) {
		if x.s.restores.Told(host.Step(step)) {
			x.s.shell.Emit("desk:restore")
		}
	}
	err = x.restore(ctx, order)
	done()
	x.s.shell.Emit("desk:restore")
	go desk.Forget() // what the secret was mixed in
	return x.view(), err
}

// restore does it, and notes what becomes of it for a page that has gone meanwhile. One that
// was stopped is no failure.
func (x *RestoreService) restore(ctx context.Context, order desk.RestoreOrder) (err error) {
	defer guard(&err)
	r, err := desk.Restore(ctx, order)
	switch {
	case err != nil && ctx.Err() != nil:
		x.s.restores.keep(page.RestoredView{}, "已停下，没有留下什么")
		return nil
	case err != nil:
		x.s.restores.keep(page.RestoredView{}, x.s.describe(err).Message)
		return err
	}
	x.s.restores.keep(page.RestoredView{Folder: r.To, Words: r.Words(), Warnings: r.Warnings()}, "")
	return nil
}

// Stop ends the restore that goes on; nothing of it is left.
func (x *RestoreService) Stop(page.Empty) (view page.RestoreView, err error) {
	defer guard(&err)
	x.s.restores.Stop()
	return x.view(), nil
}

// Clear forgets what became of the last restore: somebody has read it.
func (x *RestoreService) Clear(page.Empty) (view page.RestoreView, err error) {
	defer guard(&err)
	x.s.restores.keep(page.RestoredView{}, "")
	return x.view(), nil
}

// restoreOrder reads what was typed. year is for an example. Errors: Invalid at its field.
func restoreOrder(in page.RestoreInput, year int) (order desk.RestoreOrder, err error) {
	if order.From, err = wholePath("from", in.Backup, "备份位置"); err != nil {
		return order, err
	}
	if order.To, err = wholePath("to", in.To, "新的资料夹"); err != nil {
		return order, err
	}
	if in.Passphrase == "" && strings.TrimSpace(in.Recovery) == "" {
		return order, errs.AtField("passphrase", "请输入备份那天的口令，忘了用恢复码")
	}
	order.Secret = desk.Secret{Passphrase: in.Passphrase, Recovery: strings.TrimSpace(in.Recovery)}
	typed := map[string]struct{ field, text string }{
		"BA": {"afterCase", in.AfterCase}, "ZD": {"afterBill", in.AfterBill}, "SJ": {"afterReceipt", in.AfterReceipt},
	}
	for _, g := range office.Given {
		text := strings.TrimSpace(typed[g.Series].text)
		if text == "" {
			continue
		}
		var c store.Counter
		if c, err = office.ReadGiven(g.Series, text, year); err != nil {
			return order, errs.Placed(typed[g.Series].field, err)
		}
		order.After = append(order.After, c)
	}
	return order, nil
}

// backupList lays out backups that nobody has opened yet.
func backupList(list []backup.Backup) page.BackupListView {
	v := page.BackupListView{Backups: []page.BackupRowView{}}
	shelves := []string{}
	for _, b := range list {
		o := page.BackupRowView{Dir: b.Dir, Name: b.Name, Folder: numberOf(&shelves, filepath.Dir(b.Dir))}
		switch m := b.Manifest; {
		case b.Fault != nil:
			var e *errs.Error
			if errors.As(b.Fault, &e) {
				o.Fault = e.Message
			}
		default:
			o.At, o.Cases, o.Bills = cal.At(m.At).String(), m.Contents.Rows["cases"], m.Contents.Rows["invoices"]
			o.State = "备完已验证"
			if !m.Whole() {
				o.State = fmt.Sprintf("资料夹本身已有损坏：缺 %d 个文件，数据库不对 %d 处", len(m.Missing), len(m.Contents.Faults))
			}
		}
		v.Backups = append(v.Backups, o)
	}
	v.Folders = len(shelves)
	return v
}

// numberOf gives a shelf the number of its first appearance, from 1.
func numberOf(shelves *[]string, shelf string) int {
	for i, s := range *shelves {
		if s == shelf {
			return i + 1
		}
	}
	*shelves = append(*shelves, shelf)
	return len(*shelves)
}
