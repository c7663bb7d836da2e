package desk

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/desk/contents"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
)

// The settings of rekeys: how far the one that is under way has come, and which there were.
const (
	rekeyKey   = "rekey"
	rekeyedKey = "secret.rekeyed"
)

// rekeyed is a rekey: how the folder's keys named it before, and how far the journal had come.
type rekeyed struct {
	Folder string    `json:"folder"`
	Seq    int64     `json:"seq"`
	At     time.Time `json:"at"`
}

// rekeysIn reads them; none where that can't be read, which doctor names.
func rekeysIn(tx store.Tx) (all []rekeyed, version int, err error) {
	version, err = office.ReadSetting(tx, rekeyedKey, &all)
	if damage.Is(err) || errs.CodeOf(err) == errs.Internal {
		return nil, version, nil
	}
	return all, version, err
}

// DrawKeys draws other keys for the folder, with a new passphrase and recovery code. Nothing
// changes until they are kept; from then on they seal all that is written, and Rekey seals the
// rest anew. Errors: those of ChangePassphrase; Busy while a backup is made or another process
// has the folder's window; Blocked while a rekey is not through.
func (d *Desk) DrawKeys(proof Secret, passphrase string) (*Renewal, error) {
	if passphrase != "" && proof.Passphrase == passphrase {
		return nil, errs.AtField("passphrase", "新口令和现在的一样，知道旧口令的人仍能打开。请换一个")
	}
	if err := vault.CheckPassphrase(passphrase); err != nil {
		return nil, err
	}
	if err := d.prove(proof); err != nil {
		return nil, err
	}
	c, code, err := d.vault.Rekey(d.Dir, passphrase)
	if err != nil {
		return nil, err
	}
	return &Renewal{Code: code, desk: d, change: c, Keys: true}, nil
}

// turnKeys puts drawn keys in the place of the folder's. Whoever has it open by the older ones
// could read nothing new: there must be no window but this.
func (d *Desk) turnKeys(ctx context.Context, c *vault.Change) error {
	free, err := d.alone()
	if err != nil {
		return err
	}
	defer free()
	was, err := d.vault.Folder()
	if err != nil {
		return err
	}
	return d.putKeys(ctx, c, "换钥匙", func(w *office.Work) error {
		return errors.Join(noteRekey(w, was), setup.NoteRecovery(w, false))
	})
}

// noteRekey writes down how the folder was named before an exchange of its keys.
func noteRekey(w *office.Work, was string) error {
	all, version, err := rekeysIn(w.Tx)
	if err != nil {
		return err
	}
	newest, err := w.Journal().Link(0)
	if err != nil {
		return err
	}
	return office.SaveSetting(w.Tx, rekeyedKey, append(all, rekeyed{was, newest.Seq, w.Now}), version)
}

// noteOlder does so for a process that died between the exchange and its entry.
func (d *Desk) noteOlder(w *office.Work) error {
	was := d.vault.OlderFolder()
	if was == "" {
		return nil
	}
	all, _, err := rekeysIn(w.Tx)
	if err != nil || slices.ContainsFunc(all, func(r rekeyed) bool { return r.Folder == was }) {
		return err
	}
	return noteRekey(w, was)
}

// alone keeps other windows and backups away. Errors: Busy.
func (d *Desk) alone() (free func(), err error) {
	var held []*flock.Flock
	free = func() {
		for _, l := range held {
			_ = l.Unlock() // the process's end does it otherwise
		}
	}
	for _, one := range []struct{ file, busy string }{
		{contents.BackupLock, "正在备份这个资料夹，等它做完再换钥匙"},
		{contents.LockFile, "另一个窗口正开着这个资料夹：请在那个窗口里换钥匙，或先把它关掉"},
	} {
		if one.file == contents.LockFile && d.lock != nil {
			continue // the window is this one
		}
		lock := flock.New(filepath.Join(d.Dir, one.file))
		got, err := lock.TryLock()
		if err == nil && got {
			held = append(held, lock)
			continue
		}
		free()
		if err != nil {
			return nil, errs.Wrap(errs.Storage, err, "文件夹写不进去，请检查权限和磁盘空间")
		}
		return nil, errs.New(errs.Busy, "%s", one.busy)
	}
	return free, nil
}

// Rekeying says that the folder's keys were exchanged and not all is sealed by the new ones yet.
func (d *Desk) Rekeying() bool { return d.vault.Rekeying() }

// RekeyStep is how far a rekey has come.
type RekeyStep struct {
	Files    bool // sealed files; rows of the database before
	Done, Of int
}

// Rekeyed is what a rekey has come to.
type Rekeyed struct {
	Rows, Files int // that were looked through
	Damaged     int // values and files that could not be opened before either, and stay so
}

// rekeyBatch is how many rows one transaction seals anew: some tens of milliseconds.
const rekeyBatch = 200

// Rekey seals by the present keys what still is sealed by those of before, batch by batch and
// beside work, and gives those up once nothing needs them. Cut short it goes on where it was.
// A desk that is not being rekeyed has nothing to do. Errors: Busy while another process does
// it or makes a backup, Storage, the context's.
func (d *Desk) Rekey(ctx context.Context, told func(RekeyStep)) (r Rekeyed, err error) {
	if !d.Rekeying() {
		return r, nil
	}
	free, err := d.alone()
	if err != nil {
		return r, err
	}
	defer free()
	if r.Rows, err = d.rekeyRows(ctx, told); err != nil {
		return r, err
	}
	if r.Files, r.Damaged, err = d.rekeyFiles(ctx, told); err != nil {
		return r, err
	}
	damaged, err := d.olderLeft(ctx)
	if err != nil {
		return r, err
	}
	r.Damaged += damaged
	return r, d.finishRekey(ctx)
}

// rekeyRows does what lies in the database: sealed values with what they are found by, then
// the links of the journal, then the marks of rows.
func (d *Desk) rekeyRows(ctx context.Context, told func(RekeyStep)) (of int, err error) {
	const links, marks = "links", "marks "
	folder, err := d.vault.Folder()
	if err != nil {
		return 0, err
	}
	of64, err := strconv.ParseInt(folder[:7], 16, 32) // the make that all is brought to is the key
	if err != nil {
		return 0, err
	}
	err = d.Read(ctx, func(tx store.Tx) (err error) {
		of, err = tx.Seals().Count()
		return err
	})
	if err != nil {
		return 0, err
	}
	done := 0
	return of, office.Anew(ctx, d.Office, rekeyKey, int(of64), func(w *office.Work, after string) (last string, err error) {
		if after == links {
			more, err := w.Journal().Rekey(rekeyBatch)
			if more {
				return links, err
			}
			return marks, err
		}
		if row, marked := strings.CutPrefix(after, marks); marked {
			if last, err = w.Marks().Rekey(row, rekeyBatch); last != "" {
				last = marks + last
			}
			return last, err
		}
		if last, err = w.Seals().Rekey(after, rekeyBatch); err != nil {
			return "", err
		}
		done = min(done+rekeyBatch, of)
		if last == "" {
			last, done = links, of
			err = office.SealMarkAnew(w)
		}
		told(RekeyStep{Done: done, Of: of})
		return last, err
	})
}

// rekeyFiles does the sealed files, those that no case uses as well, until a look finds none.
func (d *Desk) rekeyFiles(ctx context.Context, told func(RekeyStep)) (of, damaged int, err error) {
	var failed []string
	for pass, again := 1, true; again; pass++ {
		names, err := d.files.Names()
		if err != nil {
			return 0, 0, err
		}
		again, of, damaged, failed = false, len(names), 0, nil
		for i, name := range names {
			if ctx.Err() != nil {
				return 0, 0, ctx.Err()
			}
			renewed, err := d.files.Renew(name)
			switch {
			case errs.CodeOf(err) == errs.NotFound: // removed meanwhile
			case vault.Damaged(err):
				damaged++
			case err != nil: // the rest goes on
				failed = append(failed, d.files.Named(name)+"："+err.Error())
			case renewed != nil:
				again = true
				if err := d.putFile(ctx, name, renewed); err != nil {
					return 0, 0, err
				}
			}
			if pass == 1 { // the next one only looks
				told(RekeyStep{Files: true, Done: i + 1, Of: of})
			}
		}
	}
	if len(failed) > 0 {
		return 0, 0, errs.New(errs.Storage, "有 %d 个文件换不了钥匙，旧钥匙先留着（%s）。检查磁盘和权限，或从备份放回来，再接着换", len(failed), failed[0])
	}
	return of, damaged, nil
}

// putFile puts a file that was sealed anew in its place, unless it was removed meanwhile:
// removals hold a write transaction, too.
func (d *Desk) putFile(ctx context.Context, name string, renewed *vault.Renewed) error {
	defer renewed.Drop()
	return d.Write(ctx, func(*office.Work) error {
		if !d.files.Exists(name) {
			return nil
		}
		return renewed.Put()
	})
}

// olderLeft looks for what only the keys of before open, which must be nothing, and counts the
// values of theirs that don't open at all. Errors: Internal when there is any of the first.
func (d *Desk) olderLeft(ctx context.Context) (damaged int, err error) {
	for after, more := "", true; more; more = after != "" {
		err := d.Read(ctx, func(tx store.Tx) error {
			var left store.OlderSeals
			var err error
			if left, after, err = tx.Seals().Older(after, rekeyBatch); err == nil && left.Whole > 0 {
				err = errs.New(errs.Internal, "还有 %d 项没有换到新钥匙，旧钥匙先留着。锁定后重新打开，会接着换", left.Whole)
			}
			damaged += left.Damaged
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	return damaged, nil
}

// finishRekey gives the keys of before up. Backups that were made until now open by those
// alone, so that they count as none.
func (d *Desk) finishRekey(ctx context.Context) error {
	was := d.vault.OlderFolder()
	c, err := d.vault.FinishRekey(d.Dir)
	if err != nil {
		return err
	}
	if err = d.putKeys(ctx, c, "换钥匙做完", func(w *office.Work) error { return outliveBackups(w, was) }); err != nil {
		return err
	}
	d.remember(ctx)
	d.dropOlder(ctx)
	return nil
}

// outliveBackups notes that the backups made by keys of before count as none, given how those
// named the folder.
func outliveBackups(w *office.Work, was string) error {
	records, version, err := readBackups(w.Tx, nil)
	if err != nil || version == 0 {
		return err
	}
	return office.SaveSetting(w.Tx, backupRecordKey, backupRecords{Rekeyed: true, Older: records.outlived(was)}, version)
}

// dropOlder takes away what earlier releases have left, which opens by the keys of before.
func (d *Desk) dropOlder(ctx context.Context) {
	if err := errors.Join(d.store.Rewrite(ctx), d.store.DropBefore()); err != nil {
		slog.Warn("something of before a rekey stays", "error", err)
	}
}

// finishNoted does what finishRekey does besides, for a process that died before it came to it.
func (d *Desk) finishNoted(w *office.Work) error {
	all, _, err := rekeysIn(w.Tx)
	if err != nil || len(all) == 0 {
		return err
	}
	return outliveBackups(w, all[len(all)-1].Folder)
}

// RekeyedBehind tells when the keys were exchanged after an entry of the journal, in words; ""
// when they were not. Its link was another one before.
func (d *Desk) RekeyedBehind(ctx context.Context, seq int64) (when string, err error) {
	err = d.Read(ctx, func(tx store.Tx) error {
		all, _, err := rekeysIn(tx)
		for _, r := range all {
			if seq <= r.Seq && when == "" {
				when = cal.FormatMoment(cal.At(r.At), d.Today())
			}
		}
		return err
	})
	return when, err
}
