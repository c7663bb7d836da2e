package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"beiandesk/internal/backup"
	"beiandesk/internal/cal"
	"beiandesk/internal/desk/contents"
	"beiandesk/internal/disk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
)

// The settings of backups: what staff has chosen, and what came of it. Both name places of
// this machine, which may tell a person's name, and are sealed.
const (
	backupPlanKey   = "secret.backup.plan"
	backupRecordKey = "secret.backup.record"
)

// backupOld is after how many days the last good backup is too old.
const backupOld = 7

// BackupPlan is where and whether backups are made by themselves: after the first opening of
// a day, and every day while the window is open.
type BackupPlan struct {
	Target  string `json:"target" text:"备份位置,line,1000"` // absolute, "" for none
	On      bool   `json:"on"`
	Version int    `json:"-"`
}

// BackupRecord is a backup that was made and proved.
type BackupRecord struct {
	Target  string    `json:"target"`
	Name    string    `json:"name"`
	At      time.Time `json:"at"`
	Files   int       `json:"files"`   // sealed files that it names
	Missing int       `json:"missing"` // of them, those that the folder has no whole copy of
	Faults  int       `json:"faults"`  // of the database itself
}

// Whole says that nothing was wrong with the folder that was backed up.
func (r BackupRecord) Whole() bool { return r.Missing == 0 && r.Faults == 0 }

// BackupFailure is the last try, when it failed.
type BackupFailure struct {
	At      time.Time `json:"at"`
	Target  string    `json:"target"`
	Message string    `json:"message"`
}

// backupRecords is the newest record of each place, and the last try if it failed.
type backupRecords struct {
	Places  map[string]BackupRecord `json:"places"`
	Failed  *BackupFailure          `json:"failed"`
	Rekeyed bool                    `json:"rekeyed,omitempty"` // the folder has other keys since the last one
	Older   map[string]BackupRecord `json:"older,omitempty"`   // by shelf: what the folder no longer thins
}

// outlived is Older once the folder has other keys, given how it was named by those of before.
func (b backupRecords) outlived(folder string) map[string]BackupRecord {
	older := map[string]BackupRecord{}
	maps.Copy(older, b.Older)
	for place, r := range b.Places {
		older[filepath.Join(place, folder)] = r
	}
	return older
}

// BackupState is what staff are shown.
type BackupState struct {
	Plan   BackupPlan
	Last   *BackupRecord  // the newest of all places that is not of a clock ahead, nil for none
	There  *BackupRecord  // that of the plan's place, nil for none
	Failed *BackupFailure // newer than Last, nil otherwise
	Demo   bool

	Rekeyed bool // there is none since the folder's keys were exchanged
}

// Due says that the plan wants a backup on a day.
func (s BackupState) Due(today cal.Day) bool {
	if !s.Plan.On || s.Plan.Target == "" {
		return false
	}
	return s.There == nil || cal.DayOf(s.There.At) != today
}

// Warning is what Today says of the backups of a folder that has cases, "" when there is
// nothing to say: the last whole one is old, or there never was one. Nobody is told so of a
// demonstration without a place.
func (s BackupState) Warning(now time.Time) string {
	days := 0
	if s.Last != nil {
		days = int(cal.DayOf(now) - cal.DayOf(s.Last.At))
	}
	switch {
	case s.Demo && s.Plan.Target == "":
		return ""
	case s.Last == nil && s.Failed != nil:
		return "还没有备份成功过：" + s.Failed.Message
	case s.Last == nil && s.Rekeyed:
		return "换钥匙以后还没有备份过：以前的备份只能用旧口令打开"
	case s.Last == nil:
		return "还没有备份过：磁盘坏了或电脑丢了，资料就没有了"
	case !s.Last.Whole():
		return "上次备份时资料夹本身有损坏，备份里也缺：请运行 doctor 看是哪一处"
	case days <= backupOld:
		return ""
	}
	text := fmt.Sprintf("上次备份是 %d 天以前", days)
	if s.Failed != nil {
		text += "：" + s.Failed.Message
	}
	return text
}

// Backups makes the backups of an open desk, while others work in it. It is of no use once
// the desk is closed.
type Backups struct {
	examiner
	office   office.Office // as it was then: who acts may change meanwhile
	dir      string
	demo     bool
	readOnly bool
	store    *sqlite.Store
}

// Backups is taken while nobody exchanges the desk's basis or who acts.
func (d *Desk) Backups() *Backups {
	return &Backups{
		examiner: examiner{d.vault, d.Now}, office: *d.Office,
		dir: d.Dir, demo: d.Demo, readOnly: d.ReadOnly, store: d.store,
	}
}

// Dir, Demo, Snapshot and Keys make it a backup.Source.
func (b *Backups) Dir() string                                         { return b.dir }
func (b *Backups) Demo() bool                                          { return b.demo }
func (b *Backups) Keys() (string, error)                               { return vault.Copy(b.dir) }
func (b *Backups) Snapshot(ctx context.Context) (io.ReadCloser, error) { return b.store.Snapshot(ctx) }

// State reads plan and records. Errors: Storage.
func (b *Backups) State(ctx context.Context) (BackupState, error) {
	s := BackupState{Demo: b.demo}
	err := b.office.Read(ctx, func(tx store.Tx) error {
		records, _, err := readBackups(tx, &s.Plan)
		if err != nil {
			return err
		}
		s.Rekeyed = records.Rekeyed
		for _, r := range records.Places {
			if !r.At.After(b.office.Now()) && (s.Last == nil || r.At.After(s.Last.At)) {
				s.Last = &r
			}
			if r.Target == s.Plan.Target {
				s.There = &r
			}
		}
		if f := records.Failed; f != nil && (s.Last == nil || f.At.After(s.Last.At)) {
			s.Failed = f
		}
		return nil
	})
	return s, err
}

// readBackups reads the plan, if it is asked for, and the records with their version.
func readBackups(tx store.Tx, plan *BackupPlan) (records backupRecords, version int, err error) {
	if plan != nil {
		if plan.Version, err = office.ReadSetting(tx, backupPlanKey, plan); err != nil {
			return records, 0, err
		}
	}
	version, err = office.ReadSetting(tx, backupRecordKey, &records)
	if records.Places == nil {
		records.Places = map[string]BackupRecord{}
	}
	if records.Older == nil {
		records.Older = map[string]BackupRecord{}
	}
	return records, version, err
}

// SavePlan sets where and whether backups are made. A place that is not ours yet is made one.
// Errors, with nothing changed: those of a place at "target"; Conflict.
func (b *Backups) SavePlan(ctx context.Context, plan BackupPlan) error {
	if err := office.Judge(plan); err != nil {
		return err
	}
	plan.Target = strings.TrimSpace(plan.Target)
	switch {
	case plan.Target != "":
		plan.Target = filepath.Clean(plan.Target)
		if err := placeable(plan.Target); err != nil {
			return err
		}
		if err := b.claim(ctx, plan); err != nil {
			return errs.Placed("target", err)
		}
	case plan.On:
		return errs.AtField("target", "请先选备份位置")
	}
	return b.office.Write(ctx, func(w *office.Work) error {
		if err := w.Note("edit", "", "backup", "改备份设置", ""); err != nil {
			return err
		}
		return office.SaveSetting(w.Tx, backupPlanKey, plan, plan.Version)
	})
}

// claim makes the place of a plan ours that was never used. One that was is asked for only
// while backups go there.
func (b *Backups) claim(ctx context.Context, plan BackupPlan) error {
	known, _, err := b.knows(ctx, plan.Target)
	switch {
	case err != nil:
		return err
	case !known:
		return backup.Claim(plan.Target)
	case plan.On:
		return backup.Present(plan.Target)
	}
	return nil
}

// knows says whether a place is the plan's or was used before, and what is recorded.
func (b *Backups) knows(ctx context.Context, target string) (known bool, records backupRecords, err error) {
	var plan BackupPlan
	err = b.office.Read(ctx, func(tx store.Tx) (err error) {
		records, _, err = readBackups(tx, &plan)
		return err
	})
	_, known = records.Places[target]
	return known || target == plan.Target, records, err
}

// placeable refuses a path that can be no place of backups. Errors: Invalid at "target",
// NotFound for a disk that is not there.
func placeable(target string) error {
	if !filepath.IsAbs(target) {
		return errs.AtField("target", "备份位置要写完整的路径，如 E:\\备案台备份 或 /media/名字/备份盘/备案台")
	}
	if around := contents.Within(filepath.Join(target, "x")); around != "" {
		return errs.AtField("target", "备份位置在资料夹 %s 里面，磁盘坏了会一起坏。请选另一块磁盘上的文件夹", around)
	}
	if disk.Unplugged(target) {
		return errs.New(errs.NotFound, "备份位置所在的磁盘没有接上，没有在这里新建。接好后再试")
	}
	return nil
}

// BackupOrder says what backup is made.
type BackupOrder struct {
	Target string // absolute; "" is the plan's
	Anew   bool   // the place may be empty although it was used before
	Quiet  bool   // made by itself: a failure that is known already is not told again
	Told   func(backup.Step)
}

// Make makes a backup, proves it and records it, in the journal too; of a folder that may
// only be read nothing is recorded and no older backup taken away. Errors, recorded as well:
// Invalid at "target", NotFound when the place is not there, Foreign when it is not ours,
// Busy when another process makes one, Storage, the context's.
func (b *Backups) Make(ctx context.Context, order BackupOrder) (backup.Made, error) {
	if order.Target == "" {
		state, err := b.State(ctx)
		if err != nil {
			return backup.Made{}, err
		}
		if order.Target = state.Plan.Target; order.Target == "" {
			return backup.Made{}, errs.AtField("target", "请先选备份位置")
		}
	}
	order.Target = filepath.Clean(order.Target)
	known, records, err := b.knows(ctx, order.Target)
	if err != nil {
		return backup.Made{}, err
	}
	made, err := b.make(ctx, order, known)
	switch {
	case ctx.Err() != nil:
		return made, ctx.Err()
	case b.readOnly:
		return made, err
	case err == nil:
		return made, b.record(ctx, order.Target, made)
	}
	return made, errors.Join(err, b.recordFailure(ctx, order, records.Failed, err))
}

func (b *Backups) make(ctx context.Context, order BackupOrder, known bool) (made backup.Made, err error) {
	if b.vault.Rekeying() {
		return made, errs.New(errs.Blocked, "钥匙还在更换，备份要等换完：一半旧一半新的备份恢复不出来")
	}
	if err := placeable(order.Target); err != nil {
		return made, err
	}
	options := backup.Options{At: b.office.Now(), Keep: backup.Kept, Told: order.Told}
	if b.readOnly {
		options.Keep = backup.Keep{}
	} else {
		lock := flock.New(filepath.Join(b.dir, contents.BackupLock))
		held, err := lock.TryLock()
		if err != nil {
			return made, errs.Wrap(errs.Storage, err, "文件夹写不进去，请检查权限和磁盘空间")
		}
		if !held {
			return made, errs.New(errs.Busy, "另一个窗口或命令正在备份这个资料夹，等它做完再试")
		}
		defer lock.Unlock()
	}
	if !known || order.Anew {
		if err := backup.Claim(order.Target); err != nil {
			return made, err
		}
	}
	shelf, err := backup.ShelfOf(order.Target, b.vault)
	if err != nil {
		return made, err
	}
	return shelf.Make(ctx, b, options)
}

func recordOf(target string, b backup.Backup) BackupRecord {
	m := b.Manifest
	return BackupRecord{target, b.Name, m.At, len(m.Contents.Files), len(m.Missing), len(m.Contents.Faults)}
}

// record keeps what was made.
func (b *Backups) record(ctx context.Context, target string, made backup.Made) error {
	r := recordOf(target, made.Backup)
	title := "备份，已验证"
	if !r.Whole() {
		title = "备份，资料夹本身有损坏"
	}
	words := filepath.Join(target, made.Name)
	if made.Stayed != nil {
		words += "\n旧备份没有清掉：" + made.Stayed.Error()
	}
	return b.change(ctx, title, words, func(all *backupRecords) {
		all.Places[target], all.Failed, all.Rekeyed = r, nil, false
		delete(all.Older, filepath.Dir(made.Dir)) // it is thinned from now on
	})
}

// recordFailure keeps why there is no backup.
func (b *Backups) recordFailure(ctx context.Context, order BackupOrder, had *BackupFailure, why error) error {
	message := "程序出错"
	var e *errs.Error
	if errors.As(why, &e) && e.Code != errs.Internal {
		message = e.Message
	}
	now := b.office.Now()
	if order.Quiet && had != nil && had.Message == message && cal.DayOf(had.At) == cal.DayOf(now) {
		return nil
	}
	return b.change(ctx, "备份失败", order.Target+"\n"+message, func(all *backupRecords) {
		all.Failed = &BackupFailure{now, order.Target, message}
	})
}

func (b *Backups) change(ctx context.Context, title, words string, f func(*backupRecords)) error {
	return b.office.Write(ctx, func(w *office.Work) error {
		all, version, err := readBackups(w.Tx, nil)
		if err != nil {
			return err
		}
		f(&all)
		if err := w.Note("backup", "", "", title, words); err != nil {
			return err
		}
		return office.SaveSetting(w.Tx, backupRecordKey, all, version)
	})
}
