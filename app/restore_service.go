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
	if err := x.s.notTheDemos("to", order.To); err != nil {
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
