package desk

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/papers"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/vault"
)

// keysSetting is where the database keeps a second copy of the key file, as it is: what it
// holds is wrapped.
const keysSetting = "keys.copy"

// keepKeys brings the second copy in step with the key file, which has just been opened. A
// file that was changed without the copy is written down: a process died between the two,
// or the file was put back from elsewhere.
func (d *Desk) keepKeys(ctx context.Context, o *office.Office) error {
	both := func(tx store.Tx) (now, kept string, err error) {
		if now, err = vault.Copy(d.Dir); err != nil {
			return "", "", err
		}
		kept, _, err = tx.Settings().Get(keysSetting)
		return now, kept, err
	}
	same := false
	err := o.Read(ctx, func(tx store.Tx) error {
		now, kept, err := both(tx)
		same = now == kept
		return err
	})
	if err != nil || same {
		return err
	}
	ended := false                                  // a rekey, by a process that died before its entry
	err = o.Write(ctx, func(w *office.Work) error { // another process may have changed the file by now
		now, kept, err := both(w.Tx)
		if err != nil || now == kept {
			return err
		}
		if kept != "" {
			if err := w.Note("edit", "", "keys", "钥匙文件换过，当时没有记下", "改口令、换恢复码、用恢复单恢复或从别处放回"); err != nil {
				return err
			}
		}
		if ended = vault.Exchanging(kept) && !vault.Exchanging(now); ended {
			err = d.finishNoted(w)
		} else {
			err = d.noteOlder(w)
		}
		if err != nil {
			return err
		}
		return putCopy(w.Tx, now)
	})
	if err == nil && ended {
		d.dropOlder(ctx)
	}
	return err
}

// keyed is a store that refuses to write once the folder's keys were exchanged by another
// process: nobody could read what the older ones have sealed.
type keyed struct {
	store.Store
	vault *vault.Vault
	seen  atomic.Int64 // the newest version of the copy that is of these keys
}

func (k *keyed) Write(ctx context.Context, f func(store.Tx) error) error {
	return k.Store.Write(ctx, func(tx store.Tx) error {
		text, version, err := tx.Settings().Get(keysSetting)
		if err != nil {
			return err
		}
		if int64(version) != k.seen.Load() {
			if errs.CodeOf(k.vault.KeysOf(text)) == errs.Foreign {
				return errs.New(errs.Conflict, "这个资料夹刚换了钥匙，没有存上。请锁定，用新口令重新打开再办")
			}
			k.seen.Store(int64(version))
		}
		return f(tx)
	})
}

func putCopy(tx store.Tx, text string) error {
	_, version, err := tx.Settings().Get(keysSetting)
	if err != nil {
		return err
	}
	return tx.Settings().Put(keysSetting, text, version)
}

// copyOf reads the second copy of a folder that may be locked, "" when it has none.
func copyOf(ctx context.Context, dir string) (text string, err error) {
	db, err := sqlite.Look(ctx, dir, noKeys{}, time.Now)
	if err != nil {
		return "", err
	}
	err = db.Read(ctx, func(tx store.Tx) error {
		text, _, err = tx.Settings().Get(keysSetting)
		return err
	})
	return text, errors.Join(err, db.Close())
}

// RestoreKeys writes the key file of a folder that has lost it, or whose own is of no use,
// from the copy in its database; passphrase and recovery code are those of the copy. Errors:
// Exists when the folder's own is whole, NotFound when there is no copy, Storage.
func RestoreKeys(ctx context.Context, dir string) error {
	text, err := copyOf(ctx, dir)
	if err != nil {
		return err
	}
	if text == "" {
		return errs.New(errs.NotFound, "这个数据库里没有存钥匙（由旧版本写成），请用恢复单恢复，或从备份把 %s 放回来", vault.KeyFile)
	}
	return vault.Restore(dir, text)
}

// KeysWhole is the Exists that refuses to put anything in the place of good keys.
func KeysWhole() error { return vault.Whole() }

// Sheet is what is printed of the keys, and what opens it.
type Sheet struct{ Text, Recovery string }

// RestoreFromSheet writes the key file of such a folder from its recovery sheet and sets a
// new passphrase. Errors: Invalid at "sheet", "recovery" or "passphrase"; Locked for a code
// that is not the sheet's; Foreign for a sheet of another folder; Exists when the folder's
// own is whole; Storage.
func RestoreFromSheet(ctx context.Context, dir string, sheet Sheet, passphrase string) error {
	keys, err := vault.ReadSheet(sheet.Text)
	if err != nil {
		return err
	}
	if err := vault.CheckPassphrase(passphrase); err != nil {
		return err
	}
	kept, err := copyOf(ctx, dir)
	if err != nil {
		return err
	}
	if vault.Same(kept, kept) && !keys.Of(kept) { // a damaged copy tells nothing
		return errs.New(errs.Foreign, "这张恢复单是另一个资料夹的，没有改动。请核对资料夹和打印件")
	}
	v, err := keys.Open(sheet.Recovery)
	if err != nil {
		return err
	}
	defer v.Close()
	return keys.Restore(dir, v, passphrase)
}

// SheetKeys gives what the recovery sheet prints. Errors: Storage.
func (d *Desk) SheetKeys() (papers.Keys, error) {
	groups, err := vault.Sheet(d.Dir)
	return papers.Keys{Folder: d.Dir, Groups: groups, CodeGroups: vault.RecoveryGroups}, err
}
