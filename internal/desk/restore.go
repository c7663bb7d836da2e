package desk

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"beiandesk/internal/atomicfile"
	"beiandesk/internal/backup"
	"beiandesk/internal/desk/contents"
	"beiandesk/internal/disk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/process"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
)

// farAhead is by how much a number that somebody types may be ahead of all that backups have
// seen: beyond it is a slip, which could never be taken back.
const farAhead = 10_000

// restoringPrefix begins the name of a folder that is being restored, with the process's id.
const restoringPrefix = ".tmp-restore-"

// RestoreOrder says what is restored, and where.
type RestoreOrder struct {
	From   string          // a place, or one backup; of a place the newest
	To     string          // a folder that is not there, or empty
	Secret Secret          // what opened the folder when it was backed up
	After  []store.Counter // numbers that were given out after every backup
	Told   func(backup.Step)
	Now    func() time.Time // nil is the system's clock
}

// Restored is a folder that was restored and opens.
type Restored struct {
	backup.Restored
	To      string
	Skipped []office.Skipped // numbers that stay unused, having been given out
	PlanOff bool             // it made backups by itself, and does not until somebody says so
	Unsaid  bool             // nobody has said which numbers were given out after every backup
}

// Restore makes a folder from a backup. Its series go on behind the highest number that any
// backup on the same shelf has seen and behind those of the order, and its journal says so.
// On an error nothing is left. Errors: NotFound at "from" without a backup; Locked at
// "passphrase" or "recovery" for a secret that does not open it; Exists at "to" when the folder
// holds anything; Invalid at "to", "recovery" or "after"; Storage for a damaged backup; Blocked
// when several folders' backups open; the context's.
func Restore(ctx context.Context, order RestoreOrder) (r Restored, err error) {
	if r.To, err = restorable(order.To); err != nil {
		return r, errs.Placed("to", err)
	}
	shelves, err := backup.Find(order.From)
	if err != nil {
		return r, errs.Placed("from", err)
	}
	opened, err := openShelves(shelves, order.Secret)
	if errs.CodeOf(err) == errs.Locked {
		return r, errs.Placed(order.Secret.field(), err)
	}
	if err != nil {
		return r, err
	}
	defer closeAll(opened)
	if len(opened) > 1 {
		return r, errs.New(errs.Blocked, "这个位置有 %d 个资料夹的备份都能用这个口令打开，请写到其中一个：%s", len(opened), opened[0].found.Shelf)
	}
	parent := filepath.Dir(r.To)
	if err := sweepRestores(parent); err != nil {
		return r, err
	}
	temp, err := os.MkdirTemp(parent, restoringPrefix+strconv.Itoa(os.Getpid())+"-")
	if err != nil {
		return r, errs.Wrap(errs.Storage, err, "要恢复到的位置写不进去：请检查路径、权限和空间，上一级文件夹要先有")
	}
	if err := r.build(ctx, opened[0], temp, order); err != nil {
		return r, errors.Join(err, os.RemoveAll(temp))
	}
	if err := os.Remove(r.To); err != nil && !errors.Is(err, fs.ErrNotExist) { // empty, as was seen
		return r, errors.Join(errs.Wrap(errs.Storage, err, "要恢复到的文件夹换不下来，请写一个还没有的文件夹"), os.RemoveAll(temp))
	}
	if err := atomicfile.Rename(temp, r.To); err != nil {
		return r, errors.Join(errs.Wrap(errs.Storage, err, "要恢复到的位置写不进去：请检查权限和空间"), os.RemoveAll(temp))
	}
	if err := atomicfile.SyncDir(parent); err != nil {
		return r, errs.Wrap(errs.Storage, err, "数据没有写稳。检查磁盘后重试")
	}
	return r, nil
}

// restorable judges where a folder may be restored to, and gives its whole path.
func restorable(to string) (string, error) {
	to, err := filepath.Abs(to)
	if err != nil {
		return "", errs.Wrap(errs.Invalid, err, "要恢复到的文件夹，请写完整的路径")
	}
	if err := sqlite.CheckPath(to); err != nil {
		return "", err
	}
	if err := backup.Empty(to); err != nil {
		return "", err
	}
	if around := contents.Within(to); around != "" {
		return "", errs.New(errs.Exists, "这个位置在另一个资料夹（%s）里面，请换一个位置", around)
	}
	if disk.Unplugged(to) {
		return "", errs.New(errs.NotFound, "要恢复到的位置所在的磁盘没有接上，没有新建")
	}
	for at := filepath.Dir(to); ; at = filepath.Dir(at) {
		if there(at, backup.MarkFile) {
			return "", errs.New(errs.Exists, "这个位置在备份位置 %s 里面，请换一个位置", at)
		}
		if at == filepath.Dir(at) {
			return to, nil
		}
	}
}

// sweepRestores takes away what restores have left that were cut short.
func sweepRestores(parent string) error {
	left, err := fs.Glob(os.DirFS(parent), restoringPrefix+"*")
	if err != nil {
		return errs.Wrap(errs.Storage, err, "要恢复到的位置读不了，请检查路径和权限")
	}
	for _, name := range left {
		text, _, _ := strings.Cut(strings.TrimPrefix(name, restoringPrefix), "-")
		pid, err := strconv.Atoi(text)
		if err != nil || !process.Gone(pid, true) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(parent, name)); err != nil {
			return errs.Wrap(errs.Storage, err, "上次没有恢复完的 %s 删不掉，请检查权限", name)
		}
	}
	return nil
}

// openShelf is a shelf whose keys are open.
type openShelf struct {
	found backup.Found
	shelf *backup.Shelf
	vault *vault.Vault
}

func closeAll(all []openShelf) {
	for _, s := range all {
		s.vault.Close()
	}
}

// openShelves opens those that a secret opens. Errors: Locked when it opens none, and what
// else keeps them shut.
func openShelves(all []backup.Found, secret Secret) (opened []openShelf, err error) {
	for _, f := range all {
		v, failed := anyKeys(f.Keys, secret)
		if failed != nil {
			err = failed
			continue
		}
		shelf, failed := backup.ShelfOf(filepath.Dir(f.Shelf), v)
		if failed != nil {
			v.Close()
			closeAll(opened)
			return nil, failed
		}
		opened = append(opened, openShelf{f, shelf, v})
	}
	if len(opened) > 0 {
		return opened, nil
	}
	return nil, err
}

// anyKeys opens the first of several key files of one folder that a secret opens: one may be
// damaged, or of another passphrase. The error is that of the first.
func anyKeys(dirs []string, secret Secret) (v *vault.Vault, err error) {
	for _, dir := range dirs {
		v, failed := openKeys(dir, secret)
		if failed == nil {
			return v, nil
		}
		if err == nil {
			err = failed
		}
	}
	return nil, err
}

// openKeys opens the keys that lie in a folder.
func openKeys(dir string, secret Secret) (*vault.Vault, error) {
	if secret.Passphrase == "" && secret.Recovery != "" {
		return vault.OpenRecovery(dir, secret.Recovery)
	}
	return vault.OpenPassphrase(dir, secret.Passphrase)
}

// build restores into a folder that nobody looks at yet, and opens it once.
func (r *Restored) build(ctx context.Context, from openShelf, dir string, order RestoreOrder) (err error) {
	if r.Restored, err = from.shelf.Restore(ctx, from.found.Name, dir, sqlite.FileName, order.Told); err != nil {
		return err
	}
	r.Unsaid = len(order.After) == 0
	after, err := r.series(order.After)
	if err != nil {
		return err
	}
	if r.Manifest.Demo {
		if err := atomicfile.Write(filepath.Join(dir, contents.DemoFile), nil); err != nil {
			return errs.Wrap(errs.Storage, err, "要恢复到的文件夹写不进去，请检查权限和空间")
		}
	}
	if order.Told != nil {
		order.Told(backup.Step{Phase: backup.Proving})
	}
	d, err := Open(ctx, dir, order.Secret, Options{Now: order.Now})
	if err != nil {
		return err
	}
	err = d.Write(ctx, func(w *office.Work) error {
		for _, c := range after {
			s, skipped, err := w.SkipTo(c)
			if err != nil {
				return err
			}
			if skipped {
				r.Skipped = append(r.Skipped, s)
			}
		}
		// Beside the folder that makes them, its backups would take the place of the other's.
		var plan BackupPlan
		records, version, err := readBackups(w.Tx, &plan)
		if err != nil {
			return err
		}
		records.Older[from.found.Shelf] = recordOf(filepath.Dir(from.found.Shelf), r.Backup)
		if err := office.SaveSetting(w.Tx, backupRecordKey, records, version); err != nil {
			return err
		}
		if plan.On {
			plan.On = false
			if err := office.SaveSetting(w.Tx, backupPlanKey, plan, plan.Version); err != nil {
				return err
			}
			r.PlanOff = true
		}
		return w.Note("backup", "", "", restoredTitle, "备份 "+r.Name+"\n"+strings.Join(skippedWords(r.Skipped), "\n"))
	})
	return errors.Join(err, d.Close())
}

// series puts together behind which numbers the folder goes on.
func (r *Restored) series(typed []store.Counter) (after []store.Counter, err error) {
	highest := map[[2]string]int{}
	key := func(series string, year int) [2]string { return [2]string{series, strconv.Itoa(year)} }
	for _, c := range r.Counters {
		after = append(after, store.Counter{Series: c.Series, Year: c.Year, Last: c.Last})
		highest[key(c.Series, c.Year)] = c.Last
	}
	for _, c := range typed {
		if c.Last > highest[key(c.Series, c.Year)]+farAhead {
			return nil, errs.AtField("after", "编号 %s 比备份里见过的多出一万以上，请核对", office.SpellNumber(c.Series, c.Year, c.Last))
		}
		after = append(after, c)
	}
	return after, nil
}

// CheckedShelf is a folder's backups, looked through.
type CheckedShelf struct {
	Dir     string
	Checked []backup.Checked
}

// VerifyBackups opens everything that lies at a path, a place or one backup, and changes
// nothing. Of a place with several folders' backups it looks at those that the secret opens.
// Errors: NotFound without a backup, Locked, Storage.
func VerifyBackups(ctx context.Context, path string, secret Secret, told func(backup.Step)) ([]CheckedShelf, error) {
	found, err := backup.Find(path)
	if err != nil {
		return nil, err
	}
	opened, err := openShelves(found, secret)
	if err != nil {
		return nil, err
	}
	defer closeAll(opened)
	all := []CheckedShelf{}
	for _, s := range opened {
		checked, err := s.shelf.Verify(ctx, examiner{s.vault, time.Now}, s.found.Name, told)
		if err != nil {
			return nil, err
		}
		all = append(all, CheckedShelf{s.found.Shelf, checked})
	}
	return all, nil
}

// examiner opens databases that are given as bytes.
type examiner struct {
	vault *vault.Vault
	now   func() time.Time
}

// Examine says what a database holds, and what of it is not whole: its structure, its
// journal's chain.
func (e examiner) Examine(ctx context.Context, database *io.SectionReader) (c backup.Contents, err error) {
	db, err := sqlite.Hold(ctx, database, e.vault, e.now)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	c.Schema = db.Schema()
	if c.Faults, err = db.Integrity(ctx); err != nil {
		return c, err
	}
	if c.Rows, err = db.Rows(ctx); err != nil {
		return c, err
	}
	if c.Files, err = db.Blobs(ctx); err != nil {
		return c, err
	}
	err = db.Read(ctx, func(tx store.Tx) error {
		newest, err := tx.Journal().Link(0)
		if err != nil {
			return err
		}
		c.Journal = backup.Head{Seq: newest.Seq, Hash: newest.Hash}
		counters, err := tx.Numbers().All()
		for _, n := range counters {
			c.Counters = append(c.Counters, backup.Counter{Series: n.Series, Year: n.Year, Last: n.Last})
		}
		if err != nil {
			return err
		}
		if _, err := tx.Journal().Verify(); err != nil {
			c.Faults = append(c.Faults, "日志对不上")
		}
		return nil
	})
	if ctx.Err() != nil {
		return c, ctx.Err()
	}
	return c, err
}
